"""How lists of participants name their columns and what their words mean, as data has it."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from measurement.exports.lists import Meaning, named
from measurement.texts import plain

FILE = Path(__file__).resolve().parents[3] / "data" / "participations.toml"


def stamp() -> tuple[int, int]:
    """What changes when the file changes, so that an edit is seen without a restart."""
    status = FILE.stat()
    return status.st_mtime_ns, status.st_size


def _described() -> dict[str, Any]:
    return _read(stamp())


@lru_cache(maxsize=2)
def _read(_stamp: tuple[int, int]) -> dict[str, Any]:
    with FILE.open("rb") as source:
        return tomllib.load(source)


def columns() -> Meaning:
    """What a head of a list stands for."""
    return named(_described()["columns"])


def column_name(role: str) -> str:
    """What a column is called at best."""
    return str(_described()["columns"][role][0])


def presence() -> dict[str, str]:
    """By plain word whether somebody was present, absent, cancelled or only registered."""
    listed: dict[str, list[str]] = _described()["status"]
    return {plain(word): kind for kind, words in listed.items() for word in words}


def presence_in(text: str) -> str:
    """What a cell says of somebody's presence, also when more follows; '' when it says nothing.

    >>> presence_in("Afwezig (ziek)"), presence_in("aanwezig"), presence_in("misschien")
    ('absent', 'present', '')
    """
    read, said = presence(), f"{plain(text)} "
    if said.strip() in read:
        return read[said.strip()]
    begins = [word for word in read if len(word) > 1 and said.startswith(f"{word} ")]
    return read[max(begins, key=len)] if begins else ""


def strategy_in(title: str) -> str:
    """The strategy that a word in the title tells; '' when none does.

    >>> strategy_in("PLG Onthaal"), strategy_in("Rouw en verlies")
    ('plg', '')
    """
    said = f" {plain(title)} "
    listed: dict[str, list[str]] = _described()["strategy_words"]
    return next(
        (s for s, words in listed.items() if any(f" {plain(w)} " in said for w in words)), ""
    )


def nobody() -> frozenset[str]:
    """Words that stand where nobody is named."""
    return frozenset(plain(word) for word in _described()["persons"]["nobody"])

"""Words and codes that say the same whatever tool wrote them, from ``data/platforms.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from measurement.texts import bare

FILE = Path(__file__).resolve().parents[1] / "data" / "platforms.toml"


@cache
def described() -> dict[str, Any]:
    """All that the file says of tools, columns and words."""
    with FILE.open("rb") as source:
        return tomllib.load(source)


@cache
def words(key: str) -> frozenset[str]:
    """A list of words of every tool, in the form that :func:`bare` gives."""
    return frozenset(bare(word) for word in described()["words"][key])


@cache
def codes(key: str) -> frozenset[int]:
    """A list of answer codes of every tool."""
    return frozenset(described()["words"][key])


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, white space, or a word for 'no answer'.

    >>> is_blank(" - "), is_blank("(leeg)"), is_blank("NA")
    (True, True, False)
    """
    said = bare(text)
    return not said or said in words("blank")

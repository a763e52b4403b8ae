"""Reads a questionnaire from its data files and names every fault at once."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from measurement.errors import ExportError, Problem
from measurement.questionnaire import CATEGORY, TEXT, Questionnaire
from measurement.questionnaire_rows import HOME, complete, problem, raw_of

__all__ = ["HOME", "fingerprint", "folder_of", "load", "steady"]

_looked: ContextVar[dict[Path, tuple[Path, str]] | None] = ContextVar("looked", default=None)


def load(path: str | os.PathLike[str] | None = None) -> Questionnaire:
    """The questionnaire in a folder, a TOML file or a CSV file of items.

    Without a path the one in ``data/questionnaire``, or the one that the environment variable
    ``MEASUREMENT_QUESTIONNAIRE`` names. Raises :class:`ExportError` with every fault found.
    """
    return _load(_place(path).resolve(), fingerprint(path))


@contextmanager
def steady() -> Iterator[None]:
    """While this lasts the files are looked at once: what one page shows is of one state of them."""
    before = _looked.set({})
    try:
        yield
    finally:
        _looked.reset(before)


def _place(path: str | os.PathLike[str] | None) -> Path:
    return Path(path or os.environ.get("MEASUREMENT_QUESTIONNAIRE") or HOME)


def folder_of(path: str | os.PathLike[str] | None = None) -> Path:
    """The folder in which the files of a questionnaire stand."""
    return _state(path)[0]


def fingerprint(path: str | os.PathLike[str] | None = None) -> str:
    """What changes when one of the files changes (so that an edit is seen without a restart)."""
    return _state(path)[1]


def _state(path: str | os.PathLike[str] | None) -> tuple[Path, str]:
    """Folder and fingerprint; looked at on the disk, but once where they are to be steady."""
    place, looked = _place(path), _looked.get()
    if looked is None:
        return _looked_at(place)
    if place not in looked:
        looked[place] = _looked_at(place)
    return looked[place]


def _looked_at(place: Path) -> tuple[Path, str]:
    folder = (place if place.is_dir() else place.parent).resolve()
    files = sorted([*folder.glob("*.csv"), *folder.glob("*.toml")]) if folder.is_dir() else []
    seen = [(f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in files]
    return folder, hashlib.sha256(repr(seen).encode()).hexdigest()


@lru_cache(maxsize=8)
def _load(place: Path, _stamp: str) -> Questionnaire:
    faults: list[Problem] = []
    raw = raw_of(place, faults)
    complete(raw, faults)
    if faults:
        raise ExportError(faults)
    try:
        made = Questionnaire.model_validate(raw)
    except ValidationError as error:
        raise ExportError([_fault(place, raw, dict(e)) for e in error.errors()]) from None
    faults = list(_contradictions(place, made))
    if faults:
        raise ExportError(faults)
    return made


_REASONS = {
    "missing": "the field '{field}' is missing.",
    "points_not_rising": "the points of a scale must rise.",
    "band_outside_points": "low, high, strict_low and spellings may only name points of the scale.",
    "bands_overlap": "a point cannot be both low and high.",
    "one_band_missing": "give both low and high, or neither.",
    "string_too_short": "the field '{field}' is empty.",
    "string_pattern_mismatch": "'{found}' cannot be used as '{field}' (letters, digits, _ only).",
    "literal_error": "'{found}' is not possible for '{field}'.",
}


def _fault(place: Path, raw: Mapping[str, Any], error: Mapping[str, Any]) -> Problem:
    at = list(error["loc"])
    table = str(at[0]) if at else ""
    entry = ""
    if len(at) > 1 and isinstance(at[1], int) and isinstance(raw.get(table), list):
        row = raw[table][at[1]]
        name = (
            next((row[k] for k in ("id", "name", "factor", "value") if row.get(k)), None)
            if isinstance(row, dict)
            else None
        )
        entry = f" {name}" if name else f" {at[1] + 1}"
    reason = str(error.get("ctx", {}).get("error", "")) or str(error["type"])
    message = _REASONS.get(reason, "'{found}' is not possible for '{field}'.")
    return problem(
        place,
        "{part}: " + message,
        "",
        part=f"{table}{entry}",
        field=".".join(str(p) for p in at[2:] if not isinstance(p, int)) or table,
        found=str(error.get("input", ""))[:60],
    )


def _contradictions(place: Path, made: Questionnaire) -> Iterable[Problem]:
    for table, ids in (
        ("items", [i.id for i in made.items] + [o.id for o in made.options]),
        ("scales", [s.id for s in made.scales]),
        ("strategies", [s.id for s in made.strategies]),
        ("centres", [c.name.casefold() for c in made.centres]),
    ):
        for name in [n for n, times in Counter(ids).items() if times > 1]:
            yield problem(place, "{part}: '{name}' stands there twice.", "", part=table, name=name)
    scales = set(made.scale_by_id) | {CATEGORY, TEXT}
    modules = set(made.module_by_id)
    for item in made.items:
        if item.scale not in scales:
            yield problem(
                place,
                "item {item}: the scale '{scale}' is not described.",
                "Describe it under [[scales]], or use one of: {known}.",
                item=item.id,
                scale=item.scale,
                known=sorted(scales),
            )
        if item.module not in modules:
            yield problem(
                place,
                "item {item}: the module '{module}' is not described.",
                "Describe it under [[modules]].",
                item=item.id,
                module=item.module,
            )
    if not any(item.closed for item in made.items):
        yield problem(place, "there is no item with a scale.", "Add at least one closed question.")
    for strategy in made.strategies:
        for moment, asked in strategy.modules.items():
            if unknown := sorted(set(asked) - modules):
                yield problem(
                    place,
                    "strategy {strategy}, {moment}: unknown modules {unknown}.",
                    "",
                    strategy=strategy.id,
                    moment=moment,
                    unknown=unknown,
                )

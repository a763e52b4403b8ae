"""Reads a questionnaire from its data files and names every fault at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from measurement.errors import ExportError, Problem
from measurement.questionnaire.files.cells import HOME, problem, raw_of
from measurement.questionnaire.files.checks import contradictions
from measurement.questionnaire.files.keys import field_named, part_named
from measurement.questionnaire.files.short import complete
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import MOST_POINTS
from measurement.words import mark

__all__ = ["HOME", "fingerprint", "folder_of", "load", "steady"]

_MOST_TOLD = 200  # faults, which is more than anybody mends before looking again
_looked: ContextVar[dict[Path, tuple[Path, Path, str]] | None] = ContextVar("looked", default=None)


def load(path: str | os.PathLike[str] | None = None) -> Questionnaire:
    """The questionnaire in a folder, a TOML file or a CSV file of items.

    Without a path the one in ``data/questionnaire``, or the one that the environment variable
    ``MEASUREMENT_QUESTIONNAIRE`` names. Raises :class:`ExportError` with every fault found.
    """
    place, _folder, stamp = _state(path)
    return _load(place, stamp)


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
    return _state(path)[1]


def fingerprint(path: str | os.PathLike[str] | None = None) -> str:
    """What changes when one of the files changes (so that an edit is seen without a restart)."""
    return _state(path)[2]


def _state(path: str | os.PathLike[str] | None) -> tuple[Path, Path, str]:
    """Place, folder and fingerprint; looked at on the disk, but once where they are to be steady."""
    place, looked = _place(path), _looked.get()
    if looked is None:
        return _looked_at(place)
    if place not in looked:
        looked[place] = _looked_at(place)
    return looked[place]


def _looked_at(place: Path) -> tuple[Path, Path, str]:
    folder = (place if place.is_dir() else place.parent).resolve()
    files = sorted([*folder.glob("*.csv"), *folder.glob("*.toml")]) if folder.is_dir() else []
    seen = [(f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in files]
    return place.resolve(), folder, hashlib.sha256(repr(seen).encode()).hexdigest()


@lru_cache(maxsize=8)
def _load(place: Path, _stamp: str) -> Questionnaire:
    faults: list[Problem] = []
    raw = raw_of(place, faults)
    complete(place, raw, faults)
    if faults:
        raise _refused(place, faults)
    try:
        questionnaire = Questionnaire.model_validate(raw)
    except ValidationError as error:
        found = [_fault(place, raw, dict(e)) for e in error.errors()]
        raise _refused(place, found) from None
    faults = list(contradictions(place, questionnaire))
    if faults:
        raise _refused(place, faults)
    return questionnaire


def _refused(place: Path, faults: list[Problem]) -> ExportError:
    """The faults, of thousands the first and how many more."""
    told = faults[:_MOST_TOLD]
    if n := len(faults) - len(told):
        told.append(problem(place, "there are {n} more faults.", n=n))
    return ExportError(told)


_REASONS = {
    "missing": mark("{part}: {field} is missing."),
    "points_not_rising": mark("{part}: the points of a scale must rise."),
    "band_outside_points": mark(
        "{part}: low, high, strict_low and spellings may only name points of the scale."
    ),
    "bands_overlap": mark("{part}: a point cannot be both low and high."),
    "one_band_missing": mark("{part}: give both low and high, or neither."),
    "too_long": mark("{part}: a scale has at most {most} points."),
    "too_short": mark("{part}: {field}: at least two are needed."),
    "string_too_short": mark("{part}: {field} is empty."),
    "string_pattern_mismatch": mark(
        "{part}: '{found}' is not possible for {field} (letters, digits, _ only)."
    ),
}
_OTHER = mark("{part}: '{found}' is not possible for {field}.")


def _fault(place: Path, raw: Mapping[str, Any], error: Mapping[str, Any]) -> Problem:
    at = list(error["loc"])
    table = str(at[0]) if at else ""
    part, path = field_named(at[:1]), at[1:]
    if len(at) > 1 and isinstance(at[1], int) and isinstance(raw.get(table), list):
        part, path = part_named(table, raw[table][at[1]], at[1]), at[2:]
    reason = str(error.get("ctx", {}).get("error", "")) or str(error["type"])
    return problem(
        place,
        _REASONS.get(reason, _OTHER),
        part=part,
        field=field_named(path or at[:1]),
        found=str(error.get("input", ""))[:60],
        most=MOST_POINTS,
    )

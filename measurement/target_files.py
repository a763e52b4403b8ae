"""Reads the targets, and which yearly figures there are, from their data files."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from measurement import questionnaire_files
from measurement.data_files import fault, rows_of
from measurement.errors import ExportError, Problem
from measurement.exports.participation_words import FILE as FIGURES
from measurement.exports.participation_words import stamp
from measurement.questionnaire import Questionnaire
from measurement.target_measures import MEASURES, NEEDED, Target
from measurement.words import Label

FILE = "targets.csv"


class Figure(BaseModel):
    """A yearly figure that is filled in by hand; ``zero`` is its zero measurement."""

    model_config = ConfigDict(frozen=True)

    id: str
    label: Label
    scope: Literal["network", "centre", "both"]
    zero: str = ""


def figures() -> tuple[Figure, ...]:
    """The yearly figures, in the order of ``participations.toml`` (read again when it changes)."""
    return _figures(stamp())


@lru_cache(maxsize=2)
def _figures(_stamp: tuple[int, int]) -> tuple[Figure, ...]:
    with FIGURES.open("rb") as source:
        return tuple(Figure.model_validate(row) for row in tomllib.load(source)["figures"])


def load(path: str | os.PathLike[str] | None = None) -> tuple[Target, ...]:
    """The targets of ``targets.csv`` beside a questionnaire; none without that file.

    Raises :class:`ExportError` with every fault found.
    """
    place = questionnaire_files.folder_of(path) / FILE
    return _load(place, questionnaire_files.fingerprint(path), os.fspath(path) if path else None)


@lru_cache(maxsize=8)
def _load(place: Path, _stamp: str, path: str | None) -> tuple[Target, ...]:
    if not place.is_file():
        return ()
    faults: list[Problem] = []
    made = tuple(rows_of(place, Target, faults))
    faults += _contradictions(place, made, questionnaire_files.load(path))
    if faults:
        raise ExportError(faults)
    return made


def _contradictions(
    place: Path, made: Sequence[Target], questionnaire: Questionnaire
) -> Iterator[Problem]:
    for name, times in Counter(target.id for target in made).items():
        if times > 1:
            yield fault(place, "'{name}' stands there twice.", name=name)
    known = {
        "strategy": [s.id for s in questionnaire.strategies],
        "level": [level.id for level in questionnaire.levels],
        "figure": [figure.id for figure in figures()],
    }
    for target in made:
        if target.measure not in MEASURES:
            yield _unknown(place, target, "measure", target.measure, list(MEASURES))
            continue
        for field in NEEDED[target.measure]:
            if not getattr(target, field):
                yield fault(
                    place,
                    "the target '{name}' needs a value in the column '{field}' for its measure.",
                    "Fill in the cell.",
                    name=target.id,
                    field=field,
                )
        for field, ids in known.items():
            value = getattr(target, field)
            if value and ids and value not in ids:
                yield _unknown(place, target, field, value, ids)


def _unknown(place: Path, target: Target, field: str, found: str, known: Sequence[str]) -> Problem:
    return fault(
        place,
        "the target '{name}': '{found}' is not known as '{field}'.",
        "Known are: {known}.",
        name=target.id,
        found=found,
        field=field,
        known=known,
    )

"""Reads the targets, and which yearly figures there are, from their data files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from measurement.errors import ExportError, Problem
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.data_files import fault, rows_of
from measurement.questionnaire.model import Questionnaire
from measurement.reach.target_measures import MEASURES, NEEDED
from measurement.reach.target_model import Target
from measurement.words import Label

FILE, FIGURES = "targets.csv", "figures.csv"


class Figure(BaseModel):
    """A yearly figure of reach that no list tells: filled in by hand. Columns of ``figures.csv``.

    ``scope``: of the network, of every centre, or both (a number per centre goes before one of the
    network). ``zero`` is the school year of its zero measurement.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(min_length=1, pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")
    label: Label
    scope: Literal["network", "centre", "both"]
    zero: str = ""
    status: str = "assumed"


def figures(path: str | os.PathLike[str] | None = None) -> tuple[Figure, ...]:
    """The yearly figures beside a questionnaire, in the order of ``figures.csv``.

    A questionnaire without that file uses the project's own. Raises :class:`ExportError` with
    every fault found.
    """
    folder = reading.folder_of(path)
    if not (folder / FIGURES).is_file():
        folder = reading.HOME
    return _figures(folder / FIGURES, reading.fingerprint(folder))


@lru_cache(maxsize=8)
def _figures(place: Path, _stamp: str) -> tuple[Figure, ...]:
    faults: list[Problem] = []
    made = tuple(rows_of(place, Figure, faults))
    faults += _twice(place, [figure.id for figure in made])
    if faults:
        raise ExportError(faults)
    return made


def load(path: str | os.PathLike[str] | None = None) -> tuple[Target, ...]:
    """The targets of ``targets.csv`` beside a questionnaire; none without that file.

    Raises :class:`ExportError` with every fault found.
    """
    place = reading.folder_of(path) / FILE
    return _load(place, reading.fingerprint(path), os.fspath(path) if path else None)


@lru_cache(maxsize=8)
def _load(place: Path, _stamp: str, path: str | None) -> tuple[Target, ...]:
    if not place.is_file():
        return ()
    faults: list[Problem] = []
    made = tuple(rows_of(place, Target, faults))
    listed = [figure.id for figure in figures(path)]
    faults += _contradictions(place, made, reading.load(path), listed)
    if faults:
        raise ExportError(faults)
    return made


def _contradictions(
    place: Path, made: Sequence[Target], questionnaire: Questionnaire, known_figures: Sequence[str]
) -> Iterator[Problem]:
    yield from _twice(place, [target.id for target in made])
    known = {
        "strategy": [s.id for s in questionnaire.strategies],
        "level": [level.id for level in questionnaire.levels],
        "figure": known_figures,
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


def _twice(place: Path, ids: Sequence[str]) -> Iterator[Problem]:
    for name, times in Counter(ids).items():
        if times > 1:
            yield fault(place, "'{name}' stands there twice.", name=name)


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

"""Reads the targets, and which yearly figures there are, from their data files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from measurement.errors import Problem
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.data_files import fault
from measurement.questionnaire.files.lists import DataList, Where
from measurement.reach.target_measures import MEASURES, NEEDED
from measurement.reach.target_model import Target
from measurement.words import Label


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


LISTED = DataList("figures.csv", Figure, own=True)


def figures(path: str | os.PathLike[str] | None = None) -> tuple[Figure, ...]:
    """The yearly figures beside a questionnaire, in the order of ``figures.csv``.

    A questionnaire without that file uses the project's own. Raises :class:`ExportError` with
    every fault found.
    """
    return LISTED.rows(path)


def load(path: str | os.PathLike[str] | None = None) -> tuple[Target, ...]:
    """The targets of ``targets.csv`` beside a questionnaire; none without that file.

    Raises :class:`ExportError` with every fault found.
    """
    return TARGETS.rows(path)


def _contradictions(place: Path, targets: Sequence[Target], path: Where) -> Iterator[Problem]:
    questionnaire = reading.load(path)
    allowed = {
        "strategy": [s.id for s in questionnaire.strategies],
        "level": [level.id for level in questionnaire.levels],
        "figure": [figure.id for figure in figures(path)],
    }
    for target in targets:
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
        for field, ids in allowed.items():
            value = getattr(target, field)
            if value and ids and value not in ids:
                yield _unknown(place, target, field, value, ids)


def _unknown(
    place: Path, target: Target, field: str, written: str, allowed: Sequence[str]
) -> Problem:
    return fault(
        place,
        "the target '{name}': '{found}' is not known as '{field}'.",
        "Known are: {known}.",
        name=target.id,
        found=written,
        field=field,
        known=allowed,
    )


TARGETS = DataList("targets.csv", Target, check=_contradictions)

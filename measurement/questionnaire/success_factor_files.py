"""Reads the success factors from their data files and names every fault at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from measurement.errors import ExportError, Problem
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.data_files import fault
from measurement.questionnaire.files.lists import DataList
from measurement.questionnaire.success_factors import (
    FACT_KINDS,
    FILLERS,
    STATES,
    VERDICTS,
    Element,
    SuccessFactor,
    SuccessFactors,
    TalkingPoint,
    Term,
    number_of,
)

FILES: Mapping[str, DataList[Any]] = {
    "factors": DataList("success_factors.csv", SuccessFactor, needed=True),
    "knoster": DataList("knoster.csv", Element, needed=True),
    "talking_points": DataList(
        "talking_points.csv", TalkingPoint, key=attrgetter("key"), needed=True
    ),
    "terms": DataList("terms.csv", Term, key=attrgetter("kind", "id"), needed=True),
}


def load(path: str | os.PathLike[str] | None = None) -> SuccessFactors:
    """The success factors beside a questionnaire (see :func:`~measurement.questionnaire.files.reading.load`).

    A questionnaire without ``success_factors.csv`` beside it uses the project's own. Raises
    :class:`ExportError` with every fault found.
    """
    folder = reading.folder_of(path)
    if not (folder / FILES["factors"].file).is_file():
        folder, path = reading.HOME, reading.HOME
    surveyed = reading.load(path).link_by_factor
    return _load(folder, reading.fingerprint(folder), tuple(surveyed))


@lru_cache(maxsize=8)
def _load(folder: Path, _stamp: str, surveyed: tuple[str, ...]) -> SuccessFactors:
    faults: list[Problem] = []
    rows = {part: one.gathered(folder / one.file, faults) for part, one in FILES.items()}
    if faults:
        raise ExportError(faults)
    success_factors = SuccessFactors(**rows)
    faults = list(_contradictions(folder, success_factors, surveyed))
    if faults:
        raise ExportError(faults)
    return success_factors


def _contradictions(
    folder: Path, success_factors: SuccessFactors, surveyed: tuple[str, ...]
) -> Iterable[Problem]:
    if not success_factors.factors:
        place = folder / FILES["factors"].file
        yield fault(place, "there is no success factor.", "Add at least one row.")
    keys = {
        *surveyed,
        *(f"{factor}:{verdict}" for factor in success_factors.ids for verdict in VERDICTS),
    }
    for key in [key for key in success_factors.questions if key not in keys]:
        yield fault(
            folder / FILES["talking_points"].file,
            "'{key}' is no factor of links.csv and no success factor with a verdict.",
            "Write for example S1:blind_spot. Verdicts are: {verdicts}.",
            key=key,
            verdicts=VERDICTS,
        )
    yield from _wrong_terms(folder / FILES["terms"].file, success_factors)


def _wrong_terms(place: Path, success_factors: SuccessFactors) -> Iterable[Problem]:
    for kind, ids in (("state", STATES), ("filler", FILLERS), ("threshold", ("pressure_support",))):
        if wrong := sorted(set(ids) ^ set(success_factors.named(kind))):
            yield fault(
                place,
                "the rows of kind '{kind}' must be {known}; too many or too few: {wrong}.",
                "Change the names and aliases only, not the ids.",
                kind=kind,
                known=ids,
                wrong=wrong,
            )
    for fact, kind in success_factors.facts.items():
        allowed = ("flag",) if fact.startswith("flag_") else FACT_KINDS
        if kind not in allowed:
            yield fault(
                place,
                "the fact '{name}' is of the kind '{found}' (column value).",
                "Possible are: {known}.",
                name=fact,
                found=kind,
                known=allowed,
            )
    for term in success_factors.terms:
        if term.kind in ("state", "threshold") and not _fraction(term.value):
            yield fault(
                place,
                "the value '{found}' of '{name}' is not a number from 0 to 1.",
                "Write for example 0.5.",
                found=term.value,
                name=term.id,
            )


def _fraction(text: str) -> bool:
    try:
        return 0 <= number_of(text) <= 1
    except ValueError:
        return False

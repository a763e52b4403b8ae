"""Reads the success factors from their data files and names every fault at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from measurement.errors import ExportError, Problem
from measurement.questionnaire.files import reading
from measurement.questionnaire.files.data_files import fault, rows_of
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

FILES: Mapping[str, tuple[str, type[SuccessFactor | Element | TalkingPoint | Term]]] = {
    "factors": ("success_factors.csv", SuccessFactor),
    "knoster": ("knoster.csv", Element),
    "talking_points": ("talking_points.csv", TalkingPoint),
    "terms": ("terms.csv", Term),
}


def load(path: str | os.PathLike[str] | None = None) -> SuccessFactors:
    """The success factors beside a questionnaire (see :func:`~measurement.questionnaire.model.files.reading.load`).

    A questionnaire without ``success_factors.csv`` beside it uses the project's own. Raises
    :class:`ExportError` with every fault found.
    """
    folder = reading.folder_of(path)
    if not (folder / FILES["factors"][0]).is_file():
        folder, path = reading.HOME, reading.HOME
    surveyed = reading.load(path).link_by_factor
    return _load(folder, reading.fingerprint(folder), tuple(surveyed))


@lru_cache(maxsize=8)
def _load(folder: Path, _stamp: str, surveyed: tuple[str, ...]) -> SuccessFactors:
    faults: list[Problem] = []
    rows: dict[str, list[Any]] = {}
    for part, (name, model) in FILES.items():
        rows[part] = list(rows_of(folder / name, model, faults))
    if faults:
        raise ExportError(faults)
    made = SuccessFactors(**{part: tuple(found) for part, found in rows.items()})
    faults = [*_twice(folder, made), *_contradictions(folder, made, surveyed)]
    if faults:
        raise ExportError(faults)
    return made


def _twice(folder: Path, made: SuccessFactors) -> Iterable[Problem]:
    for part, keys in (
        ("factors", [factor.id for factor in made.factors]),
        ("knoster", [element.id for element in made.knoster]),
        ("talking_points", [point.key for point in made.talking_points]),
        ("terms", [f"{term.kind} {term.id}" for term in made.terms]),
    ):
        for name in [key for key, times in Counter(keys).items() if times > 1]:
            yield fault(folder / FILES[part][0], "'{name}' stands there twice.", name=name)


def _contradictions(
    folder: Path, made: SuccessFactors, surveyed: tuple[str, ...]
) -> Iterable[Problem]:
    if not made.factors:
        place = folder / FILES["factors"][0]
        yield fault(place, "there is no success factor.", "Add at least one row.")
    known = {*surveyed, *(f"{factor}:{verdict}" for factor in made.ids for verdict in VERDICTS)}
    for key in [key for key in made.questions if key not in known]:
        yield fault(
            folder / FILES["talking_points"][0],
            "'{key}' is no factor of links.csv and no success factor with a verdict.",
            "Write for example S1:blind_spot. Verdicts are: {verdicts}.",
            key=key,
            verdicts=VERDICTS,
        )
    yield from _wrong_terms(folder / FILES["terms"][0], made)


def _wrong_terms(place: Path, made: SuccessFactors) -> Iterable[Problem]:
    for kind, ids in (("state", STATES), ("filler", FILLERS), ("threshold", ("pressure_support",))):
        if wrong := sorted(set(ids) ^ set(made.named(kind))):
            yield fault(
                place,
                "the rows of kind '{kind}' must be {known}; too many or too few: {wrong}.",
                "Change the names and aliases only, not the ids.",
                kind=kind,
                known=ids,
                wrong=wrong,
            )
    for fact, kind in made.facts.items():
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
    for term in made.terms:
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

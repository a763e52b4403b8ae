"""Reads the success factors from their data files and names every fault at once."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from measurement import questionnaire_files
from measurement.errors import ExportError, Problem
from measurement.success_factors import (
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
from measurement.words import Label, say

FILES: Mapping[str, tuple[str, type[SuccessFactor | Element | TalkingPoint | Term]]] = {
    "factors": ("success_factors.csv", SuccessFactor),
    "knoster": ("knoster.csv", Element),
    "talking_points": ("talking_points.csv", TalkingPoint),
    "terms": ("terms.csv", Term),
}
_ANOTHER_PROGRAM = "Save it from Excel as 'CSV UTF-8'."
_ADD_COLUMNS = "Add them to the first row."


def load(path: str | os.PathLike[str] | None = None) -> SuccessFactors:
    """The success factors beside a questionnaire (see :func:`questionnaire_files.load`).

    A questionnaire without ``success_factors.csv`` beside it uses the project's own. Raises
    :class:`ExportError` with every fault found.
    """
    folder = questionnaire_files.folder_of(path)
    if not (folder / FILES["factors"][0]).is_file():
        folder, path = questionnaire_files.HOME, questionnaire_files.HOME
    surveyed = questionnaire_files.load(path).link_by_factor
    return _load(folder, questionnaire_files.fingerprint(folder), tuple(surveyed))


@lru_cache(maxsize=8)
def _load(folder: Path, _stamp: str, surveyed: tuple[str, ...]) -> SuccessFactors:
    faults: list[Problem] = []
    rows: dict[str, list[Any]] = {}
    for part, (name, model) in FILES.items():
        rows[part] = list(_rows(folder / name, model, faults))
    if faults:
        raise ExportError(faults)
    made = SuccessFactors(**{part: tuple(found) for part, found in rows.items()})
    faults = [*_twice(folder, made), *_contradictions(folder, made, surveyed)]
    if faults:
        raise ExportError(faults)
    return made


def _rows(place: Path, model: type[Any], faults: list[Problem]) -> Iterator[Any]:
    """The rows of one file as the model has them; faults are added to the list."""
    text = _text(place, faults)
    if text is None:
        return
    delimiter = max(";,\t", key=text.split("\n", 1)[0].count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    columns = [(name or "").strip() for name in reader.fieldnames or []]
    reader.fieldnames = columns
    if missing := [name for name in _needed(model) if name not in columns]:
        faults.append(
            _problem(
                place,
                "the columns {missing} are missing; found: {found}.",
                _ADD_COLUMNS,
                missing=missing,
                found=columns[:12],
            )
        )
        return
    for cells in reader:
        raw = _raw(model, cells)
        if any(raw.values()):
            try:
                yield model.model_validate(raw)
            except ValidationError as error:
                faults.extend(_fault(place, reader.line_num, dict(e)) for e in error.errors())


def _text(place: Path, faults: list[Problem]) -> str | None:
    try:
        return place.read_text(encoding="utf-8-sig")
    except OSError:
        faults.append(_problem(place, "the file cannot be read.", "Check its name and place."))
    except UnicodeDecodeError:
        faults.append(_problem(place, "the file is not readable text.", _ANOTHER_PROGRAM))
    return None


def _is_label(model: type[Any], field: str) -> bool:
    return model.model_fields[field].annotation is Label


def _needed(model: type[Any]) -> list[str]:
    """The columns that must be there."""
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    return [f"{name}_nl" if _is_label(model, name) else name for name in needed]


def _raw(model: type[Any], cells: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row by the field they belong to; empty ones are left out."""
    said = {k: (v or "").strip() for k, v in cells.items() if isinstance(v, str | None)}
    raw: dict[str, Any] = {}
    for field in model.model_fields:
        if _is_label(model, field):
            names = {"nl": said.get(f"{field}_nl", ""), "en": said.get(f"{field}_en", "")}
            raw[field] = names if any(names.values()) else None
        elif field == "aliases":
            raw[field] = [part.strip() for part in said.get(field, "").split("|") if part.strip()]
        else:
            raw[field] = said.get(field)
    return {field: value for field, value in raw.items() if value}


_REASONS = {
    "missing": "row {row}: the field '{field}' is empty.",
    "string_too_short": "row {row}: the field '{field}' is empty.",
    "string_pattern_mismatch": "row {row}: '{found}' cannot be used as '{field}' (letters, digits, _ only).",
    "yes_no": "row {row}: '{found}' is neither yes nor no for '{field}'.",
}


def _fault(place: Path, row: int, error: Mapping[str, Any]) -> Problem:
    reason = _REASONS.get(str(error["type"]), "row {row}: '{found}' is not possible for '{field}'.")
    return _problem(
        place,
        reason,
        "",
        row=str(row),
        field=str(error["loc"][0]),
        found=str(error.get("input", ""))[:60],
    )


def _twice(folder: Path, made: SuccessFactors) -> Iterable[Problem]:
    for part, keys in (
        ("factors", [factor.id for factor in made.factors]),
        ("knoster", [element.id for element in made.knoster]),
        ("talking_points", [point.key for point in made.talking_points]),
        ("terms", [f"{term.kind} {term.id}" for term in made.terms]),
    ):
        for name in [key for key, times in Counter(keys).items() if times > 1]:
            yield _problem(folder / FILES[part][0], "'{name}' stands there twice.", "", name=name)


def _contradictions(
    folder: Path, made: SuccessFactors, surveyed: tuple[str, ...]
) -> Iterable[Problem]:
    if not made.factors:
        place = folder / FILES["factors"][0]
        yield _problem(place, "there is no success factor.", "Add at least one row.")
    known = {*surveyed, *(f"{factor}:{verdict}" for factor in made.ids for verdict in VERDICTS)}
    for key in [key for key in made.questions if key not in known]:
        yield _problem(
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
            yield _problem(
                place,
                "the rows of kind '{kind}' must be {known}; too many or too few: {wrong}.",
                "Change the names and aliases only, not the ids.",
                kind=kind,
                known=ids,
                wrong=wrong,
            )
    for term in made.terms:
        if term.kind in ("state", "threshold") and not _fraction(term.value):
            yield _problem(
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


def _problem(place: Path, message: str, remedy: str, **values: object) -> Problem:
    return Problem(
        "success_factors",
        say(message, **values),
        say(remedy, **values) if remedy else None,
        where=say("Questionnaire file {file}", file=place.name),
        blocking=True,
    )

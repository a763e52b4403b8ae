"""Rows of the data files beside the questionnaire, each as its model has it; every fault is named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from measurement.errors import Problem
from measurement.words import LANGUAGES, Label, mark, say

MOST_ROWS, MOST_BYTES = 20_000, 5_000_000
LONGEST_CELL = (
    100_000  # the limit of the csv module holds for all that is read: others may raise it
)
LISTS = ("aliases", "words", "items")  # cells that hold several values, separated by |
_ANOTHER_PROGRAM = mark("Save it from Excel as 'CSV UTF-8'.")
_ADD_COLUMNS = mark("Add them to the first row.")


def rows_of(place: Path, model: type[Any], faults: list[Problem]) -> Iterator[Any]:
    """The rows of one file as the model has them; faults are added to the list."""
    text = _text(place, faults)
    if text is None:
        return
    reader = table_of(text)
    columns = list(reader.fieldnames or [])
    if missing := [name for name in _needed(model) if name not in columns]:
        faults.append(
            fault(
                place,
                "the columns {missing} are missing; found: {found}.",
                _ADD_COLUMNS,
                missing=missing,
                found=columns[:12],
            )
        )
        return
    for cells in whole(reader, place, faults):
        raw = _raw(model, cells)
        if any(raw.values()):
            try:
                yield model.model_validate(raw)
            except ValidationError as error:
                faults.extend(_fault(place, reader.line_num, dict(e)) for e in error.errors())


def table_of(text: str) -> csv.DictReader[str]:
    """The rows under the first one, which names the columns; separated as that row is."""
    delimiter = max(";,\t", key=text.split("\n", 1)[0].count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    reader.fieldnames = [(name or "").strip() for name in reader.fieldnames or []]
    return reader


def whole(
    reader: csv.DictReader[str], place: Path, faults: list[Problem]
) -> Iterator[dict[str, Any]]:
    """The rows up to one that cannot be read, or is one too many, which is a fault."""
    try:
        for row in islice(reader, MOST_ROWS):
            if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row.values()):
                raise csv.Error
            yield row
        if next(reader, None) is not None:
            faults.append(fault(place, "the file has more than 20 000 rows.", _ANOTHER_PROGRAM))
    except csv.Error:
        faults.append(
            fault(
                place,
                "a cell is far too long, from line {line} on.",
                "Look for a quotation mark that is not closed.",
                line=str(reader.line_num),
            )
        )


def _text(place: Path, faults: list[Problem]) -> str | None:
    try:
        if place.stat().st_size <= MOST_BYTES:
            return place.read_text(encoding="utf-8-sig")
        faults.append(fault(place, "the file is not readable text.", _ANOTHER_PROGRAM))
    except OSError:
        faults.append(fault(place, "the file cannot be read.", "Check its name and place."))
    except UnicodeDecodeError:
        faults.append(fault(place, "the file is not readable text.", _ANOTHER_PROGRAM))
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
            names = {language: said.get(f"{field}_{language}", "") for language in LANGUAGES}
            raw[field] = names if any(names.values()) else None
        elif field in LISTS:
            raw[field] = [part.strip() for part in said.get(field, "").split("|") if part.strip()]
        else:
            raw[field] = said.get(field)
    return {field: value for field, value in raw.items() if value}


_REASONS = {
    "missing": mark("row {row}: the field '{field}' is empty."),
    "string_too_short": mark("row {row}: the field '{field}' is empty."),
    "string_pattern_mismatch": mark(
        "row {row}: '{found}' cannot be used as '{field}' (letters, digits, _ only)."
    ),
    "yes_no": mark("row {row}: '{found}' is neither yes nor no for '{field}'."),
}
_OTHER = mark("row {row}: '{found}' is not possible for '{field}'.")


def _fault(place: Path, row: int, error: Mapping[str, Any]) -> Problem:
    return fault(
        place,
        _REASONS.get(str(error["type"]), _OTHER),
        row=str(row),
        field=str(error["loc"][0]),
        found=str(error.get("input", ""))[:60],
    )


def fault(place: Path, message: str, remedy: str = "", **values: object) -> Problem:
    """A problem of a data file, that stops the tool until it is mended."""
    return Problem(
        "data_file",
        say(message, **values),
        say(remedy, **values) if remedy else None,
        where=say("Questionnaire file {file}", file=place.name),
        blocking=True,
    )

"""The sheets of a workbook as columns of text."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measurement.exports.files.guard import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_SHEETS,
    Refused,
    column_letters,
    column_number,
    too_far,
)

_CELL = re.compile(
    rb'<(?:\w+:)?c (?=[^>]*?\br="([A-Z]{1,3})(\d{1,7})")[^>]*?(?<!/)>(?!\s*</(?:\w+:)?c>)'
)
_HEAD = 1 << 19  # bytes of a sheet in which its first cell is looked for


@dataclass(frozen=True)
class Place:
    """Where a sheet stands in the file: its part, whether it shows, its first row and column."""

    visible: bool = True
    row: int = 1
    column: int = 1
    part: str = ""


def sheets(path: Path) -> Iterator[tuple[str, Place, list[Any]]]:
    """Name, place and columns (Arrow arrays of text) of every sheet with cells."""
    import fastexcel

    places = _places(path)
    if len(places) > MOST_SHEETS:
        raise Refused(
            "bomb",
            "The workbook has too many sheets ({n}); that is no survey export.",
            "Save only the sheet with the answers in a new workbook.",
            {"n": len(places)},
        )
    reader = fastexcel.read_excel(str(path))
    cells = 0
    for i, name in enumerate(reader.sheet_names):
        try:
            batch = reader.load_sheet_eager(i, header_row=None, dtypes="string")
        except fastexcel.FastExcelError as error:
            if "SheetNotFound" in str(error) or "not a worksheet" in str(error).lower():
                continue
            raise
        cells += batch.num_rows * batch.num_columns
        if batch.num_columns > MOST_COLUMNS or cells > MOST_CELLS:
            n, last = batch.num_rows * batch.num_columns, column_letters(batch.num_columns)
            raise too_far(n, f"{last}{batch.num_rows}")
        yield name, places.get(name, Place()), list(batch.columns)


def _places(path: Path) -> dict[str, Place]:
    """The place of every sheet: the parser trims the empty rows and columns before the cells."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        targets = _targets(archive) if "xl/_rels/workbook.xml.rels" in names else {}
        places: dict[str, Place] = {}
        for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
            label, key = _attribute(tag, "name"), _attribute(tag, r"\w+:id")
            visible = _attribute(tag, "state") in ("", "visible")
            part = targets.get(key, "")
            row, column = (1, 1)
            if part in names:
                with archive.open(part) as source:
                    row, column = _first_cell(source.read(_HEAD))
            places[label] = Place(visible, row, column, part)
    return places


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the file by the id of a sheet."""
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        target = _attribute(tag, "Target").lstrip("/").removeprefix("xl/")
        targets[_attribute(tag, "Id")] = f"xl/{target}"
    return targets


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return html.unescape(match[1] or match[2] or "") if match else ""


def _first_cell(content: bytes) -> tuple[int, int]:
    row, column = 0, 1 << 30
    for match in _CELL.finditer(content):
        row = row or int(match[2])
        column = min(column, column_number(match[1].decode()))
    return (row, column) if row else (1, 1)

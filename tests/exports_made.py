"""Small exports for tests, with the rows visible in the test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from measurement.exports.checked import checked
from measurement.exports.files.read import File, Sheet
from measurement.exports.recognised import Recognised
from measurement.exports.tidy import recognise
from measurement.questionnaire.files.reading import load

WORDING = {item.id: item.wording.nl for item in load().items}
FORMS = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam"]
CENTRE, INITIATIVE = "In welk CLB werk je?", "Welke opleiding of PLG volgde je?"

Row = Sequence[object]


def sheet(rows: Sequence[Row], name: str = "Sheet1", first_row: int = 1, **where: Any) -> Sheet:
    """A sheet with these cells, as the reader hands them over."""
    width = max(map(len, rows))
    full = [[*row, *[None] * (width - len(row))] for row in rows]
    columns = [
        pa.array(
            [None if cell is None or cell == "" else str(cell) for cell in column], pa.string()
        ).dictionary_encode()
        for column in zip(*full, strict=True)
    ]
    table = pa.Table.from_arrays(columns, names=[str(i) for i in range(width)])
    return Sheet(name, where.get("visible", True), first_row, where.get("first_column", 1), table)


def found_in(*sheets: Sheet, **chosen: str) -> Recognised:
    """What is recognised in a file with these sheets."""
    return recognise(File("export.xlsx", "0" * 64, "xlsx", sheets), load(), chosen)


def found(rows: Sequence[Row], **chosen: str) -> Recognised:
    """What is recognised in a sheet with these rows, the header first."""
    return found_in(sheet(rows), **chosen)


def told(rows: Sequence[Row]) -> dict[str, Any]:
    """The same as the plain values of ``check --json``."""
    return checked(found(rows), load())


def column(header: str, *cells: object) -> dict[str, Any]:
    """The counts of the items of a table with this column beside A4, which is always 7."""
    return told_items(beside(header, *cells))


def beside(header: str, *cells: object) -> list[list[object]]:
    """The rows of a table with this column beside A4, which is always 7."""
    return [["Nr", header, "A4"], *([n, cell, 7] for n, cell in enumerate(cells, 1))]


def told_items(rows: Sequence[Row]) -> dict[str, Any]:
    """The counts per item of a sheet with these rows."""
    return dict(told(rows)["items"])


def problems(made: Recognised) -> dict[str, str]:
    """The problems by kind; the last one where a kind returns."""
    return {problem.kind: str(problem) for problem in made.problems}


def csv_file(folder: Path, content: str | bytes, name: str = "export.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path

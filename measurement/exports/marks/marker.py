"""The subprocess that marks a workbook: openpyxl keeps all of it in memory, so with limits.

Run as ``python -m measurement.exports.marks.marker WORKBOOK FOLDER OUT``; the folder holds
``marks.json``.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

MEMORY = 3 << 30
MOST = 5_000  # cells that get a note; a workbook with more of them opens slowly
_FILL = PatternFill("solid", start_color="FFF2CC", end_color="FFF2CC")
_LINK = Font(color="0563C1", underline="single")
_WIDE, _TALL, _LONGEST = 320, 120, 2_000


def main(source: str, folder: str, out: str) -> int:
    """Mark a workbook and write it."""
    with contextlib.suppress(ImportError):  # not on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    told = json.loads((Path(folder) / "marks.json").read_text(encoding="utf-8"))
    book = load_workbook(source, keep_vba=told["macros"], rich_text=True)
    mark(book, told)
    book.save(out)
    return 0


def mark(book: Workbook, told: dict[str, Any]) -> None:
    """Put the notes in their cells, and a sheet with all of them at the end."""
    words = told["words"]
    sheet = book[told["sheet"]] if told["sheet"] in book.sheetnames else book.worksheets[0]
    listing = book.create_sheet(_free(words["title"], book.sheetnames))
    _heads(listing, words)
    for row, column, message, remedy in told["marks"][:MOST]:
        place = _place(sheet, row, column)
        if place is not None:
            _note(place, f"{message} {remedy}".strip(), words["author"])
        _line(listing, sheet, place, (message, remedy), words)
    if len(told["marks"]) > MOST:
        _line(listing, sheet, None, (words["more"], ""), words)


def _place(sheet: Worksheet, row: int | None, column: int | None) -> Cell | None:
    """The cell of a mark; the first one of a merged range stands for all of it."""
    if row is None:
        return None
    place = sheet.cell(row, column or sheet.min_column)
    if isinstance(place, Cell):
        return place
    merged = next((r for r in sheet.merged_cells.ranges if place.coordinate in r), None)
    first = sheet.cell(merged.min_row, merged.min_col) if merged else None
    return first if isinstance(first, Cell) else None


def _note(place: Cell, said: str, author: str) -> None:
    """A note in a cell, below what was noted there before."""
    before = f"{place.comment.text}\n" if place.comment else ""
    if said not in before:
        place.comment = Comment((before + said)[:_LONGEST], author, _TALL, _WIDE)
    place.fill = _FILL


def _heads(listing: Worksheet, words: dict[str, str]) -> None:
    for column, (name, width) in enumerate((("cell", 16), ("found", 80), ("remedy", 60)), 1):
        head = listing.cell(1, column, words[name])
        head.font = Font(bold=True)
        listing.column_dimensions[get_column_letter(column)].width = width
    listing.freeze_panes = "A2"


def _line(
    listing: Worksheet,
    sheet: Worksheet,
    place: Cell | None,
    said: tuple[str, str],
    words: dict[str, str],
) -> None:
    row = listing.max_row + 1
    where = listing.cell(row, 1, words["file"] if place is None else place.coordinate)
    if place is not None:
        quoted = sheet.title.replace("'", "''")
        where.hyperlink = f"#'{quoted}'!{place.coordinate}"
        where.font = _LINK
    for column, text in enumerate(said, 2):
        cell = listing.cell(row, column, text)
        cell.data_type = "s"  # never a formula, whatever a respondent wrote


def _free(title: str, taken: list[str]) -> str:
    """A title that no sheet has."""
    names = {name.casefold() for name in taken}
    tried = [title, *(f"{title} {n}" for n in range(2, 100))]
    return next(name for name in tried if name.casefold() not in names)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))

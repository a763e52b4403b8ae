"""The cells of a sheet with checklists, one by one, whichever way the sheet is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from measurement.checklist_layout import NAMES, Long, Wide
from measurement.exports.guard import column_letters
from measurement.exports.platforms import is_blank
from measurement.exports.read import Sheet
from measurement.texts import tidy
from measurement.words import Sentence, say

_MOST_ROWS, _MOST_COLUMNS = 20_000, 1_000


@dataclass(frozen=True)
class Cell:
    """A text and where it stands in its sheet (row and column from 0)."""

    row: int
    column: int
    text: str = ""

    def where(self, sheet: Sheet) -> Sentence:
        """The place as Excel shows it."""
        row = str(sheet.first_row + self.row)
        column = column_letters(sheet.first_column + self.column)
        if not sheet.name:
            return say("Row {row}, column {column}", row=row, column=column)
        return say(
            "Sheet '{sheet}', row {row}, column {column}", sheet=sheet.name, row=row, column=column
        )


@dataclass(frozen=True)
class Given:
    """What a sheet gives for one factor of one checklist.

    ``column`` is that of the checklist where every checklist has its own, else None.
    """

    cells: Mapping[str, Cell]
    column: int | None = None

    def __getitem__(self, name: str) -> Cell:
        return self.cells[name]


def given(sheet: Sheet, layout: Wide | Long) -> Iterator[Given]:
    """The filled cells of a sheet, with the cells that say whose they are."""
    return _columns(sheet, layout) if isinstance(layout, Wide) else _rows(sheet, layout)


def _columns(sheet: Sheet, layout: Wide) -> Iterator[Given]:
    labels = _texts(sheet, layout.labels)
    head = set(layout.rows.values())
    first = min(*head, *layout.factors)
    for column in range(layout.labels + 1, min(sheet.width, _MOST_COLUMNS)):
        texts = _texts(sheet, column)
        about = {
            key: Cell(layout.rows.get(key, first), column, texts[layout.rows[key]])
            if key in layout.rows
            else Cell(first, column)
            for key in ("centre", "date", "filled_by")
        }
        for row in range(first, len(texts)):
            if texts[row] and labels[row] and row not in head:
                factor = Cell(row, layout.labels, labels[row])
                cells = {"factor": factor, "state": Cell(row, column, texts[row])}
                yield Given({**about, **cells, "note": Cell(row, column)}, column)


def _rows(sheet: Sheet, layout: Long) -> Iterator[Given]:
    texts = {key: _texts(sheet, column) for key, column in layout.columns.items()}
    for row in range(layout.top + 1, len(texts["centre"])):
        cells = {
            key: Cell(row, layout.columns[key], texts[key][row]) if key in texts else Cell(row, 0)
            for key in NAMES
        }
        if cells["state"].text or cells["note"].text:
            yield Given(cells)


def _texts(sheet: Sheet, column: int) -> list[str]:
    cells = sheet.table.column(column).slice(0, _MOST_ROWS).to_pylist()
    return ["" if is_blank(cell or "") else tidy(cell) for cell in cells]

"""Tells what is hidden in the sheet that was read, and which answers are formulas without a result."""

from __future__ import annotations

import numpy as np

from measurement.errors import Problem, rows_shown
from measurement.exports.files.columns import Mask
from measurement.exports.rows.table import Table
from measurement.words import say

_ANSWERS = ("item", "option", "question")
_READ = (*_ANSWERS, "person", "survey", "open", "other", "consent")


def tell_formulas(table: Table) -> None:
    """Formulas of which the file keeps no result: answers that would be missing stop an import."""
    sheet = table.layout.sheet
    first = table.layout.excel_row(0)
    for index in table.of_kinds(*_READ):
        column = sheet.unseen.formulas.get(sheet.first_column + index, ())
        rows = tuple(row for row in column if row >= first)
        if not rows:
            continue
        sentence = say(
            "formulas of which the workbook keeps no result: {n} (rows {rows}); they would count as not filled in.",
            n=len(rows),
            rows=rows_shown(rows),
        )
        remedy = say("Open the workbook in Excel, save it, and choose it once more.")
        stops = table.meanings[index].kind in _ANSWERS
        where = table.where(index)
        table.problems.append(Problem("formulas", sentence, remedy, where, rows, blocking=stops))


def tell_hidden(table: Table, live: Mask) -> None:
    """Rows that count although they are hidden, and hidden columns that were read."""
    layout = table.layout
    unseen, first = layout.sheet.unseen, layout.excel_row(0)
    rows = np.array([row - first for row in unseen.hidden_rows], dtype=np.intp)
    rows = rows[(rows >= 0) & (rows < len(live))]
    rows = rows[live[rows]]
    if len(rows):
        table.tell(
            "hidden_rows",
            "Rows with answers that are hidden in Excel: {n} (rows {rows}); they were read like all others.",
            "Leave them out if they were hidden because they do not count.",
            at=rows,
            n=len(rows),
            rows=rows_shown(table.excel_rows(rows)),
        )
    for index in table.of_kinds(*_READ):
        if layout.sheet.first_column + index in unseen.hidden_columns:
            table.tell(
                "hidden_column",
                "this column is hidden in Excel; it was read like all others.",
                "Leave it out if it was hidden because it does not count.",
                column=index,
            )

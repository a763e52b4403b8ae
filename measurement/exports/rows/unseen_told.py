"""Tells what is hidden in the sheet that was read, and which cells look filled and hold nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from measurement.errors import Problem, rows_shown
from measurement.exports.files.columns import Mask
from measurement.exports.rows.table import Table
from measurement.words import Sentence, say

_ANSWERS = ("item", "option", "question")
_READ = (*_ANSWERS, "person", "survey", "open", "other", "consent")


_FORMULAS = (
    say(
        "formulas of which the workbook keeps no result: {n} (rows {rows}); they would count as not filled in."
    ),
    say("Open the workbook in Excel, save it, and choose it once more."),
)
_ERRORS = (
    say("cells with an error such as #N/A: {n} (rows {rows}); they would count as not filled in."),
    say("Mend or empty these cells in Excel, save, and choose the file once more."),
)
_MERGED = (
    say(
        "merged cells, of which only the first holds something: {n} others (rows {rows}) would count as not filled in."
    ),
    say("Unmerge them in Excel, fill in every row, save, and choose the file once more."),
)


def tell_empty(table: Table) -> None:
    """Cells that look filled and hold nothing; in columns with answers they stop an import."""
    unseen = table.layout.sheet.unseen
    _tell(table, "formulas", unseen.formulas, _FORMULAS)
    _tell(table, "errors", unseen.errors, _ERRORS)
    _tell(table, "merged", unseen.merged, _MERGED)  # among the answers, not in notes below


def _tell(
    table: Table,
    kind: str,
    by_column: Mapping[int, Sequence[int]],
    words: tuple[Sentence, Sentence],
) -> None:
    first, last = table.layout.excel_row(0), table.layout.excel_row(table.n)
    for index in table.of_kinds(*_READ):
        column = by_column.get(table.layout.sheet.first_column + index, ())
        rows = tuple(row for row in column if first <= row and (row < last or kind != "merged"))
        if not rows:
            continue
        found = Sentence(words[0].message, {"n": len(rows), "rows": rows_shown(rows)})
        stops = table.meanings[index].kind in _ANSWERS
        where = table.where(index)
        table.problems.append(Problem(kind, found, words[1], where, rows, blocking=stops))


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

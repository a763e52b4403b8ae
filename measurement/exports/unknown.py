"""A file without a single item that can be counted: what its columns are called, to say by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from measurement.errors import ExportError, Problem
from measurement.exports.files.read import read
from measurement.exports.headers.choices import names_of
from measurement.exports.recognised import Column
from measurement.texts import tidy

_LOOK_FOR = 40
NOTHING_KNOWN = "no_items"


class NoItemsError(ExportError):
    """The refusal of a file whose columns are known, but none is an item that can be counted."""

    def __init__(self, problems: Sequence[Problem], columns: tuple[Column, ...]) -> None:
        """Every problem, and every column with what it was taken for."""
        super().__init__(problems)
        self.columns = columns


def nothing_known(error: ExportError) -> bool:
    """Whether a file was refused because no column of it is an item that can be counted."""
    return any(problem.kind == NOTHING_KNOWN for problem in error.problems)


def columns_of(error: ExportError, path: Path) -> tuple[Column, ...]:
    """The columns of a file that was refused so; none where it was refused for another reason.

    Where no header was found: by the fullest of the first rows of the first sheet that is shown.
    """
    if isinstance(error, NoItemsError):
        return error.columns
    if not nothing_known(error):
        return ()
    sheets = [sheet for sheet in read(path).sheets if sheet.width]
    shown = [sheet for sheet in sheets if sheet.visible] or sheets
    rows = [row for sheet in shown[:1] for row in sheet.top[:_LOOK_FOR]]
    fullest = max(rows, key=lambda row: sum(map(bool, map(str.strip, row))), default=[])
    headers = [tidy(cell) for cell in fullest]
    named = zip(headers, names_of(headers), strict=True)
    return tuple(
        Column(i, header, "unknown", "none", name) for i, (header, name) in enumerate(named)
    )

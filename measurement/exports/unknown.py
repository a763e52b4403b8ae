"""A file in which nothing of the questionnaire was recognised: what its columns are called."""

from __future__ import annotations

from pathlib import Path

from measurement.errors import ExportError
from measurement.exports.choices import names_of
from measurement.exports.platforms import tidy
from measurement.exports.read import read

_LOOK_FOR = 40
NOTHING_KNOWN = "no_items"


def nothing_known(error: ExportError) -> bool:
    """Whether a file was refused because no column of it was recognised."""
    return any(problem.kind == NOTHING_KNOWN for problem in error.problems)


def column_names(path: Path) -> list[str]:
    """The names of the columns by the fullest of the first rows of the first sheet that is shown.

    Raises :class:`ExportError` for a file that cannot be read.
    """
    sheets = [sheet for sheet in read(path).sheets if sheet.width]
    shown = [sheet for sheet in sheets if sheet.visible] or sheets
    rows = [row for sheet in shown[:1] for row in sheet.top[:_LOOK_FOR]]
    fullest = max(rows, key=lambda row: sum(map(bool, map(str.strip, row))), default=[])
    return names_of([tidy(cell) for cell in fullest])

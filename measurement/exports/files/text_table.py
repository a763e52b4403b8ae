"""A csv file as columns of text, whatever its separator and encoding.

Every record is a row, also an empty line: the row numbers are those that Excel shows when it
opens the file. A first line ``sep=;`` is an instruction to Excel, which does not show it.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from itertools import zip_longest
from pathlib import Path

from measurement.encodings import decoded
from measurement.exports.files.guard import MOST_CELLS, Refused
from measurement.words import mark

_AGAIN = mark("Export it again as csv (UTF-8) or as Excel workbook.")
_SEPARATORS = ";\t,|"
_LONGEST_CELL, _MOST_COLUMNS, _SAMPLE, _SAMPLE_ROWS = 1_000_000, 16_384, 200_000, 20

Rows = list[list[str]]


def columns(path: Path) -> list[list[str | None]]:
    """The columns of a csv file, empty cells as None. Raises :class:`Refused`."""
    content = decoded(path.read_bytes())
    if "\0" in content:
        raise Refused("corrupt", "This is not a readable csv file: it holds binary data.", _AGAIN)
    told = re.match(r'"?sep=(.)"?\r?\n', content)
    content = content[told.end() :] if told else content
    rows = _rows(content, told[1] if told else _separator(content))
    rows = _unwrapped(rows)
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS or width > _MOST_COLUMNS:
        raise Refused(
            "far_cell",
            "The csv file spans {n} cells; that is no survey export.",
            "Check the separator between the columns and export it again.",
            {"n": width * len(rows)},
        )
    return [[cell or None for cell in column] for column in zip_longest(*rows, fillvalue="")]


def _rows(content: str, separator: str) -> Rows:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(content, newline=""), delimiter=separator))
    except csv.Error as error:
        line = content.count("\n") if "field" not in str(error) else 1
        raise Refused(
            "corrupt", "The csv file cannot be read from line {n} on.", _AGAIN, {"n": line}
        ) from None


def _unwrapped(rows: Rows) -> Rows:
    """The rows of a file in which every whole line was put between quotes."""
    if max(map(len, rows), default=0) != 1:
        return rows
    lines = "\n".join(row[0] if row else "" for row in rows)
    separator = _separator(lines)
    again = _rows(lines, separator)
    return again if len(again) == len(rows) and max(map(len, again)) > 1 else rows


def _separator(content: str) -> str:
    """The separator that splits the first rows most evenly into the most columns."""
    best, most = ",", (0, 0)
    for separator in _SEPARATORS:
        widths = _widths(content[:_SAMPLE], separator)
        usual = max(set(widths), key=widths.count, default=0)
        if usual > 1 and (widths.count(usual), usual) > most:
            best, most = separator, (widths.count(usual), usual)
    return best


def _widths(content: str, separator: str) -> list[int]:
    widths: list[int] = []
    with contextlib.suppress(csv.Error):
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
            if any(row):
                widths.append(len(row))
            if len(widths) == _SAMPLE_ROWS:
                break
    return widths

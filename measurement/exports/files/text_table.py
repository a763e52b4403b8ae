"""A csv file as columns of text, whatever its separator and encoding.

Every record is a row, also an empty line: the row numbers are those that Excel shows when it
opens the file. A first line ``sep=;`` is an instruction to Excel, which does not show it. The file
is taken in by parts, so that its rows never stand in memory all at once.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from measurement.encodings import lines
from measurement.exports.files.guard import MOST_CELLS, MOST_COLUMNS, Refused
from measurement.words import mark

_AGAIN = mark("Export it again as csv (UTF-8) or as Excel workbook.")
_SEPARATORS = ";\t,|"
_LONGEST_CELL, _SAMPLE, _SAMPLE_ROWS = 1_000_000, 200_000, 20
_MOST_ROWS = 1 << 20  # of a sheet of Excel
_PART = 20_000  # cells that are taken in together
_NARROW = 5  # columns in which a quote that was not closed cannot be told from a remark

Row = list[str]


def columns(path: Path) -> list[Any]:
    """The columns of a csv file as Arrow's dictionary arrays, empty cells as null.

    Raises :class:`Refused`.
    """
    csv.field_size_limit(_LONGEST_CELL)
    data = path.read_bytes()
    head, separator, wrapped = _form(data)
    body = islice(_text(data), head, None)
    made = _Columns()
    try:
        for row in _unwrapped(body, separator) if wrapped else _records(body, separator):
            made.add(row)
    except _NotWrapped:
        return _all(_records(islice(_text(data), head, None), separator))
    return made.done()


def _all(rows: Iterable[Row]) -> list[Any]:
    made = _Columns()
    for row in rows:
        made.add(row)
    return made.done()


def _text(data: bytes) -> Iterator[str]:
    for line in lines(data):
        if "\0" in line:
            raise Refused(
                "corrupt", "This is not a readable csv file: it holds binary data.", _AGAIN
            )
        yield line


def _form(data: bytes) -> tuple[int, str, bool]:
    """How many lines say nothing but the separator, the separator, and whether lines are quoted."""
    sample, size = [], 0
    for line in _text(data):
        sample.append(line)
        size += len(line)
        if size > _SAMPLE:
            break
    told = re.fullmatch(r'"?sep=(.)"?\r?\n', sample[0]) if sample else None
    sample = sample[1:] if told else sample
    separator = told[1] if told else _separator("".join(sample))
    first = [row for row in _sampled(sample, separator) if row]
    wrapped = bool(first) and all(len(row) == 1 for row in first)
    if wrapped:
        inner = "\n".join(row[0] for row in first)
        again = _separator(inner)
        wrapped = max(_widths(inner, again), default=0) > 1
        separator = again if wrapped else separator
    return (1 if told else 0), separator, wrapped


def _sampled(sample: list[str], separator: str) -> list[Row]:
    with contextlib.suppress(csv.Error):
        return list(islice(csv.reader(sample, delimiter=separator), _SAMPLE_ROWS))
    return []


def _records(text: Iterator[str], separator: str) -> Iterator[Row]:
    """The rows of a text. Raises :class:`Refused` where a quote swallows answers."""
    last = 0
    width = 0
    reader = csv.reader(text, delimiter=separator)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            raise Refused(
                "corrupt",
                "The csv file cannot be read from line {n} on.",
                _AGAIN,
                {"n": last + 1},
            ) from None
        if row is None:
            return
        width = max(width, len(row))
        if any(separator in cell for cell in row) and _swallows(row, separator, width):
            raise Refused(
                "open_quote",
                "On line {n} of the csv file a quotation mark is opened and not closed: the answers behind it would be lost.",
                "Remove that quotation mark in a text editor, or export the answers as Excel workbook.",
                {"n": last + 1},
            )
        last = reader.line_num
        yield row


def _swallows(row: Row, separator: str, width: int) -> bool:
    """Whether there are as many separators as whole rows have, most of them within cells."""
    if width < _NARROW:
        return False
    ends = sum(cell.count("\n") for cell in row)
    inside = sum(cell.count(separator) for cell in row)
    lines_of_it = (separator.join(row)).split("\n")
    whole = all(line.count(separator) >= width - 1 for line in lines_of_it)
    return whole and (len(row) < width or (ends > 0 and inside > 0))


class _NotWrapped(Exception):  # noqa: N818 - not told
    """A line further down is not between quotes as a whole."""


def _unwrapped(text: Iterator[str], separator: str) -> Iterator[Row]:
    """The rows of a file in which every whole line was put between quotes."""
    for row in csv.reader(text, delimiter=separator):
        if len(row) > 1:
            raise _NotWrapped
        inner = list(csv.reader(io.StringIO(row[0]), delimiter=separator)) if row else [[]]
        if len(inner) != 1:
            raise _NotWrapped
        yield inner[0]


class _Columns:
    """Columns that grow by parts."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._waiting = 0
        self._n = 0
        self._parts: list[list[Any]] = []
        self._lengths: list[int] = []
        self._width = 0

    def add(self, row: Row) -> None:
        """Take in a row. Raises :class:`Refused` for more than a survey has."""
        self._rows.append(row)
        self._n += 1
        self._waiting += len(row) or 1
        self._width = max(self._width, len(row))
        if self._waiting >= _PART:
            self._take()

    def _take(self) -> None:
        import pyarrow as pa

        n = self._width * self._n
        if n > MOST_CELLS or self._width > MOST_COLUMNS or self._n > _MOST_ROWS:
            raise Refused(
                "far_cell",
                "The csv file spans {n} cells; that is no survey export.",
                "Check the separator between the columns and export it again.",
                {"n": max(n, self._n)},
            )
        part = [
            pa.array([cell or None for cell in column], pa.string()).dictionary_encode()
            for column in zip_longest(*self._rows, fillvalue="")
        ]
        self._parts.append(part)
        self._lengths.append(len(self._rows))
        self._rows, self._waiting = [], 0

    def done(self) -> list[Any]:
        """The columns, each as long as there are rows."""
        import pyarrow as pa

        self._take()
        kind = pa.dictionary(pa.int32(), pa.string())
        made = []
        for index in range(self._width):
            parts = [
                part[index] if index < len(part) else pa.nulls(n, kind)
                for part, n in zip(self._parts, self._lengths, strict=True)
            ]
            for part in self._parts:  # let go of at once
                if index < len(part):
                    part[index] = None
            made.append(pa.chunked_array(parts, kind).unify_dictionaries().combine_chunks())
        return made


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

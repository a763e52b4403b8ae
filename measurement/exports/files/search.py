"""Streams every part of a workbook and names what is wrong in it, without parsing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from measurement.exports.files.guard import (
    AGAIN,
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_SHEETS,
    TOO_LARGE,
    Refused,
    column_letters,
    column_number,
    too_far,
)

_PIECE = 1 << 20  # bytes that are looked at together
# How far back the start of a cell, or of another tag, is looked for.
_USUAL_CELL, _LONGEST_CELL, _LONGEST_TAG = 1 << 11, 1 << 16, 64
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,7})"')
# What a piece leaves out is no proof: a cell is broken only where a sign that can't be there is.
_BAD_TEXT = re.compile(
    rb'<(?:\w+:)?c [^>]{0,40}?\bt="s"[^>]{0,40}><(?:\w+:)?v>\s*(?:\d+\s+\d|\d*\s*[^\s\d<])'
)
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_START = re.compile(rb"<(?:\w+:)?(?:c|row)[\s>/]")


def search(path: Path) -> None:
    """Streams every part of a workbook and raises :class:`Refused` with what is wrong in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            _search(archive)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise Refused(
            "corrupt", "The workbook is damaged: a part of it cannot be unpacked.", AGAIN
        ) from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise Refused(
                "corrupt", "The workbook is damaged: a part of it cannot be unpacked.", AGAIN
            ) from error
        raise


def _search(archive: zipfile.ZipFile) -> None:
    total, cells = 0, 0
    for entry in archive.infolist():
        sheet = _Sheet() if entry.filename.startswith("xl/worksheets/") else None
        for chunk in pieces(archive, entry):
            total += len(chunk)
            if total > MOST_BYTES:
                raise TOO_LARGE
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                raise Refused(
                    "hostile",
                    "The workbook holds a document type definition, which no survey tool writes; it is not opened.",
                    AGAIN,
                )
            if entry.filename == "xl/workbook.xml":
                _check_sheets(chunk)
            if sheet is not None:
                sheet.add(chunk)
        if sheet is not None and (cells := cells + sheet.cells) > MOST_CELLS:
            raise too_far(cells, sheet.last)


def _check_sheets(book: bytes) -> None:
    n = len(_SHEET.findall(book))
    if n > MOST_SHEETS:
        raise Refused(
            "bomb",
            "The workbook has too many sheets ({n}); that is no survey export.",
            "Save only the sheet with the answers in a new workbook.",
            {"n": n},
        )


def pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked part in pieces, cut where a cell, a row or another tag begins."""
    rest = b""
    with archive.open(entry) as source:
        while piece := source.read(_PIECE):
            rest += piece
            cut = _cut(rest)
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def _cut(chunk: bytes) -> int:
    """Where the last cell or row begins; where there is none nearby, the last tag."""
    near = max(len(chunk) - _LONGEST_CELL, 0)
    for place in (max(len(chunk) - _USUAL_CELL, near), near):
        if starts := [match.start() for match in _START.finditer(chunk, place)]:
            return starts[-1]
    tag = chunk.rfind(b"<", max(len(chunk) - _LONGEST_TAG, 0))
    return tag if tag >= 0 else len(chunk)


@dataclass
class _Sheet:
    """The rectangle that the cells of a sheet span, and the numbers of its rows."""

    rows: tuple[int, int] = (1 << 30, 0)
    columns: tuple[int, int] = (1 << 30, 0)
    numbers: set[bytes] = field(default_factory=set)

    def add(self, chunk: bytes) -> None:
        if b't="s"' in chunk:
            self._check_cells(chunk)
        if b'r="' not in chunk:
            return
        self._check_rows(chunk)
        cells_named = set(_CELL.findall(chunk))
        if not cells_named:
            return
        rows = [int(row) for _, row in cells_named]
        columns = [column_number(letters.decode()) for letters in {name for name, _ in cells_named}]
        self.rows = (min(self.rows[0], *rows), max(self.rows[1], *rows))
        self.columns = (min(self.columns[0], *columns), max(self.columns[1], *columns))
        width = self.columns[1] - self.columns[0] + 1
        if self.cells > MOST_CELLS or width > MOST_COLUMNS:
            raise too_far(self.cells, self.last)

    @property
    def cells(self) -> int:
        """How many cells the rectangle has."""
        if not self.rows[1]:
            return 0
        return (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)

    @property
    def last(self) -> str:
        """The last corner, as Excel names it."""
        return f"{column_letters(self.columns[1])}{self.rows[1]}"

    def _check_rows(self, chunk: bytes) -> None:
        """A row number that returns: the cells of the first row would be lost."""
        rows = _ROW.findall(chunk)
        if len(set(rows)) < len(rows) or not self.numbers.isdisjoint(rows):
            raise Refused(
                "corrupt", "The workbook is damaged: a row stands in it more than once.", AGAIN
            )
        self.numbers.update(rows)

    def _check_cells(self, chunk: bytes) -> None:
        if _BAD_TEXT.search(chunk):
            raise Refused(
                "corrupt",
                "The workbook is damaged: a cell points to a text that is not there.",
                AGAIN,
            )

"""Streams every part of a workbook and names what is wrong in it, without parsing."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from measurement.exports.guard import (
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

_OVERLAP = 64
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s")
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,7})"')
_BAD_TEXT = re.compile(rb'<(?:\w+:)?c [^>]{0,40}?\bt="s"[^>]{0,40}><(?:\w+:)?v>(?!\s*\d+\s*<)[^<]')
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


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
    total = 0
    for entry in archive.infolist():
        sheet = _Sheet() if entry.filename.startswith("xl/worksheets/") else None
        for chunk, seen in _chunks(archive, entry):
            total += len(chunk) - seen
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
                sheet.add(chunk, seen)


def _check_sheets(book: bytes) -> None:
    n = len(_SHEET.findall(book))
    if n > MOST_SHEETS:
        raise Refused(
            "bomb",
            "The workbook has too many sheets ({n}); that is no survey export.",
            "Save only the sheet with the answers in a new workbook.",
            {"n": n},
        )


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """The unpacked part in pieces, each with how many bytes of it the piece before held too.

    Pieces overlap, so that no tag is cut in two.
    """
    tail = b""
    with archive.open(entry) as source:
        while piece := source.read(1 << 20):
            yield tail + piece, len(tail)
            tail = piece[-_OVERLAP:]


@dataclass
class _Sheet:
    """The rectangle that the cells of a sheet span, and the numbers of its rows."""

    rows: tuple[int, int] = (1 << 30, 0)
    columns: tuple[int, int] = (1 << 30, 0)
    numbers: set[bytes] = field(default_factory=set)

    def add(self, chunk: bytes, seen: int) -> None:
        if b't="s"' in chunk:
            self._check_cells(chunk)
        if b'r="' not in chunk:
            return
        self._check_rows(chunk, seen)
        found = set(_CELL.findall(chunk))
        if not found:
            return
        rows = [int(row) for _, row in found]
        columns = [column_number(letters.decode()) for letters in {name for name, _ in found}]
        self.rows = (min(self.rows[0], *rows), max(self.rows[1], *rows))
        self.columns = (min(self.columns[0], *columns), max(self.columns[1], *columns))
        width = self.columns[1] - self.columns[0] + 1
        cells = (self.rows[1] - self.rows[0] + 1) * width
        if cells > MOST_CELLS or width > MOST_COLUMNS:
            raise too_far(cells, f"{column_letters(self.columns[1])}{self.rows[1]}")

    def _check_rows(self, chunk: bytes, seen: int) -> None:
        """A row number that returns: the cells of the first row would be lost."""
        found = [match[1] for match in _ROW.finditer(chunk) if match.end() > seen]
        if len(set(found)) < len(found) or not self.numbers.isdisjoint(found):
            raise Refused(
                "corrupt", "The workbook is damaged: a row stands in it more than once.", AGAIN
            )
        self.numbers.update(found)

    def _check_cells(self, chunk: bytes) -> None:
        if _BAD_TEXT.search(chunk):
            raise Refused(
                "corrupt",
                "The workbook is damaged: a cell points to a text that is not there.",
                AGAIN,
            )

"""What a workbook holds that its cells do not show: hidden rows and columns, and cells that stay empty.

A parser gives the cells of hidden rows like all others, and nothing for a formula whose result was
never stored, for an error such as #N/A, and for all but the first of cells that were merged. The parts of the workbook are read for that beside the parser, in a thread of its own.
"""

from __future__ import annotations

import re
import threading
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from measurement.exports.files.guard import AGAIN, MOST_BYTES, MOST_COLUMNS, Refused, column_number
from measurement.exports.files.search import pieces

_HIDDEN = rb'(?=[^<>]*\bhidden="(?:1|true)")'
_ROW = re.compile(rb"<(?:\w+:)?row(?=\s)" + _HIDDEN + rb'[^<>]*?\br="(\d{1,7})"')
_COLUMNS = re.compile(
    rb"<(?:\w+:)?col(?=\s)" + _HIDDEN + rb'(?=[^<>]*\bmin="(\d{1,5})")[^<>]*\bmax="(\d{1,5})"'
)
_FORMULA = re.compile(
    rb'<(?:\w+:)?c (?=[^<>]*\br="([A-Z]{1,3})(\d{1,7})")[^<>]*>'
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v(?:\s*/>|></(?:\w+:)?v>))?</(?:\w+:)?c>"
)
_ERROR = re.compile(rb'<(?:\w+:)?c (?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^<>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_SIGNS: tuple[bytes, ...] = (b'hidden="', b"<f", b't="e"', b"mergeCell")
_LOOK, _LONGEST_SIGN = 1 << 18, 9
_MOST_MERGED = 100_000  # cells that are told of


@dataclass
class Unseen:
    """Of one sheet, as Excel counts: hidden rows and columns; rows by column of cells without a value.

    These are formulas without a result, errors, and cells behind the first of merged ones.
    """

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    formulas: dict[int, list[int]] = field(default_factory=dict)
    errors: dict[int, list[int]] = field(default_factory=dict)
    merged: dict[int, list[int]] = field(default_factory=dict)

    def add(self, piece: bytes) -> None:
        """Take in what a piece of the sheet's part says."""
        self.hidden_rows += [int(row) for row in _ROW.findall(piece)]
        for first, last in _COLUMNS.findall(piece):
            self.hidden_columns += range(int(first), min(int(last), MOST_COLUMNS) + 1)
        for letters, row in _FORMULA.findall(piece):
            self.formulas.setdefault(column_number(letters.decode()), []).append(int(row))
        for letters, row in _ERROR.findall(piece):
            self.errors.setdefault(column_number(letters.decode()), []).append(int(row))
        for first, top, last, bottom in _MERGED.findall(piece):
            self._merge(
                column_number(first.decode()), int(top), column_number(last.decode()), int(bottom)
            )

    def _merge(self, first: int, top: int, last: int, bottom: int) -> None:
        left = _MOST_MERGED - sum(map(len, self.merged.values()))
        if (last - first + 1) * (bottom - top + 1) > left:
            return
        for column in range(first, last + 1):
            rows = range(top + (column == first), bottom + 1)
            self.merged.setdefault(column, []).extend(rows)


class Search(threading.Thread):
    """Reads the sheets of a workbook for what is unseen, while something else parses them."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self._path = path
        self._found: dict[str, Unseen] = {}
        self._damaged = False
        self.start()

    def run(self) -> None:
        """Read every part to its end, which is where its checksum stands."""
        try:
            with zipfile.ZipFile(self._path) as archive:
                self._read(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            self._damaged = True
        except (OSError, ValueError, RuntimeError):  # the parser's to refuse
            self._found.clear()

    def _read(self, archive: zipfile.ZipFile) -> None:
        total = 0
        for entry in archive.infolist():
            if not entry.filename.startswith("xl/worksheets/"):
                with archive.open(entry) as source:
                    while source.read(_LOOK):
                        pass
                continue
            if not _tells(archive, entry):
                continue
            unseen = self._found[entry.filename] = Unseen()
            for piece in pieces(archive, entry):
                total += len(piece)
                if total > MOST_BYTES:
                    return
                unseen.add(piece)

    def found(self) -> dict[str, Unseen]:
        """What is unseen in each part, once everything is read.

        Raises :class:`Refused` where a part is not as it was written.
        """
        self.join()
        if self._damaged:
            raise Refused(
                "corrupt", "The workbook is damaged: a part of it cannot be unpacked.", AGAIN
            )
        return self._found


def _tells(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether anything hidden or a formula may stand in a part: most exports have neither."""
    signs, tail = _SIGNS, b""
    with archive.open(entry) as source:
        while piece := source.read(_LOOK):
            if not tail and b":worksheet" in piece[:4096]:
                signs = (*_SIGNS, b":f")
            border = tail + piece[:_LONGEST_SIGN]
            if any(sign in piece or sign in border for sign in signs):
                return True
            tail = piece[-_LONGEST_SIGN:]
    return False

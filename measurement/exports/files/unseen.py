"""What a workbook holds that its cells do not show: rows and columns hidden, formulas not worked out.

A parser gives the cells of hidden rows like all others, and nothing for a formula whose result was
never stored. The parts of the workbook are read for that beside the parser, in a thread of its own.
"""

from __future__ import annotations

import re
import threading
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from measurement.exports.files.guard import MOST_BYTES, MOST_COLUMNS, column_number
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


_SIGNS: tuple[bytes, ...] = (b'hidden="', b"<f")
_LOOK, _LONGEST_SIGN = 1 << 18, 8


@dataclass
class Unseen:
    """Of one sheet, as Excel counts: hidden rows and columns; rows by column of empty formulas."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    formulas: dict[int, list[int]] = field(default_factory=dict)

    def add(self, piece: bytes) -> None:
        """Take in what a piece of the sheet's part says."""
        self.hidden_rows += [int(row) for row in _ROW.findall(piece)]
        for first, last in _COLUMNS.findall(piece):
            self.hidden_columns += range(int(first), min(int(last), MOST_COLUMNS) + 1)
        for letters, row in _FORMULA.findall(piece):
            self.formulas.setdefault(column_number(letters.decode()), []).append(int(row))


class Search(threading.Thread):
    """Reads the sheets of a workbook for what is unseen, while something else parses them."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self._path = path
        self._found: dict[str, Unseen] = {}
        self.start()

    def run(self) -> None:
        """Read every sheet; a workbook that cannot be read is the parser's to refuse."""
        try:
            with zipfile.ZipFile(self._path) as archive:
                self._read(archive)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
            self._found.clear()

    def _read(self, archive: zipfile.ZipFile) -> None:
        total = 0
        for entry in archive.infolist():
            if not entry.filename.startswith("xl/worksheets/") or not _tells(archive, entry):
                continue
            unseen = self._found[entry.filename] = Unseen()
            for piece in pieces(archive, entry):
                total += len(piece)
                if total > MOST_BYTES:
                    return
                unseen.add(piece)

    def found(self) -> dict[str, Unseen]:
        """What is unseen in each part, once everything is read."""
        self.join()
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

"""Looks at the bytes of a file before anything parses them, and names what is wrong.

A workbook of 5 kB with one cell in the last row and column makes every fast parser ask for
hundreds of gigabytes, so nothing is parsed in this process; see :mod:`measurement.exports.read`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MOST_ENTRIES = 500
MOST_BYTES = 400_000_000
MOST_CELLS = 20_000_000
MOST_UPLOAD = 100_000_000
DEEP_LIMIT = 2_000_000  # larger files are parsed under limits first, and searched when that fails
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


@dataclass
class Refused(Exception):  # noqa: N818 - the word the reader sees
    """A file that will not be parsed: a kind, a message with its values, and a remedy."""

    kind: str
    message: str
    remedy: str = ""
    values: dict[str, str | int] = field(default_factory=dict)


_AGAIN = "Download the export again from the survey tool and try once more."
_AS_XLSX = "Open it in Excel and save it as an Excel workbook (.xlsx)."


def form_of(path: Path) -> str:
    """``xlsx`` or ``csv``, from the bytes and the name together. Raises :class:`Refused`."""
    if path.is_dir():
        raise Refused("folder", "This is a folder, not a file.", "Choose the export itself.")
    if not path.is_file():
        raise Refused(
            "not_there",
            "The file {file} is not there.",
            "Check its name and place.",
            {"file": path.name},
        )
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty", "The file is empty (0 bytes).", _AGAIN)
    if size > MOST_UPLOAD:
        raise Refused(
            "too_large",
            "The file is larger than 100 MB.",
            "Split the export by school year or survey.",
        )
    with path.open("rb") as source:
        head = source.read(4096)
    named_excel = path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb")
    if head.startswith(_OLE):
        raise _old_or_locked(path)
    if head.startswith(b"PK"):
        if not named_excel:
            raise Refused(
                "mislabelled",
                "The name says {suffix}, but this is an Excel workbook or zip file.",
                "Rename it to .xlsx and try again.",
                {"suffix": path.suffix or "?"},
            )
        _check_directory(path)
        return "xlsx"
    if named_excel:
        raise _not_a_workbook(head, path)
    return "csv"


def _old_or_locked(path: Path) -> Refused:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Refused(
            "password",
            "The workbook is protected with a password.",
            "Remove the password in Excel (File, Info, Protect workbook) and save it again.",
        )
    return Refused(
        "old_excel", "This is an old Excel file (.xls), whatever its name says.", _AS_XLSX
    )


def _not_a_workbook(head: bytes, path: Path) -> Refused:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<")):
        return Refused(
            "mislabelled",
            "The name says {suffix}, but this is a web page (HTML or XML).",
            _AS_XLSX,
            {"suffix": path.suffix},
        )
    printable = sum(32 <= byte < 127 or byte in b"\r\n\t" or byte >= 160 for byte in head)
    if b"\0" not in head and printable > 0.95 * len(head) and any(d in head for d in b";,\t"):
        return Refused(
            "mislabelled",
            "The name says {suffix}, but this is a text file (csv).",
            "Rename it to .csv and try again.",
            {"suffix": path.suffix},
        )
    return Refused("corrupt", "This is not a readable Excel workbook: the file is damaged.", _AGAIN)


def _check_directory(path: Path) -> None:
    """The zip's own table of contents: entries, declared sizes, and the parts of a workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused(
            "corrupt", "The workbook is damaged or cut off: it cannot be opened.", _AGAIN
        ) from None
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_ENTRIES:
        raise Refused(
            "bomb",
            "The workbook has {n} parts; that is no survey export.",
            _AGAIN,
            {"n": len(entries)},
        )
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise Refused(
            "hostile",
            "The workbook holds parts that point outside the file; it is not opened.",
            _AGAIN,
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(
            "password",
            "The workbook is protected with a password.",
            "Remove the password and save it again.",
        )
    if "xl/workbook.bin" in names:
        raise Refused("old_excel", "This is a binary workbook (.xlsb).", _AS_XLSX)
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Refused("not_a_workbook", "This is a zip file, but not an Excel workbook.", _AS_XLSX)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refused(
            "bomb",
            "Unpacked, the workbook is larger than 400 MB; that is no survey export.",
            "Save only the sheet with the answers in a new workbook.",
        )


def search(path: Path) -> None:
    """Streams every part of a workbook and raises :class:`Refused` with what is wrong in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            total = 0
            for entry in archive.infolist():
                extent = _Extent()
                sheet = entry.filename.startswith("xl/worksheets/")
                for chunk in _chunks(archive, entry):
                    total += len(chunk)
                    if total > MOST_BYTES:
                        raise Refused(
                            "bomb",
                            "Unpacked, the workbook is larger than 400 MB; that is no survey export.",
                            "Save only the sheet with the answers in a new workbook.",
                        )
                    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                        raise Refused(
                            "hostile",
                            "The workbook holds a document type definition, which no survey tool writes; it is not opened.",
                            _AGAIN,
                        )
                    if sheet:
                        extent.add(chunk)
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
            "corrupt", "The workbook is damaged: a part of it cannot be unpacked.", _AGAIN
        ) from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise Refused(
                "corrupt", "The workbook is damaged: a part of it cannot be unpacked.", _AGAIN
            ) from error
        raise


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked part in pieces that overlap by 64 bytes, so that no tag is cut in two."""
    tail = b""
    with archive.open(entry) as source:
        while piece := source.read(1 << 20):
            yield tail + piece
            tail = piece[-64:]


@dataclass
class _Extent:
    """The rectangle that the cells of a sheet span."""

    rows: tuple[int, int] = (1 << 30, 0)
    columns: tuple[int, int] = (1 << 30, 0)

    def add(self, chunk: bytes) -> None:
        found = set(_CELL.findall(chunk))
        if not found:
            return
        rows = [int(row) for _, row in found]
        columns = [column_number(letters.decode()) for letters in {name for name, _ in found}]
        self.rows = (min(self.rows[0], *rows), max(self.rows[1], *rows))
        self.columns = (min(self.columns[0], *columns), max(self.columns[1], *columns))
        cells = (self.rows[1] - self.rows[0] + 1) * (self.columns[1] - self.columns[0] + 1)
        if cells > MOST_CELLS:
            raise Refused(
                "far_cell",
                "The sheet spans {n} cells, up to cell {cell}; that is no survey export.",
                "Delete the stray cells far below or to the right of the answers and save again.",
                {"n": cells, "cell": f"{column_letters(self.columns[1])}{self.rows[1]}"},
            )


def column_number(letters: str) -> int:
    """The number of a column.

    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

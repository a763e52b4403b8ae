"""Looks at the bytes of a file before anything parses them, and names what is wrong.

A workbook of 5 kB with one cell in the last row and column makes every fast parser ask for
hundreds of gigabytes, so nothing is parsed in this process; see :mod:`measurement.exports.files.read`.
"""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from measurement.words import mark

MOST_ENTRIES = 500
MOST_BYTES = 400_000_000
MOST_CELLS = 12_000_000  # of all sheets together
MOST_COLUMNS = 2_000
MOST_SHEETS = 200
MOST_SQUEEZED, LARGE_PART = 250, 100_000_000  # a part may be so many times as large unpacked
MOST_UPLOAD, MOST_TEXT = 100_000_000, 50_000_000
DEEP_LIMIT = 2_000_000  # larger files are parsed under limits first, and searched when that fails
_BEFORE = b"\xef\xbb\xbf \r\n\t"  # what may stand before a first sign
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass
class Refused(Exception):  # noqa: N818 - the word the reader sees
    """A file that will not be parsed: a kind, a message with its values, and a remedy."""

    kind: str
    message: str
    remedy: str = ""
    values: dict[str, str | int] = field(default_factory=dict)


TOO_LARGE = Refused(
    "bomb",
    "Unpacked, the workbook is larger than 400 MB; that is no survey export.",
    "Save only the sheet with the answers in a new workbook.",
)
AGAIN = mark("Download the export again from the survey tool and try once more.")
_AS_XLSX = mark("Open it in Excel and save it as an Excel workbook (.xlsx).")


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
        raise Refused("empty", "The file is empty (0 bytes).", AGAIN)
    if size > MOST_UPLOAD:
        raise Refused(
            "too_large",
            "The file is larger than 100 MB.",
            "Split the export by school year or survey.",
        )
    with path.open("rb") as source:
        head = source.read(4096)
    return _form(path, head)


def _form(path: Path, head: bytes) -> str:
    named_excel = path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb")
    if head.startswith(_OLE):
        raise _old_or_locked(path)
    if head.startswith(b"PK"):
        _check_directory(path)
        if path.suffix.lower() not in (".xlsx", ".xlsm"):
            raise Refused(
                "mislabelled",
                "The name says {suffix}, but this is an Excel workbook.",
                "Rename it to .xlsx and try again.",
                {"suffix": path.suffix or "?"},
            )
        return "xlsx"
    if named_excel:
        raise _not_a_workbook(head, path)
    if _is_page(head):
        raise _page(path)
    if path.stat().st_size > MOST_TEXT:
        raise Refused(
            "too_large",
            "The csv file is larger than 50 MB.",
            "Save it as Excel workbook (.xlsx), or split it by school year or survey.",
        )
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
    if _is_page(head) or head.lstrip(_BEFORE).startswith(b"<"):
        return _page(path)
    printable = sum(32 <= byte < 127 or byte in b"\r\n\t" or byte >= 160 for byte in head)
    if b"\0" not in head and printable > 0.95 * len(head) and any(d in head for d in b";,\t"):
        return Refused(
            "mislabelled",
            "The name says {suffix}, but this is a text file (csv).",
            "Rename it to .csv and try again.",
            {"suffix": path.suffix},
        )
    return Refused("corrupt", "This is not a readable Excel workbook: the file is damaged.", AGAIN)


def _is_page(head: bytes) -> bool:
    pages = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<body", b"<meta")
    return head.lstrip(_BEFORE).lower().startswith(pages)


def _page(path: Path) -> Refused:
    return Refused(
        "mislabelled",
        "The name says {suffix}, but this is a web page (HTML or XML).",
        _AS_XLSX,
        {"suffix": path.suffix},
    )


def _check_directory(path: Path) -> None:
    """The zip's own table of contents: entries, declared sizes, and the parts of a workbook."""
    # A compression that the library does not know raises NotImplementedError.
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused(
            "corrupt", "The workbook is damaged or cut off: it cannot be opened.", AGAIN
        ) from None
    _check_entries(entries)
    _check_sizes(entries)
    if path.suffix.lower() != ".xlsm" and _has_macros(path):
        raise Refused(
            "mislabelled",
            "The name says {suffix}, but this is a workbook with macros.",
            _AS_XLSX,
            {"suffix": path.suffix},
        )


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    n = len(entries)
    if n > MOST_ENTRIES:
        raise Refused(
            "bomb", "The workbook has {n} parts; that is no survey export.", AGAIN, {"n": n}
        )
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise Refused(
            "hostile",
            "The workbook holds parts that point outside the file; it is not opened.",
            AGAIN,
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


def _has_macros(path: Path) -> bool:
    with (
        contextlib.suppress(zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError),
        zipfile.ZipFile(path) as archive,
        archive.open("[Content_Types].xml") as source,
    ):
        return b"macroEnabled" in source.read(1 << 16)
    return False


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """Declared sizes: no workbook of answers unpacks to hundreds of times its size."""
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise TOO_LARGE
    for entry in entries:
        times = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > LARGE_PART and times > MOST_SQUEEZED:
            raise Refused(
                "bomb",
                "A part of the workbook is too large: unpacked more than {n} times its size in the file.",
                "Save only the sheet with the answers in a new workbook.",
                {"n": MOST_SQUEEZED},
            )


def unpacked(path: Path) -> int:
    """How many bytes the sheets and texts of a workbook declare to be."""
    with zipfile.ZipFile(path) as archive:
        return sum(e.file_size for e in archive.infolist() if e.filename.endswith(".xml"))


def too_far(cells: int, cell: str) -> Refused:
    """The refusal of a sheet that spans too many cells or columns."""
    return Refused(
        "far_cell",
        "The sheet spans {n} cells, up to cell {cell}; that is no survey export.",
        "Delete the stray cells far below or to the right of the answers and save again.",
        {"n": cells, "cell": cell},
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

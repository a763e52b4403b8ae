"""Small workbooks that grow beyond all measure once somebody opens them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from hostile_book import (
    DECLARATION,
    MAIN,
    SHEET,
    STRINGS,
    answers_xml,
    header_xml,
    row_xml,
    sheet_frame,
    sheet_xml,
    sound_parts,
)
from hostile_zip import (
    MEGABYTE,
    Entry,
    entries_of,
    filled,
    plain,
    repeated,
    understated,
    write_overlapping,
    write_zip,
)

Build = Callable[[Path], None]
LAST = "XFD1048576"
LAST_ROW = 1_048_576
FIRST_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
FORTY_ANSWERS = b"<row>" + b"<c><v>8</v></c>" * 40 + b"</row>"
THOUSAND_ANSWERS = b"<row>" + b"<c><v>8</v></c>" * 1000 + b"</row>"


def with_entry(path: Path, entry: Entry) -> None:
    """A sound workbook in which one part is replaced."""
    rest = [old for old in entries_of(sound_parts()) if old.name != entry.name]
    write_zip(path, [*rest, entry])


def with_sheet(rows: str, dimension: str = "") -> Build:
    sheet = sheet_xml(rows, dimension)
    return lambda path: with_entry(path, plain(SHEET, sheet))


def far_row(attributes: str) -> str:
    return f'<row r="{LAST_ROW}"><c {attributes}><v>8</v></c></row>'


def far_cell() -> Build:
    """One single cell, in the last row and column: small for readers that trim, or 16 GB."""
    return with_sheet(far_row(f'r="{LAST}"'))


def far_corners(attributes: str = f'r="{LAST}"') -> Build:
    """The first and the last cell of a sheet; the attributes try to hide where the last one is."""
    return with_sheet(FIRST_ROW + far_row(attributes))


def far_beside_answers() -> Build:
    return with_sheet(header_xml() + answers_xml() + far_row(f'r="{LAST}"'))


def far_row_and_far_column() -> Build:
    """No single cell is far in both ways; together they span the whole sheet."""
    wide = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
    return with_sheet(f'{wide}<row r="{LAST_ROW}"><c><v>8</v></c></row>')


def far_corners_prefixed(path: Path) -> None:
    rows = re.sub(r"<(/?)(?=\w)", r"<\1x:", FIRST_ROW + far_row(f'r="{LAST}"'))
    body = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    with_entry(path, plain(SHEET, f"{DECLARATION}{body}".encode()))


def far_corners_utf16(path: Path) -> None:
    """In UTF-16 no scan of the bytes sees the cells."""
    xml = sheet_xml(FIRST_ROW + far_row(f'r="{LAST}"')).decode()
    with_entry(path, plain(SHEET, xml.replace("UTF-8", "UTF-16").encode("utf-16")))


def sheet_of(rows: bytes, megabytes: int) -> Entry:
    head, tail = sheet_frame()
    return filled(SHEET, head.encode(), rows, megabytes * MEGABYTE, tail.encode())


def rows_bomb(path: Path) -> None:
    with_entry(path, sheet_of(FORTY_ANSWERS, 600))


def wide_rows_bomb(path: Path) -> None:
    with_entry(path, sheet_of(THOUSAND_ANSWERS, 600))


def lying_bomb(path: Path) -> None:
    with_entry(path, understated(sheet_of(THOUSAND_ANSWERS, 600)))


def padded_lying_bomb(path: Path) -> None:
    """Twenty megabytes of ballast, for readers that allow more time to larger files."""
    ballast = plain("xl/media/image1.bin", random.Random(2).randbytes(20 * MEGABYTE))
    parts = [part for part in entries_of(sound_parts()) if part.name != SHEET]
    write_zip(path, [*parts, understated(sheet_of(FORTY_ANSWERS, 600), 2 * MEGABYTE), ballast])


def blank_bomb(path: Path) -> None:
    with_entry(path, sheet_of(b" " * 1000 + b"\n", 600))


def rows_without_cells(path: Path) -> None:
    with_entry(path, sheet_of(b"<row/>", 350))


def giant_text(megabytes: int) -> Build:
    def build(path: Path) -> None:
        head = f'{DECLARATION}<sst xmlns="{MAIN}"><si><t>'.encode()
        text = filled(STRINGS, head, b"a", megabytes * MEGABYTE, b"</t></si></sst>")
        with_entry(path, text)

    return build


def many_empty_texts(path: Path) -> None:
    head = f'{DECLARATION}<sst xmlns="{MAIN}">'.encode()
    with_entry(path, filled(STRINGS, head, b"<si/>", 350 * MEGABYTE, b"</sst>"))


def overlapping(path: Path) -> None:
    """Two hundred sheets of ten megabytes that are one and the same stretch of the file."""
    sheet = sheet_of(FORTY_ANSWERS, 10)
    rest = [old for old in entries_of(sound_parts()) if old.name != SHEET]
    names = [f"xl/worksheets/sheet{n}.xml" for n in range(2, 202)]
    write_overlapping(path, rest, sheet, names)


def many_entries(path: Path) -> None:
    extra = (plain(f"xl/media/image{n}.bin", b"x") for n in range(5000))
    write_zip(path, [*entries_of(sound_parts()), *extra])


def empty_rows(path: Path) -> None:
    """A header and a million rows with a format and nothing else: legal, but without data."""
    head, tail = sheet_frame("A1:E1000001")
    cells = b"".join(b'<c s="1"/>' for _ in range(5))
    block = (b'<row s="1" customFormat="1">' + cells + b"</row>") * 10_000
    start = (head + header_xml()).encode()
    with_entry(path, repeated(SHEET, start, block, 100, tail.encode()))


def wide_row(path: Path) -> None:
    row = row_xml(2, tuple(range(20_000)))
    with_sheet(header_xml() + row)(path)

"""Workbooks that are damaged, incomplete, of another kind, or about something else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from hostile_book import (
    DECLARATION,
    HEADER,
    MAIN,
    MIME,
    OFFICE,
    RELATIONS,
    SHEET,
    STRINGS,
    TYPES,
    Row,
    answers,
    answers_xml,
    header_xml,
    row_xml,
    sheet_xml,
    sound_parts,
    strings_xml,
    types_xml,
)
from hostile_zip import encrypted, entries_of, write_zip

Build = Callable[[Path], None]


def write_parts(path: Path, parts: dict[str, bytes]) -> None:
    write_zip(path, entries_of(parts))


def sound(path: Path) -> None:
    write_parts(path, sound_parts())


def with_part(name: str, data: bytes) -> Build:
    return lambda path: write_parts(path, {**sound_parts(), name: data})


def without(*names: str) -> Build:
    return lambda path: write_parts(
        path, {name: data for name, data in sound_parts().items() if name not in names}
    )


def sheet_of(rows: str, dimension: str = "") -> Build:
    return with_part(SHEET, sheet_xml(rows, dimension))


def with_dimension(dimension: str) -> Build:
    return sheet_of(header_xml() + answers_xml(), dimension)


def sound_bytes() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sound_parts().items():
            archive.writestr(name, data)
    return buffer.getvalue()


def truncated(path: Path) -> None:
    data = sound_bytes()
    path.write_bytes(data[: len(data) // 2])


def flipped(path: Path) -> None:
    """Bytes changed within the packed data of the sheet: the checksum no longer holds."""
    data = bytearray(sound_bytes())
    start = data.index(SHEET.encode()) + len(SHEET) + 200
    data[start : start + 40] = bytes(40)
    path.write_bytes(bytes(data))


def cut_off_xml(path: Path) -> None:
    sheet = sound_parts()[SHEET]
    with_part(SHEET, sheet[: len(sheet) // 2])(path)


def crossed_tags(path: Path) -> None:
    sheet = sound_parts()[SHEET].replace(b"</c></row>", b"</row></c>")
    with_part(SHEET, sheet)(path)


def docx_like(path: Path) -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = types_xml(word).replace(b"xl/workbook.xml", b"word/document.xml")
    body = f"{DECLARATION}<document><body><p><r><t>{HEADER[6]}</t></r></p></body></document>"
    rels = sound_parts()["_rels/.rels"].replace(b"xl/workbook.xml", b"word/document.xml")
    parts = {TYPES: types, "_rels/.rels": rels, "word/document.xml": body.encode()}
    write_parts(path, parts)


def entities(path: Path) -> None:
    """Nine levels of ten: one short text that unfolds to a thousand million."""
    levels = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "ha">' for n in range(10)
    )
    with_doctype(levels, "&e9;")(path)


def with_doctype(declarations: str, text: str, encoding: str = "utf-8") -> Build:
    start = f'<?xml version="1.0" encoding="{encoding}"?>\n<!DOCTYPE sst [{declarations}]>'
    items = strings_xml().decode().removeprefix(DECLARATION)
    xml = start + items.replace(HEADER[0], text, 1)
    return with_part(STRINGS, xml.encode(encoding))


EXTERNAL = with_doctype('<!ENTITY e SYSTEM "file:///etc/hostname">', "&e;")
HIDDEN_DOCTYPE = with_doctype('<!ENTITY e "ha">', "&e;", "utf-16")


def bad_index(index: str) -> Build:
    rows = header_xml().replace("<v>9</v>", f"<v>{index}</v>") + answers_xml()
    return sheet_of(rows)


def backwards(path: Path) -> None:
    rows = [row_xml(n, row) for n, row in enumerate(answers(), 2)]
    sheet_of(header_xml() + "".join(reversed(rows)))(path)


def same_row_twice(path: Path) -> None:
    rows = [row_xml(2, row) for row in answers()]
    sheet_of(header_xml() + "".join(rows))(path)


def listing(*rows: Row) -> Build:
    return sheet_of("".join(row_xml(n, row) for n, row in enumerate(rows, 1)))


SHOPPING = listing(
    ("Product", "Aantal", "Winkel", "Prijs"),
    ("Brood", 2, "Bakker", 5),
    ("Melk", 6, "Kruidenier", 7),
    ("Appels", 12, "Markt", 4),
)


def many_sheets(path: Path) -> None:
    """Two thousand sheets in the list of the workbook, all of them the same part."""
    sheets = "".join(f'<sheet name="Blad {n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 2001))
    xml = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    with_part("xl/workbook.xml", (DECLARATION + xml).encode())(path)


def macros(path: Path) -> None:
    parts = sound_parts()
    parts[TYPES] = types_xml("application/vnd.ms-excel.sheet.macroEnabled.main+xml").replace(
        b"<Override",
        b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override',
        1,
    )
    project = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)
    write_parts(path, {**parts, "xl/vbaProject.bin": project})


def nested(path: Path) -> None:
    write_parts(path, {"upload/antwoorden.xlsx": sound_bytes()})


def climbing(path: Path) -> None:
    parts = {name.replace("xl/", "../xl/", 1): data for name, data in sound_parts().items()}
    write_parts(path, {**sound_parts(), **parts, "../../../tmp/evil.txt": b"evil"})


def climbing_relation(path: Path) -> None:
    """The workbook points at a sheet outside the package."""
    links = sound_parts()[RELATIONS].replace(b"worksheets/sheet1.xml", b"../../../etc/passwd")
    with_part(RELATIONS, links)(path)


def encrypted_entries(path: Path) -> None:
    write_zip(path, [encrypted(entry) for entry in entries_of(sound_parts())])


def binary_workbook(path: Path) -> None:
    """An .xlsb by its content type; its parts are no XML at all."""
    parts = {**sound_parts(), TYPES: types_xml(f"{MIME}.binary.main")}
    del parts["xl/workbook.xml"], parts[SHEET]
    write_parts(path, {**parts, "xl/workbook.bin": bytes(500), "xl/worksheets/sheet1.bin": b""})

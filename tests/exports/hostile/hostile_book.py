"""A small sound workbook in plain XML, the starting point of every broken one."""

from __future__ import annotations

from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "xl/_rels/workbook.xml.rels"

HEADER = (
    "ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "In welk CLB werk je?",
    "Ik ben tevreden over de inhoud van deze begeleiding",
    "Ik heb nieuwe dingen geleerd dankzij deze begeleiding",
    "Deze begeleiding is bruikbaar in mijn praktijk",
    "Na het volgen van deze begeleiding, wil ik wat ik geleerd heb uitproberen in de praktijk",
)  # fmt: skip
N_ANSWERS = 30

Row = tuple[str | int, ...]


def answers(count: int = N_ANSWERS) -> list[Row]:
    return [
        (
            n + 1, f"2025-03-{n % 28 + 1:02d} 09:{n % 60:02d}:00",
            f"2025-03-{n % 28 + 1:02d} 10:{n % 60:02d}:00", "anonymous", "", "GO! CLB Fluxus",
            n * 3 % 8 + 1, n * 5 % 8 + 1, n * 7 % 8 + 1, n % 8 + 1,
        )
        for n in range(count)
    ]  # fmt: skip


def letters(column: int) -> str:
    """The letters of a column counted from 1, also beyond Excel's last column XFD."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def cell(row: int, column: int, value: str | int) -> str:
    ref = f"{letters(column)}{row}"
    if isinstance(value, int):
        return f'<c r="{ref}"><v>{value}</v></c>'
    return f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def row_xml(number: int, values: Row) -> str:
    cells = "".join(cell(number, n, value) for n, value in enumerate(values, 1) if value != "")
    return f'<row r="{number}">{cells}</row>'


def header_xml() -> str:
    """The header row by way of the shared strings, as survey tools write it."""
    cells = "".join(f'<c r="{letters(n + 1)}1" t="s"><v>{n}</v></c>' for n in range(len(HEADER)))
    return f'<row r="1">{cells}</row>'


def answers_xml(count: int = N_ANSWERS) -> str:
    return "".join(row_xml(n, row) for n, row in enumerate(answers(count), 2))


def sheet_frame(dimension: str = "") -> tuple[str, str]:
    """What stands before and after the rows of a sheet."""
    size = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f'{DECLARATION}<worksheet xmlns="{MAIN}">{size}<sheetData>', "</sheetData></worksheet>"


def sheet_xml(rows: str, dimension: str = "") -> bytes:
    head, tail = sheet_frame(dimension)
    return f"{head}{rows}{tail}".encode()


def strings_xml(texts: tuple[str, ...] = HEADER) -> bytes:
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return f'{DECLARATION}<sst xmlns="{MAIN}">{items}</sst>'.encode()


def relations(*targets: tuple[str, str]) -> bytes:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    xml = f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
    return xml.encode()


def types_xml(main: str = f"{MIME}.sheet.main+xml") -> bytes:
    kinds = {
        "xl/workbook.xml": main,
        SHEET: f"{MIME}.worksheet+xml",
        STRINGS: f"{MIME}.sharedStrings+xml",
        "xl/styles.xml": f"{MIME}.styles+xml",
    }
    parts = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = (
        f'<Default Extension="rels" ContentType="{rels}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{parts}</Types>'.encode()


def styles_xml() -> bytes:
    fills = '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    fonts = '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    borders = '<borders count="1"><border/></borders>'
    formats = (
        '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" applyFont="1"/></cellXfs>'
    )
    body = f"{fonts}{fills}{borders}{formats}"
    return f'{DECLARATION}<styleSheet xmlns="{MAIN}">{body}</styleSheet>'.encode()


def workbook_xml() -> bytes:
    sheets = '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>'
    xml = f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>'
    return xml.encode()


def sound_parts() -> dict[str, bytes]:
    """All parts of a workbook that every reader accepts: a header and thirty answers."""
    return {
        TYPES: types_xml(),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook_xml(),
        RELATIONS: relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/styles.xml": styles_xml(),
        STRINGS: strings_xml(),
        SHEET: sheet_xml(header_xml() + answers_xml(), f"A1:J{N_ANSWERS + 1}"),
    }

"""Sound tables to break: an export, a list of participants, a checklist."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from measurement.exports.files.guard import column_letters
from measurement.questionnaire import success_factor_files
from measurement.questionnaire.files.reading import load

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = sorted((ROOT / "tests" / "data" / "exports").glob("*.xlsx"))
Table = list[list[str]]
_SPACE = "http://schemas.openxmlformats.org"


def export(chance: random.Random) -> Table:
    """The cells of one of the fixtures, as text."""
    from python_calamine import load_workbook

    rows = load_workbook(str(chance.choice(EXPORTS))).get_sheet_by_index(0).to_python()
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def participants(chance: random.Random) -> Table:
    """People of the network at sessions of two initiatives."""
    centres = [centre.name for centre in load().centres]
    table = [["E-mail", "Naam", "Initiatief", "Datum", "CLB", "Status"]]
    for n in range(60):
        day = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/2024"
        kind = chance.choice(("Opleiding Rouw", "PLG Onthaal"))
        person = [f"p{n}@clb.be", f"Persoon {n}", kind, day]
        table.append([*person, chance.choice(centres), "aanwezig"])
    return table


def checklist(chance: random.Random) -> Table:
    """Checklists of three centres, a row per factor."""
    known = success_factor_files.load()
    states = [label.nl for label in known.named("state").values()]
    table = [["Centrum", "Datum", "Ingevuld door", "Factor", "Toestand", "Opmerking"]]
    for centre in chance.sample([centre.name for centre in load().centres], 3):
        for factor in known.ids:
            table.append(
                [centre, "3/10/2024", "directie", factor, chance.choice(states), "zo is het"]
            )
    return table


def as_csv(table: Table) -> str:
    """The table as Excel writes it here, with semicolons."""
    return "".join(";".join(_quoted(cell) for cell in row) + "\r\n" for row in table)


def _quoted(cell: str) -> str:
    risky = any(sign in cell for sign in ';"\r\n')
    return '"' + cell.replace('"', '""') + '"' if risky else cell


def cell(text: str, place: str) -> str:
    """The xml of a cell with this text."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def sheet(table: Sequence[Sequence[str]], more: str = "") -> str:
    """The xml of a sheet; ``more`` are rows after it."""
    rows = "".join(
        f'<row r="{r}">'
        + "".join(cell(text, f"{column_letters(c)}{r}") for c, text in enumerate(row, 1) if text)
        + "</row>"
        for r, row in enumerate(table, 1)
    )
    main = f'xmlns="{_SPACE}/spreadsheetml/2006/main"'
    return f'<?xml version="1.0"?><worksheet {main}><sheetData>{rows}{more}</sheetData></worksheet>'


def parts(sheets: Sequence[str]) -> dict[str, str]:
    """The parts of a workbook with these sheets."""
    numbers = range(1, len(sheets) + 1)
    main, link = f"{_SPACE}/spreadsheetml/2006/main", f"{_SPACE}/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    of_sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in numbers
    )
    named = "".join(f'<sheet name="Blad{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{link}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    package = f"{_SPACE}/package/2006"
    rels = f'<Relationships xmlns="{package}/relationships">'
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{of_sheets}</Types>',
        "_rels/.rels": f'{rels}<Relationship Id="rId1" Type="{link}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{link}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"{rels}{links}</Relationships>",
        **{f"xl/worksheets/sheet{n}.xml": one for n, one in zip(numbers, sheets, strict=True)},
    }


def packed(of: dict[str, str] | dict[str, bytes]) -> bytes:
    """These parts as a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in of.items():
            archive.writestr(name, content)
    return out.getvalue()

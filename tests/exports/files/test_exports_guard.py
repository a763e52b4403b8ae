"""What is looked at before a file is parsed, and the one reason for which it is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.exports.files import guard
from measurement.exports.files import search as parts
from measurement.exports.files.guard import Refused, column_letters, column_number

TYPES = (
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{kind}"/></Types>'
)
SHEET = "xl/worksheets/sheet1.xml"


def book(
    folder: Path, name: str = "export.xlsx", kind: str = "sheet.main+xml", **made: str | bytes
) -> Path:
    """A zip with the parts of a workbook; keyword ``sheet`` is the XML of its sheet."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(kind=kind))
        archive.writestr("xl/workbook.xml", made.get("workbook", "<workbook/>"))
        archive.writestr(SHEET, made.get("sheet", "<worksheet/>"))
    return path


def refusal(path: Path, search: bool = False) -> str:
    """The kind of the refusal."""
    look = parts.search if search else guard.form_of
    with pytest.raises(Refused) as caught:
        look(path)
    return caught.value.kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.xlsx", b"Nr;A1\n1;8\n", "mislabelled"),
        ("a.xlsx", b"<html><table></table></html>", "mislabelled"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_excel"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xlsx", b"PK\3\4 not a zip at all", "corrupt"),
        ("a.csv", b"PK\3\4 a workbook", "corrupt"),
        ("a.xlsx", bytes(range(256)) * 20, "corrupt"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_workbook_are_refused_with_their_own_reason(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path) == kind


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.xlsx") == "not_there"
    assert refusal(tmp_path) == "folder"


def test_the_form_follows_from_the_bytes_and_the_name_together(tmp_path: Path) -> None:
    assert guard.form_of(book(tmp_path)) == "xlsx"
    (tmp_path / "a.csv").write_text("Nr;A1\n1;8\n")
    assert guard.form_of(tmp_path / "a.csv") == "csv"


def test_a_zip_without_a_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("photo.jpg", "x")
    assert refusal(tmp_path / "a.xlsx") == "not_a_workbook"


def test_a_workbook_with_macros_is_read_under_its_own_name_only(tmp_path: Path) -> None:
    macros = "ms-excel.sheet.macroEnabled.main+xml"
    assert refusal(book(tmp_path, kind=macros)) == "mislabelled"
    assert guard.form_of(book(tmp_path, "a.xlsm", kind=macros)) == "xlsx"


def test_a_part_that_unpacks_to_hundreds_of_times_its_size_is_refused(tmp_path: Path) -> None:
    assert refusal(book(tmp_path, sheet=b" " * (guard.LARGE_PART + 1))) == "bomb"


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ('<c r="A1"/><c r="XFD1048576"><v>1</v></c>', "far_cell"),
        ('<c r="A1"/><c s="1" t="n" r="XFD1048576"><v>1</v></c>', "far_cell"),
        ('<c r="A1"/><c r="FZZ1"><v>1</v></c>', "far_cell"),
        ('<row r="2"/><row r="3"/><row r="2"/>', "corrupt"),
        ('<c r="A1" t="s"><v>-1</v></c>', "corrupt"),
        ('<c r="A1" t="s"><v>x</v></c>', "corrupt"),
        ("<!DOCTYPE x>", "hostile"),
        ('<!ENTITY x "y">', "hostile"),
    ],
)
def test_a_sheet_is_searched_before_it_is_parsed(tmp_path: Path, cells: str, kind: str) -> None:
    assert refusal(book(tmp_path, sheet=f"<sheetData>{cells}</sheetData>"), search=True) == kind


def test_an_ordinary_sheet_passes_also_across_pieces(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n % 3}</v></c></row>' for n in range(1, 60_000)
    )
    parts.search(book(tmp_path, sheet=f"<sheetData>{rows}</sheetData>"))


def searched(sheet: str, piece: int) -> None:
    """Search a workbook with this sheet in pieces of so many bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(SHEET, sheet)
    with patch.object(parts, "_PIECE", piece):
        parts.search(made)


ROW = '<row r="{n}" spans="1:3"><c r="A{n}" s="12" t="s"><v>{a}</v></c><c r="B{n}" t="s"><v> {b} </v></c><c r="C{n}"><v>{a}.5</v></c></row>'
NUMBERS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=9)


@given(NUMBERS, st.integers(1, 700))
def test_a_sound_sheet_is_sound_wherever_its_pieces_end(
    numbers: list[tuple[int, int]], piece: int
) -> None:
    rows = [ROW.format(n=n, a=a, b=b) for n, (a, b) in enumerate(numbers, 1)]
    searched("<sheetData>" + "".join(rows) + "</sheetData>", piece)


BROKEN = {
    "text instead of a number": '<c r="D99" t="s"><v>12x</v></c>',
    "two numbers": '<c r="D99" t="s"><v>12 3</v></c>',
    "a row again": '<row spans="1:44" r="1"/>',
    "a far cell": '<c s="1" t="n" r="XFD1048576"><v>1</v></c>',
    "a document type": "<!DOCTYPE x>",
}


@given(NUMBERS, st.integers(1, 700), st.sampled_from(sorted(BROKEN)))
def test_a_broken_sheet_is_refused_wherever_its_pieces_end(
    numbers: list[tuple[int, int]], piece: int, fault: str
) -> None:
    rows = [ROW.format(n=n, a=a, b=b) for n, (a, b) in enumerate(numbers, 1)]
    with pytest.raises(Refused):
        searched("<sheetData>" + "".join(rows) + BROKEN[fault] + "</sheetData>", piece)


@pytest.mark.parametrize("moved", range(0, 90, 7))
def test_a_large_sheet_is_sound_wherever_its_first_mebibyte_ends(moved: int) -> None:
    rows = [ROW.format(n=n, a=123456, b=654321) for n in range(1, 12_000)]
    sheet = "<sheetData>" + " " * moved + "".join(rows) + "</sheetData>"
    assert len(sheet) > 1 << 20
    searched(sheet, 1 << 20)


def test_one_cell_of_many_pieces_is_no_fault() -> None:
    long = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 200_000}</t></is></c>'
    searched(long + '<c r="B1" t="s"><v>12</v></c></row><row r="2"/>', 1000)


def test_a_thousand_sheets_are_no_export(tmp_path: Path) -> None:
    sheets = "".join(f'<sheet name="{n}"/>' for n in range(1000))
    assert refusal(book(tmp_path, workbook=f"<workbook>{sheets}</workbook>"), search=True) == "bomb"


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16384)])
def test_columns_have_letters_and_a_number(letters: str, number: int) -> None:
    assert (column_number(letters), column_letters(number)) == (number, letters)

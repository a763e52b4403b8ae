"""An export handed back: every problem in its cell, all else as it was."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from exports_made import CENTRE, WORDING
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from measurement.cli.main import main
from measurement.exports import recognise
from measurement.exports.marks.marked import marked
from measurement.exports.marks.marker import MOST, mark
from measurement.exports.marks.marks import Mark, marks

A1, A2, A3 = (WORDING[i] for i in ("A1", "A2", "A3"))
ROWS: list[list[object]] = [
    ["Nr", CENTRE, A1, A2],
    [1, "De Regenboog", "zeven", 8],
    [2, "GO! CLB Gent", 7, 8],
    [3, "GO! CLB Gent", 6, 7],
    [4, "test", 6, 7],
    [5, "GO! CLB Nova", 5, "=1+1"],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with notes above the header, a format, a note, widths, and a second sheet."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Antwoorden"
    sheet["B1"] = "Export van 3 maart"
    for row, cells in enumerate(ROWS, 3):
        for column, value in enumerate(cells, 2):
            sheet.cell(row, column, value)
    sheet["B3"].font = Font(bold=True, color="FF0000")
    sheet["E5"].fill = PatternFill("solid", start_color="00FF00")
    sheet["E5"].number_format = "0.0"
    sheet["D4"].comment = Comment("nakijken?", "An")
    sheet.column_dimensions["D"].width = 33
    other = made.create_sheet("Notities")
    other["A1"] = "blijft staan"
    other["A1"].font = Font(italic=True)
    path = tmp_path / "export.xlsx"
    made.save(path)
    return path


def test_a_problem_stands_in_its_cell_with_a_colour_and_on_the_sheet_of_remarks(book: Path) -> None:
    out = load_workbook(io.BytesIO(marked(book, recognise(book))))
    sheet = out["Antwoorden"]
    assert "'zeven' staat niet op de schaal van A1" in str(sheet["D4"].comment.text)
    assert sheet["D4"].fill.start_color.rgb.endswith("FFF2CC")
    listing = out["Opmerkingen"]
    cells = {str(row[0].value): str(row[1].value) for row in listing.iter_rows(min_row=2)}
    assert "zeven" in cells["D4"]
    assert listing["A2"].font.b is not True
    links = {row[0].value: row[0].hyperlink for row in listing.iter_rows(min_row=2)}
    assert links["D4"].location == "'Antwoorden'!D4" or "#'Antwoorden'!D4" in str(
        links["D4"].target
    )


def test_all_else_is_as_it_was(book: Path) -> None:
    out = load_workbook(io.BytesIO(marked(book, recognise(book))))
    sheet = out["Antwoorden"]
    assert [[c.value for c in row] for row in sheet.iter_rows(3, 8, 2, 5)] == ROWS
    assert sheet["B1"].value == "Export van 3 maart"
    assert sheet["B3"].font.b
    assert sheet["E5"].fill.start_color.rgb.endswith("00FF00")
    assert sheet["E5"].number_format == "0.0"
    assert sheet["D4"].comment.text.startswith("nakijken?\n")
    assert sheet.column_dimensions["D"].width == 33
    assert out.sheetnames == ["Antwoorden", "Notities", "Opmerkingen"]
    assert out["Notities"]["A1"].font.i


def test_a_row_that_does_not_count_says_why_in_its_first_cell(book: Path) -> None:
    out = load_workbook(io.BytesIO(marked(book, recognise(book))))
    assert "noemt zichzelf een test" in out["Antwoorden"]["B7"].comment.text


def test_the_file_that_was_dropped_is_not_changed(book: Path) -> None:
    before = book.read_bytes()
    marked(book, recognise(book))
    assert book.read_bytes() == before


def test_a_csv_comes_back_as_a_workbook_with_its_cells_as_text(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        f"Nr;{A1};{A2};Opmerking\n1;zeven;8;=1+1\n2;7;8;ja\n3;6;7;\n4;6;7;\n", encoding="utf-8"
    )
    out = load_workbook(io.BytesIO(marked(path, recognise(path))))
    sheet = out.worksheets[0]
    assert sheet["B2"].value == "zeven"
    assert "zeven" in sheet["B2"].comment.text
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=1+1", "s")


def test_what_people_wrote_never_becomes_a_formula_on_the_sheet_of_remarks() -> None:
    book = Workbook()
    told = {"sheet": "Sheet", "words": WORDS, "marks": [[2, 1, "=1+1", "=2+2"]], "macros": False}
    mark(book, told)
    assert [c.data_type for c in book["Opmerkingen"][2]][1:] == ["s", "s"]


WORDS = dict.fromkeys(("cell", "found", "remedy", "file", "more", "author"), "x") | {
    "title": "Opmerkingen"
}


def test_a_merged_cell_is_marked_in_its_first_and_a_full_list_is_cut() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("A2:C2")
    many = [[3, 1, "te veel", ""]] * MOST
    mark(book, {"sheet": "Sheet", "words": WORDS, "marks": [[2, 3, "hier", ""], *many]})
    assert sheet["A2"].comment.text == "hier"
    assert book["Opmerkingen"].max_row == 1 + MOST + 1


def test_a_problem_of_a_whole_column_stands_at_its_header_one_of_the_file_only_on_the_sheet(
    tmp_path: Path,
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(f"Nr;{CENTRE};{A1};{A2}x\n1;Elders;7;8\n2;GO! CLB Gent;7;8\n3;;6;7\n", "utf-8")
    found = marks(recognise(path))
    assert [m for m in found if m.row is None and "Elders" in m.found]
    assert all(isinstance(m, Mark) for m in found)


def test_check_writes_the_marked_file(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "gemerkt.xlsx"
    assert main(["check", str(book), "--out", str(out)]) == 0
    assert "gemerkt.xlsx" in capsys.readouterr().out
    assert "Opmerkingen" in load_workbook(out).sheetnames
    assert main(["check", str(book), "--out", str(tmp_path / "x.csv")]) == 2
    assert "eindigt op .xlsx" in capsys.readouterr().err
    assert main(["check", str(book), "--out", str(tmp_path / "no" / "such" / "x.xlsx")]) == 2
    assert "kan niet gelezen of geschreven worden" in capsys.readouterr().err
    assert main(["check", str(book), "--out", str(book)]) == 2
    assert "niet over de export zelf" in capsys.readouterr().err


def test_a_file_that_is_too_large_to_mark_is_refused_with_a_sentence(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("measurement.exports.marks.marked.MOST_CELLS", 5 * 4 - 1)
    assert main(["check", str(book), "--out", str(tmp_path / "x.xlsx")]) == 2
    assert "kan niet met opmerkingen teruggegeven worden" in capsys.readouterr().err

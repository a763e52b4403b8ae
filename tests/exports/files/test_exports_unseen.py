"""Rows and columns that Excel hides, and formulas whose result the workbook does not keep."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from exports_made import WORDING, problems

from measurement.errors import ExportError
from measurement.exports import check, recognise
from measurement.exports.files.unseen import Unseen
from measurement.exports.surveys import SurveyNaming
from measurement.questionnaire.files.reading import load
from measurement.store.updates.adding import Addition, prepared

HEADER = ["Nr", WORDING["A1"], WORDING["A2"], "Kostprijs"]


def book(folder: Path, change: Callable[[Any], None], at: int = 0, n: int = 6) -> Path:
    """A workbook with six answers (8, 7) of which the header stands in row ``at`` (from 0)."""
    path = folder / "export.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Antwoorden")
        sheet.write_row(at, 0, HEADER)
        for place in range(n):
            sheet.write_row(at + 1 + place, 0, [place + 1, 8, 7, place + 0.5])
        change(sheet)
    return path


def hide(*rows: int) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for row in rows:
            sheet.set_row(row, None, None, {"hidden": True})

    return change


@pytest.mark.parametrize("at", [0, 3])
def test_hidden_rows_with_answers_count_and_are_told(tmp_path: Path, at: int) -> None:
    made = recognise(book(tmp_path, hide(at + 2, at + 3), at))
    assert (made.respondents["excluded"] == "").sum() == 6
    told = next(p for p in made.problems if p.kind == "hidden_rows")
    assert told.rows == (at + 3, at + 4)
    assert f"{at + 3}–{at + 4}" in str(told)


def test_hidden_rows_without_answers_are_nobodys_concern(tmp_path: Path) -> None:
    made = recognise(book(tmp_path, hide(0, 7, 8, 400)))
    assert "hidden_rows" not in problems(made)


def test_rows_hidden_by_another_program_are_told_too(tmp_path: Path) -> None:
    path = edited(book(tmp_path, hide(2)), 'hidden="1"', 'hidden="true" customFormat="false"')
    assert recognise(path).problems[-1].rows == (3,)
    path = edited(path, 'hidden="true"', 'hidden="false"')
    assert "hidden_rows" not in problems(recognise(path))


@pytest.mark.parametrize(("column", "told"), [(2, True), (3, False)], ids=["item", "unknown"])
def test_a_hidden_column_is_told_where_it_was_read(tmp_path: Path, column: int, told: bool) -> None:
    made = recognise(
        book(tmp_path, lambda sheet: sheet.set_column(column, column, 9, None, {"hidden": True}))
    )
    assert ("hidden_column" in problems(made)) is told
    assert made.codes[0].tolist() == [10, 9]


def with_formulas(folder: Path) -> Path:
    """The same workbook, in which a program wrote formulas for A2 in rows 3 and 4."""
    path = book(folder, hide())
    made = openpyxl.load_workbook(path)
    made.active["C3"], made.active["C4"] = "=B3-1", "=B4-1"
    made.save(path)
    return path


def edited(path: Path, this: str, that: str) -> Path:
    """The workbook with another text in its sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(this, that, parts[sheet].decode()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("this", "that"),
    [("x^", ""), (r"<v ?/>|<v></v>", ""), ("<f>", '<f ca="1">'), (r"<f>[^<]*</f>", '<f t="shared" si="0"/>')],
    ids=["as written", "no value at all", "with an attribute", "shared"],
)  # fmt: skip
def test_formulas_without_a_result_stop_an_import(tmp_path: Path, this: str, that: str) -> None:
    made = recognise(edited(with_formulas(tmp_path), this, that))
    (told,) = made.blocking
    assert (told.kind, told.rows) == ("formulas", (3, 4))
    assert "C" in str(told.where)
    with pytest.raises(ExportError):
        prepared(Addition(made, SurveyNaming("2024-2025", "plg", "X", "short")), load())


def test_a_column_with_such_formulas_may_be_left_out(tmp_path: Path) -> None:
    made = recognise(with_formulas(tmp_path), chosen={HEADER[2]: ""})
    assert (made.blocking, made.items) == ((), ("A1",))


def test_formulas_with_a_result_are_answers(tmp_path: Path) -> None:
    path = book(tmp_path, lambda sheet: sheet.write_formula("C3", "=B3-1", None, 7))
    assert check(path)["items"]["A2"]["n_high"] == 6
    assert recognise(path).blocking == ()


def test_a_file_of_formulas_alone_says_why_nobody_answered(tmp_path: Path) -> None:
    path = book(tmp_path, hide(), n=1)
    made = openpyxl.load_workbook(path)
    made.active["A2"], made.active["B2"], made.active["C2"], made.active["D2"] = (
        None,
        "=8",
        "=7",
        None,
    )
    made.save(path)
    with pytest.raises(ExportError) as caught:
        recognise(path)
    assert {"no_answers", "formulas"} == {p.kind for p in caught.value.problems}


def test_what_is_unseen_is_found_wherever_the_pieces_of_a_sheet_end() -> None:
    row = b'<row r="2" hidden="1"><c r="A2"><f>1+1</f></c><c r="B2"><f>2</f><v>2</v></c></row>'
    found = Unseen()
    found.add(b'<cols><col min="2" max="3" width="9" hidden="1"/></cols><sheetData>')
    found.add(row)
    assert (found.hidden_rows, found.hidden_columns, found.formulas) == ([2], [2, 3], {1: [2]})


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_answers_that_are_errors_stop_an_import_and_are_told(tmp_path: Path, error: str) -> None:
    path = book(tmp_path, hide())
    made = openpyxl.load_workbook(path)
    for cell in ("C3", "C5"):
        made.active[cell] = error
        made.active[cell].data_type = "e"
    made.save(path)
    told = next(p for p in recognise(path).problems if p.kind == "errors")
    assert (told.rows, told.blocking) == ((3, 5), True)


def test_merged_answers_are_told_and_merged_notes_below_are_not(tmp_path: Path) -> None:
    path = book(tmp_path, hide())
    made = openpyxl.load_workbook(path)
    made.active.merge_cells("B3:B5")
    made.active.merge_cells("A20:D30")
    made.save(path)
    told = [p for p in recognise(path).problems if p.kind == "merged"]
    assert [(p.rows, p.blocking) for p in told] == [((4, 5), True)]


def test_a_merged_heading_is_nobodys_concern(tmp_path: Path) -> None:
    path = book(tmp_path, hide(), at=2)
    made = openpyxl.load_workbook(path)
    made.active["A1"] = "Bevraging 2024-2025"
    made.active.merge_cells("A1:D1")
    made.save(path)
    assert "merged" not in problems(recognise(path))

"""From a file to sheets of text: separators, encodings, empty lines, dates, hidden sheets."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from exports_made import WORDING, csv_file, told

from measurement.errors import ExportError
from measurement.exports import check, recognise
from measurement.exports.files import text_table
from measurement.exports.files.guard import Refused
from measurement.exports.files.read import Sheet, read

LINES = ["Nr;A1;A2;Opmerkingen", "1;8;7;goed", "2;6,0;nvt;à la carte", "", "3;5;4;slot"]


def columns(folder: Path, content: str | bytes) -> list[list[str | None]]:
    return [column.to_pylist() for column in text_table.columns(csv_file(folder, content))]


def cells(sheet: Sheet) -> list[list[str]]:
    return sheet.top


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_csv_is_read_whatever_its_separator_and_encoding(
    tmp_path: Path, separator: str, encoding: str, ending: str
) -> None:
    lines = [line.replace("6,0", "6").replace(";", separator) for line in LINES]
    found = columns(tmp_path, ending.join(lines).encode(encoding))
    assert found[3] == ["Opmerkingen", "goed", "à la carte", None, "slot"]


def test_an_empty_line_keeps_its_row_number(tmp_path: Path) -> None:
    rows = "\n".join([*LINES[:3], "", "", "3;1;2;slot", "4;1;1;slot"])
    made = recognise(csv_file(tmp_path, rows))
    people = made.respondents
    assert dict(zip(people["row"], people["excluded"], strict=True)) == {
        2: "",
        3: "",
        4: "blank",
        5: "blank",
        6: "",
        7: "",
    }


def test_a_line_break_within_quotes_is_one_row(tmp_path: Path) -> None:
    found = columns(tmp_path, 'Nr;A1;A2;Opmerkingen\n1;8;7;"goed\nen nuttig"\n2;6;5;slot\n')
    assert found[0] == ["Nr", "1", "2"]


def test_a_first_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    assert columns(tmp_path, "sep=;\r\n" + "\r\n".join(LINES))[0][:2] == ["Nr", "1"]


def test_lines_that_were_wholly_put_between_quotes_are_split_again(tmp_path: Path) -> None:
    wrapped = "\n".join(f'"{line}"' for line in LINES if line)
    assert columns(tmp_path, wrapped)[1] == ["A1", "8", "6,0", "5"]


def test_a_comma_in_a_sentence_is_no_separator(tmp_path: Path) -> None:
    found = columns(tmp_path, f"Nr;{WORDING['A4']};A2\n1;8;7\n2;6,0;7\n")
    assert found[1] == [WORDING["A4"], "8", "6,0"]


@pytest.mark.parametrize("content", [b"Nr;A1\n\0\0;1\n", b"x" * 1_200_000 + b";y\n"])
def test_a_csv_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused):
        columns(tmp_path, content)


def workbook(
    folder: Path,
    *rows: list[Any],
    name: str = "Sheet1",
    at: tuple[int, int] = (0, 0),
    **options: Any,
) -> Path:
    """A workbook of which the first cell stands at ``at`` (from 0)."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "d/mm/yyyy hh:mm", **options}) as book:
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            for index, value in enumerate(row):
                if value is not None:
                    sheet.write(at[0] + place, at[1] + index, value)
        sheet.write_blank(0, 0, None, book.add_format({"bold": True}))
        sheet.set_column(1, 1, None, None, {"hidden": True})
    path = folder / "export.xlsx"
    path.write_bytes(stream.getvalue())
    return path


def test_every_cell_of_a_workbook_becomes_text(tmp_path: Path) -> None:
    row = [1, 8.0, 6.5, "N.v.t.", "NA", datetime(2025, 3, 4, 10, 5), True]
    found = read(workbook(tmp_path, ["a", "b", "c", "d", "e", "f", "g"], row)).sheets[0]
    shown = cells(found)[1]
    assert shown[:5] == ["1", "8", "6.5", "N.v.t.", "NA"]
    assert shown[5].startswith("2025-03-04 10:05")
    assert shown[6] == "true"


@pytest.mark.parametrize("at", [(0, 0), (4, 0), (0, 3), (11, 2)])
def test_rows_have_the_numbers_that_excel_shows(tmp_path: Path, at: tuple[int, int]) -> None:
    rows = [["Nr", "A1", "A2"], [1, 8, 7], [2, 7, 6]]
    made = recognise(workbook(tmp_path, *rows, at=at))
    assert made.respondents["row"].tolist() == [at[0] + 2, at[0] + 3]


@pytest.mark.parametrize("name", ["Blad 'één' & <2>", "Ω – export", "a" * 31, "1.2;3"])
def test_the_name_of_a_sheet_may_have_odd_characters(tmp_path: Path, name: str) -> None:
    found = read(workbook(tmp_path, ["Nr", "A1", "A2"], [1, 8, 7], name=name, at=(2, 0))).sheets[0]
    assert (found.name, found.first_row, found.visible) == (name, 3, True)


def test_columns_with_formulas_at_the_end_do_no_harm(tmp_path: Path) -> None:
    rows = [["Nr", "A1", "A2", "Som"], [1, 8, 7, "=B2+C2"], [2, 7, 6, "=B3+C3"]]
    assert check(workbook(tmp_path, *rows))["items"]["A1"]["n_high"] == 2


def test_a_file_that_is_refused_names_itself(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        read(csv_file(tmp_path, b"", "leeg.csv"))
    assert "leeg.csv" in str(caught.value)


def test_a_workbook_without_known_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        check(workbook(tmp_path, ["Product", "Prijs"], ["appel", 2], ["peer", 3]))
    assert caught.value.problems[0].kind == "no_items"


def test_questions_without_answers_are_refused() -> None:
    with pytest.raises(ExportError) as caught:
        told([["Nr", WORDING["A1"], WORDING["A2"]]])
    assert caught.value.problems[0].kind == "no_answers"


def test_a_file_of_which_every_column_has_another_scale_says_so() -> None:
    rows = [
        ["Nr", WORDING["A1"], WORDING["A2"]],
        *([n, "5 - helemaal akkoord", "4/5"] for n in range(5)),
    ]
    with pytest.raises(ExportError) as caught:
        told(rows)
    assert [p.kind for p in caught.value.problems] == ["no_items", "other_scale", "other_scale"]

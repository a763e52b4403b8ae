"""Files that people take away: complete, readable in their Excel, without live formulas."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from measurement.locale.catalogue import declared_tables
from measurement.reports.files import csv, workbook
from measurement.reports.summary import DECLARED
from measurement.tables import Column, Table

TABLE = pd.DataFrame(
    {
        "centre": pd.Categorical(["=1+1", "Gent", None]),
        "n": pd.array([3, 4, None], dtype="Int64"),
        "high": [1 / 3, 0.5, float("nan")],
    }
)


def test_a_csv_for_scripts_is_unrounded_with_a_point() -> None:
    lines = csv(TABLE).decode().splitlines()
    assert lines[0] == "centre,n,high"
    assert lines[1] == f"'=1+1,3,{1 / 3!r}"
    assert lines[3] == ",,"


def test_a_belgian_csv_opens_in_excel_rounded_or_in_full() -> None:
    rounded, full = csv(TABLE, belgian=True), csv(TABLE, belgian=True, full=True)
    assert rounded.startswith(b"\xef\xbb\xbf")
    assert rounded.decode("utf-8-sig").splitlines()[:3] == [
        "centre;n;high",
        "'=1+1;3;0,3333",
        "Gent;4;0,5",
    ]
    assert full.decode("utf-8-sig").splitlines()[1] == f"'=1+1;3;{1 / 3!r}".replace(".", ",")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_text_runs_as_a_formula(start: str) -> None:
    table = pd.DataFrame({"centre": [f"{start}cmd"]})
    assert f"'{start}cmd" in csv(table).decode()
    sheet = load_workbook(io.BytesIO(workbook({"t": table}))).worksheets[0]
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", f"{start}cmd")


def test_a_workbook_holds_numbers_blanks_and_definitions() -> None:
    book = load_workbook(
        io.BytesIO(workbook({"shares": TABLE}, DECLARED, ("centre",), ("Noemer: alle antwoorden",)))
    )
    sheet = book["shares"]
    assert [c.value for c in sheet[1]] == ["centrum", "n", "hoog"]
    assert sheet["C2"].value == pytest.approx(1 / 3)
    assert sheet["B4"].value is None
    assert "%" in sheet["C2"].number_format
    words = [str(c.value) for row in book["Verantwoording"].iter_rows() for c in row]
    assert {"Noemer: alle antwoorden", "high", "hoog"} <= set(words)


def test_the_table_given_is_not_changed() -> None:
    before = TABLE.copy(deep=True)
    workbook({"t": TABLE})
    csv(TABLE, belgian=True)
    pd.testing.assert_frame_equal(TABLE, before)


WORDED = [
    (table, column)
    for table in [*declared_tables(), *DECLARED.values()]
    for column in table.columns
    if column.labels
]


@pytest.mark.parametrize(
    ("declared", "column"), WORDED, ids=lambda part: part.name if part is not None else ""
)
def test_a_csv_holds_ids_and_a_workbook_the_words(declared: Table, column: Column) -> None:
    table = pd.DataFrame({column.name: pd.Categorical(list(column.labels))})
    for content in (csv(table), csv(table, belgian=True)):
        assert content.decode("utf-8-sig").split()[1:] == list(column.labels)
    book = load_workbook(io.BytesIO(workbook({"t": table}, {"t": declared})))
    words = [cell.value for cell in book["t"]["A"]]
    assert words[1:] == [str(label) for label in column.labels.values()]


@pytest.mark.parametrize("name", ["factors", "comparison", "mirror"])
def test_the_verdicts_of_what_is_taken_away_have_words(name: str) -> None:
    verdicts = [c for c in DECLARED[name].columns if c.name in ("verdict", "differs")]
    assert verdicts
    assert all(column.labels for column in verdicts)

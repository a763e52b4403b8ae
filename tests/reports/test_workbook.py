"""Workbooks, read back by a library that did not write them: every figure is that of the table."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from measurement.centre.released.tables import RELEASED_ITEMS
from measurement.charts import colours
from measurement.denominator import WITHOUT
from measurement.measures.tables import RESPONSE, SHARES
from measurement.questionnaire.files.reading import load
from measurement.reports.book.account import Account, Source, how
from measurement.reports.book.cells import LONGEST, sheet_names
from measurement.reports.book.plots import plots
from measurement.reports.book.workbook import Contents, workbook
from measurement.reports.wording import names
from measurement.tables import Column, Table
from measurement.words import say, speak

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ACCOUNT = Account(
    "Effect van de PLG",
    None,
    (("Schooljaar", "2024-25"), *how(load())),
    (Source("plg.xlsx", "ab" * 32, date(2025, 6, 30), 121),),
)


def shares() -> pd.DataFrame:
    """B1 and B4 of the annual report: 16 low and 72 high, 29 and 41, of 89 with 1 and 19 n/a."""
    rows = [("B1", 89, 16, 72, 1), ("B4", 89, 29, 41, 19)]
    table = pd.DataFrame(rows, columns=["item", "n", "n_low", "n_high", "n_not_applicable"])
    table["low"], table["high"] = table["n_low"] / table["n"], table["n_high"] / table["n"]
    table["high_lower"], table["high_upper"] = table["high"] - 0.1, table["high"] + 0.1
    table["n_scored"] = table["n"] - table["n_not_applicable"]
    table.insert(0, "strategy", "plg")
    return table.astype({"strategy": "category", "item": "category"})


def written(contents: Contents | None = None, account: Account = ACCOUNT) -> bytes:
    usual = Contents({"items": shares()}, {"items": SHARES}, {"items": "Stellingen"}, ("strategy",))
    return workbook(contents or usual, account)


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


def values(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_reader_finds_the_table_then_the_figure_then_the_account_then_the_raw_table() -> None:
    assert opened(written()).sheetnames == ["Stellingen", "Figuur", "Verantwoording", "items ruw"]


def test_the_first_sheet_has_names_for_ids_and_formats_by_kind() -> None:
    sheet = opened(written())["Stellingen"]
    head, first, second = values(sheet)
    assert head[:2] == ["strategie", "stelling"]
    assert first[0] == "PLG"
    assert str(first[1]).startswith("B1 · Ik pas het geleerde")
    cells = {cell.value: cell for cell in sheet[1]}
    assert second[cells["hoog"].column - 1] == pytest.approx(41 / 89)
    assert sheet.cell(2, cells["hoog"].column).number_format == "0.0\u00a0%"
    assert sheet.cell(2, cells["n"].column).number_format == "#,##0"
    assert sheet.freeze_panes == "A2"


def test_every_figure_of_the_raw_sheet_is_that_of_the_table() -> None:
    head, *rows = values(opened(written())["items ruw"])
    assert head == list(shares().columns)
    for row, told in zip(rows, shares().itertuples(index=False), strict=True):
        assert row[:2] == list(told)[:2]
        assert row[2:] == pytest.approx(list(told)[2:])


def test_a_number_looks_as_it_is_declared_not_as_it_is_kept() -> None:
    kept_as_float = shares().astype({"n": float})
    sheet = opened(written(Contents({"t": kept_as_float}, {"t": SHARES}, {})))["t"]
    column = next(cell.column for cell in sheet[1] if cell.value == "n")
    assert (sheet.cell(2, column).value, sheet.cell(2, column).number_format) == (89, "#,##0")


def test_it_prints_on_a4_as_wide_as_the_paper() -> None:
    for sheet in opened(written()).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    first = opened(written())["Stellingen"]
    assert first.page_setup.orientation == "landscape"
    assert first.print_title_rows == "$1:$1"


def test_a_table_too_wide_to_read_goes_on_beside_with_its_names_on_every_sheet() -> None:
    numbers = {f"n_{i}": [1] for i in range(40)}
    wide = pd.DataFrame({"centre": ["Centrum 07"], "item": ["A1"], **numbers})
    sheet = opened(written(Contents({"t": wide}, {}, {})))["t"]
    assert sheet.page_setup.scale == 65
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$B")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "http://", "{=", "mailto:"])
def test_a_text_stays_text_without_a_sign_before_it(start: str) -> None:
    hostile = pd.DataFrame({"centre": [f"{start}1+1"], "n": [3]})
    book = opened(written(Contents({"t": hostile}, {}, {})))
    for sheet in (book["t"], book["t ruw"]):
        assert sheet["A2"].value == f"{start}1+1"
        assert (sheet["A2"].data_type, sheet["A2"].hyperlink, sheet["A2"].quotePrefix) == (
            "s",
            None,
            False,
        )


def test_texts_that_excel_cannot_hold_do_not_stop_the_file() -> None:
    texts = ["x" * (LONGEST + 5), "half \ud800", "nul \x00"]
    hostile = pd.DataFrame({"centre": pd.Series(texts, dtype=object)})
    sheet = opened(written(Contents({"t": hostile}, {}, {})))["t"]
    assert [len(str(c.value)) for c in sheet["A"][1:]] == [LONGEST, 6, 5]
    assert str(sheet["A2"].value).endswith("x…")


def test_names_of_sheets_are_such_as_excel_takes() -> None:
    wished = ["2024/25", "items", "Items", "'x'", "a" * 40, "a" * 40, "", "History"]
    given = sheet_names(wished)
    assert len({name.casefold() for name in given}) == len(wished)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in given)


def references(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Every reference of every native chart, with what is drawn for it."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        for name in pack.namelist():
            if re.fullmatch(r"xl/charts/chart\d+\.xml", name):
                root = ElementTree.fromstring(pack.read(name))
                for kind in ("numRef", "strRef"):
                    for node in root.iter(C + kind):
                        points = [str(p.findtext(C + "v")) for p in node.iter(C + "pt")]
                        yield str(node.findtext(C + "f")), points


def response() -> pd.DataFrame:
    table = pd.DataFrame({"strategy": ["plg", "infosessie"], "n_invited": [288, 100]})
    table["n_answered"], table["n_completed"] = [121, 40], [89, 40]
    return table.assign(rate=table["n_answered"] / table["n_invited"]).astype(
        {"strategy": "category"}
    )


def bounded() -> pd.DataFrame:
    """B1: 6 to 8 high of 10 answers; of B4 only n is told."""
    rows = [("B1", 10, "at_most", 6, 8), ("B4", 6, "n_only", None, None)]
    table = pd.DataFrame(rows, columns=["item", "n", "told", "n_high_least", "n_high_most"])
    for end in ("least", "most"):
        table[f"share_{end}"] = table[f"share_all_{end}"] = table[f"n_high_{end}"] / table["n"]
    table["mean"], table["lower"], table["upper"] = 6.5, 0.3, 0.9
    return table.astype({"item": "category", "told": "category"})


def intervals() -> pd.DataFrame:
    rows = {"centre": ["Gent", "Antwerpen"], "n": [8, 20], "share": [0.5, 0.75]}
    return pd.DataFrame({**rows, "lower": [0.2, 0.5], "upper": [0.8, 0.9]}).astype(
        {"centre": "category"}
    )


COMPARED = Table(
    "t",
    tuple(
        Column(c, "share", say("fraction 0-1"), say("share")) for c in ("share", "lower", "upper")
    ),
)


@pytest.mark.parametrize(
    ("table", "declared", "drawn"),
    [
        (shares, SHARES, [-16 / 89, 72 / 89, 1.12 - 72 / 89, 1 / 89]),
        (response, RESPONSE, [121 / 288]),
        (bounded, RELEASED_ITEMS, [6 / 10, 2 / 10]),
        (intervals, COMPARED, [0.5, 0.5 - 0.2, 0.8 - 0.5]),
    ],
)
def test_every_reference_of_a_chart_points_at_the_cells_that_it_draws(
    table: Any, declared: Table, drawn: list[float]
) -> None:
    data = written(Contents({"t": table()}, {"t": declared}, {}, ("strategy", "centre")))
    book, firsts = opened(data), []
    for reference, points in references(data):
        sheet, area = reference.rsplit("!", 1)
        found = book[sheet.strip("'")][area.replace("$", "")]
        cells = [
            c.value for row in (found if isinstance(found, tuple) else ((found,),)) for c in row
        ]
        assert len(cells) == len(points)
        for cell, point in zip(cells, points, strict=True):
            assert point == cell if isinstance(cell, str) else float(point) == pytest.approx(cell)
        firsts += [cells[0]] * (not isinstance(cells[0], str))
    assert sorted(map(float, firsts)) == pytest.approx(sorted(drawn))


def test_a_chart_has_the_colours_of_the_screen_and_words_for_who_hears_it() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as pack:
        chart = pack.read("xl/charts/chart1.xml").decode()
        drawing = pack.read("xl/drawings/drawing1.xml").decode()
    for colour in (colours.GOOD, colours.POOR, colours.PALE):
        assert colour.removeprefix("#") in chart
    assert "laag, hoog, n.v.t. van 2 rijen" in drawing


def test_on_the_other_denominator_a_chart_shows_shares_of_the_scores() -> None:
    plot = plots(shares(), SHARES, names(), WITHOUT)[0]
    assert plot.rows[1].values == pytest.approx((29 / 70, 41 / 70, 19 / 89))  # n/a is of all
    assert "n = 70" in plot.rows[1].label


def test_of_a_release_a_chart_shows_bounds_and_no_bar_where_only_n_is_told() -> None:
    plot = plots(bounded(), RELEASED_ITEMS, names())[0]
    assert [row.values for row in plot.rows] == [pytest.approx((6 / 10, 2 / 10))]
    assert plot.kind == "bounded"


def test_more_charts_than_a_reader_looks_through_are_not_drawn() -> None:
    many = pd.concat(
        [shares().assign(initiative=f"Reeks {i}") for i in range(13)], ignore_index=True
    )
    table = Table("t", SHARES.columns)
    assert plots(many.astype({"initiative": "category"}), table, names()) == []


def test_the_account_says_which_answers_files_cuts_and_columns() -> None:
    told = [
        str(v) for row in values(opened(written())["Verantwoording"]) for v in row if v is not None
    ]
    for text in (
        "2024-25",
        "plg.xlsx",
        "ab" * 32,
        "laag 1–5, hoog 6–8",
        "n_high / n",
        "high",
        "hoog",
    ):
        assert text in told


def test_a_file_without_a_day_tells_no_clock_and_is_the_same_every_time() -> None:
    assert written() == written()
    with zipfile.ZipFile(io.BytesIO(written())) as pack:
        assert "1980-01-01T00:00:00Z" in pack.read("docProps/core.xml").decode()


def test_a_workbook_speaks_the_language_of_its_reader() -> None:
    speak("en")
    book = opened(written())
    assert book.sheetnames[1:] == ["Figure", "Account", "items raw"]
    assert [c.value for c in book.worksheets[0][1]][:2] == ["strategy", "item"]


def test_the_table_given_is_not_changed() -> None:
    table, before = shares(), shares()
    written(Contents({"t": table}, {"t": SHARES}, {}))
    pd.testing.assert_frame_equal(table, before)

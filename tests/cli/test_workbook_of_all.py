"""The workbook of all tables, read back by a library that did not write it: every figure of every table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from measurement.cli.main import main
from measurement.reports.summary import DECLARED, TITLES
from measurement.tables import described

# How a cell of a declared kind looks; a probability and a difference say so by their unit.
WHOLE = "0\u00a0%"
FORMATS = {
    "integer": {"#,##0"},
    "share": {"0.0\u00a0%"},
    "number": {"#,##0.00", "0.0\u00a0%", "0.000"},
}


@pytest.fixture(scope="module")
def written(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Workbook]:
    """A folder with every table as csv, and all of them as one workbook."""
    out = tmp_path_factory.mktemp("tables")
    run = ["tables", "--store", str(example_store), "--out"]
    assert main([*run, str(out / "csv")]) == 0
    assert main([*run, str(out / "book.xlsx")]) == 0
    return out / "csv", load_workbook(out / "book.xlsx")


@pytest.mark.parametrize("name", DECLARED)
def test_every_figure_on_the_readable_sheet_is_that_of_the_table(
    name: str, written: tuple[Path, Workbook]
) -> None:
    folder, book = written
    table = pd.read_csv(folder / f"{name}.csv")
    sheet = book[str(TITLES[name])]
    columns = described(DECLARED[name], list(table.columns))
    shown = [c for c in table.columns if c not in columns or columns[c].on_screen]
    assert (sheet.max_row, sheet.max_column) == (1 + len(table), len(shown))
    rows, read = list(sheet.iter_rows(min_row=2)), 0
    for place, column in enumerate(shown):
        kind = columns[column].kind if column in columns else ""
        if kind not in FORMATS:
            continue
        for line, value in zip(rows, table[column], strict=True):
            cell = line[place]
            if pd.isna(value):
                assert cell.value is None, column
                continue
            assert cell.value == pytest.approx(value, rel=1e-12), column
            whole = column in columns and columns[column].whole
            assert cell.number_format in ({WHOLE} if whole else FORMATS[kind]), column
            read += 1
    assert read > 0 or name == "checklist"

"""Tables as people read them: names for ids, percentages, words for verdicts."""

from __future__ import annotations

import pandas as pd

from measurement.reports.wording import figure_kind, in_words, names
from measurement.tables import Column, Table, described
from measurement.words import number


def read(table: pd.DataFrame, declared: Table) -> pd.DataFrame:
    """The table with words for ids and percentages with one decimal, for the screen.

    What only serves to compute on is left out (:func:`left_out`).
    """
    table = table.drop(columns=left_out(table, declared))
    columns, words = described(declared, map(str, table.columns)), names()
    shown = pd.DataFrame(index=table.index)
    for name, values in table.items():
        column = columns[str(name)]
        shown[_heading(column)] = _figures(in_words(values, column, words), column)
    empty = [c for c in shown.columns if not pd.api.types.is_numeric_dtype(shown[c])]
    return shown.assign(**{c: shown[c].astype(object).where(shown[c].notna(), "") for c in empty})


def left_out(table: pd.DataFrame, declared: Table) -> list[str]:
    """The columns that are in the files only: bounds, effective numbers and tests."""
    columns = described(declared, map(str, table.columns))
    return [name for name, column in columns.items() if not column.on_screen]


def _heading(column: Column) -> str:
    return f"{column.title} (%)" if figure_kind(column) in ("share", "rate") else str(column.title)


def _figures(values: pd.Series, column: Column) -> pd.Series:
    """Numbers as people read them: per cents, probabilities and others each with their decimals."""
    kind = figure_kind(column)
    if kind in ("share", "rate"):
        return _numbers(values * 100, 1 if kind == "share" else 0)
    if kind == "probability":
        return _numbers(values, 3)
    return _numbers(values, 2) if pd.api.types.is_float_dtype(values) else values


def _numbers(values: pd.Series, digits: int) -> pd.Series:
    return values.astype(object).map(lambda v: number(float(v), digits), na_action="ignore")

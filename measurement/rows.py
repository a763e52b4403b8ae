"""Rows made one by one, as a declared table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from measurement.tables import Column, Table


def framed(
    rows: Iterable[Sequence[Any]],
    table: Table,
    orders: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """The rows, with a value per column of the declaration, in its kinds; ``None`` is missing.

    ``orders`` gives the categories of a column in their order; others are sorted by name.
    """
    listed = list(rows)
    return pd.DataFrame(
        {
            column.name: _typed([row[i] for row in listed], column, (orders or {}).get(column.name))
            for i, column in enumerate(table.columns)
        },
        columns=list(table.names),
    )


def framed_by_name(
    rows: Iterable[Mapping[str, Any]],
    table: Table,
    orders: Mapping[str, Iterable[str]] | None = None,
) -> pd.DataFrame:
    """The same of rows that name their columns: what one does not hold is missing.

    Of an order only the names that occur are categories.
    """
    listed = [[_present(row.get(name)) for name in table.names] for row in rows]
    there = {name: {row[i] for row in listed} for i, name in enumerate(table.names)}
    used = {
        n: [v for v in order if v in there[n]] for n, order in (orders or {}).items() if n in there
    }
    return framed(map(tuple, listed), table, used)


def _present(value: Any) -> Any:
    return None if value is pd.NA or value != value else value


def _typed(values: list[Any], column: Column, order: Sequence[str] | None) -> Any:
    if column.kind == "category":
        occurring = sorted({value for value in values if value is not None})
        listed = list(order or ())
        return pd.Categorical(values, [*listed, *(v for v in occurring if v not in listed)])
    if column.kind == "flag":
        return pd.array(values, dtype=bool) if values else pd.Series([], dtype=bool)
    if column.kind == "integer":
        return pd.array(values, dtype="int64" if column.missing is None else "Int64")
    return pd.array([float("nan") if v is None else v for v in values], dtype="float64")

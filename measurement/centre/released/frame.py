"""Rows to a declared table: the kinds of its columns, and the order of the names in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from measurement.tables import Column, Table

_KINDS = {"integer": "int64", "number": "float64", "share": "float64", "flag": "bool"}


def frame(
    rows: Sequence[Mapping[str, Any]],
    declared: Table,
    orders: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> pd.DataFrame:
    """The rows as the declared table; what a row does not hold is missing.

    ``orders``: the names of a column in their order, of which those that occur are its categories.
    """
    table = pd.DataFrame(list(rows), columns=list(declared.names), dtype=object)
    typed = {c.name: _typed(table[c.name], c, orders.get(c.name)) for c in declared.columns}
    return table.assign(**typed)


def _typed(values: pd.Series, column: Column, order: Iterable[str] | None) -> Any:
    if column.kind == "category":
        there = set(values.dropna())
        names = sorted(there) if order is None else [name for name in order if name in there]
        return pd.Categorical(values, names)
    if column.kind == "integer" and column.missing is not None:
        return values.astype("Int64")
    return values.astype(pd.Series([], dtype=_KINDS[column.kind]).dtype)

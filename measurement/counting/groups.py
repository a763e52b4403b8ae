"""Rows in groups: one per observed combination of the grouping columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.columns import ROLE, known_column, roles_of

Index = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Grouping:
    """Rows put in groups.

    ``groups``: one row per combination that occurs, in the order of the categories, missing last;
    ``index``: the group of every row; ``rows``: which row of the table that was, when rows were
    repeated because a person has several roles.
    """

    groups: pd.DataFrame
    index: Index
    rows: Index | None = None


def group_rows(frame: pd.DataFrame, by: Sequence[str]) -> Grouping:
    """The groups that occur in the columns ``by``, and the group of every row."""
    names = (by,) if isinstance(by, str) else tuple(by)
    columns = {name: known_column(frame, name) for name in names}
    rows = None
    coded = {name: _coded(column) for name, column in columns.items() if name != ROLE}
    if ROLE in columns:
        rows, coded[ROLE] = _one_per_role(columns[ROLE])
        coded = {n: (c if n == ROLE else c[rows], values) for n, (c, values) in coded.items()}
    index = np.zeros(len(frame) if rows is None else len(rows), np.intp)
    size = min(len(index), 1)
    codes_of: dict[str, Index] = {}
    for name in names:
        codes, values = coded[name]
        width = len(values) + 1
        index, seen = _renumbered(index * width + codes, size * width)
        codes_of = {n: earlier[seen // width] for n, earlier in codes_of.items()}
        codes_of[name] = seen % width
        size = len(seen)
    groups = {n: _decoded(codes, coded[n][1], columns[n].dtype) for n, codes in codes_of.items()}
    return Grouping(pd.DataFrame(groups, index=pd.RangeIndex(size)), index, rows)


def _coded(column: pd.Series) -> tuple[Index, pd.Index]:
    """The place of every value among the sorted values; missing gets the place after the last."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        raw, values = column.cat.codes.to_numpy(), column.cat.categories
    else:
        raw, values = pd.factorize(pd.Index(column), sort=True)
    codes = raw.astype(np.intp)
    codes[codes < 0] = len(values)
    return codes, values


def _one_per_role(column: pd.Series) -> tuple[Index, tuple[Index, pd.Index]]:
    """The row and the role of every role a person has; one row for who has none."""
    cells, texts = _coded(column)
    parts = [roles_of(str(cell)) for cell in texts]
    roles = pd.Index(sorted({role for part in parts for role in part}))
    place = {role: i for i, role in enumerate(roles)}
    per_cell = [[place[r] for r in part] or [len(roles)] for part in [*parts, []]]
    sizes = np.array([len(part) for part in per_cell], np.intp)
    starts = np.cumsum(sizes) - sizes
    times = sizes[cells]
    rows = np.repeat(np.arange(len(cells), dtype=np.intp), times)
    nth = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    flat = np.array([role for part in per_cell for role in part], np.intp)
    return rows, (flat[starts[cells][rows] + nth], roles)


def _renumbered(key: Index, size: int) -> tuple[Index, Index]:
    """Keys renumbered without gaps, and the keys that occur, in rising order."""
    if size > 4 * len(key) + 1024:
        seen, index = np.unique(key, return_inverse=True)
        return index.astype(np.intp), seen
    occurs = np.bincount(key, minlength=size) > 0
    return (np.cumsum(occurs) - 1)[key], np.flatnonzero(occurs)


def _decoded(codes: Index, values: pd.Index, dtype: object) -> object:
    if isinstance(dtype, pd.CategoricalDtype):
        missing = np.where(codes == len(values), -1, codes)
        return pd.Categorical.from_codes(missing, categories=values, ordered=bool(dtype.ordered))
    return values.take(codes)

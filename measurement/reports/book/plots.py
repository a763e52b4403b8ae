"""What a native chart of a declared table shows: worked out from the rows, before anything is drawn.

A table with low and high (or hindering and enabling) gives diverging bars with a column of their own
for 'not applicable'; one with a value between bounds gives bars with intervals; others bars alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from measurement.charts import colours
from measurement.denominator import WITH, Denominator
from measurement.questionnaire.favourable import sides
from measurement.reports.wording import Names, in_words
from measurement.tables import Table, described
from measurement.words import number, text

MOST_BLOCKS, MOST_ROWS = 12, 40
_LABEL = 90  # characters of a name beside a bar
# What a chart shows, from the first that a table has: the share or mean, and its bounds.
_VALUES = (
    ("share", "lower", "upper"),
    ("share_all", "lower_all", "upper_all"),
    ("value", "lower", "upper"),
    ("mean", "lower", "upper"),
    ("high", "high_lower", "high_upper"),
    ("rate", "", ""),
)


@dataclass(frozen=True)
class Row:
    """A row of a chart: its name with n, and its figures."""

    label: str
    values: tuple[float, ...]
    shades: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plot:
    """One chart. ``kind``: ``diverging`` (low, high, not applicable), ``bounded`` (at least, and what is
    added at most), ``interval`` (value, lower, upper) or ``bar``.

    ``heads`` name the figures; ``share`` says whether they are parts of a whole.
    """

    title: str
    kind: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    share: bool = True
    axis: tuple[float, float] | None = None


def plots(
    table: pd.DataFrame, declared: Table, words_of: Names, denominator: Denominator = WITH
) -> list[Plot]:
    """The charts of a table: one per group of rows that differ in their last column of names only.

    None where there would be more than a reader looks through.
    """
    names = _name_columns(table, declared)
    if table.empty or not names:
        return []
    apart = [name for name in names if table[name].nunique(dropna=False) > 1] or names[-1:]
    # One column that tells all rows apart is name enough.
    apart = next(([name] for name in apart if table[name].is_unique), apart)
    told = {name: _told(table, name, declared, words_of) for name in apart}
    inner = _within(table, apart)
    keys = _joined(told, [name for name in apart if name not in inner], len(table))
    blocks = [(key, [i for i, own in enumerate(keys) if own == key]) for key in dict.fromkeys(keys)]
    if len(blocks) > MOST_BLOCKS or max(len(rows) for _key, rows in blocks) > MOST_ROWS:
        return []
    reader = _Reader(table, words_of, denominator, _joined(told, inner, len(table)))
    made = [reader.plot(key, rows) for key, rows in blocks]
    return [plot for plot in made if plot is not None and plot.rows]


def _within(table: pd.DataFrame, apart: Sequence[str]) -> list[str]:
    """The columns that tell the rows of one chart apart: items or points, or all of few rows."""
    for name in ("item", "point"):
        if name in apart and len(table) > len(table[apart].drop_duplicates([name])):
            return [name]
    return list(apart) if len(table) <= MOST_ROWS else [apart[-1]]


def _joined(told: Mapping[str, Sequence[str]], names: Sequence[str], n: int) -> list[str]:
    """The names of every row in these columns, together."""
    return [" · ".join(told[name][i] for name in names) for i in range(n)]


def _name_columns(table: pd.DataFrame, declared: Table) -> list[str]:
    """The columns that say what a row is about, not what was found."""
    columns = described(declared, map(str, table.columns))
    found = {
        "told",
        "release",
        "verdict",
        "differs",
        "changed",
        "zero_changed",
        "position",
        "kind",
        "state",
        "previous",
    }
    return [
        name
        for name, column in columns.items()
        if (column.kind == "category" or name == "point") and name not in found
    ]


def _told(table: pd.DataFrame, name: str, declared: Table, words_of: Names) -> list[str]:
    values = table[name]
    column = described(declared, [name])[name]
    told = in_words(values, column, words_of).astype(object)
    return [text("unknown") if pd.isna(v) else str(v) for v in told]


class _Reader:
    """Reads the rows of one table for its charts."""

    def __init__(
        self, table: pd.DataFrame, words_of: Names, denominator: Denominator, labels: Sequence[str]
    ) -> None:
        self._table, self._words, self._labels = table, words_of, labels
        self._n = "n" if denominator == WITH or "n_scored" not in table else "n_scored"
        self._has = set(map(str, table.columns))

    def plot(self, title: str, rows: Sequence[int]) -> Plot | None:
        """The chart of these rows; None where the table holds nothing to draw."""
        for low, high in (("n_hindering", "n_enabling"), ("n_low", "n_high")):
            if {low, high, "n", "n_not_applicable"} <= self._has:
                return self._diverging(title, rows, low, high)
        if {"share_least", "share_most", "told"} <= self._has:
            return self._bounded(title, rows)
        for value, lower, upper in _VALUES:
            if {value, lower, upper} - {""} <= self._has:
                return self._valued(title, rows, value, lower, upper)
        count = "n_unique" if "n_unique" in self._has else "n" * ("point" in self._has)
        return self._counted(title, rows, count) if count else None

    def _diverging(self, title: str, rows: Sequence[int], low: str, high: str) -> Plot:
        heads = (text("low"), text("high"), text("n/a"))
        if low == "n_hindering":
            heads = (text("hindering"), text("enabling"), text("n/a"))
        drawn = []
        for i, row in self._rows(rows):
            n, everybody = row.get(self._n), row.get("n")
            if not _known(n) or not n or not _known(row[high]):
                continue
            parts = row[low] / n, row[high] / n, row["n_not_applicable"] / everybody
            drawn.append(Row(self._label(i, n), tuple(map(float, parts)), self._shades(row)))
        return Plot(title, "diverging", heads, tuple(drawn))

    def _shades(self, row: Any) -> tuple[str, ...]:
        """How low and high of an item read, in the colours of the screen."""
        known = self._words.questionnaire.item_by_id
        if "item" not in self._has or str(row["item"]) not in known:
            return colours.POOR, colours.GOOD
        read = sides(self._words.questionnaire, str(row["item"]))
        return colours.READINGS[read.low], colours.READINGS[read.high]

    def _valued(self, title: str, rows: Sequence[int], value: str, lower: str, upper: str) -> Plot:
        heads = (text("value"), text("lower bound"), text("upper bound"))
        drawn, share = [], True
        for i, row in self._rows(rows):
            if not _known(row[value]):
                continue
            bounds = [
                row[name] if name and _known(row[name]) else math.nan for name in (lower, upper)
            ]
            drawn.append(
                Row(self._label(i, self._of(row)), (float(row[value]), *map(float, bounds)))
            )
            share &= float(row[value]) <= 1
        return Plot(title, "interval", heads, tuple(drawn), share and value != "mean")

    def _bounded(self, title: str, rows: Sequence[int]) -> Plot:
        """What was released: shares, some within bounds; a row of which only n is told has no bar."""
        least, most = ("share_all_least", "share_all_most")
        if self._n == "n_scored":
            least, most = "share_least", "share_most"
        drawn = [
            Row(
                self._label(i, row[self._n]),
                (float(row[least]), float(row[most] - row[least])),
                self._shades(row)[1:],
            )
            for i, row in self._rows(rows)
            if str(row["told"]) != "n_only" and _known(row[least]) and _known(row[most])
        ]
        return Plot(title, "bounded", (text("high, at least"), text("up to at most")), tuple(drawn))

    def _of(self, row: Any) -> Any:
        names = (
            ("n_invited", "n_scored", "n")
            if "rate" in self._has
            else (self._n, "n_scored", "n_all")
        )
        return next((row[name] for name in names if name in self._has), None)

    def _counted(self, title: str, rows: Sequence[int], count: str) -> Plot:
        drawn = [
            Row(self._label(i, None), (float(row[count]),))
            for i, row in self._rows(rows)
            if _known(row[count])
        ]
        return Plot(title, "bar", (text("how many"),), tuple(drawn), share=False)

    def _rows(self, rows: Sequence[int]) -> Iterator[tuple[int, Any]]:
        for i in rows:
            yield i, self._table.iloc[i]

    def _label(self, place: int, n: Any) -> str:
        """The name of a row with its n."""
        name = self._labels[place]
        name = name if len(name) <= _LABEL else name[: _LABEL - 2].rstrip() + " …"
        return f"{name} (n = {number(int(n))})" if _known(n) else name


def _known(value: Any) -> bool:
    return value is not None and not pd.isna(value)

"""Bars of what was released of items: where it is exact a bar, where it is a bound a span, else words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.released.told import told
from measurement.charts.bars import Bar, diverging
from measurement.denominator import WITH, Denominator, of_words
from measurement.measures.sentences import outcome_mark
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Questionnaire
from measurement.reports.figures.rows import bands
from measurement.tables import records
from measurement.words import number, text

HOW = ("exact", "at_most", "n_only")


def bars(
    table: pd.DataFrame,
    made: Questionnaire,
    denominator: Denominator,
    label: Callable[[Any], str],
    beside: bool = False,
) -> go.Figure | None:
    """Rows of ``released_items`` as bars; ``beside``: with what they say beside the other centres."""
    found = [_bar(r, made, denominator, label(r), beside) for r in records(table)]
    return diverging(found, *bands(made, list(table["item"].astype(str)))) if found else None


def by_share(table: pd.DataFrame, denominator: Denominator) -> pd.DataFrame:
    """What is told exactly from high to low, then what is not."""
    return table.sort_values(
        ["told", "share_all_most" if denominator == WITH else "share_most"],
        ascending=[True, False],
        key=lambda values: values.map(HOW.index) if values.name == "told" else values,
    )


def _bar(row: Any, made: Questionnaire, denominator: Denominator, label: str, beside: bool) -> Bar:
    found, read = told(row, denominator), sides(made, str(row.item))
    mean = text("mean {mean}", mean=number(float(row.mean), 2)) if row.mean == row.mean else ""
    apart = outcome_mark(str(row.differs)) if beside and row.differs == row.differs else ""
    return Bar(
        label,
        found.scored - found.most,
        found.least,
        int(row.n_not_applicable),
        found.n,
        found.lower,
        found.upper,
        low=read.low,
        high=read.high,
        hint="<br>".join(part for part in (mean, apart) if part),
        of=of_words(found.n, denominator),
        n_all=int(row.n),
        n_high_most=found.most,
        few=found.how == "n_only",
        words="" if found.how == "exact" else str(found),
    )

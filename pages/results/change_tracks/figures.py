"""The figures of the change tracks: distribution, means, before and after."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.axes import Axis
from measurement.charts.counts import spread
from measurement.charts.rows import Row
from measurement.charts.slim import row_chart
from measurement.measures import extremes
from measurement.measures.fair.sentences import (
    change_label,
    difference_words,
)
from measurement.tables import records
from measurement.words import number
from measurement.words import text as _
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown import figures
from pages.results.comparison import data
from pages.results.comparison.figures import CALLED, SYMBOLS


@kept
def distribution(selection: Selection, item: str) -> go.Figure:
    """How often every point of the scale was chosen, with the mean."""
    table = tables.distribution_table(selection)
    own = table[table["item"] == item]
    counts = dict(zip(own["point"].astype(int), own["n"].astype(int), strict=True))
    points = source.questionnaire().scale_of(item).points
    return spread(points, [counts.get(p, 0) for p in points], data.mean_of(selection, item))


def _scale(item: str) -> Axis:
    """The axis of the means: the points of the scale, from end to end."""
    points = source.questionnaire().scale_of(item).points
    return Axis(points[0], points[-1], points, [str(p) for p in points])


@kept
def means(selection: Selection, item: str, by: str) -> go.Figure | None:
    """The mean of an item per group with its interval, in the order of the groups' names."""
    table = data.ratings(selection, by)
    few = source.questionnaire().thresholds.few_answers
    rows = [_mean(r, str(getattr(r, by)), few) for r in records(table[table["item"] == item])]
    return row_chart(rows, _scale(item)) if rows else None


def _mean(row: Any, name: str, few: int) -> Row:
    """A group; with few answers its mean says too little to draw."""
    if row.n_persons < few:
        nothing = float("nan")
        told = _("too few answers")
        return Row(
            name, nothing, nothing, nothing, int(row.n), colours.ACCENT, mark=told, said=told
        )
    said = _("mean {mean}, n = {n}", mean=number(float(row.mean), 1), n=int(row.n))
    if pd.notna(row.lower):
        said = _(
            "mean {mean}, interval {lower} to {upper}, n = {n}",
            mean=number(float(row.mean), 1),
            lower=number(float(row.lower), 1),
            upper=number(float(row.upper), 1),
            n=int(row.n),
        )
    return Row(
        name,
        float(row.mean),
        float(row.lower),
        float(row.upper),
        int(row.n),
        colours.ACCENT,
        said=said,
    )


@kept
def before_after(selection: Selection, item: str) -> go.Figure | None:
    """Dumbbells: the mean at the zero measurement and at the last measurement since."""
    table = data.changes(selection)
    rows = [_dumbbell(r) for r in records(table[(table["item"] == item) & (table["n_after"] > 0)])]
    return row_chart(rows, _scale(item), _("last measurement"), data.zero_name()) if rows else None


def _dumbbell(row: Any) -> Row:
    """Before and after of the same people as the sentence: who answered both times, or everybody."""
    paired = row.method == "paired"
    n = (
        number(int(row.n_paired))
        if paired
        else f"{number(int(row.n_before))} → {number(int(row.n_after))}"
    )
    nothing = float("nan")
    return Row(
        str(row.initiative),
        float(row.paired_after if paired else row.mean_after),
        nothing,
        nothing,
        n,
        colours.ACCENT if row.changed in CALLED else colours.PALE,
        SYMBOLS.get(str(row.changed), "circle"),
        float(row.paired_before if paired else row.mean_before),
        mark=str(change_label(str(row.changed))),
        said=difference_words(row),
        hint=str(change_label(str(row.changed))),
    )


@kept
def most_chosen(selection: Selection, item: str) -> str:
    """The point that was chosen most often, and the mean."""
    return figures.most_chosen(selection, item)


@kept
def means_said(selection: Selection, item: str, by: str) -> str:
    """The group with the highest and that with the lowest mean."""
    table = data.ratings(selection, by)
    rows = records(table[(table["item"] == item) & table[by].notna()])
    few = source.questionnaire().thresholds.few_answers
    return extremes.spread((figures.mean_value(r, str(getattr(r, by))) for r in rows), few)

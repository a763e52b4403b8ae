"""Figures of the experiment with change tracks: declared tables in, points and rows of a chart out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.axes import Axis
from measurement.charts.counts import points as point_chart
from measurement.charts.counts import spread
from measurement.charts.rows import Row
from measurement.charts.slim import row_chart
from measurement.counting.columns import ZERO
from measurement.measures.fair.sentences import change_label, difference_words
from measurement.questionnaire.favourable import point_readings
from measurement.questionnaire.model import Questionnaire
from measurement.reports.figures.fair import CALLED, SYMBOLS
from measurement.tables import records
from measurement.words import number, text

NOTHING = float("nan")


def distribution(
    table: pd.DataFrame, made: Questionnaire, item: str, mean: float = NOTHING
) -> go.Figure:
    """The answers to an item over the points of its scale, with their mean where it is given.

    ``table``: ``DISTRIBUTION``.
    """
    scale, own = made.scale_of(item), table[table["item"] == item]
    found = dict(zip(own["point"].astype(int), own["n"].astype(int), strict=True))
    counts = [found.get(p, 0) for p in scale.points]
    if mean == mean:
        return spread(scale.points, counts, mean)
    readings = point_readings(made, item)
    names, read = [str(p) for p in scale.points], [readings[p] for p in scale.points]
    return point_chart(names, counts, read, scale.has_cut)


def _scale(made: Questionnaire, item: str) -> Axis:
    """The axis of the means: the points of the scale, from end to end."""
    points = made.scale_of(item).points
    return Axis(points[0], points[-1], points, [str(p) for p in points])


def means(table: pd.DataFrame, made: Questionnaire, item: str, by: str) -> go.Figure | None:
    """The mean of an item per group, in the order of the groups' names; ``table``: ``RATINGS``."""
    few, own = made.thresholds.few_answers, table[table["item"] == item]
    rows = [_mean(r, str(getattr(r, by)), few) for r in records(own)]
    return row_chart(rows, _scale(made, item), head=text("mean")) if rows else None


def _mean(row: Any, name: str, few: int) -> Row:
    """A group; with few answers its mean says too little to draw."""
    n = int(row.n)
    if row.n_persons < few:
        told = text("too few answers")
        return Row(name, NOTHING, NOTHING, NOTHING, n, colours.ACCENT, mark=told, said=told)
    value, lower, upper = float(row.mean), float(row.lower), float(row.upper)
    said = text("mean {mean}, n = {n}", mean=number(value, 1), n=n)
    if pd.notna(row.lower):
        said = text(
            "mean {mean}, interval {lower} to {upper}, n = {n}",
            mean=number(value, 1),
            lower=number(lower, 1),
            upper=number(upper, 1),
            n=n,
        )
    return Row(name, value, lower, upper, n, colours.ACCENT, said=said)


def before_after(table: pd.DataFrame, made: Questionnaire, item: str) -> go.Figure | None:
    """Dumbbells: the mean at the zero measurement and at the last one since; ``table``: ``BEFORE_AFTER``."""
    own = table[(table["item"] == item) & (table["n_after"] > 0)]
    rows = [_dumbbell(r) for r in records(own)]
    names = text("last measurement"), zero_name(made)
    return row_chart(rows, _scale(made, item), *names, text("mean")) if rows else None


def zero_name(made: Questionnaire) -> str:
    """What the moment of a zero measurement is called."""
    return str(made.moment_label(ZERO)) if ZERO in made.moments else text("zero measurement")


def _dumbbell(row: Any) -> Row:
    """Before and after of the same people as the sentence: who answered both times, or everybody."""
    paired, changed = row.method == "paired", str(row.changed)
    both = f"{number(int(row.n_before))} → {number(int(row.n_after))}"
    return Row(
        str(row.initiative),
        float(row.paired_after if paired else row.mean_after),
        NOTHING,
        NOTHING,
        number(int(row.n_paired)) if paired else both,
        colours.ACCENT if changed in CALLED else colours.PALE,
        SYMBOLS.get(changed, "circle"),
        float(row.paired_before if paired else row.mean_before),
        mark=str(change_label(changed)),
        said=difference_words(row),
        hint=str(change_label(changed)),
    )

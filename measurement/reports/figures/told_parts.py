"""The lesser figures of what was released of a centre: elements of change, means, options of a list."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.released.told import told
from measurement.charts import colours
from measurement.charts.rows import Axis, Row
from measurement.charts.slim import row_chart, shares
from measurement.charts.told import few_words
from measurement.denominator import Denominator, of_words
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.reports.figures.rows import wording
from measurement.reports.figures.told_rows import experienced
from measurement.tables import records
from measurement.words import number, text, year

_COLOURS = {"present": colours.GOOD, "missing": colours.POOR}


def elements(table: pd.DataFrame, terms: SuccessFactors) -> go.Figure | None:
    """The five elements of change, with the tension where one is missing; ``released_knoster``."""
    rows = []
    for r in records(table):
        element = terms.element_by_id.get(str(r.element))
        name = str(element.label) if element else str(r.element)
        tension = ""
        if not pd.isna(r.tension) and element is not None:
            tension = text("tension to expect") + f": {element.tension}"
        rows.append(experienced(r, name, _COLOURS.get(str(r.state), colours.PALE), tension))
    return shares(rows, "", line=0.5) if any(int(r.n_answers) for r in records(table)) else None


def means(table: pd.DataFrame, made: Questionnaire) -> go.Figure | None:
    """The means of the experiment, before and after, each by itself; ``released_means``."""
    if table.empty:
        return None
    points = made.scale_of(str(table["item"].iloc[0])).points
    rows = [_mean_row(r, wording(made, str(r.item))) for r in records(table)]
    axis = Axis(points[0], points[-1], points, [str(p) for p in points])
    return row_chart(rows, axis, head=text("mean"))


def _mean_row(row: Any, label: str) -> Row:
    nothing, value = float("nan"), float(row.mean)
    years = " + ".join(year(one) for one in str(row.school_years).split("|"))
    moment = text("before") if row.moment == "before" else text("after")
    untold = few_words(int(row.n_scored)) if value != value else ""
    told = f"{number(value, 1)}, n = {int(row.n_scored)}" if value == value else ""
    hollow = "circle-open" if row.moment == "before" else "circle"
    mark = " · ".join(part for part in (f"{moment}, {years}", untold) if part)
    return Row(
        label, value, nothing, nothing, int(row.n_scored), symbol=hollow, mark=mark, said=told
    )


def ticked(
    table: pd.DataFrame, made: Questionnaire, denominator: Denominator, centre: str
) -> go.Figure | None:
    """What was ticked in a list: the share of who saw the list; rows of ``released_items``."""
    rows = [_ticked_row(r, made, denominator) for r in records(table)]
    return shares(rows, centre) if rows else None


def _ticked_row(row: Any, made: Questionnaire, denominator: Denominator) -> Row:
    found = told(row, denominator)
    good = sides(made, str(row.item)).high == "favourable"
    return Row(
        wording(made, str(row.item)),
        found.share,
        found.lower,
        found.upper,
        found.n,
        colours.GOOD if good else colours.POOR,
        mark=str(found),
        of=of_words(found.n, denominator),
        least=found.share_least,
        most=found.share_most,
    )

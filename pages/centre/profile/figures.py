"""The figures of a centre's profile, of what was released."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.rows import Axis, Row
from measurement.charts.slim import row_chart, shares
from measurement.charts.told import few_words
from measurement.denominator import Denominator
from measurement.questionnaire.model import Role
from measurement.reports.figures import told_rows
from measurement.tables import records
from measurement.words import number, year
from measurement.words import text as _
from pages.centre.profile import data
from pages.desk import centres, source
from pages.desk.cache import kept_of_centre
from pages.desk.selection import Look


@kept_of_centre
def effect(look: Look, denominator: Denominator) -> go.Figure | None:
    """The effect items of a centre, along the chain, with the rest of the network where it is told."""
    table = data.with_role(look, "effect")
    return told_rows.effect(table, source.questionnaire(), denominator, look.centre)


@kept_of_centre
def factors(look: Look, denominator: Denominator) -> go.Figure | None:
    """Enabling and hindering factors on a scale by verdict, those that are sure to help most first."""
    made = source.questionnaire()
    return told_rows.factors(data.factors(look), made, denominator, look.centre)


@kept_of_centre
def scales(look: Look, denominator: Denominator, role: Role) -> go.Figure | None:
    """Motivation or capacities item by item; where high is not favourable the colour is neutral."""
    table = data.with_role(look, role)
    return told_rows.scales(table, source.questionnaire(), denominator, look.centre)


@kept_of_centre
def means(look: Look) -> go.Figure | None:
    """The means of the experiment, before and after, each by itself."""
    table = data.means(look)
    if table.empty:
        return None
    made = source.questionnaire()
    points = made.scale_of(str(table["item"].iloc[0])).points
    rows = [_mean_row(r, str(made.item_by_id[str(r.item)].wording)) for r in records(table)]
    axis = Axis(points[0], points[-1], points, [str(p) for p in points])
    return row_chart(rows, axis, head=_("mean"))


def _mean_row(row: Any, wording: str) -> Row:
    nothing, value = float("nan"), float(row.mean)
    years = " + ".join(year(one) for one in str(row.school_years).split("|"))
    moment = _("before") if row.moment == "before" else _("after")
    untold = few_words(int(row.n_scored)) if value != value else ""
    told = f"{number(value, 1)}, n = {int(row.n_scored)}" if value == value else ""
    hollow = "circle-open" if row.moment == "before" else "circle"
    mark = " · ".join(part for part in (f"{moment}, {years}", untold) if part)
    return Row(
        wording, value, nothing, nothing, int(row.n_scored), symbol=hollow, mark=mark, said=told
    )


@kept_of_centre
def mirror(look: Look, states: data.States) -> go.Figure | None:
    """Nine success factors: what staff experience, the checklist and verdict in words."""
    return told_rows.mirror(data.mirror(look, states), centres.known())


@kept_of_centre
def elements(look: Look) -> go.Figure | None:
    """The five elements of change of one centre, with the tension where one is missing."""
    table, terms = data.elements(look), centres.known()
    rows = []
    for r in records(table):
        element = terms.element_by_id.get(str(r.element))
        name = str(element.label) if element else str(r.element)
        tension = ""
        if not pd.isna(r.tension) and element is not None:
            tension = _("tension to expect") + f": {element.tension}"
        colour = {"present": colours.GOOD, "missing": colours.POOR}.get(str(r.state), colours.PALE)
        rows.append(told_rows.experienced(r, name, colour, tension))
    return shares(rows, "", line=0.5) if any(int(r.n_answers) for r in records(table)) else None

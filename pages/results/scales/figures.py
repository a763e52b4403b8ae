"""Figures of capacities and motivation: declared tables in, rows of a chart out."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.axes import Axis
from measurement.charts.rows import Row
from measurement.charts.side_by_side import Cell, side_by_side
from measurement.charts.slim import row_chart
from measurement.charts.stacked import Part, Stack, stacked
from measurement.measures.sentences import outcome_mark
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Role
from measurement.reports.figures import scales as charts
from measurement.tables import records
from measurement.words import text as _
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown.figures import group_name
from pages.results.scales import data


@kept
def capacities(selection: Selection) -> go.Figure | None:
    """The levels with their dimensions beneath them."""
    return charts.means(data.means(selection, "capacities"), source.questionnaire(), "capacities")


@kept
def motivation(selection: Selection) -> go.Figure | None:
    """Autonomous and controlled motivation with their kinds beneath them."""
    return charts.means(data.means(selection, "motivation"), source.questionnaire(), "motivation")


@kept
def per_group(selection: Selection, subject: Role, by: str) -> go.Figure | None:
    """The levels side by side, a row per group in the order of their names."""
    table = data.means(selection, subject, by)
    table = table[table["kind"] == "level"]
    if table.empty or not table["n"].any():
        return None
    ids = list(dict.fromkeys(table["scale"].astype(str)))
    lines: dict[str, dict[str, Cell]] = {}
    for r in records(table):
        cell = Cell(float(r.mean), float(r.lower), float(r.upper), int(r.n), int(r.n_persons))
        lines.setdefault(group_name(r, (by,)), {})[str(r.scale)] = cell
    none = Cell(float("nan"), float("nan"), float("nan"), 0, 0)
    cells = [[line.get(scale, none) for scale in ids] for line in lines.values()]
    few = source.questionnaire().thresholds.few_answers
    axis = charts.axis_of(source.questionnaire(), subject)
    ends = Axis(axis.low, axis.high, (axis.low, axis.high))
    return side_by_side(list(lines), [data.scale_label(s) for s in ids], cells, ends, few)


@kept
def one_centre(selection: Selection, centre: str, subject: Role) -> go.Figure | None:
    """One centre against the rest of the network."""
    table, own = data.against_rest(selection, subject), data.means(selection, subject, "centre")
    bounds = {str(r.scale): (r.lower, r.upper) for r in records(own[own["centre"] == centre])}
    rows = [
        Row(
            data.scale_label(str(r.scale)),
            r.mean,
            *bounds.get(str(r.scale), (float("nan"), float("nan"))),
            int(r.n),
            colours.ACCENT,
            part=data.scales()[str(r.scale)].kind == "dimension",
            other=r.mean_rest,
            mark=outcome_mark(str(r.differs)),
        )
        for r in records(table[table["centre"] == centre])
        if r.n
    ]
    axis = charts.axis_of(source.questionnaire(), subject)
    return row_chart(rows, axis, centre, _("other centres"), _("mean")) if rows else None


@kept
def items(selection: Selection, subject: Role) -> go.Figure | None:
    """The scores on every item over the points of its scale."""
    questionnaire, table = source.questionnaire(), data.item_table(selection, subject)
    shares = tables.share_table(selection)
    persons = dict(zip(shares["item"].astype(str), shares["n_persons"], strict=True))
    rows: dict[str, dict[int, int]] = {}
    for r in records(table):
        rows.setdefault(str(r.item), {})[int(r.point)] = int(r.n)
    if not rows:
        return None
    points = sorted({point for counts in rows.values() for point in counts})
    bars = [
        Stack(
            str(questionnaire.item_by_id[item].wording),
            tuple(counts.get(point, 0) for point in points),
            sum(counts.values()),
            int(persons[item]),
            sides(questionnaire, item).high == "unfavourable",
        )
        for item, counts in rows.items()
    ]
    step = (len(colours.POINTS) - 1) / (len(points) - 1)
    shades = [colours.POINTS[round(i * step)] for i in range(len(points))]
    parts = [Part(str(point), colour) for point, colour in zip(points, shades, strict=True)]
    return stacked(bars, parts, len(parts), questionnaire.thresholds.few_answers)


@kept
def profiles(selection: Selection, by: str) -> go.Figure | None:
    """The four profiles, a bar per group."""
    few = source.questionnaire().thresholds.few_answers
    return charts.profiles(data.profile_table(selection, by), few, lambda row: group(row, by))


def group(row: Any, by: str) -> str:
    """The name of a group; a strategy without its moment."""
    if by == "strategy":
        questionnaire = source.questionnaire()
        return str(questionnaire.strategy_label(str(row.strategy)))
    return group_name(row, (by,))


@kept
def associations(selection: Selection) -> go.Figure | None:
    """Motivation with intention and application: a rank correlation per pair."""
    return charts.associations(data.association_table(selection), source.questionnaire())

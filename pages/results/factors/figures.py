"""Figures of what helps and what hinders: the table ``factors`` in, rows of a chart out."""

from __future__ import annotations

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.charts.slim import shares
from measurement.measures import extremes
from measurement.measures.extremes import verdicts_said
from measurement.measures.tables import Side
from measurement.questionnaire.favourable import sides
from measurement.reports.figures import factors as charts
from measurement.tables import records
from measurement.words import text as _
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown import figures
from pages.results.factors import data


@kept
def top_factors(selection: Selection, side: Side) -> go.Figure | None:
    """The five factors with this verdict, the largest share first."""
    questionnaire = source.questionnaire()
    rows = [
        figures.dot(
            r,
            side,
            selection,
            str(questionnaire.factor_label(str(r.factor))),
            colour=charts.VERDICT_COLOURS[side],
            hint=canvas.wrapped(figures.wording(str(r.item))),
        )
        for r in records(tables.strongest_factors(selection, side))
    ]
    return shares(rows, "") if rows else None


@kept
def ticked(selection: Selection) -> go.Figure | None:
    """Factors asked as one multi-select question: the share who ticked each."""
    table, questionnaire = tables.factor_table(selection), source.questionnaire()
    rows = []
    for r in records(table[table["kind"] == "ticked"]):
        good = sides(questionnaire, str(r.item)).high == "favourable"
        rows.append(
            figures.dot(
                r,
                "enabling" if good else "hindering",
                selection,
                str(questionnaire.item_by_id[str(r.item)].wording),
                colour=colours.GOOD if good else colours.POOR,
            )
        )
    return shares(rows, _("ticked")) if rows else None


@kept
def network(selection: Selection) -> go.Figure | None:
    """Every factor over the whole selection, from enabling to hindering."""
    table = tables.factor_table(selection)
    return charts.network(table, source.questionnaire(), selection.denominator)


@kept
def centres(selection: Selection) -> go.Figure | None:
    """The heat map: a row is a centre, a column a factor."""
    table = tables.factors_of_centres(selection)
    return charts.centres(table, source.questionnaire(), selection.denominator)


@kept
def network_said(selection: Selection) -> list[str]:
    """What the factors say: how many help and hinder, and which most."""
    table = tables.factor_table(selection)
    verdicts = table[table["kind"] == "scale"]["verdict"].astype(str).tolist()
    return [verdicts_said(verdicts), *data.strongest_said(selection)]


@kept
def centres_said(selection: Selection) -> list[str]:
    """What the heat map says: which factor hinders, and which helps, in most centres."""
    table, questionnaire = tables.factors_of_centres(selection), source.questionnaire()
    names = {str(f): str(questionnaire.factor_label(str(f))) for f in table["factor"].unique()}
    return extremes.centres_said(table, names)


@kept
def ticked_said(selection: Selection) -> str:
    """The factor that was ticked most, and least."""
    table, known = tables.factor_table(selection), source.questionnaire()
    rows = records(table[table["kind"] == "ticked"])
    return extremes.spread(
        figures.value(r, "enabling", selection, str(known.item_by_id[str(r.item)].wording))
        if sides(known, str(r.item)).high == "favourable"
        else figures.value(r, "hindering", selection, str(known.item_by_id[str(r.item)].wording))
        for r in rows
    )

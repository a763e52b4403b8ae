"""Tables of reach and targets turned into figures."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.surveys import reach as charts
from measurement.measures.extremes import Value, spread
from measurement.reach.sentences import figure_short, state_shown, target_said
from measurement.tables import records
from measurement.words import number
from measurement.words import text as _
from pages.desk.cache import kept
from pages.desk.shown import reach

Chosen = tuple[str, ...]


@kept
def people(years: Chosen, strategies: Chosen) -> go.Figure:
    """Different people per centre, by name."""
    table = reach.reach_table(years, strategies, "centre")
    rows = [
        charts.Reached(
            str(r.centre), int(r.n_unique), None if pd.isna(r.n_staff) else int(r.n_staff)
        )
        for r in records(table[table["centre"].notna()])
    ]
    return charts.people(rows)


@kept
def crowd(years: Chosen, strategies: Chosen) -> go.Figure:
    """Different people per centre and initiative."""
    table = reach.matrix_table(years, strategies)
    columns = list(dict.fromkeys(table["initiative"].astype(str)))
    wide = table.assign(
        centre=table["centre"].astype(str), initiative=table["initiative"].astype(str)
    )
    grid = wide.pivot_table("n_unique", "centre", "initiative", aggfunc="sum")[columns]
    values = [[int(n) for n in line] for line in grid.to_numpy().T]
    return charts.crowd(columns, [str(c) for c in grid.index], values)


@kept
def board(year: str) -> go.Figure:
    """Every target with the state of every centre."""
    table = reach.target_table(year)
    targets = reach.definitions()
    cells = {
        (str(r.centre), str(r.target)): charts.Cell(state_shown(r), figure_short(r), target_said(r))
        for r in records(table[table["centre"].notna()])
    }
    nothing = charts.Cell("no_data", "", _("not set for this"))
    centres = reach.listed_centres()
    lines = [[cells.get((c, t.id), nothing) for t in targets] for c in centres]
    return charts.board(centres, [t.head for t in targets], lines)


@kept
def people_said(years: Chosen, strategies: Chosen) -> str:
    """The centres with most and with fewest different people."""
    rows = records(reach.reach_table(years, strategies, "centre").dropna(subset=["centre"]))
    return spread(Value(str(r.centre), float(r.n_unique), number(int(r.n_unique))) for r in rows)


@kept
def crowd_said(years: Chosen, strategies: Chosen) -> str:
    """The initiatives that most and that fewest different people followed."""
    table = reach.matrix_table(years, strategies)
    of = table.groupby(table["initiative"].astype(str))["n_unique"].sum()
    return spread(Value(str(name), float(n), number(int(n))) for name, n in of.items())

"""Tables of reach and targets turned into figures."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.surveys import reach as charts
from measurement.measures.extremes import Value, spread
from measurement.reach.sentences import figure_short, more_than_staff, state_shown, target_said
from measurement.tables import records
from measurement.words import number
from measurement.words import text as _
from pages.desk import source
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


def what(years: Chosen, strategies: Chosen) -> Literal["strategy", "initiative"]:
    """What people followed, as it stands in the rows: the initiatives of one strategy, or every strategy."""
    return "initiative" if len(strategies or reach.strategies(years)) < 2 else "strategy"


@kept
def crowd_table(years: Chosen, strategies: Chosen) -> pd.DataFrame:
    """The declared table ``matrix`` of the initiatives, or ``reach`` of the strategies, per centre."""
    if what(years, strategies) == "initiative":
        return reach.matrix_table(years, strategies)
    return reach.reach_table(years, strategies, "strategy", "centre")


@kept
def crowd(years: Chosen, strategies: Chosen) -> go.Figure:
    """Different people per centre and initiative, or strategy."""
    table, rows = crowd_table(years, strategies), what(years, strategies)
    grid = table.astype({"centre": str, rows: str}).pivot_table(
        "n_unique", rows, "centre", aggfunc="sum", fill_value=0, sort=False
    )
    there = list(reach.listed_centres())
    grid = grid.reindex(columns=[*there, *sorted(set(grid.columns) - {*there})], fill_value=0)
    if rows == "strategy":  # few, with short names: they fit across
        grid = grid.rename(index=_strategy_name).T
    return charts.crowd([*grid.index], [*grid.columns], grid.to_numpy().tolist())


def _strategy_name(strategy: str) -> str:
    return str(source.questionnaire().strategy_label(strategy))


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
    """What most and what fewest different people followed."""
    rows = what(years, strategies)
    table = reach.reach_table(years, strategies, rows).dropna(subset=[rows])
    names = table[rows].astype(str)
    named = names.map(_strategy_name) if rows == "strategy" else names
    found = zip(named, table["n_unique"].astype(int), strict=True)
    return spread(Value(name, float(n), number(n)) for name, n in found)


@kept
def beyond_staff(years: Chosen, strategies: Chosen) -> str:
    """Why more people than staff took part in some centres, where that is so."""
    return more_than_staff(reach.reach_table(years, strategies, "centre"))

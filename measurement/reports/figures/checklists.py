"""The tables of the checklist as figures: the state of every factor, and pressure × support."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.grids import states
from measurement.charts.square import square
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.tables import records
from measurement.words import mark, plural, text

MARKS = {"present": "●", "partial": "◐", "absent": "○", "": "·"}
READING = mark(
    "A row is a centre, a column a success factor: ● fully present, ◐ partly, ○ not, · not filled in. Read along a row to see what a centre misses, down a column to see what many centres miss."
)
CAUTIOUS = mark(
    "Of several people the most cautious. No total score: what is missing is the result."
)


def grid(table: pd.DataFrame, terms: SuccessFactors) -> go.Figure | None:
    """Centres × success factors, of the declared table ``matrix``: one of four marks a cell."""
    if table.empty:
        return None
    shades = {
        "present": colours.GOOD,
        "partial": colours.ACCENT,
        "absent": colours.POOR,
        "": colours.PALE,
    }
    given = table[list(terms.ids)].astype(object)
    values = [["" if pd.isna(v) else str(v) for v in row] for row in given.to_numpy()]
    words = [[_state(v, terms) for v in row] for row in values]
    labels = [f"{f} {terms.factor_label(f)}" for f in terms.ids]
    return states([str(c) for c in table["centre"]], labels, values, words, shades, MARKS)


def _state(state: str, terms: SuccessFactors) -> str:
    return str(terms.label("state", state)) if state else text("not filled in")


def pressure(table: pd.DataFrame, centre: str) -> go.Figure | None:
    """Pressure × support, of the declared table ``pressure_support``: a centre among the others."""
    table = table[table["pressure"].notna() & table["support"].notna()]
    if table.empty or centre not in set(table["centre"].astype(str)):
        return None
    points = [(str(r.centre), float(r.pressure), float(r.support)) for r in records(table)]
    corners = (
        text("too non-committal"),
        text("pressure and support"),
        text("little moves"),
        text("resistance"),
    )
    return square(points, centre, text("pressure"), text("support"), corners)


def pressure_said(table: pd.DataFrame) -> str:
    """How pressure and support are counted, and of how many centres."""
    return plural(
        "By the checklists of {n} centre: the mean of the factors of pressure and of those of support, where absent counts 0, partly a half, fully present 1.",
        "By the checklists of {n} centres: the mean of the factors of pressure and of those of support, where absent counts 0, partly a half, fully present 1.",
        int(table["position"].notna().sum()),
    )

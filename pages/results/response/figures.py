"""The figure of response: answered of invited per group."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.counts import rates
from measurement.measures.extremes import Value, spread
from measurement.measures.sentences import doubt
from measurement.tables import records
from measurement.words import percent
from measurement.words import text as _
from pages.desk import tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown.figures import group_name


@kept
def response(selection: Selection, by: tuple[str, ...], order: str) -> go.Figure | None:
    """Answered of invited per group."""
    table = tables.response_table(selection, *by)
    if order == "rate":
        table = table.sort_values("rate", na_position="last")
    elif by == ("strategy", "moment"):
        place = {kind: n for n, kind in enumerate(tables.kinds(selection))}
        kinds = zip(table["strategy"].astype(str), table["moment"].astype(str), strict=True)
        table = table.iloc[
            sorted(range(len(table)), key=[place.get(k, len(place)) for k in kinds].__getitem__)
        ]
    invited = [int(i) if pd.notna(i) else None for i in table["n_invited"]]
    names = [group_name(r, by) for r in records(table)]
    doubts = [doubt(r) for r in records(table)]
    answered = [int(n) for n in table["n_answered"]]
    return rates(names, answered, invited, doubts) if names else None


@kept
def extremes(selection: Selection, by: tuple[str, ...]) -> str:
    """Where the response is highest and where lowest, of groups whose invitations are known."""
    rows = [r for r in records(tables.response_table(selection, *by)) if pd.notna(r.rate)]
    return spread(
        Value(group_name(r, by), float(r.rate), percent(r.n_answered, int(r.n_invited), 0))
        for r in rows
    )


def reading() -> str:
    """How the figure is read."""
    return _(
        "Answered as a share of invited, in whole per cents. Without known invitations the rate is unknown; more answers than invitations is a problem, not a rate above 100 %."
    )

"""The figure of response: answered of invited per group."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.counts import rates
from measurement.measures.response import doubt
from measurement.tables import records
from pages.shared import tables
from pages.shared.cache import kept
from pages.shared.figures import group_name
from pages.shared.selection import Selection


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

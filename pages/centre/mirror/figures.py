"""The figure of the mirror, and the colours and marks of its verdicts."""

from __future__ import annotations

import plotly.graph_objects as go

from measurement.centre.mirror.sentences import cell_words
from measurement.charts import colours
from measurement.charts.grids import states
from measurement.tables import records
from pages.centre.mirror import data
from pages.desk import centres
from pages.desk.cache import kept
from pages.desk.selection import Selection

COLOURS = {
    "strength": colours.GOOD,
    "hidden_strength": colours.ACCENT,
    "work_point": colours.PALE,
    "blind_spot": colours.POOR,
    "no_data": colours.PALE,
}
MARKS = {
    "strength": "●",
    "hidden_strength": "▲",
    "work_point": "○",
    "blind_spot": "◆",
    "no_data": "·",
}


@kept
def grid(selection: Selection) -> go.Figure | None:
    """Centres × success factors: one of five marks a cell, with its word in the hover text."""
    success_factors, table = centres.known(), data.mirrored(selection)
    if table.empty:
        return None
    cells = {
        (str(r.centre), str(r.factor)): (str(r.verdict), cell_words(r)) for r in records(table)
    }
    names = sorted({c for c, _f in cells})
    verdicts = [[cells.get((c, f), ("no_data", ""))[0] for f in success_factors.ids] for c in names]
    words = [[cells.get((c, f), ("no_data", ""))[1] for f in success_factors.ids] for c in names]
    labels = [str(success_factors.factor_label(f)) for f in success_factors.ids]
    return states(
        names,
        [f"{f} {label}" for f, label in zip(success_factors.ids, labels, strict=True)],
        verdicts,
        words,
        COLOURS,
        MARKS,
    )

"""The mirror of the network, and the colours and marks of its verdicts."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.mirror.sentences import cell_words
from measurement.charts import colours
from measurement.charts.grids import states
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.tables import records

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


def grid(table: pd.DataFrame, terms: SuccessFactors) -> go.Figure | None:
    """Centres × success factors: one of five marks a cell; ``table``: ``MIRROR``."""
    if table.empty:
        return None
    cells = {
        (str(r.centre), str(r.factor)): (str(r.verdict), cell_words(r)) for r in records(table)
    }
    names = sorted({c for c, _f in cells})
    verdicts = [[cells.get((c, f), ("no_data", ""))[0] for f in terms.ids] for c in names]
    words = [[cells.get((c, f), ("no_data", ""))[1] for f in terms.ids] for c in names]
    heads = [f"{f} {terms.factor_label(f)}" for f in terms.ids]
    return states(names, heads, verdicts, words, COLOURS, MARKS)

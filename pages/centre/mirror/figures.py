"""The figure of the mirror."""

from __future__ import annotations

import plotly.graph_objects as go

from measurement.reports.figures import mirror
from pages.centre.mirror import data
from pages.desk import centres
from pages.desk.cache import kept
from pages.desk.selection import Selection


@kept
def grid(selection: Selection) -> go.Figure | None:
    """Centres × success factors: one of five marks a cell, with its word in the hover text."""
    return mirror.grid(data.mirrored(selection), centres.known())

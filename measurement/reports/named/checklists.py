"""The named figures of the checklists: every centre at a glance, and one centre by pressure and support."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.checklist.checklist import matrix, pressure_support
from measurement.reports.figures import checklists
from measurement.reports.named.asked import Figure, OfNetwork
from measurement.words import say, text


def _states(asked: OfNetwork) -> pd.DataFrame:
    return asked.of_centres(matrix(asked.known.checklists, asked.known.terms))


def _square(asked: OfNetwork) -> pd.DataFrame:
    return pressure_support(asked.known.checklists, asked.known.terms)


def _centres(asked: OfNetwork) -> list[str]:
    table = _square(asked)
    return [str(one) for one in table.loc[table["position"].notna(), "centre"]]


def _grid_said(asked: OfNetwork) -> Sequence[str]:
    return [text(checklists.CAUTIOUS), text(checklists.READING), f"n = {len(_states(asked))}."]


def _grid(asked: OfNetwork) -> go.Figure | None:
    return checklists.grid(_states(asked), asked.known.terms)


CHECKLISTS: Mapping[str, Figure[OfNetwork]] = {
    "checklists": Figure(say("Centres × success factors"), _grid, _grid_said),
    "pressure": Figure(
        say("Pressure and support"),
        lambda asked: checklists.pressure(_square(asked), asked.of),
        lambda asked: [checklists.pressure_said(_square(asked))],
        _centres,
    ),
}

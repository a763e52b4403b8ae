"""Figures of the fair comparison and of the change tracks: tables in, rows of a chart out."""

from __future__ import annotations

import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.charts.grids import states
from measurement.measures.sentences import outcome_label
from measurement.reports.figures import fair
from measurement.tables import records
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.results.comparison import data


@kept
def funnel(selection: Selection, item: str, smoothed: bool) -> go.Figure | None:
    """Every centre between the limits of chance; the estimates drawn to the middle when asked."""
    table = data.of_item(selection, item)
    if table.empty:
        return None
    told = str(data.everybody(selection, item) or "")
    return fair.funnel(table, source.questionnaire(), selection.denominator, told, smoothed)


@kept
def differences(selection: Selection, item: str) -> go.Figure | None:
    """The difference of every centre with the rest, in percentage points, with its interval."""
    return fair.differences(data.of_item(selection, item), source.questionnaire())


@kept
def matrix(selection: Selection, module: str) -> go.Figure | None:
    """Centres × items of a module: only where a centre is called different is there a mark."""
    called, questionnaire = data.differing(selection, module), source.questionnaire()
    if called.empty:
        return None
    items = data.items(selection, module)
    names = sorted(set(called["centre"].astype(str)))
    differs = {(str(r.centre), str(r.item)): str(r.differs) for r in records(called)}
    keys = [[_key(i, differs.get((c, i), "")) for i in items] for c in names]
    words = [
        [_cell(str(questionnaire.item_by_id[i].wording), differs.get((c, i), "")) for i in items]
        for c in names
    ]
    looks = {key for line in keys for key in line}
    colours = {key: key.split()[-1] for key in looks}
    marks = {key: {"higher": "▲", "lower": "▼"}.get(key.split()[0], "·") for key in looks}
    return states(names, items, keys, words, colours, marks)


def _key(item: str, differs: str) -> str:
    return f"{differs or 'same'} {fair.colour(source.questionnaire(), item, differs)}"


def _cell(wording: str, differs: str) -> str:
    return f"{canvas.wrapped(wording)}<br>{outcome_label(differs or 'same')}"


@kept
def differences_said(selection: Selection, item: str) -> str:
    """How many centres lie above and below the others, of those that could be compared."""
    called = data.of_item(selection, item)["differs"].astype(str)
    tested = called[called.isin(["higher", "lower", "same"])]
    return _(
        "{higher} of {n} centres lie above the other centres, {lower} below.",
        higher=int((tested == "higher").sum()),
        lower=int((tested == "lower").sum()),
        n=len(tested),
    )

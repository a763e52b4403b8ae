"""Figures of the fair comparison and of the change tracks: tables in, rows of a chart out."""

from __future__ import annotations

import math
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.charts.axes import Axis
from measurement.charts.funnel import Spot
from measurement.charts.funnel import funnel as drawn_funnel
from measurement.charts.grids import states
from measurement.charts.rows import Row
from measurement.charts.slim import row_chart
from measurement.denominator import WITHOUT, of_words, printed
from measurement.measures.fair.sentences import (
    high_words,
    position_label,
    signed,
)
from measurement.measures.sentences import outcome_label, row_words
from measurement.questionnaire.favourable import change_reading, sides
from measurement.tables import records
from measurement.words import number, percent
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.results.comparison import data

CALLED = ("higher", "lower")
SYMBOLS = {"higher": "triangle-right", "lower": "triangle-left"}


def _colour(item: str, differs: str) -> str:
    """Blue for what is favourable, orange for what is not, purple where neither can be said."""
    if differs not in CALLED:
        return colours.PALE
    read = change_reading(sides(source.questionnaire(), item), differs)
    return colours.ACCENT if read == "neutral" else colours.READINGS[read]


@kept
def funnel(selection: Selection, item: str, smoothed: bool) -> go.Figure | None:
    """Every centre between the limits of chance; the estimates drawn to the middle when asked."""
    table = data.of_item(selection, item)
    if table.empty:
        return None
    spots = [_spot(r, selection, item, smoothed) for r in records(table)]
    target = float(table["target"].iloc[0])
    middle = _(
        "Line: all answers together, {share} {high}",
        share=str(data.everybody(selection, item) or _percent(target)),
        high=high_words(source.questionnaire(), item),
    )
    return drawn_funnel(spots, data.limits(selection, item), target, middle)


def _spot(row: Any, selection: Selection, item: str, smoothed: bool) -> Spot:
    """A centre in the funnel, on the chosen denominator; what it is called is of the scores."""
    told = printed(row, "share", selection.denominator)
    called = _("{outcome} ({of})", outcome=outcome_label(str(row.differs)), of=_judged(row))
    return Spot(
        str(row.centre),
        told.n,
        told.share,
        _label(row),
        str(row.differs),
        _colour(item, str(row.differs)),
        "<br>".join(
            part
            for part in (
                called,
                str(position_label(str(row.position))),
                row_words(row, str(row.differs)),
            )
            if part
        ),
        float(row.shrunk) if smoothed else float("nan"),
        of_words(told.n, selection.denominator),
    )


def _judged(row: Any) -> str:
    """The scores that a verdict rests on."""
    return of_words(int(row.n_scored), WITHOUT)


def _percent(share: float) -> str:
    return f"{number(100 * share, 1)}\u00a0%"


def _label(row: Any) -> str:
    """The name beside a mark: of centres called different, and of those outside both bands."""
    named = row.differs in CALLED or str(row.position).endswith("998")
    return str(row.centre) if named else ""


@kept
def differences(selection: Selection, item: str) -> go.Figure | None:
    """The difference of every centre with the rest, in percentage points, with its interval."""
    table = data.of_item(selection, item)
    rows = [_difference(r, item) for r in records(table)]
    shown = [r for r in rows if r.value == r.value]
    if not shown:
        return None
    reach = max(abs(bound) for r in shown for bound in (r.lower, r.upper))
    end = max(20 * math.ceil(reach / 20), 20)
    ticks = [-end, -end / 2, 0, end / 2, end]
    return row_chart(rows, Axis(-end, end, ticks, [signed(t, 0) for t in ticks], line=0))


def _difference(row: Any, item: str) -> Row:
    few = row.differs == "too_few"
    value, lower, upper = (
        float("nan") if few else 100 * float(v)
        for v in (row.difference, row.difference_lower, row.difference_upper)
    )
    said = _(
        "{share} {of}, the other centres {rest}",
        share=percent(int(row.n_high), int(row.n_scored)),
        of=_judged(row),
        rest=str(printed(row, "rest", WITHOUT)) if row.n_rest else "–",
    )
    said = "<br>".join(part for part in (said, row_words(row, str(row.differs))) if part)
    return Row(
        str(row.centre),
        value,
        lower,
        upper,
        int(row.n_scored),
        _colour(item, str(row.differs)),
        SYMBOLS.get(str(row.differs), "circle"),
        said=said,
        mark=_word(str(row.differs)),
        hint=_word(str(row.differs)),
    )


def _word(differs: str) -> str:
    """The word beside the name of a centre; none where there is no clear difference."""
    if differs in CALLED:
        return _("higher than others") if differs == "higher" else _("lower than others")
    return str(outcome_label(differs)) if differs == "too_few" else ""


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
    return f"{differs or 'same'} {_colour(item, differs)}"


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

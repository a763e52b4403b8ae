"""Figures of centres compared fairly: the declared table ``comparison`` of one item in, a chart out."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.axes import Axis
from measurement.charts.funnel import Limit, Spot
from measurement.charts.funnel import funnel as drawn_funnel
from measurement.charts.rows import Row
from measurement.charts.slim import row_chart
from measurement.denominator import WITHOUT, Denominator, of_words, printed
from measurement.measures.fair import funnel as bands
from measurement.measures.fair.sentences import high_words, position_label, signed
from measurement.measures.sentences import outcome_label, row_words
from measurement.questionnaire.favourable import change_reading, sides
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records
from measurement.words import number, percent, text

CALLED = ("higher", "lower")
SYMBOLS = {"higher": "triangle-right", "lower": "triangle-left"}
_MOST_LIMITS = 400  # more steps than this cannot be told apart


def colour(made: Questionnaire, item: str, differs: str) -> str:
    """Blue for what is favourable, orange for what is not, purple where neither can be said."""
    if differs not in CALLED:
        return colours.PALE
    read = change_reading(sides(made, item), differs)
    return colours.ACCENT if read == "neutral" else colours.READINGS[read]


def funnel(
    table: pd.DataFrame,
    made: Questionnaire,
    denominator: Denominator,
    everybody: str = "",
    smoothed: bool = False,
) -> go.Figure | None:
    """Every centre between the limits of chance; the estimates drawn to the middle when asked.

    ``everybody``: the share of all answers together as pages print it, else that of the scores.
    """
    if table.empty:
        return None
    item, target = str(table["item"].iloc[0]), float(table["target"].iloc[0])
    spots = [_spot(r, made, denominator, smoothed) for r in records(table)]
    share = everybody or f"{number(100 * target, 1)}\u00a0%"
    middle = text(
        "Line: all answers together, {share} {high}", share=share, high=high_words(made, item)
    )
    return drawn_funnel(spots, limits(table, denominator), target, middle)


def limits(table: pd.DataFrame, denominator: Denominator) -> list[Limit]:
    """The limits of chance for every number of answers up to a little past the largest centre."""
    sizes = [printed(r, "share", denominator).n for r in records(table)]
    most = int(np.ceil(1.06 * max(sizes))) + 1
    n = np.unique(np.linspace(1, most, min(most, _MOST_LIMITS)).astype(np.int64))
    target = float(table["target"].iloc[0])
    inner, outer = (bands.limits(target, n, level) for level in (bands.INNER, bands.OUTER))
    edges = np.stack([inner.lower, inner.upper, outer.lower, outer.upper], axis=1).tolist()
    return [Limit(size, *edge) for size, edge in zip(n.tolist(), edges, strict=True)]


def _spot(row: Any, made: Questionnaire, denominator: Denominator, smoothed: bool) -> Spot:
    """A centre in the funnel, on the chosen denominator; what it is called is of the scores."""
    told, differs = printed(row, "share", denominator), str(row.differs)
    called = text("{outcome} ({of})", outcome=outcome_label(differs), of=_judged(row))
    hints = (called, str(position_label(str(row.position))), row_words(row, differs))
    return Spot(
        str(row.centre),
        told.n,
        told.share,
        _label(row),
        differs,
        colour(made, str(row.item), differs),
        "<br>".join(part for part in hints if part),
        float(row.shrunk) if smoothed else float("nan"),
        of_words(told.n, denominator),
    )


def _judged(row: Any) -> str:
    """The scores that a verdict rests on."""
    return of_words(int(row.n_scored), WITHOUT)


def _label(row: Any) -> str:
    """The name beside a mark: of centres called different, and of those outside both bands."""
    named = row.differs in CALLED or str(row.position).endswith("998")
    return str(row.centre) if named else ""


def differences(table: pd.DataFrame, made: Questionnaire) -> go.Figure | None:
    """The difference of every centre with the rest, in percentage points, with its interval."""
    rows = [_difference(r, made) for r in records(table)]
    shown = [r for r in rows if r.value == r.value]
    if not shown:
        return None
    reach = max(abs(bound) for r in shown for bound in (r.lower, r.upper))
    end = max(20 * math.ceil(reach / 20), 20)
    ticks = [-end, -end / 2, 0, end / 2, end]
    axis = Axis(-end, end, ticks, [signed(t, 0) for t in ticks], line=0)
    return row_chart(rows, axis, head=text("difference"))


def _difference(row: Any, made: Questionnaire) -> Row:
    differs, bounds = str(row.differs), (row.difference_lower, row.difference_upper)
    few = differs == "too_few"
    value, lower, upper = (
        float("nan") if few else 100 * float(v) for v in (row.difference, *bounds)
    )
    said = text(
        "{share} {of}, the other centres {rest}",
        share=percent(int(row.n_high), int(row.n_scored)),
        of=_judged(row),
        rest=str(printed(row, "rest", WITHOUT)) if row.n_rest else "–",
    )
    return Row(
        str(row.centre),
        value,
        lower,
        upper,
        int(row.n_scored),
        colour(made, str(row.item), differs),
        SYMBOLS.get(differs, "circle"),
        said="<br>".join(part for part in (said, row_words(row, differs)) if part),
        mark=_word(differs),
        hint=_word(differs),
    )


def _word(differs: str) -> str:
    """The word beside the name of a centre; none where there is no clear difference."""
    if differs in CALLED:
        return text("higher than others") if differs == "higher" else text("lower than others")
    return str(outcome_label(differs)) if differs == "too_few" else ""

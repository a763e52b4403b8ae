"""How many: over the points of a scale, and how many answered of how many were invited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import number, percent, text

_WIDTH, _COLUMN = 20, 150  # characters of a name on one line; pixels of the figures beside the bars


def points(
    names: Sequence[str], counts: Sequence[int], readings: Sequence[str], cut: bool = True
) -> go.Figure:
    """The distribution of one item over the points of its scale, coloured by how a point reads.

    Without a ``cut`` no point is good or bad: all have one colour.
    """
    total = sum(counts)
    shades = [colours.READINGS[one] if cut else colours.ACCENT for one in readings]
    trace: dict[str, Any] = {
        "type": "bar",
        "x": list(names),
        "y": list(counts),
        "marker": {"color": shades},
        "text": [number(c) if c else "" for c in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [
            text("{point}: {n} of {total} scores", point=p, n=c, total=total)
            for p, c in zip(names, counts, strict=True)
        ],
        "hoverinfo": "text",
    }
    return canvas.figure(
        [trace],
        height=250,
        margin={"l": 4, "r": 4, "t": 24, "b": 30},
        xaxis=canvas.axis(type="category"),
        yaxis=canvas.axis(visible=False),
    )


def spread(points: Sequence[int], counts: Sequence[int], mean: float) -> go.Figure:
    """How often every point was chosen, also those nobody chose, with a line at the mean."""
    total = sum(counts)
    trace = {
        "type": "bar",
        "x": list(points),
        "y": list(counts),
        "width": 0.78,
        "marker": {"color": colours.ACCENT},
        "text": [number(c) for c in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [
            text("{point}: {n} of {total} scores ({share})", point=p, n=c, total=total, share=s)
            for p, c in zip(points, counts, strict=True)
            for s in [percent(c, total) if total else "–"]
        ],
        "hoverinfo": "text",
    }
    return canvas.figure(
        [trace],
        height=260,
        margin={"l": 4, "r": 4, "t": 46, "b": 30},
        shapes=[] if mean != mean else [canvas.upright(mean, 1.1, "above")],
        annotations=[] if mean != mean else [_mean_said(mean)],
        xaxis=canvas.axis(
            tickvals=list(points), range=[points[0] - 0.6, points[-1] + 0.6], automargin=False
        ),
        yaxis=canvas.axis(visible=False, rangemode="tozero"),
    )


def _mean_said(mean: float) -> dict[str, Any]:
    """The mean in figures, above its line."""
    return canvas.note(
        text("mean {mean}", mean=number(mean, 1)),
        mean,
        1.1,
        yref="paper",
        yanchor="bottom",
        font={"size": canvas.SMALL},
    )


def rates(
    names: Sequence[str],
    answered: Sequence[int],
    invited: Sequence[int | None],
    doubts: Sequence[str] = (),
) -> go.Figure:
    """A figure with a row per group; unknown invitations, or fewer than answers, give no bar.

    ``doubts`` says per group why its rate is not right, or nothing; such a rate has a star.
    """
    doubts = doubts or [""] * len(names)
    shares = [100 * a / i if i and a <= i else None for a, i in zip(answered, invited, strict=True)]
    notes = [_figures(answered[y], invited[y], doubts[y], y) for y in range(len(names))]
    labels = canvas.told_apart(names, _WIDTH, 2)
    step = 36 if any("<br>" in label for label in labels) else 28
    return canvas.figure(
        [_bars([100] * len(names), colours.LINE), _bars(shares, colours.GOOD, doubts)],
        height=step * len(names) + 28,
        barmode="overlay",
        margin={"l": 4, "r": _COLUMN + 8, "t": 24, "b": 4},
        annotations=[canvas.head(text("response"), _COLUMN), *notes],
        xaxis=canvas.axis(range=[0, 100], visible=False),
        yaxis=canvas.axis(
            range=[len(names) - 0.5, -0.5],
            tickvals=list(range(len(names))),
            ticktext=labels,
            ticks="",
        ),
    )


def _figures(answered: int, invited: int | None, doubt: str, y: int) -> dict[str, Any]:
    """Answered of invited, and the rate, at the right of a bar."""
    if invited is None:
        said = text("{answered}, invited unknown", answered=answered)
    else:
        said = text("{answered} of {invited}", answered=answered, invited=invited)
        if invited and answered <= invited:
            said += f" · <b>{percent(answered, invited, 0)}{'*' if doubt else ''}</b>"
    return canvas.beside(said, y, _COLUMN)


def _bars(
    shares: Sequence[float | None], colour: str, doubts: Sequence[str] = ()
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(shares),
        "y": list(range(len(shares))),
        "width": 0.5,
        "marker": {"color": colour},
        "hovertext": list(doubts),
        "hoverinfo": "text" if any(doubts) else "skip",
    }

"""Response per group: a bar from 0 to 100 %, with 'answered of invited' beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.words import percent, text


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
    notes = []
    for y, label in enumerate(canvas.told_apart(names, 60, 1)):
        notes += [_note(label, 0, y - 0.2, "left"), _figures(answered[y], invited[y], doubts[y], y)]
        if shares[y] is None:
            notes.append(_unknown(y))
    return canvas.figure(
        [_bars([100] * len(names), canvas.LINE), _bars(shares, canvas.GOOD, doubts)],
        height=48 * len(names) + 40,
        barmode="overlay",
        margin={"l": 4, "r": 4, "t": 26, "b": 4},
        annotations=notes,
        xaxis=canvas.axis(range=[0, 100], visible=False),
        yaxis=canvas.axis(range=[len(names) - 0.5, -0.7], visible=False),
    )


def _note(said: str, x: int, y: float, anchor: str, **more: Any) -> dict[str, Any]:
    return canvas.note(said, x, y, xref="paper", xanchor=anchor, yanchor="bottom", **more)


def _figures(answered: int, invited: int | None, doubt: str, y: int) -> dict[str, Any]:
    """Answered of invited, and the rate, at the right above a bar."""
    if invited is None:
        said = text("{answered}, invited unknown", answered=answered)
    else:
        said = text("{answered} of {invited}", answered=answered, invited=invited)
        if invited and answered <= invited:
            said += f" · <b>{percent(answered, invited, 0)}{'*' if doubt else ''}</b>"
    return _note(said, 1, y - 0.2, "right", font={"size": canvas.SMALL})


def _unknown(y: int) -> dict[str, Any]:
    font = {"size": canvas.SMALL, "color": canvas.PALE}
    return canvas.note(text("unknown"), 0, y, xanchor="left", yanchor="middle", font=font)


def _bars(
    shares: Sequence[float | None], colour: str, doubts: Sequence[str] = ()
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(shares),
        "y": list(range(len(shares))),
        "width": 0.28,
        "marker": {"color": colour},
        "hovertext": list(doubts),
        "hoverinfo": "text" if any(doubts) else "skip",
    }

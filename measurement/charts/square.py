"""Two positions in one picture: a square with a word in every corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours

# Room beyond 0 and 1: for half a point, and above and below also for the words of the corners.
_ASIDE, _ABOVE = 0.08, 0.22
# Where the words of the corners stand, and which of their sides is there.
_CORNERS = (
    (0, 1, "left", "top"),
    (1, 1, "right", "top"),
    (0, 0, "left", "bottom"),
    (1, 0, "right", "bottom"),
)


def square(
    points: Sequence[tuple[str, float, float]],
    chosen: str,
    x: str,
    y: str,
    corners: tuple[str, str, str, str],
) -> go.Figure:
    """Points (name, x, y; 0–1) with one picked out. ``corners``: top left, top right, bottom left, bottom right."""
    others = [p for p in points if p[0] != chosen]
    own = [p for p in points if p[0] == chosen]
    data = [_trace(others, colours.PALE, 9), _trace(own, colours.ACCENT, 16)]
    return canvas.figure(
        data,
        320,
        annotations=[_corner(word, *at) for word, at in zip(corners, _CORNERS, strict=True)],
        shapes=[_halving("x", "y", _ABOVE), _halving("y", "x", _ASIDE)],
        xaxis=_axis(x, _ASIDE),
        yaxis=_axis(y, _ABOVE),
    )


def _axis(name: str, beyond: float) -> dict[str, Any]:
    """An axis from 0 to 1 with its name, and the room beyond both."""
    return canvas.axis(
        title={"text": name, "font": {"size": canvas.LABEL_SIZE, "color": colours.ink()}},
        range=[-beyond, 1 + beyond],
        tickvals=[0, 0.5, 1],
        ticktext=["0", "½", "1"],
    )


def _corner(word: str, x: float, y: float, left: str, top: str) -> dict[str, Any]:
    """The word of a corner, inside the square."""
    return canvas.note(
        f"<i>{word}</i>",
        x,
        y,
        xref="paper",
        yref="paper",
        xanchor=left,
        yanchor=top,
        font={"size": canvas.SMALL},
    )


def _halving(halved: str, along: str, beyond: float) -> dict[str, Any]:
    """The line at one half of a direction, all along the other."""
    return {
        "type": "line",
        f"{halved}0": 0.5,
        f"{halved}1": 0.5,
        f"{along}0": -beyond,
        f"{along}1": 1 + beyond,
        "line": {"color": colours.LINE},
    }


def _trace(points: Sequence[tuple[str, float, float]], colour: str, size: int) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [p[1] for p in points],
        "y": [p[2] for p in points],
        "hovertext": [p[0] for p in points],
        "hoverinfo": "text",
        "marker": {"color": colour, "size": size, "opacity": 0.85},
    }

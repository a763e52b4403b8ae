"""Two positions in one picture: a square with a word in every corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours

# Where the words of the corners stand, and which of their sides is there.
_CORNERS = (
    (0.02, 0.98, "left", "top"),
    (0.98, 0.98, "right", "top"),
    (0.02, 0.02, "left", "bottom"),
    (0.98, 0.02, "right", "bottom"),
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
    ticks = {"range": [-0.08, 1.08], "tickvals": [0, 0.5, 1], "ticktext": ["0", "½", "1"]}
    return canvas.figure(
        data,
        320,
        annotations=[_corner(word, *at) for word, at in zip(corners, _CORNERS, strict=True)],
        shapes=[_halving("x", "y"), _halving("y", "x")],
        xaxis=canvas.axis(title={"text": x}, **ticks),
        yaxis=canvas.axis(title={"text": y}, **ticks),
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


def _halving(halved: str, along: str) -> dict[str, Any]:
    """The line at one half of a direction, all along the other."""
    return {
        "type": "line",
        f"{halved}0": 0.5,
        f"{halved}1": 0.5,
        f"{along}0": -0.08,
        f"{along}1": 1.08,
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

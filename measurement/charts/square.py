"""Two positions in one picture: a square with a word in every corner."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from measurement.charts import canvas


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
    data = [_trace(others, canvas.PALE, 9), _trace(own, canvas.ACCENT, 16)]
    places = (
        (0.02, 0.98, "left", "top"),
        (0.98, 0.98, "right", "top"),
        (0.02, 0.02, "left", "bottom"),
        (0.98, 0.02, "right", "bottom"),
    )
    notes = [
        canvas.note(
            f"<i>{word}</i>",
            px,
            py,
            xref="paper",
            yref="paper",
            xanchor=ax,
            yanchor=ay,
            font={"size": canvas.SMALL},
        )
        for word, (px, py, ax, ay) in zip(corners, places, strict=True)
    ]
    ticks = {"range": [-0.08, 1.08], "tickvals": [0, 0.5, 1], "ticktext": ["0", "½", "1"]}
    lines = [
        {
            "type": "line",
            "x0": 0.5,
            "x1": 0.5,
            "y0": -0.08,
            "y1": 1.08,
            "line": {"color": canvas.LINE},
        },
        {
            "type": "line",
            "x0": -0.08,
            "x1": 1.08,
            "y0": 0.5,
            "y1": 0.5,
            "line": {"color": canvas.LINE},
        },
    ]
    return canvas.figure(
        data,
        320,
        annotations=notes,
        shapes=lines,
        xaxis=canvas.axis(title={"text": x}, **ticks),
        yaxis=canvas.axis(title={"text": y}, **ticks),
    )


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

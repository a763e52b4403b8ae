"""Points of a scale: how often each was chosen, and means or differences with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.words import number, percent, text


@dataclass(frozen=True)
class Span:
    """One row: a value with its interval, in the unit of the axis; ``other`` is what it came from.

    ``said`` is the value in words, for the hover text; ``mark`` a word beside the label.
    """

    label: str
    value: float
    lower: float
    upper: float
    n: str
    colour: str = canvas.ACCENT
    symbol: str = "circle"
    other: float = float("nan")
    said: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Ruler:
    """An axis: its ends, the values that are named, and a line that matters (such as 0)."""

    low: float
    high: float
    ticks: Sequence[float]
    names: Sequence[str]
    line: float | None = None


def spread(points: Sequence[int], counts: Sequence[int], mean: float) -> go.Figure:
    """How often every point was chosen, also those nobody chose, with a line at the mean."""
    total = sum(counts)
    trace = {
        "type": "bar",
        "x": list(points),
        "y": list(counts),
        "width": 0.78,
        "marker": {"color": canvas.ACCENT},
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
        shapes=[] if mean != mean else [_upright(mean, 1.1)],
        annotations=[]
        if mean != mean
        else [
            canvas.note(
                text("mean {mean}", mean=number(mean, 1)),
                mean,
                1.1,
                yref="paper",
                yanchor="bottom",
                font={"size": canvas.SMALL},
            )
        ],
        xaxis=canvas.axis(
            tickvals=list(points), range=[points[0] - 0.6, points[-1] + 0.6], automargin=False
        ),
        yaxis=canvas.axis(visible=False, rangemode="tozero"),
    )


def spans(rows: Sequence[Span], ruler: Ruler, name: str = "", other: str = "") -> go.Figure:
    """A figure with a row per span, its label above it and n at the right.

    With ``other`` a hollow mark stands where the value came from, joined by a line: a dumbbell.
    """
    long = any(len(row.mark) > 24 for row in rows)
    step = 1.05 if long else 0.75  # a long mark takes a line
    places = [step * (i + 1) - 0.25 for i in range(len(rows))]
    labels = canvas.told_apart([row.label for row in rows], 60, 1)
    notes = [
        note
        for row, label, y in zip(rows, labels, places, strict=True)
        for note in _texts(row, label, y, "<br>" if long else "  ")
    ]
    notes.append(_right("n", 1, yref="paper", yanchor="bottom", font={"size": canvas.SMALL}))
    lines = [_across(ruler.low, ruler.high, y, canvas.LINE, 1) for y in places]
    data = [_values(rows, places, name)]
    if other:
        data.insert(0, canvas.hollow([row.other for row in rows], places, other))
        lines += [
            _across(row.other, row.value, y, canvas.PALE, 3)
            for row, y in zip(rows, places, strict=True)
            if row.other == row.other and row.value == row.value
        ]
    if ruler.line is not None:
        lines.append(_upright(ruler.line, 1))
    room = (ruler.high - ruler.low) * 0.02
    return canvas.figure(
        data,
        height=int(58 * step * len(rows)) + 92,
        margin={"l": 4, "r": 62, "t": 40, "b": 34},
        showlegend=bool(other),
        annotations=notes,
        shapes=lines,
        xaxis=canvas.axis(
            range=[ruler.low - room, ruler.high + room],
            tickvals=list(ruler.ticks),
            ticktext=list(ruler.names),
            tickfont={"size": canvas.SMALL},
        ),
        yaxis=canvas.axis(range=[step * len(rows) + 0.2, 0], visible=False),
    )


def _texts(row: Span, label: str, y: float, between: str) -> list[dict[str, Any]]:
    """The label above a row, with its mark, and n at the right."""
    label += f"{between}<i>{row.mark}</i>" if row.mark else ""
    above = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
    return [canvas.note(label, 0, y - 0.12, **above), _right(row.n, y, yanchor="middle")]


def _right(said: str, y: float, **more: Any) -> dict[str, Any]:
    return canvas.note(said, 1, y, xref="paper", xanchor="right", xshift=54, **more)


def _across(start: float, end: float, y: float, colour: str, width: int) -> dict[str, Any]:
    line = {"color": colour, "width": width}
    return {
        "type": "line",
        "x0": start,
        "x1": end,
        "y0": y,
        "y1": y,
        "line": line,
        "layer": "below",
    }


def _upright(x: float, top: float) -> dict[str, Any]:
    line = {"color": canvas.QUIET, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": top, "line": line}


def _values(rows: Sequence[Span], places: Sequence[float], name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [row.value for row in rows],
        "y": list(places),
        "marker": {
            "size": 13,
            "color": [row.colour for row in rows],
            "symbol": [row.symbol for row in rows],
            "line": {"width": 0},
        },
        "error_x": canvas.whiskers(
            [_reach(row.value - row.lower) for row in rows],
            [_reach(row.upper - row.value) for row in rows],
        ),
        "hovertext": [
            "<br>".join(filter(None, (canvas.wrapped(row.label), row.said, row.mark)))
            for row in rows
        ],
        "hoverinfo": "text",
    }


def _reach(length: float) -> float:
    """The length of one side of an interval; nothing where there is none."""
    return max(length, 0) if length == length else 0

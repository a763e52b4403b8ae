"""Means and correlations as dots with their intervals, on an axis of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.words import number, text

_STEP = 46  # pixels a row takes: its label, and the dot below it


@dataclass(frozen=True)
class Axis:
    """The ends of an axis, where it is marked, and a line to compare with."""

    first: float
    last: float
    ticks: tuple[float, ...]
    line: float | None = None


@dataclass(frozen=True)
class Mark:
    """One row: a value with its interval, and what it is compared with.

    A ``part`` is smaller and indented beneath the row, or the ``heading``, that it belongs to.
    """

    label: str
    value: float
    lower: float
    upper: float
    n: int
    colour: str = canvas.GOOD
    symbol: str = "circle"
    part: bool = False
    other: float = float("nan")
    note: str = ""
    heading: str = ""


def marks(
    rows: Sequence[Mark], axis: Axis, head: str, name: str = "", other: str = "", digits: int = 1
) -> go.Figure:
    """A figure with a row per mark: its label above it, its value and n in columns at the right.

    ``head`` names the column of values; ``name`` and ``other`` name the marks for the legend.
    """
    places = _places(rows)
    notes = [_head(head, 48), _head("n", 96)]
    for row, y in zip(rows, places, strict=True):
        notes.extend(_texts(row, y, digits))
    shapes = [_rail(y, axis) for y in places]
    if axis.line is not None:
        shapes.append(_line(axis.line))
    data = [_own(rows, places, name, axis, digits)]
    if other:
        data.insert(0, canvas.hollow([r.other for r in rows], places, other))
    return canvas.figure(
        data,
        height=int(_STEP * (places[-1] + 1)) + 84,
        margin={"l": 4, "r": 104, "t": 44, "b": 26},
        showlegend=bool(other),
        annotations=notes,
        shapes=shapes,
        xaxis=canvas.axis(
            range=[axis.first - _room(axis), axis.last + _room(axis)],
            tickvals=list(axis.ticks),
            ticktext=[number(float(tick), 0 if tick == int(tick) else 1) for tick in axis.ticks],
            tickfont={"size": canvas.SMALL},
        ),
        yaxis=canvas.axis(range=[places[-1] + 0.45, -0.75], visible=False),
    )


def _places(rows: Sequence[Mark]) -> list[float]:
    """How far down every row stands; a heading takes a line above its row."""
    places, y = [], 0.0
    for row in rows:
        y += 0.6 if row.heading else 0
        places.append(y)
        y += 1
    return places


def _room(axis: Axis) -> float:
    return 0.03 * (axis.last - axis.first)


def _head(words: str, shift: int) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
    return canvas.note(words, 1, 1, xshift=shift, font={"size": canvas.SMALL}, **place)


def _texts(row: Mark, y: float, digits: int) -> list[dict[str, Any]]:
    """The label above the dot, its value and its n."""
    label = canvas.wrapped(row.label, 46 if row.part else 50, 1)
    label = label if row.part else f"<b>{label}</b>"
    label += f"  <i>{row.note}</i>" if row.note else ""
    size = {"size": canvas.SMALL if row.part else canvas.LABEL_SIZE}
    left = {"xref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
    right = {"xref": "paper", "xanchor": "right", "yanchor": "middle"}
    value = number(float(row.value), digits) if row.value == row.value else "–"
    heading = [canvas.note(f"<b>{row.heading}</b>", 0, y - 0.6, **left)] if row.heading else []
    return [
        *heading,
        canvas.note(label, 0, y - 0.2, xshift=16 if row.part else 0, font=size, **left),
        canvas.note(value, 1, y, xshift=48, font=size, **right),
        canvas.note(number(row.n), 1, y, xshift=96, font=size, **right),
    ]


def _rail(y: float, axis: Axis) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": axis.first,
        "x1": axis.last,
        "y0": y,
        "y1": y,
        "line": {"color": canvas.LINE, "width": 1},
        "layer": "below",
    }


def _line(x: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": canvas.QUIET, "width": 1, "dash": "dot"},
        "layer": "below",
    }


def reach(value: float, lower: float, upper: float, axis: Axis) -> tuple[float, float]:
    """How far the interval is drawn below and above the value: not beyond the ends of the axis."""
    below = value - max(lower, axis.first) if lower == lower else 0.0
    above = min(upper, axis.last) - value if upper == upper else 0.0
    return max(below, 0.0), max(above, 0.0)


def _own(
    rows: Sequence[Mark], places: Sequence[float], name: str, axis: Axis, digits: int
) -> dict[str, Any]:
    reaches = [reach(r.value, r.lower, r.upper, axis) for r in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [r.value for r in rows],
        "y": list(places),
        "marker": {
            "size": [9 if r.part else 13 for r in rows],
            "color": [r.colour for r in rows],
            "symbol": [r.symbol for r in rows],
            "line": {"width": 0},
            "opacity": 1,
        },
        "error_x": canvas.whiskers(
            [below for below, _ in reaches], [above for _, above in reaches]
        ),
        "hovertext": [_hover(r, digits) for r in rows],
        "hoverinfo": "text",
    }


def _hover(row: Mark, digits: int) -> str:
    if row.value != row.value:
        return text("no data")
    lines = [canvas.wrapped(row.label), hover(row.value, row.lower, row.upper, row.n, digits)]
    if row.other == row.other:
        lines.append(text("other centres: {mean}", mean=number(float(row.other), digits)))
    return "<br>".join(lines)


def hover(value: float, lower: float, upper: float, n: int, digits: int = 2) -> str:
    """A value with its interval and n in words."""
    shown = number(float(value), digits)
    if lower != lower:
        return text("{value}, n = {n}", value=shown, n=n)
    return text(
        "{value}, interval {lower} to {upper}, n = {n}",
        value=shown,
        lower=number(float(lower), digits),
        upper=number(float(upper), digits),
        n=n,
    )

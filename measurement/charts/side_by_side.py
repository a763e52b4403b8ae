"""A few scales side by side, with a row per group: dots and intervals in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.charts.axes import Axis, reach
from measurement.charts.told import value_words
from measurement.words import number, text

_STEP = 44  # pixels a row takes
_GAP = 0.04  # between columns, as a fraction of the width


@dataclass(frozen=True)
class Cell:
    """A mean with its interval, of ``n`` answers of so many ``persons``; missing without a score."""

    value: float
    lower: float
    upper: float
    n: int
    persons: int


def side_by_side(
    groups: Sequence[str],
    heads: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    axis: Axis,
    few: int,
    colour: str = colours.GOOD,
) -> go.Figure:
    """A column per scale and a row per group; with fewer than ``few`` persons only n is shown.

    All columns have one axis, so that they can be compared across.
    """
    wide = (1 - _GAP * (len(heads) - 1)) / len(heads)
    data, notes, shapes, axes = [], [], [], {}
    for i, head in enumerate(heads):
        start, own = i * (wide + _GAP), f"x{i + 1}" if i else "x"
        column = [line[i] for line in cells]
        data.append(_column(groups, head, column, own, axis, few, colour))
        notes.append(_head(head, start + wide / 2))
        notes += [_small(cell, y, own, axis) for y, cell in enumerate(column) if cell.persons < few]
        shapes += [{**canvas.rail(axis.low, axis.high, y), "xref": own} for y in range(len(groups))]
        axes[f"xaxis{i + 1 if i else ''}"] = _axis(start, start + wide, axis)
    for y, (group, line) in enumerate(zip(groups, cells, strict=True)):
        notes += _texts(group, [cell.n for cell in line], y)
    return canvas.figure(
        data,
        height=_STEP * len(groups) + 92,
        margin={"l": 4, "r": 8, "t": 58, "b": 26},
        annotations=notes,
        shapes=shapes,
        yaxis=canvas.axis(range=[len(groups) - 0.55, -0.75], visible=False),
        **axes,
    )


def _axis(start: float, end: float, axis: Axis) -> dict[str, Any]:
    room = 0.04 * (axis.high - axis.low)
    return canvas.axis(
        domain=[start, end],
        range=[axis.low - room, axis.high + room],
        tickvals=list(axis.ticks),
        tickfont={"size": canvas.SMALL},
        anchor="y",
        automargin=False,
    )


def _column(
    groups: Sequence[str],
    head: str,
    column: Sequence[Cell],
    own: str,
    axis: Axis,
    few: int,
    colour: str,
) -> dict[str, Any]:
    shown = [cell if cell.persons >= few else None for cell in column]
    reaches = [reach(c.value, c.lower, c.upper, axis) if c else (0.0, 0.0) for c in shown]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [c.value if c else None for c in shown],
        "y": list(range(len(groups))),
        "xaxis": own,
        "marker": {"size": 10, "color": colour},
        "error_x": canvas.whiskers(
            [below for below, _ in reaches], [above for _, above in reaches], width=3
        ),
        "hovertext": [
            f"<b>{group}</b> · {head}<br>{value_words(c.value, c.lower, c.upper, c.n)}" if c else ""
            for group, c in zip(groups, shown, strict=True)
        ],
        "hoverinfo": "text",
    }


def _head(head: str, x: float) -> dict[str, Any]:
    place = {"xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "bottom"}
    words = f"<b>{canvas.wrapped(head, 18, 2)}</b>"
    return canvas.note(words, x, 1, yshift=4, font={"size": canvas.SMALL}, **place)


def _small(cell: Cell, y: int, own: str, axis: Axis) -> dict[str, Any]:
    """The n of a cell with too few answers, or that there are none."""
    words = text("n = {n}", n=cell.n) if cell.n else text("no data")
    middle = (axis.low + axis.high) / 2
    place = {"xref": own, "xanchor": "center", "yanchor": "middle"}
    return canvas.note(words, middle, y, font={"size": 10.5}, **place)


def _texts(group: str, sizes: Sequence[int], y: int) -> list[dict[str, Any]]:
    """The name of a group above its row, and its n at the right: a range where columns differ."""
    n = number(max(sizes))
    if min(sizes) != max(sizes):
        n = f"{number(min(sizes))}–{n}"
    small = {"yanchor": "bottom", "font": {"size": canvas.SMALL}}
    return [
        canvas.above(canvas.wrapped(group, 40, 1), y - 0.16),
        canvas.beside(text("n = {n}", n=n), y - 0.16, 0, **small),
    ]

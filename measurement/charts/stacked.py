"""Whole groups divided in parts: one bar per row, from 0 to 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import number, percent, text

_STEP, _LINE = 54, 20  # pixels a bar and a line of names take
_LEAST = 11  # per cent from which a part is wide enough for its figure, on a phone


@dataclass(frozen=True)
class Part:
    """A part that every bar is divided in; its ``mark`` stands in the bar and in the legend."""

    name: str
    colour: str
    mark: str = ""

    @property
    def title(self) -> str:
        """The mark with the name."""
        return f"{self.mark} {self.name}".strip()


@dataclass(frozen=True)
class Stack:
    """One bar: how many of ``n``, of so many ``persons``, are in each part.

    ``turned`` uses the colours the other way.
    """

    label: str
    counts: tuple[int, ...]
    n: int
    persons: int
    turned: bool = False


def stacked(
    rows: Sequence[Stack], parts: Sequence[Part], columns: int = 2, few: int = 1
) -> go.Figure:
    """A figure with a bar per row, its label above it with n at the right.

    The names of the parts stand above the bars, in so many ``columns``. Fewer
    than ``few`` persons have no bar, only their n.
    """
    lines = [canvas.wrapped(row.label, 50, 3) for row in rows]
    legend = _legend(parts, columns)
    places, y = [], 0.0
    for line in lines:
        y += 0.34 * line.count("<br>")
        places.append(y)
        y += 1
    return canvas.figure(
        [_part(rows, places, parts, i, few) for i in range(len(parts))],
        height=int(_STEP * y) + 40 + _LINE * -(-len(parts) // columns),
        barmode="stack",
        margin={"l": 4, "r": 4, "t": 16 + _LINE * -(-len(parts) // columns), "b": 4},
        uniformtext={"minsize": 10, "mode": "hide"},
        annotations=[
            *legend,
            *(n for row in zip(rows, lines, places, strict=True) for n in _texts(*row, few)),
        ],
        xaxis=canvas.axis(range=[0, 100], visible=False),
        yaxis=canvas.axis(range=[y - 0.65, -0.75], visible=False),
    )


def _legend(parts: Sequence[Part], columns: int) -> list[dict[str, Any]]:
    """The parts by colour, mark and name, in lines above the bars."""
    lines = -(-len(parts) // columns)
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "middle"}
    notes, small = [], {"size": canvas.SMALL}
    for i, part in enumerate(parts):
        x, shift = (i % columns) / columns, 14 + _LINE * (lines - 1 - i // columns)
        square = {"size": 17, "color": part.colour}
        notes += [
            canvas.note("■", x, 1, yshift=shift, font=square, **place),
            canvas.note(part.title, x, 1, yshift=shift, xshift=18, font=small, **place),
        ]
    return notes


def _texts(row: Stack, line: str, y: float, few: int) -> list[dict[str, Any]]:
    said = text("n = {n}", n=row.n) if row.n else text("no data")
    said = text("too few answers (n = {n})", n=row.n) if row.n and row.persons < few else said
    return [
        canvas.above(line, y - 0.2),
        canvas.beside(said, y - 0.2, 0, yanchor="bottom", font={"size": canvas.SMALL}),
    ]


def _part(
    rows: Sequence[Stack], places: Sequence[float], parts: Sequence[Part], i: int, few: int
) -> dict[str, Any]:
    part, shown = parts[i], [row.persons >= max(few, 1) for row in rows]
    shades = [parts[-1 - i if row.turned else i].colour for row in rows]
    shares = [
        100 * row.counts[i] / row.n if k else None for row, k in zip(rows, shown, strict=True)
    ]
    labels = [
        f"{part.mark} {percent(row.counts[i], row.n, sign=False)}".strip()
        if s is not None and s >= _LEAST
        else ""
        for row, s in zip(rows, shares, strict=True)
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "name": part.title,
        "x": shares,
        "y": list(places),
        "width": 0.42,
        "marker": {"color": shades, "line": {"width": 0}},
        "text": labels,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": [colours.contrast(c) for c in shades], "size": 12},
        "hovertext": [
            _hover(row, part, i) if k else "" for row, k in zip(rows, shown, strict=True)
        ],
        "hoverinfo": "text",
    }


def _hover(row: Stack, part: Part, i: int) -> str:
    return text(
        "{part}: {share} ({n} of {total})",
        part=f"{canvas.wrapped(row.label)}<br>{part.title}",
        share=percent(row.counts[i], row.n),
        n=number(row.counts[i]),
        total=number(row.n),
    )

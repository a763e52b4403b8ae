"""Levels of the inspection: a stacked bar per scale, and a small table of marks per school year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import number, percent

# From low to high; each level has a mark of its own beside its colour.
COLOURS = (colours.POINTS[0], colours.POOR, colours.POINTS[-2], colours.GOOD)
MARKS = ("○", "◐", "●", "★")
_STEP = 0.82
_COLUMN = 34  # pixels to the end of the column with n
_NARROW = 0.1


@dataclass(frozen=True)
class Levels:
    """One scale: how many centres at each level, from low to high."""

    label: str
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """Centres with a result."""
        return sum(self.counts)


def levels(rows: Sequence[Levels], names: Sequence[str]) -> go.Figure:
    """A bar per scale with a part per level, the number in it and n at the right.

    ``names`` are those of the levels from low to high; a level that no centre has is left out.
    """
    places = [_STEP * i + 0.62 for i in range(len(rows))]
    used = [i for i in range(len(names)) if any(row.counts[i] for row in rows)]
    return canvas.figure(
        [_part(rows, places, names[i], i) for i in used],
        height=int(56 * _STEP * len(rows)) + 64,
        barmode="stack",
        margin={"l": 4, "r": 44, "t": 38, "b": 8},
        showlegend=True,
        annotations=[note for row, y in zip(rows, places, strict=True) for note in _notes(row, y)]
        + [canvas.head("n", _COLUMN)],
        xaxis=canvas.axis(range=[0, 100], visible=False),
        yaxis=canvas.axis(range=[_STEP * len(rows) + 0.1, 0], visible=False),
    )


def _notes(row: Levels, y: float) -> list[dict[str, Any]]:
    label = canvas.above(canvas.wrapped(row.label, 52, 1), y - 0.21)
    return [label, canvas.beside(number(row.n), y, _COLUMN)]


def _part(rows: Sequence[Levels], places: Sequence[float], name: str, i: int) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": f"{MARKS[i]} {name}",
        "x": [100 * row.counts[i] / row.n if row.n else 0 for row in rows],
        "y": list(places),
        "width": 0.36,
        "marker": {"color": COLOURS[i], "line": {"width": 0}},
        "text": [_within(row, i) for row in rows],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": colours.contrast(COLOURS[i]), "size": 12.5},
        "hovertext": [_hover(row, name, i) for row in rows],
        "hoverinfo": "text",
    }


def _within(row: Levels, i: int) -> str:
    """The mark and the number; in a narrow part the number alone."""
    if not row.counts[i]:
        return ""
    mark = f"{MARKS[i]} " if row.counts[i] >= _NARROW * row.n else ""
    return mark + number(row.counts[i])


def _hover(row: Levels, name: str, i: int) -> str:
    share = f" ({percent(row.counts[i], row.n)})" if row.n else ""
    return (
        f"{canvas.wrapped(row.label)}<br>{name}: {number(row.counts[i])} / {number(row.n)}{share}"
    )


def grid(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[tuple[int, int] | None]]
) -> go.Figure:
    """Per row and column how many of how many, in words of figures; nothing where there is none."""
    return canvas.figure(
        [_shaded(cells, len(columns))],
        height=34 * len(rows) + 40,
        margin={"l": 4, "r": 4, "t": 30, "b": 4},
        xaxis=canvas.axis(
            side="top", tickvals=list(range(len(columns))), ticktext=list(columns), ticks=""
        ),
        yaxis=canvas.axis(
            tickvals=list(range(len(rows))),
            ticktext=[canvas.wrapped(row, 24, 2) for row in rows],
            range=[len(rows) - 0.5, -0.5],
            tickfont={"size": 12},
            ticks="",
        ),
    )


def _shaded(cells: Sequence[Sequence[tuple[int, int] | None]], n_columns: int) -> dict[str, Any]:
    """A cell coloured by the part that it is of its whole."""
    return {
        "type": "heatmap",
        "z": [[None if cell is None else cell[0] / cell[1] for cell in line] for line in cells],
        "x": list(range(n_columns)),
        "y": list(range(len(cells))),
        "zmin": 0,
        "zmax": 1,
        "colorscale": colours.heat(),
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "text": [[_cell(cell) for cell in line] for line in cells],
        "texttemplate": "%{text}",
        "textfont": {"size": 12.5, "color": colours.on_heat()},
        "hoverinfo": "skip",
    }


def _cell(cell: tuple[int, int] | None) -> str:
    return "–" if cell is None else f"{number(cell[0])} / {number(cell[1])}"

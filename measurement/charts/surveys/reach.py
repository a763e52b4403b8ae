"""Reach as figures: people per centre, centres × initiatives, and the board of targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import number, text

# Pale enough for dark figures on every cell; the darkest is the favourable blue, lightened.
_ROW, _TWO_LINES = 26, 32
_COLOURS = {
    "met": colours.GOOD,
    "not_met": colours.POOR,
    "not_yet": colours.PALE,
    "no_data": colours.PALE,
}
_MARKS = {"met": "✓", "not_met": "✗", "not_yet": "○", "no_data": "–"}


@dataclass(frozen=True)
class Reached:
    """One centre: different people that took part, and its staff where that is known."""

    label: str
    n: int
    staff: int | None = None


@dataclass(frozen=True)
class Cell:
    """One target of one centre: the state, the figure beside the mark, and what it says."""

    state: str
    figure: str
    said: str


def people(rows: Sequence[Reached]) -> go.Figure:
    """A bar of people per centre, on a paler one of its staff, in the order given."""
    places = list(range(len(rows)))
    most = max((max(r.n, r.staff or 0) for r in rows), default=1) or 1
    back = _bars([r.staff or 0 for r in rows], places, colours.LINE, 0.7)
    front = _bars([r.n for r in rows], places, colours.GOOD, 0.42)
    front["hovertext"] = [f"<b>{r.label}</b><br>{_said(r)}" for r in rows]
    front["hoverinfo"] = "text"
    return canvas.figure(
        [back, front],
        height=_ROW * len(rows) + 40,
        barmode="overlay",
        margin={"l": 4, "r": 72, "t": 6, "b": 26},
        annotations=[_beside(row, y) for y, row in enumerate(rows)],
        xaxis=canvas.axis(range=[0, most * 1.02], tickfont={"size": canvas.SMALL}, nticks=6),
        yaxis=_names([r.label for r in rows]),
    )


def _beside(row: Reached, y: int) -> dict[str, Any]:
    """The numbers at the right of a bar."""
    said = number(row.n) if row.staff is None else _of(row)
    return canvas.beside(said, y, 68, font={"size": canvas.SMALL})


def _bars(
    values: Sequence[int], places: Sequence[int], colour: str, width: float
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": list(places),
        "width": width,
        "marker": {"color": colour},
        "hoverinfo": "skip",
    }


def _of(row: Reached) -> str:
    return text("{n} of {staff}", n=row.n, staff=row.staff)


def _said(row: Reached) -> str:
    if row.staff is None:
        return text("{n} people; number of staff not known", n=row.n)
    return text("{n} people, on a staff of {staff}", n=row.n, staff=row.staff)


def _names(labels: Sequence[str]) -> dict[str, Any]:
    return canvas.axis(
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        range=[len(labels) - 0.5, -0.5],
        tickfont={"size": 12},
    )


def crowd(
    rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[int]]
) -> go.Figure:
    """People per row and column; a cell where nobody took part is open, with a dot.

    Long names, as of initiatives, stand in rows, where they are read without turning.
    """
    open_cells = [(c, r) for r, line in enumerate(values) for c, n in enumerate(line) if not n]
    top = {"side": "top", "autotickangles": [0, 90], "tickfont": {"size": canvas.SMALL}}
    return canvas.figure(
        [_cells(rows, columns, values), _written(open_cells, ["·"] * len(open_cells))],
        height=_TWO_LINES * len(rows) + 90,
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        xaxis=canvas.axis(
            tickvals=list(range(len(columns))),
            ticktext=canvas.told_apart(canvas.without_start(columns), 16, 2),
            range=[-0.5, len(columns) - 0.5],
            **top,
        ),
        yaxis=_names(canvas.told_apart(rows, 30, 2)),
    )


def _cells(
    rows: Sequence[str], columns: Sequence[str], values: Sequence[Sequence[int]]
) -> dict[str, Any]:
    hover = [
        [f"<b>{row}</b> · {c}<br>{_took_part(n)}" for c, n in zip(columns, line, strict=True)]
        for row, line in zip(rows, values, strict=True)
    ]
    return {
        "type": "heatmap",
        "z": [[n or None for n in line] for line in values],
        "x": list(range(len(columns))),
        "y": list(range(len(rows))),
        "zmin": 0,
        "zmax": max((n for line in values for n in line), default=1) or 1,
        "colorscale": colours.much(),
        "xgap": 2,
        "ygap": 2,
        "text": [[number(n) if n else "" for n in line] for line in values],
        "texttemplate": "%{text}",
        "textfont": {"size": 12, "color": colours.on_heat()},
        "hovertext": hover,
        "hoverinfo": "text",
        "hoverongaps": True,
        "showscale": False,
    }


def _took_part(n: int) -> str:
    return text("{n} people", n=n) if n else text("nobody took part")


def board(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Cell]]
) -> go.Figure:
    """A row per centre and a column per target: a mark with its figure; the words in the hover."""
    places = [(c, r) for r, line in enumerate(cells) for c in range(len(line))]
    every = [cell for line in cells for cell in line]
    top = {"side": "top", "tickangle": 0, "tickfont": {"size": canvas.SMALL}}
    return canvas.figure(
        [
            _hovers(rows, columns, cells),
            _written(
                places, map(_marked, every), [colours.said(_COLOURS[cell.state]) for cell in every]
            ),
        ],
        height=_ROW * len(rows) + 76,
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        shapes=[_line(r + 0.5) for r in range(len(rows) - 1)],
        xaxis=canvas.axis(
            tickvals=list(range(len(columns))),
            ticktext=[canvas.wrapped(c, 11, 2) for c in columns],
            range=[-0.5, len(columns) - 0.5],
            **top,
        ),
        yaxis=_names(rows),
    )


def _marked(cell: Cell) -> str:
    """The mark of a cell and the figure beside it."""
    return f"<b>{_MARKS[cell.state]}</b> {cell.figure}".strip()


def _written(
    places: Sequence[tuple[int, int]], said: Iterable[str], shades: Sequence[str] = ()
) -> dict[str, Any]:
    """Words in cells, as a trace: many annotations take a browser seconds to place."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, _y in places],
        "y": [y for _x, y in places],
        "text": list(said),
        "textfont": {"size": 12, "color": list(shades) or colours.ink()},
        "hoverinfo": "skip",
    }


def _hovers(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Cell]]
) -> dict[str, Any]:
    """Marks that cannot be seen, for the hover text of every cell."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [c for _r in rows for c in range(len(columns))],
        "y": [r for r in range(len(rows)) for _c in columns],
        "marker": {"size": 22, "color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "hovertext": [
            f"<b>{row}</b> · {column}<br>{cell.said}"
            for row, line in zip(rows, cells, strict=True)
            for column, cell in zip(columns, line, strict=True)
        ],
        "hoverinfo": "text",
    }


def _line(y: float) -> dict[str, Any]:
    line = {"color": colours.LINE, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "line": line}

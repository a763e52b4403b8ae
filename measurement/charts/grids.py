"""Centres × factors: shares as a heat map, and states as marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import number, text


def heat(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float]],
    n: Sequence[Sequence[int]],
    few: int,
    words: Sequence[Sequence[str]],
    of: Sequence[Sequence[str]] = (),
    persons: Sequence[Sequence[int]] = (),
) -> go.Figure:
    """Shares (0–1) centred on one half; cells of fewer than ``few`` persons show only their n.

    ``words`` is the verdict of each cell and ``of`` its denominator, for the hover text.
    Without ``persons`` every score counts as somebody else's.
    """
    who = persons or n
    pairs = [list(zip(line, ks, strict=True)) for line, ks in zip(values, who, strict=True)]
    shown = [[v if v == v and k >= few else None for v, k in line] for line in pairs]
    labels = [[_cell(v, k, few) for v, k in line] for line in pairs]
    hover = [
        [
            f"<b>{rows[r]}</b> · {columns[c]}<br>{words[r][c]}<br>{_hover(values[r][c], n[r][c], who[r][c], few, of[r][c] if of else '')}"
            for c in range(len(columns))
        ]
        for r in range(len(rows))
    ]
    few_cells = [
        (r, c) for r in range(len(rows)) for c in range(len(columns)) if n[r][c] and who[r][c] < few
    ]
    return canvas.figure(
        [_shaded(shown, labels, hover, len(columns))],
        height=26 * len(rows) + 110,
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        xaxis=_heads(columns),
        yaxis=_names(rows),
        annotations=[canvas.note(f"n={n[r][c]}", c, r, font={"size": 10}) for r, c in few_cells],
        shapes=[_dotted(r, c) for r, c in few_cells],
    )


def _shaded(
    shares: Sequence[Sequence[float | None]],
    labels: Sequence[Sequence[str]],
    hover: Sequence[Sequence[str]],
    n_columns: int,
) -> dict[str, Any]:
    """A coloured cell per share, with its figure in it."""
    return {
        "type": "heatmap",
        "z": shares,
        "x": list(range(n_columns)),
        "y": list(range(len(shares))),
        "zmin": 0,
        "zmax": 1,
        "colorscale": colours.heat(),
        "xgap": 2,
        "ygap": 2,
        "text": labels,
        "texttemplate": "%{text}",
        "textfont": {"size": 12, "color": colours.on_heat()},
        "hovertext": hover,
        "hoverinfo": "text",
        "showscale": False,
        "hoverongaps": True,
    }


def _dotted(row: int, column: int) -> dict[str, Any]:
    """The frame of a cell with too few answers."""
    return {
        "type": "rect",
        "x0": column - 0.46,
        "x1": column + 0.46,
        "y0": row - 0.42,
        "y1": row + 0.42,
        "line": {"color": colours.PALE, "width": 1, "dash": "dot"},
    }


def _cell(value: float, n: int, few: int) -> str:
    return number(100 * value) if value == value and n >= few else ""


def _hover(value: float, n: int, persons: int, few: int, of: str) -> str:
    if not n:
        return text("no data")
    if persons < few:
        return text("too few answers (n = {n}): of fewer than {few} persons", n=n, few=few)
    said = of or text("(n = {n})", n=n)
    return text("{share} % enabling {of}", share=number(100 * value, 1), of=said)


def states(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[str]],
    words: Sequence[Sequence[str]],
    colours: Mapping[str, str],
    marks: Mapping[str, str],
) -> go.Figure:
    """A cell per row and column with one of a few marks, coloured; the word is in the hover text."""
    places = [(r, c) for r in range(len(rows)) for c in range(len(columns))]
    trace = {
        "type": "scatter",
        "mode": "text",
        "x": [c for _r, c in places],
        "y": [r for r, _c in places],
        "text": [marks[values[r][c]] for r, c in places],
        "textfont": {"size": 20, "color": [colours[values[r][c]] for r, c in places]},
        "hovertext": [f"<b>{rows[r]}</b> · {columns[c]}<br>{words[r][c]}" for r, c in places],
        "hoverinfo": "text",
    }
    return canvas.figure(
        [trace],
        height=28 * len(rows) + 120,
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        xaxis=_heads(columns),
        yaxis=_names(rows),
    )


def _heads(columns: Sequence[str]) -> dict[str, Any]:
    """The names above the columns, whether or not a cell is filled.

    In up to four lines; where they are turned (``drawn/space.py``), in as many as a column has room for.
    """
    names = [name.replace("/", "/ ") for name in columns]  # a long word may go on after a slash
    return canvas.axis(
        side="top",
        tickvals=list(range(len(columns))),
        ticktext=canvas.told_apart(names, 16, 4),
        range=[-0.5, len(columns) - 0.5],
        tickfont={"size": canvas.SMALL},
        autotickangles=[0, 90],
    )


def _names(rows: Sequence[str]) -> dict[str, Any]:
    """The names beside the rows, the first on top."""
    return canvas.axis(
        tickvals=list(range(len(rows))),
        ticktext=list(rows),
        range=[len(rows) - 0.5, -0.5],
        tickfont={"size": 12},
    )

"""Centres × factors as a heat map, and the distribution over the points of a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.words import number, percent, text

# Pale enough for dark figures on every cell (contrast of 6 or more).
_SCALE = [
    [0.0, "#E08A2E"],
    [0.25, "#F0BE85"],
    [0.5, "#F2F1EE"],
    [0.75, "#A9CCE5"],
    [1.0, "#5FA3D3"],
]


def heat(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float]],
    n: Sequence[Sequence[int]],
    few: int,
    words: Sequence[Sequence[str]],
    of: Sequence[Sequence[str]] = (),
) -> go.Figure:
    """Shares (0–1) centred on one half; cells with fewer than ``few`` scores show only their n.

    ``words`` is the verdict of each cell and ``of`` its denominator, for the hover text.
    """
    shown = [
        [v if v == v and k >= few else None for v, k in zip(line, ks, strict=True)]
        for line, ks in zip(values, n, strict=True)
    ]
    labels = [
        [_cell(v, k, few) for v, k in zip(line, ks, strict=True)]
        for line, ks in zip(values, n, strict=True)
    ]
    hover = [
        [
            f"<b>{rows[r]}</b> · {columns[c]}<br>{words[r][c]}<br>{_hover(values[r][c], n[r][c], few, of[r][c] if of else '')}"
            for c in range(len(columns))
        ]
        for r in range(len(rows))
    ]
    trace = {
        "type": "heatmap",
        "z": shown,
        "x": [canvas.wrapped(c, 15) for c in columns],
        "y": list(rows),
        "zmin": 0,
        "zmax": 1,
        "colorscale": _SCALE,
        "xgap": 2,
        "ygap": 2,
        "text": labels,
        "texttemplate": "%{text}",
        "textfont": {"size": 12, "color": "#111111"},
        "hovertext": hover,
        "hoverinfo": "text",
        "showscale": False,
        "hoverongaps": True,
    }
    few_cells = [(r, c) for r in range(len(rows)) for c in range(len(columns)) if 0 < n[r][c] < few]
    return canvas.figure(
        [trace],
        height=26 * len(rows) + 110,
        margin={"l": 4, "r": 4, "t": 8, "b": 4},
        xaxis=canvas.axis(side="top", tickfont={"size": canvas.SMALL}, autotickangles=[0, 90]),
        yaxis=canvas.axis(autorange="reversed", tickfont={"size": 12}),
        annotations=[
            canvas.note(f"n={n[r][c]}", c, r, font={"size": 10, "color": canvas.PALE})
            for r, c in few_cells
        ],
        shapes=[
            {
                "type": "rect",
                "x0": c - 0.46,
                "x1": c + 0.46,
                "y0": r - 0.42,
                "y1": r + 0.42,
                "line": {"color": canvas.PALE, "width": 1, "dash": "dot"},
            }
            for r, c in few_cells
        ],
    )


def _cell(value: float, n: int, few: int) -> str:
    return number(100 * value) if value == value and n >= few else ""


def _hover(value: float, n: int, few: int, of: str) -> str:
    if not n:
        return text("no data")
    if n < few:
        return text("too few answers (n = {n})", n=n)
    said = of or text("(n = {n})", n=n)
    return text("{share} % enabling {of}", share=number(100 * value, 1), of=said)


def points(
    names: Sequence[str], counts: Sequence[int], readings: Sequence[str], cut: bool = True
) -> go.Figure:
    """The distribution of one item over the points of its scale, coloured by how a point reads.

    Without a ``cut`` no point is good or bad: all have one colour.
    """
    total = sum(counts)
    colours = [canvas.READINGS[one] if cut else canvas.ACCENT for one in readings]
    trace: dict[str, Any] = {
        "type": "bar",
        "x": list(names),
        "y": list(counts),
        "marker": {"color": colours},
        "text": [number(c) if c else "" for c in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [
            text("{point}: {n} of {total} scores", point=p, n=c, total=total)
            for p, c in zip(names, counts, strict=True)
        ],
        "hoverinfo": "text",
    }
    return canvas.figure(
        [trace],
        height=250,
        margin={"l": 4, "r": 4, "t": 24, "b": 30},
        xaxis=canvas.axis(type="category"),
        yaxis=canvas.axis(visible=False),
    )


def rates(
    names: Sequence[str], answered: Sequence[int], invited: Sequence[int | None]
) -> go.Figure:
    """Response per group: a bar from 0 to 100 %, with 'answered of invited' beside it."""
    shares = [100 * a / i if i and a <= i else None for a, i in zip(answered, invited, strict=True)]
    places = list(range(len(names)))
    notes = []
    for y, name, a, i, s in zip(places, names, answered, invited, shares, strict=True):
        notes.append(
            canvas.note(
                canvas.wrapped(name, 60, 1),
                0,
                y - 0.2,
                xref="paper",
                xanchor="left",
                yanchor="bottom",
            )
        )
        said = (
            text("{answered} of {invited}", answered=a, invited=i)
            if i is not None
            else text("{answered}, invited unknown", answered=a)
        )
        if s is not None and i:
            said += f" · <b>{percent(a, i, 0)}</b>"
        notes.append(
            canvas.note(
                said,
                1,
                y - 0.2,
                xref="paper",
                xanchor="right",
                yanchor="bottom",
                font={"size": canvas.SMALL},
            )
        )
        if s is None:
            notes.append(
                canvas.note(
                    text("unknown"),
                    0,
                    y,
                    xanchor="left",
                    yanchor="middle",
                    font={"size": canvas.SMALL, "color": canvas.PALE},
                )
            )
    back = {
        "type": "bar",
        "orientation": "h",
        "x": [100] * len(names),
        "y": places,
        "width": 0.28,
        "marker": {"color": canvas.LINE},
        "hoverinfo": "skip",
    }
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": shares,
        "y": places,
        "width": 0.28,
        "marker": {"color": canvas.GOOD},
        "hoverinfo": "skip",
    }
    return canvas.figure(
        [back, trace],
        height=48 * len(names) + 40,
        barmode="overlay",
        margin={"l": 4, "r": 4, "t": 26, "b": 4},
        annotations=notes,
        xaxis=canvas.axis(range=[0, 100], visible=False),
        yaxis=canvas.axis(range=[len(names) - 0.5, -0.7], visible=False),
    )


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
        xaxis=canvas.axis(
            side="top",
            tickvals=list(range(len(columns))),
            ticktext=[canvas.wrapped(c, 15) for c in columns],
            range=[-0.5, len(columns) - 0.5],
            tickfont={"size": canvas.SMALL},
            autotickangles=[0, 90],
        ),
        yaxis=canvas.axis(
            tickvals=list(range(len(rows))), ticktext=list(rows), range=[len(rows) - 0.5, -0.5]
        ),
    )

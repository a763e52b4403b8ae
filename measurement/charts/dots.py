"""Shares as dots with their intervals: factors in order, one centre against the rest, the chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.words import number, text

WIDTH = 60  # characters of a label on one line


@dataclass(frozen=True)
class Dot:
    """One row: a share (0–1) with its interval, and what it is compared with.

    Where ``n`` is None the share is withheld, and ``mark`` says why. ``of`` is the denominator in
    words, for the hover text.
    """

    label: str
    value: float
    lower: float
    upper: float
    n: int | None
    colour: str = canvas.GOOD
    other: float = float("nan")
    hint: str = ""
    mark: str = ""
    of: str = ""


def dots(
    rows: Sequence[Dot], name: str, other: str = "", centre_line: float | None = None
) -> go.Figure:
    """A figure with a row per dot, its label above it and n at the right.

    ``name`` and ``other`` name the dots for the legend; ``centre_line`` draws a line at a share.
    """
    # A long mark takes a line of its own, and so does the end of a long label.
    long = any(len(row.label) > WIDTH for row in rows)
    step = 0.75 + 0.3 * any(_apart(row) for row in rows) + 0.3 * long
    places = [step * i + step - 0.25 for i in range(len(rows))]
    notes = []
    for row, y in zip(rows, places, strict=True):
        between = "<br>" if _apart(row) else "  "
        label = canvas.wrapped(row.label, WIDTH, 2)
        label += f"{between}<i>{row.mark}</i>" if row.mark else ""
        notes.append(
            canvas.note(
                label, 0, y - 0.12, xref="paper", xanchor="left", yanchor="bottom", align="left"
            )
        )
        notes.append(
            canvas.note(
                "" if row.n is None else number(row.n),
                1,
                y,
                xref="paper",
                xanchor="right",
                yanchor="middle",
                xshift=44,
            )
        )
    notes.append(
        canvas.note(
            "n",
            1,
            1,
            xref="paper",
            yref="paper",
            xanchor="right",
            yanchor="bottom",
            xshift=44,
            font={"size": canvas.SMALL},
        )
    )
    data = [_own(rows, places, name)]
    shapes = [
        {
            "type": "line",
            "x0": 0,
            "x1": 100,
            "y0": y,
            "y1": y,
            "line": _rail(row),
            "layer": "below",
        }
        for row, y in zip(rows, places, strict=True)
    ]
    if other:
        data.insert(0, canvas.hollow([100 * r.other for r in rows], places, other))
        shapes += [
            {
                "type": "line",
                "x0": 100 * r.value,
                "x1": 100 * r.other,
                "y0": y,
                "y1": y,
                "line": {"color": canvas.PALE, "width": 3},
                "layer": "below",
            }
            for r, y in zip(rows, places, strict=True)
            if r.other == r.other and r.value == r.value
        ]
    if centre_line is not None:
        shapes.append(
            {
                "type": "line",
                "x0": 100 * centre_line,
                "x1": 100 * centre_line,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": canvas.QUIET, "width": 1, "dash": "dot"},
                "layer": "below",
            }
        )
    return canvas.figure(
        data,
        height=int(67 * step * len(rows)) + 92,
        margin={"l": 4, "r": 56, "t": 40, "b": 34},
        showlegend=bool(other),
        annotations=notes,
        shapes=shapes,
        xaxis=canvas.axis(
            range=[-2, 102],
            tickvals=[0, 25, 50, 75, 100],
            ticktext=["0 %", "25 %", "50 %", "75 %", "100 %"],
            tickfont={"size": canvas.SMALL},
        ),
        yaxis=canvas.axis(range=[step * len(rows) + 0.2, 0], visible=False),
    )


def _apart(row: Dot) -> bool:
    """Whether the mark stands on a line of its own: it would not fit beside the label on a phone."""
    return len(row.mark) > 24 or (
        bool(row.mark) and len(row.label) % WIDTH + len(row.mark) > WIDTH - 8
    )


def _rail(row: Dot) -> dict[str, Any]:
    """The line that a dot stands on; where the share is withheld there is only this, dashed."""
    if row.n is None:
        return {"color": canvas.PALE, "width": 3, "dash": "2px,7px"}
    return {"color": canvas.LINE, "width": 1}


def withheld(label: str, why: str) -> Dot:
    """A row of which the share is withheld."""
    nothing = float("nan")
    return Dot(label, nothing, nothing, nothing, None, mark=why)


def _own(rows: Sequence[Dot], places: Sequence[float], name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [100 * r.value for r in rows],
        "y": list(places),
        "marker": {"size": 13, "color": [r.colour for r in rows], "line": {"width": 0}},
        "error_x": canvas.whiskers(
            [100 * max(r.value - r.lower, 0) if r.lower == r.lower else 0 for r in rows],
            [100 * max(r.upper - r.value, 0) if r.upper == r.upper else 0 for r in rows],
        ),
        "hovertext": [_hover(r) for r in rows],
        "hoverinfo": "text",
    }


def _hover(row: Dot) -> str:
    if row.n is None:
        return row.mark
    if row.value != row.value:
        return text("no data")
    lines = [
        canvas.wrapped(row.label),
        text(
            "{share} % {of}, interval {lower} to {upper}",
            share=number(100 * row.value, 1),
            lower=number(100 * row.lower, 1),
            upper=number(100 * row.upper, 1),
            of=row.of or text("(n = {n})", n=row.n),
        ),
    ]
    if row.other == row.other:
        lines.append(text("other centres: {share} %", share=number(100 * row.other, 1)))
    return "<br>".join([*lines, row.hint] if row.hint else lines)

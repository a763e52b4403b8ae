"""A line per thing: its label at the left, its value with an interval, and both in figures.

The same rows as in :mod:`~measurement.charts.rows`, in half the height: for lists that are read from
top to bottom. The value stands in figures at the right, and the line that matters crosses no words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, told
from measurement.charts.axes import Axis, across, share_axis
from measurement.charts.rows import Row, lines, spans, values
from measurement.words import number

WIDTH = 26  # characters of a label on one line
_ONE, _TWO, _HEADING = 28, 36, 24  # pixels of a row of one line, of two, and of a heading above it
_VALUE, _N, _WIDE = 52, 100, 112  # pixels to the ends of the columns, and with a long n


def shares(rows: Sequence[Row], name: str, other: str = "", line: float | None = None) -> go.Figure:
    """A figure of shares (0–1) on an axis from 0 to 100 %; see :func:`row_chart`."""
    return row_chart(rows, share_axis(line), name, other, "%")


def row_chart(
    rows: Sequence[Row], axis: Axis, name: str = "", other: str = "", head: str = ""
) -> go.Figure:
    """A figure with a line per value: label, value, and under ``head`` the value and n in figures.

    ``name`` and ``other`` name the values and what they are compared with, for the legend; a row is
    joined with its other value by a line.
    """
    labels = _labels(rows)
    tall = any("<br>" in label for label in labels)
    step = _TWO if tall else _ONE
    places = _places(rows, _HEADING / step)
    end = places[-1] + 0.5
    shift = _WIDE if any(len(str(row.n)) > 6 for row in rows) else _N
    others = [axis.times * row.other for row in rows]
    return canvas.figure(
        [
            *told.open_spans(spans(rows, places, axis), 0.4),
            *[canvas.hollow(others, places, other)] * bool(other),
            values(rows, places, axis, name),
        ],
        height=round(step * end) + 54 + 22 * bool(other),
        margin={"l": 4, "r": shift + 8, "t": 24 + 22 * bool(other), "b": 30},
        showlegend=bool(other),
        annotations=[*_headings(rows, places, step), *_columns(rows, places, axis, head, shift)],
        shapes=lines(rows, places, axis, bool(other)),
        xaxis=across(axis),
        yaxis=canvas.axis(range=[end, 0], tickvals=places, ticktext=labels, ticks=""),
    )


def _labels(rows: Sequence[Row]) -> list[str]:
    """The label of each row, its mark in a line below it where that is more than its value."""
    shown = canvas.told_apart([row.label for row in rows], WIDTH, 2)
    marked = []
    for row, label in zip(rows, shown, strict=True):
        mark = "" if _is_value(row.mark) else row.mark
        label = f"{label}<br><i>{mark}</i>" if mark else label
        marked.append(f"  {label}" if row.part else label)
    return marked


def _is_value(mark: str) -> bool:
    """Whether a mark is a share alone, which has a column of its own."""
    return mark.endswith("%") and mark[:1].isdigit() and " " not in mark


def _places(rows: Sequence[Row], heading: float) -> list[float]:
    """How far down every row stands; a heading takes a line above its row."""
    places, y = [], -0.5
    for row in rows:
        y += 1 + heading * bool(row.heading)
        places.append(y)
    return places


def _headings(rows: Sequence[Row], places: Sequence[float], step: int) -> list[dict[str, Any]]:
    """What stands above the rows that belong together."""
    return [
        canvas.note(
            f"<b>{row.heading}</b>",
            0,
            y - 0.5 - _HEADING / step / 2,
            xref="paper",
            xanchor="left",
            yanchor="middle",
        )
        for row, y in zip(rows, places, strict=True)
        if row.heading
    ]


def _columns(
    rows: Sequence[Row], places: Sequence[float], axis: Axis, head: str, shift: int
) -> list[dict[str, Any]]:
    """The value and n in figures, at the right."""
    notes = [canvas.head(head, _VALUE), canvas.head("n", shift)]
    for row, y in zip(rows, places, strict=True):
        value = "–"
        if row.value == row.value:
            value = number(axis.times * float(row.value), axis.digits)
        n = number(row.n) if isinstance(row.n, int) else row.n or ""
        notes += [canvas.beside(value, y, _VALUE), canvas.beside(n, y, shift)]
    return notes

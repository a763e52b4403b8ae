"""A line per thing: its label at the left, its value with an interval, and both in figures.

The same rows as in :mod:`~measurement.charts.rows`, in half the height: for lists that are read from
top to bottom. The value stands in figures at the right, or what is told instead of it, and the line
that matters crosses no words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, told
from measurement.charts.axes import Axis, across, share_axis
from measurement.charts.rows import Row, lines, spans, values
from measurement.words import number, text

WIDTH = 27  # characters of a label on one line
_STEPS = {1: 28, 2: 36, 3: 56}  # pixels of a row by its lines
_HEADINGS = (0, 24, 40, 56)  # pixels of a heading above a row by its lines
_WORDS = 11  # characters of a line of what is told instead of a value
_VALUE, _N, _LONG = (
    52,
    48,
    60,
)  # pixels to the end of the values, from there to that of n, or a long n
_TOLD = 18  # pixels more for words in place of a value


def shares(
    rows: Sequence[Row], name: str, other: str = "", line: float | None = None, head: str = "%"
) -> go.Figure:
    """A figure of shares (0–1) on an axis from 0 to 100 %; see :func:`row_chart`."""
    return row_chart(rows, share_axis(line), name, other, head)


def row_chart(
    rows: Sequence[Row], axis: Axis, name: str = "", other: str = "", head: str = ""
) -> go.Figure:
    """A figure with a line per value: label, value, and under ``head`` the value and n in figures.

    ``name`` and ``other`` name the values and what they are compared with, for the legend; a row is
    joined with its other value by a line.
    """
    labels = _labels(rows)
    cells = [_cell(row, axis) for row in rows]
    step = _STEPS[min(max(label.count("<br>") + 1 for label in [*labels, *cells]), 3)]
    headings = [canvas.wrapped(row.heading, WIDTH) for row in rows]
    places = _places([_room(said, step) for said in headings])
    at = _VALUE + _TOLD * any(_instead(row) for row in rows)
    shift = at + (_LONG if any(len(str(row.n)) > 6 for row in rows) else _N)
    others = [axis.times * row.other for row in rows]
    if all(value != value for value in others):  # none is told, so none is named
        other = ""
    return canvas.figure(
        [
            *told.open_spans(spans(rows, places, axis), 0.4),
            *[canvas.hollow(others, places, other)] * bool(other),
            values(rows, places, axis, name),
        ],
        height=round(step * (places[-1] + 0.5)) + 54 + 22 * bool(other),
        margin={"l": 4, "r": shift + 8, "t": 24 + 22 * bool(other), "b": 30},
        showlegend=bool(other),
        annotations=_columns(
            rows, places, cells, (canvas.head(head, at), canvas.head("n", shift)), at, shift
        ),
        shapes=[
            *lines(rows, places, replace(axis, line=None), bool(other)),
            *_uprights(rows, places, axis),
        ],
        xaxis=across(axis),
        yaxis=_words(places, labels, headings, step),
    )


def _words(
    places: Sequence[float], labels: Sequence[str], headings: Sequence[str], step: int
) -> dict[str, Any]:
    """The words at the left: of every row, and above the rows that belong together their heading."""
    above = [
        (y - (1 + _room(said, step)) / 2, f"<b>{said}</b>")
        for y, said in zip(places, headings, strict=True)
        if said
    ]
    return canvas.axis(
        range=[places[-1] + 0.5, 0],
        tickvals=[*places, *(y for y, _said in above)],
        ticktext=[*labels, *(said for _y, said in above)],
        ticks="",
    )


def _room(heading: str, step: int) -> float:
    """What a heading takes of the height, in rows."""
    return _HEADINGS[heading.count("<br>") + bool(heading)] / step


def _labels(rows: Sequence[Row]) -> list[str]:
    """The label of each row, its mark in a line below it where that is more than its value."""
    shown = canvas.told_apart([row.label for row in rows], WIDTH, 2)
    marked = []
    for row, label in zip(rows, shown, strict=True):
        told_there = {_instead(row), told.few_words(row.n) if isinstance(row.n, int) else ""}
        parts = [part for part in row.mark.split(" · ") if part and not _is_value(part)]
        mark = " · ".join(part for part in parts if part not in told_there)
        label = f"{label}<br><i>{mark}</i>" if mark else label
        marked.append(f"  {label}" if row.part else label)
    return marked


def _is_value(mark: str) -> bool:
    """Whether a mark is a share alone, which has a column of its own."""
    return mark.endswith("%") and mark[:1].isdigit() and len(mark.split()) <= 2


def _instead(row: Row) -> str:
    """What is told instead of a value: between which numbers it lies, or that it is not told."""
    if row.bounded:
        return row.mark.split(" · ")[0]
    few = isinstance(row.n, int) and told.few_words(row.n) in row.mark.split(" · ")
    return text("too few") if few and row.value != row.value else ""


def _cell(row: Row, axis: Axis) -> str:
    """The value in figures, or what is told instead of it in two lines."""
    if row.value == row.value:
        return number(axis.times * float(row.value), axis.digits)
    return canvas.wrapped(_instead(row), _WORDS, 2) or "–"


def _places(headings: Sequence[float]) -> list[float]:
    """How far down every row stands, each beneath the room that its heading takes."""
    places, y = [], -0.5
    for room in headings:
        y += 1 + room
        places.append(y)
    return places


def _uprights(rows: Sequence[Row], places: Sequence[float], axis: Axis) -> list[dict[str, Any]]:
    """The line that matters, beside the rows and not through their headings."""
    if axis.line is None:
        return []
    starts = [i for i, row in enumerate(rows) if row.heading or not i]
    ends = [*(i - 1 for i in starts[1:]), len(rows) - 1]
    whole = canvas.upright(axis.times * axis.line)
    return [
        whole | {"yref": "y", "y0": places[last] + 0.5, "y1": places[first] - 0.5}
        for first, last in zip(starts, ends, strict=True)
    ]


def _columns(
    rows: Sequence[Row],
    places: Sequence[float],
    cells: Sequence[str],
    heads: Sequence[dict[str, Any]],
    at: int,
    shift: int,
) -> list[dict[str, Any]]:
    """The value, or what is told instead, and n in figures at the right."""
    notes = list(heads)
    for row, y, cell in zip(rows, places, cells, strict=True):
        small = {"font": {"size": canvas.SMALL}, "align": "right"} if _instead(row) else {}
        n = number(row.n) if isinstance(row.n, int) else row.n or ""
        notes += [canvas.beside(cell, y, at, **small), canvas.beside(n, y, shift)]
    return notes

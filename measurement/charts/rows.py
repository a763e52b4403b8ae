"""A row per thing: its label, its value with an interval on an axis, what it is compared with, n."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours, told
from measurement.charts.axes import Axis as Axis
from measurement.charts.axes import across, reach, share_axis
from measurement.words import number, text

WIDTH = 60  # characters of a label on one line
_LINE, _HEADING = 0.3, 0.42  # what a further line of a label, and a heading, take of the height
_PIXELS = 67  # of one unit of height
_UNTOLD: dict[str, Any] = {"color": colours.PALE, "width": 3, "dash": "2px,7px"}


@dataclass(frozen=True)
class Row:
    """One row: a value with its interval, and the value that it is compared with or came from.

    A value that is only told within bounds is missing and lies from ``least`` to ``most``, which is
    drawn as an open span; one that is not told at all has neither, and its row is dotted. Then
    ``mark`` says what is told. For the hover text ``said`` is the value in words, where the value
    with its interval and its denominator ``of`` does not do; ``hint`` a further line. A ``part`` is
    smaller and indented beneath the row, or the ``heading``, that it belongs to.
    """

    label: str
    value: float
    lower: float
    upper: float
    n: int | str | None
    colour: str = colours.GOOD
    symbol: str = "circle"
    other: float = math.nan
    mark: str = ""
    said: str = ""
    of: str = ""
    hint: str = ""
    part: bool = False
    heading: str = ""
    least: float = math.nan
    most: float = math.nan

    @property
    def bounded(self) -> bool:
        """Whether the value is only told within bounds."""
        return told.between(self.least, self.most)


def shares(rows: Sequence[Row], name: str, other: str = "", line: float | None = None) -> go.Figure:
    """A figure of shares (0–1) on an axis from 0 to 100 %; see :func:`row_chart`."""
    return row_chart(rows, share_axis(line), name, other)


def row_chart(
    rows: Sequence[Row], axis: Axis, name: str = "", other: str = "", head: str = ""
) -> go.Figure:
    """A figure with a row per value: its label above it and n at the right.

    ``name`` and ``other`` name the values and what they are compared with, for the legend; a row is
    joined with its other value by a line. Under ``head`` the values stand in figures, before n.
    """
    # A long mark takes a line of its own, and so does the end of a long label.
    apart = any(_apart(row) for row in rows)
    more = apart, any("<br>" in row.mark for row in rows), any(len(r.label) > WIDTH for r in rows)
    step = 0.75 + _LINE * sum(more)
    places = _places(rows, step)
    end = places[-1] + 0.45
    shift = 96 if head else 54 if any(len(str(row.n)) > 6 for row in rows) else 44
    others = [axis.times * row.other for row in rows]
    return canvas.figure(
        [
            *told.open_spans(spans(rows, places, axis), 0.2),
            *[canvas.hollow(others, places, other)] * bool(other),
            values(rows, places, axis, name),
        ],
        height=int(_PIXELS * (end - 0.2)) + 92,
        margin={"l": 4, "r": shift + (12 if shift < 54 else 8), "t": 40, "b": 34},
        showlegend=bool(other),
        annotations=[
            *_labels(rows, places, step, apart, bold=bool(head)),
            *_columns(rows, places, axis, head, shift),
        ],
        shapes=lines(rows, places, axis, bool(other)),
        xaxis=across(axis),
        yaxis=canvas.axis(range=[end, 0], visible=False),
    )


def _places(rows: Sequence[Row], step: float) -> list[float]:
    """How far down every row stands; a heading takes a line above its row."""
    places, y = [], -0.25
    for row in rows:
        y += step + _HEADING * bool(row.heading)
        places.append(y)
    return places


def _apart(row: Row) -> bool:
    """Whether the mark stands on a line of its own: it would not fit beside the label on a phone."""
    room = WIDTH - 8 - len(row.label) % WIDTH
    return len(row.mark) > max(min(room, 24), 0)


def _labels(
    rows: Sequence[Row], places: Sequence[float], step: float, apart: bool, bold: bool
) -> list[dict[str, Any]]:
    """The label above each row with its mark, and the heading above that."""
    notes = []
    labels = canvas.told_apart([row.label for row in rows], WIDTH, 2)
    for row, label, y in zip(rows, labels, places, strict=True):
        if row.heading:
            notes.append(canvas.above(f"<b>{row.heading}</b>", y - step + 0.27))
        label = f"<b>{label}</b>" if bold and not row.part else label
        if row.mark:
            label += f"{'<br>' if apart else '  '}<i>{row.mark}</i>"
        font = {"size": canvas.SMALL if row.part else canvas.LABEL_SIZE}
        notes.append(canvas.above(label, y - 0.12, font=font, xshift=16 * row.part))
    return notes


def _columns(
    rows: Sequence[Row], places: Sequence[float], axis: Axis, head: str, shift: int
) -> list[dict[str, Any]]:
    """n at the right, and with a head the value before it."""
    notes = [canvas.head(head, 48)] * bool(head) + [canvas.head("n", shift)]
    for row, y in zip(rows, places, strict=True):
        font = {"size": canvas.SMALL if row.part else canvas.LABEL_SIZE}
        if head:
            value = number(float(row.value), axis.digits) if row.value == row.value else "–"
            notes.append(canvas.beside(value, y, 48, font=font))
        said = number(row.n) if isinstance(row.n, int) else row.n or ""
        notes.append(canvas.beside(said, y, shift, font=font))
    return notes


def lines(
    rows: Sequence[Row], places: Sequence[float], axis: Axis, joined: bool
) -> list[dict[str, Any]]:
    """What the values stand on, what joins them with the others, and the line that matters."""
    ends, at = (axis.times * axis.low, axis.times * axis.high), list(zip(rows, places, strict=True))
    looks = [{} if row.bounded or row.value == row.value else _UNTOLD for row in rows]
    drawn = [canvas.rail(*ends, y, **how) for y, how in zip(places, looks, strict=True)]
    drawn += [
        canvas.rail(axis.times * row.value, axis.times * row.other, y, color=colours.PALE, width=3)
        for row, y in at
        if joined and row.other == row.other and row.value == row.value
    ]
    return drawn + [canvas.upright(axis.times * x) for x in (axis.line,) if x is not None]


def spans(rows: Sequence[Row], places: Sequence[float], axis: Axis) -> list[told.Span]:
    """The values that are only told within bounds."""
    by = axis.times
    return [
        told.Span(
            y, by * r.least, by * r.most, by * r.lower, by * r.upper, r.colour, _hover(r, axis)
        )
        for r, y in zip(rows, places, strict=True)
        if r.bounded
    ]


def values(rows: Sequence[Row], places: Sequence[float], axis: Axis, name: str) -> dict[str, Any]:
    """The dots with their intervals."""
    reaches = [reach(row.value, row.lower, row.upper, axis) for row in rows]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [axis.times * row.value for row in rows],
        "y": list(places),
        "marker": {
            "size": [9 if row.part else 13 for row in rows],
            "color": [row.colour for row in rows],
            "symbol": [row.symbol for row in rows],
            "line": {"width": 0},
            "opacity": 1,  # which is less where sizes differ
        },
        "error_x": canvas.whiskers(
            [axis.times * below for below, _ in reaches],
            [axis.times * above for _, above in reaches],
        ),
        "hovertext": [_hover(row, axis) for row in rows],
        "hoverinfo": "text",
    }


def _hover(row: Row, axis: Axis) -> str:
    said = [row.said or row.mark or text("no data")]
    if row.bounded and row.lower == row.lower:
        said.append(
            told.interval_words(axis.times * row.lower, axis.times * row.upper, axis.digits)
        )
    elif row.value == row.value and not row.said:
        said = _value_said(row, axis)
    return "<br>".join(filter(None, [canvas.wrapped(row.label), *said, row.hint]))


def _value_said(row: Row, axis: Axis) -> list[str]:
    """The value in words, and that of the other centres where it is known."""
    share, bounds = axis.times > 1, (float(row.value), float(row.lower), float(row.upper))
    of = row.of or text("(n = {n})", n=row.n)
    said = [
        told.share_words(*bounds, of) if share else told.value_words(*bounds, row.n, axis.digits)
    ]
    if row.other == row.other:
        figure = number(axis.times * float(row.other), axis.digits)
        mean = text("other centres: {mean}", mean=figure)
        said.append(text("other centres: {share} %", share=figure) if share else mean)
    return said

"""Values over school years: points with intervals or bounds, lines within what can be compared."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from measurement.charts import canvas, colours, told
from measurement.words import number, text

Layer = dict[str, Any]


@dataclass(frozen=True)
class Point:
    """A value in one school year, ``place`` its number on the axis, with interval and words.

    ``segment``: lines are drawn within one only. ``mark`` says how it changed; '' for nothing.
    ``of`` is n in words. A value that is only told within bounds is missing and lies from ``least``
    to ``most``; one that is not told at all has neither. No line goes to or from these.
    """

    place: int
    value: float
    lower: float
    upper: float
    n: int
    said: str
    segment: int = 0
    zero: bool = False
    mark: str = ""
    colour: str = ""
    of: str = ""
    least: float = math.nan
    most: float = math.nan

    @property
    def bounded(self) -> bool:
        """Whether the value is only told within bounds."""
        return told.between(self.least, self.most)

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value == self.value


@dataclass(frozen=True)
class Line:
    """One series of points, in the order of the years."""

    name: str
    points: tuple[Point, ...] = ()
    colour: str = colours.ACCENT


@dataclass(frozen=True)
class Cut:
    """A break before the year at ``place``, and why."""

    place: int
    why: str


@dataclass(frozen=True)
class Span:
    """The ends of the value axis, where it has ticks, and what these say."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Axes:
    """The school years side by side, the values, and the breaks between years."""

    years: tuple[str, ...]
    span: Span
    cuts: tuple[Cut, ...] = ()


SHARE = Span(0, 1, tuple((k / 4, f"{25 * k} %") for k in range(5)))


def drawn(line: Line, years: Sequence[str], size: int) -> list[Layer]:
    """The line between the years of one segment, and the points with their intervals."""
    spans = told.open_spans(_spans(line, years), 0.16, upright=True)
    return [*_stretches(line.points, line.colour, 2.5), *spans, _points(line, years, size)]


def _spans(line: Line, years: Sequence[str]) -> list[told.Span]:
    return [
        told.Span(
            p.place,
            p.least,
            p.most,
            p.lower,
            p.upper,
            p.colour or line.colour,
            _hover(line.name, p, years[p.place]),
        )
        for p in line.points
        if p.bounded
    ]


def quiet(line: Line | None) -> list[Layer]:
    """A line behind the others, without intervals."""
    if line is None:
        return []
    dots: Layer = {"type": "scatter", "mode": "markers", "hoverinfo": "skip"}
    dots |= {"x": [p.place for p in line.points], "y": [p.value for p in line.points]}
    dots["marker"] = {"size": 5, "color": colours.PALE}
    return [*_stretches(line.points, colours.PALE, 1.5), dots]


def _stretches(points: Sequence[Point], colour: str, width: float) -> Iterator[Layer]:
    """A stretch of line between two values of one segment; dotted over years without data."""
    for one, other in pairwise(points):
        if one.segment == other.segment and one.known and other.known:
            dash = "solid" if other.place - one.place == 1 else "dot"
            yield {
                "type": "scatter",
                "mode": "lines",
                "x": [one.place, other.place],
                "y": [one.value, other.value],
                "line": {"color": colour, "width": width, "dash": dash},
                "hoverinfo": "skip",
            }


def _points(line: Line, years: Sequence[str], size: int) -> Layer:
    points = line.points
    return {
        "type": "scatter",
        "mode": "markers",
        "name": line.name,
        "x": [p.place for p in points],
        "y": [p.value for p in points],
        "marker": {
            "size": [size + 3 if p.zero else size for p in points],
            "symbol": ["diamond-open" if p.zero else "circle" for p in points],
            "color": [p.colour or line.colour for p in points],
            "opacity": 1,
            "line": {"width": [2 if p.zero else 0 for p in points]},
        },
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [_beyond(p.upper - p.value) for p in points],
            "arrayminus": [_beyond(p.value - p.lower) for p in points],
            "color": colours.QUIET,
            "thickness": 1.5,
            "width": 3,
        },
        "hovertext": [_hover(line.name, p, years[p.place]) for p in points],
        "hoverinfo": "text",
    }


def _beyond(length: float) -> float:
    return max(length, 0) if length == length else 0


def _hover(name: str, point: Point, year: str) -> str:
    of = point.of or text("(n = {n})", n=point.n)
    value = text("{year}: {value}", year=year, value=point.said)
    zero = text("starting year") if point.zero else ""
    return "<br>".join(filter(None, (canvas.wrapped(name), value, of, zero, point.mark)))


def cut_line(cut: Cut) -> Layer:
    """The line of a break, between two school years."""
    drawn: Layer = {"type": "line", "x0": cut.place - 0.5, "x1": cut.place - 0.5}
    drawn |= {"yref": "paper", "y0": 0, "y1": 1}
    return {**drawn, "line": {"color": colours.QUIET, "width": 1.5, "dash": "dash"}}


def why(cut: Cut, size: float) -> Layer:
    """Why a series breaks, along the line that says so."""
    place = {"yref": "paper", "yanchor": "bottom", "xanchor": "left", "textangle": -90}
    return canvas.note(cut.why, cut.place - 0.5, 0, **place, font={"size": size})


def years_axis(
    years: Sequence[str],
    points: Sequence[Point],
    shown: Sequence[int],
    size: int,
    said: bool = True,
) -> Layer:
    """The axis of years: n below each (a dash: no answers), and which is the starting year."""
    below = {p.place: f"n {number(p.n)}" for p in points}
    zero = {p.place: f"<br>{text('starting year')}" for p in points if p.zero and said}
    return canvas.axis(
        range=[-0.35, len(years) - 0.65],
        tickvals=list(shown),
        ticktext=[f"{years[i]}<br>{below.get(i, '–')}{zero.get(i, '')}" for i in shown],
        tickfont={"size": size},
        tickangle=0,
        automargin=False,
    )


def values_axis(span: Span, ticks: Sequence[tuple[float, str]], size: float) -> Layer:
    """The axis of values, the whole of it: never zoomed in."""
    room = (span.high - span.low) * 0.04
    return canvas.axis(
        range=[span.low - room, span.high + room],
        tickvals=[value for value, _said in ticks],
        ticktext=[said for _value, said in ticks],
        tickfont={"size": size},
        showgrid=True,
        gridcolor=colours.LINE,
    )

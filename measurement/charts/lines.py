"""Values over school years: points with intervals, lines within what can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import number, text

Layer = dict[str, Any]


@dataclass(frozen=True)
class Point:
    """A value in one school year, ``place`` its number on the axis, with interval and words.

    ``segment``: lines are drawn within one only. ``mark`` says how it changed; '' for nothing.
    ``of`` is n in words.
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
# The width of a small panel: two beside each other on a phone, six on a laptop.
SMALL_WIDTH, SMALL_HEIGHT = 171, 190
# From more school years on a small panel has no room for the words along a break.
MANY_YEARS = 4


def lines(own: Line, axes: Axes, behind: Line | None = None) -> go.Figure:
    """One series in large: value and change above every point, the years with their n below it.

    ``behind`` is drawn quietly, its name in the corner.
    """
    years, span = axes.years, axes.span
    notes = [*map(_words, own.points), *(_why(cut, canvas.SMALL) for cut in axes.cuts)]
    if behind and behind.points:
        quiet = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
        name = f"●\u2014● {behind.name}"
        notes.append(canvas.note(name, 1, 1, yshift=24, **quiet, font={"color": colours.PALE}))
    return canvas.figure(
        [*_quiet(behind), *_drawn(own, years, size=12)],
        height=400,
        margin={"l": 4, "r": 12, "t": 48, "b": 60},
        annotations=notes,
        shapes=[_cut(cut) for cut in axes.cuts],
        xaxis=_years(years, own.points, range(len(years)), 12),
        yaxis=_values(span, span.ticks, canvas.LABEL_SIZE),
    )


def small(own: Line, axes: Axes, behind: Line | None = None) -> go.Figure:
    """One of many small panels with the same axes: its name and its last value on top."""
    years, span = axes.years, axes.span
    ends = range(len(years)) if len(years) <= 3 else (0, len(years) - 1)
    half = len(span.ticks) // 2  # a tick in the very middle, where there is one
    ticks = (span.ticks[0], *span.ticks[half : half + len(span.ticks) % 2], span.ticks[-1])
    marks = [canvas.note(p.mark[:1], p.place, p.value, yshift=14) for p in own.points if p.mark]
    why = [_why(cut, 9) for cut in axes.cuts] if len(years) <= MANY_YEARS else []
    return canvas.figure(
        [*_quiet(behind), *_drawn(own, years, size=8)],
        height=SMALL_HEIGHT,
        margin={"l": 34, "r": 6, "t": 64, "b": 34},
        annotations=[*_head(own, years), *marks, *why],
        shapes=[_cut(cut) for cut in axes.cuts],
        xaxis=_years(years, own.points, ends, 10, said=False),
        yaxis=_values(span, ticks, 10),
    )


def _head(line: Line, years: Sequence[str]) -> Iterator[Layer]:
    """The name of a small panel, and under it the last value with what changed."""
    place: Layer = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    place |= {"align": "left", "xshift": -30}
    name = f"<b>{canvas.wrapped(line.name, 25, 2)}</b>"
    yield canvas.note(name, 0, 1, yshift=24, **place, font={"size": canvas.SMALL})
    if line.points:
        last = line.points[-1]
        told = f"{years[last.place]}: {last.said} {last.mark}"
        yield canvas.note(told, 0, 1, yshift=8, **place, font={"size": 11})


def _drawn(line: Line, years: Sequence[str], size: int) -> list[Layer]:
    """The line between the years of one segment, and the points with their intervals."""
    return [*_stretches(line.points, line.colour, 2.5), _points(line, years, size)]


def _quiet(line: Line | None) -> list[Layer]:
    """A line behind the others, without intervals."""
    if line is None:
        return []
    dots: Layer = {"type": "scatter", "mode": "markers", "hoverinfo": "skip"}
    dots |= {"x": [p.place for p in line.points], "y": [p.value for p in line.points]}
    dots["marker"] = {"size": 5, "color": colours.PALE}
    return [*_stretches(line.points, colours.PALE, 1.5), dots]


def _stretches(points: Sequence[Point], colour: str, width: float) -> Iterator[Layer]:
    """A stretch of line between two points of one segment; dotted over years without data."""
    for one, other in pairwise(points):
        if one.segment == other.segment:
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
            "array": [max(p.upper - p.value, 0) if p.upper == p.upper else 0 for p in points],
            "arrayminus": [max(p.value - p.lower, 0) if p.lower == p.lower else 0 for p in points],
            "color": colours.QUIET,
            "thickness": 1.5,
            "width": 3,
        },
        "hovertext": [_hover(line.name, p, years[p.place]) for p in points],
        "hoverinfo": "text",
    }


def _hover(name: str, point: Point, year: str) -> str:
    of = point.of or text("(n = {n})", n=point.n)
    value = text("{year}: {value} {of}", year=year, value=point.said, of=of)
    zero = text("starting year") if point.zero else ""
    return "<br>".join(filter(None, (canvas.wrapped(name), value, zero, point.mark)))


def _words(point: Point) -> Layer:
    """What stands above a point in large: its value and how it changed."""
    top = point.upper if point.upper == point.upper else point.value
    said = f"{point.mark}<br><b>{point.said}</b>" if point.mark else f"<b>{point.said}</b>"
    return canvas.note(said, point.place, top, yanchor="bottom", yshift=4, font={"size": 12})


def _cut(cut: Cut) -> Layer:
    drawn: Layer = {"type": "line", "x0": cut.place - 0.5, "x1": cut.place - 0.5}
    drawn |= {"yref": "paper", "y0": 0, "y1": 1}
    return {**drawn, "line": {"color": colours.QUIET, "width": 1.5, "dash": "dash"}}


def _why(cut: Cut, size: float) -> Layer:
    """Why a series breaks, along the line that says so."""
    place = {"yref": "paper", "yanchor": "bottom", "xanchor": "left", "textangle": -90}
    return canvas.note(cut.why, cut.place - 0.5, 0, **place, font={"size": size})


def _years(
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


def _values(span: Span, ticks: Sequence[tuple[float, str]], size: float) -> Layer:
    room = (span.high - span.low) * 0.04
    return canvas.axis(
        range=[span.low - room, span.high + room],
        tickvals=[value for value, _said in ticks],
        ticktext=[said for _value, said in ticks],
        tickfont={"size": size},
        showgrid=True,
        gridcolor=colours.LINE,
    )

"""Bars: lying or standing, stacked on either side of zero, with figures in them or at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from measurement.charts.drawn.axes import known
from measurement.charts.drawn.lettering import Ink, high, wide, written
from measurement.charts.drawn.space import Space
from measurement.charts.drawn.strokes import box, each, hatched, telling

Layer = Mapping[str, Any]
_INSET = 3  # pixels between the edge of a bar and its figure
_STACKED = ("stack", "relative")


@dataclass(frozen=True)
class Bar:
    """One bar in pixels: from where it starts to where it ends, and its two sides."""

    trace: Layer
    place: int
    lying: bool
    start: float
    end: float
    near: float
    far: float
    value: float
    tip: float

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """Two corners that lie across from each other."""
        if self.lying:
            return self.start, self.near, self.end, self.far
        return self.near, self.start, self.far, self.end

    @property
    def said(self) -> str:
        """What stands in it or at its end."""
        return str(each(self.trace.get("text", ""), self.place) or "")


def bars(traces: Sequence[Layer], layout: Layer, where: Space) -> list[Bar]:
    """Every bar of a figure, in the order in which they are drawn."""
    ends: dict[tuple[float, bool], float] = {}
    stacked = layout.get("barmode") in _STACKED
    return [bar for trace in traces for bar in _of(trace, layout, where, ends if stacked else None)]


def _of(
    trace: Layer, layout: Layer, where: Space, ends: dict[tuple[float, bool], float] | None
) -> Iterator[Bar]:
    lying = trace.get("orientation") == "h"
    values, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    to, along = (where.x, where.y) if lying else (where.y, where.x)
    axis = where.axes["y" if lying else "x"]
    for i, (value, place) in enumerate(zip(values, places, strict=True)):
        if not known(value) or not known(place):
            continue
        middle = axis.names.index(str(place)) if axis.names else float(place)
        base = float(each(trace.get("base", 0), i) or 0)
        if ends is not None:
            base = ends.get((middle, value >= 0), 0.0)
            ends[middle, value >= 0] = base + value
        half = _width(trace, i, layout, [*places] if not axis.names else []) / 2
        half /= where.stretch if lying else 1
        sides = [_across(along, axis.names, middle + side) for side in (-half, half)]
        yield Bar(
            trace, i, lying, to(base), to(base + value), sides[0], sides[1], value, base + value
        )


def _across(along: Any, names: Sequence[str], place: float) -> float:
    """The pixels of a place on the axis across, of which ``names`` may lie a step apart."""
    if not names:
        return float(along(place))
    if len(names) == 1:
        return float(along(names[0])) + place * _one_step(along)
    first, second = float(along(names[0])), float(along(names[1]))
    return first + (second - first) * place


def _one_step(along: Any) -> float:
    """The pixels between two names where there is one name only: the whole drawing."""
    space: Space = along.__self__
    return space.across


def _width(trace: Layer, place: int, layout: Layer, places: Sequence[float]) -> float:
    """How wide a bar is, as a part of the axis: given, or what the gap leaves."""
    if trace.get("width") is not None:
        return float(each(trace["width"], place))
    apart = [abs(b - a) for a, b in pairwise(sorted(set(map(float, places))))]
    return min(apart, default=1.0) * (1 - float(layout.get("bargap", 0.2)))


def drawn(bar: Bar) -> str:
    """A bar in its colour, hatched where it is, with what it tells."""
    return telling(bar.trace, bar.place, _look(bar))


def _look(bar: Bar) -> str:
    marker = bar.trace.get("marker", {})
    colour = str(each(marker.get("color", "#444444"), bar.place))
    opacity = marker.get("opacity", bar.trace.get("opacity", 1))
    more = f' opacity="{opacity}"' if opacity != 1 else ""
    line = {name: each(value, bar.place) for name, value in marker.get("line", {}).items()}
    pattern = marker.get("pattern", {})
    shape = str(each(pattern.get("shape", ""), bar.place) or "")
    if not shape:
        return box(bar.corners, colour, line, more)
    over = pattern.get("fillmode") == "overlay"
    ink = each(pattern.get("fgcolor"), bar.place) or ("#444444" if over else colour)
    ground = each(pattern.get("bgcolor"), bar.place) or (colour if over else "")
    size = float(each(pattern.get("size", 8), bar.place) or 8)
    return hatched(bar.corners, shape, str(ink), str(ground), size) + box(bar.corners, "none", line)


def figures(every: Sequence[Bar], layout: Layer) -> Iterator[str]:
    """The figures of all bars; those within fit, with letters of one size, or are left out."""
    told, ink = [bar for bar in every if bar.said], str(layout["font"]["color"])
    sizes = [_fitting(bar, layout) for bar in told]
    least = layout.get("uniformtext", {}).get("minsize", 0)
    uniform = layout.get("uniformtext", {}).get("mode") == "hide"
    smallest = min((s for s in sizes if s is not None and s >= least), default=0.0)
    for bar, size in zip(told, sizes, strict=True):
        if size is None:
            yield _figure(bar, _size(bar, layout), ink)
        elif size >= least:
            yield _figure(bar, smallest if uniform else size, ink)


def _size(bar: Bar, layout: Layer) -> float:
    return float(bar.trace.get("textfont", {}).get("size", layout["font"]["size"]))


def _fitting(bar: Bar, layout: Layer) -> float | None:
    """The size of letters with which a figure fits in its bar; None where it need not fit."""
    if bar.trace.get("textposition") == "outside" or bar.trace.get("constraintext") == "none":
        return None
    size = _size(bar, layout)
    x0, y0, x1, y1 = bar.corners
    room = abs(x1 - x0) - 2 * _INSET, abs(y1 - y0) - 2
    needed = wide(bar.said, size), high(bar.said, size) * 0.85
    return size * min(1.0, *(r / n for r, n in zip(room, needed, strict=True)))


def _figure(bar: Bar, size: float, ink: str) -> str:
    font = bar.trace.get("textfont", {})
    colour = str(each(font.get("color", ink), bar.place))
    x0, y0, x1, y1 = bar.corners
    x, y, sign = (x0 + x1) / 2, (y0 + y1) / 2, 1 if bar.end >= bar.start else -1
    outside = bar.trace.get("textposition") == "outside"
    if not bar.lying:
        sign = 1 if bar.end > bar.start else -1
        if outside:
            held = "top" if sign > 0 else "bottom"
            return written(
                bar.said,
                x,
                bar.end - (_INSET if sign < 0 else -_INSET),
                Ink(size, colour, "center", held),
            )
        return written(bar.said, x, y, Ink(size, colour))
    if outside:
        held = "left" if bar.value >= 0 else "right"
        at = bar.end + _INSET * (1 if bar.value >= 0 else -1)
        return written(bar.said, at, y, Ink(size, colour, held))
    anchor = bar.trace.get("insidetextanchor", "end")
    if anchor == "middle":
        return written(bar.said, x, y, Ink(size, colour))
    at, towards = (bar.start, sign) if anchor == "start" else (bar.end, -sign)
    held = "left" if towards > 0 else "right"
    return written(bar.said, at + _INSET * towards, y, Ink(size, colour, held))

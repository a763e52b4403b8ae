"""Where things stand in a figure: its margins, its axes, and from values to pixels."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from measurement.charts.drawn.axes import Axis, Tick, axis_of
from measurement.charts.drawn.legend import Legend, legend
from measurement.charts.drawn.lettering import LINE, high, wide

Layer = Mapping[str, Any]
PAD = 8  # pixels between what is drawn and the words of an axis
STANDOFF = 20  # between these words and the title of the axis
_EDGE = 4  # between the words of an axis and the edge of the figure
_AIR, _RISE = 4, 10  # pixels above a name that stands above its row, and from there to its middle
_LEAST = 1 / 3  # of the width is drawn in, or names stand above their rows


@dataclass(frozen=True)
class Space:
    """A figure's size, what is drawn in within its margins, and its axes by their ids (x, x2, y)."""

    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    axes: Mapping[str, Axis]
    legend: Legend
    rise: float = (
        0  # from the middle of a row to its name above it; 0 where names stand beside rows
    )
    stretch: float = 1  # how much further rows lie apart where names stand above them

    def x(self, value: Any, ref: str = "x") -> float:
        """The pixels from the left edge; of ``paper`` a fraction of the drawing."""
        if ref == "paper":
            return self.left + self.across * float(value)
        axis = self.axes[ref]
        start, end = axis.domain
        return self.left + self.across * (start + (end - start) * axis.at(value))

    def y(self, value: Any, ref: str = "y") -> float:
        """The pixels from the upper edge."""
        if ref == "paper":
            return self.top + self.down * (1 - float(value))
        return self.top + self.down * (1 - self.axes[ref].at(value))


def space(data: Sequence[Layer], layout: Layer, width: float) -> Space:
    """The space of a figure: its margins grow where the words of an axis or a legend need more.

    Where names at the left would leave too little to draw in, they stand above their rows, and the
    figure is higher; so it is where words above or below are turned.
    """
    margin, height = layout["margin"], float(layout["height"])
    sides = {side: float(margin[side]) for side in "ltrb"}
    down = height - sides["t"] - sides["b"]
    upright = {name: axis_of(name, data, layout, down) for name in _named(layout) if name[0] == "y"}
    for axis in upright.values():
        _grow(sides, *_beside(axis), axis)
    own, across = float(margin["l"]), width - sides["l"] - sides["r"]
    above = sides["l"] > own and _cramped(_lying(data, layout, across), across, width)
    if above:
        sides["l"], across = own, width - own - sides["r"]
    lying = _lying(data, layout, across)
    for name, axis in lying.items():
        lying[name], taller = _turned(axis, across)
        height += taller
        _grow(sides, *_along(lying[name], across), axis)
    names = legend(data, layout, (sides["l"], sides["l"] + across), width)
    height += max(names.height - sides["t"], 0)
    sides["t"] = max(sides["t"], names.height)
    axes, down = {**lying, **upright}, height - sides["t"] - sides["b"]
    taller = rise = 0.0
    if above:
        axes["y"], taller = _raised(upright["y"], data, down, width - own - _EDGE)
        filled = any(trace["type"] == "heatmap" for trace in data)
        rise = down / abs(axes["y"].high - axes["y"].low) / 2 if filled else _RISE
    place = sides["l"], sides["t"], across, down + taller
    return Space(width, height + taller, *place, axes, names, rise, 1 + taller / down)


def _lying(data: Sequence[Layer], layout: Layer, across: float) -> dict[str, Axis]:
    return {name: axis_of(name, data, layout, across) for name in _named(layout) if name[0] == "x"}


def _cramped(lying: Mapping[str, Axis], across: float, width: float) -> bool:
    """Whether there is too little to draw in, or words that may be turned lie on each other even so."""
    turning = [axis for axis in lying.values() if "autotickangles" in axis.asked]
    return across < width * _LEAST or any(_step(one, across) < LINE * one.size for one in turning)


def _step(axis: Axis, across: float) -> float:
    """The pixels that every word of a lying axis has."""
    return across * (axis.domain[1] - axis.domain[0]) / max(len(axis.ticks), 1)


def _grow(sides: dict[str, float], side: str, needed: float, axis: Axis) -> None:
    """The margin at this side is as wide as an axis needs."""
    if axis.asked.get("automargin") and axis.shown:
        sides[side] = max(sides[side], needed)


def _raised(axis: Axis, data: Sequence[Layer], down: float, room: float) -> tuple[Axis, float]:
    """The names of an axis as they stand above their rows, in one line where there is room; and how
    much higher the figure is for it. All of that is above the rows, none below the last. What names
    no row is the heading of those below it: that stays where it is."""
    ticks = [(tick.place, _in_a_line(tick.said, axis.size, room)) for tick in axis.ticks]
    line = max(high(said, axis.size) for _place, said in ticks) + _AIR
    places = sorted(place for place, _said in ticks)
    step = min((b - a for a, b in pairwise(places)), default=1.0)
    span = axis.high - axis.low
    pixel = math.copysign(step / (down * step / abs(span) + line), span)
    up, drop = pixel * line / 2, pixel * (line / 2 + _RISE)
    rows = {axis.names.index(str(y)) if axis.names else y for one in data for y in one["y"]}
    placed = (Tick(place - drop * (place not in rows), said) for place, said in ticks)
    raised = replace(axis, low=axis.low + up, high=axis.high + up, ticks=tuple(placed))
    return raised, line * abs(span) / step


def _in_a_line(said: str, size: float, room: float) -> str:
    """A text in one line where there is room for it, else as it is."""
    one = said.replace("<br>", " ")
    return one if wide(one, size) < room else said


def _turned(axis: Axis, across: float) -> tuple[Axis, float]:
    """The words of an axis in as few lines as fit beside each other where they are turned upright; and
    how much higher the figure is for it."""
    if not axis.shown or not angle(axis, across):
        return axis, 0
    most = max(int(_step(axis, across) / (LINE * axis.size)), 1)
    ticks = tuple(Tick(tick.place, _in_lines(tick.said, most)) for tick in axis.ticks)
    lying = max(high(tick.said, axis.size) for tick in axis.ticks)
    return replace(axis, ticks=ticks), max(*(wide(t.said, axis.size) - lying for t in ticks), 0)


def _in_lines(said: str, most: int) -> str:
    """A text in at most so many lines, the shortest that do."""
    if len(said.split("<br>")) <= most:
        return said
    words = said.replace("<br>", " ")
    return next(
        "<br>".join(lines)
        for width in range(len(words) // most, len(words) + 1)
        if len(lines := textwrap.wrap(words, max(width, 1), break_long_words=False)) <= most
    )


def _named(layout: Layer) -> Iterator[str]:
    """The ids of the axes of a figure: ``x2`` is what is asked of ``xaxis2``."""
    asked = [key.replace("axis", "") for key in layout if key[1:5] == "axis"]
    yield from dict.fromkeys(["x", "y", *asked])


def _title(axis: Axis) -> float:
    """The room that the title of an axis takes."""
    return STANDOFF - _EDGE + LINE * axis.title_size * 0.93 if axis.title else 0


def _beside(axis: Axis) -> tuple[str, float]:
    """The side at which the words of an upright axis stand, and how much room they take."""
    widest = max((wide(tick.said, axis.size) for tick in axis.ticks), default=0)
    return "l", PAD + widest + _title(axis) + _EDGE


def _along(axis: Axis, across: float) -> tuple[str, float]:
    """The side at which the words of a lying axis stand, and how much room they take."""
    side = "t" if axis.asked.get("side") == "top" else "b"
    tall = wide if angle(axis, across) else high
    most = max((tall(tick.said, axis.size) for tick in axis.ticks), default=0)
    return side, PAD + most + _title(axis) + _EDGE


def angle(axis: Axis, room: float) -> float:
    """By how much the words along an axis below or above are turned, so that they do not collide."""
    if "tickangle" in axis.asked:
        return float(axis.asked["tickangle"])
    angles = axis.asked.get("autotickangles", (0,))
    fits = all(wide(tick.said, axis.size) < _step(axis, room) for tick in axis.ticks)
    return float(angles[0] if fits else angles[-1])

"""What stands around and over what is drawn: words along the axes, lines and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from measurement.charts.drawn.axes import Axis
from measurement.charts.drawn.lettering import LINE, Ink, high, wide, written
from measurement.charts.drawn.lettering import figure as f
from measurement.charts.drawn.space import PAD, STANDOFF, Space, angle
from measurement.charts.drawn.strokes import box, path

Layer = Mapping[str, Any]
_FRAME = 2  # pixels around a note: its edge and the room within


def axis_words(name: str, axis: Axis, where: Space, ink: str) -> Iterator[str]:
    """The lines across and the words along an axis, and its title; in ``ink`` where none is asked for."""
    if not axis.shown:
        return
    colour = str(axis.asked.get("tickfont", {}).get("color", ink))
    if name.startswith("x"):
        yield from _below(axis, where, colour)
    else:
        yield from _left(axis, where, colour)


def _below(axis: Axis, where: Space, colour: str) -> Iterator[str]:
    over = axis.asked.get("side") == "top"
    edge = where.top - PAD if over else where.top + where.down + PAD
    turned = angle(axis, where.across)
    for tick in axis.ticks:
        x = where.left + where.across * _place(axis, tick.place)
        if turned:
            held = "left" if (turned < 0) == over else "right"
            yield written(tick.said, x, edge, Ink(axis.size, colour, held, "middle", turned))
        else:
            held, half = "bottom" if over else "top", wide(tick.said, axis.size) / 2
            within = max(min(x, where.width - half), half)  # the paper, also at an end
            yield written(tick.said, within, edge, Ink(axis.size, colour, "center", held))
        if axis.asked.get("showgrid") and axis.low <= tick.place <= axis.high:
            yield _grid(f"M{f(x)},{f(where.top)}v{f(where.down)}", axis)
    if axis.title:
        tall = max((high(tick.said, axis.size) for tick in axis.ticks), default=0)
        middle = where.left + where.across * sum(axis.domain) / 2
        shade = str(axis.asked["title"].get("font", {}).get("color", colour))
        ink = Ink(axis.title_size, shade, "center", "top")
        yield written(axis.title, middle, edge + tall + STANDOFF / 2, ink)


def _left(axis: Axis, where: Space, colour: str) -> Iterator[str]:
    edge = where.left - PAD
    for tick in axis.ticks:
        y = where.top + where.down * (1 - _place(axis, tick.place))
        if where.rise:
            ink = Ink(axis.size, colour, "left", "bottom")
            yield written(tick.said, where.left, y - where.rise, ink)
        else:
            yield written(tick.said, edge, y, Ink(axis.size, colour, "right"))
        if axis.asked.get("showgrid") and min(axis.low, axis.high) <= tick.place <= max(
            axis.low, axis.high
        ):
            yield _grid(f"M{f(where.left)},{f(y)}h{f(where.across)}", axis)
    if axis.title:
        shade = str(axis.asked["title"].get("font", {}).get("color", colour))
        ink = Ink(axis.title_size, shade, "center", "middle", -90)
        at = LINE * axis.title_size / 2
        yield written(axis.title, at, where.top + where.down / 2, ink)


def _place(axis: Axis, value: float) -> float:
    """How far along the drawing a tick lies; names are counted."""
    start, end = axis.domain
    return start + (end - start) * (value - axis.low) / (axis.high - axis.low)


def _grid(points: str, axis: Axis) -> str:
    return path(points, {"color": axis.asked.get("gridcolor", "#EEEEEE"), "width": 1})


def shape(asked: Layer, where: Space) -> str:
    """A line or a rectangle."""
    across, up = asked.get("xref", "x"), asked.get("yref", "y")
    corners = (
        where.x(asked["x0"], across),
        where.y(asked["y0"], up),
        where.x(asked["x1"], across),
        where.y(asked["y1"], up),
    )
    edge = {"width": 2, **asked.get("line", {})}
    if asked["type"] == "line":
        x0, y0, x1, y1 = map(f, corners)
        return path(f"M{x0},{y0}L{x1},{y1}", edge)
    return box(corners, str(asked.get("fillcolor", "none")), edge)


def note(asked: Layer, where: Space) -> str:
    """A text at a place, with a line to it where it stands off."""
    across, up = asked.get("xref", "x"), asked.get("yref", "y")
    x = where.x(asked["x"], across) + asked.get("xshift", 0)
    y = where.y(asked["y"], up) - asked.get("yshift", 0)
    pointed, lead = asked.get("showarrow", True), ""
    held = [_held(asked, "xanchor", across, pointed), _held(asked, "yanchor", up, pointed)]
    if pointed:
        head, x, y = (x, y), x + asked["ax"], y + asked["ay"]
        look = {"color": asked["arrowcolor"], "width": asked.get("arrowwidth", 1)}
        lead = path(f"M{f(head[0])},{f(head[1])}L{f(x)},{f(y)}", look)
    x += {"left": _FRAME, "center": 0, "right": -_FRAME}[held[0]]
    y += {"top": _FRAME, "middle": 0, "bottom": -_FRAME}[held[1]]
    font, turned = asked["font"], float(asked.get("textangle", 0))
    if turned:
        return lead + _upright(asked, x, y, held, turned)
    ink = Ink(float(font["size"]), str(font["color"]), held[0], held[1])
    align = asked.get("align", "center") if "<br>" in asked["text"] else ""
    return lead + written(asked["text"], x, y, ink, align)


def _held(asked: Layer, which: str, ref: str, pointed: bool) -> str:
    """By which side a note is held; without a word by the nearest side of the paper."""
    sides = ("left", "center", "right") if which == "xanchor" else ("bottom", "middle", "top")
    if which in asked and asked[which] != "auto":
        return str(asked[which])
    at = float(asked[which[0]]) if ref == "paper" and not pointed else 0.5
    return sides[0] if at < 1 / 3 else sides[2] if at > 2 / 3 else sides[1]


def _upright(asked: Layer, x: float, y: float, held: Sequence[str], turned: float) -> str:
    """A note that is turned: its frame is held, so its middle is worked out first."""
    font, said = asked["font"], str(asked["text"])
    tall, broad = wide(said, font["size"]), high(said, font["size"])
    x += {"left": broad / 2, "center": 0, "right": -broad / 2}[held[0]]
    y += {"top": tall / 2, "middle": 0, "bottom": -tall / 2}[held[1]]
    return written(said, x, y, Ink(font["size"], font["color"], "center", "middle", turned))

"""Points, lines, areas, intervals and shaded cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from measurement.charts.drawn.axes import known
from measurement.charts.drawn.lettering import Ink, written
from measurement.charts.drawn.lettering import figure as f
from measurement.charts.drawn.space import Space
from measurement.charts.drawn.strokes import between, box, each, mark, path, telling

Layer = Mapping[str, Any]
Place = tuple[float, float]
# A figure of many sizes is taken for one of bubbles, through which others show.
_BUBBLE = 0.7
_UNSEEN = "rgba(0,0,0,0)"  # there to be pointed at


def places(trace: Layer, where: Space) -> list[Place | None]:
    """Where the points of a trace lie in pixels; None where there is no value."""
    across, up = trace.get("xaxis", "x"), trace.get("yaxis", "y")
    return [
        (where.x(x, across), where.y(y, up)) if known(x) and known(y) else None
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]


def _stretches(points: Sequence[Place | None]) -> list[list[Place]]:
    """The stretches of a line that gaps leave."""
    there = groupby(points, key=lambda point: point is not None)
    return [[p for p in group if p is not None] for known_ones, group in there if known_ones]


def _steps(points: Sequence[Place], shape: str) -> list[Place]:
    """The corners of a line: ``hvh`` goes half-way, up, and on."""
    if shape != "hvh":
        return list(points)
    corners = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        corners += [((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1), (x1, y1)]
    return corners


def _joined(points: Sequence[Place]) -> str:
    return "M" + "L".join(f"{f(x)},{f(y)}" for x, y in points)


def _outline(trace: Layer, where: Space) -> list[Place]:
    """All corners of a line without gaps."""
    shape = trace.get("line", {}).get("shape", "linear")
    stretches = _stretches(places(trace, where))
    return [corner for points in stretches for corner in _steps(points, shape)]


def area(trace: Layer, before: Layer, where: Space) -> str:
    """What lies between a line and the one before it."""
    edge = [*_outline(trace, where), *reversed(_outline(before, where))]
    return f'<path d="{_joined(edge)}Z" fill="{trace["fillcolor"]}"/>' if edge else ""


def line(trace: Layer, where: Space) -> Iterator[str]:
    """The line through the points of a trace."""
    look = trace.get("line", {})
    for points in _stretches(places(trace, where)):
        yield path(_joined(_steps(points, look.get("shape", "linear"))), look)


def marks(trace: Layer, where: Space) -> Iterator[str]:
    """The marks of a trace; those that nobody sees are left out."""
    marker = trace.get("marker", {})
    sizes, edge = marker.get("size", 6), marker.get("line", {})
    opacity = marker.get("opacity", _BUBBLE if isinstance(sizes, list | tuple) else 1)
    for i, place in enumerate(places(trace, where)):
        colour = str(each(marker.get("color", "#444444"), i))
        if place is None or (colour == _UNSEEN and not trace.get("hovertext")):
            continue
        look = {"color": colour, "opacity": each(opacity, i)}
        look |= {"width": each(edge.get("width", 0), i), "edge": each(edge.get("color"), i)}
        drawn = mark(str(each(marker.get("symbol", "circle"), i)), *place, each(sizes, i), look)
        yield telling(trace, i, drawn)


def letters(trace: Layer, where: Space, size: float, colour: str) -> Iterator[str]:
    """The texts of a trace that is written instead of drawn."""
    font = trace.get("textfont", {})
    for i, place in enumerate(places(trace, where)):
        if place is not None and each(trace["text"], i):
            ink = Ink(font.get("size", size), str(each(font.get("color", colour), i)))
            yield telling(trace, i, written(str(each(trace["text"], i)), *place, ink))


def intervals(trace: Layer, where: Space, tips: Sequence[Any] | None = None) -> Iterator[str]:
    """The intervals of a trace, across or upright; of bars from their ``tips``."""
    for way in ("x", "y"):
        error = trace.get(f"error_{way}")
        if not error or error.get("visible") is False:
            continue
        lying = way == "x"
        values = tips if tips is not None else trace[way]
        others = trace["y" if lying else "x"]
        for i, (value, other) in enumerate(zip(values, others, strict=True)):
            if known(value) and known(other):
                yield _interval(trace, error, i, value, other, lying, where)


def _interval(
    trace: Layer, error: Layer, i: int, value: float, other: Any, lying: bool, where: Space
) -> str:
    above = error["array"][i]
    below = error.get("arrayminus", error["array"])[i]
    if not above and not below:
        return ""
    across, up = trace.get("xaxis", "x"), trace.get("yaxis", "y")
    look, cap = {"color": error["color"], "width": error["thickness"]}, float(error["width"])
    if lying:
        a, b, y = where.x(value - below, across), where.x(value + above, across), where.y(other, up)
        caps = "".join(f"M{f(x)},{f(y - cap)}v{f(2 * cap)}" for x in (a, b))
        return path(f"M{f(a)},{f(y)}H{f(b)}{caps}", look)
    a, b, x = where.y(value - below, up), where.y(value + above, up), where.x(other, across)
    caps = "".join(f"M{f(x - cap)},{f(y)}h{f(2 * cap)}" for y in (a, b))
    return path(f"M{f(x)},{f(a)}V{f(b)}{caps}", look)


def cells(trace: Layer, where: Space, size: float) -> Iterator[str]:
    """Shaded cells a step apart, with their figures; a cell without a value is left open."""
    low, top = float(trace["zmin"]), float(trace["zmax"])
    font = trace.get("textfont", {})
    half = 0.5 / where.stretch
    gaps = float(trace.get("xgap", 0)) / 2, float(trace.get("ygap", 0)) / 2
    for r, (y, row) in enumerate(zip(trace["y"], trace["z"], strict=True)):
        for c, (x, value) in enumerate(zip(trace["x"], row, strict=True)):
            edges = (where.x(x - 0.5), where.y(y - half), where.x(x + 0.5), where.y(y + half))
            x0, x1 = sorted(edges[::2])
            y0, y1 = sorted(edges[1::2])
            there, told = known(value), "hovertext" in trace
            shade = between(trace["colorscale"], (value - low) / (top - low)) if there else _UNSEEN
            cell = ""
            if there or told:
                cell = box((x0 + gaps[0], y0 + gaps[1], x1 - gaps[0], y1 - gaps[1]), shade, {})
            said = str(trace["text"][r][c]) if "text" in trace else ""
            if said:
                ink = Ink(float(font.get("size", size)), str(font.get("color", "#111111")))
                cell += written(said, (x0 + x1) / 2, (y0 + y1) / 2, ink)
            yield telling({"hovertext": trace["hovertext"][r]}, c, cell) if told else cell

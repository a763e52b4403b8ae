"""The pieces that figures are made of: paths, boxes, marks, and the hatching that fills a box."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from measurement.charts.drawn.lettering import figure as f
from measurement.charts.drawn.lettering import lines

Layer = Mapping[str, Any]
_DASHES = {"dot": "2,3", "dash": "7,5", "dashdot": "7,4,2,4", "longdash": "12,6"}
_GREY = "#444444"


def _circle(size: float) -> str:
    r = size / 2
    return f"M{f(-r)},0a{f(r)},{f(r)} 0 1,0 {f(size)},0a{f(r)},{f(r)} 0 1,0 {f(-size)},0Z"


def _corners(*corners: tuple[float, float]) -> Callable[[float], str]:
    def drawn(size: float) -> str:
        points = (f"{f(x * size / 2)},{f(y * size / 2)}" for x, y in corners)
        return f"M{'L'.join(points)}Z"

    return drawn


_TOP = 2 / 3**0.5
_SYMBOLS: dict[str, Callable[[float], str]] = {
    "circle": _circle,
    "square": _corners((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": _corners((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": _corners((-_TOP, 0.5), (_TOP, 0.5), (0, -1)),
    "triangle-down": _corners((-_TOP, -0.5), (_TOP, -0.5), (0, 1)),
    "triangle-left": _corners((0.5, -_TOP), (0.5, _TOP), (-1, 0)),
    "triangle-right": _corners((-0.5, -_TOP), (-0.5, _TOP), (1, 0)),
    "line-ns": lambda size: f"M0,{f(-size / 2)}V{f(size / 2)}",
    "line-ew": lambda size: f"M{f(-size / 2)},0H{f(size / 2)}",
    "x-thin": lambda size: (
        f"M{f(-size / 2.8)},{f(-size / 2.8)}L{f(size / 2.8)},{f(size / 2.8)}M{f(size / 2.8)},{f(-size / 2.8)}L{f(-size / 2.8)},{f(size / 2.8)}"
    ),
}


def each(values: Any, place: int) -> Any:
    """The value for one point, where they differ or are all alike."""
    one_for_all = isinstance(values, str) or not hasattr(values, "__getitem__")
    return values if one_for_all or isinstance(values, Mapping) else values[place]


def telling(trace: Layer, place: int, drawn: str) -> str:
    """What is drawn of one point, with what it tells to who points at it: text, a line per line."""
    said = each(trace.get("hovertext") or "", place)
    if not said:
        return drawn
    told = "\n".join("".join(run.text for run in line) for line in lines(str(said)))
    return f'<g data-told="{escape(told).replace(chr(10), "&#10;")}">{drawn}</g>'


def dashed(kind: str | None) -> str:
    """The attribute of a line that is not solid."""
    gaps = _DASHES.get(kind or "", (kind or "solid").replace("px", ""))
    return "" if gaps == "solid" else f' stroke-dasharray="{escape(gaps)}"'


def path(points: str, line: Layer, width: float = 2) -> str:
    """A line along points as svg writes them."""
    colour, thick = line.get("color", _GREY), float(line.get("width", width))
    return f'<path d="{points}" fill="none" stroke="{escape(str(colour))}" stroke-width="{f(thick)}"{dashed(line.get("dash"))}/>'


def box(corners: tuple[float, float, float, float], fill: str, line: Layer, more: str = "") -> str:
    """A rectangle between two corners (x, y, x, y), whichever come first."""
    x0, y0, x1, y1 = corners
    edge = ""
    if line.get("width", 0):
        edge = f' stroke="{escape(str(line.get("color", _GREY)))}" stroke-width="{f(float(line["width"]))}"{dashed(line.get("dash"))}'
    return (
        f'<rect x="{f(min(x0, x1))}" y="{f(min(y0, y1))}" width="{f(abs(x1 - x0))}" '
        f'height="{f(abs(y1 - y0))}" fill="{escape(fill)}"{edge}{more}/>'
    )


def hatched(
    corners: tuple[float, float, float, float], shape: str, ink: str, ground: str, gap: float = 8
) -> str:
    """A rectangle with slanted, lying or standing lines in it, or dots.

    ``shape`` is plotly's: ``/ \\ x - | + .``. Lines are cut at the edges by working them out, not
    by clipping, so that every program draws them alike.
    """
    x0, x1 = sorted((corners[0], corners[2]))
    y0, y1 = sorted((corners[1], corners[3]))
    strokes = [line for sign in shape for line in _hatch(sign, x0, y0, x1, y1, gap)]
    drawn = box((x0, y0, x1, y1), ground or "none", {})
    if "." in shape:
        return drawn + path("".join(strokes), {"color": ink, "width": 2.4, "dash": "0.1,7.9"})
    return drawn + path("".join(strokes), {"color": ink, "width": 1.2})


def _hatch(sign: str, x0: float, y0: float, x1: float, y1: float, gap: float) -> list[str]:
    """The lines of one direction within a rectangle."""
    wide, tall = x1 - x0, y1 - y0
    if sign in "-+.":
        flat = [f"M{f(x0)},{f(y)}H{f(x1)}" for y in _steps(y0 + gap / 2, y1, gap)]
        return flat if sign != "+" else flat + _hatch("|", x0, y0, x1, y1, gap)
    if sign == "|":
        return [f"M{f(x)},{f(y0)}V{f(y1)}" for x in _steps(x0 + gap / 2, x1, gap)]
    if sign == "x":
        return _hatch("/", x0, y0, x1, y1, gap) + _hatch("\\", x0, y0, x1, y1, gap)
    lines = []
    for along in _steps(gap / 2, wide + tall, gap):
        # A slanted line enters at ``along`` on the upper edge, or later on the side.
        start = (min(along, wide), max(along - wide, 0))
        end = (max(along - tall, 0), min(along, tall))
        (ax, ay), (bx, by) = start, end
        if sign == "\\":
            ax, bx = wide - ax, wide - bx
        lines.append(f"M{f(x0 + ax)},{f(y0 + ay)}L{f(x0 + bx)},{f(y0 + by)}")
    return lines


def _steps(start: float, end: float, gap: float) -> list[float]:
    return [start + gap * i for i in range(max(int((end - start) / gap) + 1, 0)) if start < end]


def mark(symbol: str, x: float, y: float, size: float, look: Layer) -> str:
    """A mark at a point; ``look`` has its ``color``, ``opacity``, and the ``width`` and colour of its edge."""
    name, hollow = symbol.removesuffix("-open"), symbol.endswith("-open")
    colour, edge = escape(str(look["color"])), float(look.get("width", 0))
    if hollow or name.startswith(("line-", "x-")):
        style = f'fill="none" stroke="{colour}" stroke-width="{f(edge or 1)}"'
    else:
        style = f'fill="{colour}"'
        if edge:
            style += f' stroke="{escape(str(look.get("edge", _GREY)))}" stroke-width="{f(edge)}"'
    if look.get("opacity", 1) != 1:
        style += f' opacity="{f(look["opacity"])}"'
    return f'<path transform="translate({f(x)},{f(y)})" d="{_SYMBOLS[name](float(size))}" {style}/>'


def between(stops: Sequence[Sequence[Any]], share: float) -> str:
    """The colour at a share (0-1) of a colour scale.

    >>> between([[0, "#000000"], [1, "#FF8000"]], 0.5)
    '#804000'
    """
    share = min(max(share, 0.0), 1.0)
    upper = next(i for i in range(1, len(stops)) if share <= stops[i][0] or i == len(stops) - 1)
    (start, dark), (end, light) = stops[upper - 1], stops[upper]
    part = (share - start) / (end - start)
    mixed = (a + (b - a) * part for a, b in zip(_rgb(dark), _rgb(light), strict=True))
    return "#" + "".join(f"{int(c + 0.5):02X}" for c in mixed)


def _rgb(colour: str) -> list[float]:
    if colour.startswith("#"):
        return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]

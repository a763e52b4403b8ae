"""A figure as svg, with its texts as texts: what a page, a report and a file to take away show.

Our charts use three kinds of trace (bar, scatter, heatmap) on axes of numbers or names. Anything
else is refused, so that a picture never lacks what the screen shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from measurement.charts.drawn import around, bars, legend, points
from measurement.charts.drawn.lettering import STACK
from measurement.charts.drawn.lettering import figure as f
from measurement.charts.drawn.light import on_light
from measurement.charts.drawn.space import Layer, Space, space

KINDS = frozenset({"bar", "scatter", "heatmap"})
FILL = "tonexty"  # an area between a line and the one before it
WIDTH = 760  # pixels: about what a figure has on a laptop
GAP = 12  # pixels between small figures


@dataclass(frozen=True)
class Parts:
    """What a figure is made of, read once for every width at which it is drawn."""

    data: Sequence[Layer]
    layout: Layer


@dataclass(frozen=True)
class Drawing:
    """What is drawn of a figure, as the inside of an svg picture, with its size in pixels."""

    inside: str
    width: float
    height: float


def parts(figure: go.Figure) -> Parts:
    """What a figure is made of; raises ``ValueError`` for a kind of trace or area that is not drawn."""
    told: dict[str, Any] = figure.to_plotly_json()
    data, layout = _plain(told["data"]), _plain(told["layout"])
    strange = {trace["type"] for trace in data} - KINDS
    strange |= {trace.get("fill", FILL) for trace in data} - {FILL}
    if strange:
        raise ValueError(f"not drawn: {sorted(strange)}")
    return Parts(data, layout)


def drawn(of: Parts, width: float) -> Drawing:
    """The parts of a figure in their own colours, ``width`` pixels wide and as high as the figure is."""
    where = space(of.data, of.layout, of.layout.get("width") or width)
    return Drawing("".join(_drawn(of.data, of.layout, where)), where.width, where.height)


def drawing(figure: go.Figure, width: float = WIDTH) -> Drawing:
    """The figure as in a picture, which nobody points at: as on a light page.

    Its letters are of the project's own font (``measurement/charts/fonts``). Raises ``ValueError``
    for a kind of trace or area that is not drawn.
    """
    of = parts(figure)
    untold = [{name: part for name, part in t.items() if name != "hovertext"} for t in of.data]
    return drawn(Parts(on_light(untold), on_light(of.layout)), width)


def beside(figures: Sequence[go.Figure], width: float = WIDTH) -> Drawing:
    """Small figures of one size beside each other, in as many rows as they need."""
    drawn = [drawing(figure) for figure in figures]
    across, down = (max((getattr(d, s) for d in drawn), default=0) for s in ("width", "height"))
    in_a_row = max(int((width + GAP) // (across + GAP)), 1)
    placed = [
        f'<g transform="translate({f(i % in_a_row * (across + GAP))},{f(i // in_a_row * (down + GAP))})">{one.inside}</g>'
        for i, one in enumerate(drawn)
    ]
    n_rows = -(-len(drawn) // in_a_row)
    return Drawing("".join(placed), width, n_rows * (down + GAP) - GAP)


def svg(figure: go.Figure, width: float = WIDTH, title: str = "", alt: str = "") -> str:
    """The figure as a whole svg picture; ``title`` and ``alt`` are for who hears it."""
    drawn = drawing(figure, width)
    return picture(drawn.inside, drawn.width, drawn.height, title, alt)


def picture(inside: str, width: float, height: float, title: str = "", alt: str = "") -> str:
    """An svg picture around what is drawn."""
    said = "".join(
        f"<{tag}>{escape(text)}</{tag}>" for tag, text in (("title", title), ("desc", alt)) if text
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{f(width)}" height="{f(height)}" '
        f'viewBox="0 0 {f(width)} {f(height)}" font-family="{STACK}" role="img">{said}{inside}</svg>'
    )


def _drawn(data: Sequence[Layer], layout: Layer, where: Space) -> Iterator[str]:
    """Everything, from what lies beneath to what lies on top."""
    shapes, ink = layout.get("shapes") or (), str(layout["font"]["color"])
    for name, axis in where.axes.items():
        yield from around.axis_words(name, axis, where, ink)
    yield from (around.shape(one, where) for one in shapes if one.get("layer") == "below")
    yield from _cells_and_bars(data, layout, where)
    yield from _scattered(data, layout, where)
    yield from (around.shape(one, where) for one in shapes if one.get("layer") != "below")
    yield from legend.drawn(where.legend, where.top)
    yield from (around.note(one, where) for one in layout.get("annotations") or ())


def _cells_and_bars(data: Sequence[Layer], layout: Layer, where: Space) -> Iterator[str]:
    size = float(layout["font"]["size"])
    for trace in data:
        if trace["type"] == "heatmap":
            yield from points.cells(trace, where, size)
    every = bars.bars([trace for trace in data if trace["type"] == "bar"], layout, where)
    yield from map(bars.drawn, every)
    for trace in data:
        if trace["type"] == "bar" and (trace.get("error_x") or trace.get("error_y")):
            tips = {bar.place: bar.tip for bar in every if bar.trace is trace}
            yield from points.intervals(trace, where, [tips.get(i) for i in range(len(trace["x"]))])
    yield from bars.figures(every, layout)


def _scattered(data: Sequence[Layer], layout: Layer, where: Space) -> Iterator[str]:
    """Areas and lines, which end where the axes end; then intervals, marks and letters."""
    scattered = [trace for trace in data if trace["type"] == "scatter"]
    yield from _within(where, [*_areas(scattered, where), *_lines(scattered, where)])
    for trace in scattered:
        mode = trace.get("mode", "")
        yield from points.intervals(trace, where)
        if "markers" in mode:
            yield from points.marks(trace, where)
        if "text" in mode:
            yield from points.letters(trace, where, layout["font"]["size"], layout["font"]["color"])


def _areas(scattered: Sequence[Layer], where: Space) -> Iterator[str]:
    for before, trace in pairwise(scattered):
        if trace.get("fill") == "tonexty":
            yield points.area(trace, before, where)


def _lines(scattered: Sequence[Layer], where: Space) -> Iterator[str]:
    for trace in scattered:
        if "lines" in trace.get("mode", ""):
            yield from points.line(trace, where)


def _within(where: Space, drawn: Sequence[str]) -> Iterator[str]:
    """What is cut off at the edges of the drawing. Its name tells sizes, so that two can share a page."""
    if not drawn:
        return
    edges = [f(v) for v in (where.left, where.top, where.across, where.down)]
    x, y, wide, tall = edges
    name = "within-" + "-".join(edges)
    yield f'<clipPath id="{name}"><rect x="{x}" y="{y}" width="{wide}" height="{tall}"/></clipPath>'
    yield f'<g clip-path="url(#{name})">{"".join(drawn)}</g>'


def _plain(value: Any) -> Any:
    """Lists for tuples and arrays, so that every part is read alike."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return value
    return [_plain(part) for part in (value.tolist() if hasattr(value, "tolist") else value)]

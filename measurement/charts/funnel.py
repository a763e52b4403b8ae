"""A funnel: groups by how many answers they gave and their share, between the limits of chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.words import number, text

_BANDS = ("rgba(128,138,148,0.13)", "rgba(128,138,148,0.17)")
_HEIGHT, _PLOT, _PHONE = 430, 350, 290  # pixels: figure, what is drawn in, and width on a phone
_LETTER, _LINE = 6.2, 15  # pixels that a letter and a line of a label take
_SYMBOLS = {"higher": "triangle-up", "lower": "triangle-down"}


@dataclass(frozen=True)
class Limit:
    """The limits (0–1) for one number of answers."""

    n: int
    lower: float
    upper: float
    outer_lower: float
    outer_upper: float


@dataclass(frozen=True)
class Spot:
    """A group: its share (0–1) of n answers. ``label`` is written beside it, ``name`` on hover.

    ``differs`` is higher, lower or neither: the shape of the mark. ``drawn`` is the estimate
    towards the middle, where that is asked for; ``of`` is n in words.
    """

    name: str
    n: int
    share: float
    label: str = ""
    differs: str = ""
    colour: str = colours.PALE
    hint: str = ""
    drawn: float = float("nan")
    of: str = ""


def funnel(spots: Sequence[Spot], limits: Sequence[Limit], target: float, middle: str) -> go.Figure:
    """The spots between their limits; ``middle`` names the line of all groups together."""
    most = limits[-1].n
    floor, top = _reach(spots, limits)
    data = [
        *_band(limits, "outer_lower", "outer_upper", _BANDS[0]),
        *_band(limits, "lower", "upper", _BANDS[1]),
        _middle(target, most),
        *_drawn(spots),
        _marks(spots),
    ]
    return canvas.figure(
        data,
        height=_HEIGHT,
        margin={"l": 4, "r": 8, "t": 34, "b": 44},
        annotations=[*_labels(spots, most, target, (floor, top)), *_names(limits, target, middle)],
        xaxis=canvas.axis(
            range=[0, most],
            title={
                "text": text("number of answers"),
                "font": {"size": canvas.SMALL, "color": colours.ink()},
            },
            tickfont={"size": canvas.SMALL},
            rangemode="tozero",
        ),
        yaxis=canvas.axis(
            range=[floor, top], ticksuffix="\u00a0%", tickfont={"size": canvas.SMALL}, nticks=6
        ),
    )


def _reach(spots: Sequence[Spot], limits: Sequence[Limit]) -> tuple[float, float]:
    """The ends of the axis: all spots, and the funnel where it is no longer at its widest."""
    usual = limits[len(limits) // 3 :]
    shares = [s.share for s in spots]
    lowest = min([*shares, *(limit.lower for limit in usual)])
    highest = max([*shares, *(limit.upper for limit in usual)])
    return 100 * max(lowest - 0.1, -0.03), 100 * min(highest + 0.1, 1.03)


def _band(
    limits: Sequence[Limit], lower: str, upper: str, colour: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A quiet area between two stepped lines: every number of answers has its own limits."""
    line = {"width": 0.8, "color": colours.LINE, "shape": "hvh"}
    x = [limit.n for limit in limits]
    trace: dict[str, Any] = {"type": "scatter", "mode": "lines", "x": x, "hoverinfo": "skip"}
    return (
        {**trace, "y": [100 * getattr(limit, lower) for limit in limits], "line": line},
        {
            **trace,
            "y": [100 * getattr(limit, upper) for limit in limits],
            "line": line,
            "fill": "tonexty",
            "fillcolor": colour,
        },
    )


def _middle(target: float, most: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, most],
        "y": [100 * target] * 2,
        "line": {"color": colours.QUIET, "width": 1.5},
        "hoverinfo": "skip",
    }


def _marks(spots: Sequence[Spot]) -> dict[str, Any]:
    """The groups; a dot is a group that is not called different."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [s.n for s in spots],
        "y": [100 * s.share for s in spots],
        "marker": {
            "size": [14 if s.differs in _SYMBOLS else 10 for s in spots],
            "symbol": [_SYMBOLS.get(s.differs, "circle") for s in spots],
            "color": [s.colour for s in spots],
            "line": {"width": 1, "color": colours.ink()},
        },
        "cliponaxis": False,
        "hovertext": [_hover(s, spots) for s in spots],
        "hoverinfo": "text",
    }


def _drawn(spots: Sequence[Spot]) -> list[dict[str, Any]]:
    """Hollow dots for the estimates drawn to the middle, each joined to its group."""
    shown = [s for s in spots if s.drawn == s.drawn]
    if not shown:
        return []
    joined = [(s.n, y) for s in shown for y in (100 * s.share, 100 * s.drawn, None)]
    trace: dict[str, Any] = {"type": "scatter", "hoverinfo": "skip"}
    return [
        {
            **trace,
            "mode": "lines",
            "x": [n for n, _y in joined],
            "y": [y for _n, y in joined],
            "line": {"color": colours.QUIET, "width": 1},
        },
        {
            **trace,
            "mode": "markers",
            "x": [s.n for s in shown],
            "y": [100 * s.drawn for s in shown],
            "marker": {
                "size": 8,
                "symbol": "circle-open",
                "color": [s.colour for s in shown],
                "line": {"width": 1.5},
            },
        },
    ]


def _labels(
    spots: Sequence[Spot], most: int, target: float, ends: tuple[float, float]
) -> list[dict[str, Any]]:
    """Names beside the spots that have one, away from the middle; none over another.

    Places are worked out for a phone: what does not collide there collides nowhere.
    """
    named = sorted((s for s in spots if s.label), key=lambda s: abs(s.share - target))
    across = [s.n / most * _PHONE for s in named]
    up = [(100 * s.share - ends[0]) / (ends[1] - ends[0]) * _PLOT for s in named]
    taken = [(x - 8, x + 8, y) for x, y in zip(across, up, strict=True)]  # the marks themselves
    notes = []
    for s, x, y in zip(named, across, up, strict=True):
        left, side = s.n > most / 2, 1 if s.share > target else -1
        width = _LETTER * len(s.label)
        start, shift = x - width - 10 if left else x + 10, 0
        while _collides(taken, start, start + width, y + side * shift):
            shift += _LINE
        taken.append((start, start + width, y + side * shift))
        notes.append(
            canvas.note(
                s.label,
                s.n,
                100 * s.share,
                showarrow=True,
                arrowhead=0,
                arrowwidth=0.6,
                arrowcolor=colours.QUIET,
                ax=-10 if left else 10,
                ay=-side * shift,
                xanchor="right" if left else "left",
                font={"size": canvas.SMALL},
            )
        )
    return notes


def _collides(
    taken: Sequence[tuple[float, float, float]], start: float, end: float, y: float
) -> bool:
    """Whether a label from ``start`` to ``end`` at this height lies over one that has its place."""
    return any(start < e and s < end and abs(y - at) < _LINE for s, e, at in taken)


def _names(limits: Sequence[Limit], target: float, middle: str) -> list[dict[str, Any]]:
    """The names of the line and of the bands, in the figure instead of a legend."""
    last, small = limits[-1], {"size": canvas.SMALL}
    low = target > 0.5  # where the bands are widest
    inner, outer = (last.lower, last.outer_lower) if low else (last.upper, last.outer_upper)
    corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    edge = {"xanchor": "right", "yanchor": "top" if low else "bottom", "font": small}
    return [
        canvas.note(middle, 0, 1, yshift=6, font=small, **corner),
        canvas.note(text("95 %"), last.n, 100 * inner, **edge),
        canvas.note(text("99.8 %"), last.n, 100 * outer, **edge),
    ]


def _hover(spot: Spot, spots: Sequence[Spot]) -> str:
    """Everyone at this place: dots may lie on top of each other."""
    same = [s.name for s in spots if (s.n, s.share) == (spot.n, spot.share)]
    lines = [
        f"<b>{', '.join(same)}</b>",
        text(
            "{share} % {of}",
            share=number(100 * spot.share, 1),
            of=spot.of or text("(n = {n})", n=spot.n),
        ),
    ]
    if spot.drawn == spot.drawn:
        lines.append(text("smoothed: {share} %", share=number(100 * spot.drawn, 1)))
    return "<br>".join([*lines, spot.hint] if spot.hint else lines)

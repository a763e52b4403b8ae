"""How a value is told: with its interval, between bounds as an open span, or only how many answered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from measurement.charts import canvas
from measurement.charts.colours import LINE
from measurement.words import number, plural, text


@dataclass(frozen=True)
class Span:
    """Where a value lies that is only known within bounds: drawn from ``least`` to ``most``.

    ``place`` is its row, or its school year; ``lower`` and ``upper`` are the interval over both
    bounds. Never a dot and never a full bar, which would look like a value.
    """

    place: float
    least: float
    most: float
    lower: float
    upper: float
    colour: str
    hover: str = ""


def between(least: float, most: float) -> bool:
    """Whether bounds are told that are no single value."""
    return not math.isnan(least) and not math.isnan(most) and least < most


def bound_words(least: int, most: int, scored: int, of: int) -> str:
    """How many of ``of`` are high as far as it is told; of ``scored`` it could be known.

    >>> bound_words(0, 3, 11, 12), bound_words(9, 11, 11, 12), bound_words(4, 7, 11, 12)
    ('hoogstens 3 van 12', 'minstens 9 van 12', '4 tot 7 van 12')
    """
    if least == most:
        return text("{n} of {whole}", n=number(least), whole=number(of))
    if least <= 0 and most >= scored:
        return few_words(of)
    if least <= 0:
        return text("at most {n} of {whole}", n=number(most), whole=number(of))
    if most >= scored:
        return text("at least {n} of {whole}", n=number(least), whole=number(of))
    return text(
        "{least} to {most} of {whole}", least=number(least), most=number(most), whole=number(of)
    )


def few_words(n: int) -> str:
    """What stands in place of a value of which only the number of answers is told."""
    return plural("{n} answer; too few to show more", "{n} answers; too few to show more", n)


def span_note() -> str:
    """What an open span means, for under a figure that has one."""
    return text("Hatched: only told within these bounds, to protect who answered.")


def value_words(
    value: float, lower: float, upper: float, n: int | str | None, digits: int = 2
) -> str:
    """A value with its interval and n in words."""
    shown = number(value, digits)
    if lower != lower:
        return text("{value}, n = {n}", value=shown, n=n)
    return text(
        "{value}, interval {lower} to {upper}, n = {n}",
        value=shown,
        lower=number(lower, digits),
        upper=number(upper, digits),
        n=n,
    )


def share_words(share: float, lower: float, upper: float, of: str) -> str:
    """A share in per cent with its interval, ``of`` its denominator in words."""
    return text(
        "{share} % {of}, interval {lower} to {upper}",
        share=number(100 * share, 1),
        lower=number(100 * lower, 1),
        upper=number(100 * upper, 1),
        of=of,
    )


def interval_words(lower: float, upper: float, digits: int = 1) -> str:
    """The interval around bounds, in the unit of its axis."""
    return text(
        "interval over both bounds: {lower} to {upper}",
        lower=number(lower, digits),
        upper=number(upper, digits),
    )


def open_spans(spans: Sequence[Span], width: float, upright: bool = False) -> list[dict[str, Any]]:
    """The trace of hatched spans across, or upright over the years; none without spans.

    They are told from bars and dots by their hatching and outline, not by colour alone.
    """
    if not spans:
        return []
    lengths, places = [s.most - s.least for s in spans], [s.place for s in spans]
    shades = [s.colour for s in spans]
    return [
        {
            "type": "bar",
            "orientation": "v" if upright else "h",
            "x": places if upright else lengths,
            "y": lengths if upright else places,
            "base": [s.least for s in spans],
            "width": width,
            "error_y" if upright else "error_x": canvas.whiskers(
                [s.most - s.lower if s.lower == s.lower else 0 for s in spans],
                [max(s.upper - s.most, 0) if s.upper == s.upper else 0 for s in spans],
            ),
            "marker": _hatched(shades),
            "hovertext": [s.hover for s in spans],
            "hoverinfo": "text" if any(s.hover for s in spans) else "skip",
            "showlegend": False,
        }
    ]


def _hatched(shades: Sequence[str]) -> dict[str, Any]:
    return {
        "color": LINE,
        "line": {"width": 1.5, "color": shades},
        "pattern": {
            "shape": "/",
            "fillmode": "overlay",
            "fgcolor": shades,
            "fgopacity": 1,
            "size": 7,
            "solidity": 0.25,
        },
    }

"""Axes that values lie on: their ends, their names, and how far an interval is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from measurement.charts import canvas
from measurement.words import number

_NAMED = 8  # values that are named, so that they stand beside each other on a phone


@dataclass(frozen=True)
class Axis:
    """The ends of an axis, the values that are named (as ``names`` say), and a line that matters.

    Values are shown in ``digits``; ``times`` 100 shows shares in per cent.
    """

    low: float
    high: float
    ticks: Sequence[float] = ()
    names: Sequence[str] = ()
    line: float | None = None
    digits: int = 1
    times: int = 1


def share_axis(line: float | None = None) -> Axis:
    """The axis of shares (0–1), in per cent."""
    ticks = (0, 0.5, 1)
    return Axis(0, 1, ticks, [f"{100 * tick:.0f} %" for tick in ticks], line, times=100)


def across(axis: Axis) -> dict[str, Any]:
    """The axis as plotly draws it; of many values only some are named, with both ends."""
    room = 0.02 * (axis.high - axis.low)
    names = axis.names or [number(float(t), 0 if t == int(t) else 1) for t in axis.ticks]
    steps = len(names) - 1
    every = next(k for k in count(1) if steps // k < _NAMED and steps % k == 0)
    return canvas.axis(
        range=[axis.times * (axis.low - room), axis.times * (axis.high + room)],
        tickvals=[axis.times * tick for tick in axis.ticks][::every],
        ticktext=list(names)[::every],
        tickangle=0,
        tickfont={"size": canvas.SMALL},
    )


def reach(value: float, lower: float, upper: float, axis: Axis) -> tuple[float, float]:
    """How far the interval is drawn below and above the value: not beyond the ends of the axis."""
    below = value - max(lower, axis.low) if lower == lower else 0.0
    above = min(upper, axis.high) - value if upper == upper else 0.0
    return max(below, 0.0), max(above, 0.0)

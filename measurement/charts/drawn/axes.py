"""The axes of a figure: their ends, and what is written along them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from measurement.words import number

Layer = Mapping[str, Any]
_TICK_ROOM = {"x": 80, "y": 40}  # pixels a tick takes where nobody said how many there are


@dataclass(frozen=True)
class Tick:
    """A value on an axis and what is written there."""

    place: float
    said: str


@dataclass(frozen=True)
class Axis:
    """An axis: its ends, its part of the drawing (0-1), its names, its ticks, and what was asked of it."""

    low: float
    high: float
    domain: tuple[float, float]
    names: tuple[str, ...]
    ticks: tuple[Tick, ...]
    asked: Layer

    def at(self, value: Any) -> float:
        """How far along the axis (0-1) a value or a name lies."""
        place = self.names.index(str(value)) if self.names else float(value)
        return (place - self.low) / (self.high - self.low)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return float(self.asked.get("tickfont", {}).get("size", 12))

    @property
    def title(self) -> str:
        """What the axis is called, or nothing."""
        return str(self.asked.get("title", {}).get("text", ""))

    @property
    def title_size(self) -> float:
        """The size of the letters of its title."""
        return float(self.asked.get("title", {}).get("font", {}).get("size", 14))

    @property
    def shown(self) -> bool:
        """Whether anything is written along it."""
        return self.asked.get("visible") is not False


def known(value: Any) -> bool:
    """Whether there is a value: neither None nor not a number."""
    return value is not None and value == value


def axis_of(name: str, data: Sequence[Layer], layout: Layer, room: float) -> Axis:
    """An axis by its id, with ``room`` pixels for what is written along it."""
    way, asked = name[0], layout.get(f"{name[0]}axis{name[1:]}", {})
    own = [trace for trace in data if trace.get(f"{way}axis", way) == name]
    names = _names(way, own) if asked.get("type") == "category" else ()
    low, top = asked.get("range") or _reach(way, own, names)
    start, end = asked.get("domain", (0.0, 1.0))
    ticks = tuple(_ticks(asked, way, names, (low, top), room * (end - start)))
    return Axis(float(low), float(top), (start, end), names, ticks, asked)


def _names(way: str, data: Sequence[Layer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for trace in data for value in trace.get(way, ())))


def _reach(way: str, data: Sequence[Layer], names: Sequence[str]) -> tuple[float, float]:
    """The ends of an axis for which none are given: all values, and room for figures above bars."""
    if names:
        return -0.5, len(names) - 0.5
    values = [float(v) for trace in data for v in trace.get(way, ()) if known(v)]
    if values and any(trace["type"] == "heatmap" for trace in data):
        return min(values) - 0.5, max(values) + 0.5
    bars = any(trace["type"] == "bar" for trace in data)
    if not values:
        return 0.0, 1.0
    low, top = min(values), max(values)
    if bars and low >= 0:
        return 0.0, (top or 1) * (1.15 if _told_outside(data) else 1.055)
    room = 0.06 * ((top - low) or 1)
    return low - room, top + room


def _told_outside(data: Sequence[Layer]) -> bool:
    return any(trace.get("textposition") == "outside" for trace in data)


def _ticks(
    asked: Layer, way: str, names: Sequence[str], ends: tuple[float, float], room: float
) -> Iterator[Tick]:
    """The ticks that were given, one for every name, or round values."""
    if asked.get("tickvals") is not None:
        said = asked.get("ticktext") or [_figure(v, 0) for v in asked["tickvals"]]
        yield from (Tick(float(v), str(s)) for v, s in zip(asked["tickvals"], said, strict=True))
    elif names:
        yield from (Tick(i, name) for i, name in enumerate(names))
    else:
        most = asked.get("nticks") or min(max(room / _TICK_ROOM[way], 4), 9) + 1
        step = _step(abs(ends[1] - ends[0]) / most)
        digits = max(-math.floor(math.log10(step)), 0)
        first, last = math.ceil(min(ends) / step - 1e-9), math.floor(max(ends) / step + 1e-9)
        for i in range(first, last + 1):
            yield Tick(i * step, _figure(i * step, digits) + str(asked.get("ticksuffix", "")))


def _figure(value: float, digits: int) -> str:
    whole = float(value) == int(value)
    return number(float(value), 0 if whole else digits or 1)


def _step(rough: float) -> float:
    """The nearest of 1, 2, 5, 10 … from this value on."""
    ten = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return next(k * ten for k in (1, 2, 5, 10) if k * ten >= rough - 1e-12)

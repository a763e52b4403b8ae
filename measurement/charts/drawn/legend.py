"""The names of the traces above what is drawn, from left to right, in lines where need be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from measurement.charts.drawn.lettering import LINE, Ink, wide, written
from measurement.charts.drawn.lettering import figure as f
from measurement.charts.drawn.strokes import box, each, mark, path

Layer = Mapping[str, Any]
_SAMPLE, _GAP = 38, 5  # pixels of a sample, and before its name
_BETWEEN = 10  # pixels between two entries
_LINE, _MIDDLE = 19, 13  # pixels between two lines, and from the last one to what is drawn


@dataclass(frozen=True)
class Legend:
    """The entries of a legend in lines, each with its place; the last line stands over the heads of
    columns by ``lift`` pixels where it would lie on them."""

    lines: Sequence[Sequence[tuple[float, Layer]]]
    lift: float
    size: float
    colour: str

    @property
    def height(self) -> float:
        """The pixels above what is drawn."""
        return self.lift + _MIDDLE + _LINE * (len(self.lines) - 0.5) if any(self.lines) else 0


def legend(data: Sequence[Layer], layout: Layer, ends: tuple[float, float], width: float) -> Legend:
    """The legend of a figure of this width that is drawn in between these ``ends``."""
    asked = layout["font"] | {"size": layout["font"]["size"] - 1}
    font = asked | layout.get("legend", {}).get("font", {})
    entries = [t for t in data if t.get("name") and t.get("showlegend", True)]
    lines: list[list[tuple[float, Layer]]] = [[]]
    x = ends[0]
    for trace in entries if layout.get("showlegend") else ():
        long = _SAMPLE + _GAP + wide(trace["name"], font["size"]) + _BETWEEN
        if lines[-1] and x + long > width:
            lines, x = [*lines, []], ends[0]
        lines[-1].append((x, trace))
        x += long
    heads = [note for note in layout.get("annotations") or () if _is_head(note)]
    lies = lines[-1] and any(ends[1] + _start(note) < x for note in heads)
    lift = LINE * max((note["font"]["size"] for note in heads), default=0) if lies else 0
    return Legend(lines, lift, float(font["size"]), str(font["color"]))


def _is_head(note: Layer) -> bool:
    """Whether a note is the head of a column at the right."""
    over = (note.get("yref"), note.get("y"), note.get("yanchor")) == ("paper", 1, "bottom")
    return over and note.get("xanchor") == "right"


def _start(head: Layer) -> float:
    """Where a head starts, from the right end of what is drawn."""
    return float(head.get("xshift", 0)) - wide(head["text"], head["font"]["size"])


def drawn(legend: Legend, top: float) -> Iterator[str]:
    """The legend above what is drawn from ``top`` on."""
    for r, line in enumerate(reversed(legend.lines)):
        y = top - legend.lift - _MIDDLE - _LINE * r
        for x, trace in line:
            yield _sample(trace, x, y)
            ink = Ink(legend.size, legend.colour, "left")
            yield written(trace["name"], x + _SAMPLE + _GAP, y, ink)


def _sample(trace: Layer, x: float, y: float) -> str:
    """How the trace looks, beside its name."""
    marker, middle = trace.get("marker", {}), x + _SAMPLE / 2
    colour = str(each(marker.get("color", "#444444"), 0))
    if trace["type"] == "bar":
        return box((middle - 6, y - 6, middle + 6, y + 6), colour, {})
    drawn = ""
    if "lines" in trace.get("mode", ""):
        drawn = path(f"M{f(x)},{f(y)}h{_SAMPLE - 8}", trace.get("line", {}))
    if "markers" in trace.get("mode", ""):
        size = min(max(float(each(marker.get("size", 6), 0)), 2), 16)
        look = {"color": colour, "width": each(marker.get("line", {}).get("width", 0), 0)}
        drawn += mark(str(each(marker.get("symbol", "circle"), 0)), middle, y, size, look)
    return drawn

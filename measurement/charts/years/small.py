"""One of many small panels over school years, all with the same axes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.charts.years.series import (
    Axes,
    Layer,
    Line,
    cut_line,
    drawn,
    quiet,
    values_axis,
    why,
    years_axis,
)

# The width of a small panel: two beside each other on a phone, six on a laptop.
SMALL_WIDTH, SMALL_HEIGHT = 171, 190
# From more school years on a small panel has no room for the words along a break.
MANY_YEARS = 4


def small(own: Line, axes: Axes, behind: Line | None = None) -> go.Figure:
    """One of many small panels with the same axes: its name and its last value on top."""
    years, span = axes.years, axes.span
    ends = range(len(years)) if len(years) <= 3 else (0, len(years) - 1)
    half = len(span.ticks) // 2  # a tick in the very middle, where there is one
    ticks = (span.ticks[0], *span.ticks[half : half + len(span.ticks) % 2], span.ticks[-1])
    marks = [
        canvas.note(p.mark[:1], p.place, p.value, yshift=14)
        for p in own.points
        if p.mark and p.known
    ]
    said = [why(cut, 9) for cut in axes.cuts] if len(years) <= MANY_YEARS else []
    return canvas.figure(
        [*quiet(behind), *drawn(own, years, size=8)],
        height=SMALL_HEIGHT,
        width=SMALL_WIDTH,
        margin={"l": 34, "r": 6, "t": 64, "b": 34},
        annotations=[*_head(own, years), *marks, *said],
        shapes=[cut_line(cut) for cut in axes.cuts],
        xaxis=years_axis(years, own.points, ends, 10, said=False),
        yaxis=values_axis(span, ticks, 10),
    )


def _head(line: Line, years: Sequence[str]) -> Iterator[Layer]:
    """The name of a small panel, and under it the last value with what changed."""
    place: Layer = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    place |= {"align": "left", "xshift": -30}
    name = f"<b>{canvas.wrapped(line.name, 25, 2)}</b>"
    yield canvas.note(name, 0, 1, yshift=24, **place, font={"size": canvas.SMALL})
    if line.points:
        last = line.points[-1]
        told = f"{years[last.place]}: {last.said} {last.mark}"
        yield canvas.note(told, 0, 1, yshift=8, **place, font={"size": 11})

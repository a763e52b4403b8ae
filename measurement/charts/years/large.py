"""One series over school years in large."""

from __future__ import annotations

import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.charts.years.series import (
    Axes,
    Layer,
    Line,
    Point,
    Span,
    cut_line,
    drawn,
    quiet,
    values_axis,
    why,
    years_axis,
)

_WORDS = 0.07  # of the axis: the height of a line of words, with what is below it


def lines(own: Line, axes: Axes, behind: Line | None = None) -> go.Figure:
    """One series in large: value and change above every point, the years with their n below it.

    ``behind`` is drawn quietly, its name in the corner.
    """
    years, span = axes.years, axes.span
    notes = [
        *(_words(p, span) for p in own.points),
        *(why(cut, canvas.SMALL) for cut in axes.cuts),
    ]
    if behind and behind.points:
        corner = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "bottom"}
        name = f"●\u2014● {behind.name}"
        notes.append(canvas.note(name, 1, 1, yshift=24, **corner))
    return canvas.figure(
        [*quiet(behind), *drawn(own, years, size=12)],
        height=400,
        margin={"l": 4, "r": 12, "t": 48, "b": 60},
        annotations=notes,
        shapes=[cut_line(cut) for cut in axes.cuts],
        xaxis=years_axis(years, own.points, range(len(years)), 12),
        yaxis=values_axis(span, span.ticks, canvas.LABEL_SIZE),
    )


def _words(point: Point, span: Span) -> Layer:
    """What stands above a point in large: its value and how it changed; on no line of the axis.

    What is not told at all has words at the bottom.
    """
    known = [x for x in (point.upper, point.most, point.value) if x == x]
    top = max(known, default=span.low)
    value = f"<b>{point.said}</b>" if point.known else f"<i>{point.said}</i>"
    said = f"{point.mark}<br>{value}" if point.mark else value
    tall = _WORDS * (span.high - span.low) * (said.count("<br>") + 1)
    top = max((tick for tick, _ in span.ticks if top < tick < top + tall), default=top)
    return canvas.note(said, point.place, top, yanchor="bottom", yshift=4, font={"size": 12})

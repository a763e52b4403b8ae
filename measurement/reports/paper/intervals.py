"""Shares with intervals as a native chart: a row per share, its label over its line.

Error bars across are not drawn by LibreOffice, so an interval is a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from measurement.charts import colours
from measurement.reports.paper.looks import FONT, NAMELESS, PERCENT, SIZE, Place, placed, rgb
from measurement.reports.paper.parts import TONES, Interval, Intervals

_LABEL_ABOVE = 0.42  # of a row


def intervals(shapes: Any, block: Intervals, place: Place) -> Any:
    """Add the figure: an interval is a line, bounds a thick broken one; its frame is returned."""
    rows = block.rows
    data = XyChartData(number_format=PERCENT)
    looks: list[tuple[str, Any]] = []
    for name, xs, ys, look in _series(block):
        one = data.add_series(name)
        for x, y in zip(xs, ys, strict=True):
            one.add_data_point(x, y)
        looks.append(look)
    frame = shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS,
        place.left,
        place.top,
        place.width,
        place.height,
        data,
    )
    made = frame.chart
    for one, look in zip(made.plots[0].series, looks, strict=True):
        _look(one, *look)
    _labels(made.plots[0].series[-1], rows, int(place.width / Pt(SIZE) * 1.9))
    made.has_legend = False
    _axes(made, len(rows))
    placed(made, 0.02, 0.95, 0.02, 0.88)
    return frame


def _series(block: Intervals) -> Iterator[tuple[str, list[float], list[float], tuple[str, Any]]]:
    """The lines and points of a figure: name, across, up, and how it looks.

    A line has as many points as there are rows: one with fewer is not drawn by LibreOffice.
    """
    rows, m = block.rows, len(block.rows)
    for y, row in _up(rows):
        if row.bounded:
            yield _line(row.least, row.most, y, m, ("bounds", row.tone))
        if row.lower == row.lower and row.upper == row.upper:
            yield _line(row.lower, row.upper, y, m, ("interval", row.tone))
    tones = dict.fromkeys(row.tone for row in rows)
    for tone in tones:
        told = [(r.value, y) for y, r in _up(rows) if r.tone == tone and r.value == r.value]
        if told:
            yield block.name, [x for x, _ in told], [y for _, y in told], ("dot", tone)
    others = [(r.other, y) for y, r in _up(rows) if r.other == r.other]
    if others:
        yield block.other, [x for x, _ in others], [y for _, y in others], ("diamond", "pale")
    yield NAMELESS, [0.0] * m, [y + _LABEL_ABOVE for y, _ in _up(rows)], ("names", "pale")


def _up(rows: Sequence[Interval]) -> list[tuple[float, Interval]]:
    """Every row with its height, the first one on top."""
    return [(float(len(rows) - i), row) for i, row in enumerate(rows)]


def _line(
    start: float, end: float, y: float, m: int, look: tuple[str, Any]
) -> tuple[str, list[float], list[float], tuple[str, Any]]:
    points = max(m, 2)
    return NAMELESS, [start, *[end] * (points - 1)], [y] * points, look


def _look(one: Any, kind: str, tone: Any) -> None:
    colour = rgb(TONES[tone])
    line, marker = one.format.line, one.marker
    marker.style = XL_MARKER_STYLE.NONE
    one.smooth = False
    if kind in ("interval", "bounds"):
        line.color.rgb = colour
        line.width = Pt(6) if kind == "bounds" else Pt(1.5)
        line.dash_style = MSO_LINE.SQUARE_DOT if kind == "bounds" else MSO_LINE.SOLID
        return
    line.fill.background()
    if kind == "names":
        return
    marker.style = XL_MARKER_STYLE.DIAMOND if kind == "diamond" else XL_MARKER_STYLE.CIRCLE
    marker.size = 10
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour
    marker.format.line.color.rgb = colour


def _labels(names: Any, rows: Sequence[Interval], room: int) -> None:
    """What every row is, what it says and of how many, over its line, in ``room`` characters."""
    for i, row in enumerate(rows):
        label = names.points[i].data_label
        frame = label.text_frame
        told = " · ".join(part for part in (row.said, f"n = {row.n}", row.word) if part)
        name = without_middle(row.label, max(room - len(told) - 3, 20))
        frame.text, frame.word_wrap = f"{name}   {told}", False
        label.position = XL_LABEL_POSITION.RIGHT
        run = frame.paragraphs[0].runs[0]
        run.font.size, run.font.name = Pt(SIZE), FONT
        # On a ground of its own: the lines of the axis do not run through the words.
        ground = f"<c:spPr {nsdecls('c', 'a')}><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill></c:spPr>"
        label._dLbl.find(qn("c:tx")).addnext(parse_xml(ground))


def without_middle(label: str, room: int) -> str:
    """The label in so many characters: what is told at its end is what sets it apart from others.

    >>> without_middle("Positieve gevolgen voor de leerlingen", 32)
    'Positieve … voor de leerlingen'
    """
    if len(label) <= room:
        return label
    words, end = label.split(), ""
    while words and len(words[-1]) + len(end) <= room * 0.55:
        end = f"{words.pop()} {end}".strip()
    start = shorten(" ".join(words), room - len(end) - 3, placeholder="")
    return f"{start} … {end}".strip()


def _axes(made: Any, n: int) -> None:
    up, across = made.value_axis, made.category_axis
    up.minimum_scale, up.maximum_scale = 0.5, n + 0.9
    up.visible = up.has_major_gridlines = False
    across.minimum_scale, across.maximum_scale, across.major_unit = 0, 1, 0.25
    across.has_major_gridlines = True
    across.major_gridlines.format.line.color.rgb = rgb("#D9DEE3")
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = "0\u00a0%", False
    across.format.line.color.rgb = rgb(colours.PALE)

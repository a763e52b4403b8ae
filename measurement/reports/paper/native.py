"""Native charts that people can edit: bars on either side of a line, and shares with intervals.

Both draw the same in LibreOffice: error bars across and second axes do not, so intervals are
lines of their own, and what is not applicable stacks behind a spacer that is not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.util import Pt

from measurement.charts import colours
from measurement.reports.paper.intervals import intervals
from measurement.reports.paper.looks import (
    FONT,
    NAMELESS,
    PERCENT,
    SIZE,
    Place,
    placed,
    rgb,
    unframed,
)
from measurement.reports.paper.parts import Intervals, Splits

_BEHIND = 1.12  # where not applicable begins, on the axis of high
_ROOM = 0.14  # for the label of a bar that is narrow
_NAMES = 0.42  # of the width of a chart, for what stands beside its bars


def alternative(block: Intervals | Splits) -> str:
    """What the figure says, for who cannot see it."""
    if isinstance(block, Intervals):
        rows = [f"{r.label}: {r.said} (n = {r.n})" for r in block.rows]
    else:
        rows = [
            f"{r.label}: {block.low} {r.low}, {block.high} {r.high}, {block.none} {r.none} (n = {r.n})"
            for r in block.rows
        ]
    return f"{block.title}. " + "; ".join(rows)


def chart(shapes: Any, block: Intervals | Splits, place: Place) -> Any:
    """Add the figure as a native chart; its frame is returned."""
    if isinstance(block, Splits):
        frame = _splits(shapes, block, place)
    else:
        frame = intervals(shapes, block, place)
    unframed(frame.chart)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alternative(block))
    frame.name = block.title[:60]
    frame.chart.font.size, frame.chart.font.name = Pt(SIZE), FONT
    frame.chart.has_title = False
    return frame


def _splits(shapes: Any, block: Splits, place: Place) -> Any:
    """Low to the left, high to the right, not applicable in a column of its own."""
    data = CategoryChartData(number_format=PERCENT)
    data.categories = [f"{r.label} (n = {r.n})" for r in block.rows]
    n = [r.n or 1 for r in block.rows]
    data.add_series(block.low, [-r.low / k for r, k in zip(block.rows, n, strict=True)])
    high = [r.high / k for r, k in zip(block.rows, n, strict=True)]
    data.add_series(block.high, high)
    data.add_series(NAMELESS, [_BEHIND - share for share in high])
    data.add_series(block.none, [r.none / k for r, k in zip(block.rows, n, strict=True)])
    frame = shapes.add_chart(
        XL_CHART_TYPE.BAR_STACKED, place.left, place.top, place.width, place.height, data
    )
    made = frame.chart
    plot = made.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    _dressed(plot.series)
    _legend(made)
    values, names = made.value_axis, made.category_axis
    values.minimum_scale = -max((r.low / k for r, k in zip(block.rows, n, strict=True)), default=0)
    values.minimum_scale -= _ROOM
    widest = max((r.none / k for r, k in zip(block.rows, n, strict=True)), default=0)
    values.maximum_scale = _BEHIND + widest + _ROOM
    values.visible = values.has_major_gridlines = False
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb(colours.PALE)
    placed(made, _NAMES, 1 - _NAMES - 0.01, 0.1, 0.88)
    return frame


def _dressed(series: Sequence[Any]) -> None:
    """Colours and labels of low, high, the spacer and not applicable."""
    unsigned = f"{PERCENT};{PERCENT}"
    looks = ((colours.POOR, unsigned), (colours.GOOD, PERCENT), None, (colours.PALE, PERCENT))
    for one, look in zip(series, looks, strict=True):
        if look is None:
            one.format.fill.background()
            continue
        colour, form = look
        one.format.fill.solid()
        one.format.fill.fore_color.rgb = rgb(colour)
        labels = one.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, form, False
        labels.font.size, labels.font.name = Pt(SIZE - 1), FONT
        labels.font.color.rgb = rgb(colours.contrast(colour))


def _legend(made: Any) -> None:
    made.has_legend = True
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False

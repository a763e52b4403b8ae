"""Native charts, which people can change in their Excel: in the colours of the screen, with alt text.

Each stands above the cells that it shows. What was tried in LibreOffice and holds: one axis only, no
entry taken out of a legend (a spacer is named with a no-break space), bounds written along with error bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from measurement.charts import colours
from measurement.reports.book.cells import Look, Looks, page, put, tall
from measurement.reports.book.plots import Plot
from measurement.words import text

_WIDTH = 940  # pixels of a chart, and of the columns below it
_PAGE = 1250  # pixels that fit on A4 at that width
_HEAD, _CELL = 90, 20  # pixels of what stands around bars, and of a row of cells
_NAMES = 60  # characters in the column of names
_SPACER = "\u00a0"
_ROOM = 1.12  # how far to the right of zero the shares of 'not applicable' begin


def write_charts(
    book: xlsxwriter.Workbook, sheet: Worksheet, plots: Sequence[Plot], how: Looks, title: str
) -> None:
    """Write the charts one below the other, each with its figures."""
    sheet.set_column(0, 0, _NAMES)
    sheet.set_column(1, 5, 14)
    row, breaks = 0, []
    for plot in plots:
        block = _Block(book, sheet, plot, how, row)
        breaks += [row] * bool(row) + [block.cells_from] * block.parts
        row = block.write(title)
    sheet.set_h_pagebreaks(breaks)
    page(sheet, title, row, 5)


class _Block:
    """One chart with the cells that it shows, from a row on."""

    def __init__(
        self, book: xlsxwriter.Workbook, sheet: Worksheet, plot: Plot, how: Looks, top: int
    ) -> None:
        self._book, self._sheet, self._plot, self._how = book, sheet, plot, how
        self._height = _HEAD + (36 if len(plot.rows) <= 20 else 26) * len(plot.rows)
        self._top = top
        # The chart lies over empty rows between the title and the cells.
        self._first = top + 2 + self._height // _CELL + 2
        self._last = self._first + len(plot.rows) - 1

    @property
    def cells_from(self) -> int:
        """The row at which the cells begin, with their heads."""
        return self._first - 1

    @property
    def parts(self) -> bool:
        """Whether the cells go on a page of their own."""
        return self._height + 2 * _CELL * (len(self._plot.rows) + 3) > _PAGE

    def write(self, title: str) -> int:
        """Write the title, the chart and its cells; returns the row from which there is room again."""
        said = self._plot.title or title
        put(self._sheet, self._top, 0, said, self._how["title"])
        self._cells()
        draw = {
            "diverging": self._diverging,
            "bounded": self._bounded,
            "interval": self._interval,
            "bar": self._bar,
        }
        chart = draw[self._plot.kind]()
        chart.set_size({"width": _WIDTH, "height": self._height})
        chart.set_title({"none": True})
        chart.set_chartarea({"border": {"none": True}})
        chart.set_y_axis(
            {
                "reverse": True,
                "label_position": "low",
                "major_tick_mark": "none",
                "num_font": {"size": 10},
                "line": {"none": True},
                "major_gridlines": {"visible": False},
            }
        )
        self._sheet.insert_chart(self._top + 1, 0, chart, {"description": self._alt(said)})
        return self._last + 3

    def _alt(self, title: str) -> str:
        """What the chart shows, for who hears it."""
        heads = ", ".join(self._plot.heads)
        return text(
            "{title}: {heads} of {n} rows; the figures stand in the cells below.",
            title=title,
            heads=heads,
            n=len(self._plot.rows),
        )[:250]

    def _cells(self) -> None:
        """The figures, under their heads: the first column is the name of the row."""
        plot, head = self._plot, self._first - 1
        heads = list(plot.heads)
        if plot.kind == "diverging":
            heads = [f"−{heads[0]}", heads[1], text("space"), heads[2]]
        for c, said in enumerate([text("row"), *heads]):
            put(self._sheet, head, c, said, self._how["head"])
        look: Look = "share" if plot.share else "integer" if plot.kind == "bar" else "number"
        for r, row in enumerate(plot.rows, start=self._first):
            put(self._sheet, r, 0, row.label, self._how["text"])
            tall(self._sheet, r, [(row.label, _NAMES)])
            for c, value in enumerate(self._figures(row.values), start=1):
                put(self._sheet, r, c, value, self._how[look])

    def _figures(self, values: Sequence[float]) -> Sequence[float]:
        """What stands in the cells; low goes to the left, and 'not applicable' begins at one place."""
        if self._plot.kind != "diverging":
            return values
        low, high, none = values
        return -low, high, _ROOM - high, none

    def _range(self, column: int) -> list[Any]:
        return [self._sheet.get_name(), self._first, column, self._last, column]

    def _formula(self, column: int) -> str:
        """The same as a formula, which error bars ask for."""
        cells = xl_range_abs(self._first, column, self._last, column)
        return f"={quote_sheetname(self._sheet.get_name())}!{cells}"

    def _series(self, name: str, column: int, **more: Any) -> dict[str, Any]:
        return {"name": name, "categories": self._range(0), "values": self._range(column), **more}

    def _diverging(self) -> Any:
        """Low to the left, high to the right, and 'not applicable' in a column of its own."""
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        low, high, none = self._plot.heads
        both = {"gap": 45, "overlap": 100}
        figure = "0.0\u00a0%;0.0\u00a0%"
        for name, column, side, usual in ((low, 1, 0, colours.POOR), (high, 2, 1, colours.GOOD)):
            shades = [row.shades[side] for row in self._plot.rows]
            look = {"value": True, "num_format": figure, "font": {"color": colours.contrast(usual)}}
            points = [{"fill": {"color": s}} for s in shades] if {*shades} != {usual} else None
            more = {"fill": {"color": usual}, "data_labels": look, **both}
            chart.add_series(self._series(name, column, points=points, **more))
        clear = {"fill": {"none": True}, "border": {"none": True}, **both}
        chart.add_series(self._series(_SPACER, 3, **clear))
        quiet = {"value": True, "num_format": '0.0\u00a0%;;"–"'}
        pale = {"fill": {"color": colours.PALE}, "data_labels": quiet, **both}
        chart.add_series(self._series(none, 4, **pale))
        lowest = max(row.values[0] for row in self._plot.rows)
        chart.set_x_axis(
            {
                "min": -round(lowest + 0.06, 2),
                "max": 1.4,
                "visible": False,
                "major_gridlines": {"visible": False},
            }
        )
        chart.set_legend({"position": "top"})
        return chart

    def _bounded(self) -> Any:
        """What is sure in full, and hatched how far it may go."""
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        least, more = self._plot.heads
        both = {"gap": 60, "overlap": 100}
        shades = [row.shades[0] for row in self._plot.rows]
        points = [{"fill": {"color": s}} for s in shades] if {*shades} != {colours.GOOD} else None
        look = {"value": True, "num_format": "0.0\u00a0%;;", "font": {"color": "#FFFFFF"}}
        full = {"fill": {"color": colours.GOOD}, "data_labels": look, **both}
        chart.add_series(self._series(least, 1, points=points, **full))
        hatch = {"pattern": "wide_upward_diagonal", "fg_color": colours.GOOD, "bg_color": "#FFFFFF"}
        open_ = {"pattern": hatch, "border": {"color": colours.GOOD}, **both}
        chart.add_series(self._series(more, 2, **open_))
        grid = {"visible": True, "line": {"color": "#E1E6EA"}}
        chart.set_x_axis({"min": 0, "max": 1, "num_format": "0\u00a0%", "major_gridlines": grid})
        chart.set_legend({"position": "top"})
        return chart

    def _interval(self) -> Any:
        """Bars as long as their value, with their intervals."""
        plot, chart = self._plot, self._book.add_chart({"type": "bar"})
        more: dict[str, Any] = {"fill": {"color": colours.GOOD}, "gap": 150}
        # Beside the bounds: what is left of and right of the value, which error bars are drawn by.
        known = all(v == v for row in plot.rows for v in row.values)
        if known:
            more["x_error_bars"] = self._error_bars()
        more["data_labels"] = {
            "value": True,
            "position": "inside_base",
            "num_format": "0.0\u00a0%" if plot.share else "0.00",
            "font": {"color": colours.contrast(colours.GOOD)},
        }
        chart.add_series(self._series(plot.heads[0], 1, **more))
        ends = {"min": 0, "max": 1} if plot.share else {"min": 0}
        style = {"num_format": "0\u00a0%" if plot.share else "0"}
        chart.set_x_axis(
            {**ends, **style, "major_gridlines": {"visible": True, "line": {"color": "#E1E6EA"}}}
        )
        chart.set_legend({"none": True})
        return chart

    def _error_bars(self) -> dict[str, Any]:
        """How far every interval reaches; written in two columns of their own."""
        spans = [
            [row.values[0] - row.values[1] for row in self._plot.rows],
            [row.values[2] - row.values[0] for row in self._plot.rows],
        ]
        for c, (said, values) in enumerate(
            zip((text("below the value"), text("above the value")), spans, strict=True), start=4
        ):
            put(self._sheet, self._first - 1, c, said, self._how["head"])
            for r, value in enumerate(values, start=self._first):
                put(self._sheet, r, c, value, self._how["share" if self._plot.share else "number"])
        return {
            "type": "custom",
            "minus_values": self._formula(4),
            "plus_values": self._formula(5),
            "minus_data": spans[0],
            "plus_data": spans[1],
            "line": {"color": "#5A6670", "width": 1.25},
        }

    def _bar(self) -> Any:
        """Bars of numbers."""
        chart = self._book.add_chart({"type": "bar"})
        look = {"value": True, "num_format": "#,##0"}
        more = {"fill": {"color": colours.GOOD}, "gap": 60, "data_labels": look}
        chart.add_series(self._series(self._plot.heads[0], 1, **more))
        chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
        chart.set_legend({"none": True})
        return chart

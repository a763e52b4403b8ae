"""Cells of a workbook: text stays text, numbers look as their kind says, sheets have names that may be."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from measurement.words import text

Look = Literal[
    "", "head", "title", "text", "strong", "integer", "number", "share", "rate", "probability"
]
LONGEST = 32_767  # characters in a cell
_NAME = 31  # characters in the name of a sheet
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
# Halves of a character, and controls that XML cannot hold: a file with one does not open.
_BROKEN = re.compile(r"[\ud800-\udfff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f]")
FONT = {"font_name": "Calibri", "font_size": 11}  # every Office has it
_LOOKS: Mapping[Look, Mapping[str, Any]] = {
    "": {},
    "head": {"bold": True, "bg_color": "#EAF0F2", "bottom": 1, "text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "text": {"text_wrap": True, "valign": "top"},
    "strong": {"bold": True, "valign": "top", "text_wrap": True},
    "integer": {"num_format": "#,##0", "valign": "top"},
    "number": {"num_format": "#,##0.00", "valign": "top"},
    "share": {"num_format": "0.0\u00a0%", "valign": "top"},
    "rate": {"num_format": "0\u00a0%", "valign": "top"},
    "probability": {"num_format": "0.000", "valign": "top"},
}
Looks = Mapping[Look, Format]


def looks(book: xlsxwriter.Workbook) -> Looks:
    """The looks of cells."""
    return {name: book.add_format({**FONT, **look}) for name, look in _LOOKS.items()}


def harmless(said: str) -> str:
    """A text as a cell can hold it: what is too long ends in ``…``, what is broken is a �.

    >>> harmless("=1+1"), len(harmless("x" * 40_000))
    ('=1+1', 32767)
    """
    told = _BROKEN.sub("\ufffd", said)
    return told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"


def cells_of(values: pd.Series) -> list[object]:
    """The values of a column as plain numbers, flags and texts; None where there is none."""
    told = values.astype(object)
    return list(told.where(told.notna(), None).tolist())


def put(sheet: Worksheet, row: int, column: int, value: object, look: Format) -> None:
    """Write one cell; what is missing stays empty, and a text is never a formula or a link."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, look)
    else:
        sheet.write_string(row, column, harmless(str(value)), look)


def sheet_names(wished: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A name for every sheet that Excel allows, no two alike but for capitals.

    >>> sheet_names(["2024/25", "items", "Items", "'x'"])
    ['2024-25', 'items', 'Items 2', 'x']
    """
    used, given = {name.casefold() for name in taken} | {"history"}, []
    for wish in wished:
        name = stem = _FORBIDDEN.sub("-", harmless(wish)).strip("' ")[:_NAME].strip("' ") or "-"
        count = 1
        while name.casefold() in used:
            count += 1
            end = f" {count}"
            name = stem[: _NAME - len(end)].rstrip() + end
        used.add(name.casefold())
        given.append(name)
    return given


def yes_no(value: object) -> str:
    """A flag in words."""
    return text("yes") if value else text("no")


def tall(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as its longest text needs, in a column of so many characters."""
    lines = max((math.ceil(len(said) * 1.05 / wide) for said, wide in texts), default=1)
    if lines > 1:
        sheet.set_row(row, 15 * min(lines, 27))


_LYING = 1030  # pixels between the margins of A4 on its side, at full size
_LEAST = 65  # per cent: 11 points are 7 there, the smallest that is read with ease
Widths = Sequence[float]


def paper(sheet: Worksheet, title: str, last_row: int, widths: Widths, keys: int = 0) -> None:
    """Let a table with columns of these widths (characters) print on A4 on its side, its head on every sheet.

    As wide as the paper; where letters would become too small to read it goes on over sheets beside
    each other, each with the first ``keys`` columns, as far as these leave half of the paper.
    """
    _sheets(sheet, title, last_row, len(widths) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    room = _LYING * 100 / _LEAST
    if _pixels(widths) > room:
        sheet.set_print_scale(_LEAST)
        sheet.print_across()
        while keys and _pixels(widths[:keys]) > room / 2:
            keys -= 1
        if keys:
            sheet.repeat_columns(0, keys - 1)


def _pixels(widths: Widths) -> float:
    return sum(7 * wide + 5 for wide in widths)


def page(
    sheet: Worksheet, title: str, last_row: int, last_column: int, lying: bool = False
) -> None:
    """Let a sheet that is read from top to bottom print on A4, as wide as the paper."""
    _sheets(sheet, title, last_row, last_column)
    if lying:
        sheet.set_landscape()


def _sheets(sheet: Worksheet, title: str, last_row: int, last_column: int) -> None:
    """As wide as A4 with the title above it, and the number of each sheet."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
    # An ampersand begins a code in these lines; they hold 255 characters.
    sheet.set_header("&L&B" + title.replace("&", "&&")[:200])
    sheet.set_footer("&R&P / &N")
    sheet.print_area(0, 0, max(last_row, 0), max(last_column, 0))

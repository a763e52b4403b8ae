"""Workbooks that people fill in: heads, values to choose from, what stands there, an explanation.

They are in Dutch, whatever the reader speaks.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from measurement.words import language, speak

_LISTS = "Keuzes"  # the hidden sheet with lists of values
_LONGEST_LIST = 255  # characters that Excel takes as a list typed into a cell's rule
_HEAD = {"bold": True, "text_wrap": True, "valign": "top"}
_SHADED = {**_HEAD, "bg_color": "#E8EEF4", "border": 1}
_WHOLE = {"validate": "integer", "criteria": ">=", "value": 0, "ignore_blank": True}
Kind = Literal["text", "day", "count"]


@dataclass(frozen=True)
class Field:
    """Something to fill in: its head, the values to choose from, and what stands there already."""

    head: str
    choices: Sequence[str] = ()
    width: float = 16
    kind: Kind = "text"
    given: Sequence[str] = ()


@dataclass(frozen=True)
class Form:
    """A sheet to fill in: a column per field, with ``room`` for so many rows below the heads.

    With ``heads_width`` a row per field, and room for so many columns beside the heads. A value
    that is not among the choices is refused where the form is ``strict``, else warned of.
    """

    name: str
    fields: Sequence[Field]
    room: int
    frozen: tuple[int, int] = (1, 0)
    heads_width: float = 0
    heads_height: float | None = None
    shaded: bool = True
    strict: bool = False


@dataclass(frozen=True)
class Explanation:
    """A sheet to read: parts below one another, each with heads (perhaps none) and lines."""

    name: str
    widths: Sequence[float]
    parts: Sequence[tuple[Sequence[object], Sequence[Sequence[object]]]]


def workbook(sheets: Callable[[], Sequence[Form | Explanation]]) -> bytes:
    """An xlsx file with these sheets, which are made in Dutch; text in it is never a formula."""
    import xlsxwriter

    spoken, stream = language(), io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    speak("nl")
    try:
        with xlsxwriter.Workbook(stream, options) as book:
            wanted = sheets()
            pages = [book.add_worksheet(sheet.name) for sheet in wanted]
            writer = _Writer(book)
            for sheet, place in zip(wanted, pages, strict=True):
                writer.write(sheet, place)
    finally:
        speak(spoken)
    return stream.getvalue()


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        self.heads = {True: book.add_format(_SHADED), False: book.add_format(_HEAD)}
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.lists: Any = None
        self.ranges: dict[tuple[str, ...], str] = {}

    def write(self, sheet: Form | Explanation, page: Any) -> None:
        if isinstance(sheet, Explanation):
            self._explain(sheet, page)
            return
        if any(sheet.frozen):
            page.freeze_panes(*sheet.frozen)
        (self._beside if sheet.heads_width else self._below)(sheet, page)

    def _below(self, form: Form, page: Any) -> None:
        page.set_row(0, form.heads_height)
        for column, field in enumerate(form.fields):
            page.set_column(column, column, field.width, self.day if field.kind == "day" else None)
            page.write_string(0, column, field.head, self.heads[form.shaded])
            page.write_column(1, column, field.given)
            self._allow(page, (1, column, form.room, column), field, form.strict)

    def _beside(self, form: Form, page: Any) -> None:
        page.set_column(0, 0, form.heads_width)
        page.set_column(1, form.room, form.fields[0].width)
        for row, field in enumerate(form.fields):
            page.set_row(row, None, self.day if field.kind == "day" else None)
            page.write_string(row, 0, field.head, self.heads[form.shaded])
            page.write_row(row, 1, field.given)
            self._allow(page, (row, 1, row, form.room), field, form.strict)

    def _explain(self, sheet: Explanation, page: Any) -> None:
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width, self.wrapped)
        row = 0
        for heads, lines in sheet.parts:
            styled = [(heads, self.heads[True])] if heads else []
            for cells, style in [*styled, *((line, None) for line in lines)]:
                for column, cell in enumerate(cells):
                    page.write_string(row, column, str(cell), style)
                row += 1
            row += 1

    def _allow(
        self, page: Any, where: tuple[int, int, int, int], field: Field, strict: bool
    ) -> None:
        if field.kind == "count":
            page.data_validation(*where, _WHOLE)
        if field.choices:
            rule = {"validate": "list", "source": self._source(tuple(field.choices))}
            page.data_validation(*where, rule | ({} if strict else {"error_type": "warning"}))

    def _source(self, values: tuple[str, ...]) -> list[str] | str:
        """The values themselves, or where a list too long for a cell's rule stands."""
        if len(",".join(values)) <= _LONGEST_LIST and not any("," in value for value in values):
            return list(values)
        if self.lists is None:
            self.lists = self.book.add_worksheet(_LISTS)
            self.lists.hide()
        if values not in self.ranges:
            column = len(self.ranges)
            self.lists.write_column(0, column, values)
            letter = chr(ord("A") + column)
            self.ranges[values] = f"={_LISTS}!${letter}$1:${letter}${len(values)}"
        return self.ranges[values]

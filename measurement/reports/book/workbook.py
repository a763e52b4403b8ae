"""A workbook of declared tables: readable first, then what it is, then raw for machines."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

import pandas as pd
import xlsxwriter

from measurement.denominator import WITH, Denominator
from measurement.reports.book.account import Account
from measurement.reports.book.cells import looks, sheet_names
from measurement.reports.book.charts import write_charts
from measurement.reports.book.plots import Plot, plots
from measurement.reports.book.sheets import write_account, write_raw, write_readable
from measurement.reports.wording import Names, names
from measurement.tables import Table
from measurement.words import text

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "in_memory": True,
}
_TITLE = 250  # characters of the title in the properties of a file
_NEVER = datetime(1980, 1, 1)  # the day of a file that tells none


@dataclass(frozen=True)
class Contents:
    """What goes into a workbook: tables by their names, how they are declared, what they are called.

    A table is grouped by those of ``by`` that it has; ``denominator`` is what charts show shares of. Rows of
    persons are for machines as it is: without ``raw`` they are not written twice.
    """

    tables: Mapping[str, pd.DataFrame]
    declared: Mapping[str, Table]
    titles: Mapping[str, str]
    by: Sequence[str] = ()
    denominator: Denominator = WITH
    raw: bool = True


def workbook(
    contents: Contents, account: Account, questionnaire: str | os.PathLike[str] | None = None
) -> bytes:
    """A workbook that people use as it is, in their language.

    First every table as a reader knows it, and native charts of those that have few enough rows;
    then a sheet that accounts for the figures; then the tables raw, with the names of columns and
    ids. The same contents with the same account give the same bytes. Words for ids come from the
    data files of ``questionnaire`` (see :func:`~measurement.questionnaire.files.reading.load`).
    """
    buffer, words_of = io.BytesIO(), names(questionnaire)
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        _Book(book, contents, account, words_of).write()
    return buffer.getvalue()


class _Book:
    """A workbook that is being written."""

    def __init__(
        self, book: xlsxwriter.Workbook, contents: Contents, account: Account, words_of: Names
    ) -> None:
        self._book, self._contents, self._account = book, contents, account
        self._words, self._how = words_of, looks(book)
        wished = [contents.titles.get(name, name) for name in contents.tables]
        raw = text("raw")
        extra = [text("Figure"), text("Account")]
        given = sheet_names([*wished, *extra, *(f"{name} {raw}" for name in contents.tables)])
        n = len(wished)
        self._readable, (self._figure, self._told), self._raw = (
            given[:n],
            given[n : n + 2],
            given[n + 2 :],
        )
        when = account.day
        made = datetime.combine(when, time()) if when else _NEVER
        book.set_properties(
            {"title": account.title[:_TITLE], "created": made, "author": "", "comments": ""}
        )
        book.formats[0].set_font_name("Calibri")

    def write(self) -> None:
        """Write all sheets, the readable ones first."""
        found: list[tuple[str, list[Plot]]] = []
        for sheet, (name, table) in zip(self._readable, self._contents.tables.items(), strict=True):
            declared, title = self._contents.declared.get(name), self._title(name)
            page = self._book.add_worksheet(sheet)
            write_readable(page, table, declared, self._words, self._how, title)
            if declared is not None:
                found.append((title, self._plots(table, declared)))
        drawn = [(title, made) for title, made in found if made]
        for i, (title, made) in enumerate(drawn):
            page = self._book.add_worksheet(self._figure if not i else self._another(i))
            write_charts(self._book, page, made, self._how, title)
        if self._contents.declared or self._account.facts:
            page = self._book.add_worksheet(self._told)
            tables, declared_ = self._contents.tables, self._contents.declared
            write_account(page, self._account, tables, declared_, self._contents.by, self._how)
        kept = self._contents.tables.values() if self._contents.raw else ()
        for sheet, table in zip(self._raw, kept, strict=False):
            write_raw(self._book.add_worksheet(sheet), table, self._how)

    def _title(self, name: str) -> str:
        return self._contents.titles.get(name, name)

    def _another(self, i: int) -> str:
        taken = [sheet.get_name() for sheet in self._book.worksheets()]
        return sheet_names([f"{self._figure} {i + 1}"], [*taken, self._told, *self._raw])[0]

    def _plots(self, table: pd.DataFrame, declared: Table) -> list[Plot]:
        return plots(table, declared, self._words, self._contents.denominator)

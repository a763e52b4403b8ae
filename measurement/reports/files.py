"""Tables as csv files, international or Belgian, and as a plain workbook."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import pandas as pd

from measurement.reports.book import workbook as book
from measurement.reports.book.account import Account
from measurement.reports.book.workbook import Contents
from measurement.reports.wording import Names, in_words
from measurement.tables import Table, described
from measurement.words import text

# Enough for a share in per cents with one decimal, and for a mean with two.
DECIMALS = 4
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with its ids, and text that a spreadsheet would run made harmless."""
    safe = frame.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]):
            safe[name] = safe[name].astype(object).map(_harmless, na_action="ignore")
    return safe


def worded(frame: pd.DataFrame, declared: Table, words_of: Names) -> pd.DataFrame:
    """The table with words for the ids of its columns."""
    columns = described(declared, map(str, frame.columns)).values()
    return frame.assign(**{c.name: in_words(frame[c.name], c, words_of) for c in columns})


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def csv(frame: pd.DataFrame, belgian: bool = False, full: bool = False) -> bytes:
    """The table as csv, with its ids; text that a spreadsheet would run is made harmless.

    International: UTF-8, comma, decimal point and unrounded, for scripts. Belgian: ``;``, a decimal
    comma and a byte order mark, so that Excel in Belgium and the Netherlands opens it rightly;
    rounded to ``DECIMALS``, or ``full``.
    """
    table = harmless(frame)
    if not belgian:
        return table.to_csv(index=False, lineterminator="\n").encode()
    if not full:
        floats = [c for c in table.columns if pd.api.types.is_float_dtype(table[c])]
        table[floats] = table[floats].round(DECIMALS)
    written = table.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
    return written.encode("utf-8-sig")


def workbook(
    tables: Mapping[str, pd.DataFrame],
    declared: Mapping[str, Table] | None = None,
    by: Sequence[str] = (),
    notes: Sequence[str] = (),
    questionnaire: str | os.PathLike[str] | None = None,
    raw: bool = True,
) -> bytes:
    """A workbook of which no more is known than ``notes``; see :func:`measurement.reports.book.workbook.workbook`."""
    facts = tuple((text("Explanation") if not i else "", note) for i, note in enumerate(notes))
    contents = Contents(tables, declared or {}, {}, by, raw=raw)
    return book.workbook(contents, Account(facts=facts), questionnaire)

"""Tables as csv files for scripts and for readers, and as a plain workbook."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import pandas as pd

from measurement.reports.book import workbook as book
from measurement.reports.book.account import Account
from measurement.reports.book.workbook import Contents
from measurement.reports.wording import Names, in_words
from measurement.tables import Table, described
from measurement.words import spoken, text

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


def csv_for_analysis(frame: pd.DataFrame) -> bytes:
    """UTF-8, comma, decimal point, unrounded, ids: for scripts and the command line."""
    return harmless(frame).to_csv(index=False, lineterminator="\n").encode()


def csv_for_reader(frame: pd.DataFrame) -> bytes:
    """A csv that opens rightly in the reader's Excel: ``;`` where decimals follow a comma; ids."""
    decimal = spoken().before_decimals
    between = ";" if decimal == "," else ","
    written = harmless(frame).to_csv(
        index=False, sep=between, decimal=decimal, lineterminator="\r\n"
    )
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

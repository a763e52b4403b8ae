"""Tables as people read them: names for ids, percentages, words for verdicts."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from measurement.tables import Column, Table, in_words
from measurement.words import number, year
from measurement.words import text as _
from pages.shared import network, source

Words = Callable[[str], str]
# Columns that are fractions wherever they stand; others say so in their declaration.
_SHARES = {"low", "high", "not_applicable", "rate", "enabling", "hindering", "share", "rest"}
_SHARES |= {"strict_hindering", "difference"}
# Columns for who computes on: they are in the files, not on screen.
_FILES_ONLY = frozenset(
    [
        "n_effective",
        "n_effective_all",
        "n_effective_rest",
        "n_persons_rest",
        "n_high_rest",
        "n_rest_all",
        "n_left_out",
        "lower_all",
        "upper_all",
        "rest_lower",
        "rest_upper",
        "rest_lower_all",
        "rest_upper_all",
        "high_scored_lower",
        "high_scored_upper",
        "hindering_lower",
        "hindering_upper",
        "enabling_scored_lower",
        "enabling_scored_upper",
        "hindering_scored_lower",
        "hindering_scored_upper",
        "lower_95",
        "upper_95",
        "lower_998",
        "upper_998",
        "shrunk_lower",
        "shrunk_upper",
        "comparison.target",
        "one_person",
        "p",
        "q",
        "zero_p",
        "zero_q",
        "sd",
        "segment",
    ]
)
_FRACTION_UNITS = ("fraction 0-1", "difference of fractions")
_named: dict[tuple[str, str], Words] = {}


def name_ids(table: Table, column: str, words: Words) -> None:
    """From now on show the ids in this column of this declared table by these words."""
    _named[table.name, column] = words


def read(table: pd.DataFrame, declared: Table | None = None) -> pd.DataFrame:
    """The table with names for ids and percentages with one decimal, for the screen.

    Of a declared table what only serves to compute on is left out (:func:`left_out`).
    """
    table = table.drop(columns=left_out(table, declared))
    columns = {column.name: column for column in declared.columns} if declared else {}
    made = pd.DataFrame(index=table.index)
    for name in map(str, table.columns):
        known = columns.get(name)
        heading = _heading(name, known)
        words = _named.get((declared.name, name)) if declared else None
        words = words or _words(name, known)
        if words is not None:
            made[heading] = _said(table[name], words)
        elif known is not None and known.labels:
            made[heading] = in_words(table[name], known.labels)
        elif known is not None and known.unit.message == "probability 0-1":
            made[heading] = _numbers(table[name], 3)
        elif _is_share(name, known):
            made[f"{heading} (%)"] = _numbers(table[name] * 100, 1)
        elif pd.api.types.is_float_dtype(table[name]):
            made[heading] = _numbers(table[name], 2)
        else:
            made[heading] = table[name]
    empty = [c for c in made.columns if not pd.api.types.is_numeric_dtype(made[c])]
    return made.assign(**{c: made[c].astype(object).where(made[c].notna(), "") for c in empty})


def left_out(table: pd.DataFrame, declared: Table | None) -> list[str]:
    """The columns that are in the files only: bounds, effective numbers and tests."""
    if declared is None:
        return []
    names = map(str, table.columns)
    return [name for name in names if {name, f"{declared.name}.{name}"} & _FILES_ONLY]


def _words(name: str, column: Column | None) -> Words | None:
    """How the ids in a column are said: those of terms.csv, and those that many tables have."""
    known, terms = source.questionnaire(), network.known()
    if kind := column.terms if column is not None else "":
        return lambda v: str(terms.label(kind, v))
    found: dict[str, Words] = {
        "item": lambda i: f"{i} · {known.item_by_id[i].wording}" if i in known.item_by_id else i,
        "strategy": lambda s: str(known.strategy_label(s)),
        "moment": lambda m: str(known.moment_label(m)),
        "school_year": year,
        "factor": lambda f: str(terms.names.get(f) or known.factor_label(f)),
    }
    return found.get(name)


def _heading(name: str, column: Column | None) -> str:
    if column is not None and column.heading is not None:
        return str(column.heading)
    return _("school year") if name == "school_year" else _(name)


def _said(values: pd.Series, words: Words) -> pd.Series:
    told = {value: words(str(value)) for value in values.dropna().unique()}
    return values.astype(object).map(told, na_action="ignore")


def _is_share(name: str, known: Column | None) -> bool:
    if known is not None:
        return known.kind == "share" or known.unit.message in _FRACTION_UNITS
    return name in _SHARES


def _numbers(values: pd.Series, digits: int) -> pd.Series:
    return values.astype(object).map(lambda v: number(float(v), digits), na_action="ignore")

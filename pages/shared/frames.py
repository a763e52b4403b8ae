"""Tables as people read them: names for ids, percentages, words for verdicts."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from measurement.comparison import outcome_label
from measurement.factors import verdict_label
from measurement.mirror_words import verdict_label as mirror_label
from measurement.tables import Column, Table, in_words
from measurement.words import number, year
from measurement.words import text as _
from pages.shared import network, source

Words = Callable[[str], str]
# Columns that are fractions wherever they stand; others say so in their declaration.
_SHARES = {"low", "high", "not_applicable", "rate", "enabling", "hindering", "share", "rest"}
_SHARES |= {"strict_hindering", "difference"}
_FRACTION_UNITS = ("fraction 0-1", "difference of fractions")
_named: dict[tuple[str, str], Words] = {}


def name_ids(table: Table, column: str, words: Words) -> None:
    """From now on show the ids in this column of this declared table by these words."""
    _named[table.name, column] = words


def read(table: pd.DataFrame, declared: Table | None = None) -> pd.DataFrame:
    """The table with names for ids and percentages with one decimal, for the screen."""
    columns = {column.name: column for column in declared.columns} if declared else {}
    made = pd.DataFrame(index=table.index)
    for name in table.columns:
        words = _named.get((declared.name, name)) if declared else None
        words = words or _words(str(name), table)
        known = columns.get(name)
        if words is not None:
            made[_heading(str(name), table)] = _said(table[name], words)
        elif known is not None and known.labels:
            made[_(name)] = in_words(table[name], known.labels)
        elif known is not None and known.unit.message == "probability 0-1":
            made[_(name)] = _numbers(table[name], 3)
        elif _is_share(str(name), known):
            made[f"{_(name)} (%)"] = _numbers(table[name] * 100, 1)
        elif pd.api.types.is_float_dtype(table[name]):
            made[_(name)] = _numbers(table[name], 2)
        else:
            made[_(name)] = table[name]
    empty = [c for c in made.columns if not pd.api.types.is_numeric_dtype(made[c])]
    return made.assign(**{c: made[c].astype(object).where(made[c].notna(), "") for c in empty})


def _words(name: str, table: pd.DataFrame) -> Words | None:
    """How the ids in a column that many tables have are said."""
    known, terms = source.questionnaire(), network.known()
    if name == "state" and "precondition" not in table.columns:
        return None
    of_mirror = "reason" in table.columns
    found: dict[str, Words] = {
        "item": lambda i: f"{i} · {known.item_by_id[i].wording}" if i in known.item_by_id else i,
        "strategy": lambda s: str(known.strategy_label(s)),
        "moment": lambda m: str(known.moment_label(m)),
        "school_year": year,
        "factor": lambda f: str(terms.names.get(f) or known.factor_label(f)),
        "verdict": lambda v: str(mirror_label(v) if of_mirror else verdict_label(v)),
        "differs": lambda v: str(outcome_label(v)),
        "state": lambda v: str(terms.label("state", v)),
        "filled_by": lambda v: str(terms.label("filler", v)),
    }
    return found.get(name)


def _heading(name: str, table: pd.DataFrame) -> str:
    if name == "differs":
        return _("against the rest")
    if name == "state" and "precondition" in table.columns:
        return _("checklist")
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

"""The draft text of the annual report: each sentence with its figure, its table and last year's.

A change is called one only where its corrected test says so (the table ``trend``); nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from measurement.questionnaire.model import Questionnaire
from measurement.words import number, percent, text, year


def response_line(rows: Sequence[Any], school_year: str) -> str:
    """How many were invited and answered, and last year's rate beside it; from ``response``."""
    now = next((r for r in rows if str(r.school_year) == school_year), None)
    if now is None:
        return ""
    n = int(now.n_answered)
    if pd.isna(now.rate):
        said = text("{n} answers came in; how many were invited is not known", n=n)
    else:
        said = text(
            "{n} of {invited} invitations were answered ({rate})",
            n=n,
            invited=int(now.n_invited),
            rate=percent(n, int(now.n_invited), 0),
        )
    before = [r for r in rows if str(r.school_year) < school_year and pd.notna(r.rate)]
    if before:
        last = max(before, key=lambda r: str(r.school_year))
        rate = percent(int(last.n_answered), int(last.n_invited), 0)
        said += text("; in {year} {rate}", year=year(str(last.school_year)), rate=rate)
    return said + text(" (table {name}).", name="response")


def item_line(
    row: Any, rows: Sequence[Any], changes: Sequence[Any], made: Questionnaire, school_year: str
) -> str:
    """The share of high of an item with its interval, last year's beside it, and a change that is one."""
    item, n = str(row.item), int(row.n)
    said = text(
        "“{wording}”: {share} high ({part} of {n}; interval {lower} to {upper})",
        wording=str(made.item_by_id[item].wording),
        share=percent(int(row.n_high), n),
        part=int(row.n_high),
        n=n,
        lower=number(100 * float(row.high_lower), 1),
        upper=number(100 * float(row.high_upper), 1),
    )
    before = [r for r in rows if str(r.item) == item and str(r.school_year) < school_year]
    if before:
        last = max(before, key=lambda r: str(r.school_year))
        share = percent(int(last.n_high), int(last.n))
        said += text("; in {year} {rate}", year=year(str(last.school_year)), rate=share)
    change = next((r for r in changes if str(r.item) == item and r.measure == "high"), None)
    outcome = "" if change is None or pd.isna(change.changed) else str(change.changed)
    if outcome == "higher":
        said += text("; that is higher, also after correction for many comparisons")
    elif outcome == "lower":
        said += text("; that is lower, also after correction for many comparisons")
    elif before and outcome == "same":
        said += text("; that may be chance")
    return said + text(" (table {name}).", name="shares")


def factor_lines(rows: Sequence[Any], made: Questionnaire) -> Iterator[str]:
    """The factors that are enabling, and those that are hindering, by the verdict of ``factors``."""
    for verdict in ("enabling", "hindering"):
        called = [r for r in rows if str(r.verdict) == verdict]
        named = [
            f"{str(made.factor_label(str(r.factor))).lower()} ({percent(int(getattr(r, f'n_{verdict}')), int(r.n))})"
            for r in called
        ]
        if named and verdict == "enabling":
            yield text("Enabling: {names} (table factors).", names=named)
        elif named:
            yield text("Hindering: {names} (table factors).", names=named)
    if not any(str(r.verdict) in ("enabling", "hindering") for r in rows):
        yield text("No factor is clearly enabling or hindering (table factors).")

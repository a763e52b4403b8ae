"""Changes over the years in words: what changed, against which year, and with which figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import pandas as pd

from measurement.questionnaire import Questionnaire
from measurement.scales import scales_of
from measurement.tables import records
from measurement.trend_tables import CHANGES, MEASURE_NAMES, SHARES
from measurement.words import Sentence, number, percent, plural, say, text, year

Reading = Literal["favourable", "unfavourable", "neutral"]
_TOLD = {
    "higher": "{name}: {year} is higher than {then} ({value} against {before}).",
    "lower": "{name}: {year} is lower than {then} ({value} against {before}).",
    "higher than zero": "{name}: {year} is higher than the zero measurement of {then} ({value} against {before}).",
    "lower than zero": "{name}: {year} is lower than the zero measurement of {then} ({value} against {before}).",
}
_KINDS = {"comparable": say("not comparable"), "wording": say("other wording")}


def changed_label(outcome: str) -> Sentence:
    """The words for a change: ``higher``, ``lower``, ``same``, ``too_few`` or ``first``."""
    return CHANGES[outcome]


def measure_label(measure: str) -> Sentence:
    """The words for a measure of the trend."""
    return MEASURE_NAMES[measure]


def break_label(kind: str) -> Sentence:
    """The words for a break: ``comparable`` or ``wording``."""
    return _KINDS[kind]


def value_words(row: Any) -> str:
    """The value of a row of ``trend``: a percentage, or a mean with two decimals."""
    if pd.isna(row.value):
        return text("no data")
    if str(row.measure) in SHARES:
        return percent(int(row.n_high), int(row.n))
    return number(float(row.value), 2)


def reading(row: Any, made: Questionnaire) -> Reading:
    """Whether a change is good news, by the direction of what is measured: no test of its own.

    More of what hinders, and more controlled motivation, is unfavourable; less controlled
    motivation is neutral, since it is never favourable. A scale or an option without a direction
    is neutral.
    """
    way = str(row.changed)
    direction, role = _direction(str(row.measure), str(row.item), made)
    if way not in ("higher", "lower") or not direction:
        return "neutral"
    if role == "motivation" and direction == "-":
        return "unfavourable" if way == "higher" else "neutral"
    return "favourable" if (way == "higher") == (direction == "+") else "unfavourable"


def _direction(measure: str, item: str, made: Questionnaire) -> tuple[str, str]:
    """The direction and the role of what a series is about; factors are turned already."""
    if measure in ("rate", "enabling"):
        return "+", ""
    if measure == "scale":
        return next(((s.direction, s.role) for s in scales_of(made) if s.id == item), ("", ""))
    return made.item_by_id[item].direction, made.role_of(item)


def change_sentences(
    table: pd.DataFrame, name: Callable[[Any], str], by: Sequence[str] = (), most: int = 6
) -> list[str]:
    """What changed according to ``changed`` and ``zero_changed``, newest school year first.

    ``table``: rows of ``trend`` with the groups ``by``; ``name`` names the series of a row. At
    most ``most`` changes are told, and how many more there are. Nothing that a test left open is
    called a change; nor is it called equal.
    """
    rows = {(*_series(r, by), str(r.school_year)): r for r in records(table)}
    zeros = {_series(r, by): r for r in rows.values() if r.zero}
    told: list[str] = []
    for row in sorted(rows.values(), key=lambda r: str(r.school_year), reverse=True):
        series, zero = _series(row, by), zeros.get(_series(row, by))
        if row.changed in ("higher", "lower"):
            before = rows[(*series, str(row.previous))]
            told.append(_told(row, before, name, f"{row.changed}"))
        if row.zero_changed in ("higher", "lower") and zero and zero.school_year != row.previous:
            told.append(_told(row, zero, name, f"{row.zero_changed} than zero"))
    if len(told) > most:
        n = len(told) - most
        more = plural(
            "And {n} more change: see the table.", "And {n} more changes: see the table.", n
        )
        return [*told[:most], more]
    return told or [_nothing(table)]


def _series(row: Any, by: Sequence[str]) -> tuple[str, ...]:
    return (*(str(getattr(row, column)) for column in by), str(row.measure), str(row.item))


def _told(row: Any, before: Any, name: Callable[[Any], str], way: str) -> str:
    return text(
        _TOLD[way],
        name=name(row),
        year=year(str(row.school_year)),
        value=value_words(row),
        then=year(str(before.school_year)),
        before=value_words(before),
    )


def _nothing(table: pd.DataFrame) -> str:
    """Why no change is told."""
    if table["previous"].isna().all():
        return text("There is one school year with comparable data: nothing to compare with yet.")
    if table["p"].isna().all():
        return text("Too few answers in one of the years to say whether anything changed.")
    return text("No change is larger than what chance alone can give.")

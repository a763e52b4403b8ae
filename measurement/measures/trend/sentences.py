"""Changes over the years in words: what changed, against which year, and with which figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from measurement.denominator import WITHOUT, Denominator, Printed, of_words, printed
from measurement.measures.scales.scales import scales_of
from measurement.measures.sentences import reach_sentences
from measurement.measures.trend.tables import CHANGES, MEASURE_NAMES, SHARES
from measurement.questionnaire.favourable import (
    NEITHER,
    RATE,
    Reading,
    Sides,
    change_reading,
    sides,
    sides_of,
    sides_of_mean,
)
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records
from measurement.words import Sentence, mark, number, plural, say, text, year

_TOLD = {
    "higher": mark("{name}: {year} is higher than {then} ({value} against {before})."),
    "lower": mark("{name}: {year} is lower than {then} ({value} against {before})."),
    "higher than zero": mark(
        "{name}: {year} is higher than the starting year {then} ({value} against {before})."
    ),
    "lower than zero": mark(
        "{name}: {year} is lower than the starting year {then} ({value} against {before})."
    ),
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


def is_share_of_item(row: Any) -> bool:
    """Whether a row of ``trend`` is a share of an item: of these 'not applicable' can be in n."""
    return str(row.measure) in SHARES and pd.notna(row.n_all)


def printed_value(row: Any, denominator: Denominator = WITHOUT) -> Printed:
    """The value of a row of ``trend`` as it is printed; a mean has no numerator: 0."""
    if is_share_of_item(row):
        return printed(row, "value", denominator)
    part = 0 if pd.isna(row.n_high) else int(row.n_high)
    return Printed(part, int(row.n), float(row.value), float(row.lower), float(row.upper))


def value_words(row: Any, denominator: Denominator = WITHOUT) -> str:
    """The value of a row of ``trend``: a percentage, or a mean with two decimals."""
    if pd.isna(row.value):
        return text("no data")
    if str(row.measure) in SHARES:
        return str(printed_value(row, denominator))
    return number(float(row.value), 2)


def reading(row: Any, questionnaire: Questionnaire) -> Reading:
    """Whether a change is good news, by the direction of what is measured: no test of its own.

    More of what hinders, and more controlled motivation, is unfavourable; less controlled
    motivation is neutral, since it is never favourable. A scale or an option without a direction
    is neutral.
    """
    return change_reading(_sides(str(row.measure), str(row.item), questionnaire), str(row.changed))


def _sides(measure: str, item: str, questionnaire: Questionnaire) -> Sides:
    """How low and high read of what a series is about."""
    if measure == "rate":
        return RATE
    if measure == "scale":
        scale_by_id = {scale.id: scale for scale in scales_of(questionnaire)}
        return (
            sides_of(scale_by_id[item].direction, scale_by_id[item].role)
            if item in scale_by_id
            else NEITHER
        )
    if measure == "mean":
        return sides_of_mean(questionnaire, item)
    return sides(questionnaire, item)


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
    return told or [_nothing(table), *reach_sentences(table)]


def _series(row: Any, by: Sequence[str]) -> tuple[str, ...]:
    return (*(str(getattr(row, column)) for column in by), str(row.measure), str(row.item))


def _told(row: Any, before: Any, name: Callable[[Any], str], way: str) -> str:
    return text(
        _TOLD[way],
        name=name(row),
        year=year(str(row.school_year)),
        value=_judged(row),
        then=year(str(before.school_year)),
        before=_judged(before),
    )


def _judged(row: Any) -> str:
    """A value that a test is about: of an item the share of who gave a score, with their number."""
    if is_share_of_item(row):
        return f"{value_words(row)} {of_words(int(row.n), WITHOUT)}"
    return value_words(row)


def _nothing(table: pd.DataFrame) -> str:
    """Why no change is told."""
    if table["previous"].isna().all():
        return text("There is one school year with comparable data: nothing to compare with yet.")
    if table["p"].isna().all():
        return text("Too few answers in one of the years to say whether anything changed.")
    return text("No change is larger than what chance alone can give.")

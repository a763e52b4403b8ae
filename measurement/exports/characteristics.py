"""Person characteristics: what a cell about ambt, role, net, experience or education means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from measurement.exports.platforms import Platform, is_blank
from measurement.exports.ticks import ticked
from measurement.questionnaire import Questionnaire, Value
from measurement.texts import bare, plain, tidy

OTHER = "other"
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH_NUMBER = {name: n for n, name in enumerate(_MONTHS, 1)} | {
    "mar": 3,
    "may": 5,
    "oct": 10,
    "maa": 3,
}
_EPOCH = date(1899, 12, 30)


def characteristic(
    questionnaire: Questionnaire, name: str, platform: Platform
) -> Callable[[str], str]:
    """How a cell of a person characteristic is read: the id of a value, ``other``, or ''.

    A characteristic without a list of values, such as prior education, keeps its text.
    """
    values = [v for v in questionnaire.values if v.characteristic == name]
    known: dict[str, str] = {}
    for value, spelling in _spellings(values):
        known.setdefault(plain(spelling), value)
    codes = {plain(code): v.value for v in values for code in v.codes}
    absent = {bare(word) for word in platform.spellings("not_shown")}

    def reading(text: str) -> str:
        clean = tidy(text)
        if is_blank(clean) or bare(clean) in (*absent, "-99"):
            return ""
        for spelling in (clean, *undated(clean)):
            if plain(spelling) in known:
                return known[plain(spelling)]
        return codes.get(plain(clean), OTHER if values else clean)

    return reading


def _spellings(values: list[Value]) -> list[tuple[str, str]]:
    return [(v.value, s) for v in values for s in (v.value, v.label.nl, v.label.en, *v.aliases)]


def several(
    questionnaire: Questionnaire, name: str, reading: Callable[[str], str]
) -> Callable[[str], str]:
    """The same for a multi-select cell, however it is joined: ids joined by ``|``.

    Without a list of values the options of MS Forms are told apart, by their semicolons.
    """
    values = [v for v in questionnaire.values if v.characteristic == name]
    if not values:
        return lambda text: "|".join(part for one in text.split(";") if (part := reading(one)))
    order = [v.value for v in values]
    pairs = [(plain(spelling), value) for value, spelling in _spellings(values) if plain(spelling)]
    spelt = sorted(pairs, key=lambda pair: -len(pair[0]))

    def all_of(text: str) -> str:
        whole = reading(text)
        if whole not in ("", OTHER):
            return whole
        found, rest = ticked(text, spelt) if whole else (set(), [])
        named = sorted(found, key=order.index)
        return "|".join([*named, OTHER] if rest else named)

    return all_of


def undated(text: str) -> list[str]:
    """A range that a spreadsheet took for a date: 2 May back to ``2-5``, day first, then month.

    >>> undated("2025-05-02 00:00:00"), undated("2-mei"), undated("45779")
    (['2-5', '5-2'], ['2-5', '5-2'], ['2-5', '5-2'])
    """
    if match := re.match(r"^\d{4}-(\d\d)-(\d\d)(?:[ T]00:00.*)?$", text):
        month, day = int(match[1]), int(match[2])
    elif match := re.match(r"^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}(?: 0?0:00.*)?$", text):
        day, month = int(match[1]), int(match[2])
    elif match := re.match(
        r"^(\d{1,2})[-/ ]([a-z]{3})[a-z]*\.?(?:[-/ ]\d{2,4})?$", text.casefold()
    ):
        day, month = int(match[1]), _MONTH_NUMBER.get(match[2], 0)
    elif match := re.match(r"^([a-z]{3})[a-z]*[-/ ](\d{1,2})$", text.casefold()):
        month, day = _MONTH_NUMBER.get(match[1], 0), int(match[2])
    elif re.fullmatch(r"4\d{4}(?:\.0+)?", text):
        then = _EPOCH + timedelta(days=int(float(text)))
        month, day = then.month, then.day
    else:
        return []
    return [f"{day}-{month}", f"{month}-{day}"]

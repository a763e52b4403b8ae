"""Person characteristics: what a cell about ambt, role, net, experience or education means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from measurement.exports.cells.ticks import ticked
from measurement.exports.headers.platforms import Platform
from measurement.questionnaire.model import Questionnaire, Value
from measurement.school_year import month_named, time_named
from measurement.texts import bare, plain, tidy
from measurement.word_lists import is_blank

OTHER = "other"


def characteristic(
    questionnaire: Questionnaire, name: str, platform: Platform
) -> Callable[[str], str]:
    """How a cell of a person characteristic is read: the id of a value, ``other``, or ''.

    A characteristic without a list of values, such as prior education, keeps its text.
    """
    values = [v for v in questionnaire.values if v.characteristic == name]
    by_spelling: dict[str, str] = {}
    for value, spelling in _spellings(values):
        by_spelling.setdefault(plain(spelling), value)
    codes = {plain(code): v.value for v in values for code in v.codes}
    absent = {bare(word) for word in platform.spellings("not_shown")}

    def reading(text: str) -> str:
        clean = tidy(text)
        if is_blank(clean) or bare(clean) in (*absent, "-99"):
            return ""
        for spelling in (clean, *undated(clean)):
            if plain(spelling) in by_spelling:
                return by_spelling[plain(spelling)]
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
        values_named, rest = ticked(text, spelt) if whole else (set(), [])
        named = sorted(values_named, key=order.index)
        return "|".join([*named, OTHER] if rest else named)

    return all_of


def undated(text: str) -> list[str]:
    """A range that a spreadsheet took for a date: 2 May back to ``2-5``, day first, then month.

    >>> undated("2025-05-02 00:00:00"), undated("2-mei"), undated("45779")
    (['2-5', '5-2'], ['2-5', '5-2'], ['2-5', '5-2'])
    """
    said = bare(text)
    whole = time_named(said)
    if whole and whole.time() == time():
        day, month = whole.day, whole.month
    elif match := re.fullmatch(r"(\d{1,2})[-/ ]([a-z]{3,})\.?|([a-z]{3,})[-/ ](\d{1,2})", said):
        day, month = int(match[1] or match[4]), month_named(match[2] or match[3])
    else:
        return []
    return [f"{day}-{month}", f"{month}-{day}"] if month else []

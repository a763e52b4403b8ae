"""Who answered, for which survey, and when: characteristics, centres, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from measurement.exports.columns import Cells
from measurement.exports.platforms import Platform, plain, tidy
from measurement.questionnaire import Questionnaire

OTHER = "other"
_MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_MONTH_NUMBER = {m: i + 1 for i, m in enumerate(_MONTHS)} | {
    "mar": 3,
    "may": 5,
    "oct": 10,
    "maa": 3,
}


@dataclass(frozen=True)
class Centres:
    """Recognises a centre by its name, whatever the spelling."""

    questionnaire: Questionnaire

    def key(self, name: str) -> str:
        """What stays of a name without the words that every centre's name has."""
        common = {plain(w) for w in self.questionnaire.centre_words}
        words = [w for w in plain(name).split() if w not in common]
        return " ".join(words) or plain(name)

    @cached_property
    def _known(self) -> dict[str, str]:
        return {
            self.key(n): c.name for c in self.questionnaire.centres for n in (c.name, *c.aliases)
        }

    @cached_property
    def nets(self) -> dict[str, str]:
        """The net of every centre of the list."""
        return {c.name: c.net for c in self.questionnaire.centres}

    def known(self, name: str) -> str | None:
        """The official name, or None for a centre that is not on the list."""
        key = self.key(name)
        if key in self._known:
            return self._known[key]
        return self._nearly(key)

    def _nearly(self, key: str) -> str | None:
        from rapidfuzz import fuzz, process

        if len(key) < 6 or re.search(r"\d", key):
            return None
        near = process.extract(key, list(self._known), scorer=fuzz.ratio, limit=2, score_cutoff=88)
        return self._known[near[0][0]] if len(near) == 1 else None

    def names(self, cells: Cells) -> dict[str, str]:
        """The name to show per distinct spelling; unknown centres keep their likeliest spelling."""
        spellings: dict[str, Counter[str]] = {}
        for place in cells.used:
            text = tidy(cells.texts[place])
            if text:
                spellings.setdefault(self.key(text), Counter())[text] += int(cells.counts[place])
        shown = {}
        for key, written in spellings.items():
            official = self.known(next(iter(written)))
            best = official or max(written, key=lambda w: (self._formal(w), written[w], w))
            shown.update(dict.fromkeys(written, best))
        return shown

    def _formal(self, name: str) -> bool:
        return plain(name).startswith(plain(" ".join(self.questionnaire.centre_words)))


def characteristic(
    questionnaire: Questionnaire, name: str, platform: Platform
) -> Callable[[str], str]:
    """How a cell of a person characteristic is read: the id of a value, ``other``, or ''."""
    values = [v for v in questionnaire.values if v.characteristic == name]
    known: dict[str, str] = {}
    for v in values:
        for spelling in (v.value, v.label.nl, v.label.en, *v.aliases):
            known.setdefault(plain(spelling), v.value)
    codes = {plain(c): v.value for v in values for c in v.codes}

    def reading(text: str) -> str:
        clean = tidy(text)
        if (
            not clean
            or clean.upper() in platform.spellings("not_shown")
            or clean in platform.spellings("skipped")
        ):
            return ""
        for spelling in (clean, *_undated(clean)):
            if plain(spelling) in known:
                return known[plain(spelling)]
        if plain(clean) in codes:
            return codes[plain(clean)]
        return OTHER if values else ""

    return reading


def several(reading: Callable[[str], str]) -> Callable[[str], str]:
    """The same for a multi-select cell: ids joined by ``|``."""

    def all_of(text: str) -> str:
        whole = reading(text)
        if whole not in ("", OTHER):
            return whole
        found = [reading(part) for part in re.split(r"[;,\n]", text)]
        return "|".join(dict.fromkeys(f for f in found if f))

    return all_of


def _undated(text: str) -> list[str]:
    """A range that a spreadsheet took for a date: 2 May back to ``2-5``, day first, then month.

    >>> _undated("2025-05-02 00:00:00")
    ['2-5', '5-2']
    """
    if match := re.match(r"^\d{4}-(\d\d)-(\d\d)(?:[ T]00:00.*)?$", text):
        month, day = int(match[1]), int(match[2])
    elif match := re.match(r"^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}(?: 0?0:00.*)?$", text):
        day, month = int(match[1]), int(match[2])
    elif match := re.match(r"^(\d{1,2})[-/ ]([a-z]{3})[a-z]*\.?$", text.casefold()):
        day, month = int(match[1]), _MONTH_NUMBER.get(match[2], 0)
    elif match := re.match(r"^([a-z]{3})[a-z]*[-/ ](\d{1,2})$", text.casefold()):
        month, day = _MONTH_NUMBER.get(match[1], 0), int(match[2])
    else:
        return []
    return [f"{day}-{month}", f"{month}-{day}"]


def moments(cells: Cells, month_first: bool = False) -> npt.NDArray[Any]:
    """Dates and times of a column (``datetime64[ns]``, NaT where there is none)."""
    texts = pd.Series([tidy(t) for t in cells.texts], dtype=object)
    found = pd.to_datetime(
        texts.where(texts.str.match(r"^\d{4}-\d\d?-\d\d?")), format="ISO8601", errors="coerce"
    )
    found = _naive(found)
    rest = found.isna() & texts.str.match(r"^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
    if rest.any():
        parts = texts[rest].str.extract(r"^(\d{1,2})[-/.](\d{1,2})").astype(int)
        us = bool((parts[1] > 12).any()) or (month_first and not (parts[0] > 12).any())
        found[rest] = _naive(
            pd.to_datetime(
                texts[rest].str.replace(r"[.-]", "/", regex=True),
                dayfirst=not us,
                format="mixed",
                errors="coerce",
            )
        )
    serial = found.isna() & texts.str.match(r"^[34]\d{4}(?:\.\d+)?$")
    if serial.any():
        days = texts[serial].astype(float)
        found[serial] = pd.Timestamp("1899-12-30") + pd.to_timedelta(days, unit="D").dt.round("s")
    values = np.append(found.to_numpy("datetime64[ns]"), np.datetime64("NaT", "ns"))
    return np.asarray(values[cells.positions])


def _naive(found: pd.Series[Any]) -> pd.Series[Any]:
    made = pd.Series(pd.to_datetime(found, errors="coerce", utc=True)).dt.tz_localize(None)
    return made.astype("datetime64[ns]")


def school_year_of(day: pd.Timestamp) -> str:
    """The school year of a date: it runs from 1 September to 31 August.

    >>> school_year_of(pd.Timestamp("2025-03-01"))
    '2024-2025'
    """
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}-{first + 1}"


def school_year(text: str) -> str:
    """A school year as people write it, in full; '' for anything else.

    >>> school_year("2024-25"), school_year("schooljaar 2024/2025"), school_year("2024-2026")
    ('2024-2025', '2024-2025', '')
    """
    match = re.search(r"\b(20\d\d)\s*[-/–]\s*((?:20)?\d\d)\b", text)
    if not match:
        return ""
    first, last = int(match[1]), int(match[2]) % 100
    return f"{first}-{first + 1}" if (first + 1) % 100 == last else ""

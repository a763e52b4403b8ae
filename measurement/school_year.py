"""Days and school years as people write them, read the same wherever they stand.

Not left to a library: dateutil, dateparser, pandas and Babel all take 8/31/2027 for a day with the
month first as soon as it cannot be one with the day first. Here the day comes first, in whatever
cell; only a whole column that a tool wrote can show that its months come first
(:mod:`measurement.exports.dates`). A year of two figures lies in this century: 27 is 2027. Names of months and
days of the week are Babel's, in Dutch and English.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache

from measurement.errors import SurveyError
from measurement.texts import bare, tidy
from measurement.words import LANGUAGES, say

_EXCEL_BEGINS = datetime(1899, 12, 30)  # the day that Excel counts from
_SERIAL = re.compile(r"[3-7]\d{4}(?:[.,]\d+)?")
EARLIEST, LATEST = 1950, 2099  # years of which a day can be meant
_SIGN, _YEAR = r"(?: ?[-/. –] ?)", r"'?(?P<year>[12]\d{3}|\d\d)"
_NAME = r"(?P<name>[^\W\d_]{3,})\.?"
_WEEKDAY = r"(?:(?P<weekday>[^\W\d_]+)\.?,? )?"
_ZONE = r"(?: ?(?:z|[+-]\d\d:?\d\d|\(?(?:gmt|utc|ces?t|ees?t)\)?(?:[+-]\d\d?(?::?\d\d)?)?))?"
_MINUTES = (
    r"[:.uh](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?(?: ?(?P<half>[ap])\.?m\.?)?"
)
_CLOCK = rf"(?:(?:t|,? )(?:om )?(?P<hour>\d\d?)(?:{_MINUTES}| ?u(?:ur)?){_ZONE})?"
_DAYS = tuple(
    re.compile(f"{_WEEKDAY}{day}{_CLOCK}")
    for day in (
        rf"(?P<year>[12]\d{{3}}){_SIGN}(?P<month>\d\d?){_SIGN}(?P<day>\d\d?)",
        rf"(?P<day>\d\d?){_SIGN}(?P<month>\d\d?){_SIGN}{_YEAR}",
        rf"(?P<day>\d\d?)(?:st|nd|rd|th|e|de|ste)?{_SIGN}{_NAME}{_SIGN}{_YEAR}",
        rf"{_NAME} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>[12]\d{{3}})",
        r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)",
    )
)
_BOTH = r"'?([12]\d{3}|\d\d) ?[-–—‐/_] ?'?([12]\d{3}|\d\d)"
_SCHOOL_YEAR = re.compile(rf"(?:(?:school ?jaar|school ?year|sj)[.:]? ?)?{_BOTH}")
_AMONG_WORDS = re.compile(rf"\D*?\b(?=\d{{4}}){_BOTH}\b\D*")


def day_named(text: str) -> date | None:
    """The day that a text tells; None for anything else.

    The day first, or the year; with the month as a number or a name; or the number that Excel keeps.

    >>> str(day_named("31/8/27")), str(day_named("3 okt. 2024")), str(day_named("45568"))
    ('2027-08-31', '2024-10-03', '2024-10-03')
    >>> day_named("08/31/2027"), day_named("oktober")
    (None, None)
    """
    moment = time_named(text)
    return moment and moment.date()


def time_named(text: str, month_first: bool = False) -> datetime | None:
    """The same with the time of day, as it was written: a time zone is not reckoned with."""
    said = bare(text)
    if _SERIAL.fullmatch(said):
        days = timedelta(days=float(said.replace(",", ".")))
        moment = _EXCEL_BEGINS + timedelta(seconds=round(days.total_seconds()))
        return moment if moment.year >= 2000 else None
    match = next(filter(None, (pattern.fullmatch(said) for pattern in _DAYS)), None)
    return match and _time(match.groupdict(), month_first and match.re is _DAYS[1])


def _time(part: dict[str, str | None], month_first: bool) -> datetime | None:
    day, month = int(part["day"] or 0), int(part.get("month") or 0)
    if name := part.get("name"):
        month = month_named(name)
    if month_first:
        day, month = month, day
    hour = int(part["hour"] or 0)
    if half := part["half"]:
        hour = hour % 12 + 12 * (half == "p")
    if (weekday := part["weekday"]) and weekday not in _names("days"):
        return None
    year = int(part["year"] or 0)
    year += 2000 if year < 100 else 0
    if not EARLIEST <= year <= LATEST:  # 0024, 1624 and 2924 are slips of a key
        return None
    try:
        return datetime(year, month, day, hour, int(part["minute"] or 0), int(part["second"] or 0))
    except ValueError:
        return None


def month_named(word: str) -> int:
    """The number of a month by its name, or how it begins; 0 for another word.

    >>> month_named("okt"), month_named("March"), month_named("ooit")
    (10, 3, 0)
    """
    return _names("months").get(bare(word).rstrip("."), 0)


@cache
def _names(kind: str) -> dict[str, int]:
    """The number of every month, or day of the week, by its names."""
    from babel import Locale

    number_of: dict[str, int] = {}
    for listed in (getattr(Locale(language), kind)["format"] for language in LANGUAGES):
        for number, name in (*listed["wide"].items(), *listed["abbreviated"].items()):
            for spelling in (name, name[:3], name[:4]):
                number_of.setdefault(spelling.casefold().rstrip("."), number)
    return number_of


def school_year(text: str) -> str:
    """A school year as people write it, in full; '' for anything else.

    >>> school_year("24-25"), school_year("SJ 2024–2025"), school_year("2024-2026")
    ('2024-2025', '2024-2025', '')
    """
    said = bare(text)
    match = _SCHOOL_YEAR.fullmatch(said) or _AMONG_WORDS.fullmatch(said)
    if not match:
        return ""
    first = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
    whole = school_year_from(first)
    return whole if whole.endswith(match[2]) else ""


def school_year_named(text: str) -> str:
    """The same. Raises :class:`SurveyError` when the text is none."""
    year = school_year(text)
    if not year:
        raise SurveyError(
            say("'{found}' is not a school year. Write it as 2024-2025.", found=tidy(text))
        )
    return year


def school_year_of(day: date) -> str:
    """The school year of a day: it runs from 1 September to 31 August.

    >>> school_year_of(date(2024, 8, 31)), school_year_of(date(2024, 9, 1))
    ('2023-2024', '2024-2025')
    """
    return school_year_from(day.year if day.month >= 9 else day.year - 1)


def school_year_from(year: int) -> str:
    """The school year that begins in this year."""
    return f"{year}-{year + 1}"

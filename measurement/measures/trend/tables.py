"""The declared table of the evolution over school years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from measurement.tables import GROUPS, Column, Table, category
from measurement.words import Sentence, say

_NAME, _YES_NO, _NUMBER = say("name"), say("yes or no"), say("number")
_UNIT, _FRACTION = say("fraction 0-1, or points of the scale for a mean"), say("fraction 0-1")
_PROBABILITY = say("probability 0-1")
_NO_VALUE = say("nobody answered, or the invitations are not known")
_NO_SHARE = say("no share of an item, or nobody answered")
_NO_PREVIOUS = say("no earlier school year to compare with")
_NO_ZERO = say("no starting year to compare with")
_UNDETECTABLE = say("not tested, or only a change above a half would show")
_ZERO_UNTESTED = say("no starting year to compare with, or too few answers to test")
_UNTESTED = say("no earlier school year, or too few answers to test")
_NO_INTERVAL = say("no value, or a mean of fewer than two or of equal scores")

CHANGES = {
    "higher": say("up"),
    "lower": say("down"),
    "same": say("no clear change"),
    "too_few": say("too few answers"),
    "first": say("first school year"),
}
MEASURE_NAMES = {
    "high": say("share of high scores"),
    "enabling": say("share enabling"),
    "ticked": say("share who ticked"),
    "mean": say("mean score"),
    "scale": say("mean of the scale"),
    "rate": say("response rate"),
}
SHARES = ("high", "enabling", "ticked", "rate")


def _number(name: str, meaning: Sentence, missing: Sentence) -> Column:
    return Column(name, "number", _UNIT, meaning, missing)


def _probability(name: str, meaning: Sentence, missing: Sentence = _UNTESTED) -> Column:
    return Column(name, "share", _PROBABILITY, meaning, missing)


TREND = Table(
    "trend",
    (
        category(
            "measure", say("high, enabling, ticked, mean, scale or rate"), labels=MEASURE_NAMES
        ),
        category(
            "item",
            say("Item of the questionnaire, or scale for the measure scale"),
            say("the response rate has no item"),
            words="item",
        ),
        replace(GROUPS["school_year"], missing=None),
        Column(
            "n",
            "integer",
            say("answers"),
            say("Denominator: answers with a score; invitations for the rate"),
            say("invitations not known"),
        ),
        Column(
            "n_persons",
            "integer",
            say("persons"),
            say("Persons behind n; answers for the rate"),
            say("not known"),
        ),
        Column(
            "n_effective",
            "number",
            say("answers"),
            say("What n is worth: answers of one person go together; invitations for the rate"),
            say("invitations not known"),
        ).only_in_files(),
        Column(
            "n_high",
            "integer",
            say("answers"),
            say("Numerator: high, enabling or ticked; answers for the rate"),
            say("a mean has no numerator"),
        ),
        _number("value", say("n_high / n, or the mean"), _NO_VALUE),
        _number(
            "sd",
            say("Standard deviation of the scores"),
            say("not a mean, or fewer than two scores"),
        ).only_in_files(),
        _number(
            "lower",
            say("Interval of value, lower bound: Wilson on n_effective, or t of persons"),
            _NO_INTERVAL,
        ),
        _number(
            "upper",
            say("Interval of value, upper bound: Wilson on n_effective, or t of persons"),
            _NO_INTERVAL,
        ),
        Column(
            "n_all",
            "integer",
            say("answers"),
            say("Answers, not applicable included"),
            say("no share of an item"),
        ),
        _number("value_all", say("n_high / n_all: to print, not tested"), _NO_SHARE),
        _number(
            "lower_all", say("Wilson interval of value_all, lower bound"), _NO_SHARE
        ).only_in_files(),
        _number(
            "upper_all", say("Wilson interval of value_all, upper bound"), _NO_SHARE
        ).only_in_files(),
        Column("zero", "flag", _YES_NO, say("This school year is the starting year of the series")),
        Column(
            "segment", "integer", _NUMBER, say("Breaks in the series so far: compare within")
        ).only_in_files(),
        category(
            "previous",
            say("School year compared with: the one before with data in the segment"),
            _NO_PREVIOUS,
            words="school_year",
        ),
        _number("change", say("value - value of previous"), _NO_PREVIOUS),
        _number("change_lower", say("Newcombe or Welch interval, lower bound"), _UNTESTED),
        _number("change_upper", say("Newcombe or Welch interval, upper bound"), _UNTESTED),
        _probability(
            "p", say("Fisher's exact or Mann-Whitney test against previous, two-sided")
        ).only_in_files(),
        _probability("q", say("p corrected for all tests in the table")).only_in_files(),
        category("changed", say("higher, lower, same, too_few or first, by q"), _NO_VALUE, CHANGES),
        _number(
            "detectable_higher",
            say("Smallest rise that would have been found in four of five cases"),
            _UNDETECTABLE,
        ),
        _number(
            "detectable_lower",
            say("Smallest fall that would have been found in four of five cases"),
            _UNDETECTABLE,
        ),
        _number("zero_change", say("value - value of the starting year"), _NO_ZERO),
        _number(
            "zero_change_lower", say("Newcombe or Welch interval, lower bound"), _ZERO_UNTESTED
        ),
        _number(
            "zero_change_upper", say("Newcombe or Welch interval, upper bound"), _ZERO_UNTESTED
        ),
        _probability(
            "zero_p", say("Fisher's exact or Mann-Whitney test against the starting year")
        ).only_in_files(),
        _probability("zero_q", say("zero_p corrected for all tests in the table")).only_in_files(),
        category(
            "zero_changed", say("higher, lower, same or too_few, by zero_q"), _NO_ZERO, CHANGES
        ),
    ),
)


def trend_of(measures: Iterable[str]) -> Table:
    """The declaration of a trend of these measures only: fractions where all are shares."""
    if not set(measures) <= set(SHARES):
        return TREND
    columns = (
        replace(c, unit=_FRACTION) if c.unit == _UNIT and c.name != "sd" else c
        for c in TREND.columns
    )
    return Table(TREND.name, tuple(columns))

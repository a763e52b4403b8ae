"""The declared table of a centre over school years: what was released of each, and what changed."""

from __future__ import annotations

from measurement.centre.released.tables import RELEASED_TREND
from measurement.measures.tables import share_of
from measurement.measures.trend.tables import CHANGES
from measurement.tables import Column, Table, category
from measurement.words import Sentence, say

_FRACTION, _PROBABILITY = say("difference of fractions"), say("probability 0-1")
_NO_PREVIOUS = say("no earlier school year that is told exactly, or not told exactly itself")
_UNTESTED = say("no earlier school year that is told exactly, or too few persons to test")
_UNDETECTABLE = say("not tested, or only a change above a half would show")
CHANGE_WORDS = {**CHANGES, "not_told": say("not told exactly")}
# A centre beside the rest is another question than a year beside the one before.
_BESIDE = (
    "n_rest",
    "rest",
    "rest_all",
    "differs",
    "p",
    "q",
    "detectable_higher",
    "detectable_lower",
)


def _difference(name: str, meaning: Sentence, missing: Sentence) -> Column:
    return Column(name, "number", _FRACTION, meaning, missing)


def _probability(name: str, meaning: Sentence) -> Column:
    return Column(name, "share", _PROBABILITY, meaning, _UNTESTED).only_in_files()


RELEASED_EVOLUTION = Table(
    "released_evolution",
    (
        *(column for column in RELEASED_TREND.columns if column.name not in _BESIDE),
        category(
            "previous",
            say("School year compared with: the last one before that is told exactly"),
            _NO_PREVIOUS,
            words="school_year",
        ),
        _difference(
            "change", say("Share of high among the scores - that of previous"), _NO_PREVIOUS
        ),
        _difference("change_lower", say("Newcombe interval, lower bound"), _NO_PREVIOUS),
        _difference("change_upper", say("Newcombe interval, upper bound"), _NO_PREVIOUS),
        _probability("p", say("Fisher's exact test against previous, two-sided")),
        _probability("q", say("p corrected for all tests in the table")),
        Column(
            "changed",
            "category",
            say("name"),
            say("higher, lower, same, too_few, first or not_told, by q"),
            labels=CHANGE_WORDS,
        ),
        share_of(
            "detectable_higher",
            say("Smallest rise that would have been found in four of five cases"),
            _UNDETECTABLE,
        ).only_in_files(),
        share_of(
            "detectable_lower",
            say("Smallest fall that would have been found in four of five cases"),
            _UNDETECTABLE,
        ).only_in_files(),
    ),
)

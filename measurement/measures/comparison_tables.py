"""The declared tables of comparisons: a group beside all others."""

from __future__ import annotations

from dataclasses import replace

from measurement.measures.tables import (
    ITEM,
    N_EFFECTIVE,
    N_PERSONS,
    N_SCORED,
    NAME,
    NOBODY,
    YES_NO,
    answers,
    effective,
    persons,
    share_of,
)
from measurement.tables import Column, Table
from measurement.words import say

_PROBABILITY = say("probability 0-1")
_UNTESTED = say("too few answers to test")
OUTCOME_WORDS = {
    "higher": say("higher than the rest"),
    "lower": say("lower than the rest"),
    "same": say("no clear difference"),
    "too_few": say("too few answers"),
}
_UNDETECTABLE = say("too few answers to test, or only a difference above a half would show")
REST = (
    answers(
        "n_rest", say("Answers with a score of all other groups, in the own strategies and years")
    ),
    persons("n_persons_rest", say("Persons behind n_rest")).only_in_files(),
    effective(
        "n_effective_rest", say("What n_rest is worth: answers of one person go together")
    ).only_in_files(),
    answers("n_high_rest", say("High (enabling, ticked) scores among n_rest")).only_in_files(),
    share_of(
        "rest", say("Share of all other groups at the own mix of strategies and years"), NOBODY
    ),
    share_of(
        "rest_lower", say("Wilson interval of rest on n_effective_rest, lower bound"), NOBODY
    ).only_in_files(),
    share_of(
        "rest_upper", say("Wilson interval of rest on n_effective_rest, upper bound"), NOBODY
    ).only_in_files(),
    answers(
        "n_left_out", say("Own scores in a strategy and year that no other group has: not compared")
    ).only_in_files(),
    *(
        Column(name, "number", say("difference of fractions"), meaning, NOBODY)
        for name, meaning in (
            ("difference", say("share of what is compared - rest")),
            ("difference_lower", say("Newcombe interval of the difference, lower bound")),
            ("difference_upper", say("Newcombe interval of the difference, upper bound")),
        )
    ),
    Column(
        "p",
        "share",
        _PROBABILITY,
        say("Fisher's exact test on effective numbers, two-sided"),
        _UNTESTED,
    ).only_in_files(),
    Column(
        "q",
        "share",
        _PROBABILITY,
        say("p corrected for all tests of the network, or of the centre on its own pages"),
        _UNTESTED,
    ).only_in_files(),
    Column(
        "differs",
        "category",
        NAME,
        say("higher, lower, same or too_few, by q"),
        labels=OUTCOME_WORDS,
        heading=say("against the rest"),
    ),
    share_of(
        "detectable_higher",
        say("Smallest difference upwards that would have been found in four of five cases"),
        _UNDETECTABLE,
    ),
    share_of(
        "detectable_lower",
        say("Smallest difference downwards that would have been found in four of five cases"),
        _UNDETECTABLE,
    ),
    answers("n_rest_all", say("n_rest with not applicable")).only_in_files(),
    share_of("rest_all", say("The same share with not applicable: to print, not tested"), NOBODY),
    share_of(
        "rest_lower_all", say("Wilson interval of rest_all, lower bound"), NOBODY
    ).only_in_files(),
    share_of(
        "rest_upper_all", say("Wilson interval of rest_all, upper bound"), NOBODY
    ).only_in_files(),
)
OWN = (
    N_SCORED,
    N_PERSONS,
    N_EFFECTIVE,
    Column(
        "one_person", "flag", YES_NO, say("More than half of n_scored is of one person")
    ).only_in_files(),
    answers("n_high", say("High (enabling, ticked) scores")),
    share_of("share", say("n_high / n_scored"), NOBODY),
    share_of("lower", say("Wilson interval of share on n_effective, lower bound"), NOBODY),
    share_of("upper", say("Wilson interval of share on n_effective, upper bound"), NOBODY),
    answers("n_all", say("Answers, not applicable included")),
    effective("n_effective_all", say("What n_all is worth")).only_in_files(),
    share_of("share_all", say("n_high / n_all: to print, not tested"), NOBODY),
    share_of(
        "lower_all", say("Wilson interval of share_all on n_effective_all, lower"), NOBODY
    ).only_in_files(),
    share_of(
        "upper_all", say("Wilson interval of share_all on n_effective_all, upper"), NOBODY
    ).only_in_files(),
)
COMPARISON = Table("comparison", (ITEM, *OWN, *REST))
_UNCOMPARED = say("unknown group, or the scale has no low and high")
COMPARED = Table(
    "compared", tuple(replace(column, missing=column.missing or _UNCOMPARED) for column in REST)
)

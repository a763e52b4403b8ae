"""The declared tables of shares, response, factors and comparisons."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from measurement.tables import Column, Table, category, integer, share
from measurement.words import Sentence, say

_NAME, _ANSWERS = say("name"), say("answers")
_POINTS, _SURVEYS, _YES_NO = say("points of the scale"), say("surveys"), say("yes or no")
_PROBABILITY = say("probability 0-1")
_NO_ANSWERS = say("nobody answered, or the scale has no low and high")
_NO_CUT, _NOBODY = say("the scale has no low and high"), say("nobody answered")
_UNTESTED = say("too few answers to test")
# The ids of a verdict and of a comparison, with the words that a reader sees.
# The ids of a verdict and of a comparison, with the words that a reader sees.
Side = Literal["enabling", "hindering"]  # which way a factor goes
FACTOR_KINDS = {"scale": say("on a scale"), "ticked": say("ticked in a list")}
VERDICT_WORDS = {
    "enabling": say("enabling"),
    "hindering": say("hindering"),
    "mixed": say("mixed"),
    "not_named": say("seldom or never named"),
    "too_few": say("too few answers"),
}
OUTCOME_WORDS = {
    "higher": say("higher than the rest"),
    "lower": say("lower than the rest"),
    "same": say("no clear difference"),
    "too_few": say("too few answers"),
}
_UNDETECTABLE = say("too few answers to test, or only a difference above a half would show")


def _n(name: str, meaning: Sentence, missing: Sentence | None = None) -> Column:
    return integer(name, _ANSWERS, meaning, missing)


def _share(name: str, meaning: Sentence, missing: Sentence = _NO_ANSWERS) -> Column:
    return share(name, meaning, missing)


def _persons(name: str, meaning: Sentence) -> Column:
    return integer(name, say("persons"), meaning)


def _effective(name: str, meaning: Sentence) -> Column:
    return Column(name, "number", _ANSWERS, meaning)


_ITEM = category("item", say("Item of the questionnaire"), words="item")
_N = _n("n", say("Answers, not applicable included: the denominator of the annual report"))
_N_SCORED = _n("n_scored", say("Answers with a score, not applicable left out"))
_N_NONE = _n("n_not_applicable", say("Answers 'not applicable or no view on it'"))
_N_PERSONS = _persons("n_persons", say("Persons behind n_scored"))
_N_EFFECTIVE = _effective(
    "n_effective", say("What n_scored is worth: answers of one person go together")
)
_MEAN = Column("mean", "number", _POINTS, say("Mean of the scores"), _NOBODY)

SHARES = Table(
    "shares",
    (
        _ITEM,
        _N,
        _n("n_low", say("Low scores"), _NO_CUT),
        _n("n_high", say("High scores"), _NO_CUT),
        _N_NONE,
        _share("low", say("n_low / n")),
        _share("high", say("n_high / n")),
        _share("not_applicable", say("n_not_applicable / n"), _NOBODY),
        _share("high_lower", say("Wilson interval of high on effective numbers, lower bound")),
        _share("high_upper", say("Wilson interval of high on effective numbers, upper bound")),
        _N_SCORED,
        _N_PERSONS,
        _N_EFFECTIVE,
        _share("low_scored", say("n_low / n_scored")),
        _share("high_scored", say("n_high / n_scored")),
        _share("high_scored_lower", say("Wilson interval of high_scored, lower bound")),
        _share("high_scored_upper", say("Wilson interval of high_scored, upper bound")),
        _MEAN,
        _n("n_skipped", say("Question shown and left empty")),
        _n("n_not_shown", say("Question not shown")),
    ),
)
DISTRIBUTION = Table(
    "distribution",
    (
        _ITEM,
        Column("point", "integer", _POINTS, say("Point of the scale")),
        _n("n", say("Answers with this score")),
        _share("share", say("Fraction of the answers with a score"), _NOBODY),
    ),
)
RESPONSE = Table(
    "response",
    (
        _n("n_invited", say("Invitations (persons × initiatives)"), say("not known")),
        _n("n_answered", say("Answers (persons × initiatives), partial ones included")),
        _n("n_completed", say("Answers that reached the end of the questionnaire")),
        _share(
            "rate",
            say("n_answered / n_invited"),
            say("invitations not known, or more answers than invitations"),
        ),
        Column("n_surveys", "integer", _SURVEYS, say("Surveys that (may) have reached the group")),
        Column("n_surveys_unknown", "integer", _SURVEYS, say("Surveys without known invitations")),
        Column("more_than_invited", "flag", _YES_NO, say("More answers than invitations")),
        Column(
            "n_surveys_impossible",
            "integer",
            _SURVEYS,
            say(
                "Surveys with more answers than invitations: then the rate of the whole is not right"
            ),
        ),
    ),
)
FACTORS = Table(
    "factors",
    (
        category("factor", say("Factor that the item measures"), words="factor"),
        _ITEM,
        category("kind", say("scale, or ticked in a list"), labels=FACTOR_KINDS),
        _N,
        _n("n_enabling", say("Answers that call the factor enabling"), _NO_CUT),
        _n("n_hindering", say("Answers that call the factor hindering"), _NO_CUT),
        _share("enabling", say("n_enabling / n")),
        _share("hindering", say("n_hindering / n")),
        Column(
            "mean",
            "number",
            _POINTS,
            say("Mean of the scores, negative items turned"),
            say("nobody answered, or a ticked option"),
        ),
        _share(
            "strict_hindering",
            say("Fraction of n in the narrow low band, negative items turned"),
            say("nobody answered, or no narrow band"),
        ),
        Column(
            "verdict",
            "category",
            _NAME,
            say("enabling, hindering, mixed, not_named or too_few"),
            _NO_CUT,
            VERDICT_WORDS,
        ),
        _share("enabling_lower", say("Wilson interval of enabling, lower bound")),
        _share("enabling_upper", say("Wilson interval of enabling, upper bound")),
        _share("hindering_lower", say("Wilson interval of hindering, lower bound")),
        _share("hindering_upper", say("Wilson interval of hindering, upper bound")),
        _N_NONE,
        _N_SCORED,
        _N_PERSONS,
        _N_EFFECTIVE,
        _share("enabling_scored", say("n_enabling / n_scored: decides the verdict")),
        _share("enabling_scored_lower", say("Wilson interval of enabling_scored, lower bound")),
        _share("enabling_scored_upper", say("Wilson interval of enabling_scored, upper bound")),
        _share("hindering_scored", say("n_hindering / n_scored")),
        _share("hindering_scored_lower", say("Wilson interval of hindering_scored, lower bound")),
        _share("hindering_scored_upper", say("Wilson interval of hindering_scored, upper bound")),
    ),
)
REST = (
    _n("n_rest", say("Answers with a score of all other groups, in the own strategies and years")),
    _persons("n_persons_rest", say("Persons behind n_rest")),
    _effective("n_effective_rest", say("What n_rest is worth: answers of one person go together")),
    _n("n_high_rest", say("High (enabling, ticked) scores among n_rest")),
    _share(
        "rest", say("Share of all other groups at the own mix of strategies and years"), _NOBODY
    ),
    _share("rest_lower", say("Wilson interval of rest on n_effective_rest, lower bound"), _NOBODY),
    _share("rest_upper", say("Wilson interval of rest on n_effective_rest, upper bound"), _NOBODY),
    _n(
        "n_left_out", say("Own scores in a strategy and year that no other group has: not compared")
    ),
    *(
        Column(name, "number", say("difference of fractions"), meaning, _NOBODY)
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
    ),
    Column(
        "q",
        "share",
        _PROBABILITY,
        say("p corrected for all tests of the network, or of the centre on its own pages"),
        _UNTESTED,
    ),
    Column(
        "differs",
        "category",
        _NAME,
        say("higher, lower, same or too_few, by q"),
        labels=OUTCOME_WORDS,
        heading=say("against the rest"),
    ),
    _share(
        "detectable_higher",
        say("Smallest difference upwards that would have been found in four of five cases"),
        _UNDETECTABLE,
    ),
    _share(
        "detectable_lower",
        say("Smallest difference downwards that would have been found in four of five cases"),
        _UNDETECTABLE,
    ),
    _n("n_rest_all", say("n_rest with not applicable")),
    _share("rest_all", say("The same share with not applicable: to print, not tested"), _NOBODY),
    _share("rest_lower_all", say("Wilson interval of rest_all, lower bound"), _NOBODY),
    _share("rest_upper_all", say("Wilson interval of rest_all, upper bound"), _NOBODY),
)
OWN = (
    _N_SCORED,
    _N_PERSONS,
    _N_EFFECTIVE,
    Column("one_person", "flag", _YES_NO, say("More than half of n_scored is of one person")),
    _n("n_high", say("High (enabling, ticked) scores")),
    _share("share", say("n_high / n_scored"), _NOBODY),
    _share("lower", say("Wilson interval of share on n_effective, lower bound"), _NOBODY),
    _share("upper", say("Wilson interval of share on n_effective, upper bound"), _NOBODY),
    _n("n_all", say("Answers, not applicable included")),
    _effective("n_effective_all", say("What n_all is worth")),
    _share("share_all", say("n_high / n_all: to print, not tested"), _NOBODY),
    _share("lower_all", say("Wilson interval of share_all on n_effective_all, lower"), _NOBODY),
    _share("upper_all", say("Wilson interval of share_all on n_effective_all, upper"), _NOBODY),
)
COMPARISON = Table("comparison", (_ITEM, *OWN, *REST))
_UNCOMPARED = say("unknown group, or the scale has no low and high")
COMPARED = Table(
    "compared", tuple(replace(column, missing=column.missing or _UNCOMPARED) for column in REST)
)

"""The declared tables of shares, response and factors."""

from __future__ import annotations

from typing import Literal

from measurement.tables import Column, Table, category, integer, share
from measurement.words import Sentence, say

NAME, _ANSWERS = say("name"), say("answers")
_POINTS, _SURVEYS, YES_NO = say("points of the scale"), say("surveys"), say("yes or no")
_NO_ANSWERS = say("nobody answered, or the scale has no low and high")
_NO_CUT, NOBODY = say("the scale has no low and high"), say("nobody answered")
# The ids of a kind and of a verdict, with the words that a reader sees.
Side = Literal["enabling", "hindering"]  # which way a factor goes
FACTOR_KINDS = {"scale": say("on a scale"), "ticked": say("ticked in a list")}
VERDICT_WORDS = {
    "enabling": say("enabling"),
    "hindering": say("hindering"),
    "mixed": say("mixed"),
    "not_named": say("seldom or never named"),
    "too_few": say("too few answers"),
}


def answers(name: str, meaning: Sentence, missing: Sentence | None = None) -> Column:
    """A number of answers."""
    return integer(name, _ANSWERS, meaning, missing)


def share_of(name: str, meaning: Sentence, missing: Sentence = _NO_ANSWERS) -> Column:
    """A share of answers."""
    return share(name, meaning, missing)


def persons(name: str, meaning: Sentence) -> Column:
    """A number of persons."""
    return integer(name, say("persons"), meaning)


def effective(name: str, meaning: Sentence) -> Column:
    """An effective number of answers."""
    return Column(name, "number", _ANSWERS, meaning)


ITEM = category("item", say("Item of the questionnaire"), words="item")
_N = answers("n", say("Answers, not applicable included: the denominator of the annual report"))
N_SCORED = answers("n_scored", say("Answers with a score, not applicable left out"))
_N_NONE = answers("n_not_applicable", say("Answers 'not applicable or no view on it'"))
N_PERSONS = persons("n_persons", say("Persons behind n_scored"))
N_EFFECTIVE = effective(
    "n_effective", say("What n_scored is worth: answers of one person go together")
).only_in_files()
_MEAN = Column("mean", "number", _POINTS, say("Mean of the scores"), NOBODY)

SHARES = Table(
    "shares",
    (
        ITEM,
        _N,
        answers("n_low", say("Low scores"), _NO_CUT),
        answers("n_high", say("High scores"), _NO_CUT),
        _N_NONE,
        share_of("low", say("n_low / n")),
        share_of("high", say("n_high / n")),
        share_of("not_applicable", say("n_not_applicable / n"), NOBODY),
        share_of("high_lower", say("Wilson interval of high on effective numbers, lower bound")),
        share_of("high_upper", say("Wilson interval of high on effective numbers, upper bound")),
        N_SCORED,
        N_PERSONS,
        N_EFFECTIVE,
        share_of("low_scored", say("n_low / n_scored")),
        share_of("high_scored", say("n_high / n_scored")),
        share_of(
            "high_scored_lower", say("Wilson interval of high_scored, lower bound")
        ).only_in_files(),
        share_of(
            "high_scored_upper", say("Wilson interval of high_scored, upper bound")
        ).only_in_files(),
        _MEAN,
        answers("n_skipped", say("Question shown and left empty")),
        answers("n_not_shown", say("Question not shown")),
    ),
)
CHAIN = Table(
    "chain",
    (category("level", say("Level of the chain of effect"), words="scale"), *SHARES.columns),
)
DISTRIBUTION = Table(
    "distribution",
    (
        ITEM,
        Column("point", "integer", _POINTS, say("Point of the scale")),
        answers("n", say("Answers with this score")),
        share_of("share", say("Fraction of the answers with a score"), NOBODY),
    ),
)
RESPONSE = Table(
    "response",
    (
        answers("n_invited", say("Invitations (persons × initiatives)"), say("not known")),
        answers("n_answered", say("Answers (persons × initiatives), partial ones included")),
        answers("n_completed", say("Answers that reached the end of the questionnaire")),
        share_of(
            "rate",
            say("n_answered / n_invited"),
            say("invitations not known, or more answers than invitations"),
        ).in_whole_per_cents(),
        Column("n_surveys", "integer", _SURVEYS, say("Surveys that (may) have reached the group")),
        Column("n_surveys_unknown", "integer", _SURVEYS, say("Surveys without known invitations")),
        Column("more_than_invited", "flag", YES_NO, say("More answers than invitations")),
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
        ITEM,
        category("kind", say("scale, or ticked in a list"), labels=FACTOR_KINDS),
        _N,
        answers("n_enabling", say("Answers that call the factor enabling"), _NO_CUT),
        answers("n_hindering", say("Answers that call the factor hindering"), _NO_CUT),
        share_of("enabling", say("n_enabling / n")),
        share_of("hindering", say("n_hindering / n")),
        Column(
            "mean",
            "number",
            _POINTS,
            say("Mean of the scores, negative items turned"),
            say("nobody answered, or a ticked option"),
        ),
        share_of(
            "strict_hindering",
            say("Fraction of n in the narrow low band, negative items turned"),
            say("nobody answered, or no narrow band"),
        ),
        Column(
            "verdict",
            "category",
            NAME,
            say("enabling, hindering, mixed, not_named or too_few"),
            _NO_CUT,
            VERDICT_WORDS,
        ),
        share_of("enabling_lower", say("Wilson interval of enabling, lower bound")),
        share_of("enabling_upper", say("Wilson interval of enabling, upper bound")),
        share_of(
            "hindering_lower", say("Wilson interval of hindering, lower bound")
        ).only_in_files(),
        share_of(
            "hindering_upper", say("Wilson interval of hindering, upper bound")
        ).only_in_files(),
        _N_NONE,
        N_SCORED,
        N_PERSONS,
        N_EFFECTIVE,
        share_of("enabling_scored", say("n_enabling / n_scored: decides the verdict")),
        share_of(
            "enabling_scored_lower", say("Wilson interval of enabling_scored, lower bound")
        ).only_in_files(),
        share_of(
            "enabling_scored_upper", say("Wilson interval of enabling_scored, upper bound")
        ).only_in_files(),
        share_of("hindering_scored", say("n_hindering / n_scored")),
        share_of(
            "hindering_scored_lower", say("Wilson interval of hindering_scored, lower bound")
        ).only_in_files(),
        share_of(
            "hindering_scored_upper", say("Wilson interval of hindering_scored, upper bound")
        ).only_in_files(),
    ),
)

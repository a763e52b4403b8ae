"""The declared tables of what was released of a centre."""

from __future__ import annotations

from measurement.measures.comparison_tables import OUTCOME_WORDS
from measurement.measures.tables import (
    FACTOR_KINDS,
    ITEM,
    RESPONSE,
    VERDICT_WORDS,
    answers,
    persons,
    share_of,
)
from measurement.tables import Column, Table, category
from measurement.words import say

_NAME, _POINTS = say("name"), say("points of the scale")
_PROBABILITY = say("probability 0-1")
_NOT_TOLD = say("too few answers to tell it")
_NO_POINTS = say("the points are not told, or it was ticked in a list")
_NO_REST = say("no total was released that it may be laid beside")
TOLD_WORDS = {
    "exact": say("exactly"),
    "at_most": say("within bounds"),
    "n_only": say("too few answers"),
}
_CENTRE = category("centre", say("Centre of the respondent"))
_STRATEGY = category(
    "strategy", say("Guidance strategy"), say("all strategies together"), words="strategy"
)
_N = answers("n", say("Answers, not applicable included"))
_SCHOOL_YEARS = category(
    "school_years",
    say("School years that the answers are of, joined by |"),
    words="school_year",
    joined="|",
)
_MEASURES = (
    _STRATEGY,
    _N,
    persons("n_persons", say("Persons with an answer, at least")),
    answers("n_scored", say("Answers with a score, not applicable left out")),
    answers("n_not_applicable", say("Answers 'not applicable or no view on it'")),
    Column(
        "told",
        "category",
        _NAME,
        say("exact, at_most (between two numbers) or n_only: how much of the scores is told"),
        labels=TOLD_WORDS,
        heading=say("told"),
    ),
    answers("n_high_least", say("High (enabling, ticked) scores, at least"), _NOT_TOLD),
    answers("n_high_most", say("High (enabling, ticked) scores, at most"), _NOT_TOLD),
    share_of("share_least", say("n_high_least / n_scored"), _NOT_TOLD),
    share_of("share_most", say("n_high_most / n_scored"), _NOT_TOLD),
    share_of("lower", say("Wilson interval of share_least, lower bound"), _NOT_TOLD),
    share_of("upper", say("Wilson interval of share_most, upper bound"), _NOT_TOLD),
    share_of("share_all_least", say("n_high_least / n"), _NOT_TOLD),
    share_of("share_all_most", say("n_high_most / n"), _NOT_TOLD),
    share_of(
        "lower_all", say("Wilson interval of share_all_least, lower bound"), _NOT_TOLD
    ).only_in_files(),
    share_of(
        "upper_all", say("Wilson interval of share_all_most, upper bound"), _NOT_TOLD
    ).only_in_files(),
    Column("mean", "number", _POINTS, say("Mean of the scores"), _NO_POINTS),
    Column(
        "sd",
        "number",
        _POINTS,
        say("Standard deviation of the scores"),
        _NO_POINTS,
        heading=say("spread"),
    ),
    answers("n_rest", say("Answers with a score of all other centres"), _NO_REST),
    share_of(
        "rest", say("Share of high of all other centres at the own mix of strategies"), _NO_REST
    ),
    share_of("rest_all", say("The same share with not applicable: to print, not tested"), _NO_REST),
    Column(
        "differs",
        "category",
        _NAME,
        say("higher, lower, same or too_few, by q"),
        _NO_REST,
        labels=OUTCOME_WORDS,
        heading=say("against the rest"),
    ),
    Column(
        "p",
        "share",
        _PROBABILITY,
        say("Fisher's exact test on effective numbers, two-sided"),
        _NO_REST,
    ).only_in_files(),
    Column(
        "q", "share", _PROBABILITY, say("p corrected for all tests of this choice"), _NO_REST
    ).only_in_files(),
    share_of(
        "detectable_higher",
        say("Smallest difference upwards that would have been found in four of five cases"),
        _NO_REST,
    ).only_in_files(),
    share_of(
        "detectable_lower",
        say("Smallest difference downwards that would have been found in four of five cases"),
        _NO_REST,
    ).only_in_files(),
    category("release", say("Number of the release, joined by |"), joined="|").only_in_files(),
)
RELEASED_ITEMS = Table(
    "released_items",
    (
        _CENTRE,
        ITEM,
        _SCHOOL_YEARS,
        *_MEASURES,
    ),
)
RELEASED_TREND = Table(
    "released_trend",
    (
        _CENTRE,
        ITEM,
        category("school_year", say("School year of the survey"), words="school_year"),
        *_MEASURES,
    ),
)
RELEASED_DISTRIBUTION = Table(
    "released_distribution",
    (
        _CENTRE,
        ITEM,
        Column("point", "integer", _POINTS, say("Point of the scale")),
        answers("n", say("Answers with this score")),
        share_of("share", say("Fraction of the answers with a score")),
    ),
)
RELEASED_FACTORS = Table(
    "released_factors",
    (
        _CENTRE,
        category("factor", say("Factor that the item measures"), words="factor"),
        category("kind", say("scale, or ticked in a list"), labels=FACTOR_KINDS),
        Column(
            "verdict",
            "category",
            _NAME,
            say("enabling, hindering, mixed, not_named or too_few; over the whole bound"),
            say("too little is told, or the option has no direction"),
            VERDICT_WORDS,
        ),
        *RELEASED_ITEMS.columns[1:],
    ),
)
RELEASED_RESPONSE = Table(
    "released_response",
    (
        _CENTRE,
        category("school_year", say("School year of the survey"), words="school_year"),
        *RESPONSE.columns,
    ),
)
RELEASED_SCALES = Table(
    "released_scales",
    (
        _CENTRE,
        category("scale", say("Scale: several items about one thing"), words="scale"),
        _SCHOOL_YEARS,
        answers("n", say("Scores on the items together")),
        Column("mean", "number", _POINTS, say("Mean of the means of the items")),
    ),
)
MOMENT_WORDS = {"before": say("before"), "after": say("after")}
RELEASED_MEANS = Table(
    "released_means",
    (
        _CENTRE,
        ITEM,
        _SCHOOL_YEARS,
        Column(
            "moment",
            "category",
            _NAME,
            say("before (zero measurement) or after"),
            labels=MOMENT_WORDS,
            heading=say("when asked"),
        ),
        answers("n", say("Answers, not applicable included")),
        persons("n_persons", say("Persons with an answer")),
        answers("n_scored", say("Answers with a score, not applicable left out")),
        Column(
            "mean", "number", _POINTS, say("Mean of the scores, rounded to a decimal"), _NOT_TOLD
        ),
        category("release", say("Number of the release, joined by |"), joined="|").only_in_files(),
    ),
)

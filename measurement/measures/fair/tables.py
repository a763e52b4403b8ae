"""The declared tables of the fair comparison and of the change tracks."""

from __future__ import annotations

from measurement.measures.comparison_tables import COMPARISON, OWN
from measurement.tables import GROUPS, Column, Table, category
from measurement.words import Sentence, say

_NAME, _FRACTION, _ANSWERS = say("name"), say("fraction 0-1"), say("answers")
_POINTS, _PROBABILITY = say("points of the scale"), say("probability 0-1")
_NOBODY, _UNTESTED = say("nobody answered"), say("too few answers to test")
_NO_AFTER = say("not measured again since the zero measurement")
_NO_SPREAD = say("fewer than two scores, or all scores alike")
_POINTS_APART = say("difference in points of the scale")
# The ids in a column, in the order of their categories, with the words that a reader sees.
POSITION_WORDS = {
    "inside": say("inside the funnel"),
    "above_95": say("above the inner band"),
    "below_95": say("below the inner band"),
    "above_998": say("above the outer band"),
    "below_998": say("below the outer band"),
    "too_few": say("too few answers"),
}
CHANGE_WORDS = {
    "higher": say("higher than before"),
    "lower": say("lower than before"),
    "same": say("no clear change"),
    "too_few": say("too few answers"),
}
METHOD_WORDS = {
    "paired": say("the same people, before and after"),
    "independent": say("two groups of people"),
}
_ITEM = Column("item", "category", _NAME, say("Item of the questionnaire"), words="item")


def _n(name: str, meaning: Sentence) -> Column:
    return Column(name, "integer", _ANSWERS, meaning)


def _share(name: str, meaning: Sentence) -> Column:
    return Column(name, "share", _FRACTION, meaning, _NOBODY)


def _mean(name: str, meaning: Sentence, missing: Sentence = _NOBODY) -> Column:
    return Column(name, "number", _POINTS, meaning, missing)


_MIDDLE = _share(
    "target",
    say("Share of all groups together: the middle line of the funnel (denominator as drawn)"),
)
_LIMITS = (
    _share("lower_95", say("Exact binomial limit at 95 %, lower")).only_in_files(),
    _share("upper_95", say("Exact binomial limit at 95 %, upper")).only_in_files(),
    _share("lower_998", say("Exact binomial limit at 99.8 %, lower")).only_in_files(),
    _share("upper_998", say("Exact binomial limit at 99.8 %, upper")).only_in_files(),
    category(
        "position",
        say("inside, above_95, below_95, above_998, below_998 or too_few; no test of its own"),
        labels=POSITION_WORDS,
    ),
)
FUNNEL = Table("funnel", (_ITEM, *OWN, _MIDDLE, *_LIMITS))
FAIR_COMPARISON = Table(
    "comparison",
    (
        *COMPARISON.columns,
        _MIDDLE.only_in_files(),
        *_LIMITS,
        _share(
            "shrunk",
            say(
                "Share drawn towards all groups together, more so for few answers (denominator as drawn)"
            ),
        ),
        _share("shrunk_lower", say("Interval of shrunk, lower bound")).only_in_files(),
        _share("shrunk_upper", say("Interval of shrunk, upper bound")).only_in_files(),
    ),
)
RATINGS = Table(
    "ratings",
    (
        _ITEM,
        _n("n", say("Answers with a score")),
        Column("n_persons", "integer", say("persons"), say("Persons behind n")),
        _mean("mean", say("Mean of the scores")),
        _mean(
            "sd", say("Standard deviation of the scores"), say("fewer than two scores")
        ).only_in_files(),
        _mean("lower", say("t interval of the mean, of persons, lower bound"), _NO_SPREAD),
        _mean("upper", say("t interval of the mean, of persons, upper bound"), _NO_SPREAD),
        _mean("median", say("Median of the scores")),
    ),
)
_APART = (
    ("difference", say("mean_after - mean_before")),
    ("difference_lower", say("Welch interval of difference, lower bound")),
    ("difference_upper", say("Welch interval of difference, upper bound")),
)
_PAIRED_APART = (
    ("paired_difference", say("Mean of after - before among who answered both")),
    ("paired_difference_lower", say("Paired t interval, lower bound")),
    ("paired_difference_upper", say("Paired t interval, upper bound")),
)
_NO_PAIRS = say("nobody answered both times, or too little to compute an interval")
BEFORE_AFTER = Table(
    "before_after",
    (
        category("initiative", GROUPS["initiative"].meaning),
        _ITEM,
        category("year_before", say("School year of the zero measurement"), words="school_year"),
        category(
            "year_after",
            say("School year of the last measurement since"),
            _NO_AFTER,
            words="school_year",
        ),
        category(
            "moment_after", say("Moment of the last measurement since"), _NO_AFTER, words="moment"
        ),
        _n("n_before", say("Scores at the zero measurement")),
        _mean("mean_before", say("Mean score at the zero measurement")),
        _n("n_after", say("Scores at the last measurement")),
        _mean("mean_after", say("Mean score at the last measurement")),
        *(Column(n, "number", _POINTS_APART, m, _NO_SPREAD) for n, m in _APART),
        Column("n_paired", "integer", say("persons"), say("Persons with a score both times")),
        _mean("paired_before", say("Mean score of these persons before"), _NO_PAIRS),
        _mean("paired_after", say("Mean score of these persons after"), _NO_PAIRS),
        *(Column(n, "number", _POINTS_APART, m, _NO_PAIRS) for n, m in _PAIRED_APART),
        category(
            "method", say("paired or independent: the t test behind p"), _UNTESTED, METHOD_WORDS
        ),
        Column("p", "share", _PROBABILITY, say("t test, two-sided"), _UNTESTED).only_in_files(),
        Column(
            "q", "share", _PROBABILITY, say("p corrected for all tests in the table"), _UNTESTED
        ).only_in_files(),
        category("changed", say("higher, lower, same or too_few, by q"), labels=CHANGE_WORDS),
    ),
)
FAIR_TABLES = (FUNNEL, FAIR_COMPARISON, RATINGS, BEFORE_AFTER)

"""The declared tables of scales: means, comparison with the rest, profiles, association."""

from __future__ import annotations

from measurement.measures.comparison_tables import COMPARISON
from measurement.tables import Column, Kind, Table, category
from measurement.words import Sentence, say

_NAME, _ANSWERS, _FRACTION = say("name"), say("answers"), say("fraction 0-1")
_POINTS, _ITEMS, _YES_NO = say("points of the scale"), say("items"), say("yes or no")
_PROBABILITY, _CORRELATION = say("probability 0-1"), say("correlation, -1 to 1")
_NOBODY = say("nobody has a score")
_FEW = say("fewer than two scores, or all scores the same")
_NOT_GOOD = say("nobody has a score, or high is not favourable on this scale")
_UNTESTED = say("too few answers to test, or no spread")
_TOO_FEW = say("too few answers, or all scores the same")


SUBJECT_LABELS = {"capacities": say("capacities"), "motivation": say("motivation")}
KIND_LABELS = {
    "level": say("level"),
    "dimension": say("dimension"),
    "derived": say("difference of two levels"),
}
PROFILE_LABELS = {
    "good_quality": say("by choice"),
    "high_quantity": say("by choice and pressure"),
    "low_quantity": say("little of both"),
    "poor_quality": say("under pressure"),
}
PROFILES_EXPLAINED = {
    "good_quality": say(
        "autonomous motivation high, controlled low (in research: good quality motivation)."
    ),
    "high_quantity": say(
        "autonomous and controlled motivation both high (in research: high quantity motivation)."
    ),
    "low_quantity": say(
        "autonomous and controlled motivation both low (in research: low quantity motivation)."
    ),
    "poor_quality": say(
        "autonomous motivation low, controlled high (in research: poor quality motivation)."
    ),
}


def _n(name: str, meaning: Sentence, missing: Sentence | None = None) -> Column:
    return Column(name, "integer", _ANSWERS, meaning, missing)


def _number(name: str, meaning: Sentence, missing: Sentence, kind: Kind = "number") -> Column:
    return Column(name, kind, _FRACTION if kind == "share" else _POINTS, meaning, missing)


_SUBJECT = category(
    "subject", say("What the scale is about: capacities or motivation"), labels=SUBJECT_LABELS
)
_SCALE = category(
    "scale", say("Scale: a level, a dimension, or the difference of two levels"), words="scale"
)
_N = _n("n", say("Answers with a score on the scale"))
_N_PERSONS = Column("n_persons", "integer", say("persons"), say("Persons behind n"))
_N_EFFECTIVE = Column(
    "n_effective", "number", _ANSWERS, say("What n is worth: answers of one person go together")
).only_in_files()

SCALE_MEANS = Table(
    "scales",
    (
        _SUBJECT,
        _SCALE,
        category("kind", say("level, dimension or derived"), labels=KIND_LABELS),
        category("parent", say("Level of the dimension"), say("not a dimension"), words="scale"),
        Column("n_items", "integer", _ITEMS, say("Items of the scale")),
        _N,
        _N_PERSONS,
        _N_EFFECTIVE,
        _number("mean", say("Mean of the scores, negative items of capacities turned"), _NOBODY),
        _number(
            "sd", say("Standard deviation of the scores"), say("fewer than two scores")
        ).only_in_files(),
        _number("lower", say("Interval of the mean (t, of persons), lower bound"), _FEW),
        _number("upper", say("Interval of the mean (t, of persons), upper bound"), _FEW),
        _n(
            "n_high",
            say("Answers whose score is at least the lowest high point"),
            say("high is not favourable on this scale"),
        ),
        _number("high", say("n_high / n"), _NOT_GOOD, "share"),
        _number(
            "high_lower",
            say("Wilson interval of high on n_effective, lower bound"),
            _NOT_GOOD,
            "share",
        ),
        _number(
            "high_upper",
            say("Wilson interval of high on n_effective, upper bound"),
            _NOT_GOOD,
            "share",
        ),
    ),
)
SCALES = Table(
    "scales",
    (
        *SCALE_MEANS.columns,
        _n(
            "n_alpha",
            say("Persons with a score on every item of the scale"),
            say("a difference of two scales has no reliability of its own"),
        ),
        Column(
            "alpha",
            "number",
            say("up to 1"),
            say("Cronbach's alpha: how well the items hang together"),
            say("too few persons, one item, or no spread"),
            heading=say("coherence"),
        ),
    ),
)
SCALE_COMPARISON = Table(
    "scale_comparison",
    (
        _SUBJECT,
        _SCALE,
        _N,
        _N_PERSONS,
        _number("mean", say("Mean of the scores, negative items of capacities turned"), _NOBODY),
        _n("n_rest", say("Answers of all other groups with a score on the scale")),
        Column(
            "n_persons_rest", "integer", say("persons"), say("Persons behind n_rest")
        ).only_in_files(),
        _number("mean_rest", say("mean - difference: the rest at the own mix"), _NOBODY),
        _number(
            "difference",
            say("Own scores less those of the rest, each less the mean of its strategy and year"),
            _NOBODY,
        ),
        _number(
            "difference_lower", say("Interval of the difference (Welch, of persons), lower"), _FEW
        ),
        _number(
            "difference_upper", say("Interval of the difference (Welch, of persons), upper"), _FEW
        ),
        Column(
            "p",
            "share",
            _PROBABILITY,
            say("Mann-Whitney test on one mean per person, two-sided"),
            _UNTESTED,
        ).only_in_files(),
        Column(
            "q", "share", _PROBABILITY, say("p corrected for all tests in the table"), _UNTESTED
        ).only_in_files(),
        next(column for column in COMPARISON.columns if column.name == "differs"),
        _number(
            "detectable",
            say("Smallest difference that would have been found in four of five cases"),
            _UNTESTED,
        ),
    ),
)
PROFILES = Table(
    "profiles",
    (
        category(
            "profile",
            say("good_quality, high_quantity, low_quantity or poor_quality"),
            labels=PROFILE_LABELS,
        ),
        _n("n", say("Answers with this profile")),
        _n("n_scored", say("Answers with a score for autonomous and for controlled motivation")),
        Column("n_persons", "integer", say("persons"), say("Persons behind n_scored")),
        _number("share", say("n / n_scored"), _NOBODY, "share"),
        _number("lower", say("Wilson interval of share, lower bound"), _NOBODY, "share"),
        _number("upper", say("Wilson interval of share, upper bound"), _NOBODY, "share"),
    ),
)
ASSOCIATION = Table(
    "association",
    (
        _SCALE,
        category("item", say("Item of the questionnaire"), words="item"),
        Column("n", "integer", say("persons"), say("Persons with a score on both")),
        Column(
            "rho",
            "number",
            _CORRELATION,
            say("Rank correlation of Spearman"),
            _TOO_FEW,
            heading=say("association"),
        ),
        Column("lower", "number", _CORRELATION, say("Interval of rho, lower bound"), _TOO_FEW),
        Column("upper", "number", _CORRELATION, say("Interval of rho, upper bound"), _TOO_FEW),
        Column("clear", "flag", _YES_NO, say("The interval of rho leaves out 0")),
    ),
)

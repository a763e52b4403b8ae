"""The declared tables: every column with its kind, unit, meaning and what missing means.

One declaration feeds the checks, the tests and the sheet of definitions in an export.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import pandas as pd

from measurement.words import Label, Sentence, say

Kind = Literal["category", "integer", "number", "share", "flag"]
DEFINITION = ("column", "heading", "kind", "unit", "meaning", "missing")


# Where the words for the ids in a column stand: in which data file, or in which form.
Vocabulary = Literal[
    "",
    "item",
    "item_or_module",
    "scale",
    "factor",
    "success_factor",
    "element",
    "success_factor_or_element",
    "tension",
    "module",
    "strategy",
    "moment",
    "school_year",
    "net",
    "ambt",
    "role",
    "experience",
    "education",
    "state",
    "filler",
    "fact",
    "inspection_scale",
    "level",
    "theme",
    "target",
    "figure",
    "clock",
    "details",
]


@dataclass(frozen=True)
class Column:
    """A column of a table. ``missing`` says what a missing value means; none may be otherwise.

    What a reader sees of it, on screen and in a workbook, is said here and nowhere else; a csv
    keeps the name and the ids. ``heading`` stands above the column: without one its name in words.
    ``labels`` are the words for the ids in it; ``words`` says which data file names them instead
    (:mod:`measurement.reports.wording`). ``joined`` is what stands between several ids in a cell.
    """

    name: str
    kind: Kind
    unit: Sentence
    meaning: Sentence
    missing: Sentence | None = None
    labels: Mapping[str, Sentence] = field(default_factory=dict)
    words: Vocabulary = ""
    heading: Sentence | Label | None = None
    joined: str = ""

    @property
    def title(self) -> Sentence | Label:
        """The heading of the column, in the reader's language."""
        name = self.name.replace("_", " ")
        return self.heading or Sentence(name)


@dataclass(frozen=True)
class Table:
    """A table: the columns that follow its grouping columns, in order."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def check(frame: pd.DataFrame, table: Table, by: Sequence[str] = ()) -> None:
    """Hold a frame to its declaration; raises ``ValueError`` with every difference found."""
    expected = [*by, *(name for name in table.names if name not in by)]
    if list(frame.columns) != expected:
        raise ValueError(f"{table.name}: columns {list(frame.columns)}, declared {expected}")
    faults = [f for column in table.columns for f in _faults(frame[column.name], column)]
    if faults:
        raise ValueError(f"{table.name}: " + "; ".join(faults))


def _faults(values: pd.Series, column: Column) -> list[str]:
    if not _is(column.kind, values):
        return [f"{column.name} is {values.dtype}, declared {column.kind}"]
    if column.missing is None and values.isna().any():
        return [f"{column.name} has missing values, declared without"]
    if column.kind == "share" and not values.dropna().between(0, 1).all():
        return [f"{column.name} lies outside 0 to 1"]
    return []


def _is(kind: Kind, values: pd.Series) -> bool:
    if kind == "category":
        return isinstance(values.dtype, pd.CategoricalDtype)
    if kind == "flag":
        return bool(pd.api.types.is_bool_dtype(values))
    if kind == "integer":
        return bool(pd.api.types.is_integer_dtype(values))
    return bool(pd.api.types.is_float_dtype(values))


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, with its columns as attributes."""
    return iter(frame.itertuples())


def definitions(table: Table, by: Sequence[str] = ()) -> pd.DataFrame:
    """One row per column of the table: its name in a csv, its heading, and the rest in words."""
    groups = [GROUPS[name] for name in by if name in GROUPS and name not in table.names]
    rows = [
        (c.name, str(c.title), c.kind, str(c.unit), str(c.meaning), str(c.missing or ""))
        for c in (*groups, *table.columns)
    ]
    return pd.DataFrame(rows, columns=list(DEFINITION))


def described(table: Table, names: Iterable[str]) -> dict[str, Column]:
    """What is declared of these columns of the table, those that it is grouped by among them.

    A column that neither the table nor its groups have is left out.
    """
    known = {**GROUPS, **{column.name: column for column in table.columns}}
    return {name: known[name] for name in names if name in known}


_NAME, _ANSWERS, _FRACTION = say("name"), say("answers"), say("fraction 0-1")
_POINTS, _SURVEYS, _YES_NO = say("points of the scale"), say("surveys"), say("yes or no")
_PROBABILITY, _KEY, _UNKNOWN = say("probability 0-1"), say("number"), say("unknown")
_NO_ANSWERS = say("nobody answered, or the scale has no low and high")
_NO_CUT, _NOBODY = say("the scale has no low and high"), say("nobody answered")
_UNTESTED = say("too few answers to test")
# The ids of a verdict and of a comparison, with the words that a reader sees.
FACTOR_KINDS = {"scale": say("on a scale"), "ticked": say("ticked in a list")}
STATE_WORDS = {
    "answered": say("answered"),
    "not_applicable": say("not applicable"),
    "skipped": say("skipped"),
    "not_shown": say("not shown"),
}
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


def _category(
    name: str,
    meaning: Sentence,
    missing: Sentence | None = _UNKNOWN,
    words: Vocabulary = "",
    joined: str = "",
) -> Column:
    return Column(name, "category", _NAME, meaning, missing, words=words, joined=joined)


def _n(name: str, meaning: Sentence, missing: Sentence | None = None) -> Column:
    return Column(name, "integer", _ANSWERS, meaning, missing)


def _share(name: str, meaning: Sentence, missing: Sentence = _NO_ANSWERS) -> Column:
    return Column(name, "share", _FRACTION, meaning, missing)


def _persons(name: str, meaning: Sentence) -> Column:
    return Column(name, "integer", say("persons"), meaning)


def _effective(name: str, meaning: Sentence) -> Column:
    return Column(name, "number", _ANSWERS, meaning)


_SURVEY = (
    _category("school_year", say("School year of the survey"), words="school_year"),
    _category("strategy", say("Guidance strategy"), words="strategy"),
    _category("initiative", say("Initiative: one training, one learning community")),
    _category("moment", say("Moment of the survey: short or long term"), words="moment"),
    _category("centre", say("Centre of the respondent")),
)
_PERSON = (
    _category("net", say("Education network of the centre"), words="net"),
    _category("ambt", say("Function of the respondent"), words="ambt"),
    _category("role", say("Roles of the respondent, joined by |"), words="role", joined="|"),
    _category("experience", say("Years of experience of the respondent"), words="experience"),
    _category("education", say("Prior education of the respondent"), words="education"),
)
_ITEM = _category("item", say("Item of the questionnaire"), None, "item")
_SCORE = Column("score", "integer", _POINTS, say("Point that was chosen"), say("not answered"))
_STATE = replace(
    _category("state", say("answered, not_applicable, skipped or not_shown"), None),
    labels=STATE_WORDS,
)
_N = _n("n", say("Answers, not applicable included: the denominator of the annual report"))
_N_SCORED = _n("n_scored", say("Answers with a score, not applicable left out"))
_N_NONE = _n("n_not_applicable", say("Answers 'not applicable or no view on it'"))
_N_PERSONS = _persons("n_persons", say("Persons behind n_scored"))
_N_EFFECTIVE = _effective(
    "n_effective", say("What n_scored is worth: answers of one person go together")
)
_MEAN = Column("mean", "number", _POINTS, say("Mean of the scores"), _NOBODY)

ANSWERS = Table(
    "answers",
    (
        *_SURVEY,
        Column("respondent", "integer", _KEY, say("Person, as a number without a name")),
        _ITEM,
        _SCORE,
        _STATE,
        *_PERSON,
    ),
)
COUNTS = Table("counts", (_ITEM, _STATE, _SCORE, _n("n", say("Answers with this state and score"))))
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
        _category("factor", say("Factor that the item measures"), None, "factor"),
        _ITEM,
        replace(_category("kind", say("scale, or ticked in a list"), None), labels=FACTOR_KINDS),
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
_REST = (
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
REST = _REST
COMPARISON = Table("comparison", (_ITEM, *OWN, *_REST))
_UNCOMPARED = say("unknown group, or the scale has no low and high")
COMPARED = Table(
    "compared", tuple(replace(column, missing=column.missing or _UNCOMPARED) for column in _REST)
)
GROUPS = {column.name: column for column in (*_SURVEY, *_PERSON)}
TABLES = (ANSWERS, COUNTS, SHARES, DISTRIBUTION, RESPONSE, FACTORS, COMPARISON)

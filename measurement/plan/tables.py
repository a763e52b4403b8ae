"""The declared tables of the survey plan: what was asked, when, and of whom how often."""

from __future__ import annotations

from measurement.counting.columns import SURVEY_COLUMNS
from measurement.tables import GROUPS, Column, Table, integer
from measurement.words import Sentence, say

_NAME, _DAY, _YES_NO = say("name"), say("year-month-day"), say("yes or no")
_ANSWERS, _SURVEYS, _PERSONS = say("answers"), say("surveys"), say("persons")
_DAYS, _MODULES, _ITEMS = say("days"), say("modules"), say("items")
_NONE, _NO_DATES = say("none"), say("the survey tool gave no dates")

# Why a survey that is prescribed was expected: of what is known in that school year.
WHY = {
    "no_answers": say("people were invited, but nobody answered"),
    "other_moment": say("this initiative was surveyed at another moment only"),
    "no_survey": say("no initiative of this strategy was surveyed"),
}
# Whom a load is counted of: what somebody answered, or what somebody (probably) received.
BASES = {"answered": say("surveys answered"), "received": say("surveys received")}

_SURVEY = tuple(GROUPS[name] for name in SURVEY_COLUMNS)
_YEAR, _STRATEGY, _INITIATIVE, _MOMENT = _SURVEY
_BASIS = Column(
    "basis",
    "category",
    _NAME,
    say("Surveys that were answered, or also those of initiatives that somebody took part in"),
    labels=BASES,
)


def _listed(name: str, meaning: Sentence, missing: Sentence = _NONE) -> Column:
    return Column(name, "category", _MODULES, meaning, missing)


PLAN = Table(
    "survey_plan",
    (
        *_SURVEY,
        integer("n", _ANSWERS, say("Answers to this survey")),
        integer("n_invited", _PERSONS, say("Persons invited"), say("not known")),
        _listed(
            "prescribed",
            say("Modules that the questionnaire prescribes for this strategy and moment"),
            say("nothing is prescribed for this strategy and moment"),
        ),
        _listed("present", say("Modules of which anything was asked of anybody")),
        _listed("not_asked", say("Modules that are prescribed and were not asked")),
        _listed("extra", say("Modules that were asked without being prescribed")),
        _listed(
            "unknown", say("Prescribed modules of which nothing tells whether they were asked")
        ),
    ),
)
PLAN_ITEMS = Table(
    "survey_plan_items",
    (
        *_SURVEY,
        Column(
            "module", "category", _NAME, say("Module that was asked in part only"), words="module"
        ),
        Column(
            "item",
            "category",
            _NAME,
            say("Item of the module that was shown to nobody"),
            words="item",
        ),
    ),
)
MODULES_ASKED = Table(
    "modules_asked",
    (
        _STRATEGY,
        _MOMENT,
        Column("module", "category", _NAME, say("Module of the questionnaire"), words="module"),
        Column("prescribed", "flag", _YES_NO, say("Prescribed for this strategy and moment")),
        integer("n", _SURVEYS, say("Surveys of this strategy and moment")),
        integer("n_asked", _SURVEYS, say("Surveys in which the module was asked")),
        integer("n_unknown", _SURVEYS, say("Surveys of which it is not known")),
    ),
)
EXPECTED = Table(
    "expected_surveys",
    (
        _YEAR,
        _STRATEGY,
        Column(
            "initiative",
            "category",
            _NAME,
            say("Initiative that a survey was expected of"),
            say("no initiative of this strategy is known in this school year"),
        ),
        _MOMENT,
        Column("why", "category", _NAME, say("Why this survey was expected"), labels=WHY),
    ),
)
SURVEY_DAYS = Table(
    "survey_days",
    (
        *_SURVEY,
        Column("opened", "category", _DAY, say("Day of the first answer"), _NO_DATES),
        Column("closed", "category", _DAY, say("Day of the last answer"), _NO_DATES),
        integer(
            "n_days", _DAYS, say("Days from the first answer to the last, both counted"), _NO_DATES
        ),
        integer("n", _ANSWERS, say("Answers that count")),
        integer("n_dated", _ANSWERS, say("Answers with a day")),
        integer("n_anonymous", _ANSWERS, say("Answers that cannot be tied to a person")),
        Column("open_asked", "flag", _YES_NO, say("The export has a column of an open question")),
    ),
)
LOAD = Table(
    "load",
    (
        _YEAR,
        integer("n_surveys", _SURVEYS, say("Surveys of one person in this school year")),
        integer("n_persons", _PERSONS, say("Persons with this number of surveys")),
        _BASIS,
    ),
)
LOAD_CENTRES = Table(
    "load_per_centre",
    (
        _YEAR,
        GROUPS["centre"],
        integer("n_persons", _PERSONS, say("Persons of the centre with at least one survey")),
        Column("mean", "number", _SURVEYS, say("Mean number of surveys of a person")),
        integer("most", _SURVEYS, say("Largest number of surveys of one person")),
        integer("n_many", _PERSONS, say("Persons with more surveys than is called many")),
        _BASIS,
    ),
)

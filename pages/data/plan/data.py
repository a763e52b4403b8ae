"""The pages' door to the survey plan: modules, calendar and load. Kept as in ``pages.desk.source``."""

from __future__ import annotations

import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.columns import SURVEY_COLUMNS
from measurement.plan import burden, plan
from measurement.plan import sentences as plan_words
from pages.desk import source
from pages.desk.cache import kept
from pages.desk.selection import Selection


def module_name(module: str) -> str:
    """A module by its letter and name."""
    return plan_words.module_name(module, source.questionnaire())


def many() -> int:
    """More surveys than this in a school year is much for one person."""
    return source.questionnaire().thresholds.many_surveys


@kept
def school_years() -> list[str]:
    """The school years with answers, the newest first."""
    years = source.all_answers().respondents["school_year"].dropna().astype(str)
    return sorted(years.unique(), reverse=True)


def _answers(year: str) -> Answers:
    """All answers of a school year: a zero measurement is a survey too."""
    return source.all_answers(Selection(school_year=(year,)))


@kept
def days(year: str) -> pd.DataFrame:
    """The declared table ``survey_days`` of a school year."""
    table = source.store().surveys.days()
    return table[table["school_year"] == year].reset_index(drop=True)


@kept
def planned(year: str) -> pd.DataFrame:
    """The declared table ``survey_plan`` of a school year."""
    asked = days(year)
    keys = asked.loc[asked["open_asked"], list(SURVEY_COLUMNS)].astype(str)
    return plan.plan(_answers(year), set(keys.itertuples(index=False, name=None)))


@kept
def in_part(year: str) -> pd.DataFrame:
    """The declared table ``survey_plan_items`` of a school year."""
    return plan.part_missing(_answers(year))


@kept
def wanted(year: str) -> pd.DataFrame:
    """The declared table ``expected_surveys`` of a school year."""
    return plan.expected(_answers(year))


@kept
def modules(year: str) -> pd.DataFrame:
    """The declared table ``modules_asked`` of a school year."""
    return plan.modules_asked(planned(year), source.questionnaire())


@kept
def sentences(year: str) -> list[str]:
    """The plan of a school year in sentences."""
    return plan_words.plan_sentences(
        planned(year), in_part(year), wanted(year), source.questionnaire()
    )


@kept
def calendar_sentence(year: str) -> str:
    """When most surveys ran; '' without dates."""
    return plan_words.calendar_sentence(days(year))


@kept
def participations() -> pd.DataFrame | None:
    """Who took part in what, from the participant administration; None when there is no list."""
    table = source.store().reach.table()
    return table[table["person"].notna()] if len(table) else None


@kept
def loads(year: str) -> pd.DataFrame:
    """The declared table ``load`` of a school year."""
    anonymous = source.store().surveys.anonymous()
    return burden.surveys_per_person(_answers(year), _of(year), anonymous)


@kept
def centre_loads(year: str) -> pd.DataFrame:
    """The declared table ``load_per_centre`` of a school year."""
    anonymous = source.store().surveys.anonymous()
    return burden.surveys_per_person_in_centres(_answers(year), _of(year), anonymous, many())


def _of(year: str) -> pd.DataFrame | None:
    table = participations()
    if table is None or not (own := table["school_year"] == year).any():
        return None
    return table[own]


@kept
def load_sentences(year: str) -> list[str]:
    """The load of a school year in sentences."""
    n_anonymous = int(days(year)["n_anonymous"].sum())
    return plan_words.load_sentences(loads(year), year, n_anonymous, many())

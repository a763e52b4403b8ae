"""Which survey an answer belongs to: school year, strategy, initiative and moment as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from measurement.errors import SurveyError
from measurement.questionnaire import Questionnaire
from measurement.school_year import school_year, school_year_named
from measurement.texts import plain, tidy
from measurement.words import say

SURVEY = ("school_year", "strategy", "initiative", "moment")
NAMES = {
    "school_year": say("school year"),
    "strategy": say("strategy"),
    "moment": say("moment"),
}
_UNKNOWN = {
    "strategy": "'{found}' is not a strategy of the questionnaire. Known are: {known}.",
    "moment": "'{found}' is not a moment of the questionnaire. Known are: {known}.",
}


def spellings(questionnaire: Questionnaire, name: str) -> Mapping[str, str]:
    """The id of every strategy, or moment, by each of its names in plain form."""
    if name == "strategy":
        return {
            plain(spelling): s.id
            for s in questionnaire.strategies
            for spelling in (s.id, s.label.nl, s.label.en, *s.aliases)
            if spelling
        }
    return {
        plain(spelling): moment
        for moment, label in questionnaire.moments.items()
        for spelling in (moment, label.nl, label.en, *label.nl.split()[:1])
        if spelling
    }


def survey_value(questionnaire: Questionnaire, name: str, text: str) -> str:
    """The id of a strategy or moment, or the school year in full; '' when it is not known.

    A questionnaire that names no strategies, or no moments, takes any.
    """
    if name == "school_year":
        return school_year(text)
    known = {} if name == "initiative" else spellings(questionnaire, name)
    return known.get(plain(text), "") if known else tidy(text)


def survey_value_named(questionnaire: Questionnaire, name: str, text: str) -> str:
    """The same, '' for no text. Raises :class:`SurveyError` for what is not known."""
    if not tidy(text):
        return ""
    if name == "school_year":
        return school_year_named(text)
    found = survey_value(questionnaire, name, text)
    if not found:
        ids: dict[str, Any] = {
            "strategy": [s.id for s in questionnaire.strategies],
            "moment": list(questionnaire.moments),
        }
        raise SurveyError(say(_UNKNOWN[name], found=tidy(text), known=ids[name]))
    return found

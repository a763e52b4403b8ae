"""Which survey an answer belongs to: school year, strategy, initiative and moment as people write them."""

from __future__ import annotations

from measurement.questionnaire import Questionnaire
from measurement.school_year import school_year
from measurement.texts import plain, tidy
from measurement.words import say

SURVEY = ("school_year", "strategy", "initiative", "moment")
NAMES = {
    "school_year": say("school year"),
    "strategy": say("strategy"),
    "moment": say("moment"),
}


def survey_value(questionnaire: Questionnaire, name: str, text: str) -> str:
    """The id of a strategy or moment, or the school year in full; '' when it is not known."""
    if name == "school_year":
        return school_year(text)
    if name == "initiative":
        return tidy(text)
    known: dict[str, str] = {}
    if name == "strategy":
        for s in questionnaire.strategies:
            known |= {plain(n): s.id for n in (s.id, s.label.nl, s.label.en, *s.aliases)}
    else:
        for m, label in questionnaire.moments.items():
            known |= {plain(n): m for n in (m, label.nl, label.en, label.nl.split()[0])}
    return known.get(plain(text), "")

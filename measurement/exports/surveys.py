"""Which survey an answer belongs to: school year, strategy, initiative and moment as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from measurement.errors import SurveyError
from measurement.questionnaire.model import Questionnaire
from measurement.school_year import school_year, school_year_named
from measurement.texts import plain, tidy
from measurement.words import Sentence, say, year

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
    by_spelling = {} if name == "initiative" else spellings(questionnaire, name)
    return by_spelling.get(plain(text), "") if by_spelling else tidy(text)


def survey_value_named(questionnaire: Questionnaire, name: str, text: str) -> str:
    """The same, '' for no text. Raises :class:`SurveyError` for what is not known."""
    if not tidy(text):
        return ""
    if name == "school_year":
        return school_year_named(text)
    value = survey_value(questionnaire, name, text)
    if not value:
        ids: dict[str, Any] = {
            "strategy": [s.id for s in questionnaire.strategies],
            "moment": list(questionnaire.moments),
        }
        raise SurveyError(say(_UNKNOWN[name], found=tidy(text), known=ids[name]))
    return value


@dataclass(frozen=True)
class SurveyNaming:
    """What the reader says of a survey; it fills in what the file itself leaves open."""

    school_year: str = ""
    strategy: str = ""
    initiative: str = ""
    moment: str = ""
    invited: int | None = None


class Survey(NamedTuple):
    """One questionnaire sent for one initiative at one moment; '' where that is not known."""

    school_year: str
    strategy: str
    initiative: str
    moment: str

    @property
    def missing(self) -> list[Sentence]:
        """What must still be known before its answers can be stored."""
        names = {
            "school_year": say("school year"),
            "strategy": say("strategy"),
            "initiative": say("initiative"),
        }
        return [name for key, name in names.items() if not getattr(self, key)]

    def __str__(self) -> str:
        return f"{self.initiative} ({year(self.school_year)})"


def survey_named(
    in_file: Survey, naming: SurveyNaming, questionnaire: Questionnaire | None
) -> Survey:
    """The survey of an answer: a value in the file goes before one of the naming.

    The moment defaults to the only one the strategy has, else to ``short``. Raises
    :class:`SurveyError` for a school year, strategy or moment that does not exist; without a
    questionnaire every strategy and moment does.
    """
    said = (getattr(naming, key) for key in SURVEY)
    both = Survey(*(tidy(a or b) for a, b in zip(in_file, said, strict=True)))
    if questionnaire is None:
        whole = both.school_year and school_year_named(both.school_year)
        return both._replace(school_year=whole, moment=both.moment or "short")
    survey = Survey(
        *(survey_value_named(questionnaire, *one) for one in zip(SURVEY, both, strict=True))
    )
    strategy = questionnaire.strategy_by_id.get(survey.strategy)
    moments = list(strategy.modules) if strategy else []
    only = moments[0] if len(moments) == 1 else "short"
    return survey._replace(moment=survey.moment or only)

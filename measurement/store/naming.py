"""Which survey an answer belongs to: what the file says, filled in by what the reader says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from measurement.exports.surveys import SURVEY, survey_value_named
from measurement.questionnaire import Questionnaire
from measurement.school_year import school_year_named
from measurement.texts import tidy
from measurement.words import Sentence, say, year

KEYS = SURVEY


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
    said = (getattr(naming, key) for key in KEYS)
    both = Survey(*(tidy(a or b) for a, b in zip(in_file, said, strict=True)))
    if questionnaire is None:
        whole = both.school_year and school_year_named(both.school_year)
        return both._replace(school_year=whole, moment=both.moment or "short")
    found = Survey(
        *(survey_value_named(questionnaire, *one) for one in zip(KEYS, both, strict=True))
    )
    known = questionnaire.strategy_by_id.get(found.strategy)
    moments = list(known.modules) if known else []
    only = moments[0] if len(moments) == 1 else "short"
    return found._replace(moment=found.moment or only)

"""Which survey an answer belongs to: what the file says, filled in by what the reader says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from measurement.errors import SurveyError
from measurement.questionnaire import Questionnaire
from measurement.school_year import school_year_named
from measurement.words import Sentence, say, year

KEYS = ("school_year", "strategy", "initiative", "moment")


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
    said = Survey(*(getattr(naming, key) for key in KEYS))
    both = [" ".join((a or b).split()) for a, b in zip(in_file, said, strict=True)]
    school_year, strategy, initiative, moment = both
    if questionnaire is not None:
        strategy = _strategy(strategy, questionnaire)
        moment = _moment(moment, strategy, questionnaire)
    whole = school_year_named(school_year) if school_year else ""
    return Survey(whole, strategy, initiative, moment or "short")


def _strategy(text: str, questionnaire: Questionnaire) -> str:
    if not text or not questionnaire.strategies:
        return text
    for strategy in questionnaire.strategies:
        names = (strategy.id, strategy.label.nl, strategy.label.en, *strategy.aliases)
        if text.casefold() in {name.casefold() for name in names}:
            return strategy.id
    raise SurveyError(
        say(
            "'{found}' is not a strategy of the questionnaire. Known are: {known}.",
            found=text,
            known=[strategy.id for strategy in questionnaire.strategies],
        )
    )


def _moment(text: str, strategy: str, questionnaire: Questionnaire) -> str:
    if not text:
        known = questionnaire.strategy_by_id.get(strategy)
        moments = list(known.modules) if known else []
        return moments[0] if len(moments) == 1 else "short"
    for moment, label in questionnaire.moments.items():
        if text.casefold() in {moment.casefold(), label.nl.casefold(), label.en.casefold()}:
            return moment
    if not questionnaire.moments:
        return text
    raise SurveyError(
        say(
            "'{found}' is not a moment of the questionnaire. Known are: {known}.",
            found=text,
            known=list(questionnaire.moments),
        )
    )

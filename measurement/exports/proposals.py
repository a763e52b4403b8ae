"""What a file itself suggests about its survey: year, strategy and moment, to confirm or change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from measurement.errors import Problem
from measurement.exports.recognised import Recognised
from measurement.exports.surveys import SURVEY, SurveyNaming, spellings
from measurement.questionnaire.model import Questionnaire
from measurement.school_year import school_year_of
from measurement.texts import plain
from measurement.words import Sentence, say, year


def open_keys(recognised: Recognised) -> list[str]:
    """What the file leaves open of school_year, strategy, initiative and moment."""
    live = recognised.respondents[recognised.respondents["excluded"] == ""]
    return [key for key in SURVEY if (live[key] == "").any()]


def proposed(recognised: Recognised, questionnaire: Questionnaire) -> SurveyNaming:
    """A naming from the dates, the file's name and its items; '' where nothing suggests one."""
    said = recognised.survey
    strategy = said.get("strategy") or _strategy(recognised, questionnaire)
    invited = said.get("invited", "")
    return SurveyNaming(
        said.get("school_year") or _only(years_by_date(recognised)),
        strategy,
        said.get("initiative", ""),
        said.get("moment") or _moment(recognised, strategy, questionnaire),
        int(invited) if invited.isdigit() else None,
    )


def years_by_date(recognised: Recognised) -> dict[str, int]:
    """How many answers came in per school year, of those whose row does not name one itself."""
    live = recognised.respondents[recognised.respondents["excluded"] == ""]
    own = live["answered_on"][live["school_year"] == ""].dropna()
    return dict(sorted(Counter(map(school_year_of, own)).items()))


def by_date(recognised: Recognised) -> Recognised:
    """The same, with each answer in the school year of its date where its row names none.

    Says how many went where, when that is more than one school year.
    """
    people, years = recognised.respondents, years_by_date(recognised)
    days = people["answered_on"]
    dated = (people["school_year"] == "") & days.notna()
    named = people["school_year"].mask(dated, days.dropna().map(school_year_of).reindex(days.index))
    told = [Problem("school_years", in_words(years), _ONE_YEAR)] if len(years) > 1 else []
    respondents = people.assign(school_year=named.astype(people["school_year"].dtype))
    return replace(recognised, respondents=respondents, problems=(*recognised.problems, *told))


_ONE_YEAR = say("If all belong to one school year, name it: then they all go there.")


def in_words(years: Mapping[str, int]) -> Sentence:
    """How many answers are of which school year, by their dates."""
    said = [f"{n} × {year(name)}" for name, n in years.items()]
    return say("By their dates the answers are of several school years: {years}.", years=said)


def _only(years: Mapping[str, int]) -> str:
    """The one school year that there is; '' where there are several: then each has its own."""
    return next(iter(years)) if len(years) == 1 else ""


def _strategy(recognised: Recognised, questionnaire: Questionnaire) -> str:
    """The strategy whose name stands in the file's name."""
    words = f" {plain(recognised.file)} "
    named = {
        one for said, one in spellings(questionnaire, "strategy").items() if f" {said} " in words
    }
    return next((s.id for s in questionnaire.strategies if s.modules and s.id in named), "")


def _moment(recognised: Recognised, strategy: str, questionnaire: Questionnaire) -> str:
    """The moment named in the file's name, else the one whose modules its items belong to."""
    words = f" {plain(recognised.file)} "
    for moment, label in questionnaire.moments.items():
        if any(f" {plain(name)} " in words for name in (label.nl, label.en) if name):
            return moment
    asked = {questionnaire.item_by_id[item].module for item in recognised.items}
    strategy_asked = questionnaire.strategy_by_id.get(strategy)
    for one in [strategy_asked] if strategy_asked else questionnaire.strategies:
        fits = {m: len(asked & set(modules)) for m, modules in one.modules.items()}
        if fits and (len(fits) == 1 or len(set(fits.values())) > 1):
            return max(fits, key=lambda moment: fits[moment])
    return ""

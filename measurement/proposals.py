"""What a file itself suggests about its survey: year, strategy and moment, to confirm or change."""

from __future__ import annotations

from collections import Counter

from measurement.exports.dates import school_year_of
from measurement.exports.platforms import plain
from measurement.exports.recognised import Recognised
from measurement.questionnaire import Questionnaire
from measurement.store.naming import KEYS, SurveyNaming


def open_keys(found: Recognised) -> list[str]:
    """What the file leaves open of school_year, strategy, initiative and moment."""
    live = found.respondents[found.respondents["excluded"] == ""]
    return [key for key in KEYS if (live[key] == "").any()]


def proposed(found: Recognised, questionnaire: Questionnaire) -> SurveyNaming:
    """A naming from the dates, the file's name and its items; '' where nothing suggests one."""
    said = found.survey
    strategy = said.get("strategy") or _strategy(found, questionnaire)
    invited = said.get("invited", "")
    return SurveyNaming(
        said.get("school_year") or _school_year(found),
        strategy,
        said.get("initiative", ""),
        said.get("moment") or _moment(found, strategy, questionnaire),
        int(invited) if invited.isdigit() else None,
    )


def _school_year(found: Recognised) -> str:
    """The school year in which most answers came in."""
    live = found.respondents[found.respondents["excluded"] == ""]
    years = Counter(map(school_year_of, live["answered_on"].dropna()))
    return years.most_common(1)[0][0] if years else ""


def _strategy(found: Recognised, questionnaire: Questionnaire) -> str:
    """The strategy whose name stands in the file's name."""
    words = f" {plain(found.file)} "
    for strategy in questionnaire.strategies:
        names = (strategy.id, strategy.label.nl, strategy.label.en, *strategy.aliases)
        if strategy.modules and any(f" {plain(name)} " in words for name in names):
            return strategy.id
    return ""


def _moment(found: Recognised, strategy: str, questionnaire: Questionnaire) -> str:
    """The moment named in the file's name, else the one whose modules its items belong to."""
    words = f" {plain(found.file)} "
    for moment, label in questionnaire.moments.items():
        if any(f" {plain(name)} " in words for name in (label.nl, label.en) if name):
            return moment
    asked = {questionnaire.item_by_id[item].module for item in found.items}
    known = questionnaire.strategy_by_id.get(strategy)
    for one in [known] if known else questionnaire.strategies:
        fits = {m: len(asked & set(modules)) for m, modules in one.modules.items()}
        if fits and (len(fits) == 1 or len(set(fits.values())) > 1):
            return max(fits, key=lambda moment: fits[moment])
    return ""

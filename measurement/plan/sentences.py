"""The survey plan and the load in sentences, composed from their declared tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from measurement.plan.burden import MANY, persons_above
from measurement.plan.plan import listed
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records
from measurement.words import percent, plural, some, spoken, text, year

MOSTLY = 0.5
_NAMED = 3


def plan_sentences(
    planned: pd.DataFrame, items: pd.DataFrame, wanted: pd.DataFrame, questionnaire: Questionnaire
) -> list[str]:
    """What the tables of the plan say, of one school year or of several.

    ``planned``, ``items`` and ``wanted`` are the tables ``survey_plan``, ``survey_plan_items`` and
    ``expected_surveys``.
    """
    if planned.empty:
        return []
    return [
        _whole(planned),
        *_not_asked(planned, questionnaire),
        *_in_part(items, questionnaire),
        *_extra(planned, questionnaire),
        *_unknown(planned, questionnaire),
        *_expected(wanted, questionnaire),
    ]


def _whole(planned: pd.DataFrame) -> str:
    """How many surveys there are, and in how many everything prescribed was asked."""
    ruled = planned[planned["prescribed"].notna()]
    n_whole = int(ruled["not_asked"].isna().sum())
    if n_whole == len(ruled) == len(planned):
        return plural(
            "{n} survey has answers; every prescribed module that can be checked was asked.",
            "{n} surveys have answers; every prescribed module that can be checked was asked in each of them.",
            len(planned),
        )
    return plural(
        "{n} survey has answers; modules are prescribed for {ruled}, and {whole} of those asked every one that can be checked.",
        "{n} surveys have answers; modules are prescribed for {ruled}, and {whole} of those asked every one that can be checked.",
        len(planned),
        ruled=len(ruled),
        whole=n_whole,
    )


def _not_asked(planned: pd.DataFrame, questionnaire: Questionnaire) -> Iterable[str]:
    for module, rows in _by_module(planned, "not_asked", questionnaire):
        yield plural(
            "In {n} survey module {module} is missing although it is prescribed: {names}.",
            "In {n} surveys module {module} is missing although it is prescribed: {names}.",
            len(rows),
            module=module_name(module, questionnaire),
            names=_some(str(r.initiative) for r in rows),
        )


def _in_part(items: pd.DataFrame, questionnaire: Questionnaire) -> Iterable[str]:
    keys = ["school_year", "strategy", "initiative", "moment"]
    for module in dict.fromkeys(str(m) for m in items["module"]):
        own = items[items["module"] == module]
        surveys = own[keys].astype(str).drop_duplicates()
        yield plural(
            "In {n} survey module {module} was asked in part only; missing: {items}.",
            "In {n} surveys module {module} was asked in part only; missing in one or more: {items}.",
            len(surveys),
            module=module_name(module, questionnaire),
            items=", ".join(i for i in own["item"].cat.categories if (own["item"] == i).any()),
        )


def _extra(planned: pd.DataFrame, questionnaire: Questionnaire) -> Iterable[str]:
    ruled = planned[planned["prescribed"].notna()]
    for module, rows in _by_module(ruled, "extra", questionnaire):
        kinds = dict.fromkeys(
            questionnaire.survey_label(str(r.strategy), str(r.moment)) for r in rows
        )
        yield plural(
            "In {n} survey module {module} was asked without being prescribed: {kinds}.",
            "In {n} surveys module {module} was asked without being prescribed: {kinds}.",
            len(rows),
            module=module_name(module, questionnaire),
            kinds=", ".join(kinds),
        )


def _unknown(planned: pd.DataFrame, questionnaire: Questionnaire) -> Iterable[str]:
    for module, rows in _by_module(planned, "unknown", questionnaire):
        yield plural(
            "Of {n} survey it is not known whether module {module} was asked.",
            "Of {n} surveys it is not known whether module {module} was asked.",
            len(rows),
            module=module_name(module, questionnaire),
        )


def _expected(wanted: pd.DataFrame, questionnaire: Questionnaire) -> Iterable[str]:
    rows = list(records(wanted))
    if rows:
        yield plural(
            "{n} prescribed survey has no answers: {names}.",
            "{n} prescribed surveys have no answers: {names}.",
            len(rows),
            names=_some(_wanted_name(r, questionnaire) for r in rows),
        )


def _wanted_name(row: Any, questionnaire: Questionnaire) -> str:
    kind = questionnaire.survey_label(str(row.strategy), str(row.moment))
    return kind if pd.isna(row.initiative) else f"{row.initiative} ({kind})"


def module_name(module: str, questionnaire: Questionnaire) -> str:
    """A module by its letter and name: ``E (motivation)``."""
    described = questionnaire.module_by_id.get(module)
    if described is None:
        return module
    label = str(described.label)
    small = label if label[:2].isupper() else label[:1].lower() + label[1:]
    return f"{module} ({small})"


def _by_module(
    planned: pd.DataFrame, column: str, questionnaire: Questionnaire
) -> Iterable[tuple[str, list[Any]]]:
    """The surveys in which a module stands in a column, in the order of the questionnaire."""
    rows = list(records(planned))
    modules = {m for r in rows for m in listed(getattr(r, column))}
    in_order = [m.id for m in questionnaire.modules if m.id in modules]
    for module in [*in_order, *sorted(modules - set(in_order))]:
        yield module, [r for r in rows if module in listed(getattr(r, column))]


def _some(names: Iterable[str]) -> str:
    return str(some(sorted(set(names)), _NAMED))


def load_sentences(
    table: pd.DataFrame, school_year: str, n_anonymous: int = 0, many: int = MANY
) -> list[str]:
    """The load in one school year, from the table ``load``.

    Of the surveys that were received where participations are known, else of those answered.
    ``n_anonymous`` are the answers that cannot be tied to a person.
    """
    own = table[table["school_year"] == school_year]
    received = bool((own["basis"] == "received").any())
    rows = own[own["basis"] == ("received" if received else "answered")]
    said = [_many(rows, school_year, received, many)] if len(rows) else []
    if n_anonymous:
        said.append(
            plural(
                "{n} answer cannot be tied to a person and is left out here.",
                "{n} answers cannot be tied to a person and are left out here.",
                n_anonymous,
            )
        )
    return said


def _many(rows: pd.DataFrame, school_year: str, received: bool, many: int) -> str:
    n, n_people = persons_above(rows, many), int(rows["n_persons"].sum())
    n_one = int(rows.loc[rows["n_surveys"] == 1, "n_persons"].sum())
    figures = {"year": year(school_year), "limit": many, "whole": n_people}
    figures |= {"rest": _one(n_one, n_people)}
    if received:
        return plural(
            "In {year} {n} of {whole} people received more than {limit} surveys; {rest}.",
            "In {year} {n} of {whole} people received more than {limit} surveys; {rest}.",
            n,
            **figures,
        )
    return plural(
        "In {year} {n} of {whole} people answered more than {limit} surveys; {rest}.",
        "In {year} {n} of {whole} people answered more than {limit} surveys; {rest}.",
        n,
        **figures,
    )


def _one(n_one: int, n_people: int) -> str:
    figure = percent(n_one, n_people, 0)
    if n_one > MOSTLY * n_people:
        return text("most of them ({share}) one", share=figure)
    return text("{share} of them one", share=figure)


def calendar_sentence(days: pd.DataFrame) -> str:
    """In which month most surveys ran, from ``survey_days``; '' where no survey has dates."""
    dated = days[days["opened"].notna()]
    months = Counter(m for r in records(dated) for m in _months(str(r.opened), str(r.closed)))
    if not months:
        return ""
    busiest = max(sorted(months), key=months.__getitem__)
    return plural(
        "The busiest month was {month}: {running} of {n} survey ran then.",
        "The busiest month was {month}: {running} of {n} surveys ran then.",
        len(dated),
        month=month_name(date(*busiest, 1)),
        running=months[busiest],
    )


def month_name(day: date, pattern: str = "LLLL yyyy") -> str:
    """The month of a day in words: ``mei 2025``."""
    from babel.dates import format_date

    return str(format_date(day, format=pattern, locale=spoken().locale))


def _months(opened: str, closed: str) -> list[tuple[int, int]]:
    """The months, as year and month, that a survey ran in.

    >>> _months("2024-11-20", "2025-01-03")
    [(2024, 11), (2024, 12), (2025, 1)]
    """
    first, last = (12 * int(day[:4]) + int(day[5:7]) - 1 for day in (opened, closed))
    return [(month // 12, month % 12 + 1) for month in range(first, last + 1)]

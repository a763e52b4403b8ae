"""What a director may see of tables that are not made of protected answers, and which views are offered.

Pages ask these and have no rule of their own. For who sees all centres everything is returned as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from measurement.counting.answers import Answers
from measurement.errors import SurveyError
from measurement.protection.protect import quotes_allowed
from measurement.protection.rules import Limits
from measurement.protection.scope import Scope, View
from measurement.questionnaire.success_factors import EMPLOYEE, FILLERS, HEAD, SUPPORT
from measurement.words import say


def sees_persons(scope: Scope) -> bool:
    """Whether marks of few or single persons are told: a director may know who that is."""
    return scope.sees_all


def sees_plans(scope: Scope) -> bool:
    """Whether it is told how staff plan their own work, such as the priority of a centre."""
    return scope.sees_all


def shown_centres(answers: Answers, scope: Scope, limits: Limits) -> tuple[str, ...]:
    """The own centres of a director of which there is anything to show: enough people answered.

    One of few answers would hide what is shown of the others; without figures it is to this
    director what it is to every other: a part of the rest.
    """
    people = answers.without_zero().respondents
    n = people.groupby("centre", observed=True)["respondent"].nunique()
    return tuple(centre for centre in scope.centres if n.get(centre, 0) >= limits.group)


def view_of(filters: Mapping[str, Sequence[str]]) -> View:
    """The view that these filters are; raises :class:`SurveyError` for anything finer."""
    years, strategies = filters.get("school_year", ()), filters.get("strategy", ())
    finer = set(filters) - {"school_year", "strategy"} or len(years) > 1 or len(strategies) > 1
    if finer or (strategies and not years):
        raise SurveyError(say("This selection cannot be protected. Choose a wider one."))
    return View(*years, *strategies)


def own_rows(table: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The rows of centres that this person sees: all, or for a director the own ones.

    Other names go from the column's categories too: nothing of them may travel along.
    """
    if scope.sees_all:
        return table
    own = table[table["centre"].isin(scope.centres)].reset_index(drop=True)
    if isinstance(own["centre"].dtype, pd.CategoricalDtype):
        own = own.assign(centre=own["centre"].cat.remove_unused_categories())
    return own


def own_centres(names: Collection[str], scope: Scope) -> list[str]:
    """Of these centres those that this person sees; for a director all own ones, without answers too."""
    return sorted(names) if scope.sees_all else list(scope.centres)


def sees_filler(filler: str, scope: Scope) -> bool:
    """Whether a checklist that such a person filled in is seen: of one colleague not by a director."""
    return scope.sees_all or filler != EMPLOYEE


def fillers(scope: Scope) -> tuple[str, ...]:
    """As whom somebody fills in a checklist, the usual one first; a director as nobody else.

    Staff pass on what others gave them on paper, so they say who it was.
    """
    if not scope.sees_all:
        return (HEAD,)
    return (SUPPORT, *(filler for filler in FILLERS if filler != SUPPORT))


def own_lists(table: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The rows of checklists that this person may see."""
    own = own_rows(table, scope)
    seen = [sees_filler(str(filler), scope) for filler in own["filled_by"]]
    return own[pd.Series(seen, index=own.index, dtype=bool)].reset_index(drop=True)


def own_reach(
    table: pd.DataFrame, scope: Scope, limits: Limits, filters: Collection[Any]
) -> pd.DataFrame:
    """The rows of reach: for a director unfiltered only, from as many people as any figure."""
    own = own_rows(table, scope)
    if scope.sees_all:
        return own
    return own[(own["n_unique"] >= limits.group) & (not filters)].reset_index(drop=True)


def own_quotes(
    quotes: pd.DataFrame,
    written: pd.DataFrame,
    scope: Scope,
    filters: Mapping[str, Sequence[str]],
    limits: Limits,
) -> pd.DataFrame:
    """The released quotes: for a director of the own centres, where enough persons wrote something."""
    own = own_rows(quotes, scope)
    allowed = scope.sees_all or quotes_allowed(written, scope, view_of(filters), limits)
    return own if allowed else own.iloc[:0]


def without_persons(table: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The table without whether one person gave most of the answers, for who may know that person."""
    return table if sees_persons(scope) else table.drop(columns="one_person", errors="ignore")


def without_second_cut(table: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The table of factors without the cut at 3, of which the protection says nothing."""
    return table if scope.sees_all else table.assign(strict_hindering=float("nan"))

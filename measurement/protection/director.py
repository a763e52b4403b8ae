"""What a director may see of what is no answer: checklists, participations, and marks of single persons.

Pages ask these and have no rule of their own. For who sees all centres everything is returned as it is.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from measurement.protection.scope import Scope
from measurement.questionnaire.success_factors import EMPLOYEE, FILLERS, HEAD, SUPPORT
from measurement.releases.limits import Limits


def sees_persons(scope: Scope) -> bool:
    """Whether marks of few or single persons are told: a director may know who that is."""
    return scope.sees_all


def sees_plans(scope: Scope) -> bool:
    """Whether it is told how staff plan their own work, such as the priority of a centre."""
    return scope.sees_all


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
    return own[(own["n_unique"] >= limits.persons) & (not filters)].reset_index(drop=True)

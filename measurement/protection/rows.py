"""The rows of a view as a director may have them: other centres pooled, closed items blanked.

What is computed from these rows (shares, factors, mirror, scales, sentences, files) can only use
what is open; there is no second place where that must be remembered, but for scales.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import CATEGORIES, SURVEY_COLUMNS, categories
from measurement.measures.response import response
from measurement.protection.decide import Guard
from measurement.protection.scope import REST, View
from measurement.questionnaire.scale import NOT_SHOWN


def rows_of(answers: Answers, guard: Guard, views: tuple[View, ...]) -> Answers:
    """The answers of these views (siblings, or one) with what is closed in each blanked.

    ``answers`` are those the guard was made of, zero measurements left out. Columns that would
    group finer than the views are missing: initiative, moment, person characteristics; survey and
    respondent are numbers of this view only.
    """
    cells, n_items = guard.cells, len(answers.items)
    keep = np.zeros(answers.n, bool)
    shown = np.zeros((len(cells.cells), n_items), bool)
    for view in views:
        under = cells.under(view.school_year, view.strategy)
        keep |= np.isin(cells.cell, under)
        shown[under] = guard.level(view, guard.open)[:n_items]
    codes = np.where(shown[cells.cell], answers.codes, NOT_SHOWN)[keep]
    columns = _columns(views)
    people = answers.respondents.loc[keep].reset_index(drop=True)
    people = _pooled(people, cells.group[keep], guard, columns)
    order = np.lexsort((_content(codes), people["centre"].cat.codes, people["survey"]))
    people = people.iloc[order].reset_index(drop=True)
    people["respondent"] = pd.factorize(people["respondent"])[0].astype(np.int64) + 1
    return replace(
        answers,
        respondents=people,
        codes=np.ascontiguousarray(codes[order]),
        invitations=_invited(answers, guard, views, columns),
    )


def nothing_of(answers: Answers) -> Answers:
    """No answer and no invitation: for who has no centre, or one that nobody answered for."""
    none = np.zeros(answers.n, bool)
    return replace(
        answers,
        respondents=answers.respondents.loc[none].reset_index(drop=True),
        codes=answers.codes[none],
        invitations=answers.invitations.iloc[:0].reset_index(drop=True),
    )


def _columns(views: tuple[View, ...]) -> tuple[str, ...]:
    """The columns that every view fixes."""
    named = ("school_year", "strategy")
    return tuple(c for c in named if all(getattr(view, c) for view in views))


def _pooled(
    people: pd.DataFrame, group: NDArray[np.intp], guard: Guard, columns: tuple[str, ...]
) -> pd.DataFrame:
    """The respondents without what tells more than the view: centres pooled, the rest missing."""
    names = (*guard.scope.centres, REST)
    lost = [c for c in CATEGORIES if c != "centre" and c not in columns]
    none = pd.Categorical([None] * len(people), categories=[], ordered=False)
    cleared = dict.fromkeys(lost, none)
    # A category that no row has would still name a school year, a strategy or a centre.
    kept = {c: people[c].cat.remove_unused_categories() for c in columns}
    made = people.assign(**cleared, **kept, centre=categories(group, names))
    keys = [made[c].astype(str) for c in columns]
    survey = made.groupby(keys, sort=True).ngroup() + 1 if keys else pd.Series(1, made.index)
    return made.assign(survey=survey.astype("int64"))


def _content(codes: NDArray[np.uint8]) -> NDArray[np.intp]:
    """A key by which rows are ordered on what they show, not on when they came."""
    if not codes.size:
        return np.zeros(len(codes), np.int64)
    width = codes.shape[1]
    plain = np.ascontiguousarray(codes).view(f"S{width}").ravel()
    return np.unique(plain, return_inverse=True)[1].ravel()


def _invited(
    answers: Answers, guard: Guard, views: tuple[View, ...], columns: tuple[str, ...]
) -> pd.DataFrame:
    """One invitation per view and centre: own ones, and all others together."""
    told = answers.invitations
    own = told["centre"].astype(object).where(told["centre"].notna(), None)
    people = answers.respondents.assign(
        centre=categories(guard.cells.group, (*guard.scope.centres, REST))
    )
    names = {c: c for c in guard.scope.centres}
    pooled = own.map(lambda c: None if c is None else names.get(c, REST))
    centre = pd.Categorical(pooled, categories=[*guard.scope.centres, REST])
    made = replace(answers, respondents=people, invitations=told.assign(centre=centre))
    parts = []
    for place, view in enumerate(sorted(views), 1):
        chosen = made.where(**view.filters()) if view.filters() else made
        table = response(chosen, ["centre"])
        table = table[table["centre"].notna()]
        fixed = {c: getattr(view, c) for c in columns}
        parts.append(table[["centre", "n_invited"]].assign(**fixed, survey=place))
    found = pd.concat(parts, ignore_index=True)
    shaped = {
        c: pd.Categorical(found[c] if c in columns else [None] * len(found)) for c in SURVEY_COLUMNS
    }
    return found.assign(**shaped)[[*SURVEY_COLUMNS, "centre", "survey", "n_invited"]]

"""The rows of a view as a director may have them: other centres pooled, closed items blanked.

What is computed from these rows (shares, factors, mirror, scales, sentences, files) can only use
what is open; there is no second place where that must be remembered. Only a score on a scale of
several items is another measure where an item is closed: no director gets one.
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


def rows_of(answers: Answers, guard: Guard, view: View) -> Answers:
    """The answers of this view with what is closed in it blanked.

    ``answers`` are those the guard was made of, zero measurements left out. Columns that would
    group finer than the view are missing: initiative, moment, person characteristics; survey and
    respondent are numbers of this view only.
    """
    cells = guard.cells
    keep = np.isin(cells.cell, cells.under(view.school_year, view.strategy))
    shown = guard.level(view, guard.open)[: len(answers.items)]
    codes = np.where(shown, answers.codes[keep], NOT_SHOWN)
    columns = tuple(c for c in ("school_year", "strategy") if getattr(view, c))
    people = answers.respondents.loc[keep].reset_index(drop=True)
    people = _pooled(people, cells.group[keep], guard, columns)
    order = np.lexsort((_content(codes), people["centre"].cat.codes, people["survey"]))
    people = people.iloc[order].reset_index(drop=True)
    people["respondent"] = pd.factorize(people["respondent"])[0].astype(np.int64) + 1
    return replace(
        answers,
        respondents=people,
        codes=np.ascontiguousarray(codes[order]),
        invitations=_invited(answers, guard, view),
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


def _invited(answers: Answers, guard: Guard, view: View) -> pd.DataFrame:
    """One invitation per centre: own ones, and all others together."""
    told = answers.invitations
    own = told["centre"].astype(object).where(told["centre"].notna(), None)
    people = answers.respondents.assign(
        centre=categories(guard.cells.group, (*guard.scope.centres, REST))
    )
    names = {c: c for c in guard.scope.centres}
    pooled = own.map(lambda c: None if c is None else names.get(c, REST))
    centre = pd.Categorical(pooled, categories=[*guard.scope.centres, REST])
    made = replace(answers, respondents=people, invitations=told.assign(centre=centre))
    chosen = made.where(**view.filters()) if view.filters() else made
    rates = response(chosen, ["centre"])
    rates = rates[rates["centre"].notna()].reset_index(drop=True)
    fixed = {"school_year": view.school_year, "strategy": view.strategy}
    surveys = {c: pd.Categorical([fixed.get(c) or None] * len(rates)) for c in SURVEY_COLUMNS}
    return rates.assign(**surveys, survey=1)[[*SURVEY_COLUMNS, "centre", "survey", "n_invited"]]

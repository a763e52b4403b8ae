"""The measures that a target may name: each says how many reach it, out of how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pandas as pd

from measurement.counting.columns import roles_of
from measurement.counting.counts import count
from measurement.measures.shares import shares
from measurement.questionnaire.favourable import sides
from measurement.reach.target_model import NETWORK, Known, Result, Target

Results = dict[str, Result]
Measure = Callable[[Target, Known], Results]


def figure_of_staff(target: Target, data: Known) -> Results:
    """A yearly figure of a centre divided by its staff; of the last school year only."""
    data = replace(data, school_years=data.school_years[-1:])
    results = {}
    for centre in data.centres:
        n, staff = data.figure(target.figure, centre), data.staff.get(centre)
        results[centre] = Result(
            n, staff, "no_figure" if n is None else "no_staff" if not staff else ""
        )
        if staff is None:
            results[centre] = Result(None, None, results[centre].advice)
    return {**results, NETWORK: _together(results, data.figure(target.figure, NETWORK))}


def people_of_figure(target: Target, data: Known) -> Results:
    """Different people in initiatives of the strategy, divided by a yearly figure."""
    there = data.of_strategy(target.strategy)
    n = there.groupby("centre", observed=True)["person"].nunique()
    results = {}
    for centre in data.centres:
        of = data.figure(target.figure, centre)
        advice = "no_figure" if of is None else "no_list" if there.empty else ""
        if advice:
            results[centre] = Result(None, of, advice)
        else:
            results[centre] = Result(int(n.get(centre, 0)), of, "" if of else "no_starters")
    whole = data.figure(target.figure, NETWORK)
    if whole is not None and not there.empty:
        return {**results, NETWORK: Result(int(there["person"].nunique()), whole)}
    return {**results, NETWORK: _together(results, None)}


def _together(results: Results, figure: int | None) -> Result:
    """The whole network, from the figure of the network or the sum of all centres."""
    every = list(results.values())
    of = None if any(r.of is None for r in every) else sum(r.of or 0 for r in every)
    if figure is not None and of:
        return Result(figure, of)
    if not every or of is None or any(r.n is None for r in every):
        return lacking(every)
    return Result(sum(r.n or 0 for r in every), of, "" if of else every[0].advice)


def lacking(every: Iterable[Result]) -> Result:
    """No data, and why: what all of them lack, else that some lack something."""
    reasons = {result.advice for result in every}
    return Result(advice=reasons.pop() if len(reasons) == 1 else "incomplete")


def role_in_initiatives(target: Target, data: Known) -> Results:
    """Initiatives of the strategy with somebody of the centre in one of the roles, of all of them.

    The role stands in the list, or the person named it in a survey of that school year. A centre
    that takes part in none has 0; of one that took part without any known role nothing is known.
    """
    there = data.of_strategy(target.strategy)
    columns = there[["school_year", "initiative", "centre", "role", "person"]].astype(object)
    offered: set[tuple[str, str]] = set()
    sent: dict[str, set[tuple[str, str]]] = {}
    took_part: set[str] = set()
    with_role: set[str] = set()
    for year, title, centre, role, person in columns.itertuples(index=False, name=None):
        offered.add((year, title))
        named = None if pd.isna(person) else data.roles.get((int(person), str(year)))
        roles = {*(() if pd.isna(role) else roles_of(str(role))), *(named or ())}
        took_part.add(str(centre))
        if roles:
            with_role.add(str(centre))
        if roles & set(target.roles) and pd.notna(centre):
            sent.setdefault(str(centre), set()).add((year, title))
    if not with_role:
        reason = "no_roles" if offered else "no_list"
        return dict.fromkeys(data.centres, Result(advice=reason))
    return {
        c: Result(advice="no_roles")
        if c in took_part - with_role
        else Result(len(sent.get(c, ())), len(offered), "dialogue")
        for c in data.centres
    }


def initiatives(target: Target, data: Known) -> Results:
    """The number of initiatives of the strategy in which the centre took part, added up."""
    there = data.of_strategy(target.strategy)
    if there.empty:
        return dict.fromkeys((*data.centres, NETWORK), Result(advice="no_list"))
    once = there.drop_duplicates(["school_year", "initiative", "centre"])
    n = once.groupby("centre", observed=True).size()
    results = {centre: Result(int(n.get(centre, 0))) for centre in data.centres}
    offered = there.drop_duplicates(["school_year", "initiative"])
    return {**results, NETWORK: Result(len(offered))}


def high_share(target: Target, data: Known) -> Results:
    """High scores on the items of a level, of all answers to them, not applicable included."""
    questionnaire = data.answers.questionnaire
    levels = {i.id for i in questionnaire.items if i.dimension == target.level}
    items = [
        i
        for i in data.answers.items
        if i in levels and sides(questionnaire, i).high == "favourable"
    ]
    if not items:
        return dict.fromkeys((*data.centres, NETWORK), Result(advice="no_answers"))
    per_centre = shares(count(data.answers, ["centre"]).select(items), questionnaire)
    network = shares(count(data.answers).select(items), questionnaire)
    sums = per_centre.groupby("centre", observed=True)[["n_high", "n"]].sum()
    n = {str(c): (int(high), int(of)) for c, high, of in sums.itertuples(name=None)}
    results = {c: _counted(*n.get(c, (0, 0))) for c in data.centres}
    return {**results, NETWORK: _counted(int(network["n_high"].sum()), int(network["n"].sum()))}


def _counted(n: int, of: int) -> Result:
    return Result(n, of) if of else Result(advice="no_answers")


MEASURES: Mapping[str, Measure] = {
    made.__name__: made
    for made in (figure_of_staff, people_of_figure, role_in_initiatives, initiatives, high_share)
}
ADDING_UP = ("initiatives",)
# What a row of the file must name for a measure.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "figure_of_staff": ("figure",),
    "people_of_figure": ("strategy", "figure"),
    "role_in_initiatives": ("strategy", "roles"),
    "initiatives": ("strategy",),
    "high_share": ("level",),
}

"""What a person may see: the rows of a view with what must stay hidden blanked.

For a director: the own centres by name and all others as one, in the views of
:class:`~measurement.protection.scope.View` only. Shown is what cannot give away a small group, one person's
answer, or another centre, whatever the reader subtracts from whatever else is shown or published
(totals of the network per view are taken as published). See :mod:`measurement.protection.rules`
for the limits, :mod:`measurement.protection.views` and :mod:`measurement.protection.follows` for the
method. Not guarded against: two directors who lay their screens side by side, and one who compares what
was shown before and after one more answer came in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.errors import SurveyError
from measurement.protection.decide import Guard, guard
from measurement.protection.rows import nothing_of, rows_of
from measurement.protection.rules import ALL, LIMITS, Limits, dissenting, too_few
from measurement.protection.scope import EVERYONE, WHOLE, Scope, View
from measurement.protection.tables import COARSE, REASONS, WITHHELD
from measurement.questionnaire.scale import NOT_APPLICABLE
from measurement.words import say


@dataclass(frozen=True, eq=False)
class Protected:
    """Answers that a person may have computed with, and the declared table ``withheld``."""

    answers: Answers
    withheld: pd.DataFrame


def protected(
    answers: Answers,
    scope: Scope = EVERYONE,
    view: View = WHOLE,
    limits: Limits = LIMITS,
    rules: frozenset[str] = ALL,
    decision: Guard | None = None,
) -> Protected:
    """The rows of a view as this person may have them.

    Staff and analysts get the rows of the view as they are. ``decision`` is the guard of these
    answers, scope and limits, if it was made before. Raises :class:`SurveyError` for a view that is not offered, whatever asked for it.
    """
    if scope.sees_all:
        chosen = answers.where(**view.filters()) if view.filters() else answers
        return Protected(chosen, withheld_table([]))
    later = answers.without_zero()
    made = guard(answers, scope, limits, rules) if decision is None else decision
    offered = made.views()
    if not offered and view == WHOLE:
        return Protected(nothing_of(later), withheld_table([]))
    if view not in offered:
        raise SurveyError(
            say("This selection holds too few answers to be shown. Choose a wider one.")
        )
    return Protected(rows_of(later, made, view), withheld_table(_withheld(made, view)))


def views(
    answers: Answers, scope: Scope, limits: Limits = LIMITS, decision: Guard | None = None
) -> tuple[View, ...]:
    """The views that a director may be offered; for others every view there is."""
    if not scope.sees_all:
        return (guard(answers, scope, limits) if decision is None else decision).views()
    found = answers.respondents[["school_year", "strategy"]].dropna().drop_duplicates()
    leaves = {View(str(y), str(s)) for y, s in found.itertuples(index=False)}
    return tuple(sorted({WHOLE, *(View(v.school_year) for v in leaves), *leaves}))


def _withheld(decision: Guard, view: View) -> list[tuple[str, str, str, str | None]]:
    """Own centre, item, reason and what may be said, of every item closed in this view.

    The reason follows from the view above and from the published total alone, so that it tells
    nothing of the centre here: only of all years together it says that there are too few.
    """
    cells = decision.cells
    under = cells.under(view.school_year, view.strategy)
    closed = ~decision.level(view, decision.open)
    weights = cells.weigh(cells.mask(under))
    whole = cells.weigh(cells.mask(np.arange(len(cells.cells))))
    asked = weights.n.sum(axis=0) > 0
    told = decision.level(view, decision.told)
    few = too_few(whole, decision.limits, ALL)
    rows = []
    for i in np.flatnonzero(closed[:-1] & asked[:-1]):
        for c, centre in enumerate(decision.scope.centres):
            if not whole.n[c, i]:
                continue
            reason, coarse = "protected", None
            if few[c, i] and _open_ended(decision, c, int(i)):
                reason = "few"
            elif told[i]:
                coarse = _coarse(decision, c, int(i), under)
                reason = "unanimous" if coarse else reason
            rows.append((centre, cells.names[i], reason, coarse))
    return rows


def _open_ended(decision: Guard, group: int, name: int) -> bool:
    """Whether "too few" leaves open how many: several numbers fit the published total."""
    x = decision.cells.x[:, :, name].sum(axis=1)
    own, total = x[group], x.sum(axis=0)
    most = min(decision.limits.group - 1, int(total[NOT_APPLICABLE:].sum()), int(own.sum()))
    least = max(1, int(own.sum()) - int(total[:NOT_APPLICABLE].sum()))
    return most > least


def _coarse(decision: Guard, group: int, name: int, under: NDArray[np.intp]) -> str | None:
    """What nearly everybody of an own centre says; None where they do not agree."""
    one = decision.cells.only(np.array([name]))
    weights = one.weigh(one.mask(under))
    if (
        not weights.n[group, 0]
        or dissenting(weights, one.kinds)[group, 0] > decision.limits.dissent
    ):
        return None
    if too_few(weights, decision.limits, ALL)[group, 0]:
        return None
    scored, low, high = (
        int(part[group, 0]) for part in (weights.scored, weights.low, weights.high)
    )
    if 2 * scored < weights.n[group, 0]:
        return "almost_all_not_applicable"
    if not one.kinds.cut[0]:
        return "almost_all_alike"
    if max(low, high) < scored - decision.limits.dissent:
        return "almost_all_alike"
    return "almost_all_high" if high > low else "almost_all_low"


def withheld_table(rows: list[tuple[str, str, str, str | None]]) -> pd.DataFrame:
    """The declared table ``withheld``."""
    table = pd.DataFrame(rows, columns=list(WITHHELD.names))
    return table.assign(
        centre=pd.Categorical(table["centre"]),
        item=pd.Categorical(table["item"], list(dict.fromkeys(table["item"]))),
        reason=pd.Categorical(table["reason"], list(REASONS)),
        coarse=pd.Categorical(table["coarse"], list(COARSE)),
    )


def quote_views(remarks: pd.DataFrame, scope: Scope, limits: Limits = LIMITS) -> tuple[View, ...]:
    """The views in which a director may read quotes of the own centre.

    ``remarks``: one row per remark, with ``respondent``, ``centre``, ``school_year`` and
    ``strategy``. A view qualifies when every own centre with remarks has them of ``limits.open``
    persons, in this view and in all views beside it: two lists of quotes may be compared.
    """
    own = remarks[remarks["centre"].isin(list(scope.centres))]
    if own.empty or not _enough([own], limits):
        return ()
    found = [WHOLE]
    years = {str(y): part for y, part in own.groupby("school_year", observed=True)}
    if sum(map(len, years.values())) == len(own) and _enough(list(years.values()), limits):
        for year, part in years.items():
            found.append(View(year))
            kinds = {str(s): rows for s, rows in part.groupby("strategy", observed=True)}
            whole = sum(map(len, kinds.values())) == len(part)
            if whole and _enough(list(kinds.values()), limits):
                found += [View(year, kind) for kind in kinds]
    return tuple(sorted(found))


def _enough(parts: list[pd.DataFrame], limits: Limits) -> bool:
    sizes = [p.groupby("centre", observed=True)["respondent"].nunique() for p in parts]
    return all((size >= limits.open).all() for size in sizes)


def quotes_allowed(
    remarks: pd.DataFrame, scope: Scope, view: View = WHOLE, limits: Limits = LIMITS
) -> bool:
    """Whether this person may read quotes in this view."""
    return scope.sees_all or view in quote_views(remarks, scope, limits)

"""Centres in a funnel: how far from the share of all centres chance alone would bring them.

The limits are for looking. What is *called* different is ``differs``, the test against the rest
that is corrected for many comparisons: of identical centres one in twenty lies outside the 95 %
limits by chance.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import categories
from measurement.counting.counts import Counts, count
from measurement.counting.effective import Whole, whole
from measurement.counting.intervals import Floats, Interval, share
from measurement.denominator import WITH, WITHOUT, Denominator
from measurement.measures.comparison import Family, against_rest
from measurement.measures.fair.shrinkage import shrunk
from measurement.measures.fair.tables import FAIR_COMPARISON, FUNNEL, POSITION_WORDS
from measurement.questionnaire.model import Questionnaire, Role

INNER, OUTER = 0.95, 0.998
_TIE = 1e-9  # a tail this close to α/2 equals it, and lies inside
ROLES: tuple[Role, ...] = ("effect", "factors", "capacities", "motivation")
POSITIONS = tuple(POSITION_WORDS)
_EXACT = {
    WITH: ("share_all", "n_effective_all", "n_all"),
    WITHOUT: ("share", "n_effective", "n_scored"),
}


def limits(target: ArrayLike, n: ArrayLike, level: float = INNER) -> Interval:
    """The shares between which ``level`` of groups of ``n`` lie when all have the share ``target``.

    With α = 1 − level: the lowest k/n whose lower tail P(X ≤ k) is at least α/2, and the highest
    whose upper tail P(X ≥ k) is, for X binomial: exact, so never narrower than the level. A count
    lies outside exactly when its one-sided exact tail is smaller than α/2. Missing where n is 0.
    Source: D. J. Spiegelhalter (2005), Funnel plots for comparing institutional performance,
    Statistics in Medicine 24, 1185-1202.

    >>> limits(0.5, [4, 10, 100])
    Interval(lower=array([0. , 0.2, 0.4]), upper=array([1. , 0.8, 0.6]))
    """
    p, size = np.broadcast_arrays(np.asarray(target, float), np.asarray(n, float))
    tail = (1 - level) / 2
    return Interval(
        share(_quantile(tail, size, p), size), share(size - _quantile(tail, size, 1 - p), size)
    )


def _quantile(tail: float, n: Floats, p: Floats) -> Floats:
    """The smallest count whose lower tail is at least ``tail``."""
    from scipy.special import bdtr, bdtrik

    uncertain = (p > 0) & (p < 1) & (n > 0)
    size, chance = np.where(uncertain, n, 1.0), np.where(uncertain, p, 0.5)
    # The continuous inverse may lie a hair beside the whole number: look one lower, one higher.
    k = np.clip(np.ceil(bdtrik(tail, size, chance)), 0, size)
    lower, whole = np.maximum(k - 1, 0), size.astype(np.int64)
    tied = tail * (1 - _TIE)
    k = np.where(bdtr(lower, whole, chance) >= tied, lower, k)
    k = np.where(bdtr(k, whole, chance) < tied, k + 1, k)
    return np.asarray(np.where(uncertain, k, np.where(p >= 1, n, 0.0)))


def funnel(
    counts: Counts, items: Sequence[str], questionnaire: Questionnaire, of: str = "centre"
) -> pd.DataFrame:
    """The declared table ``funnel``: one row per group and item asked, in the order of counts.

    ``target`` is the share of all groups together within the same remaining columns, answers
    whose ``of`` is unknown included. High is enabling for factors and ticked for options; items
    without a cut are left out. Limits and position are those of the effective number of answers
    (:func:`~measurement.counting.effective.whole`); ``position`` is ``too_few`` below ``few_answers``
    persons.
    """
    table = _placed(against_rest(counts, items, questionnaire, of, targets=True), questionnaire)
    return table[[*counts.by, *FUNNEL.names]]


def fair(
    counts: Counts,
    items: Sequence[str],
    questionnaire: Questionnaire,
    of: str = "centre",
    denominator: Denominator = WITHOUT,
    family: Family = "network",
) -> pd.DataFrame:
    """The declared table ``comparison`` with its place in the funnel and shrunken shares.

    The columns of :func:`~measurement.measures.comparison.against_rest`, those of :func:`funnel`, and
    ``shrunk`` with its interval: the share drawn towards that of all groups of the same item and
    remaining columns (:func:`~measurement.measures.fair.shrinkage.shrunk`). ``q`` is over all rows together.
    ``denominator`` is that of what is drawn: target, limits, position and ``shrunk``; the test
    behind ``differs`` is always of the answers with a score.
    """
    table = against_rest(counts, items, questionnaire, of, family, targets=True)
    table = _placed(table, questionnaire, denominator)
    remaining = [column for column in counts.by if column != of]
    confidence = questionnaire.thresholds.confidence
    drawn = np.full((3, len(table)), np.nan)
    series = table.groupby([*remaining, "item"], observed=True, dropna=False).ngroup().to_numpy()
    exact = _exact(table, denominator)
    for number in range(series.max(initial=-1) + 1):
        rows = series == number
        drawn[:, rows] = shrunk(exact.n_high[rows], exact.n[rows], confidence)[:3]
    table = table.assign(shrunk=drawn[0], shrunk_lower=drawn[1], shrunk_upper=drawn[2])
    return table[[*counts.by, *FAIR_COMPARISON.names]]


def _exact(table: pd.DataFrame, denominator: Denominator) -> Whole:
    """The whole numbers that stand for the share of every row: persons count, not answers."""
    columns = _EXACT[denominator]
    part, size = (table[c].to_numpy(float) for c in columns[:2])
    n_high, n = table["n_high"].to_numpy(np.int64), table[columns[2]].to_numpy(np.int64)
    return whole(part, size, n_high, n, np.nan_to_num(table["target"].to_numpy(float)))


def fair_by_role(answers: Answers, by: Sequence[str] = ("centre",)) -> pd.DataFrame:
    """The declared table ``comparison`` of all items, ``q`` over all items with one role.

    So a difference has the same q here, on the page of a centre and on that of the comparison.
    """
    questionnaire = answers.questionnaire
    tables = [
        fair(count(answers, by, items), items, questionnaire)
        for role in ROLES
        if (items := _of(answers, role))
    ]
    with_rows = [table for table in tables if len(table)]
    if not with_rows:
        return fair(count(answers, by), (), questionnaire)
    names = [item for role in ROLES for item in _of(answers, role)]
    table = pd.concat([one.astype({"item": "str"}) for one in with_rows], ignore_index=True)
    return table.assign(
        item=categories(pd.Index(names).get_indexer(pd.Index(table["item"])), names)
    )


def _of(answers: Answers, role: Role) -> list[str]:
    return [item for item in answers.questionnaire.items_with(role) if item in answers.items]


def _placed(
    table: pd.DataFrame, questionnaire: Questionnaire, denominator: Denominator = WITHOUT
) -> pd.DataFrame:
    """The table ``comparison`` and target, with limits and position."""
    if denominator == WITH:
        table = table.assign(target=table["target_all"])
    exact = _exact(table, denominator)
    aim = np.nan_to_num(table["target"].to_numpy(float))
    inner, outer = (limits(aim, exact.n, level) for level in (INNER, OUTER))
    position = _position(share(exact.n_high, exact.n), inner, outer)
    few = table["n_persons"] < questionnaire.thresholds.few_answers
    position[few.to_numpy(bool)] = POSITIONS.index("too_few")
    table = table.drop(columns="target_all")
    return table.assign(
        lower_95=inner.lower,
        upper_95=inner.upper,
        lower_998=outer.lower,
        upper_998=outer.upper,
        position=categories(position, POSITIONS),
    )


def _position(own: Floats, inner: Interval, outer: Interval) -> NDArray[np.int64]:
    """The place among ``POSITIONS``; limits are whole counts of the same n, so this is exact."""
    outside = [own > outer.upper, own < outer.lower, own > inner.upper, own < inner.lower]
    places = [POSITIONS.index(p) for p in ("above_998", "below_998", "above_95", "below_95")]
    return np.asarray(np.select(outside, places, POSITIONS.index("inside")), np.int64)

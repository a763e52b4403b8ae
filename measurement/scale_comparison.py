"""Scales of one group against all others: a rank test of persons, with control of false discoveries."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.answers import ROLE, Answers, categories
from measurement.comparison import OUTCOMES
from measurement.counts import Index, group_rows
from measurement.intervals import Floats, share
from measurement.moments import Moments, moments, person_means, person_moments, welch
from measurement.power import detectable_mean
from measurement.rest import MIX
from measurement.scale_groups import Scored, scored
from measurement.scale_tables import SCALE_COMPARISON
from measurement.scales import scales_of
from measurement.significance import corrected, decided, rank_test


def scale_against_rest(answers: Answers, of: str = "centre") -> pd.DataFrame:
    """The declared table ``scale_comparison``: one row per group of ``of`` and scale asked.

    Own is the group, rest all other answers, those of an unknown group included; groups that are
    unknown have no row. Every score has its place among those of its strategy and school year in the
    whole network, so that a difference of mix is no difference; then every person has one mean, and
    ``p`` is of the Mann-Whitney test on these (:func:`~measurement.significance.rank_test`). ``q`` is
    corrected over all tests of the table; both are missing where own or rest has fewer than
    ``few_answers`` persons (``differs`` is too_few), and where all have the same mean (``same``).
    ``difference`` is that of the scores less their strategy and year, with the interval of Welch on
    persons. Raises ``ValueError`` for ``role``: a person with two roles is on both sides.
    A t test would call five equal values certain (J. Curtis 2024, doi 10.1007/s00362-024-01531-7).
    """
    if of == ROLE:
        raise ValueError("a person has several roles: they are no rest of each other")
    limits = answers.questionnaire.thresholds
    found = scored(answers, [of], scales_of(answers.questionnaire))
    plain = moments(found.scores, found.grouping.index, found.n_groups)
    compare = _compare_with(answers, found, of, limits.few_answers)
    sides = [compare(group) for group in range(found.n_groups)]
    own = _stacked([side.own for side in sides], len(found.scales))
    rest = _stacked([side.rest for side in sides], len(found.scales))
    ranks = np.array([side.p for side in sides], float).reshape(plain.n.shape)
    keep = found.asked & found.grouping.groups[of].notna().to_numpy(bool)[:, None]
    enough = (own.n >= limits.few_answers) & (rest.n >= limits.few_answers)
    test = welch(own, rest, limits.confidence)
    p = np.where(keep & enough, ranks, np.nan)
    q = corrected(p)
    outcome = decided(p, q, test.difference, limits.false_discovery, (0, 1, 2, 2))
    measures = {
        "n": plain.n,
        "n_persons": own.n,
        "mean": plain.mean,
        "n_rest": plain.rest().n,
        "n_persons_rest": rest.n,
        "mean_rest": plain.mean - test.difference,
        "difference": test.difference,
        "difference_lower": test.lower,
        "difference_upper": test.upper,
        "p": p,
        "q": q,
        "differs": np.where(enough, outcome, 3),
        "detectable": np.where(np.isnan(p), np.nan, _reach(own, rest, p, limits.false_discovery)),
    }
    table = found.table(measures, keep)[[of, *SCALE_COMPARISON.names]]
    return table.assign(differs=categories(table["differs"].to_numpy(np.int64), OUTCOMES))


def _reach(own: Moments, rest: Moments, p: Floats, rate: float) -> Floats:
    """The smallest difference that would have been found, by the number of tests made."""
    error = np.sqrt(share(own.variance, own.n) + share(rest.variance, rest.n))
    return detectable_mean(error, rate / max(int((~np.isnan(p)).sum()), 1))


class _Compared(NamedTuple):
    """The moments of a group and of all others, one row each, and the p of their ranks."""

    own: Moments
    rest: Moments
    p: list[float]


def _compare_with(answers: Answers, found: Scored, of: str, few: int) -> Callable[[int], _Compared]:
    """How a group is compared, by its number: moments of scores less their mix, p of places in it."""
    strata = group_rows(answers.respondents, [c for c in MIX if c != of])
    means = moments(found.scores, strata.index, len(strata.groups)).mean
    apart, places = found.scores - means[strata.index], _places(found.scores, strata.index)

    def compared(group: int) -> _Compared:
        one = np.zeros(len(found.person), np.intp)
        sides = [(one[who], found.person[who], who) for who in _own_and_rest(found, group)]
        made = [person_moments(apart[who], zero, 1, person) for zero, person, who in sides]
        each = [person_means(places[who], zero, person).mean.T for zero, person, who in sides]
        pairs = zip(*each, strict=True)
        p = [rank_test(a[~np.isnan(a)], b[~np.isnan(b)], few) for a, b in pairs]
        return _Compared(made[0], made[1], p)

    return compared


def _own_and_rest(found: Scored, group: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    mine = found.grouping.index == group
    return mine, ~mine


def _places(scores: Floats, stratum: Index) -> Floats:
    """Where every score stands among those of its stratum: (rank − ½) / n.

    Less its mean a score still tells its strategy by the shape of what is left, and ranks see
    shape: with mixes that differ 9 % of networks of identical centres had a difference, 2 % so.
    """
    known = pd.DataFrame(scores).round(9).groupby(stratum)
    return np.asarray((known.rank() - 0.5) / known.transform("count"), np.float64)


def _stacked(parts: list[Moments], n_scales: int) -> Moments:
    """The moments of several groups under one another."""
    n, mean, squares = (
        np.concatenate([getattr(part, name) for part in parts])
        if parts
        else np.zeros((0, n_scales))
        for name in ("n", "mean", "squares")
    )
    return Moments(n.astype(np.int64), mean, squares)

"""Tests: whether a difference exceeds chance, and what may be said of it among many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from measurement.counting.intervals import Floats

# R's tolerance: tables this close in probability count as equally likely.
_TIE = 1e-7
_EXACT_UP_TO = 8  # the exact distribution of ranks, where one side is no larger and nothing is tied


def fisher(
    n_success: ArrayLike, n: ArrayLike, n_success_rest: ArrayLike, n_rest: ArrayLike
) -> Floats:
    """The two-sided p of Fisher's exact test that own and rest have one share, per pair.

    The sum of the hypergeometric probabilities of all tables with the same margins that are no
    more likely than the one observed. Source: R. A. Fisher (1935), The logic of inductive
    inference, JRSS 98, 39-54; ties as in R's ``fisher.test``.

    >>> fisher([8], [10], [1], [6]).round(6)
    array([0.034965])
    """
    k, own, other = (np.asarray(x, np.int64) for x in (n_success, n, n_rest))
    successes = k + np.asarray(n_success_rest, np.int64)
    if not len(k):
        return np.zeros(0)
    low, high = np.maximum(0, successes - other), np.minimum(own, successes)
    sizes = high - low + 1
    starts = np.cumsum(sizes) - sizes
    test = np.repeat(np.arange(len(k)), sizes)
    x = np.arange(len(test)) - starts[test] + low[test]
    logs = _log_factorials(int((own + other).max()))
    weight = _log_ways(own[test], x, logs) + _log_ways(other[test], successes[test] - x, logs)
    chance = np.exp(weight - _log_ways(own + other, successes, logs)[test])
    as_extreme = weight <= (weight[starts + k - low] + _TIE)[test]
    return np.minimum(np.add.reduceat(np.where(as_extreme, chance, 0), starts), 1)


def _log_factorials(most: int) -> Floats:
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, most + 1)))])


def _log_ways(n: NDArray[np.int64], k: NDArray[np.int64], logs: Floats) -> Floats:
    return np.asarray(logs[n] - logs[k] - logs[n - k], np.float64)


def false_discovery(p: ArrayLike) -> Floats:
    """The q of every p: the smallest false-discovery rate at which its test is a discovery.

    q of the i-th smallest of m: the minimum of p·m/j over j ≥ i. Source: Y. Benjamini and
    Y. Hochberg (1995), Controlling the false discovery rate, JRSS B 57, 289-300.

    >>> false_discovery([0.01, 0.04, 0.03])
    array([0.03, 0.04, 0.04])
    """
    tested = np.asarray(p, float)
    order = np.argsort(tested)
    scaled = tested[order] * (len(tested) / np.arange(1, len(tested) + 1))
    q = np.empty_like(tested)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return q


def corrected(p: Floats, family: NDArray[np.intp] | None = None) -> Floats:
    """The q of every p that is known, each family of tests by itself; missing where p is.

    ``family``: a number per test; without it all are one family.
    """
    q = np.full(p.shape, np.nan)
    families = np.zeros(p.shape, np.intp) if family is None else np.broadcast_to(family, p.shape)
    tested = ~np.isnan(p)
    for one in np.unique(families[tested]):
        chosen = tested & (families == one)
        q[chosen] = false_discovery(p[chosen])
    return q


def decided(
    p: Floats, q: Floats, difference: Floats, rate: float, outcomes: Sequence[int] = (0, 1, 2, 3)
) -> NDArray[np.int64]:
    """The outcome of every test: higher, lower, same, or not tested (where p is missing).

    A difference is named only where q is at most ``rate``; ``outcomes`` are the four numbers.
    """
    higher, lower, same, untested = outcomes
    way = np.where(difference > 0, higher, lower)
    outcome = np.where(q <= rate, way, same)
    return np.asarray(np.where(np.isnan(p), untested, outcome), np.int64)


def rank_test(own: Floats, rest: Floats, few: int = 1) -> float:
    """The two-sided p of the Mann-Whitney test that two groups of persons score alike.

    One value per person, none missing. Ranks only are compared, so that a few equal values do not
    count as certainty, as they do for a t test. Missing where a side has fewer than ``few`` values, or
    all values are one. Source: H. B. Mann and D. R. Whitney (1947), On a test of whether one of two random
    variables is stochastically larger than the other, Annals of Mathematical Statistics 18, 50-60;
    where values are tied, or both sides larger than eight, by the normal approximation with the
    corrections for ties and continuity, as SciPy's ``mannwhitneyu`` does with ``method="auto"``.

    >>> round(rank_test(np.array([1.0, 2, 3]), np.array([4.0, 5, 6])), 2)
    0.1
    """
    # Means of persons that are equal but for rounding are tied.
    both = np.concatenate([own, rest]).round(9)
    if min(len(own), len(rest)) < max(few, 1) or np.ptp(both) == 0:
        return float("nan")
    from scipy.special import ndtr
    from scipy.stats import mannwhitneyu, rankdata

    n, other, whole = len(own), len(rest), len(both)
    ties = np.unique(both, return_counts=True)[1].astype(float)
    if ties.max() == 1 and min(n, other) <= _EXACT_UP_TO:
        return float(mannwhitneyu(both[:n], both[n:], method="exact").pvalue)
    above = rankdata(both)[:n].sum() - n * (n + 1) / 2
    extreme = max(above, n * other - above) - n * other / 2 - 0.5
    tied = (ties**3 - ties).sum() / (whole * (whole - 1))
    return min(1.0, float(2 * ndtr(-extreme / np.sqrt(n * other / 12 * (whole + 1 - tied)))))

"""Shares of small groups drawn towards that of all groups: empirical Bayes, beta-binomial.

A small group that scores very high or low mostly does so by chance. How strongly it is drawn to
the middle follows from how much the groups differ beyond chance.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from measurement.counting.intervals import Floats, Interval, share, wilson

FEWEST = 3  # fewer groups cannot tell how much groups differ
# Spreads to look at first. A prior of over 10 000 answers is as good as infinitely strong; one of
# less than one answer would let the interval of a group with 0 or 100 % shrink to nothing.
_SPREADS = np.concatenate([[0.0], np.logspace(-4, 0, 21)])
# Spreads as correlations within a group, up to a prior of one answer: Gauss and Legendre's points,
# whose sum over spreads lies within 0.000001 of that over a grid of eight thousand.
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(48)
_EVEN = (_POINTS + 1) / 4
_ROUNDS = 6  # each looks ten times closer around the best so far
_STEPS, _CLOSE = 60, 1e-12


class Shrunken(NamedTuple):
    """Shares drawn to the middle with their interval, and how strongly.

    ``strength`` is the weight of the middle in answers: a group of that many answers lies halfway.
    """

    mean: Floats
    lower: Floats
    upper: Floats
    strength: float


class Prior(NamedTuple):
    """A beta distribution of shares: its mean, and its strength in answers."""

    mean: float
    strength: float


def shrunk(n_high: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Shrunken:
    """The share of every group drawn towards that of all groups, by how few its answers are.

    With a prior Beta(μs, (1 − μ)s) fitted to all groups the mean is (k + μs)/(n + s). The interval
    lies between the quantiles of the beta distribution with that mean and the variance of the
    posterior, which counts in that μ and s are themselves uncertain: taking them for known would
    hold the true share in some 80 % instead of 95 % of small groups. Missing where n is 0.

    Two fallbacks: when groups differ no more than chance gives, s is infinite and the mean of all
    is the pooled share; with fewer than three groups nothing is known of how groups differ, so s
    is 0 and each keeps its own share with its Wilson interval. The pooled Wilson interval stands
    in where all groups are at 0 or all at 100 %.
    Sources: J. G. Skellam (1948), A probability distribution derived from the binomial
    distribution, JRSS B 10, 257-261; B. Efron and C. Morris (1975), Data analysis using Stein's
    estimator and its generalizations, JASA 70, 311-319; G. Casella (1985), An introduction to
    empirical Bayes data analysis, The American Statistician 39, 83-87; for the variance R. E. Kass
    and D. Steffey (1989), Approximate Bayesian inference in conditionally independent
    hierarchical models, JASA 84, 717-726.
    """
    k, whole = np.asarray(n_high, np.int64), np.asarray(n, np.int64)
    if np.count_nonzero(whole) < FEWEST:
        return Shrunken(share(k, whole), *wilson(k, whole, confidence), 0.0)
    fitted = prior(k, whole)
    weight = _weight_of_middle(whole, 1 / fitted.strength)
    mean = _drawn(k, whole, fitted.mean, weight)
    if fitted.mean in (0, 1):
        lower, upper = wilson(k.sum(), whole.sum(), confidence)
    else:
        lower, upper = _interval(mean, _variance(k, whole, mean), confidence)
    mean, lower, upper = (np.where(whole > 0, v, np.nan) for v in (mean, lower, upper))
    return Shrunken(mean, lower, upper, fitted.strength)


def _weight_of_middle(n: NDArray[np.int64], spread: float | Floats) -> Floats:
    """s/(n + s), written in the spread 1/s: 1 where groups do not differ or nobody answered."""
    return np.asarray(1 / (1 + n * np.asarray(spread)))


def _drawn(k: NDArray[np.int64], n: NDArray[np.int64], middle: float | Floats, w: Floats) -> Floats:
    return np.asarray(k / np.maximum(n, 1) * (1 - w) + middle * w)


def _variance(k: NDArray[np.int64], n: NDArray[np.int64], mean: Floats) -> Floats:
    """The variance of every share around its mean, over all spreads by their likelihood.

    For each spread: that of its posterior, that of μ as far as it weighs, and the square of how
    far this spread would put the mean from the one that is shown.
    """
    spreads = _EVEN / (1 - _EVEN)
    reached = [_reached(part) for part in (k, n - k, n)]
    even = np.full(len(spreads), k.sum() / n.sum())
    likelihood, middles = _profile(spreads, reached, even)
    chance = np.exp(likelihood - likelihood.max()) * _WEIGHTS
    uncertain = 1 / _slope_and_bend(middles, _steps(spreads, reached))[1][:, None]
    spread, middle = spreads[:, None], middles[:, None]
    weight = _weight_of_middle(n, spread)
    drawn = _drawn(k, n, middle, weight)
    own = drawn * (1 - drawn) * spread / (1 + n * spread + spread)
    each = own + weight**2 * uncertain + (drawn - mean) ** 2
    return np.asarray(chance @ each / chance.sum())


def _interval(mean: Floats, variance: Floats, confidence: float) -> Interval:
    """The quantiles of the beta distribution with this mean and variance."""
    from scipy.special import betaincinv

    # No wider than Beta(μ, 1 − μ): what a single answer would tell.
    size = np.maximum(mean * (1 - mean) / variance - 1, 1)
    a, b, tail = mean * size, (1 - mean) * size, (1 - confidence) / 2
    lower, upper = (np.asarray(betaincinv(a, b, x), np.float64) for x in (tail, 1 - tail))
    return Interval(lower, upper)


def prior(n_high: ArrayLike, n: ArrayLike) -> Prior:
    """The beta distribution under which these counts are most likely (beta-binomial).

    Infinite strength when the likelihood is highest where groups do not differ at all; never
    less than one answer, the weight of the prior of Jeffreys. Written
    in μ and the spread γ = 1/strength, the log-likelihood is
    Σ [Σ_{j<k} log(μ + jγ) + Σ_{j<n−k} log(1 − μ + jγ) − Σ_{j<n} log(1 + jγ)],
    which stays exact for a γ of 0, the plain binomial. Source: D. A. Griffiths (1973), Maximum
    likelihood estimation for the beta-binomial distribution, Biometrics 29, 637-648.
    """
    k, whole = np.asarray(n_high, np.int64), np.asarray(n, np.int64)
    pooled = float(k.sum() / whole.sum())
    if pooled in (0, 1):
        return Prior(pooled, np.inf)
    reached = [_reached(part) for part in (k, whole - k, whole)]
    mean, spread, spreads = pooled, 0.0, _SPREADS
    starts = np.full(len(spreads), pooled)
    for _ in range(_ROUNDS):
        likelihood, means = _profile(spreads, reached, starts)
        best = int(np.argmax(likelihood))
        mean, spread = float(means[best]), float(spreads[best])
        around = spreads[max(best - 1, 0)], spreads[min(best + 1, len(spreads) - 1)]
        closer = np.linspace(*around, 21)
        starts, spreads = np.interp(closer, spreads, means), closer
    return Prior(mean, 1 / spread) if spread else Prior(pooled, np.inf)


def _reached(part: NDArray[np.int64]) -> Floats:
    """How many groups have more than j of these answers, for j from 0 as far as there are any."""
    return np.asarray((part[:, None] > np.arange(part.max())).sum(axis=0), np.float64)


class _Steps(NamedTuple):
    """For each spread its multiples jγ, and how many groups reach each: of high and of low."""

    up: Floats
    down: Floats
    high: Floats
    low: Floats


def _steps(spreads: Floats, reached: list[Floats]) -> _Steps:
    high, low, _all = reached
    column = spreads[:, None]
    return _Steps(column * np.arange(len(high)), column * np.arange(len(low)), high, low)


def _profile(spreads: Floats, reached: list[Floats], starts: Floats) -> tuple[Floats, Floats]:
    """The highest log-likelihood for each spread, and the mean that gives it."""
    steps, all_of = _steps(spreads, reached), reached[2]
    mean = _best_mean(steps, starts)
    at = mean[:, None]
    told = np.log(at + steps.up) @ steps.high + np.log(1 - at + steps.down) @ steps.low
    told -= np.log1p(spreads[:, None] * np.arange(len(all_of))) @ all_of
    return np.asarray(told), mean


def _best_mean(steps: _Steps, starts: Floats) -> Floats:
    """The mean with the highest likelihood: Newton's method, halving where that leaps too far."""
    mean = starts
    floor, ceiling = np.zeros(len(mean)), np.ones(len(mean))
    for _ in range(_STEPS):
        slope, bend = _slope_and_bend(mean, steps)
        floor, ceiling = np.where(slope > 0, mean, floor), np.where(slope > 0, ceiling, mean)
        leap = mean + slope / bend
        within = (leap >= floor) & (leap <= ceiling)
        after = np.where(within, leap, (floor + ceiling) / 2)
        if np.max(np.abs(after - mean)) < _CLOSE:
            return after
        mean = after
    return mean


def _slope_and_bend(mean: Floats, steps: _Steps) -> tuple[Floats, Floats]:
    """How the likelihood rises at the mean, and how sharply it falls around it.

    The bend at the best mean is the inverse of the variance of μ.
    """
    up, down = 1 / (mean[:, None] + steps.up), 1 / (1 - mean[:, None] + steps.down)
    slope = up @ steps.high - down @ steps.low
    return np.asarray(slope), np.asarray((up * up) @ steps.high + (down * down) @ steps.low)

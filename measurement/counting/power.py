"""Power: how large a difference must be before a comparison would have found it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from measurement.counting.intervals import Floats
from measurement.counting.significance import fisher

POWER = 0.8
STEP, MOST = 0.05, 0.5
POINTS_STEP = 0.1
_HAIR = 1e-9
Numbers = NDArray[np.int64]


def detectable(
    rest: ArrayLike, n: ArrayLike, n_rest: ArrayLike, alpha: ArrayLike, up: bool
) -> Floats:
    """The smallest difference that would have been found in four of five cases, per comparison.

    ``rest`` is the share of the rest, ``n`` and ``n_rest`` the (effective, whole) numbers of
    answers, ``alpha`` the level of one test: 0.05 / the number of tests of the family. A fraction
    in steps of 0.05; missing where no difference in that direction, or only one above a half,
    would have been found. The mean of two ways:

    exact: the largest k < rest·n with Fisher's p(k, n, round(rest·n_rest), n_rest) ≤ α; the share
    p₁ with P(Bin(n, p₁) ≤ k) = 0.8. Upwards mirrored.
    arcsine: sin²(asin √rest ± ½(z_{1−α/2} + z_{0.8}) √(1/n + 1/n_rest)) ± ½/n.

    It holds for one deviating item; within some 3 points of simulation from n = 20. Sources:
    R. A. Fisher (1935), The logic of inductive inference, JRSS 98, 39-54; J. Cohen (1988),
    Statistical power analysis for the behavioral sciences, chapter 6 (arcsine).
    """
    share, level = np.broadcast_arrays(np.asarray(rest, float), np.asarray(alpha, float))
    own, other = (np.broadcast_to(np.asarray(x, np.int64), share.shape) for x in (n, n_rest))
    smallest = np.full(share.shape, np.nan)
    testable = ~np.isnan(share) & (own > 0) & (other > 0)
    if testable.any():
        k_rest = np.floor(share[testable] * other[testable] + 0.5 + _HAIR).astype(np.int64)
        p0 = 1 - share[testable] if up else share[testable]
        k_rest = other[testable] - k_rest if up else k_rest
        parts = (own[testable], other[testable], level[testable])
        below = (_exact(p0, k_rest, *parts) + _arcsine(p0, *parts)) / 2
        steps = np.ceil(below / STEP - _HAIR) * STEP
        smallest[testable] = np.where(steps > MOST + _HAIR, np.nan, steps)
    return smallest


def detectable_mean(error: ArrayLike, alpha: ArrayLike) -> Floats:
    """The smallest difference of two means that a rank test would find in four of five cases.

    ``error`` is the standard error of the difference of the means of persons, ``alpha`` the level of
    one test. (z_{1−α/2} + z_{0.8}) · error · √(π/3), in steps of 0.1 point: the last factor is what
    ranks lose against means when scores are normal. Missing where the error is.
    Source: E. L. Lehmann (1975), Nonparametrics, on the efficiency 3/π of the Mann-Whitney test.
    """
    from scipy.special import ndtri

    level = np.asarray(alpha, float)
    least = (ndtri(1 - level / 2) + ndtri(POWER)) * np.asarray(error, float) * np.sqrt(np.pi / 3)
    return np.asarray(np.ceil(least / POINTS_STEP - _HAIR) * POINTS_STEP, np.float64)


def _exact(p0: Floats, k_rest: Numbers, n: Numbers, n_rest: Numbers, alpha: Floats) -> Floats:
    """How far below ``p0`` the share must lie by Fisher's test and the binomial distribution."""
    from scipy.special import bdtri

    highest = np.ceil(p0 * n - _HAIR).astype(np.int64) - 1  # the largest k < p0·n
    k = _largest(highest, n, k_rest, n_rest, alpha)
    there = k >= 0
    p1 = bdtri(np.where(there, k, 0), n, POWER)
    return np.where(there, p0 - p1, np.nan)


def _largest(
    highest: Numbers, n: Numbers, k_rest: Numbers, n_rest: Numbers, alpha: Floats
) -> Numbers:
    """The largest k up to ``highest`` that Fisher's test calls different; −1 for none."""
    k = highest.copy()
    open_ = k >= 0
    while open_.any():
        p = fisher(k[open_], n[open_], k_rest[open_], n_rest[open_])
        k[open_] -= p > alpha[open_]
        open_[open_] = (p > alpha[open_]) & (k[open_] >= 0)
    return k


def _arcsine(p0: Floats, n: Numbers, n_rest: Numbers, alpha: Floats) -> Floats:
    """How far below ``p0`` the share must lie by the arcsine approximation."""
    from scipy.special import ndtri

    apart = (ndtri(1 - alpha / 2) + ndtri(POWER)) / 2 * np.sqrt(1 / n + 1 / n_rest)
    angle = np.arcsin(np.sqrt(np.clip(p0, 0, 1))) - apart
    p1 = np.sin(np.maximum(angle, 0)) ** 2 - 0.5 / n
    return np.where((angle >= 0) & (p1 >= 0), p0 - p1, np.nan)

"""Confidence intervals of shares and of their difference."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Interval(NamedTuple):
    """The lower and upper bounds."""

    lower: Floats
    upper: Floats


def wilson(n_success: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """The Wilson score interval of the share ``n_success / n``; missing where n is 0.

    With p = k/n and z the normal quantile: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
    Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical
    inference, JASA 22, 209-212.

    >>> wilson(54, 80)
    Interval(lower=array(0.56640527), upper=array(0.76755838))
    """
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    k = np.asarray(n_success, float)
    whole = np.asarray(n, float)
    whole = np.where(whole > 0, whole, np.nan)
    p, wide = k / whole, z * z / whole
    middle = (p + wide / 2) / (1 + wide)
    half = np.sqrt(p * (1 - p) * wide + wide * wide / 4) / (1 + wide)
    # At the ends the bound is exact; rounding would put it a hair inside.
    lower = np.where(k == 0, 0 * whole, np.maximum(middle - half, 0))
    upper = np.where(k == whole, 1.0, np.minimum(middle + half, 1))
    return Interval(lower, upper)


def newcombe(
    n_success: ArrayLike,
    n: ArrayLike,
    n_success_rest: ArrayLike,
    n_rest: ArrayLike,
    confidence: float = 0.95,
) -> Interval:
    """The interval of the difference of two independent shares, own minus rest.

    With (l, u) the Wilson bounds of each: d − √((p₁ − l₁)² + (u₂ − p₂)²) and
    d + √((u₁ − p₁)² + (p₂ − l₂)²). Missing where one of the two has no answers.
    Source: R. G. Newcombe (1998), Interval estimation for the difference between independent
    proportions, Statistics in Medicine 17, 873-890, method 10.
    """
    own, rest = wilson(n_success, n, confidence), wilson(n_success_rest, n_rest, confidence)
    p_own, p_rest = share(n_success, n), share(n_success_rest, n_rest)
    difference = p_own - p_rest
    return Interval(
        difference - np.hypot(p_own - own.lower, rest.upper - p_rest),
        difference + np.hypot(own.upper - p_own, p_rest - rest.lower),
    )


def share(part: ArrayLike, whole: ArrayLike) -> Floats:
    """The fraction ``part / whole``, unrounded; missing, not 0, where the whole is 0.

    >>> share([3, 0], [4, 0])
    array([0.75,  nan])
    """
    base = np.asarray(whole, float)
    return np.asarray(np.asarray(part, float) / np.where(base > 0, base, np.nan), float)

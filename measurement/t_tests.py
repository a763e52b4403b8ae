"""Means compared: the t interval of a mean, and the tests of Student and of Welch.

Every figure is computed from what a sample leaves behind: how many, its mean, its standard error.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from measurement.intervals import Floats, Interval


class Sample(NamedTuple):
    """How many scores, their mean, and its standard error (missing with fewer than two)."""

    n: int
    mean: float
    error: float


class Apart(NamedTuple):
    """A difference with its standard error and degrees of freedom."""

    difference: float
    error: float
    df: float


def sample(scores: Floats) -> Sample:
    """How many scores there are, their mean and its standard error.

    >>> sample([4, 6, 8])
    Sample(n=3, mean=6.0, error=1.1547005383792517)
    """
    given = np.asarray(scores, float)
    n = len(given)
    mean = float(given.mean()) if n else np.nan
    return Sample(n, mean, float(given.std(ddof=1) / np.sqrt(n)) if n > 1 else np.nan)


def alone(one: Sample) -> Apart:
    """The mean of one sample against 0: of pairs, the paired difference. Source: Student (1908)."""
    return Apart(one.mean, one.error, max(one.n - 1.0, 0.0))


def welch(before: Sample, after: Sample) -> Apart:
    """The difference of the means of two groups of people, after minus before.

    Degrees of freedom after Satterthwaite: (e₁² + e₂²)² / (e₁⁴/(n₁ − 1) + e₂⁴/(n₂ − 1)).
    Source: B. L. Welch (1947), The generalization of 'Student's' problem when several different
    population variances are involved, Biometrika 34, 28-35.
    """
    difference = after.mean - before.mean
    squares = before.error**2 + after.error**2
    if not squares > 0:
        return Apart(difference, np.nan, 0.0)
    parts = before.error**4 / (before.n - 1) + after.error**4 / (after.n - 1)
    return Apart(difference, float(np.sqrt(squares)), float(squares**2 / parts))


def t_interval(
    middle: ArrayLike, error: ArrayLike, df: ArrayLike, confidence: float = 0.95
) -> Interval:
    """The interval of Student's t; missing without degrees of freedom or without any spread.

    Source: Student (1908), The probable error of a mean, Biometrika 6, 1-25.
    """
    from scipy.special import stdtrit

    wide, free = np.asarray(error, float), np.asarray(df, float)
    known = (free > 0) & (wide > 0)
    reach = stdtrit(np.where(known, free, 1.0), 0.5 + confidence / 2) * wide
    half = np.where(known, reach, np.nan)
    return Interval(np.asarray(middle) - half, np.asarray(middle) + half)


def t_test(apart: Apart) -> float:
    """The two-sided p that there is no difference; missing when the scores do not vary."""
    from scipy.special import stdtr

    if not apart.error > 0:
        return np.nan
    return float(2 * stdtr(apart.df, -abs(apart.difference) / apart.error))

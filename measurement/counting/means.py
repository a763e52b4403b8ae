"""Means and spreads of groups, and what can be said of them: intervals and Welch's test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from measurement.counting.intervals import Floats, Interval, share

Numbers = NDArray[np.int64]
# A sum of squares below this is rounding: the smallest real one, of one item among a hundred
# that one person scored a point apart, is near 0.00005.
_NO_SPREAD = 1e-6


@dataclass(frozen=True, eq=False)
class Moments:
    """Groups × columns: ``n`` values, their ``mean``, and the sum of ``squares`` around it.

    ``mean`` is missing where there are no values; ``squares`` is then 0.
    """

    n: Numbers
    mean: Floats
    squares: Floats

    @property
    def variance(self) -> Floats:
        """The variance with n − 1; missing below two values."""
        return share(self.squares, self.n - 1)

    @property
    def sd(self) -> Floats:
        """The standard deviation; missing below two values."""
        return np.asarray(np.sqrt(self.variance), np.float64)

    def rest(self) -> Moments:
        """For every group the moments of all other groups together."""
        total = np.where(self.n > 0, self.mean, 0) * self.n
        n = self.n.sum(axis=0) - self.n
        mean = share(total.sum(axis=0) - total, n)
        squares = np.empty_like(self.squares)
        for own in range(len(n)):
            apart = np.where(self.n > 0, self.mean - mean[own], 0) ** 2 * self.n + self.squares
            apart[own] = 0
            squares[own] = np.nan_to_num(apart).sum(axis=0)
        return Moments(n, mean, _without_rounding(squares))


def moments_of(values: ArrayLike) -> Moments:
    """The moments of one row of values, none of them missing."""
    row = np.asarray(values, float)
    return moments(row[:, None], np.zeros(len(row), np.intp), 1)


def moments_of_sums(n: Numbers, summed: Numbers, squared: Numbers) -> Moments:
    """The moments of whole scores, from their number, their sum and the sum of their squares."""
    # n·Σx² − (Σx)² is a whole number: nothing is lost, and equal scores give exactly 0.
    around = np.nan_to_num(share(n * squared - summed**2, n))
    return Moments(n, share(summed, n), around)


def moments(values: Floats, index: NDArray[np.intp], n_groups: int) -> Moments:
    """The moments of the columns of ``values`` per group; ``index`` is the group of every row.

    Missing values are left out.
    """
    shape = (n_groups, values.shape[1])
    n, mean, squares = np.zeros(shape, np.int64), np.full(shape, np.nan), np.zeros(shape)
    for i, column in enumerate(values.T):
        there = ~np.isnan(column)
        group, scores = index[there], column[there]
        n[:, i] = np.bincount(group, minlength=n_groups)
        mean[:, i] = share(np.bincount(group, scores, n_groups), n[:, i])
        squares[:, i] = np.bincount(group, (scores - mean[group, i]) ** 2, n_groups)
    return Moments(n, mean, _without_rounding(squares))


def person_moments(
    values: Floats, index: NDArray[np.intp], n_groups: int, person: NDArray[np.generic]
) -> Moments:
    """The moments of the columns of ``values`` per group, for intervals that count persons.

    The mean is that of all values. ``n`` is the number of persons, and the spread is that of their
    own means, so that an interval with n has the half width t · s · √(Σm²) / Σm, with m the values
    of each person: what a person says once or ten times weighs as one. Equal to :func:`moments`
    where nobody has two values. Source: L. Kish (1965), Survey Sampling, with ρ = 1.
    """
    each = person_means(values, index, person)
    between = moments(each.mean, each.group, n_groups)
    n, squares = (np.zeros(between.n.shape) for _ in range(2))
    np.add.at(n, each.group, each.n)
    np.add.at(squares, each.group, each.n.astype(float) ** 2)
    mean = moments(values, index, n_groups).mean
    # A variance of the mean of s² Σm²/(Σm)² instead of s²/persons.
    wider = np.nan_to_num(share(between.n * squares, n**2))
    return Moments(between.n, mean, between.squares * wider)


class PersonMeans(NamedTuple):
    """One row per person of a group: the group, how many values (rows × columns), their mean."""

    group: NDArray[np.intp]
    n: Numbers
    mean: Floats


def person_means(
    values: Floats, index: NDArray[np.intp], person: NDArray[np.generic]
) -> PersonMeans:
    """The mean of every person within a group, per column; missing without values."""
    _names, number = np.unique(person, return_inverse=True)
    key = index * (number.max(initial=-1) + 1) + number
    seen, place = np.unique(key, return_inverse=True)
    group = np.zeros(len(seen), np.intp)
    group[place] = index
    of_persons = moments(values, place.ravel().astype(np.intp), len(seen))
    return PersonMeans(group, of_persons.n, of_persons.mean)


def _without_rounding(squares: Floats) -> Floats:
    return np.where(squares < _NO_SPREAD, 0.0, squares)


def mean_interval(of: Moments, confidence: float = 0.95) -> Interval:
    """Student's interval of a mean: mean ± t · sd / √n, with n − 1 degrees of freedom.

    Missing below two values, and where all values are the same: then nothing is known of the
    spread. The bounds are not cut off at the ends of the scale.
    Source: Student (1908), The probable error of a mean, Biometrika 6, 1-25.
    """
    error = np.sqrt(share(of.variance, of.n))
    half = _quantile(np.asarray(of.n - 1, float), confidence) * np.where(error > 0, error, np.nan)
    return Interval(of.mean - half, of.mean + half)


class Welch(NamedTuple):
    """The difference of two means, own minus rest, its interval, and the two-sided p."""

    difference: Floats
    lower: Floats
    upper: Floats
    p: Floats


def welch(own: Moments, rest: Moments, confidence: float = 0.95) -> Welch:
    """Welch's test that own and rest have one mean, with unequal variances.

    With e = s²/n of each: t = d / √(e₁ + e₂), on (e₁ + e₂)² / (e₁²/(n₁ − 1) + e₂²/(n₂ − 1))
    degrees of freedom. Interval and p are missing where either has fewer than two values, and
    where neither has any spread. Source: B. L. Welch (1947), The generalization of "Student's"
    problem when several different population variances are involved, Biometrika 34, 28-35.
    """
    own_error, rest_error = share(own.variance, own.n), share(rest.variance, rest.n)
    both = own_error + rest_error
    parts = share(own_error**2, own.n - 1) + share(rest_error**2, rest.n - 1)
    freedom = share(both**2, parts)
    error = np.where(both > 0, np.sqrt(both), np.nan)
    return _tested(own.mean - rest.mean, error, freedom, confidence)


def from_zero(of: Moments, confidence: float = 0.95) -> Welch:
    """Student's test that a mean is 0: of changes of persons, the paired t test.

    Interval and p are missing below two values and without any spread. Source: Student (1908), as
    in :func:`mean_interval`.
    """
    error = np.sqrt(share(of.variance, of.n))
    error = np.where(error > 0, error, np.nan)
    return _tested(of.mean, error, np.asarray(of.n - 1, float), confidence)


def _tested(difference: Floats, error: Floats, freedom: Floats, confidence: float) -> Welch:
    from scipy.special import stdtr

    half = _quantile(freedom, confidence) * error
    p = 2 * stdtr(freedom, -np.abs(difference / error))
    return Welch(difference, difference - half, difference + half, np.asarray(p, np.float64))


def _quantile(freedom: Floats, confidence: float) -> Floats:
    """The quantile of Student's t; missing without degrees of freedom."""
    from scipy.special import stdtrit

    degrees = np.where(freedom > 0, freedom, np.nan)
    return np.asarray(stdtrit(degrees, 0.5 + confidence / 2), np.float64)

"""Where scores stand among those of their strategy and school year: a rank test within strata.

Ranks of all scores together would take a difference of strategies for one of centres, and ranks of
what is left after the means still see the shape of each strategy. Within its own stratum the mean
place is ½, whatever the scores of the stratum look like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from measurement.counting.answers import Answers
from measurement.counting.effective import drawn
from measurement.counting.groups import group_rows
from measurement.counting.intervals import Floats, share
from measurement.measures.rest import MIX
from measurement.measures.scales.grouped import Scored, scored
from measurement.measures.scales.scales import ScaleOf


@dataclass(frozen=True, eq=False)
class Places:
    """Scores, rows × scales, as places in their stratum.

    ``apart``: place less ½, with place the part of the stratum that scores lower, ties by half, a person
    weighing 1; 0 where ``known`` says that there is no score. ``weight``: 1 / scores of the person in
    the stratum. ``spread`` and ``third``: σ and μ₃^⅓ of the places of the stratum of each. ``strata`` and ``persons``
    sum rows: matrices of strata × rows and persons × rows.
    """

    apart: Floats
    known: NDArray[np.bool_]
    weight: Floats
    spread: Floats
    third: Floats
    strata: csr_array
    persons: csr_array

    def test(self, own: NDArray[np.bool_], rho: Floats) -> Floats:
        """The two-sided p, per scale, that these rows have the places of the others; missing without spread.

        ``rho``: how far two places of one person go together, per scale (:func:`rho_of`).

        T = Σ over own persons of the mean of (place − ½), in strata where others have scores too. With
        k the weight of a place in T less what its stratum has of T (so that others weigh against own), and
        σ², μ₃ the moments of the places of a stratum::

            Var T = Σ_persons (1 − ρ) Σk²σ² + ρ (Σkσ)²
            κ₃ T  = Σ_persons (1 − ρ) Σk³μ₃ + ρ (Σk μ₃^⅓)³

        and p is that of a Pearson III distribution with these. With one answer each and no strata it is the
        Mann-Whitney test with ties, without its correction for continuity. A few equal values are no
        certainty, and neither are a few low ones where nearly all score alike: that the third moment
        sees. Sources: Ph. van Elteren (1960), On the combination of independent two-sample tests of
        Wilcoxon, Bulletin of the International Statistical Institute 37; J. L. Hodges and E. L. Lehmann
        (1962), Rank methods for combination of independent experiments, Annals of Mathematical
        Statistics 33; P. W. Mielke and K. J. Berry (2007), Permutation Methods, on Pearson III; ρ as in
        :func:`~measurement.counting.effective.correlations`, of places.
        """
        from scipy.stats import pearson3

        weight = self._weights(own)
        k = weight - self._means(weight) * self.weight
        second, third = k * self.spread, k * self.third
        variance = (1 - rho) * (second**2).sum(axis=0) + rho * self._of_persons(second, 2)
        cubes = (1 - rho) * (third**3).sum(axis=0) + rho * self._of_persons(third, 3)
        z = share((weight * self.apart).sum(axis=0), np.sqrt(variance))
        skew = share(cubes, variance**1.5)
        p = 2 * np.minimum(pearson3.cdf(z, skew), pearson3.sf(z, skew))
        return np.asarray(np.minimum(p, 1), np.float64)

    def rho(self, roles: Sequence[str]) -> Floats:
        """How far two places of one person go together, per scale; drawn to the role as for items."""
        alone = np.nan_to_num(share(self.apart, self.spread))
        n = self.persons @ self.known.astype(float)
        num = self._of_persons(alone, 2) - (alone**2).sum(axis=0)
        return drawn(num, (n * (n - 1)).sum(axis=0), (n >= 2).sum(axis=0), roles)[0]

    def _weights(self, own: NDArray[np.bool_]) -> Floats:
        """What own places weigh in T: a person 1, in strata where others have scores too."""
        mine = own[:, None] & self.known
        others = self.strata @ (self.known & ~mine).astype(float)
        one = (mine & (self.strata.T @ others > 0)).astype(float)
        given = self.persons.T @ (self.persons @ one)
        return np.where(one > 0, share(one, given), 0)

    def _means(self, values: Floats) -> Floats:
        """The sum of the stratum of every row by its number of persons."""
        n_persons = self.strata @ self.weight
        return np.asarray(self.strata.T @ np.nan_to_num(share(self.strata @ values, n_persons)))

    def _of_persons(self, values: Floats, power: int) -> Floats:
        """The sums of the values of each person, to this power, summed."""
        return np.asarray(((self.persons @ values) ** power).sum(axis=0), np.float64)


def places(answers: Answers, grouped: Scored) -> Places:
    """The places of scores among those of their strategy and school year; a person weighs 1 there."""
    mix = [column for column in MIX if column not in grouped.grouping.groups]
    stratum = group_rows(answers.respondents, mix).index
    given = ~np.isnan(grouped.scores)
    strata, persons = _summing(stratum), _summing(grouped.person)
    both = _summing(stratum * (grouped.person.max(initial=-1) + 1) + grouped.person)
    weight = np.where(given, share(given.astype(float), both.T @ (both @ given.astype(float))), 0)
    apart = np.zeros(given.shape)
    for one in np.unique(stratum):
        within = stratum == one
        for column, scores in enumerate(grouped.scores.T):
            rows = np.flatnonzero(within & given[:, column])
            apart[rows, column] = _places(scores[rows], weight[rows, column]) - 0.5
    n_persons = strata @ weight
    moments = [share(strata @ (weight * apart**power), n_persons) for power in (2, 3)]
    spread = np.sqrt(moments[0] * share(n_persons, n_persons - 1))
    spread, third = (strata.T @ np.nan_to_num(x) for x in (spread, np.cbrt(moments[1])))
    return Places(apart, given, weight, spread, third, strata, persons)


def _places(scores: Floats, weight: Floats) -> Floats:
    """The weight below each score and half of that of its ties, of all weight."""
    # Scores that are equal but for rounding are tied.
    _points, tie = np.unique(scores.round(9), return_inverse=True)
    tied = np.bincount(tie, weight)
    return np.asarray(((np.cumsum(tied) - tied / 2) / tied.sum())[tie], np.float64)


def _summing(group: NDArray[np.integer[Any]]) -> csr_array:
    """The matrix that sums rows per group."""
    _names, number = np.unique(group, return_inverse=True)
    ones, row = np.ones(len(number)), np.arange(len(number))
    return csr_array((ones, (number, row)), shape=(number.max(initial=-1) + 1, len(number)))


def rho_of(answers: Answers, by: Sequence[str], scales: Sequence[ScaleOf]) -> Floats:
    """How far two places of one person go together in the whole network, per scale."""
    network = answers.network or answers
    key = ("rho of places", tuple(by), tuple(scale.id for scale in scales))
    return network.once(key, lambda: _rho_of(network, by, scales))


def _rho_of(network: Answers, by: Sequence[str], scales: Sequence[ScaleOf]) -> Floats:
    made = places(network, scored(network, by, scales))
    return made.rho([scale.role for scale in scales])

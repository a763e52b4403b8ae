"""Scales of one group against all others: a rank test of persons, with control of false discoveries."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import ROLE, categories
from measurement.counting.groups import Grouping, group_rows
from measurement.counting.intervals import Floats, share
from measurement.counting.means import Moments, moments, person_moments, welch
from measurement.counting.power import detectable_mean
from measurement.counting.significance import corrected, decided
from measurement.measures.comparison import OUTCOMES
from measurement.measures.rest import MIX
from measurement.measures.scales.grouped import Scored, scored
from measurement.measures.scales.places import places, rho_of
from measurement.measures.scales.scales import scales_of
from measurement.measures.scales.tables import SCALE_COMPARISON


def scale_against_rest(answers: Answers, of: str = "centre") -> pd.DataFrame:
    """The declared table ``scale_comparison``: one row per group of ``of`` and scale asked.

    Own is the group, rest all other answers, those of an unknown group included; groups that are
    unknown have no row. Every score has its place among those of its strategy and school year in the
    whole network, so that a difference of mix is no difference; every person of the group has one mean
    of them, and ``p`` is of the rank test within strata on these (:mod:`~measurement.measures.scales.places`). ``q`` is
    corrected over all tests of the table; both are missing where own or rest has fewer than
    ``few_answers`` persons (``differs`` is too_few), and where all score the same (``same``).
    ``difference`` is that of the scores less their strategy and year, with the interval of Welch on
    persons. Raises ``ValueError`` for ``role``: a person with two roles is on both sides.
    A t test would call five equal values certain (J. Curtis 2024, doi 10.1007/s00362-024-01531-7).
    """
    if of == ROLE:
        raise ValueError("a person has several roles: they are no rest of each other")
    limits = answers.questionnaire.thresholds
    grouped = scored(answers, [of], scales_of(answers.questionnaire))
    plain = moments(grouped.scores, grouped.grouping.index, grouped.n_groups)
    own, rest = _sides(grouped, group_rows(answers.respondents, [c for c in MIX if c != of]))
    keep = grouped.asked & grouped.grouping.groups[of].notna().to_numpy(bool)[:, None]
    enough = (own.n >= limits.few_answers) & (rest.n >= limits.few_answers)
    test = welch(own, rest, limits.confidence)
    p = np.where(keep & enough, _ranked(answers, of, grouped), np.nan)
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
    table = grouped.table(measures, keep)[[of, *SCALE_COMPARISON.names]]
    return table.assign(differs=categories(table["differs"].to_numpy(np.int64), OUTCOMES))


def _ranked(answers: Answers, of: str, grouped: Scored) -> Floats:
    """p of the rank test of every group, groups × scales."""
    standing, rho = places(answers, grouped), rho_of(answers, [of], grouped.scales)
    tests = [standing.test(grouped.grouping.index == g, rho) for g in range(grouped.n_groups)]
    return np.array(tests, float).reshape(grouped.n_groups, len(grouped.scales))


def _reach(own: Moments, rest: Moments, p: Floats, rate: float) -> Floats:
    """The smallest difference that would have been found, by the number of tests made."""
    error = np.sqrt(share(own.variance, own.n) + share(rest.variance, rest.n))
    return detectable_mean(error, rate / max(int((~np.isnan(p)).sum()), 1))


class _Sides(NamedTuple):
    """The moments of every group, groups × scales, and of all others."""

    own: Moments
    rest: Moments


def _sides(grouped: Scored, strata: Grouping) -> _Sides:
    """The scores less the mean of their stratum, of persons."""
    means = moments(grouped.scores, strata.index, len(strata.groups)).mean
    apart = grouped.scores - means[strata.index]

    def of(who: NDArray[np.bool_]) -> Moments:
        one = np.zeros(int(who.sum()), np.intp)
        return person_moments(apart[who], one, 1, grouped.person[who])

    mine = [grouped.grouping.index == group for group in range(grouped.n_groups)]
    return _Sides(
        _stacked([of(who) for who in mine], len(grouped.scales)),
        _stacked([of(~who) for who in mine], len(grouped.scales)),
    )


def _stacked(parts: list[Moments], n_scales: int) -> Moments:
    """The moments of several groups under one another."""
    n, mean, squares = (
        np.concatenate([getattr(part, name) for part in parts])
        if parts
        else np.zeros((0, n_scales))
        for name in ("n", "mean", "squares")
    )
    return Moments(n.astype(np.int64), mean, squares)

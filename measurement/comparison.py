"""A centre against the rest of the network: differences, with what chance alone would give.

Comparing with the rest (own centre excluded), exactly and with false-discovery control, because
groups are small and many are compared at once; there is no ranking by raw share.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from measurement.answers import categories
from measurement.counts import Counts, Numbers
from measurement.intervals import Floats, newcombe, share
from measurement.questionnaire import Questionnaire
from measurement.scale import FIRST_POINT, NOT_APPLICABLE, TICK
from measurement.shares import Marks, asked, bands, n_scored, total, turned_factors
from measurement.tables import OUTCOME_WORDS
from measurement.words import Sentence

OUTCOMES = tuple(OUTCOME_WORDS)
# R's tolerance: tables this close in probability count as equally likely.
_TIE = 1e-7


def outcome_label(outcome: str) -> Sentence:
    """The words for an outcome: ``higher``, ``lower``, ``same`` or ``too_few``."""
    return OUTCOME_WORDS[outcome]


def outcome_mark(outcome: str) -> str:
    """The words for an outcome beside a figure; '' where there is no difference to name."""
    return str(OUTCOME_WORDS[outcome]) if outcome in OUTCOME_WORDS and outcome != "same" else ""


def against_rest(
    counts: Counts, items: Sequence[str], questionnaire: Questionnaire, of: str = "centre"
) -> pd.DataFrame:
    """The declared table ``comparison``: one row per group and item asked, in the order of counts.

    ``share`` is the fraction of high scores among those scored (enabling, for factors; ticked, for
    ticked options), ``rest`` that of all other groups within the same remaining columns. Items
    without a cut and groups whose ``of`` is unknown are left out. ``p`` is of Fisher's exact test;
    ``q`` is corrected over all tests of the table; both are missing where own or rest has fewer
    than ``few_answers`` scores. The ``_all`` columns hold the same shares with not applicable in
    the denominator, for who prints them so.
    """
    limits = questionnaire.thresholds
    own = counts.select([item for item in items if _success(counts.select([item])).any()])
    rest = own.rest(of)
    success = _success(own)
    n_high, n = total(own, success), n_scored(own)
    n_high_rest, n_rest = total(rest, success), n_scored(rest)
    keep = asked(own) & own.groups[of].notna().to_numpy(bool)[:, None]
    tested = keep & (n >= limits.few_answers) & (n_rest >= limits.few_answers)
    p, q = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    p[tested] = fisher(n_high[tested], n[tested], n_high_rest[tested], n_rest[tested])
    q[tested] = false_discovery(p[tested])
    measures = _measures(n_high, n, n_high_rest, n_rest, limits.confidence)
    outcome = np.where(q > limits.false_discovery, 2, np.where(measures["difference"] > 0, 0, 1))
    measures |= {"p": p, "q": q, "differs": np.where(tested, outcome, 3)}
    measures |= _of_all(own, rest, n_high, n_high_rest)
    table = own.table(measures, keep)
    return table.assign(differs=categories(table["differs"].to_numpy(np.int64), OUTCOMES))


def _measures(
    n_high: Numbers, n: Numbers, n_high_rest: Numbers, n_rest: Numbers, confidence: float
) -> dict[str, NDArray[Any]]:
    lower, upper = newcombe(n_high, n, n_high_rest, n_rest, confidence)
    return {
        "n_scored": n,
        "n_high": n_high,
        "share": share(n_high, n),
        "n_rest": n_rest,
        "n_high_rest": n_high_rest,
        "rest": share(n_high_rest, n_rest),
        "difference": share(n_high, n) - share(n_high_rest, n_rest),
        "difference_lower": lower,
        "difference_upper": upper,
    }


def _of_all(
    own: Counts, rest: Counts, n_high: Numbers, n_high_rest: Numbers
) -> dict[str, NDArray[Any]]:
    """The same shares of all answers, not applicable included: to print, never to test."""
    n, n_rest = (n_scored(c) + c.numbers[:, :, NOT_APPLICABLE] for c in (own, rest))
    return {
        "n_rest_all": n_rest,
        "rest_all": share(n_high_rest, n_rest),
        "n_all": n,
        "share_all": share(n_high, n),
    }


def _success(counts: Counts) -> Marks:
    """The codes that count as high, items × codes: none for an item without a cut."""
    success = bands(counts, turned_factors(counts)).high
    for i, item in enumerate(counts.items):
        if counts.questionnaire.scale_of(item).kind == TICK.kind:
            success[i, FIRST_POINT + 1] = 1
    return success


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
    found = np.asarray(p, float)
    order = np.argsort(found)
    scaled = found[order] * (len(found) / np.arange(1, len(found) + 1))
    q = np.empty_like(found)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return q

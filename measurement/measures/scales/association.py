"""Association of motivation with what people intend and apply: a rank correlation, no cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.columns import categories
from measurement.counting.intervals import Floats
from measurement.measures.scales.grouped import Scored, scored
from measurement.measures.scales.reliability import LEAST
from measurement.measures.scales.scales import ScaleOf, relative_autonomy
from measurement.measures.scales.tables import ASSOCIATION
from measurement.questionnaire.model import Questionnaire


class Rank(NamedTuple):
    """A rank correlation with its interval."""

    rho: float
    lower: float
    upper: float


def association(
    answers: Answers,
    by: Sequence[str] = (),
    least: int = LEAST,
) -> pd.DataFrame:
    """The declared table ``association``: one row per group, kind of motivation and effect item.

    Kinds: autonomous, controlled, and relative autonomy; items: those of effect whose dimension
    is an outcome of the questionnaire (``[[levels]]``), as they were scored. One row per pair of which both were asked
    in the group.
    ``n`` counts persons with both, each with the mean of their answers; below ``least``, and where all scores on one side are the
    same, ``rho`` and its interval are missing. ``clear`` says that the interval leaves out 0.
    An association says that two things go together, never that one causes the other.
    """
    whole = relative_autonomy(answers.questionnaire)
    kinds = (*whole.parts, whole) if whole else ()
    items = _items(answers.questionnaire)
    grouped = scored(answers, by, (*kinds, *items))
    rows = list(_pairs(grouped, len(kinds), answers.questionnaire.thresholds.confidence, least))
    group, kind, item, n = np.array([row[:4] for row in rows], np.int64).reshape(-1, 4).T
    rho, lower, upper = np.array([row[4] for row in rows], float).reshape(-1, 3).T
    return pd.DataFrame(
        {
            **grouped.names(group),
            "scale": categories(kind, [scale.id for scale in kinds]),
            "item": categories(item, [scale.id for scale in items]),
            "n": n,
            "rho": rho,
            "lower": lower,
            "upper": upper,
            "clear": (lower > 0) | (upper < 0),
        }
    )[[*grouped.names(group), *ASSOCIATION.names]]


def _items(questionnaire: Questionnaire) -> list[ScaleOf]:
    """The effect items of the outcomes, each as a scale of one item, in order."""
    return [
        ScaleOf(item, "effect", "dimension", "", (item,), questionnaire.item_by_id[item].wording)
        for dimension in questionnaire.outcomes
        for item in questionnaire.items_with("effect")
        if questionnaire.item_by_id[item].dimension == dimension
        and questionnaire.scale_of(item).kind == "rating"
    ]


def _pairs(
    grouped: Scored, n_kinds: int, confidence: float, least: int
) -> Iterator[tuple[int, int, int, int, Rank]]:
    """Group, kind, item, n and correlation of every pair that was asked in a group."""
    each = grouped.each
    for group in range(grouped.n_groups):
        scores = each.mean[each.group == group]
        for item in np.flatnonzero(grouped.asked[group, n_kinds:]):
            for kind in np.flatnonzero(grouped.asked[group, :n_kinds]):
                pair = scores[:, [kind, n_kinds + item]]
                pair = pair[~np.isnan(pair).any(axis=1)]
                rank = spearman(pair[:, 0], pair[:, 1], confidence, least)
                yield group, int(kind), int(item), len(pair), rank


def spearman(one: Floats, other: Floats, confidence: float = 0.95, least: int = LEAST) -> Rank:
    """Spearman's rank correlation of two columns without missing values, with its interval.

    Interval: Fisher's z with the standard error √((1 + ρ²/2) / (n − 3)); at ρ = ±1 it is that
    value itself. All missing below ``least`` values, and where one column holds one value only.
    Source: D. G. Bonett and T. A. Wright (2000), Sample size requirements for estimating Pearson,
    Kendall and Spearman correlations, Psychometrika 65, 23-28.
    """
    nothing = Rank(float("nan"), float("nan"), float("nan"))
    n = len(one)
    if n < max(least, 4) or np.ptp(one) == 0 or np.ptp(other) == 0:
        return nothing
    from scipy.stats import spearmanr

    rho = min(max(float(spearmanr(one, other).statistic), -1.0), 1.0)
    if abs(rho) > 1 - 1e-12:
        return Rank(rho, rho, rho)
    z = NormalDist().inv_cdf(0.5 + confidence / 2) * np.sqrt((1 + rho**2 / 2) / (n - 3))
    return Rank(rho, float(np.tanh(np.arctanh(rho) - z)), float(np.tanh(np.arctanh(rho) + z)))

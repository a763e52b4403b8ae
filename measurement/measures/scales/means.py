"""Means of scales per group, with intervals, the share of high scores and the reliability."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import categories
from measurement.counting.intervals import Floats
from measurement.counting.means import mean_interval, moments, person_means, person_moments
from measurement.measures.scales.grouped import Scored, scored
from measurement.measures.scales.reliability import LEAST, Alpha, alpha
from measurement.measures.scales.scales import (
    HAIR,
    KINDS,
    ScaleOf,
    ends,
    high_from,
    item_scores,
    scales_of,
)
from measurement.measures.scales.tables import SCALE_MEANS, SCALES
from measurement.measures.shares import with_bounds


def scale_means(
    answers: Answers, by: Sequence[str] = (), reliability: bool = True, least: int = LEAST
) -> pd.DataFrame:
    """The declared table ``scales``: one row per group and scale asked, in the questionnaire's order.

    ``n`` counts answers with a score on the scale (:func:`scale_scores`), ``n_persons`` who gave
    them; who has several roles counts in each when ``role`` is among ``by``. Intervals count
    persons (:func:`~measurement.counting.means.person_moments`) and stay within the scale. ``high`` is the share whose score is at least the
    lowest high point; missing where high is not favourable. ``reliability=False`` leaves out
    ``n_alpha`` and ``alpha`` (:data:`SCALE_MEANS`) and the seconds that they cost;
    ``least`` is the number of persons with a score on every item from which an alpha is given; it
    is that of their mean scores.
    """
    return table_of(
        answers, scored(answers, by, scales_of(answers.questionnaire)), reliability, least
    )


def table_of(
    answers: Answers, grouped: Scored, reliability: bool = True, least: int = LEAST
) -> pd.DataFrame:
    """The same of scales that were scored and grouped before."""
    scales = grouped.scales
    table = grouped.table(_measures(answers, grouped), grouped.asked)
    place = np.nonzero(grouped.asked)[1]
    from_point = np.array([high_from(scale, answers.questionnaire) for scale in scales])
    table = table.assign(
        **_described(scales, place),
        n_high=pd.arrays.IntegerArray(
            table["n_high"].to_numpy(np.int64), np.isnan(from_point[place])
        ),
    )
    declared = SCALES if reliability else SCALE_MEANS
    if reliability:
        table = _with_alpha(table, answers, grouped, least)
    return table[[*grouped.names(place[:0]), *declared.names]]


def _measures(answers: Answers, grouped: Scored) -> dict[str, NDArray[Any]]:
    index, questionnaire = grouped.grouping.index, answers.questionnaire
    spread = moments(grouped.scores, index, grouped.n_groups)
    people = person_moments(grouped.scores, index, grouped.n_groups, grouped.person)
    lower, upper = mean_interval(people, questionnaire.thresholds.confidence)
    first, last = (
        np.array([ends(scale, questionnaire) for scale in grouped.scales]).reshape(-1, 2).T
    )
    lowest = np.array([high_from(scale, questionnaire) for scale in grouped.scales])
    n_high = np.zeros(spread.n.shape, np.int64)
    for i, point in enumerate(lowest):
        high = index[grouped.scores[:, i] >= point - HAIR]
        n_high[:, i] = np.bincount(high, minlength=grouped.n_groups)
    worth = grouped.effective(answers)
    return {
        "n": spread.n,
        "n_persons": people.n,
        "n_effective": worth,
        "mean": spread.mean,
        "sd": spread.sd,
        "lower": np.maximum(lower, first),
        "upper": np.minimum(upper, last),
        "n_high": n_high,
        **with_bounds(
            "high",
            np.where(np.isnan(lowest), np.nan, n_high),
            spread.n,
            questionnaire.thresholds.confidence,
            worth,
        ),
    }


def _described(scales: Sequence[ScaleOf], place: NDArray[np.intp]) -> dict[str, Any]:
    """What the scales of the rows are."""
    parents = [scale.parent for scale in scales]
    levels = list(dict.fromkeys(parent for parent in parents if parent))
    codes = np.array([levels.index(p) if p else -1 for p in parents], np.int64)
    kinds = np.array([KINDS.index(scale.kind) for scale in scales], np.int64)
    sizes = np.array([len(scale.items) for scale in scales], np.int64)
    return {
        "kind": categories(kinds[place], KINDS),
        "parent": categories(codes[place], levels),
        "n_items": sizes[place],
    }


def _with_alpha(table: pd.DataFrame, answers: Answers, grouped: Scored, least: int) -> pd.DataFrame:
    """The table with ``n_alpha`` and ``alpha``, of the mean item scores of the persons of a group."""
    group, place = np.nonzero(grouped.asked)
    given = {i: _per_person(answers, grouped, i) for i in set(place.tolist())}
    alphas = [
        _alpha(grouped.scales[i], given[i][g], least)
        for g, i in zip(group.tolist(), place.tolist(), strict=True)
    ]
    derived = np.array([grouped.scales[i].kind == "derived" for i in place], bool)
    n = np.array([one.n for one in alphas], np.int64)
    return table.assign(
        n_alpha=pd.arrays.IntegerArray(n, derived),
        alpha=np.array([one.value for one in alphas], float),
    )


def _per_person(answers: Answers, grouped: Scored, place: int) -> list[Floats]:
    """Of every group the mean scores on the items of a scale, persons × items."""
    scores = item_scores(answers, grouped.scales[place])[grouped.rows]
    each = person_means(scores, grouped.grouping.index, grouped.person)
    ends_of = np.searchsorted(each.group, np.arange(grouped.n_groups + 1))
    return [each.mean[a:b] for a, b in pairwise(ends_of)]


def _alpha(scale: ScaleOf, scores: Floats, least: int) -> Alpha:
    """The reliability of the items that the group was asked; that of a difference is not given."""
    if scale.kind == "derived":
        return Alpha(float("nan"), 0)
    was_asked = ~np.isnan(scores).all(axis=0)
    return alpha(scores[:, was_asked], least) if was_asked.any() else Alpha(float("nan"), 0)

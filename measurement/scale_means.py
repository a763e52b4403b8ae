"""Means of scales per group, with intervals, the share of high scores and the reliability."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.answers import Answers, categories
from measurement.intervals import Floats
from measurement.moments import mean_interval, moments
from measurement.reliability import LEAST, Alpha, alpha
from measurement.scale_groups import Scored, scored
from measurement.scale_tables import SCALE_MEANS, SCALES
from measurement.scales import HAIR, KINDS, ScaleOf, high_from, item_scores, scales_of
from measurement.shares import with_bounds


def scale_means(
    answers: Answers, by: Sequence[str] = (), reliability: bool = True, least: int = LEAST
) -> pd.DataFrame:
    """The declared table ``scales``: one row per group and scale asked, in the questionnaire's order.

    ``n`` counts answers with a score on the scale (:func:`scale_scores`); who has several roles
    counts in each when ``role`` is among ``by``. ``high`` is the share whose score is at least the
    lowest high point; missing where high is not favourable. ``reliability=False`` leaves out
    ``n_alpha`` and ``alpha`` (:data:`SCALE_MEANS`) and the seconds that they cost;
    ``least`` is the number of complete answers from which an alpha is given.
    """
    scales = scales_of(answers.questionnaire)
    found = scored(answers, by, scales)
    table = found.table(_measures(answers, found), found.asked)
    place = np.nonzero(found.asked)[1]
    from_point = np.array([high_from(scale, answers.questionnaire) for scale in scales])
    table = table.assign(
        **_described(scales, place),
        n_high=pd.arrays.IntegerArray(
            table["n_high"].to_numpy(np.int64), np.isnan(from_point[place])
        ),
    )
    declared = SCALES if reliability else SCALE_MEANS
    if reliability:
        table = _with_alpha(table, answers, found, least)
    return table[[*found.names(place[:0]), *declared.names]]


def _measures(answers: Answers, found: Scored) -> dict[str, NDArray[Any]]:
    index, confidence = found.grouping.index, answers.questionnaire.thresholds.confidence
    made = moments(found.scores, index, found.n_groups)
    lower, upper = mean_interval(made, confidence)
    lowest = [high_from(scale, answers.questionnaire) for scale in found.scales]
    n_high = np.zeros(made.n.shape, np.int64)
    for i, point in enumerate(lowest):
        high = index[found.scores[:, i] >= point - HAIR]
        n_high[:, i] = np.bincount(high, minlength=found.n_groups)
    known = np.where(np.isnan(lowest), np.nan, n_high)
    return {
        "n": made.n,
        "mean": made.mean,
        "sd": made.sd,
        "lower": lower,
        "upper": upper,
        "n_high": n_high,
        **with_bounds("high", known, made.n, confidence),
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


def _with_alpha(table: pd.DataFrame, answers: Answers, found: Scored, least: int) -> pd.DataFrame:
    """The table with ``n_alpha`` and ``alpha``, of the item scores of every group."""
    group, place = np.nonzero(found.asked)
    order = np.argsort(found.grouping.index, kind="stable")
    sizes = np.bincount(found.grouping.index, minlength=found.n_groups)
    members = np.split(found.rows[order], np.cumsum(sizes)[:-1]) if found.n_groups else []
    given: dict[int, Floats] = {
        i: item_scores(answers, found.scales[i]) for i in set(place.tolist())
    }
    alphas = [
        _alpha(found.scales[i], given[i][members[g]], least)
        for g, i in zip(group.tolist(), place.tolist(), strict=True)
    ]
    derived = np.array([found.scales[i].kind == "derived" for i in place], bool)
    n = np.array([one.n for one in alphas], np.int64)
    return table.assign(
        n_alpha=pd.arrays.IntegerArray(n, derived),
        alpha=np.array([one.value for one in alphas], float),
    )


def _alpha(scale: ScaleOf, scores: Floats, least: int) -> Alpha:
    """The reliability of the items that the group was asked; that of a difference is not given."""
    if scale.kind == "derived":
        return Alpha(float("nan"), 0)
    return alpha(scores[:, ~np.isnan(scores).all(axis=0)], least)

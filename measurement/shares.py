"""Shares of high and low scores, means and distributions, each beside its counts.

Two denominators, each with its name: ``n`` holds who answered or ticked "not applicable" (as in
the annual report), ``n_scored`` leaves the latter out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.answers import point_values
from measurement.counts import Counts, Numbers
from measurement.intervals import Floats, share, wilson
from measurement.questionnaire import Questionnaire
from measurement.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED, TICK
from measurement.tables import SHARES

Marks = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Bands:
    """Which codes are low, high and strictly low, items × codes (1 or 0).

    ``points`` is the point of each code; ``cut`` and ``strict`` say which items have the bands.
    """

    points: Marks
    low: Marks
    high: Marks
    strict_low: Marks
    cut: NDArray[np.bool_]
    strict: NDArray[np.bool_]


def bands(counts: Counts, turned: frozenset[str] = frozenset()) -> Bands:
    """The bands of the items; those of ``turned`` are seen from the other end of their scale."""
    made = counts.questionnaire
    scales = [made.scale_of(item) for item in counts.items]
    shape = (len(scales), counts.numbers.shape[2])
    points, low, high, strict_low = (np.zeros(shape, np.int64) for _ in range(4))
    for i, (item, scale) in enumerate(zip(counts.items, scales, strict=True)):
        for code, point in enumerate(scale.points, FIRST_POINT):
            seen = scale.turned(point) if item in turned else point
            points[i, code] = seen
            low[i, code] = seen in scale.low
            high[i, code] = seen in scale.high
            strict_low[i, code] = seen in scale.strict_low
    cut = np.array([scale.has_cut for scale in scales], bool)
    strict = np.array([bool(scale.strict_low) for scale in scales], bool)
    return Bands(points, low, high, strict_low, cut, strict)


def turned_factors(counts: Counts) -> frozenset[str]:
    """The items about a hindrance, in modules of factors: a low score is the favourable one."""
    return negative_factors(counts.questionnaire, counts.items)


def negative_factors(made: Questionnaire, items: Iterable[str]) -> frozenset[str]:
    """Those of the items that are about a hindrance, on a scale."""
    return frozenset(
        item
        for item in items
        if made.role_of(item) == "factors"
        and made.item_by_id[item].direction == "-"
        and made.scale_of(item).kind != TICK.kind
    )


def total(counts: Counts, marks: Marks) -> Numbers:
    """The number of answers with a marked code (times the mark), groups × items."""
    return np.asarray(np.einsum("gic,ic->gi", counts.numbers, marks), np.int64)


def n_scored(counts: Counts) -> Numbers:
    """The number of answers with a score, groups × items."""
    return np.asarray(counts.numbers[:, :, FIRST_POINT:].sum(axis=2), np.int64)


def asked(counts: Counts) -> NDArray[np.bool_]:
    """Which items anyone of a group answered, called not applicable or skipped."""
    return np.asarray(counts.numbers[:, :, NOT_SHOWN + 1 :].any(axis=2), bool)


def shares(counts: Counts, questionnaire: Questionnaire, keep_empty: bool = False) -> pd.DataFrame:
    """The declared table ``shares``: one row per group and item asked, in the order of counts.

    ``low``, ``high``, ``not_applicable`` are fractions of ``n``, the ``_scored`` ones of
    ``n_scored``; missing, never 0, where nobody answered. Without a cut low and high are missing.
    Scores are not turned. ``keep_empty`` keeps the items that a group was not asked.
    """
    band = bands(counts)
    n_low, n_high = total(counts, band.low), total(counts, band.high)
    low, high = np.where(band.cut, n_low, np.nan), np.where(band.cut, n_high, np.nan)
    scored, none = n_scored(counts), counts.numbers[:, :, NOT_APPLICABLE]
    n, confidence = scored + none, questionnaire.thresholds.confidence
    measures = {
        "n": n,
        "n_low": n_low,
        "n_high": n_high,
        "n_not_applicable": none,
        "low": share(low, n),
        "not_applicable": share(none, n),
        **with_bounds("high", high, n, confidence),
        "n_scored": scored,
        "low_scored": share(low, scored),
        **with_bounds("high_scored", high, scored, confidence),
        "mean": share(total(counts, band.points), scored),
        "n_skipped": counts.numbers[:, :, SKIPPED],
        "n_not_shown": counts.numbers[:, :, NOT_SHOWN],
    }
    table = counts.table(measures, asked(counts) | keep_empty)[[*counts.by, *SHARES.names]]
    return without_bands(table, ("n_low", "n_high"), counts, band.cut)


def with_bounds(
    name: str, part: NDArray[np.float64], whole: Numbers, confidence: float
) -> dict[str, Floats]:
    """A fraction and its Wilson bounds, under its name, ``_lower`` and ``_upper``."""
    lower, upper = wilson(part, whole, confidence)
    return {name: share(part, whole), f"{name}_lower": lower, f"{name}_upper": upper}


def without_bands(
    table: pd.DataFrame, columns: tuple[str, ...], counts: Counts, known: NDArray[np.bool_]
) -> pd.DataFrame:
    """The table with these whole numbers missing for the items of which they are not known."""
    missing = ~known[places(table, counts)]
    made = {c: pd.arrays.IntegerArray(table[c].to_numpy(np.int64), missing) for c in columns}
    return table.assign(**made)


def places(table: pd.DataFrame, counts: Counts) -> NDArray[np.intp]:
    """The place among the counted items of the item of every row."""
    return pd.Index(counts.items).get_indexer(pd.Index(table["item"]))


def distribution(counts: Counts, questionnaire: Questionnaire) -> pd.DataFrame:
    """The declared table ``distribution``: one row per group, item asked and point of its scale.

    ``n`` is the number who chose the point, ``share`` its fraction of who chose any; it is missing
    where nobody did.
    """
    scored = n_scored(counts)
    table = counts.table({"n_scored": scored}, asked(counts))
    group, item = np.nonzero(asked(counts))
    sizes = np.array([len(questionnaire.scale_of(i).points) for i in counts.items], np.intp)
    times = sizes[item]
    row = np.repeat(np.arange(len(table)), times)
    code = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times) + FIRST_POINT
    n = counts.numbers[group[row], item[row], code]
    fraction: Floats = share(n, scored[group[row], item[row]])
    point = point_values(questionnaire, counts.items)[item[row], code]
    names = table.drop(columns="n_scored").iloc[row].reset_index(drop=True)
    return names.assign(point=point, n=n, share=fraction)

"""Which scores of an item are low, high and favourable, as codes that can be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from measurement.counting.counts import Counts
from measurement.counting.sizes import Numbers
from measurement.questionnaire.favourable import turned
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, TICK

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
    return bands_of(counts.questionnaire, counts.items, counts.numbers.shape[2], turned)


def bands_of(
    questionnaire: Questionnaire,
    items: Sequence[str],
    n_codes: int,
    turned: frozenset[str] = frozenset(),
) -> Bands:
    """The bands of items for ``n_codes`` codes."""
    scales = [questionnaire.scale_of(item) for item in items]
    points, low, high, strict_low = (np.zeros((len(scales), n_codes), np.int64) for _ in range(4))
    for i, (item, scale) in enumerate(zip(items, scales, strict=True)):
        for code, point in enumerate(scale.points, FIRST_POINT):
            seen = scale.turned(point) if item in turned else point
            points[i, code] = seen
            low[i, code] = seen in scale.low
            high[i, code] = seen in scale.high
            strict_low[i, code] = seen in scale.strict_low
    cut = np.array([scale.has_cut for scale in scales], bool)
    strict = np.array([bool(scale.strict_low) for scale in scales], bool)
    return Bands(points, low, high, strict_low, cut, strict)


def success(questionnaire: Questionnaire, items: Sequence[str], n_codes: int) -> Marks:
    """The codes that count as high, items × codes: none for an item without a cut.

    Of a factor about a hindrance a low score counts (it is turned), of an option that it is ticked.
    """
    marks = bands_of(questionnaire, items, n_codes, turned(questionnaire, items)).high
    for i, item in enumerate(items):
        if questionnaire.scale_of(item).kind == TICK.kind:
            marks[i, FIRST_POINT + 1] = 1
    return marks


def scored(n_items: int, n_codes: int) -> Marks:
    """The codes that are a score, items × codes."""
    return np.tile((np.arange(n_codes) >= FIRST_POINT).astype(np.int64), (n_items, 1))


def answered(n_items: int, n_codes: int) -> Marks:
    """The codes that are a score or "not applicable", items × codes."""
    marks = scored(n_items, n_codes)
    marks[:, NOT_APPLICABLE] = 1
    return marks


def turned_factors(counts: Counts) -> frozenset[str]:
    """The items about a hindrance, in modules of factors: a low score is the favourable one."""
    return turned(counts.questionnaire, counts.items)


def total(counts: Counts, marks: Marks) -> Numbers:
    """The number of answers with a marked code (times the mark), groups × items."""
    return np.asarray(np.einsum("gic,ic->gi", counts.numbers, marks), np.int64)


def n_scored(counts: Counts) -> Numbers:
    """The number of answers with a score, groups × items."""
    return np.asarray(counts.numbers[:, :, FIRST_POINT:].sum(axis=2), np.int64)


def asked(counts: Counts) -> NDArray[np.bool_]:
    """Which items anyone of a group answered, called not applicable or skipped."""
    return np.asarray(counts.numbers[:, :, NOT_SHOWN + 1 :].any(axis=2), bool)

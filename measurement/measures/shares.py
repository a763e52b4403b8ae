"""Shares of high and low scores, means and distributions, each beside its counts.

Two denominators, each with its name: ``n`` holds who answered or ticked "not applicable" (as in
the annual report), ``n_scored`` leaves the latter out.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.bands import asked, bands, n_scored, total
from measurement.counting.columns import point_values
from measurement.counting.counts import Counts
from measurement.counting.effective import sizes
from measurement.counting.intervals import Floats, share, wilson
from measurement.counting.sizes import Numbers
from measurement.measures.tables import SHARES
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED


def shares(counts: Counts, questionnaire: Questionnaire, keep_empty: bool = False) -> pd.DataFrame:
    """The declared table ``shares``: one row per group and item asked, in the order of counts.

    ``low``, ``high``, ``not_applicable`` are fractions of ``n``, the ``_scored`` ones of
    ``n_scored``; missing, never 0, where nobody answered. Without a cut low and high are missing.
    Scores are not turned. Bounds rest on the effective number of answers
    (:func:`~measurement.counting.effective.sizes`). ``keep_empty`` keeps the items that a group was not asked.
    """
    band = bands(counts)
    n_low, n_high = total(counts, band.low), total(counts, band.high)
    low, high = np.where(band.cut, n_low, np.nan), np.where(band.cut, n_high, np.nan)
    scored, none = n_scored(counts), counts.numbers[:, :, NOT_APPLICABLE]
    n, confidence = scored + none, questionnaire.thresholds.confidence
    worth = sizes(counts)
    measures = {
        "n": n,
        "n_low": n_low,
        "n_high": n_high,
        "n_not_applicable": none,
        "low": share(low, n),
        "not_applicable": share(none, n),
        **with_bounds("high", high, n, confidence, worth.answered),
        "n_scored": scored,
        "n_persons": worth.n_persons,
        "n_effective": worth.scored,
        "low_scored": share(low, scored),
        **with_bounds("high_scored", high, scored, confidence, worth.scored),
        "mean": share(total(counts, band.points), scored),
        "n_skipped": counts.numbers[:, :, SKIPPED],
        "n_not_shown": counts.numbers[:, :, NOT_SHOWN],
    }
    table = counts.table(measures, asked(counts) | keep_empty)[[*counts.by, *SHARES.names]]
    return without_bands(table, ("n_low", "n_high"), counts, band.cut)


def with_bounds(
    name: str,
    part: NDArray[np.float64],
    whole: Numbers,
    confidence: float,
    size: Floats | None = None,
) -> dict[str, Floats]:
    """A fraction and its Wilson bounds, under its name, ``_lower`` and ``_upper``.

    ``size``: the effective number of answers (:mod:`measurement.counting.effective`), the whole without.
    """
    fraction = share(part, whole)
    worth = np.asarray(whole, np.float64) if size is None else size
    lower, upper = wilson(fraction * worth, worth, confidence)
    return {name: fraction, f"{name}_lower": lower, f"{name}_upper": upper}


def without_bands(
    table: pd.DataFrame, columns: tuple[str, ...], counts: Counts, banded: NDArray[np.bool_]
) -> pd.DataFrame:
    """The table with these whole numbers missing for the items of which they are not known."""
    missing = ~banded[places(table, counts)]
    numbers = {c: pd.arrays.IntegerArray(table[c].to_numpy(np.int64), missing) for c in columns}
    return table.assign(**numbers)


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

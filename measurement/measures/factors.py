"""Enabling and hindering factors, from scales and from ticked options, with a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.bands import Bands, asked, bands, n_scored, total, turned_factors
from measurement.counting.columns import categories
from measurement.counting.counts import Counts, count
from measurement.counting.effective import sizes
from measurement.counting.intervals import share, wilson
from measurement.counting.sizes import Numbers, Sizes
from measurement.measures.comparison import Family, against_rest
from measurement.measures.comparison_tables import COMPARED
from measurement.measures.shares import places, with_bounds, without_bands
from measurement.measures.tables import FACTORS, VERDICT_WORDS
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, TICK

VERDICTS = tuple(VERDICT_WORDS)
KINDS = ("scale", "ticked")
_ENABLING, _HINDERING, _MIXED, _NOT_NAMED, _TOO_FEW, _NONE = 0, 1, 2, 3, 4, -1


class _Tally(NamedTuple):
    """Who calls each factor enabling and hindering (groups × items), and what each item is."""

    n_enabling: Numbers
    n_hindering: Numbers
    tick: NDArray[np.bool_]
    known: NDArray[np.bool_]
    band: Bands


def factors(
    source: Answers | Counts,
    by: Sequence[str],
    questionnaire: Questionnaire,
    compare: str | None = None,
    family: Family = "network",
) -> pd.DataFrame:
    """The declared table ``factors``: one row per group and item asked in modules of factors.

    Scales: scores of negative items are turned; high is enabling, low hindering. Shares are
    fractions of ``n``, not applicable included; the ``_scored`` ones of ``n_scored``. Ticked
    options: ``n`` is who answered the question, those who ticked count for the option's own
    direction. The verdict is that of the Wilson interval of ``enabling_scored`` against the thresholds. An item without a cut, or an option
    without a direction, has counts, shares and verdict missing.
    ``compare`` names one of ``by``, such as ``centre``: the columns of
    :func:`~measurement.measures.comparison.against_rest` follow, corrected within ``family``.
    """
    counts = _counted(source, by, questionnaire)
    tally = _tally(counts)
    table = counts.table(_measures(counts, tally, questionnaire), asked(counts))
    table = without_bands(table, ("n_enabling", "n_hindering"), counts, tally.known)
    named = _named(table, counts, tally.tick)
    if compare is None:
        return named
    compared = against_rest(counts, counts.items, questionnaire, compare, family)
    return _compared(named, compared, [*counts.by, "item"])


def _counted(source: Answers | Counts, by: Sequence[str], questionnaire: Questionnaire) -> Counts:
    wanted = [item for item in questionnaire.items_with("factors") if item in source.items]
    if isinstance(source, Answers):
        return count(source, by, wanted)
    return source.select(wanted).pooled(by)


def _tally(counts: Counts) -> _Tally:
    questionnaire = counts.questionnaire
    tick = np.array([questionnaire.scale_of(i).kind == TICK.kind for i in counts.items], bool)
    read = np.array([sides(questionnaire, i).high for i in counts.items], str)
    band = bands(counts, turned_factors(counts))
    ticked = counts.numbers[:, :, FIRST_POINT + 1]
    return _Tally(
        n_enabling=np.where(
            tick, np.where(read == "favourable", ticked, 0), total(counts, band.high)
        ),
        n_hindering=np.where(
            tick, np.where(read == "unfavourable", ticked, 0), total(counts, band.low)
        ),
        tick=tick,
        known=np.where(tick, read != "neutral", band.cut),
        band=band,
    )


def _measures(
    counts: Counts, tally: _Tally, questionnaire: Questionnaire
) -> dict[str, NDArray[Any]]:
    band, scored = tally.band, n_scored(counts)
    none = counts.numbers[:, :, NOT_APPLICABLE]
    n, confidence = scored + none, questionnaire.thresholds.confidence
    enabling = np.where(tally.known, tally.n_enabling, np.nan)
    hindering = np.where(tally.known, tally.n_hindering, np.nan)
    strict = np.where(band.strict, total(counts, band.strict_low), np.nan)
    worth = sizes(counts)
    return {
        "n": n,
        "n_enabling": tally.n_enabling,
        "n_hindering": tally.n_hindering,
        "mean": np.where(tally.tick, np.nan, share(total(counts, band.points), scored)),
        "strict_hindering": share(strict, n),
        "verdict": _verdicts(tally, scored, worth, questionnaire),
        **with_bounds("enabling", enabling, n, confidence, worth.answered),
        **with_bounds("hindering", hindering, n, confidence, worth.answered),
        "n_not_applicable": none,
        "n_scored": scored,
        "n_persons": worth.n_persons,
        "n_effective": worth.scored,
        **with_bounds("enabling_scored", enabling, scored, confidence, worth.scored),
        **with_bounds("hindering_scored", hindering, scored, confidence, worth.scored),
    }


def _verdicts(
    tally: _Tally, n: Numbers, worth: Sizes, questionnaire: Questionnaire
) -> NDArray[np.int64]:
    """The verdict per group and item.

    Scales: enabling when the whole Wilson interval of enabling among ``n`` scores lies above
    ``enabling_share``, hindering when it lies below. Ticked options: their own direction when
    the interval lies above ``ticked_share``, not named when it lies below. Mixed otherwise, too
    few below ``few_answers`` persons. Intervals rest on the effective number of answers.
    """
    limits, tick, size = questionnaire.thresholds, tally.tick, worth.scored
    enabling = wilson(share(tally.n_enabling, n) * size, size, limits.confidence)
    hindering = wilson(share(tally.n_hindering, n) * size, size, limits.confidence)
    up = enabling.lower > np.where(tick, limits.ticked_share, limits.enabling_share)
    down = np.where(
        tick, hindering.lower > limits.ticked_share, enabling.upper < limits.enabling_share
    )
    seldom = tick & (np.maximum(enabling.upper, hindering.upper) < limits.ticked_share)
    verdict = np.where(up, _ENABLING, np.where(down, _HINDERING, _MIXED))
    verdict = np.where(seldom, _NOT_NAMED, verdict)
    verdict = np.where(worth.n_persons < limits.few_answers, _TOO_FEW, verdict)
    return np.where(tally.known, verdict, _NONE)


def _named(table: pd.DataFrame, counts: Counts, tick: NDArray[np.bool_]) -> pd.DataFrame:
    """The table with factor, kind and verdict by name, in the declared order."""
    place = places(table, counts)
    item_by_id = counts.questionnaire.item_by_id
    factor = [item_by_id[item].dimension or item for item in counts.items]
    names = list(dict.fromkeys(factor))
    code = np.array([names.index(name) for name in factor], np.intp)
    return table.assign(
        factor=categories(code[place], names),
        kind=categories(tick[place].astype(int), KINDS),
        verdict=categories(table["verdict"].to_numpy(np.int64), VERDICTS),
    )[[*counts.by, *FACTORS.names]]


def _compared(table: pd.DataFrame, compared: pd.DataFrame, rows: list[str]) -> pd.DataFrame:
    """The table with what the comparison with the rest says of each row."""
    compared = compared[[*rows, *COMPARED.names]]
    compared["item"] = compared["item"].cat.set_categories(table["item"].cat.categories)
    whole = {name: "Int64" for name in COMPARED.names if compared[name].dtype.kind == "i"}
    return table.merge(compared.astype(whole), on=rows, how="left", validate="one_to_one")

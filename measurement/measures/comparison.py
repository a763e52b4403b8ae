"""A centre against the rest of the network: differences, with what chance alone would give.

Comparing with the rest (own centre excluded, the same mix of strategies), exactly and with
false-discovery control, because groups are small and many are compared at once; there is no ranking
by raw share. Persons count, not answers (:mod:`measurement.counting.effective`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.bands import asked, n_scored, success, total
from measurement.counting.columns import categories
from measurement.counting.counts import Counts
from measurement.counting.effective import sizes, units, whole
from measurement.counting.groups import group_rows
from measurement.counting.intervals import Floats, newcombe, share, wilson
from measurement.counting.power import detectable
from measurement.counting.significance import corrected, decided, fisher
from measurement.counting.sizes import Numbers, Sizes
from measurement.measures.comparison_tables import COMPARISON, OUTCOME_WORDS
from measurement.measures.rest import Sides, sides
from measurement.questionnaire.model import Questionnaire, Thresholds
from measurement.questionnaire.scale import NOT_APPLICABLE

Family = Literal["network", "centre"]
OUTCOMES = tuple(OUTCOME_WORDS)


def against_rest(
    counts: Counts,
    items: Sequence[str],
    questionnaire: Questionnaire,
    of: str = "centre",
    family: Family = "network",
    targets: bool = False,
) -> pd.DataFrame:
    """The declared table ``comparison``: one row per group and item asked, in the order of counts.

    ``share`` is the fraction of high scores among those scored (enabling, for factors; ticked, for
    ticked options), ``rest`` that of all other groups within the same remaining columns, at the
    group's own mix of strategies and school years (:func:`~measurement.measures.rest.sides`). Items
    without a cut and groups whose ``of`` is unknown are left out. ``p`` is of Fisher's exact test
    on effective numbers of answers; ``q`` is corrected over all tests of the table, or with the
    family ``centre`` over those of the group's own ``of``; both are missing where own or rest has
    scores of fewer than ``few_answers`` persons. ``detectable_higher`` and ``detectable_lower`` say
    how large a difference would have been found (:func:`~measurement.counting.power.detectable`). The
    ``_all`` columns hold the shares with not applicable in the denominator, for who prints them so.
    With ``targets`` follow ``target`` and ``target_all``: the share of all of a kind together.
    """
    own = counts.select(_with_high(counts, items))
    (own_and_rest, of_all), worth = sides(own, of), sizes(own)
    confidence = questionnaire.thresholds.confidence
    keep = asked(own) & own.groups[of].notna().to_numpy(bool)[:, None]
    measures = {
        **_own(own, worth, confidence),
        **_beside(own, own_and_rest, confidence),
        **_of_all(own, worth, of_all, confidence),
    }
    families = np.zeros(len(own.groups), np.intp)
    if family == "centre":
        families = group_rows(own.groups, [of]).index
    measures |= _tested(own_and_rest, keep, families[:, None], questionnaire.thresholds)
    if targets:
        measures |= {name: _target(own, of, n) for name, n in _bases(own).items()}
    table = own.table(measures, keep)
    table = table.assign(differs=categories(table["differs"].to_numpy(np.int64), OUTCOMES))
    return table[[*counts.by, *COMPARISON.names, *(_bases(own) if targets else ())]]


def _with_high(counts: Counts, items: Sequence[str]) -> list[str]:
    """The items that have a high side."""
    marks = success(counts.questionnaire, items, counts.numbers.shape[2])
    return [item for item, mark in zip(items, marks, strict=True) if mark.any()]


def _own(own: Counts, worth: Sizes, confidence: float) -> dict[str, NDArray[Any]]:
    """The group itself, all its scores counted."""
    n = n_scored(own)
    n_high = total(own, success(own.questionnaire, own.items, own.numbers.shape[2]))
    part = share(n_high, n)
    bounds = wilson(part * worth.scored, worth.scored, confidence)
    return {
        "n_scored": n,
        "n_persons": worth.n_persons,
        "n_effective": worth.scored,
        "one_person": 2 * worth.most > n,
        "n_high": n_high,
        "share": part,
        "lower": bounds.lower,
        "upper": bounds.upper,
    }


def _bases(own: Counts) -> dict[str, Numbers]:
    """What the share of all groups together is of: the scores, or all answers."""
    n = n_scored(own)
    return {"target": n, "target_all": n + own.numbers[:, :, NOT_APPLICABLE]}


def _target(own: Counts, of: str, n: Numbers) -> Floats:
    """The share of all groups of the same remaining columns, missing for who has no answer."""
    kind = group_rows(own.groups, units(own, of))
    high = total(own, success(own.questionnaire, own.items, own.numbers.shape[2]))
    summed = np.zeros((2, len(kind.groups), len(own.items)))
    for place, values in enumerate((high, n)):
        np.add.at(summed[place], kind.index, values)
    return np.where(n > 0, share(*summed)[kind.index], np.nan)


def _of_all(
    own: Counts, worth: Sizes, own_and_rest: Sides, confidence: float
) -> dict[str, NDArray[Any]]:
    """The same shares of all answers, not applicable included: to print, never to test."""
    n = n_scored(own) + own.numbers[:, :, NOT_APPLICABLE]
    part = share(total(own, success(own.questionnaire, own.items, own.numbers.shape[2])), n)
    bounds = wilson(part * worth.answered, worth.answered, confidence)
    rest = own_and_rest.rest
    around = wilson(rest.share * rest.size, rest.size, confidence)
    return {
        "n_all": n,
        "n_effective_all": worth.answered,
        "share_all": part,
        "lower_all": bounds.lower,
        "upper_all": bounds.upper,
        "n_rest_all": rest.n,
        "rest_all": rest.share,
        "rest_lower_all": around.lower,
        "rest_upper_all": around.upper,
    }


def _beside(own: Counts, own_and_rest: Sides, confidence: float) -> dict[str, NDArray[Any]]:
    """The rest, and how far the group lies from it."""
    mine, rest = own_and_rest.own, own_and_rest.rest
    lower, upper = wilson(rest.share * rest.size, rest.size, confidence)
    apart = newcombe(
        mine.share * mine.size, mine.size, rest.share * rest.size, rest.size, confidence
    )
    return {
        "n_rest": rest.n,
        "n_persons_rest": rest.n_persons,
        "n_effective_rest": rest.size,
        "n_high_rest": rest.n_high,
        "rest": rest.share,
        "rest_lower": lower,
        "rest_upper": upper,
        "n_left_out": n_scored(own) - mine.n,
        "difference": mine.share - rest.share,
        "difference_lower": apart.lower,
        "difference_upper": apart.upper,
    }


class _Exact(NamedTuple):
    """Whole numbers on both sides."""

    k: Numbers
    n: Numbers
    k_rest: Numbers
    n_rest: Numbers


def _exact(own_and_rest: Sides) -> _Exact:
    mine, rest = own_and_rest.own, own_and_rest.rest
    own = whole(mine.share, mine.size, mine.n_high, mine.n, rest.share)
    # Of the rest halves go up; no share is above 1, so towards 1 is up.
    other = whole(rest.share, rest.size, rest.n_high, rest.n, np.full(rest.n.shape, np.inf))
    return _Exact(*own, *other)


def _tested(
    own_and_rest: Sides, keep: NDArray[np.bool_], families: NDArray[np.intp], limits: Thresholds
) -> dict[str, NDArray[Any]]:
    """p, q, the outcome, and what would have been found."""
    few = np.minimum(own_and_rest.own.n_persons, own_and_rest.rest.n_persons) < limits.few_answers
    tested = keep & ~few
    exact, families = _exact(own_and_rest), np.broadcast_to(families, keep.shape)
    p = np.full(keep.shape, np.nan)
    p[tested] = fisher(*(x[tested] for x in exact))
    q = corrected(p, families)
    number = np.bincount(families[tested], minlength=int(families.max(initial=0)) + 1)
    alpha = limits.false_discovery / np.maximum(number, 1)[families]
    reach = {}
    for name, up in (("detectable_higher", True), ("detectable_lower", False)):
        reach[name] = np.full(keep.shape, np.nan)
        reach[name][tested] = detectable(
            own_and_rest.rest.share[tested],
            exact.n[tested],
            exact.n_rest[tested],
            alpha[tested],
            up,
        )
    apart = own_and_rest.own.share - own_and_rest.rest.share
    return {"p": p, "q": q, "differs": decided(p, q, apart, limits.false_discovery), **reach}

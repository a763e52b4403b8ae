"""Every item of a centre as it was released: in a choice, per school year, and point by point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from measurement.centre.released.seen import Seen, offered
from measurement.centre.released.tables import (
    RELEASED_DISTRIBUTION,
    RELEASED_ITEMS,
    RELEASED_TREND,
    TOLD_WORDS,
)
from measurement.measures.comparison_tables import OUTCOME_WORDS
from measurement.questionnaire.scale import TICK
from measurement.releases.readings import high_is_favourable
from measurement.releases.verdicts import Verdict
from measurement.releases.views import Sum, interval
from measurement.rows import framed_by_name
from measurement.tables import Table


def released_items(seen: Seen) -> pd.DataFrame:
    """The declared table ``released_items``: one row per item with answers in the choice.

    In the order of the questionnaire; items on a scale without a cut are left out. High is what
    pages count as high: of a factor about a hindrance a low score, of an option that it is ticked.
    ``told`` is ``exact``, ``at_most`` where the high scores are known within bounds, ``n_only``
    where nothing of the scores is. Intervals are Wilson's on the effective number of scores (of
    answers, at the same design effect), over the whole bound.
    """
    rows = [_row(seen, item) for item in seen.sums]
    for row in rows:
        row["school_years"] = "|".join(row.pop("years"))
    return as_table(rows, RELEASED_ITEMS, seen)


def released_trend(seen: Seen) -> pd.DataFrame:
    """The declared table ``released_trend``: one row per item and single school year, in order.

    Whatever the choice of ``seen`` is. Joined school years stand in no trend.
    """
    years = [view for view in offered(seen.history) if view.school_year and not view.strategy]
    rows = []
    for view in reversed(years):
        of_year = replace(seen, view=view)
        for item in of_year.sums:
            row = _row(of_year, item)
            row["school_year"] = row.pop("years")[0]
            rows.append(row)
    order = {item: place for place, item in enumerate(seen.made.counted)}
    rows.sort(key=lambda row: order[row["item"]])
    return as_table(rows, RELEASED_TREND, seen)


def released_distribution(seen: Seen) -> pd.DataFrame:
    """The declared table ``released_distribution``: item, point and the scores on it.

    Of the items in the choice of which the points are told; options of a list are left out.
    """
    rows = [
        {"centre": seen.centre, "item": item, "point": point, "n": n, "share": n / one.scored}
        for item, one in seen.sums.items()
        if not _ticked(seen, item)
        for point, n in one.counts or ()
    ]
    return as_table(rows, RELEASED_DISTRIBUTION, seen)


def _ticked(seen: Seen, item: str) -> bool:
    return seen.made.scale_of(item).kind == TICK.kind


def _row(seen: Seen, item: str) -> dict[str, Any]:
    one, told = seen.sums[item], how_told(seen.sums[item])
    least, most = one.side(high_is_favourable(seen.made, item))
    points = not _ticked(seen, item)
    releases = sorted({a.release for a in seen.atoms[item]})
    return {
        "centre": seen.centre,
        "item": item,
        "years": one.years,
        "strategy": seen.view.strategy or None,
        "n": one.n,
        "n_persons": one.persons,
        "n_scored": one.scored,
        "n_not_applicable": one.not_applicable,
        "told": told,
        **_bounds(one, None if told == "n_only" else (least, most), seen, item),
        "mean": one.mean if points else None,
        "sd": one.sd if points else None,
        **_beside(seen.verdicts.get(item) if told == "exact" else None),
        "release": "|".join(map(str, releases)),
    }


def how_told(one: Sum) -> str:
    """``exact``, ``at_most`` for what is known within bounds, ``n_only`` where nothing is."""
    if one.exact:
        return "exact"
    return "n_only" if (one.least, one.most) == (0, one.scored) else "at_most"


def _bounds(
    one: Sum, high: tuple[int, int] | None, seen: Seen, item: str
) -> dict[str, float | int | None]:
    """The bounds of high, as numbers and as shares with their intervals, on either denominator."""
    if high is None:
        return {"n_high_least": None, "n_high_most": None}
    size, confidence = one.size(seen.rho(item)), seen.made.thresholds.confidence
    found: dict[str, float | int | None] = {"n_high_least": high[0], "n_high_most": high[1]}
    for name, n in (("", one.scored), ("_all", one.n)):
        if one.scored:
            worth = size * n / one.scored
            shares = high[0] / n, high[1] / n
            lower, upper = interval(*high, n, worth, confidence)
            found |= {f"share{name}_least": shares[0], f"share{name}_most": shares[1]}
            found |= {f"lower{name}": lower, f"upper{name}": upper}
    return found


def _beside(verdict: Verdict | None) -> dict[str, Any]:
    """The rest of the network and the word for it; missing where it may not be told."""
    if verdict is None:
        return {}
    names = ("n_rest", "rest", "rest_all", "p", "q", "detectable_higher", "detectable_lower")
    return {name: getattr(verdict, name) for name in names} | {"differs": verdict.outcome}


def as_table(rows: Sequence[Mapping[str, Any]], declared: Table, seen: Seen) -> pd.DataFrame:
    """Rows as a declared table of what was released; what a row does not hold is missing."""
    orders = {"item": seen.made.counted, "told": TOLD_WORDS, "differs": OUTCOME_WORDS}
    return framed_by_name(rows, declared, orders)

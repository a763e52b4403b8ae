"""A centre over school years by what was released: which changes exceed chance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from measurement.centre.released.evolution_table import RELEASED_EVOLUTION
from measurement.centre.released.items import as_table, released_trend
from measurement.centre.released.seen import Seen
from measurement.counting.effective import whole
from measurement.counting.intervals import newcombe
from measurement.counting.power import detectable
from measurement.counting.significance import corrected, decided, fisher
from measurement.questionnaire.comparability import Comparability
from measurement.questionnaire.model import Thresholds
from measurement.releases.views import EVERYTHING, Choice
from measurement.tables import records

_FIGURES = (
    "change",
    "change_lower",
    "change_upper",
    "p",
    "q",
    "detectable_higher",
    "detectable_lower",
)
_OUTCOMES = ("higher", "lower", "same", "too_few")


@dataclass(frozen=True)
class _Year:
    """An item in a school year that is told exactly: high scores of those scored, and persons."""

    item: str
    year: str
    high: int
    n: int
    persons: int
    size: float

    @property
    def share(self) -> float:
        """The share of high among the scores."""
        return self.high / self.n


def released_evolution(seen: Seen, comparability: Comparability) -> pd.DataFrame:
    """The declared table ``released_evolution``: one row per item and single school year, in order.

    Whatever the choice of ``seen`` is; joined school years stand in no trend. A year is compared
    with the last one before it that is told exactly, too, within the same segment of the series.
    A bound gets no test and counts in none. ``changed`` is ``higher`` or ``lower`` only when q says so:
    the p of all items and years of the table are corrected together, whatever a page shows of
    them. Two years are two sets of answers; who answered in both makes p rather too large
    (cautious). Numbers are those that the scores are worth, by what the releases say.
    Sources: R. A. Fisher (1935) for p, R. G. Newcombe (1998) for intervals, Y. Benjamini and
    Y. Hochberg (1995) for q.
    """
    table = released_trend(seen)
    pairs = _pairs(_exact(table, seen), comparability)
    found = _tested(pairs, seen.made.thresholds)
    rows = []
    for row in records(table):
        place = str(row.item), str(row.school_year)
        untested = "first" if str(row.told) == "exact" else "not_told"
        rows.append({**row._asdict(), **found.get(place, {"changed": untested})})
    return as_table(rows, RELEASED_EVOLUTION, seen)


def joined_items(seen: Seen) -> tuple[str, ...]:
    """The items of which answers of several school years were released together only."""
    atoms = replace(seen, view=EVERYTHING).atoms
    return tuple(item for item, own in atoms.items() if any(one.joined for one in own))


def _exact(table: pd.DataFrame, seen: Seen) -> list[_Year]:
    """The rows that are told exactly, with what their scores are worth."""
    rows = table[(table["told"] == "exact") & (table["n_scored"] > 0)]
    years = {y: replace(seen, view=Choice(y)) for y in rows["school_year"].astype(str).unique()}
    found = []
    for row in records(rows):
        item, year = str(row.item), str(row.school_year)
        of_year = years[year]
        one = of_year.sums[item]
        size = one.size(of_year.rho(item))
        found.append(_Year(item, year, int(row.n_high_least), one.scored, one.scorers, size))
    return found


def _pairs(years: list[_Year], comparability: Comparability) -> list[tuple[_Year, _Year]]:
    """Every year with the one before it, of the same item and within one segment."""
    found = []
    for before, own in pairwise(years):
        if own.item == before.item:
            one, other = comparability.segments([before.year, own.year], [own.item])
            found += [(own, before)] * (one == other)
    return found


def _tested(
    pairs: list[tuple[_Year, _Year]], limits: Thresholds
) -> dict[tuple[str, str], dict[str, Any]]:
    """What the tests of all pairs say, by item and school year."""
    if not pairs:
        return {}
    (own, size, k, n), (other, other_size, k_other, n_other) = (
        _columns([pair[side] for pair in pairs]) for side in (0, 1)
    )
    one = whole(own, size, k, n, other)
    two = whole(other, other_size, k_other, n_other, np.full(len(pairs), np.inf))
    few = np.array([min(a.persons, b.persons) for a, b in pairs]) < limits.few_answers
    p = np.where(few, np.nan, fisher(one.n_high, one.n, two.n_high, two.n))
    q = corrected(p)
    outcome = decided(p, q, own - other, limits.false_discovery)
    change = newcombe(own * size, size, other * other_size, other_size, limits.confidence)
    level = limits.false_discovery / max(int((~few).sum()), 1)
    up, down = (
        np.where(few, np.nan, detectable(other, one.n, two.n, level, way)) for way in (True, False)
    )
    values = (own - other, change.lower, change.upper, p, q, up, down)
    return {
        (a.item, a.year): _said(b.year, _OUTCOMES[int(code)], *map(float, told))
        for (a, b), code, *told in zip(pairs, outcome, *values, strict=True)
    }


def _columns(years: list[_Year]) -> tuple[Any, ...]:
    """Shares, effective numbers, high scores and scores."""
    size, share = np.array([y.size for y in years]), np.array([y.share for y in years])
    return share, size, np.array([y.high for y in years]), np.array([y.n for y in years])


def _said(previous: str, changed: str, *figures: float) -> dict[str, Any]:
    return {"previous": previous, "changed": changed, **dict(zip(_FIGURES, figures, strict=True))}

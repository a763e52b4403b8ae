"""Totals of the network: published once, by one decision for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from measurement.releases.atoms import half_up
from measurement.releases.given import Given
from measurement.releases.limits import ALL, LIMITS, TOTALS, Limits
from measurement.releases.readings import Reading
from measurement.releases.tally import Tally, tally


@dataclass(frozen=True)
class Total:
    """All answers to an item in a school year, or of one strategy of it, at a release.

    Where ``told`` is false only numbers of answers are there: no ``favourable``, ``counts`` or
    ``mean``. ``squares`` is Σm² over the scores of each person.
    """

    release: int
    item: str
    year: str
    strategy: str
    moment: str
    n: int
    persons: int
    scorers: int
    scored: int
    squares: int
    centres: int
    told: bool
    favourable: int | None
    counts: tuple[tuple[int, int], ...] | None
    mean: float | None

    @property
    def not_applicable(self) -> int:
        """The answers without a score."""
        return self.n - self.scored


def fit(whole: Tally, centres: Sequence[Tally], one: Reading, limits: Limits = LIMITS) -> bool:
    """Whether a total may be told: nobody's share of it follows, not even for two directors.

    ``centres`` are those in it. There are enough of them; without any of them no other holds more
    than half of the persons that remain; and both sides are more than the scores of the two
    largest and of the two busiest persons (K) together. For items without a cut: the sum stays
    that far from both ends.
    """
    sizes = sorted((part.persons for part in centres), reverse=True)
    if len(sizes) < limits.centres or not _no_one_dominates(sizes):
        return False
    known = sum(sorted((part.scored for part in centres), reverse=True)[:2]) + whole.busiest
    if one.secret == "mean":
        first, last, total = one.points[0], one.points[-1], whole.summed(one)
        others = whole.scored - known
        return others * first + known * last < total < others * last + known * first
    good = whole.favourable(one)
    return min(good, whole.scored - good) > known


def _no_one_dominates(sizes: Sequence[int]) -> bool:
    """``sizes`` in falling order: the largest must be no more than half without the second."""
    return 2 * sizes[0] <= sum(sizes) - sizes[1]


def totals(
    found: Given, release: int, years: Iterable[str], limits: Limits, rules: Set[str] = ALL
) -> list[Total]:
    """The totals of these school years, each followed by those of its strategies.

    The strategies of a year are told all or none, and only together with the year.
    """
    made: list[Total] = []
    for year in years:
        rows = np.flatnonzero(found.year == year)
        if not len(rows):
            continue
        kinds = sorted(set(found.strategy[rows].tolist()))
        parts = [rows[found.strategy[rows] == kind] for kind in kinds]
        of_year = _may(found, rows, limits, rules)
        of_parts = of_year and all(_may(found, part, limits, rules) for part in parts)
        made.append(_total(found, rows, release, (year, ""), of_year))
        made += [
            _total(found, part, release, (year, kind), of_parts or TOTALS not in rules)
            for kind, part in zip(kinds, parts, strict=True)
        ]
    return made


def _may(found: Given, rows: NDArray[np.intp], limits: Limits, rules: Set[str]) -> bool:
    if TOTALS not in rules:
        return True
    names = found.centre[rows]
    centres = [tally(found, rows[names == name]) for name in sorted(set(names.tolist()) - {""})]
    return fit(tally(found, rows), centres, found.reading, limits)


def _total(
    found: Given, rows: NDArray[np.intp], release: int, place: tuple[str, str], told: bool
) -> Total:
    one, made = found.reading, tally(found, rows)
    cut = one.secret != "mean"
    return Total(
        release=release,
        item=one.item,
        year=place[0],
        strategy=place[1],
        moment=found.moment,
        n=made.n,
        persons=made.persons,
        scorers=made.scorers,
        scored=made.scored,
        squares=made.squares,
        centres=len(set(found.centre[rows].tolist()) - {""}),
        told=told,
        favourable=made.favourable(one) if told and cut else None,
        counts=tuple(zip(one.points, made.counts, strict=True)) if told and cut else None,
        mean=half_up(made.summed(one), made.scored) if told and not cut and made.scored else None,
    )

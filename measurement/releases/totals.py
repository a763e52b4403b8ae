"""Totals of the network: published once, by one decision for everybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from measurement.releases.atoms import Atom, half_up
from measurement.releases.given import Given
from measurement.releases.limits import ALL, LIMITS, TOTALS, Limits
from measurement.releases.readings import Reading
from measurement.releases.tally import Tally, tally

Groups = Collection[frozenset[str]]
_Place = tuple[str, str, str, str]


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


@dataclass
class _Known:
    """What atoms tell of the answers of a total: scores and persons per centre, and the K of each."""

    scored: Counter[str] = field(default_factory=Counter)
    persons: Counter[str] = field(default_factory=Counter)
    busiest: list[int] = field(default_factory=list)


def beside(totals: Collection[Total], atoms: Iterable[Atom], groups: Groups) -> tuple[Total, ...]:
    """The totals, those not told that tell too much to who sees all centres of a group.

    ``groups`` are the centres of one director, and the former ones of a centre that was merged. A
    total is told on the terms of :func:`fit`, with groups for its centres: two directors may lay side
    by side what they have. Those of the strategies go together, and with the year.
    """
    groups = [one for one in groups if len(one) > 1]
    return _kept(totals, _known(atoms), groups) if groups else tuple(totals)


def _known(atoms: Iterable[Atom]) -> dict[_Place, _Known]:
    found: dict[_Place, _Known] = defaultdict(_Known)
    for one in (a for a in atoms if a.level != "member"):
        for year in one.years:
            for kind in one.strategies if one.level == "part" else ("",):
                place = found[one.item, one.moment, year, kind]
                place.scored[one.centre] += one.scored
                place.persons[one.centre] += one.persons
                place.busiest.append(one.busiest)
    return found


def _kept(
    totals: Collection[Total], known: dict[_Place, _Known], groups: Groups
) -> tuple[Total, ...]:
    bad = {
        (t.item, t.moment, t.year, t.strategy)
        for t in totals
        if t.told and not _fit_beside(t, known[t.item, t.moment, t.year, t.strategy], groups)
    }
    of_year = {place[:3] for place in bad if not place[3]}
    of_parts = {place[:3] for place in bad}
    return tuple(
        replace(t, told=False, favourable=None, counts=None, mean=None)
        if (t.item, t.moment, t.year) in (of_parts if t.strategy else of_year)
        else t
        for t in totals
    )


def _fit_beside(total: Total, known: _Known, groups: Groups) -> bool:
    there = {frozenset(group & known.scored.keys()) for group in groups}
    there = {one for one in there if len(one) > 1 and not any(one < other for other in there)}
    if not there:
        return True
    if total.favourable is None:
        return False
    units: list[frozenset[str]] = [*there]
    units += [frozenset({one}) for one in known.scored.keys() - frozenset().union(*there)]
    if len(units) < 2:
        return False
    scored, persons = (
        sorted((sum(numbers[c] for c in unit) for unit in units), reverse=True)
        for numbers in (known.scored, known.persons)
    )
    known_to_two = sum(scored[:2]) + sum(sorted(known.busiest)[-2:])
    sides = total.favourable, total.scored - total.favourable
    rest = total.persons - sum(persons)  # of those who are in no atom
    return min(sides) > known_to_two and _no_one_dominates([*persons, *[1] * max(rest, 0)])

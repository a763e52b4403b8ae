"""Atoms: what is published of the answers of one centre to one item, once and for ever.

What may not be told is not in an atom either, so that nothing that reads atoms can tell it.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict, dataclass
from typing import Literal

from measurement.releases.limits import ALL, EXACT
from measurement.releases.readings import Reading
from measurement.releases.tally import Tally
from measurement.releases.telling import How, Side, Told

Level = Literal["whole", "part", "member"]
SEPARATOR = "|"


@dataclass(frozen=True)
class Atom:
    """Answers of a centre to an item in a school year, or in joined ones, of a release.

    ``level``: a ``whole`` holds all strategies; its answers are divided over ``part`` atoms, of one
    strategy or of several small ones together; a ``member`` tells of a strategy of these how many
    answered, no more. Only wholes, or only parts, add up. ``whole`` is the id of the whole, ``id``
    itself for a whole. ``scorers``: the persons with a score. ``busiest`` (K) and ``squares``
    (Σm²) are of the scores per person; they are not shown. ``favourable`` is missing unless told exactly, ``counts`` (point and number) unless its points
    are told; ``mean`` is of items without a cut, rounded to a decimal. ``good`` are the points that
    counted as favourable.
    """

    id: str
    release: int
    centre: str
    item: str
    years: tuple[str, ...]
    strategies: tuple[str, ...]
    moment: str
    level: Level
    whole: str
    n: int
    persons: int
    scorers: int
    scored: int
    busiest: int
    squares: int
    how: How
    side: Side
    favourable: int | None
    counts: tuple[tuple[int, int], ...] | None
    mean: float | None
    good: tuple[int, ...] = ()

    @property
    def not_applicable(self) -> int:
        """The answers without a score."""
        return self.n - self.scored

    @property
    def joined(self) -> bool:
        """Whether it holds several school years, and so stands in no trend."""
        return len(self.years) > 1

    @property
    def bounds(self) -> tuple[int, int]:
        """The fewest and the most favourable scores that it may hold by what is told."""
        if self.favourable is not None:
            return self.favourable, self.favourable
        if self.how == "at_most":
            few = min(self.busiest, self.scored)
            return (0, few) if self.side == "favourable" else (self.scored - few, self.scored)
        return 0, self.scored


@dataclass(frozen=True)
class Place:
    """Where an atom belongs."""

    release: int
    centre: str
    item: str
    years: tuple[str, ...]
    strategies: tuple[str, ...]
    moment: str = ""

    def id(self, level: Level) -> str:
        """The name of the atom; at one place there is one of each level."""
        where = (str(self.release), self.centre, self.item, "+".join(self.years), self.moment)
        kinds = () if level == "whole" else (level, "+".join(self.strategies))
        return SEPARATOR.join((*where, *kinds))


def atom(
    place: Place, level: Level, found: Tally, how: Told, one: Reading, rules: Set[str] = ALL
) -> Atom:
    """The atom of a place: of what was found only what is told."""
    exact = one.secret != "mean" and (how.how == "exact" or EXACT not in rules)
    mean = one.secret == "mean" and how.how == "exact"
    pairs = tuple(zip(one.points, found.counts, strict=True))
    return Atom(
        id=place.id(level),
        **asdict(place),
        level=level,
        whole=place.id("whole"),
        n=found.n,
        persons=found.persons,
        scorers=found.scorers,
        scored=found.scored,
        busiest=found.busiest,
        squares=found.squares,
        how=how.how,
        side=how.side,
        favourable=found.favourable(one) if exact else None,
        counts=pairs if how.points else None,
        mean=half_up(found.summed(one), found.scored) if mean else None,
        good=tuple(sorted(one.favourable)),
    )


def half_up(total: int, n: int) -> float:
    """The mean, rounded half up to one decimal in whole numbers."""
    return (20 * total + n) // (2 * n) / 10

"""Which answers are published together. Who answered alone decides, never what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from measurement.releases.given import Given
from measurement.releases.limits import LIMITS, Limits

Persons = Set[int]


class Blocks(NamedTuple):
    """School years that are published together, in order, and those whose answers wait."""

    told: tuple[tuple[str, ...], ...]
    waiting: tuple[str, ...]


class Block(NamedTuple):
    """Answers of a centre to an item that are published together: their years and their rows."""

    centre: str
    years: tuple[str, ...]
    rows: NDArray[np.intp]


class Waiting(NamedTuple):
    """Answers of a centre to an item in a school year that are too few to be published yet.

    ``n`` answers of ``persons``, where ``needed`` would be enough. ``late``: there is an atom of
    that year already.
    """

    item: str
    centre: str
    year: str
    persons: int
    n: int
    needed: int
    late: bool


def blocks(persons: Mapping[str, Persons], least: int) -> Blocks:
    """School years in blocks of at least ``least`` persons.

    A year with enough persons stands alone. Years with fewer join the neighbour that is too small
    as well, or else the smaller one, until there are enough; the last one left waits. A neighbour
    is the nearest year that has answers in this release.

    >>> blocks({"2022-23": {1, 2}, "2023-24": {2, 3, 4}, "2024-25": {5, 6, 7, 8}}, 4).told
    (('2022-23', '2023-24'), ('2024-25',))
    """
    made: list[tuple[str, ...]] = [(year,) for year in sorted(persons)]

    def size(block: tuple[str, ...]) -> int:
        return len(set().union(*(persons[year] for year in block)))

    while len(made) > 1 and (small := [b for b in made if size(b) < least]):
        at = made.index(min(small, key=size))
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(made)]
        other = min(beside, key=lambda i: size(made[i]))
        first = min(at, other)
        made[first : first + 2] = [made[first] + made[first + 1]]
    enough = tuple(block for block in made if size(block) >= least)
    return Blocks(enough, tuple(y for block in made if block not in enough for y in block))


def strategies_together(persons: Mapping[str, Persons], least: int) -> tuple[tuple[str, ...], ...]:
    """The strategies of a block in parts of at least ``least`` persons, by name.

    A strategy with enough persons stands alone; the two smallest parts are joined until there is
    none with fewer. The whole is one part where it cannot be divided.

    >>> strategies_together({"plg": {1, 2, 3}, "starters": {4}, "training": {1, 2, 5}}, 3)
    (('plg', 'starters'), ('training',))
    """
    made: list[tuple[str, ...]] = [(strategy,) for strategy in sorted(persons)]

    def size(part: tuple[str, ...]) -> int:
        return len(set().union(*(persons[strategy] for strategy in part)))

    while len(made) > 1 and min(map(size, made)) < least:
        made.sort(key=size)
        made[:2] = [tuple(sorted(made[0] + made[1]))]
    return tuple(sorted(made))


def partition(
    fresh: Given, covered: Set[tuple[str, str]] = frozenset(), limits: Limits = LIMITS
) -> tuple[list[Block], list[Waiting]]:
    """The blocks of every centre, and what waits.

    ``fresh`` are answers that were never in an atom, ``covered`` the centres and school years of
    which there is an atom. What comes after that is late, and published among late answers only:
    a few of them never cost a new year its own figure. A year that waited as a whole may still
    join a new one.
    """
    least = limits.crossed if fresh.reading.secret == "mean" else limits.persons
    told: list[Block] = []
    waiting: list[Waiting] = []
    for centre in sorted(set(fresh.centre.tolist()) - {""}):
        for is_late in (False, True):
            rows = _rows_by_year(fresh, centre, covered, is_late)
            people = {y: set(fresh.person[at].tolist()) for y, at in rows.items()}
            found = blocks(people, least)
            told += [
                Block(centre, years, np.sort(np.concatenate([rows[y] for y in years])))
                for years in found.told
            ]
            item = fresh.reading.item
            waiting += [
                Waiting(item, centre, y, len(people[y]), len(rows[y]), least, is_late)
                for y in found.waiting
            ]
    return told, waiting


def _rows_by_year(
    fresh: Given, centre: str, covered: Set[tuple[str, str]], is_late: bool
) -> dict[str, NDArray[np.intp]]:
    own = np.flatnonzero(fresh.centre == centre)
    years = sorted(set(fresh.year[own].tolist()))
    return {y: own[fresh.year[own] == y] for y in years if ((centre, y) in covered) == is_late}

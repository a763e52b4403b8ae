"""Choices: what a director looks at is a sum of atoms, bounds added to bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from measurement.counting.effective import kish
from measurement.counting.intervals import wilson
from measurement.releases.atoms import Atom


@dataclass(frozen=True)
class Choice:
    """What a director looks at: everything, one school year, or one strategy of one year."""

    school_year: str = ""
    strategy: str = ""

    def __post_init__(self) -> None:
        if self.strategy and not self.school_year:
            raise ValueError("a strategy is chosen within one school year")


EVERYTHING = Choice()


@dataclass(frozen=True)
class Sum:
    """Atoms of an item together.

    ``persons``, and ``scorers`` with a score: how many at least; who is in two cannot be seen. ``least`` and
    ``most`` bound the favourable scores; equal where all is told exactly. ``squares`` is Σm² at
    most. ``counts``: point and number, missing unless all points are told.
    """

    n: int
    persons: int
    scorers: int
    scored: int
    least: int
    most: int
    squares: float
    years: tuple[str, ...]
    counts: tuple[tuple[int, int], ...] | None

    @property
    def not_applicable(self) -> int:
        """The answers without a score."""
        return self.n - self.scored

    @property
    def exact(self) -> bool:
        """Whether the favourable scores are told exactly."""
        return self.least == self.most

    def side(self, favourable: bool) -> tuple[int, int]:
        """The fewest and the most scores on the favourable side, or on the other one."""
        if favourable:
            return self.least, self.most
        return self.scored - self.most, self.scored - self.least

    @property
    def mean(self) -> float | None:
        """The mean of the scores, missing unless their points are told."""
        if self.counts is None or not self.scored:
            return None
        return sum(p * n for p, n in self.counts) / self.scored

    @property
    def sd(self) -> float | None:
        """Their standard deviation, with n − 1."""
        mean = self.mean
        if self.counts is None or mean is None or self.scored < 2:
            return None
        return sqrt(sum(n * (p - mean) ** 2 for p, n in self.counts) / (self.scored - 1))

    def size(self, rho: float) -> float:
        """The effective number of scores, cautiously: see :func:`cautious_squares`."""
        return float(kish(np.array([float(self.scored)]), np.array([self.squares]), rho)[0])


def in_view(atoms: Iterable[Atom], view: Choice) -> tuple[Atom, ...]:
    """The atoms that stand in a view: those of which all years, and the one strategy, are in it."""
    if view.strategy:
        wanted = "part", (view.strategy,)
        return tuple(
            a for a in atoms if (a.level, a.strategies) == wanted and a.years == (view.school_year,)
        )
    wholes = (a for a in atoms if a.level == "whole")
    return tuple(a for a in wholes if not view.school_year or a.years == (view.school_year,))


def left_out(atoms: Iterable[Atom], view: Choice) -> tuple[Atom, ...]:
    """The atoms that hold answers of a view's school year together with those of other years."""
    return tuple(
        a for a in atoms if a.level == "whole" and a.joined and view.school_year in a.years
    )


def answered(atoms: Iterable[Atom], view: Choice) -> int:
    """How many answers of a strategy of a year were published, told or not."""
    return sum(
        a.n
        for a in atoms
        if a.level != "whole"
        and a.strategies == (view.strategy,)
        and a.years == (view.school_year,)
    )


def of_item(
    atoms: Iterable[Atom], centres: Collection[str], item: str, moment: str = ""
) -> tuple[Atom, ...]:
    """The atoms of an item and a centre, under all names it had and of all centres merged in it."""
    own = (a for a in atoms if a.item == item and a.centre in centres and a.moment == moment)
    return alike(own)


def alike(atoms: Iterable[Atom]) -> tuple[Atom, ...]:
    """The atoms of an item of which the same points are favourable as in the last release.

    Where the cut of a scale was changed in between, older atoms are another figure.
    """
    found = tuple(atoms)
    last = max(found, key=lambda a: a.release, default=None)
    return tuple(a for a in found if last is not None and a.good == last.good)


def cautious_squares(squares: Iterable[float]) -> float:
    """Σm² of a sum at most: as if the same persons gave all answers.

    With m and m' the scores of each person in two atoms, √Σ(m + m')² ≤ √Σm² + √Σm'²: the triangle
    inequality. So the effective number of answers is never overstated.
    """
    return sum(sqrt(one) for one in squares) ** 2


def summed(atoms: Sequence[Atom]) -> Sum:
    """The sum of atoms of one item; of wholes, or of parts, never of both."""
    if len({a.level == "whole" for a in atoms}) > 1:
        raise ValueError("wholes and parts do not add up")
    bounds = [a.bounds for a in atoms]
    return Sum(
        n=sum(a.n for a in atoms),
        persons=max((a.persons for a in atoms), default=0),
        scorers=max((a.scorers for a in atoms), default=0),
        scored=sum(a.scored for a in atoms),
        least=sum(low for low, _ in bounds),
        most=sum(high for _, high in bounds),
        squares=float(atoms[0].squares) if len(atoms) == 1 else _squares(atoms),
        years=tuple(sorted({year for a in atoms for year in a.years})),
        counts=_counts(atoms),
    )


def by_item(atoms: Iterable[Atom], view: Choice) -> dict[str, Sum]:
    """The sum of every item in a view, of one centre; without zero measurements."""
    found: dict[str, list[Atom]] = {}
    for one in atoms:
        if not one.moment:
            found.setdefault(one.item, []).append(one)
    seen = {item: in_view(alike(own), view) for item, own in found.items()}
    return {item: summed(own) for item, own in seen.items() if own}


def _squares(atoms: Sequence[Atom]) -> float:
    return cautious_squares(float(a.squares) for a in atoms)


def _counts(atoms: Sequence[Atom]) -> tuple[tuple[int, int], ...] | None:
    if not atoms or any(a.counts is None for a in atoms):
        return None
    found: dict[int, int] = {}
    for point, n in (pair for a in atoms for pair in a.counts or ()):
        found[point] = found.get(point, 0) + n
    return tuple(sorted(found.items()))


def interval(
    low: int, high: int, scored: int, size: float, confidence: float
) -> tuple[float, float]:
    """The Wilson interval of a share that is known within bounds: from that of the lower bound to
    that of the upper one. Missing without scores.
    """
    if not scored:
        return float("nan"), float("nan")
    shares = np.array([low, high]) / scored
    found = wilson(shares * size, np.array([size, size]), confidence)
    return float(found.lower[0]), float(found.upper[1])


def trend(atoms: Iterable[Atom]) -> dict[str, Sum]:
    """The sum of each school year by itself, in order; joined years stand in no trend."""
    single = [a for a in atoms if a.level == "whole" and not a.joined]
    years = sorted({a.years[0] for a in single})
    return {year: summed([a for a in single if a.years == (year,)]) for year in years}

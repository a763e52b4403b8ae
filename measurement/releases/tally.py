"""What answers come to: how many, of how many persons, and how unevenly spread over them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from measurement.releases.given import Given
from measurement.releases.readings import Reading


@dataclass(frozen=True)
class Tally:
    """Answers to one item.

    ``n``: scored and not applicable; ``persons``: who gave them; ``scorers``: of these who gave a
    score; ``busiest`` (K): the scores of the
    two persons with most of them; ``most``: those of one; ``squares``: Σm² over the scores m of
    each person; ``counts``: the scores per point, in the order of the scale.
    """

    n: int
    persons: int
    scorers: int
    busiest: int
    most: int
    squares: int
    counts: tuple[int, ...]

    @property
    def scored(self) -> int:
        """The answers with a score."""
        return sum(self.counts)

    def favourable(self, one: Reading) -> int:
        """The scores on the favourable side."""
        return sum(n for p, n in zip(one.points, self.counts, strict=True) if p in one.favourable)

    def summed(self, one: Reading) -> int:
        """The sum of the scores."""
        return sum(p * n for p, n in zip(one.points, self.counts, strict=True))


def tally(found: Given, rows: NDArray[np.intp]) -> Tally:
    """What these rows come to."""
    person, score = found.person[rows], found.score[rows]
    scored = score >= 0
    each = np.sort(np.unique(person[scored], return_counts=True)[1])
    per_point = dict(zip(*np.unique(score[scored], return_counts=True), strict=True))
    return Tally(
        n=len(rows),
        persons=len(np.unique(person)),
        scorers=len(each),
        busiest=int(each[-2:].sum()),
        most=int(each[-1:].sum()),
        squares=int((each**2).sum()),
        counts=tuple(int(per_point.get(point, 0)) for point in found.reading.points),
    )

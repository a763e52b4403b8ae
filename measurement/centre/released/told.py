"""What is told of the high scores of an item, in figures and in words: exactly, within bounds, or n only."""

from __future__ import annotations

from typing import Any, NamedTuple

from measurement.charts.told import bound_words, few_words
from measurement.denominator import WITH, Denominator
from measurement.words import percent


class Told(NamedTuple):
    """``least`` to ``most`` high scores of ``n`` answers on a denominator, with shares and interval.

    ``how`` is ``exact``, ``at_most`` (within bounds) or ``n_only``; then there are no bounds, and
    shares and interval are missing.
    """

    how: str
    n: int
    scored: int
    least: int
    most: int
    share_least: float
    share_most: float
    lower: float
    upper: float

    @property
    def share(self) -> float:
        """The share where it is told exactly; otherwise missing."""
        return self.share_most if self.how == "exact" else float("nan")

    @property
    def part(self) -> str:
        """The number of high scores in words: ``9 of 12``, ``at most 3 of 12``, or n only."""
        if self.how == "n_only":
            return few_words(self.n)
        return bound_words(self.least, self.most, self.scored, self.n)

    def __str__(self) -> str:
        """The share as it is printed: ``75,0 %``; within bounds the numbers instead."""
        if self.how == "exact" and self.n:
            return percent(self.most, self.n)
        return self.part


def told(row: Any, denominator: Denominator) -> Told:
    """What a row of ``released_items`` or ``released_trend`` tells of high, on this denominator."""
    end = "_all" if denominator == WITH else ""
    n = int(row.n if denominator == WITH else row.n_scored)
    known = str(row.told) != "n_only"
    return Told(
        how=str(row.told),
        n=n,
        scored=int(row.n_scored),
        least=int(row.n_high_least) if known else 0,
        most=int(row.n_high_most) if known else 0,
        share_least=float(getattr(row, f"share{end}_least")),
        share_most=float(getattr(row, f"share{end}_most")),
        lower=float(getattr(row, f"lower{end}")),
        upper=float(getattr(row, f"upper{end}")),
    )

"""What may be told of a set of answers.

K is the number of scores of its two busiest persons: what one of them, who knows the own answers,
leaves of another. A figure of which more than K answers lie on a side leaves room for anybody to
be on that side.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal, NamedTuple

from measurement.releases.limits import ALL, BUSIEST, PARTS, SPREAD
from measurement.releases.readings import Reading
from measurement.releases.tally import Tally

How = Literal["exact", "at_most", "n_only"]
Side = Literal["favourable", "unfavourable", ""]


class Told(NamedTuple):
    """How a figure is told: exactly, as "at most K" on a side, or only how many answered.

    ``points`` says whether mean, spread and distribution are told as well.
    """

    how: How
    side: Side = ""
    points: bool = False


class ToldTogether(NamedTuple):
    """How a whole is told, and each of its strategies."""

    whole: Told
    parts: tuple[Told, ...]


def told(found: Tally, one: Reading, rules: Set[str] = ALL) -> Told:
    """How a set of answers is told by itself.

    ``one_side``: exactly where more than K are favourable, else "at most K favourable" where
    2K or more (and more than K) scored. ``both_sides``: exactly where the smaller side is more
    than K, else "at most K" of that side where more than 2K scored.
    """
    k, s = found.busiest, found.scored
    good = found.favourable(one)
    smaller: Side = "favourable" if 2 * good <= s else "unfavourable"
    inner = min(good, s - good)
    if one.secret == "mean":
        return _mean_told(found, one, rules)
    points = inner > k or SPREAD not in rules
    if BUSIEST not in rules:
        return Told("exact", "", points)
    if one.secret == "one_side":
        if good > k:
            return Told("exact", "", points)
        return Told("at_most", "favourable") if s >= max(k + 1, 2 * k) else Told("n_only")
    if inner > k:
        return Told("exact", "", points)
    return Told("at_most", smaller) if s >= 2 * k + 1 else Told("n_only")


def _mean_told(found: Tally, one: Reading, rules: Set[str]) -> Told:
    """Only where whatever two persons gave, the others cannot all be at one end."""
    if BUSIEST not in rules:
        return Told("exact")
    first, last = one.points[0], one.points[-1]
    k, others, total = found.busiest, found.scored - found.busiest, found.summed(one)
    inside = others * first + k * last < total < others * last + k * first
    return Told("exact") if others > 0 and inside else Told("n_only")


def told_together(
    whole: Tally,
    parts: Sequence[Tally],
    one: Reading,
    least: int,
    rules: Set[str] = ALL,
    apart: bool = True,
) -> ToldTogether:
    """How the answers of a block are told, with its parts (of its strategies): all or none.

    One part is told as the whole, of which it is another name. Several are told where the whole
    and each of them is exact and has ``least`` persons; points then of all or of none. They stay
    untold where they may not be told ``apart``: a strategy is one of a single year.
    """
    of_whole = told(whole, one, rules)
    alone = tuple(told(part, one, rules) for part in parts)
    if len(parts) < 2:
        return ToldTogether(of_whole, (of_whole,) * len(parts))
    if PARTS not in rules:
        return ToldTogether(of_whole, alone)
    fit = of_whole.how == "exact" and all(
        part.persons >= least and found.how == "exact"
        for part, found in zip(parts, alone, strict=True)
    )
    if not (fit and apart) or one.secret == "mean":
        return ToldTogether(of_whole, (Told("n_only"),) * len(parts))
    if SPREAD not in rules:
        return ToldTogether(of_whole, alone)
    exact = Told("exact", "", of_whole.points and all(found.points for found in alone))
    return ToldTogether(exact, (exact,) * len(parts))

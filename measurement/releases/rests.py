"""The rest of the network: a published total without the own atoms of the same release."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from measurement.releases.atoms import Atom
from measurement.releases.history import History
from measurement.releases.totals import Total
from measurement.releases.views import Choice


@dataclass(frozen=True)
class Rest:
    """All others, and the own answers that wait.

    ``scorers`` (persons with a score) at least, ``squares`` (Σm²) at most: who answered for two centres is in both.
    ``counts`` are missing unless the points of all own atoms are told.
    """

    n: int
    scorers: int
    scored: int
    favourable: int
    squares: int
    counts: tuple[tuple[int, int], ...] | None


def total_of(totals: Iterable[Total], item: str, view: Choice, moment: str = "") -> Total | None:
    """The total of a school year, or of a strategy of it; None where there is none."""
    place = (item, view.school_year, view.strategy, moment)
    found = (t for t in totals if (t.item, t.year, t.strategy, t.moment) == place)
    return next(found, None)


def rest(history: History, centres: Collection[str], item: str, view: Choice) -> Rest | None:
    """The rest of a school year, or of a strategy of it; None where it may not be told.

    Only of a total that is told, and only where all own atoms in it, of the same release, are
    exact, of that year or strategy alone, and hold still. Late answers are in no total.
    """
    found = total_of(history.totals, item, view)
    if found is None:
        return None
    own = _own(history, centres, item, found.release, view)
    return None if own is None else minus(found, own)


def minus(total: Total, own: Collection[Atom]) -> Rest | None:
    """A total without own atoms; None unless it and all of them are told exactly."""
    high = [a.favourable for a in own if a.favourable is not None]
    if not total.told or total.favourable is None or len(high) < len(own):
        return None
    return Rest(
        n=total.n - sum(a.n for a in own),
        scorers=max(total.scorers - sum(a.scorers for a in own), 0),
        scored=total.scored - sum(a.scored for a in own),
        favourable=total.favourable - sum(high),
        squares=total.squares - sum(a.squares for a in own),
        counts=_counts(total, own),
    )


def _published(
    history: History, centres: Collection[str], item: str, release: int
) -> tuple[Atom, ...]:
    """The own atoms of a release, also those withdrawn since."""
    made = (r for r in history.releases if r.number == release)
    return tuple(
        a for r in made for a in r.atoms if a.item == item and a.centre in centres and not a.moment
    )


def _own(
    history: History, centres: Collection[str], item: str, release: int, view: Choice
) -> list[Atom] | None:
    """The own atoms that are in a total; None where they do not cover just that total."""
    year, kind = view.school_year, view.strategy
    level = "part" if kind else "whole"
    inside = [
        a
        for a in _published(history, centres, item, release)
        if a.level == level and year in a.years and (not kind or kind in a.strategies)
    ]
    fit = all(
        a.id in history.ids and not a.joined and (not kind or len(a.strategies) == 1)
        for a in inside
    )
    return inside if fit else None


def _counts(total: Total, own: Collection[Atom]) -> tuple[tuple[int, int], ...] | None:
    if total.counts is None or any(a.counts is None for a in own):
        return None
    found = dict(total.counts)
    for point, n in (pair for a in own for pair in a.counts or ()):
        found[point] = found.get(point, 0) - n
    return tuple(sorted(found.items()))

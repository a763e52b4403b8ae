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
    return None if own is None else minus([found], own)


def rest_of_joined(history: History, centres: Collection[str], joined: Atom) -> Rest | None:
    """The rest beside an atom of joined years: only where the total of every year is told."""
    views = (Choice(year) for year in joined.years)
    found = [total_of(history.totals, joined.item, v, joined.moment) for v in views]
    known = [t for t in found if t is not None and t.release == joined.release]
    if len(known) < len(found):
        return None
    others = [
        a
        for a in _published(history, centres, joined.item, joined.release)
        if a.level == "whole" and a.id != joined.id and set(a.years) & set(joined.years)
    ]
    fit = joined.id in history.ids and not others
    return minus(known, [joined]) if fit else None


def minus(totals: Collection[Total], own: Collection[Atom]) -> Rest | None:
    """Totals without own atoms; None unless all of them are told exactly."""
    if not all(t.told for t in totals):
        return None
    high = [a.favourable for a in own if a.favourable is not None]
    whole = [t.favourable for t in totals if t.favourable is not None]
    if len(high) < len(own) or len(whole) < len(totals):
        return None
    return Rest(
        n=sum(t.n for t in totals) - sum(a.n for a in own),
        scorers=max(max(t.scorers for t in totals) - sum(a.scorers for a in own), 0),
        scored=sum(t.scored for t in totals) - sum(a.scored for a in own),
        favourable=sum(whole) - sum(high),
        squares=sum(t.squares for t in totals) - sum(a.squares for a in own),
        counts=_counts(totals, own),
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


def _counts(totals: Collection[Total], own: Collection[Atom]) -> tuple[tuple[int, int], ...] | None:
    added, taken = [t.counts for t in totals], [a.counts for a in own]
    if None in (*added, *taken):
        return None
    found: dict[int, int] = {}
    for sign, group in ((1, added), (-1, taken)):
        for point, n in (pair for counts in group for pair in counts or ()):
            found[point] = found.get(point, 0) + sign * n
    return tuple(sorted(found.items()))

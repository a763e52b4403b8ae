"""What was published so far, and what of it holds now. Nothing is ever changed: rows are added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from measurement.counting.effective import DEFAULT
from measurement.errors import SurveyError
from measurement.releases.atoms import Atom
from measurement.releases.given import Identity, keys_of
from measurement.releases.limits import ALL, FROZEN
from measurement.releases.release import Before, Release
from measurement.releases.totals import Groups, Total, beside
from measurement.words import say

Why = Literal["release", "correction"]


@dataclass(frozen=True)
class Withdrawal:
    """That something published holds no longer: a release as a whole, or atoms of a correction.

    ``held``: keys that are held from then on. Readers get one neutral text, whatever the reason.
    """

    number: int
    day: str
    by: str
    why: Why
    release: int = 0
    atoms: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Undone:
    """That a withdrawn release holds again, the same rows as before."""

    number: int
    day: str
    by: str


@dataclass(frozen=True)
class History:
    """All releases, withdrawals and what was undone of these, in the order they came."""

    releases: tuple[Release, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    undone: tuple[Undone, ...] = ()

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms that hold now."""
        gone, lost = self._releases_gone(), self._atoms_gone()
        kept = (r for r in self.releases if r.number not in gone)
        return tuple(a for r in kept for a in r.atoms if a.whole not in lost)

    @cached_property
    def totals(self) -> tuple[Total, ...]:
        """The totals that hold now; a correction does not change them."""
        gone = self._releases_gone()
        return tuple(t for r in self.releases if r.number not in gone for t in r.totals)

    @property
    def holding(self) -> tuple[Release, ...]:
        """The releases that were not withdrawn, in their order."""
        gone = self._releases_gone()
        return tuple(r for r in self.releases if r.number not in gone)

    @property
    def last(self) -> Release | None:
        """The last release that holds, of which the day is shown; None before the first."""
        return next(reversed(self.holding), None)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the atoms that hold now."""
        return frozenset(a.id for a in self.atoms)

    def of(self, centres: Collection[str]) -> History:
        """The same for a director: atoms of the own centre only, under all names that it had.

        Totals stay, what is held or waits goes.
        """
        own = (
            replace(
                r,
                atoms=tuple(a for a in r.atoms if a.centre in centres),
                response=r.response[r.response["centre"].isin(list(centres))],
                held={},
                waiting=(),
                news=(),
            )
            for r in self.releases
        )
        return replace(self, releases=tuple(own))

    def beside(self, groups: Groups) -> History:
        """The same without totals that tell too much to who knows all centres of a group (:func:`beside`)."""
        atoms = [a for r in self.releases for a in r.atoms]
        kept = (replace(r, totals=beside(r.totals, atoms, groups)) for r in self.releases)
        return replace(self, releases=tuple(kept)) if groups else self

    def rho_of(self, item: str, releases: Collection[int]) -> float:
        """How far answers of one person to an item go together, by what these releases say.

        An atom keeps the ρ of its release, so that no later answer changes what is shown of it;
        over several the largest.
        """
        known = [r.rho[item] for r in self.releases if r.number in releases and item in r.rho]
        return max(known, default=DEFAULT)

    def before(self, rules: Set[str] = ALL) -> Before:
        """What the next release has to know of those before, withdrawn ones too."""
        held = {key for r in self.releases for key in r.held}
        held |= {key for w in self.withdrawals for key in w.held}
        if FROZEN not in rules:  # what was withdrawn by a correction is published again
            lost = self._atoms_gone()
            held = {k for r in self.releases for k, name in r.held.items() if name not in lost}
        return Before(
            number=len(self.releases),
            held=frozenset(held),
            covered=frozenset(
                (a.item, a.moment, a.centre, year)
                for r in self.releases
                for a in r.atoms
                for year in a.years
            ),
            totals=frozenset((t.item, t.year, t.moment) for r in self.releases for t in r.totals),
        )

    def _releases_gone(self) -> set[int]:
        back = {one.number for one in self.undone}
        rows = (w for w in self.withdrawals if w.why == "release" and w.number not in back)
        return {w.release for w in rows}

    def _atoms_gone(self) -> set[str]:
        return {name for w in self.withdrawals for name in w.atoms}


def added(history: History, one: Release) -> History:
    """The history with a release; raises ``ValueError`` for one that does not follow the last."""
    if one.number != len(history.releases) + 1:
        raise ValueError(f"release {one.number} after {len(history.releases)}")
    return replace(history, releases=(*history.releases, one))


def withdrawn(history: History, release: int, day: str, by: str) -> History:
    """The history with a release withdrawn as a whole.

    Its answers stay held: they are never published in another way. Raises :class:`SurveyError`
    when there is no such release, or when it is withdrawn already.
    """
    there = {r.number for r in history.releases} - history._releases_gone()
    if release not in there:
        raise SurveyError(say("There is no release {number} to withdraw.", number=release))
    number = len(history.withdrawals) + 1
    row = Withdrawal(number, day, by, "release", release)
    return replace(history, withdrawals=(*history.withdrawals, row))


def undone(history: History, withdrawal: int, day: str, by: str) -> History:
    """The history with the withdrawal of a release undone: the same rows are back.

    Raises :class:`SurveyError` for another withdrawal: what was corrected never comes back.
    """
    open_ = {w.number for w in history.withdrawals if w.why == "release"}
    if withdrawal not in open_ - {one.number for one in history.undone}:
        raise SurveyError(
            say(
                "Withdrawal {number} cannot be undone: only that of a release can, and only once.",
                number=withdrawal,
            )
        )
    return replace(history, undone=(*history.undone, Undone(withdrawal, day, by)))


def corrected(
    history: History,
    identities: Iterable[Identity],
    items: Sequence[str],
    secret: bytes,
    day: str,
    by: str,
) -> History:
    """The history after answers to these items were corrected (see :func:`corrected_each`)."""
    return corrected_each(history, dict.fromkeys(identities, items), secret, day, by)


def corrected_each(
    history: History,
    changed: Mapping[Identity, Collection[str]],
    secret: bytes,
    day: str,
    by: str,
) -> History:
    """The history after answers were corrected, reversed or undone: their atoms are withdrawn.

    ``changed``: of whom the answers concerned are, and the items. Every atom that holds one is
    withdrawn, whether or not a figure changed, and none is made again: a new figure beside the old
    one would tell what the corrected person answers. From then on nothing more of that survey is
    published for these items: who comes back under another name could not be recognised; and nothing
    more of these responses, whatever the item. The history itself where nothing of these answers was published.
    """
    known = {key: name for r in history.releases for key, name in r.held.items()}
    atoms: set[str] = set()
    held: set[str] = set()
    for one, items in changed.items():
        for item in items:
            keys = keys_of(secret, one, item)
            names = {known[key] for key in keys.own if key in known}
            atoms |= names
            held |= keys.withdrawn if names else set()
    if not atoms:
        return history
    number = len(history.withdrawals) + 1
    row = Withdrawal(number, day, by, "correction", 0, frozenset(atoms), frozenset(held))
    return replace(history, withdrawals=(*history.withdrawals, row))

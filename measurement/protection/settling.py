"""Closing cells until nothing follows from what stays open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from measurement.counting.groups import Index
from measurement.protection.cells import Cells
from measurement.protection.follows import Auditor, Bound, minority
from measurement.protection.rules import ALL, Flags, Limits, alike, dissenting, too_few
from measurement.protection.views import Branches, Opened, nothing, opened
from measurement.questionnaire.scale import NOT_APPLICABLE


def at_names(flags: Opened, names: Index) -> Opened:
    """The flags at these places of the tree."""
    return Opened(flags.root[names], flags.years[:, names], flags.cells[:, names])


def _put(into: Opened, names: Index, flags: Opened) -> None:
    for target, one in zip(into, flags, strict=True):
        target[..., names] = one


def either(one: Opened, other: Opened) -> Opened:
    """What is open in one or the other."""
    return Opened(*(a | b for a, b in zip(one, other, strict=True)))


@dataclass(frozen=True, eq=False)
class Settler:
    """Opens and closes names until nothing that is hidden can be worked out."""

    cells: Cells
    tree: Branches
    limits: Limits
    rules: frozenset[str]

    def __call__(
        self,
        names: Index,
        blocks: Index,
        into: Opened,
        told: Opened,
        closed: Opened,
    ) -> None:
        """Fill in what is open of these names, and what may be told of the hidden ones."""
        part = self.cells.only(names)
        shut = at_names(closed, names)
        found = opened(part, self.tree, shut, self.limits, self.rules)
        _put(into, names, found)
        if "audit" in self.rules and len(names) and self.cells.cells:
            self._audited(part, blocks, shut, found)
            _put(into, names, found)
            auditor = Auditor(part, self.tree, blocks, self.limits)
            _put(told, names, self._told(part, found, auditor))

    def _audited(self, part: Cells, blocks: Index, shut: Opened, found: Opened) -> None:
        """Close in ``found`` what must be, round by round, of the names that still fail.

        Every round closes something, so there are no more rounds than views.
        """
        left = np.arange(len(part.names))
        while len(left):
            some, now = part.only(left), at_names(found, left)
            fails = Auditor(some, self.tree, blocks, self.limits).failing(now)
            bad = np.flatnonzero(fails.root | fails.years.any(axis=0))
            if not len(bad):
                return
            more = self._closing(some, now, fails)
            left = left[bad]
            closed = either(at_names(shut, left), at_names(more, bad))
            _put(shut, left, closed)
            again = opened(part.only(left), self.tree, closed, self.limits, self.rules)
            _put(found, left, again)

    def _closing(self, part: Cells, found: Opened, fails: Opened) -> Opened:
        """What to close where something hidden is determined: one more child, or the view itself.

        The smallest open child goes first: hidden with the others it adds ways to have come about.
        """
        made = nothing(part, self.tree)
        n = part.x[:-1, ..., NOT_APPLICABLE:].sum(axis=(0, 3))
        per_year = np.array([n[own].sum(axis=0) for own in self.tree.cells], np.int64)
        for name in np.flatnonzero(fails.root):
            some = np.flatnonzero(found.years[:, name] & (per_year[:, name] > 0))
            if len(some):
                made.years[some[per_year[some, name].argmin()], name] = True
            else:
                made.root[name] = True
        for year, name in np.argwhere(fails.years):
            own = self.tree.cells[year]
            some = own[found.cells[own, name] & (n[own, name] > 0)]
            if len(some):
                made.cells[some[n[some, name].argmin()], name] = True
            else:
                made.years[year, name] = True
        return made

    def _told(self, part: Cells, found: Opened, auditor: Auditor) -> Opened:
        """What may be called nearly unanimous without giving away more than that."""
        each = np.arange(len(part.cells))
        years = np.array([self._alike(part, one) for one in self.tree.cells], bool)
        cells = np.array([self._alike(part, each[i : i + 1]) for i in each], bool)
        made = Opened(
            self._alike(part, each) & ~found.root,
            years.reshape(found.years.shape) & ~found.years,
            cells.reshape(found.cells.shape) & ~found.cells,
        )
        fails = auditor.failing(found, self._bounds(part, made))
        made.years[:] &= ~fails.root
        made.cells[:] &= ~(fails.years | fails.root)[self.tree.year_of]
        return made

    def _bounds(self, part: Cells, told: Opened) -> tuple[Bound, Bound]:
        """What may still change where a reader is told that nearly everybody says the same."""
        each, year = np.arange(len(part.cells)), self.tree.year_of
        same_year = year[:, None] == year[None, :]
        single = [each[i : i + 1] for i in each]
        return (
            self._bound(part, self.tree.cells, told.years, same_year),
            self._bound(part, single, told.cells, np.zeros_like(same_year)),
        )

    def _bound(self, part: Cells, nodes: Sequence[Index], told: Flags, within: Flags) -> Bound:
        gain = np.ones((len(part.cells), len(part.names), part.x.shape[3]), bool)
        lose = np.ones(gain.shape[:2], bool)
        for cells, flags in zip(nodes, told, strict=True):
            for name in np.flatnonzero(flags):
                self._bind(part, cells, int(name), gain, lose)
        return Bound(gain, lose, within)

    def _bind(self, part: Cells, cells: Index, name: int, gain: Flags, lose: Flags) -> None:
        x = part.x[:-1, cells, name].sum(axis=1)
        one = part.only(np.array([name]))
        weights = one.weigh(one.mask(cells))
        told = (weights.n > 0) & (dissenting(weights, one.kinds) <= self.limits.dissent)
        for group in np.flatnonzero(told[:-1, 0]):
            sizes = (weights.n[group, 0], weights.persons[group, 0], weights.scored[group, 0])
            if min(sizes) <= self.limits.group:
                lose[cells, name] = False
            if dissenting(weights, one.kinds)[group, 0] >= self.limits.dissent:
                gain[cells, name] &= ~minority(x[group], part, name)

    def _alike(self, part: Cells, cells: Index) -> Flags:
        """Whether an own centre, enough of it, is nearly unanimous here."""
        weights = part.weigh(part.mask(cells))
        limits = self.limits
        enough = (weights.n > 0) & ~too_few(weights, limits, ALL)
        same = alike(weights, part.kinds, limits, limits.dissent) & enough
        return np.asarray(same[:-1].any(axis=0), bool)


def blocks_of(cells: Cells, tree: Branches, answered: Opened, rules: frozenset[str]) -> Index:
    """Cells whose numbers of answers are known only together have the same block."""
    made = np.zeros(len(cells.cells), np.intp)
    for place, own in enumerate(tree.cells):
        if answered.years[place].all():
            made[own] = 1 + place
    known: Flags = np.asarray(answered.cells.all(axis=1), bool)
    if "views" not in rules:
        known[:] = True
    made[known] = 1 + len(tree.years) + np.flatnonzero(known)
    return made

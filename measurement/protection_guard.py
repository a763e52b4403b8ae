"""What a director may see of every item in every view: worked out once, for all views together.

One view by itself cannot be protected: what is shown in it must be safe beside all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from measurement.answers import Answers
from measurement.protection_audit import Auditor, Bound, minority
from measurement.protection_cells import Cells, cells_of, two_faced
from measurement.protection_rules import ALL, LIMITS, Flags, Limits, alike, dissenting, too_few
from measurement.protection_tree import Branches, Opened, branches, nothing, opened
from measurement.scale import NOT_APPLICABLE
from measurement.scope import Scope, View

Index = NDArray[np.intp]
WORTH = 0.5  # of the cells of a level, else it is not offered


class Shown(NamedTuple):
    """Cells that an own centre answered; of them shown exactly, and shown coarsely."""

    asked: int
    exact: int
    coarse: int

    @property
    def part(self) -> float:
        """The fraction that is shown, exactly or coarsely; 0 of nothing."""
        return (self.exact + self.coarse) / self.asked if self.asked else 0.0


@dataclass(frozen=True, eq=False)
class Guard:
    """The decision for one scope: which names are open where, and what may be said of the rest.

    ``open``: the names (items, scales, :data:`ANSWERED`) that are open in the whole, in every
    year and in every cell; ``told``: the hidden ones of which may be said that nearly everybody
    says the same.
    """

    scope: Scope
    limits: Limits
    rules: frozenset[str]
    cells: Cells
    tree: Branches
    open: Opened
    told: Opened

    def level(self, view: View, opened_: Opened) -> Flags:
        """The flags of one view; none for a view that the data do not have."""
        if not view.school_year:
            return opened_.root
        if not view.strategy:
            if view.school_year in self.tree.years:
                return np.asarray(opened_.years[self.tree.years.index(view.school_year)], bool)
        elif (view.school_year, view.strategy) in self.cells.cells:
            place = self.cells.cells.index((view.school_year, view.strategy))
            return np.asarray(opened_.cells[place], bool)
        return np.zeros(len(self.cells.names), bool)

    def views(self) -> tuple[View, ...]:
        """The views that may be offered: those whose number of answers may be known."""
        known = [View()]
        known += [View(year) for year in self.tree.years if year]
        known += [View(year, kind) for year, kind in self.cells.cells if year and kind]
        return tuple(sorted(view for view in known if self._offered(view)))

    def shown(self, *views: View) -> Shown:
        """How many cells (own centre and item that it answered) these views show."""
        n_names = len(self.cells.names) - 1 - len(self.cells.scales)
        total = Shown(0, 0, 0)
        for view in views:
            under = self.cells.under(view.school_year, view.strategy)
            asked = self.cells.x[:-1, under, :n_names, NOT_APPLICABLE:].sum(axis=(1, 3)) > 0
            exact = self.level(view, self.open)[:n_names]
            coarse = self.level(view, self.told)[:n_names] & ~exact
            found = (asked.sum(), (asked & exact).sum(), (asked & coarse).sum())
            total = Shown(*(a + int(b) for a, b in zip(total, found, strict=True)))
        return total

    def _offered(self, view: View) -> bool:
        place = len(self.cells.names) - 1
        under = self.cells.under(view.school_year, view.strategy)
        some = bool(self.cells.x[:-1, under, place].sum() > 0)
        return some and ("views" not in self.rules or bool(self.level(view, self.open)[place]))


def guard(
    answers: Answers,
    scope: Scope,
    limits: Limits = LIMITS,
    rules: frozenset[str] = ALL,
    worth: float = WORTH,
) -> Guard:
    """What the director of ``scope`` may see of these answers (zero measurements left out).

    School years, and within each the strategies, are offered only where at least ``worth`` of
    their cells can be shown: a page of hidden figures helps nobody, and costs figures elsewhere,
    because what is hidden below must not follow from what is shown above. Strategies are not
    offered either where they would cost the school years or the whole anything.
    """
    cells = cells_of(answers.without_zero(), scope)
    tree = branches(cells)
    shut = nothing(cells, tree)
    for flags in shut:
        flags[..., two_faced(answers)] = True
    if not worth or not cells.cells:
        return _settled(scope, cells, tree, limits, rules, shut)
    strategies = shut.cells.copy()
    shut.cells[:] = True
    made = _settled(scope, cells, tree, limits, rules, shut)
    if made.shown(*_years(made)).part < worth:
        shut.years[:] = True
        return _settled(scope, cells, tree, limits, rules, shut)
    for place, own in enumerate(tree.cells):
        made = _with_strategies(made, shut, place, worth, strategies[own])
    return made


def _with_strategies(made: Guard, shut: Opened, place: int, worth: float, closed: Flags) -> Guard:
    """The same with the strategies of one school year, where that is worth it; else as it was.

    ``closed`` is what stays closed of them.
    """
    own = made.tree.cells[place]
    shut.cells[own] = closed
    wider = _settled(made.scope, made.cells, made.tree, made.limits, made.rules, shut)
    below = [v for v in wider.views() if v.strategy and v.school_year == made.tree.years[place]]
    above = [v for v in made.views() if not v.strategy]
    kept = set(above) <= set(wider.views()) and wider.shown(*above) == made.shown(*above)
    if below and kept and wider.shown(*below).part >= worth:
        return wider
    shut.cells[own] = True
    return made


def _years(made: Guard) -> list[View]:
    return [view for view in made.views() if view.school_year and not view.strategy]


def _settled(
    scope: Scope,
    cells: Cells,
    tree: Branches,
    limits: Limits,
    rules: frozenset[str],
    shut: Opened,
) -> Guard:
    """What is open where nothing of ``shut`` is offered."""
    whole, told = nothing(cells, tree), nothing(cells, tree)
    n_items = len(cells.names) - len(cells.scales) - 1
    places = np.arange(len(cells.names))
    last = places[-1:]
    settle = _Settler(cells, tree, limits, rules)
    settle(last, np.zeros(len(cells.cells), np.intp), whole, told, shut)
    blocks = _blocks(cells, tree, _at(whole, last), rules)
    settle(places[:n_items], blocks, whole, told, shut)
    scales = _or(shut, _incomplete(cells, tree, whole, rules))
    settle(places[n_items:-1], blocks, whole, told, scales)
    told = Opened(*(a & ~b for a, b in zip(told, shut, strict=True)))
    return Guard(scope, limits, rules, cells, tree, whole, told)


def _at(flags: Opened, names: Index) -> Opened:
    return Opened(flags.root[names], flags.years[:, names], flags.cells[:, names])


def _put(into: Opened, names: Index, flags: Opened) -> None:
    for target, one in zip(into, flags, strict=True):
        target[..., names] = one


def _or(one: Opened, other: Opened) -> Opened:
    return Opened(*(a | b for a, b in zip(one, other, strict=True)))


@dataclass(frozen=True, eq=False)
class _Settler:
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
        shut = _at(closed, names)
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
            some, now = part.only(left), _at(found, left)
            fails = Auditor(some, self.tree, blocks, self.limits).failing(now)
            bad = np.flatnonzero(fails.root | fails.years.any(axis=0))
            if not len(bad):
                return
            more = self._closing(some, now, fails)
            left = left[bad]
            closed = _or(_at(shut, left), _at(more, bad))
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
        found = one.weigh(one.mask(cells))
        told = (found.n > 0) & (dissenting(found, one.kinds) <= self.limits.dissent)
        for group in np.flatnonzero(told[:-1, 0]):
            sizes = (found.n[group, 0], found.persons[group, 0], found.scored[group, 0])
            if min(sizes) <= self.limits.group:
                lose[cells, name] = False
            if dissenting(found, one.kinds)[group, 0] >= self.limits.dissent:
                gain[cells, name] &= ~minority(x[group], part, name)

    def _alike(self, part: Cells, cells: Index) -> Flags:
        """Whether an own centre, enough of it, is nearly unanimous here."""
        found = part.weigh(part.mask(cells))
        limits = self.limits
        enough = (found.n > 0) & ~too_few(found, limits, ALL)
        same = alike(found, part.kinds, limits, limits.dissent) & enough
        return np.asarray(same[:-1].any(axis=0), bool)


def _blocks(cells: Cells, tree: Branches, answered: Opened, rules: frozenset[str]) -> Index:
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


def _incomplete(cells: Cells, tree: Branches, open_: Opened, rules: frozenset[str]) -> Opened:
    """Where an item of a scale is hidden: a score on the rest of it would be another measure."""
    made = nothing(cells, tree)
    if "scales" not in rules:
        return made
    place = {name: i for i, name in enumerate(cells.names)}
    asked = cells.x[..., NOT_APPLICABLE:].sum(axis=(0, 3)) > 0
    for i, scale in enumerate(cells.scales, len(cells.names) - len(cells.scales) - 1):
        items = [place[item] for item in scale.items if item in place]
        for y, own in enumerate(tree.cells):
            in_year = asked[own][:, items].any(axis=0)
            made.years[y, i] = (in_year & ~open_.years[y, items]).any()
        made.root[i] = (asked[:, items].any(axis=0) & ~open_.root[items]).any()
        made.cells[:, i] = (asked[:, items] & ~open_.cells[:, items]).any(axis=1)
    return made

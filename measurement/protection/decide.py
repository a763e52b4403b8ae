"""What a director may see of every item in every view: worked out once, for all views together.

One view by itself cannot be protected: what is shown in it must be safe beside all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.protection.cells import Cells, cells_of, two_faced
from measurement.protection.rules import ALL, LIMITS, Flags, Limits
from measurement.protection.scope import Scope, View
from measurement.protection.settling import Settler, at_names, blocks_of
from measurement.protection.views import Branches, Opened, branches, nothing
from measurement.questionnaire.scale import NOT_APPLICABLE

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

    ``open``: the names (items, :data:`ANSWERED`) that are open in the whole, in every
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
        n_names = len(self.cells.names) - 1
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


def _with_strategies(
    decision: Guard, shut: Opened, place: int, worth: float, closed: Flags
) -> Guard:
    """The same with the strategies of one school year, where that is worth it; else as it was.

    ``closed`` is what stays closed of them.
    """
    own = decision.tree.cells[place]
    shut.cells[own] = closed
    wider = _settled(
        decision.scope, decision.cells, decision.tree, decision.limits, decision.rules, shut
    )
    below = [v for v in wider.views() if v.strategy and v.school_year == decision.tree.years[place]]
    above = [v for v in decision.views() if not v.strategy]
    kept = set(above) <= set(wider.views()) and wider.shown(*above) == decision.shown(*above)
    if below and kept and wider.shown(*below).part >= worth:
        return wider
    shut.cells[own] = True
    return decision


def _years(decision: Guard) -> list[View]:
    return [view for view in decision.views() if view.school_year and not view.strategy]


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
    places = np.arange(len(cells.names))
    items, last = places[:-1], places[-1:]
    settle = Settler(cells, tree, limits, rules)
    settle(last, np.zeros(len(cells.cells), np.intp), whole, told, shut)
    blocks = blocks_of(cells, tree, at_names(whole, last), rules)
    settle(items, blocks, whole, told, shut)
    told = Opened(*(a & ~b for a, b in zip(told, shut, strict=True)))
    return Guard(scope, limits, rules, cells, tree, whole, told)

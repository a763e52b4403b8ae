"""Which items are open in which view: a tree of everything, school years, and their strategies.

Within a family (the children of one view) the children that must not be shown are hidden, and
with them as many others as it takes for the hidden ones together to be a group that may be known:
for parent minus shown children *is* known (secondary suppression).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from measurement.protection.cells import Cells
from measurement.protection.rules import Flags, Limits, one_voice, unfit

Index = NDArray[np.intp]


class Opened(NamedTuple):
    """Which names are open: in the whole, in every year (years × names), in every cell."""

    root: Flags
    years: Flags
    cells: Flags


@dataclass(frozen=True, eq=False)
class Branches:
    """The years of the tree, and the cells of each."""

    years: tuple[str, ...]
    cells: tuple[Index, ...]

    @property
    def year_of(self) -> Index:
        """The place of the year of every cell."""
        made = np.zeros(sum(map(len, self.cells)), np.intp)
        for place, cells in enumerate(self.cells):
            made[cells] = place
        return made


def branches(cells: Cells) -> Branches:
    """The tree that the cells make."""
    years = tuple(dict.fromkeys(year for year, _ in cells.cells))
    of_year = [[i for i, (y, _) in enumerate(cells.cells) if y == year] for year in years]
    return Branches(years, tuple(np.array(one, np.intp) for one in of_year))


def nothing(cells: Cells, tree: Branches) -> Opened:
    """Nothing anywhere: the start for what is to be closed."""
    size = len(cells.names)
    return Opened(
        np.zeros(size, bool),
        np.zeros((len(tree.years), size), bool),
        np.zeros((len(cells.cells), size), bool),
    )


def opened(
    cells: Cells, tree: Branches, closed: Opened, limits: Limits, rules: frozenset[str]
) -> Opened:
    """What may be open, given what is closed already."""
    everywhere = cells.mask(np.arange(len(cells.cells)))
    root = ~closed.root & ~unfit(cells.weigh(everywhere), cells.kinds, limits, rules)
    years = _family(cells, tree.cells, root, closed.years, limits, rules)
    leaves = np.zeros_like(closed.cells)
    for year, own in zip(years, tree.cells, strict=True):
        single = [own[i : i + 1] for i in range(len(own))]
        leaves[own] = _family(cells, single, year, closed.cells[own], limits, rules)
    return Opened(root, years, leaves)


def _family(
    cells: Cells,
    children: Sequence[Index],
    parent: Flags,
    closed: Flags,
    limits: Limits,
    rules: frozenset[str],
) -> Flags:
    """Which children are open, children × names."""
    found = [cells.weigh(cells.mask(child)) for child in children]
    bad = [unfit(one, cells.kinds, limits, rules) for one in found]
    hidden = np.array(bad, bool).reshape(closed.shape) | closed
    n = np.array([one.n[:-1].sum(axis=0) for one in found], np.int64).reshape(closed.shape)
    if "family" in rules:
        _hide_more(cells, children, hidden, n, limits, rules)
    # That an own centre has nothing here would tell that the others hold all that is hidden.
    hidden |= hidden.any(axis=0) & (n == 0)
    return np.asarray(~hidden & parent, bool)


def _hide_more(
    cells: Cells,
    children: Sequence[Index],
    hidden: Flags,
    n: NDArray[np.int64],
    limits: Limits,
    rules: frozenset[str],
) -> None:
    """Hide the next smallest child until what is hidden may be known together."""
    while True:
        names = np.flatnonzero(hidden.any(axis=0) & ~hidden.all(axis=0))
        if not len(names):
            return
        part = cells.only(names)
        mask = np.zeros((len(cells.cells), len(names)), bool)
        for child, flags in zip(children, hidden[:, names], strict=True):
            mask[child] |= flags
        weights = part.weigh(mask)
        known = unfit(weights, part.kinds, limits, rules)
        if "unanimous" in rules:
            known |= one_voice(weights, part.kinds)
        names = names[known]
        if not len(names):
            return
        size = np.where(hidden[:, names], np.iinfo(np.int64).max, n[:, names])
        size = np.where(size == 0, np.iinfo(np.int64).max - 1, size)
        hidden[size.argmin(axis=0), names] = True

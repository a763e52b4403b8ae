"""Whether what is hidden could be worked out all the same, from totals, bounds and reasons.

A hidden group is safe when there is another way in which everything that is shown could have come
about: one answer of it changes places with one of a hidden cell beside it, and the rest of the
network the other way round. Then every total that is shown (of the view above, of the network, of
those who answered) stays as it is and the size of the group does not. Where no such exchange
exists, the view above is closed as well. Source: the exchange is an elementary move of a
table with given margins, P. Diaconis and B. Sturmfels (1998), Annals of Statistics 26, 363-397.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from measurement.protection.cells import Cells
from measurement.protection.rules import Flags, Limits, alike, coarse_bands, too_few
from measurement.protection.views import Branches, Opened
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE

Index = NDArray[np.intp]
_SIZED = frozenset(("minimum", "persons"))
_SCORED = frozenset(("scored",))


class Bound(NamedTuple):
    """What may change in a cell: may it gain a code (cells × names × codes), may it lose one.

    ``within``: pairs of cells (cells × cells) between which it may all the same.
    """

    gain: Flags
    lose: Flags
    within: Flags


class Auditor:
    """Holds what the questions have in common: the counts, and which sums of answers are known.

    ``blocks``: cells with the same block have a number of answers that is known only together.
    """

    def __init__(self, cells: Cells, tree: Branches, blocks: Index, limits: Limits) -> None:
        self._cells, self._limits = cells, limits
        self._year_of = tree.year_of
        self._free: Flags = np.asarray(blocks[:, None] == blocks[None, :], bool)
        self._asked = cells.x[..., NOT_APPLICABLE:].any(axis=(0, 3))
        each = np.arange(len(cells.cells))
        found = [cells.weigh(cells.mask(each[i : i + 1])) for i in each]
        # groups × cells × names: small and of one voice, so that nobody may know that it is.
        self._same = np.stack([alike(one, cells.kinds, limits, 0) for one in found], axis=1)
        scored = cells.x[:-1, ..., FIRST_POINT:].sum(axis=(1, 3)).max(axis=0, initial=0)
        # Where no distribution per point is shown, the points within a band may differ: other
        # answers of it make up for that in the mean.
        self._has: Flags = _by_band(
            cells, np.array([coarse_bands(int(n), limits) for n in scored], bool)
        )
        self._block = self._has.copy()
        for block in np.unique(blocks):
            self._block[:, blocks == block] = np.asarray(
                self._has[:, blocks == block].any(axis=1, keepdims=True)
            )

    def failing(self, open_: Opened, bounds: Sequence[Bound] = ()) -> Opened:
        """Which views must be closed because something hidden below them is determined.

        ``bounds`` are what a reader is told besides of hidden cells, so what no exchange may undo.
        """
        year_of = self._year_of
        within = ~open_.cells & open_.years[year_of] & self._asked
        beyond = ~open_.years[year_of] & open_.root & self._asked
        moves = [self._moves(self._has, group, bounds) for group in range(len(self._cells.groups))]
        in_year = self._determined(moves, within, year_of[:, None] == year_of[None, :])
        anywhere = self._determined(moves, beyond, np.ones_like(self._free))
        years = np.zeros_like(open_.years)
        np.logical_or.at(years, year_of, in_year)
        return Opened(np.asarray(anywhere.any(axis=0), bool), years, np.zeros_like(open_.cells))

    def _moves(self, has: Flags, group: int, bounds: Sequence[Bound]) -> Flags:
        """Whether a cell can gain a code that another loses: cells × cells × names × codes."""
        made = has[-1][:, None] & has[group][None, :]
        for one in bounds:
            kept = one.gain[:, None] & one.lose[None, :, :, None]
            made &= kept | one.within[:, :, None, None]
        return np.asarray(made, bool)

    def _determined(self, moves: list[Flags], domain: Flags, pairs: Flags) -> Flags:
        """Of which hidden cells (cells × names) the size or the one voice follows."""
        bad = np.zeros_like(domain)
        names = np.flatnonzero(domain.any(axis=0))
        if not len(names):
            return bad
        part = self._cells.only(names)
        hidden = domain[:, names]
        linked = pairs[:, :, None] & hidden[:, None] & hidden[None, :]
        codes = np.arange(self._cells.x.shape[3])
        for group, every in enumerate(moves):
            move = every[:, :, names]
            none = self._moves(self._block, group, ())[..., :NOT_APPLICABLE]
            for measure, rules in (
                (codes >= NOT_APPLICABLE, _SIZED),
                (codes >= FIRST_POINT, _SCORED),
            ):
                joined = self._changes(move, none[:, :, names], measure) & linked
                bad[:, names] |= self._small(part, group, hidden, joined, pairs, rules)
            bad[:, names] |= self._one_voice(part, group, names, move, linked)
        return bad

    def _changes(self, move: Flags, none: Flags, measure: Flags) -> Flags:
        """Whether an exchange changes how many answers of a measure two cells hold.

        Who did not answer the item may be anyone of the block.
        """
        into, out = move[..., measure].any(axis=3), move[..., ~measure].any(axis=3)
        out |= none.any(axis=3)
        lost, kept = np.swapaxes(into, 0, 1), np.swapaxes(out, 0, 1)
        single = (into | lost) & self._free[:, :, None]
        return np.asarray(single | (into & kept) | (lost & out), bool)

    def _small(
        self,
        part: Cells,
        group: int,
        hidden: Flags,
        joined: Flags,
        pairs: Flags,
        rules: frozenset[str],
    ) -> Flags:
        """Which cells lie in a part of the hidden ones that exchanges nothing and is small.

        All that is hidden together has been judged by the family, not here.
        """
        reach = _closure(joined) & hidden[None, :]
        bad = np.zeros_like(hidden)
        for cell in np.flatnonzero(hidden.any(axis=1)):
            mask = reach[cell] & hidden[cell]
            whole = (mask == (hidden & pairs[cell][:, None])).all(axis=0)
            weights = part.weigh(mask)
            few = too_few(weights, self._limits, rules)
            if rules is _SIZED:
                few[-1] |= weights.centres < self._limits.other_centres
            alone = few[group] | (few[-1] & (weights.n[group] > 0))
            bad[cell] = hidden[cell] & alone & ~whole
        return bad

    def _one_voice(
        self, part: Cells, group: int, names: Index, move: Flags, linked: Flags
    ) -> Flags:
        """Which unanimous cells could not have held another opinion."""
        several = linked.any(axis=1) & (linked.sum(axis=1) > 1)
        bad = np.zeros(linked.shape[1:], bool)
        for who in (group, len(self._cells.groups)):
            same = (
                self._same[who][:, names]
                & several
                & (self._has[group][:, names, NOT_APPLICABLE:].any(axis=2))
            )
            for cell, name in np.argwhere(same):
                other = _opposite(self._has[who, cell, names[name]], part, int(name))
                published = self._has[:, cell, names[name]][:, other].any()
                gains, loses = move[cell, :, name], move[:, cell, name]
                came, went = (gains, loses) if who == group else (loses, gains)
                found = came[:, other].any(axis=1) & linked[cell, :, name]
                found &= self._free[cell] | went[:, ~other].any(axis=1)
                # A published total of one voice tells it all by itself: hiding cannot help.
                bad[cell, name] |= bool(published and not found.any())
        return bad


def _by_band(cells: Cells, coarse: Flags) -> Flags:
    """Whether a group has an answer with a code; of coarse names, in the band of a code."""
    has = cells.x > 0
    for i in np.flatnonzero(cells.kinds.cut & coarse):
        between = ~cells.low[i] & ~cells.high[i]
        between[:FIRST_POINT] = False
        for band in (cells.low[i], cells.high[i], between):
            has[:, :, i, band] = has[:, :, i, band].any(axis=-1, keepdims=True)
    return np.asarray(has, bool)


def _closure(joined: Flags) -> Flags:
    """Which cells are joined through others, cells × cells × names; each with itself."""
    reach = joined | np.eye(len(joined), dtype=bool)[:, :, None]
    steps = 1
    while steps < len(joined):
        counts = reach.astype(np.int32)
        reach = np.einsum("jkn,kln->jln", counts, counts) > 0
        steps *= 2
    return reach


def _opposite(has: Flags, cells: Cells, name: int) -> Flags:
    """The codes of another opinion than that of a unanimous group with these codes."""
    scored = np.arange(len(has)) >= FIRST_POINT
    if not has[scored].any():
        return scored
    if not cells.kinds.cut[name]:
        return np.asarray(scored & ~has, bool)
    low, high = cells.low[name], cells.high[name]
    between = scored & ~low & ~high
    return np.asarray(scored & ~next((b for b in (low, high) if (b & has).any()), between), bool)


def minority(x: NDArray[np.int64], cells: Cells, name: int) -> Flags:
    """The codes of another opinion than that of most in a nearly unanimous group."""
    scored = np.arange(len(x)) >= FIRST_POINT
    if 2 * x[scored].sum() < x[NOT_APPLICABLE:].sum():
        return scored
    most = np.zeros(len(x), bool)
    if cells.kinds.cut[name]:
        most |= max((cells.low[name], cells.high[name]), key=lambda band: int(x[band].sum()))
    else:
        most[FIRST_POINT + int(x[FIRST_POINT:].argmax())] = True
    return np.asarray(scored & ~most, bool)

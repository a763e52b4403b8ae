"""Finds the rows of one export in another of the same survey: sorted, corrected, grown or shortened.

Rows are paired by a list of keys of falling strength; what one key pairs is no longer there for
the next. A key is what identifies a response (what the tool gave it, then the person), together
with what was answered: all of it, all but one column, or nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from measurement.store.updates.content import Content, Hashes, Mask, Numbers, both, mixed

SURE, PERSON, CONTENT, WEAK = 3, 2, 1, 0
ALL, BUT_ONE, HALF, NOTHING = "all", "all but one", "half", "nothing"
STAGES: tuple[tuple[int, tuple[str, ...], str], ...] = (
    *((SURE, by, said) for by in (("label",), ("ticket",)) for said in (ALL, NOTHING)),
    *((SURE, by, said) for by in (("person", "started"), ("started", "sent")) for said in (ALL, NOTHING)),
    *((SURE, ("sent",), said) for said in (ALL, BUT_ONE)),
    *((PERSON, ("person", "number"), said) for said in (ALL, BUT_ONE)),
    *((PERSON, ("person",), said) for said in (ALL, BUT_ONE, NOTHING)),
    (CONTENT, ("number",), ALL),
    (CONTENT, (), ALL),
    (CONTENT, (), BUT_ONE),
    *((WEAK, (by,), HALF) for by in ("number", "sent")),
)  # fmt: skip
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Side:
    """Rows to compare, as numbers that are equal where two rows agree; 0 = unknown.

    ``label`` is of a response that was met before; ``ticket``, ``number``, ``started`` and ``sent``
    are what the tool gave it, ``day`` the day of the answer. ``own`` tells rows whose number may be
    that of the row. ``columns`` is what was answered, by item and by characteristic.
    """

    label: Numbers
    ticket: Numbers
    number: Numbers
    started: Numbers
    sent: Numbers
    day: Numbers
    person: Numbers
    own: Mask
    columns: Mapping[str, Numbers]

    def __len__(self) -> int:
        return len(self.label)


@dataclass(frozen=True)
class Pairs:
    """Rows that were found to be one response: their places, and how sure that is.

    ``alike`` says that all they answered agrees, ``close`` that at most one column differs;
    ``apart`` that something known on both sides differs: when they were sent in, or on what day;
    ``against`` that it makes two responses of them.
    """

    old: Numbers
    new: Numbers
    strength: Numbers
    alike: Mask
    close: Mask
    apart: Mask
    against: Mask

    def where(self, chosen: Mask) -> Pairs:
        """Only these pairs."""
        return Pairs(*(part[chosen] for part in vars(self).values()))

    def __len__(self) -> int:
        return len(self.old)


class Matching:
    """Pairs the rows of two sides, stage by stage.

    First with the old rows that are ``near``, in every way; then with the others, only where the
    tool itself tells that two rows are one response.
    """

    def __init__(self, old: Side, new: Side, near: Mask) -> None:
        self.old, self.new, self.near = old, new, near
        self.content = Content(old.columns, new.columns)
        self._free = near.copy(), np.ones(len(new), bool)
        self._found: list[tuple[int, Numbers, Numbers, bool]] = []

    def pairs(self) -> Pairs:
        """All pairs, each row in at most one."""
        for stage in STAGES:
            self._pass(*stage)
        self._free[0][:] = ~self.near
        for stage in STAGES:
            if stage[0] == SURE:
                self._pass(*stage)
        old = _joined([passed[1] for passed in self._found])
        new = _joined([passed[2] for passed in self._found])
        sure = _joined([np.full(len(f[1]), f[0], np.int64) for f in self._found])
        alike = self.content.whole[0][old] == self.content.whole[1][new]
        close = _joined([np.full(len(f[1]), f[3], np.int64) for f in self._found]) > 0
        against = (sure < SURE) & self.contradict(old, new)
        return Pairs(old, new, sure, alike, close, self._apart(old, new) | against, against)

    def _pass(self, strength: int, by: Sequence[str], said: str) -> None:
        if not all(free.any() for free in self._free):
            return
        keys = self._key(self.old, by), self._key(self.new, by)
        if by and not all(key is not None and key.any() for key in keys):
            return
        for extra in self._said(said):
            self._take(strength, both(keys[0], extra[0]), both(keys[1], extra[1]), said)

    def _said(self, how: str) -> Iterator[tuple[Hashes | None, Hashes | None]]:
        if how == ALL:
            yield self.content.whole
        elif how == BUT_ONE:
            yield from self.content.without()
        else:
            yield None, None

    def _key(self, side: Side, names: Sequence[str]) -> Hashes | None:
        key: Hashes | None = None
        for name in names:
            key = both(key, getattr(side, name).view(np.uint64))
        return key

    def _take(self, strength: int, old: Hashes | None, new: Hashes | None, said: str) -> None:
        if old is None or new is None:
            return
        here, there = (
            np.flatnonzero(free & (key != 0))
            for free, key in zip(self._free, (old, new), strict=True)
        )
        if not len(here) or not len(there):
            return
        a, b = _in_turn(old[here], new[there])
        pair = here[a], there[b]
        if said == HALF:
            enough = self.content.agreement(*pair) >= 0.5
            pair = pair[0][enough], pair[1][enough]
        self._free[0][pair[0]], self._free[1][pair[1]] = False, False
        self._found.append((strength, *pair, said in (ALL, BUT_ONE)))

    def _apart(self, old: Numbers, new: Numbers) -> Mask:
        apart = np.zeros(len(old), bool)
        for name in ("sent", "day"):
            apart |= _differ(getattr(self.old, name)[old], getattr(self.new, name)[new])
        return apart

    def contradict(self, old: Numbers, new: Numbers) -> Mask:
        """Pairs of two responses: begun at another moment, numbered otherwise, of other people."""
        against = np.zeros(len(old), bool)
        for name in ("ticket", "started", "person"):
            against |= _differ(getattr(self.old, name)[old], getattr(self.new, name)[new])
        numbered = ~self.old.own[old] & ~self.new.own[new]
        return against | (numbered & _differ(self.old.number[old], self.new.number[new]))


def _in_turn(old: Hashes, new: Hashes) -> tuple[Numbers, Numbers]:
    """Places of equal keys, the first with the first, the second with the second."""
    turns = _with_turn(old), _with_turn(new)
    _, a, b = np.intersect1d(*turns, return_indices=True)
    order = np.argsort(a)
    return a[order], b[order]


def _with_turn(keys: Hashes) -> Hashes:
    """The keys, each with how often it was there before."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    turn = np.arange(len(keys)) - np.repeat(starts, np.diff(np.r_[starts, len(keys)]))
    numbered = np.empty_like(keys)
    numbered[order] = mixed(ordered + turn.astype(np.uint64) * _GOLDEN)
    return numbered


def _differ(one: Numbers, other: Numbers) -> Mask:
    return np.asarray((one != 0) & (other != 0) & (one != other))


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.int64), *parts]).astype(np.int64)

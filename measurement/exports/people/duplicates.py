"""Rows that repeat an earlier row, and people who answered again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from measurement.exports.files.columns import Mask
from measurement.exports.people.identity import Identity

Numbers = npt.NDArray[np.int64]
# Without a person: how much rarer than by chance (in bits) a repeated row must be, close by and far
# away, or at another's time; and how many cells and different scores it must hold.
_BITS_NEAR, _BITS_FAR, _BITS_TIMED, _NEAR_ROWS = 4, 8, 10, 10
_RICH_CELLS, _RICH_VALUES = 6, 3
_UNSEEN = 2.0  # so many answers, spread over all kinds, are added to those of the others
_SEED, _PRIME = np.uint64(1469598103934665603), np.uint64(1099511628211)


@dataclass
class Content:
    """What the rows say: a number per cell of each column (0 where empty), and the scores."""

    columns: list[Numbers]
    scores: npt.NDArray[np.uint8]

    @cached_property
    def _pairs(self) -> list[tuple[Numbers, Numbers, int]]:
        """Per column: how many gave the answer of each row after the answer before it, how many
        gave that one before, and how many kinds of answers there are."""
        counts = []
        before = np.zeros(len(self.scores), dtype=np.int64)
        for column in self.columns:
            both = before * (int(column.max(initial=0)) + 1) + column
            counts.append((_times(both), _times(before), max(len(np.unique(column)), 2)))
            before = column
        return counts

    def bits(self, row: int, n_equal: int) -> float:
        """How surprising the answers of a row are to who knows all others (−log2 of the chance).

        Each answer given the one before it, as people who say 8 tend to say 8 again; the equal
        rows themselves do not count, and an answer that nobody else gave is not impossible.
        """
        total = 0.0
        for column, (pairs, firsts, kinds) in zip(self.columns, self._pairs, strict=True):
            if column[row]:
                n, of = int(pairs[row]) - n_equal, int(firsts[row]) - n_equal
                total -= float(np.log2((n + _UNSEEN / kinds) / (of + _UNSEEN)))
        return total

    def is_rich(self, row: int, first_point: int) -> bool:
        """Whether a row says enough not to be anybody's."""
        points = self.scores[row][self.scores[row] >= first_point]
        filled = sum(bool(column[row]) for column in self.columns)
        return filled >= _RICH_CELLS and len(set(points.tolist())) >= _RICH_VALUES


@dataclass
class Doubles:
    """Rows that repeat an earlier row: ``same`` by a known person or id, ``rare`` by their answers.

    ``alike`` are rows with the answers of an earlier row of the same session that count all the
    same: two people are likelier to have given these than one person to have sent them twice.
    """

    same: list[int] = field(default_factory=list)
    rare: list[int] = field(default_factory=list)
    alike: list[int] = field(default_factory=list)


def duplicates(
    content: Content, who: Identity, live: Mask, minutes: float, first_point: int
) -> Doubles:
    """Rows that repeat an earlier row: the same answers by the same person.

    Where the person is unknown, the answers must lie within ``minutes`` (where times are known)
    and be too rare for two people to agree by chance; or the row must have the same id.
    """
    doubles = Doubles()
    ids = _telling_ids(content, who.row_id, live)
    compared = _Compared(content, who, ids, live, minutes, first_point)
    for group in _equal_rows(content.columns, live):
        kept: list[int] = []
        for row in group:
            verdicts = {compared.verdict(other, row, len(group)) for other in kept}
            if "same" in verdicts:
                doubles.same.append(row)
            elif "rare" in verdicts:
                doubles.rare.append(row)
            else:
                kept.append(row)
                doubles.alike += [row] if "alike" in verdicts else []
    return Doubles(sorted(doubles.same), sorted(doubles.rare), sorted(doubles.alike))


@dataclass
class _Compared:
    """Says of two rows with equal answers whether one repeats the other."""

    content: Content
    who: Identity
    ids: Numbers
    live: Mask
    minutes: float
    first_point: int

    def verdict(self, a: int, b: int, n_equal: int) -> str:
        """``same`` or ``rare`` for a double, ``alike`` for two people of one session, else ''."""
        same = self.who.same_person(a, b)
        if same is not None:
            return "same" if same and self.who.same_school_year(a, b) else ""
        gap = self.who.minutes(a, b)
        if gap is not None and gap > self.minutes:
            return ""
        if gap is None and self.ids[a] and self.ids[a] == self.ids[b]:
            return "same"
        if gap is not None and self.who.part[a] and self.who.part[a] == self.who.part[b]:
            return "same"  # two people of one first name, with equal answers, at one moment
        rich = self.content.is_rich(b, self.first_point)
        if rich and self._is_rare(a, b, n_equal, gap is not None):
            return "rare"
        return "" if gap is None else "alike"

    def _is_rare(self, a: int, b: int, n_equal: int, timed: bool) -> bool:
        """Whether a double is likelier than that somebody else gave these answers too.

        Among k people that chance is k × 2^−bits. With times these are the people of the session;
        without, everybody could have met everybody.
        """
        bits = self.content.bits(b, n_equal)
        if timed:
            others = max(self.who.n_within(b, self.minutes, self.live) - 1, 1)
            return bool(bits - np.log2(others) >= _BITS_TIMED)
        needed = _BITS_NEAR if b - a <= _NEAR_ROWS else _BITS_FAR
        return bool(bits - 2 * np.log2(len(self.content.scores)) >= needed)


def _times(numbers: Numbers) -> Numbers:
    """Per row how often its number occurs."""
    _, place, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    return np.asarray(counts[place])


def _equal_rows(columns: list[Numbers], live: Mask) -> Iterable[list[int]]:
    """Groups of two or more live rows with equal content, by a 64-bit hash that is verified."""
    if not columns:
        return
    mixed = _mixed(columns)
    rows = np.flatnonzero(live & np.logical_or.reduce([column > 0 for column in columns]))
    order = rows[np.argsort(mixed[rows], kind="stable")]
    same = mixed[order][1:] == mixed[order][:-1]
    if not same.any():
        return
    edges = np.flatnonzero(~same) + 1
    for group in np.split(order, edges):
        if len(group) > 1 and all(bool(np.all(c[group] == c[group[0]])) for c in columns):
            yield [int(row) for row in group]


def _mixed(columns: list[Numbers]) -> npt.NDArray[np.uint64]:
    """A 64-bit hash of the content of every row."""
    mixed = np.full(len(columns[0]), _SEED, dtype=np.uint64)
    for column in columns:
        mixed = (mixed ^ column.astype(np.uint64)) * _PRIME
    return mixed


def _telling_ids(content: Content, ids: Numbers, live: Mask) -> Numbers:
    """The ids of the rows, or none where ids return with other answers: two lists in one sheet."""
    rows = np.flatnonzero(live & (ids > 0))
    if not len(rows) or not content.columns:
        return np.zeros_like(ids)
    mixed = _mixed(content.columns)[rows]
    n_ids = len(np.unique(ids[rows]))
    order = np.lexsort((mixed, ids[rows]))
    sorted_ids, said = ids[rows][order], mixed[order]
    n_answers = 1 + int(
        np.count_nonzero((sorted_ids[1:] != sorted_ids[:-1]) | (said[1:] != said[:-1]))
    )
    others, copies = n_answers - n_ids, len(rows) - n_answers
    return ids if others < copies else np.zeros_like(ids)


def repeated(
    who: Identity, initiative: Numbers, live: Mask, answered: npt.NDArray[np.intp]
) -> dict[int, int]:
    """Rows of a person who answered again for the same initiative: {row left: row that counts}.

    The fullest answer counts, of equally full ones the last.
    """
    rows = np.flatnonzero(live & (who.email > 0))
    keys = who.email[rows] * (int(initiative.max(initial=0)) + 1) + initiative[rows]
    _, place, times = np.unique(keys, return_inverse=True, return_counts=True)
    again = times[place] > 1
    best: dict[int, int] = {}
    lost: dict[int, int] = {}
    for row, key in zip(rows[again].tolist(), keys[again].tolist(), strict=True):
        before = best.get(key)
        if before is None or answered[row] >= answered[before]:
            best[key] = row
        if before is not None:
            keep = best[key]
            lost[before if keep == row else row] = keep
    return lost

"""Rows that repeat an earlier row, and people who answered again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from measurement.exports.columns import Mask
from measurement.exports.identity import Identity

Numbers = npt.NDArray[np.int64]
# Without person or time: how much rarer than by chance (in bits) a repeated row must be, close by
# and far away, and how many cells and different scores it must hold.
_BITS_NEAR, _BITS_FAR, _NEAR_ROWS = 4, 8, 10
_RICH_CELLS, _RICH_VALUES = 6, 3
_SEED, _PRIME = np.uint64(1469598103934665603), np.uint64(1099511628211)


@dataclass(frozen=True)
class Content:
    """What the rows say: a number per cell of each column (0 where empty), and the scores."""

    columns: list[Numbers]
    scores: npt.NDArray[np.uint8]

    def bits(self, row: int) -> float:
        """How surprising a row is, if its cells were drawn one by one (−log2 of the chance)."""
        shares = [np.count_nonzero(c == c[row]) / len(c) for c in self.columns if c[row]]
        return float(-np.log2(shares).sum()) if shares else 0.0

    def is_rich(self, row: int, first_point: int) -> bool:
        """Whether a row says enough not to be anybody's."""
        points = self.scores[row][self.scores[row] >= first_point]
        filled = sum(bool(column[row]) for column in self.columns)
        return filled >= _RICH_CELLS and len(set(points.tolist())) >= _RICH_VALUES


def duplicates(
    content: Content, who: Identity, live: Mask, minutes: float, first_point: int
) -> Mask:
    """Rows that repeat an earlier row: the same answers by the same person.

    Where the person is unknown, the answers must lie within ``minutes``; where the time is
    unknown too, the row must have the same id, or be too rare to agree by chance.
    """
    found = np.zeros(len(live), dtype=bool)
    ids = _telling_ids(content, who.row_id, live)
    for group in _equal_rows(content.columns, live):
        for place, row in enumerate(group):
            earlier = [other for other in group[:place] if not found[other]]
            found[row] = any(
                _repeats(content, who, ids, other, row, minutes, first_point) for other in earlier
            )
    return found


def _repeats(
    content: Content,
    who: Identity,
    ids: Numbers,
    a: int,
    b: int,
    minutes: float,
    first_point: int,
) -> bool:
    same = who.same_person(a, b)
    if same is not None:
        return same
    gap = who.minutes(a, b)
    if gap is not None:
        return gap <= minutes
    if ids[a] and ids[a] == ids[b]:
        return True
    needed = _BITS_NEAR if b - a <= _NEAR_ROWS else _BITS_FAR
    chance = content.bits(b) - 2 * np.log2(len(content.scores))
    return content.is_rich(b, first_point) and bool(chance >= needed)


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
    known, said = ids[rows][order], mixed[order]
    n_answers = 1 + int(np.count_nonzero((known[1:] != known[:-1]) | (said[1:] != said[:-1])))
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

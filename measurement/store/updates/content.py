"""What rows say, as numbers: all of it, or all but one column, in one hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
LEAST = 3  # columns that must agree where one may differ
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = ((30, np.uint64(0xBF58476D1CE4E5B9)), (27, np.uint64(0x94D049BB133111EB)))


@dataclass
class Content:
    """What the rows of both sides answered, in the columns that both sides filled in."""

    old: Mapping[str, Numbers]
    new: Mapping[str, Numbers]
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        shared = (name for name in self.old if name in self.new)
        self.names = tuple(n for n in shared if self.old[n].any() and self.new[n].any())

    @cached_property
    def hashes(self) -> tuple[list[Hashes], list[Hashes]]:
        """Per side and column a number per row, 0 where nothing is filled in."""
        return tuple(  # type: ignore[return-value]
            [_column_hash(side[name], place) for place, name in enumerate(self.names, 1)]
            for side in (self.old, self.new)
        )

    @cached_property
    def whole(self) -> tuple[Hashes, Hashes]:
        """Per side the hash of all that a row says, 0 where it says nothing."""
        sizes = (_length(self.old), _length(self.new))
        return tuple(_summed(columns, n) for columns, n in zip(self.hashes, sizes, strict=True))  # type: ignore[return-value]

    @cached_property
    def filled(self) -> tuple[Numbers, Numbers]:
        """Per side how many columns a row fills in."""
        sizes = (_length(self.old), _length(self.new))
        return tuple(  # type: ignore[return-value]
            sum((column > 0 for column in columns), np.zeros(n, np.int64))
            for columns, n in zip(self.hashes, sizes, strict=True)
        )

    def without(self) -> Iterator[tuple[Hashes, Hashes]]:
        """What the rows say but for one column, for every column; 0 where little is left."""
        for old, new in zip(*self.hashes, strict=True):
            yield tuple(  # type: ignore[misc]
                np.where(filled - (column > 0) >= LEAST, whole - column, np.uint64(0))
                for whole, column, filled in zip(self.whole, (old, new), self.filled, strict=True)
            )

    def agreement(self, old: Numbers, new: Numbers) -> npt.NDArray[np.float64]:
        """The share of the columns that either row fills in, in which the two agree."""
        same, either = np.zeros(len(old)), np.zeros(len(old))
        for a, b in zip(*self.hashes, strict=True):
            here, there = a[old], b[new]
            either += (here > 0) | (there > 0)
            same += (here > 0) & (here == there)
        return same / np.maximum(either, 1)


def both(one: Hashes | None, other: Hashes | None) -> Hashes | None:
    """One key of two, 0 where either is."""
    if one is None or other is None:
        return other if one is None else one
    joined = mixed(one * _GOLDEN + other)
    return np.where((one == 0) | (other == 0), np.uint64(0), joined)


def _column_hash(values: Numbers, place: int) -> Hashes:
    """The values of a column, told apart from those of other columns; 0 stays 0."""
    start = mixed(np.array([place], np.uint64))
    return np.where(values == 0, np.uint64(0), mixed(values.view(np.uint64) + start))


def mixed(values: Hashes) -> Hashes:
    """SplitMix64 (Steele, Lea and Flood 2014): every bit of a number in every bit of another."""
    bits = values + _GOLDEN
    for shift, factor in _MIX:
        bits = (bits ^ (bits >> np.uint64(shift))) * factor
    return np.asarray(bits ^ (bits >> np.uint64(31)))


def _summed(columns: Sequence[Hashes], n: int) -> Hashes:
    total = np.zeros(n, np.uint64)
    for column in columns:
        total += column
    return total


def _length(columns: Mapping[str, Numbers]) -> int:
    return len(next(iter(columns.values()), np.zeros(0)))

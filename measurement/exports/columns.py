"""Columns of a sheet as distinct texts and positions: work is done once per distinct text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from measurement.exports.headers import Layout
from measurement.exports.platforms import tidy


@dataclass(frozen=True)
class Cells:
    """The cells of one column below the header.

    ``texts`` are the distinct texts; ``positions`` the place of each row's text in them, with
    ``len(texts)`` for an empty cell.
    """

    texts: list[str]
    positions: npt.NDArray[np.intp]

    @classmethod
    def of(cls, layout: Layout, index: int) -> Cells:
        """The cells of a column of the sheet."""
        array = layout.sheet.column(index, layout.data_from)
        texts = [text or "" for text in array.dictionary.to_pylist()]
        positions = array.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
        return cls(texts, positions.astype(np.intp))

    def each(
        self, reading: Callable[[str], Any], empty: Any, dtype: Any = object
    ) -> npt.NDArray[Any]:
        """``reading`` of every cell's text, worked out once per distinct text in use."""
        values = np.empty(len(self.texts) + 1, dtype=dtype)
        values[-1] = empty
        for place in self.used:
            values[place] = reading(self.texts[place])
        return np.asarray(values[self.positions])

    @cached_property
    def counts(self) -> npt.NDArray[np.intp]:
        """How often each distinct text occurs; the last number is that of empty cells."""
        return np.bincount(self.positions, minlength=len(self.texts) + 1)

    @cached_property
    def used(self) -> list[int]:
        """Places of the distinct texts that occur below the header."""
        return [int(place) for place in np.flatnonzero(self.counts[:-1])]

    @cached_property
    def filled(self) -> npt.NDArray[np.bool_]:
        """Which rows hold more than white space."""
        return np.asarray(self.each(lambda text: bool(tidy(text)), False, bool))

    def rows_of(self, places: list[int]) -> list[int]:
        """Row indices (from 0 below the header) of some distinct texts."""
        return [int(i) for i in np.flatnonzero(np.isin(self.positions, places))]

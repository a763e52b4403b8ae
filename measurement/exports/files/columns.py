"""Columns of a sheet as distinct texts and positions: work is done once per distinct text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from measurement.word_lists import words

Mask = npt.NDArray[np.bool_]
_SPACES = r"[\s\pZ\x{200B}\x{200C}\x{200D}\x{2060}\x{FEFF}]+"
_SOFT = r"\x{00AD}"
_SIGNS = r"[^\pL\pN\pM<>+]+"


@dataclass(frozen=True)
class Cells:
    """The cells of one column below the header.

    ``raw`` are the distinct texts; ``positions`` the place of each row's text in them, with
    ``len(raw)`` for an empty cell. ``declared`` are texts that say something here, although they
    look like a word for 'no answer'.
    """

    raw: pa.StringArray
    positions: npt.NDArray[np.int32]
    declared: frozenset[str] = frozenset()

    @classmethod
    def of(cls, column: pa.DictionaryArray, declared: frozenset[str] = frozenset()) -> Cells:
        """The cells of a dictionary-encoded column."""
        n = len(column.dictionary)
        positions = column.indices.fill_null(n).to_numpy(zero_copy_only=False)
        return cls(column.dictionary.cast(pa.string()), positions.astype(np.int32), declared)

    @cached_property
    def tidied(self) -> pa.StringArray:
        """The distinct texts without stray, non-breaking or invisible spaces."""
        normal = pc.utf8_normalize(pc.fill_null(self.raw, ""), "NFKC")
        spaced = pc.replace_substring_regex(normal, _SPACES, " ")
        return pc.utf8_trim_whitespace(pc.replace_substring_regex(spaced, _SOFT, ""))

    @cached_property
    def texts(self) -> list[str]:
        """The distinct texts, tidied."""
        return list(self.tidied.to_pylist())

    @cached_property
    def said(self) -> pa.StringArray:
        """The distinct texts without case and punctuation: equal where the cells mean the same."""
        signs = pc.replace_substring_regex(pc.utf8_lower(self.tidied), _SIGNS, " ")
        return pc.utf8_trim_whitespace(signs)

    @cached_property
    def blank(self) -> Mask:
        """Which distinct texts say nothing: white space, or a word for 'no answer'."""
        lower = pc.utf8_lower(self.tidied)
        nothing = pc.is_in(lower, pa.array(sorted({*words("blank"), ""} - self.declared)))
        return np.asarray(nothing.to_numpy(zero_copy_only=False), dtype=bool)

    @cached_property
    def filled(self) -> Mask:
        """Which rows say something."""
        return self.spread(~self.blank, False, bool)

    def spread(self, values: npt.NDArray[Any], empty: Any, dtype: Any = object) -> npt.NDArray[Any]:
        """Values of the distinct texts, in the order of the rows."""
        by_place = np.empty(len(self.raw) + 1, dtype=dtype)
        by_place[:-1], by_place[-1] = values, empty
        return np.asarray(by_place[self.positions])

    def each(
        self,
        reading: Callable[[str], Any],
        empty: Any,
        dtype: Any = object,
        places: list[int] | None = None,
    ) -> npt.NDArray[Any]:
        """``reading`` of every cell's tidied text, worked out once per distinct text in use."""
        by_place = np.empty(len(self.raw) + 1, dtype=dtype)
        by_place[:] = empty
        for place in self.used if places is None else places:
            by_place[place] = reading(self.texts[place])
        return np.asarray(by_place[self.positions])

    def among(self, listed: frozenset[str]) -> Mask:
        """Rows whose text, without case, is one of these."""
        matches = pc.is_in(pc.utf8_lower(self.tidied), pa.array([*listed, "\0"]))
        return self.spread(matches.to_numpy(zero_copy_only=False), False, bool)

    def speaking_of(self, words: str) -> list[int]:
        """Places of the texts in use that hold a match of this pattern, without case and signs."""
        matches = pc.match_substring_regex(self.said, words).to_numpy(zero_copy_only=False)
        return [int(place) for place in np.flatnonzero(matches & (self.counts[:-1] > 0))]

    @cached_property
    def numbers(self) -> npt.NDArray[np.int64]:
        """A number per row, equal where the cells mean the same; 0 where they say nothing."""
        coded = self.said.dictionary_encode()
        places = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64) + 1
        places[self.blank] = 0
        return self.spread(places, 0, np.int64)

    @cached_property
    def shown(self) -> pa.StringArray:
        """The tidied text of every row, '' where it says nothing."""
        silent = pc.if_else(pa.array(self.blank), "", self.tidied)
        return pa.concat_arrays([silent, pa.array([""])]).take(pa.array(self.positions))

    @cached_property
    def counts(self) -> npt.NDArray[np.intp]:
        """How often each distinct text occurs; the last number is that of empty cells."""
        return np.bincount(self.positions, minlength=len(self.raw) + 1)

    @cached_property
    def used(self) -> list[int]:
        """Places of the distinct texts that occur below the header."""
        return [int(place) for place in np.flatnonzero(self.counts[:-1])]

    @cached_property
    def speaking(self) -> list[tuple[str, int]]:
        """The distinct texts below the header that say something, each with how often."""
        return [(self.texts[i], int(self.counts[i])) for i in self.used if not self.blank[i]]

    def rows_of(self, places: list[int]) -> npt.NDArray[np.intp]:
        """Row indices (from 0 below the header) of some distinct texts."""
        if not places:
            return np.array([], dtype=np.intp)
        return np.flatnonzero(np.isin(self.positions, places))

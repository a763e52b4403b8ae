"""Rows that sum up the answers: totals, means and frequencies below or between respondents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from measurement.exports.files.columns import Cells, Mask
from measurement.exports.headers.meaning import Meaning
from measurement.texts import plain
from measurement.word_lists import words

WORDS = r"\pL\pL|(^| )\pL|\pL( |$)"  # more than numbers, dates and the T of a time
_ABOUT = ("meta", "person", "survey")
_ANSWERS = ("item", "option", "question")
# What a row of totals is called, beside the words for any tool. The second list is said of other
# things too: such a row is one only at the end, the third only in a column of numbers and times.
_TOTAL = (
    r"^((eind|sub)?totaal|(grand )?total|gemiddelde|average|mean|mediaan|median|modus"
    r"|standaard ?(afwijking|deviatie)|minimum|maximum)( [^ ]+){1,3}$"
)
_COUNT = r"^(aantal|som|sum|count|hoog|laag|high|low|score [0-9]+)( [^ ]+){0,3}$"
_SIGN = r"^(n|min|max)$"
_KEPT_UP, _FEWEST = 0.9, 5


class _Columns(Protocol):
    """What is asked of the columns of a sheet: their meanings, their cells and which rows these fill."""

    meanings: list[Meaning]

    @property
    def n(self) -> int: ...
    def of(self, kind: str, *keys: str) -> list[int]: ...
    def of_kinds(self, *kinds: str) -> list[int]: ...
    def written(self, index: int) -> Cells: ...
    def any_filled(self, columns: list[int]) -> Mask: ...
    def none(self) -> Mask: ...


@dataclass
class SummaryRows:
    """Finds the rows that sum up the answers, by the columns that tell respondents apart."""

    table: _Columns

    def found(self) -> Mask:
        """Rows with a label of a total and nobody's data, and rows below the respondents."""
        listed = "|".join(sorted(map(plain, words("summary_rows"))))
        total = f"{_TOTAL}|^({listed})$"
        labelled = self._labelled(f"{total}|{_COUNT}|{_SIGN}", self._of_numbers)
        labelled |= self._labelled(total, sorted({*self._about, *self._first}))
        below = self._below(labelled | self._labelled(_COUNT, self._about))
        answers = self.table.any_filled(self.table.of_kinds(*_ANSWERS))
        return np.asarray(labelled | (below & answers))

    @cached_property
    def _first(self) -> list[int]:
        """The first column with anything in it, whatever it is called."""
        every = range(len(self.table.meanings))
        return [i for i in every if self.table.written(i).filled.any()][:1]

    @cached_property
    def _about(self) -> list[int]:
        """The columns that tell respondents apart, without those that a quiz works out."""
        ignored = self.table.of("meta", "ignored")
        return [i for i in self.table.of_kinds(*_ABOUT) if i not in ignored]

    @cached_property
    def _of_numbers(self) -> list[int]:
        """The columns where the tool writes numbers or times."""
        return self.table.of("meta", "id", "start", "end", "submit")

    @cached_property
    def _said(self) -> Mask:
        columns = [i for i, m in enumerate(self.table.meanings) if m.kind != "unknown"]
        return self.table.any_filled(columns)

    def _labelled(self, pattern: str, columns: list[int]) -> Mask:
        """Rows with such a label, and beside it at most numbers about a person."""
        labelled = self.table.none()
        for index in columns:
            rows = self._matching(index, pattern)
            if rows.any():
                others = [i for i in self._about if i != index]
                labelled |= rows & ~self._any_named(others) & ~self._written_out
        return labelled

    def _matching(self, index: int, pattern: str) -> Mask:
        cells = self.table.written(index)
        rows = self.table.none()
        rows[cells.rows_of(cells.speaking_of(pattern))] = True
        return rows

    def _any_named(self, columns: list[int]) -> Mask:
        """Rows with something of the tool, or anything but a number about a person."""
        named = self.table.none()
        for index in columns:
            filled = self.table.written(index).filled
            if self.table.meanings[index].kind != "meta":
                filled = filled & ~self._matching(index, "^[0-9 ]+$")
            named |= filled
        return named

    @cached_property
    def _written_out(self) -> Mask:
        """Rows with an open answer in words."""
        written = self.table.none()
        for index in self.table.of_kinds("open", "other"):
            written |= self._matching(index, WORDS)
        return written

    def _below(self, labelled: Mask) -> Mask:
        """Rows after the last respondent: without data, or after a gap with hardly any."""
        usual = [i for i in self._about if self._is_usual(i)]
        n = self._n_filled(usual)
        keys = [i for i in usual if self.table.meanings[i].kind == "meta" and self._is_kept_up(i)]
        thin = self._is_thin(usual, keys, n) & ~self._written_out
        after = _after(self._said & ~thin & ~labelled)
        gap = np.cumsum(after & ~self._said) > 0
        bare = _after(self._said & (n > 0) & ~labelled) if keys else self.table.none()
        return np.asarray(after & self._said & ((thin & (gap | bare)) | labelled))

    def _is_thin(self, usual: list[int], keys: list[int], n: npt.NDArray[np.intp]) -> Mask:
        """Rows that lack most of what is usual, and what the tool writes for everybody."""
        if keys:
            every = np.logical_and.reduce([self.table.written(i).filled for i in keys])
            return np.asarray((2 * n < len(usual)) & ~every)
        full = any(self._is_full(i) for i in usual)
        return np.asarray(n == 0) if full else self.table.none()

    def _is_usual(self, index: int) -> bool:
        """Whether most rows that say anything about their respondent fill in this column."""
        rows = self._n_about >= min(2, len(self._about))
        filled = self.table.written(index).filled
        return bool(rows.any()) and float(filled[rows].mean()) > 0.5

    @cached_property
    def _n_about(self) -> npt.NDArray[np.intp]:
        return self._n_filled(self._about)

    def _n_filled(self, columns: list[int]) -> npt.NDArray[np.intp]:
        """How many of these columns each row fills in."""
        n = np.zeros(self.table.n, dtype=np.intp)
        for index in columns:
            n += self.table.written(index).filled
        return n

    def _share(self, index: int) -> float:
        """Which share of the rows fills in a column, up to the last that does."""
        filled = self.table.written(index).filled
        rows = self._said & ~_after(filled)
        return float(filled[rows].mean()) if rows.any() else 0.0

    def _is_kept_up(self, index: int) -> bool:
        return self._share(index) >= _KEPT_UP

    def _is_full(self, index: int) -> bool:
        return self._share(index) == 1 and int(self.table.written(index).filled.sum()) >= _FEWEST


def _after(rows: Mask) -> Mask:
    """The rows after the last of these; none where there is none.

    >>> _after(np.array([True, False, True, False])).tolist()
    [False, False, False, True]
    """
    if not rows.any():
        return np.zeros(len(rows), dtype=bool)
    return np.asarray(np.arange(len(rows)) > np.flatnonzero(rows)[-1])

"""One sheet with the meaning of its columns, and the problems found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from measurement.errors import Problem
from measurement.exports.columns import Cells
from measurement.exports.guard import column_letters
from measurement.exports.headers import Layout
from measurement.exports.meaning import Meaning
from measurement.exports.platforms import bare
from measurement.questionnaire import Questionnaire
from measurement.words import Sentence, say


@dataclass
class Table:
    """The rows below the header, column by column."""

    layout: Layout
    questionnaire: Questionnaire
    meanings: list[Meaning]
    problems: list[Problem] = field(default_factory=list)
    _cells: dict[int, Cells] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """The number of rows below the header."""
        return max(self.layout.sheet.n_rows - self.layout.data_from, 0)

    def cells(self, index: int) -> Cells:
        """The cells of a column."""
        if index not in self._cells:
            column = self.layout.sheet.column(index, self.layout.data_from)
            self._cells[index] = Cells.of(column)
        return self._cells[index]

    def of(self, kind: str, *keys: str) -> list[int]:
        """The columns with this meaning, in the order of the sheet."""
        return [
            i for i, m in enumerate(self.meanings) if m.kind == kind and (not keys or m.key in keys)
        ]

    @property
    def content(self) -> list[int]:
        """Columns that hold what a respondent said."""
        return [i for i, m in enumerate(self.meanings) if m.kind not in ("meta", "consent")]

    def none(self) -> npt.NDArray[np.bool_]:
        """No row."""
        return np.zeros(self.n, dtype=bool)

    def said(self, index: int) -> npt.NDArray[np.bool_]:
        """Rows where a column says something: not empty, and no code for 'not answered'."""
        cells, codes = self.cells(index), self.layout.platform.spellings("skipped")
        if not codes:
            return cells.filled
        return cells.filled & ~cells.among(frozenset([*codes, *(f"{code}.0" for code in codes)]))

    def any_said(self, columns: Iterable[int]) -> npt.NDArray[np.bool_]:
        """Rows where one of these columns says something."""
        found = self.none()
        for index in columns:
            found |= self.said(index)
        return found

    def any_filled(self, columns: Iterable[int]) -> npt.NDArray[np.bool_]:
        """Rows where one of these columns is not empty."""
        found = self.none()
        for index in columns:
            found |= self.cells(index).filled
        return found

    def text(self, kind: str, *keys: str) -> pa.StringArray:
        """The tidied text of the first filled column with this meaning, '' where empty."""
        absent = pa.array(
            [bare(w) for w in self.layout.platform.spellings("not_shown")], pa.string()
        )
        found: pa.StringArray | None = None
        for index in self.of(kind, *keys):
            here = self.cells(index).shown
            if len(absent):
                here = pc.if_else(pc.is_in(pc.utf8_lower(here), absent), "", here)
            found = here if found is None else pc.if_else(pc.equal(found, ""), here, found)
        return pa.array([""]).take(pa.array(np.zeros(self.n, int))) if found is None else found

    def each(
        self, columns: Iterable[int], reading: Callable[[str], Any], about: str = ""
    ) -> npt.NDArray[np.bool_]:
        """Rows where ``reading`` says yes to one of these columns.

        ``about`` is a pattern without which the answer is no: it saves reading every text.
        """
        found = self.none()
        for index in columns:
            cells = self.cells(index)
            places = cells.speaking_of(about) if about else None
            found |= cells.each(reading, False, bool, places)
        return found

    def where(self, index: int) -> Sentence:
        """Column and header for a message."""
        letters = column_letters(self.layout.sheet.first_column + index)
        header = self.layout.headers[index].shown
        return say("Column {column} ('{header}')", column=letters, header=header[:70])

    def excel_rows(self, indices: Iterable[Any]) -> tuple[int, ...]:
        """Row numbers as Excel shows them."""
        return tuple(self.layout.excel_row(int(i)) for i in indices)

    def tell(
        self,
        kind: str,
        message: str,
        remedy: str = "",
        at: Sequence[int] | npt.NDArray[Any] = (),
        column: int | None = None,
        **values: object,
    ) -> None:
        """Add a problem: what was found, what to do about it, in which rows and column."""
        mend = say(remedy, **values) if remedy else None
        where = None if column is None else self.where(column)
        found = say(message, **values)
        self.problems.append(Problem(kind, found, mend, where, self.excel_rows(at)))

"""A sheet that holds a list of participants: its cells by role, and problems by Excel row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from measurement.errors import Problem, rows_shown
from measurement.exports.columns import Cells
from measurement.exports.dates import moments, school_year, school_year_of
from measurement.exports.read import Sheet
from measurement.words import say


@dataclass
class ListSheet:
    """A sheet with the header of a list; ``problems`` fills up while the rows are read.

    ``top`` is the place of the header, ``places`` the column of each role.
    """

    sheet: Sheet
    top: int
    places: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def cells(self) -> dict[str, Cells]:
        """The cells below the header, by role."""
        return {
            role: Cells.of(self.sheet.column(place, self.top + 1))
            for role, place in self.places.items()
        }

    @cached_property
    def n(self) -> int:
        """The number of rows up to the last that says something."""
        last = [np.flatnonzero(cells.filled) for cells in self.cells.values()]
        return max((int(filled[-1]) + 1 for filled in last if len(filled)), default=0)

    def texts(self, role: str) -> list[str]:
        """The tidied text of every row, '' where there is none or no such column."""
        if role not in self.cells:
            return [""] * self.n
        return [str(text) for text in self.cells[role].shown.to_pylist()[: self.n]]

    def excel_rows(self, places: Iterable[int]) -> list[int]:
        """Places below the header as Excel numbers rows."""
        first = self.sheet.first_row + self.top + 1
        return [first + place for place in places]

    def tell(
        self, kind: str, message: str, remedy: str, places: Collection[int], **values: object
    ) -> None:
        """Note a problem of these rows (places below the header); nothing for no rows."""
        if not places:
            return
        rows = tuple(sorted(self.excel_rows(places)))
        where = (
            say("row {row}", row=str(rows[0]))
            if len(rows) == 1
            else say("rows {rows}", rows=rows_shown(rows))
        )
        self.problems.append(Problem(kind, say(message, **values), say(remedy), where, rows))

    def dates(self) -> pd.Series:
        """The day of every row, NaT where there is none."""
        if "date" not in self.cells:
            return pd.Series(np.full(self.n, np.datetime64("NaT", "ns")))
        cells = self.cells["date"]
        found: pd.Series = pd.Series(moments(cells)[: self.n]).dt.normalize()
        lost = np.flatnonzero(cells.filled[: self.n] & found.isna().to_numpy())
        self.tell(
            "date",
            "the date cannot be read; expected is a day such as 17/03/2025.",
            "Correct the cells, or give the school year in a column of its own.",
            lost.tolist(),
        )
        return found

    def school_years(self, days: pd.Series) -> list[str]:
        """The school year of every row: as it is written, else that of the day; '' for neither."""
        written = [school_year(text) if text else "" for text in self.texts("school_year")]
        of_day = ["" if pd.isna(day) else school_year_of(day) for day in days]
        other = [i for i, (w, d) in enumerate(zip(written, of_day, strict=True)) if w and d != w]
        self.tell(
            "school_year",
            "the date lies outside the school year that stands beside it; the school year was kept.",
            "Correct whichever is wrong and read the list again.",
            [i for i in other if of_day[i]],
        )
        return [w or d for w, d in zip(written, of_day, strict=True)]

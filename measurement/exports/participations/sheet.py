"""A list of participants: the days and school years of its rows."""

from __future__ import annotations

import numpy as np
import pandas as pd

from measurement.exports.dates import moments
from measurement.exports.lists import ListSheet
from measurement.school_year import school_year, school_year_of


class ParticipantSheet(ListSheet):
    """A sheet with the heads of a list of participants."""

    def dates(self) -> pd.Series:
        """The day of every row, NaT where there is none."""
        if "date" not in self.cells:
            return pd.Series(np.full(self.n, np.datetime64("NaT", "ns")))
        cells = self.cells["date"]
        days: pd.Series = pd.Series(moments(cells, by_hand=True)[: self.n]).dt.normalize()
        lost = np.flatnonzero(cells.filled[: self.n] & days.isna().to_numpy())
        self.tell(
            "date",
            "the date cannot be read; expected is a day such as 17/03/2025.",
            "Correct the cells, or give the school year in a column of its own.",
            lost.tolist(),
        )
        return days

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

"""How long the store keeps answers, and deleting what is due."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Engine

from measurement.access.roles import AUTOMATIC
from measurement.store.people import retention
from measurement.store.transactions import reading, writing


class Retention:
    """School years that are kept, and those that are due for deletion."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def years(self) -> int | None:
        """For how many years after a school year its answers are kept; None = without an end."""
        with reading(self._engine) as connection:
            return retention.years_kept(connection)

    @property
    def automatic(self) -> bool:
        """Whether school years that are due are deleted without anybody asking for it."""
        with reading(self._engine) as connection:
            return retention.deletes_itself(connection)

    def keep_for(self, by: str, years: int | None, automatic: bool = False) -> None:
        """Set for how many years after a school year its answers are kept.

        With ``automatic`` they are deleted by :meth:`tidy_up` afterwards.
        """
        with writing(self._engine) as connection:
            retention.keep_for(connection, by, years, automatic)

    def due(self, today: date | None = None) -> pd.DataFrame:
        """The declared table ``retention``: the school years to delete by now, and how much."""
        with reading(self._engine) as connection:
            return retention.due(connection, today or date.today())

    def apply(self, by: str, today: date | None = None) -> pd.DataFrame:
        """Delete the school years that are due; what was deleted, as in :meth:`due`."""
        return retention.apply(self._engine, by, today or date.today())

    def tidy_up(self, today: date | None = None) -> pd.DataFrame:
        """Delete the school years that are due, if that was set; what was deleted."""
        day = today or date.today()
        if not self.automatic or self.due(day).empty:
            return retention.nothing()
        return self.apply(AUTOMATIC, day)

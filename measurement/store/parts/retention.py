"""How long the store keeps answers, and deleting what is due."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Engine

from measurement.access.roles import AUTOMATIC
from measurement.store.file import copies
from measurement.store.file.place import file_of
from measurement.store.people import grace, retention
from measurement.store.people.grace import Grace
from measurement.store.transactions import noting, reading, writing


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

    def waiting(self, today: date | None = None) -> Grace:
        """From which day each school year that is due may go by itself, and whether the clock is right."""
        day = today or date.today()
        with reading(self._engine) as connection:
            return grace.grace(connection, _years(retention.due(connection, day)), day)

    def tidy_up(self, today: date | None = None) -> pd.DataFrame:
        """Delete the school years that are due, if that was set; what was deleted.

        What is due is announced first, and goes a period of grace later; a copy of the store is
        made before. By a clock that cannot be right nothing is announced or deleted.
        """
        day = today or date.today()
        if not self.automatic:
            return retention.nothing()
        found = self.waiting(day)
        self._announce(found)
        if not (ripe := found.ripe(day)):
            return retention.nothing()
        if (path := file_of(self._engine.url)) is not None:
            copies.before(path, "retention")
        return retention.apply(self._engine, AUTOMATIC, day, ripe)

    def _announce(self, found: Grace) -> None:
        with reading(self._engine) as connection:
            news = grace.news(connection, found)
        if news and found.newest is None:
            with noting(self._engine) as connection:
                grace.announce(connection, found)


def _years(due: pd.DataFrame) -> list[str]:
    return [str(year) for year in due["school_year"]]

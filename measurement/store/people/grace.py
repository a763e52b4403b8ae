"""When the tool may delete by itself: after a period of grace, and by a clock that can be right.

A clock that jumps would make every school year old at once. So what is due is announced first and
deleted 30 days later at the earliest; and where today lies far past the newest thing that was ever
added or done, the clock is not believed at all. Who deletes by hand sees what goes, and confirms.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from measurement.access.roles import AUTOMATIC
from measurement.store.schema import audit, checklist, file_import, participation_file, setting

GRACE = timedelta(days=30)
FAR = timedelta(days=400)  # a tool that is used is used every school year
_KEY = "retention_announced"


@dataclass(frozen=True)
class Grace:
    """From which day each school year that is due may go; ``newest`` where the clock is not believed."""

    from_day: dict[str, date]
    newest: date | None = None

    def ripe(self, today: date) -> list[str]:
        """The school years whose period of grace is over."""
        return [year for year, day in self.from_day.items() if day <= today]


def grace(connection: Connection, due: Collection[str], today: date) -> Grace:
    """What holds of the school years that are due, as announced up to now."""
    newest = _newest(connection)
    if newest is not None and today > newest + FAR:
        return Grace({}, newest)
    told = _announced(connection)
    since = {year: min(told.get(year, today), today) for year in due}
    return Grace({year: day + GRACE for year, day in since.items()})


def announce(connection: Connection, found: Grace) -> None:
    """Remember from which day each school year is announced; others are forgotten."""
    told = {year: (day - GRACE).isoformat() for year, day in found.from_day.items()}
    connection.execute(delete(setting).where(setting.c.key == _KEY))
    if told:
        connection.execute(insert(setting).values(key=_KEY, value=json.dumps(told)))


def news(connection: Connection, found: Grace) -> bool:
    """Whether there is anything to announce, or to forget."""
    return {y: d - GRACE for y, d in found.from_day.items()} != _announced(connection)


def _announced(connection: Connection) -> dict[str, date]:
    stored = connection.execute(
        select(setting.c.value).where(setting.c.key == _KEY)
    ).scalar_one_or_none()
    told = json.loads(stored) if stored else {}
    return {year: date.fromisoformat(day) for year, day in told.items()}


def _newest(connection: Connection) -> date | None:
    """The day on which something was last added or done by somebody."""
    moments = [
        select(func.max(file_import.c.created_at)),
        select(func.max(participation_file.c.created_at)),
        select(func.max(checklist.c.updated_at)),
        select(func.max(audit.c.at)).where(audit.c.who != AUTOMATIC),
    ]
    found = [connection.execute(chosen).scalar_one_or_none() for chosen in moments]
    return max((moment.date() for moment in found if moment is not None), default=None)

"""Reads checklists of success factors from the store."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from measurement.centre.checklist.draft import Checklist, Entry
from measurement.centre.checklist.rows import declared
from measurement.centre.checklist.tables import CHECKLIST, LISTING
from measurement.errors import SurveyError
from measurement.questionnaire.success_factors import SuccessFactors
from measurement.store.answers.renaming import names_today, under_todays_names
from measurement.store.schema import checklist, checklist_entry, checklist_history
from measurement.words import say

OPEN, CLOSED = "open", "closed"


def one(connection: Connection, checklist_id: int) -> Checklist:
    """The checklist with this number. Raises :class:`SurveyError` when there is none."""
    c = checklist.c
    row = connection.execute(select(checklist).where(c.id == checklist_id)).first()
    if row is None:
        raise SurveyError(say("There is no checklist {number}.", number=str(checklist_id)))
    e = checklist_entry.c
    chosen = select(e.factor, e.state, e.note).where(e.checklist_id == checklist_id)
    entries = {f: Entry(state, note) for f, state, note in connection.execute(chosen)}
    head = (row.status, names_today()(row.centre), row.date, row.filled_by)
    return Checklist(row.id, row.version, *head, dict(sorted(entries.items())), row.updated_at)


def history(connection: Connection, checklist_id: int) -> list[Checklist]:
    """Every version of a checklist, the oldest first."""
    h = checklist_history.c
    chosen = select(checklist_history).where(h.checklist_id == checklist_id).order_by(h.version)
    return [_past(row) for row in connection.execute(chosen)]


def table(
    connection: Connection, success_factors: SuccessFactors, drafts: bool = True
) -> pd.DataFrame:
    """The declared table ``checklist``: one row per factor that was filled in.

    Sorted by centre, date, checklist and factor. A factor without a state has no row. ``drafts``
    are the checklists that are still open.
    """
    c, e = checklist.c, checklist_entry.c
    chosen = (
        select(c.centre, c.date, c.filled_by, e.factor, e.state, e.note, c.id.label("checklist"))
        .join(checklist_entry)
        .where(e.state != "", *([] if drafts else [c.status == CLOSED]))
        .order_by(c.centre, c.date, c.id, e.factor)
    )
    names = ["centre", "date", "filled_by", "factor", "state", "note", "checklist"]
    frame = pd.DataFrame(connection.execute(chosen).all(), columns=names)
    if under_todays_names(frame):
        order = ["centre", "date", "checklist", "factor"]
        frame = frame.sort_values(order, ignore_index=True)
    frame["date"] = [day.isoformat() for day in frame["date"]]
    frame["note"] = frame["note"].where(frame["note"] != "")
    frame["precondition"] = frame["factor"].isin(success_factors.preconditions)
    return declared(frame, CHECKLIST)


def listing(connection: Connection) -> pd.DataFrame:
    """The declared table ``checklists``: one row per checklist, the newest first."""
    c, e = checklist.c, checklist_entry.c
    filled = (
        select(func.count())
        .where(e.checklist_id == c.id, e.state != "")
        .correlate(checklist)
        .scalar_subquery()
    )
    chosen = select(
        c.id, c.centre, c.date, c.filled_by, c.status, c.version, filled, c.updated_at
    ).order_by(c.date.desc(), c.id.desc())
    frame = pd.DataFrame(connection.execute(chosen).all(), columns=list(LISTING.names))
    under_todays_names(frame)
    for name in ("date", "updated_at"):
        frame[name] = [moment.isoformat() for moment in frame[name]]
    return declared(frame, LISTING)


def any_there(connection: Connection) -> bool:
    """Whether the store holds a checklist."""
    return connection.execute(select(checklist.c.id).limit(1)).first() is not None


def _past(row: Any) -> Checklist:
    entries = {factor: Entry(*given) for factor, given in row.entries.items()}
    head = (row.status, row.centre, row.date, row.filled_by)
    return Checklist(row.checklist_id, row.version, *head, entries, row.saved_at, row.stands)


def version_of(connection: Connection, checklist_id: int, version: int) -> Checklist:
    """What held at a version: what somebody had before them when they began to change it."""
    h = checklist_history.c
    chosen = select(checklist_history).where(
        h.checklist_id == checklist_id, h.version <= version, h.stands
    )
    row = connection.execute(chosen.order_by(h.version.desc()).limit(1)).first()
    if row is None or version > one(connection, checklist_id).version:
        raise SurveyError(
            say(
                "Checklist {number} has no version {version}.",
                number=str(checklist_id),
                version=str(version),
            )
        )
    return _past(row)

"""The audit log: who changed access, took rows away, searched or erased a person. It only grows.

It names people who *use* the tool, never a respondent: of whom was searched or erased only the
first eight characters of the keyed hash are kept.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select

from measurement.access.roles import NOBODY, address
from measurement.access.tables import ACTION_WORDS, AUDIT
from measurement.contacts import masked
from measurement.rows import framed
from measurement.store.schema import audit, now
from measurement.store.transactions import noting, reading

ACTIONS = tuple(ACTION_WORDS)
_LONGEST = 500
Details = Mapping[str, str | int]


class Audit:
    """The audit log in the store. There is no way to change or delete an entry."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, who: str, action: str, details: Details | None = None) -> None:
        """Add an entry. ``ValueError`` for an action that is not known, or nobody's name.

        ``who`` is the address of who is signed in, or :data:`measurement.access.roles.LOCAL`. Addresses
        and telephone numbers are taken out of the details.
        """
        with noting(self._engine) as connection:
            write(connection, who, action, details)

    def table(self, limit: int = 500, actions: Collection[str] = ()) -> pd.DataFrame:
        """The declared table ``audit``, the newest first; of these actions, or of all."""
        c = audit.c
        chosen = select(c.id, c.at, c.who, c.action, c.about, c.details)
        if actions:
            chosen = chosen.where(c.action.in_(sorted(actions)))
        with reading(self._engine) as connection:
            rows = connection.execute(chosen.order_by(c.id.desc()).limit(limit)).all()
        return framed((_row(row) for row in rows), AUDIT, {"action": ACTIONS})


def write(
    connection: Connection,
    who: str,
    action: str,
    details: Details | None = None,
    about: str = "",
) -> None:
    """Add an entry in the open transaction; ``about`` is whose access it is about."""
    write_all(connection, who, [(action, details or {}, about)])


def write_all(
    connection: Connection, who: str, entries: Iterable[tuple[str, Details, str]]
) -> None:
    """Add entries (action, details, about) in the open transaction."""
    by, at = _who(who), now()
    rows = [
        {"at": at, "who": by, "action": action, "about": about, "details": _clean(details)}
        for action, details, about in entries
    ]
    for row in rows:
        if row["action"] not in ACTIONS:
            raise ValueError(f"the audit log knows no action {row['action']!r}")
        if row["about"] and not str(row["action"]).startswith("access_"):
            raise ValueError("only what is done with access is about somebody")
    if rows:
        connection.execute(insert(audit), rows)


def _who(text: str) -> str:
    name = text if text in NOBODY else address(text)
    if not name:
        raise ValueError("the audit log must say who did it")
    return name


def _clean(details: Details) -> dict[str, str | int]:
    return {
        key: masked(value)[:_LONGEST] if isinstance(value, str) else value
        for key, value in details.items()
    }


def _row(row: Any) -> tuple[Any, ...]:
    details = json.dumps(row.details, ensure_ascii=False)
    at = row.at.isoformat(timespec="seconds")
    return row.id, at, row.who, row.action, row.about or None, details

"""Deletes respondents with their remarks and quotes, from the tables and from the bytes of the file."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, delete, func, select

from measurement.store.schema import comment, published_quote, quote, respondent


@dataclass(frozen=True)
class Counts:
    """How many forms filled in, remarks, quotes of these and participations."""

    n_forms: int = 0
    n_remarks: int = 0
    n_quotes: int = 0
    n_participations: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(a + b for a, b in zip(self.each, other.each, strict=True)))

    @property
    def each(self) -> tuple[int, int, int, int]:
        """The four numbers."""
        return self.n_forms, self.n_remarks, self.n_quotes, self.n_participations

    @property
    def details(self) -> dict[str, str | int]:
        """The numbers as the audit log tells them."""
        return dict(zip(("forms", "remarks", "quotes", "participations"), self.each, strict=True))


def remove(connection: Connection, these: ColumnElement[bool]) -> Counts:
    """Delete these respondents with their remarks and quotes, published ones too; how many of each.

    What was counted of them and published stays as it is: it is of no person.
    """
    remarks, responses = _remarks(these), select(respondent.c.response).where(these)
    shown = delete(published_quote).where(published_quote.c.response.in_(responses))
    connection.execute(shown)
    quotes = connection.execute(delete(quote).where(quote.c.comment_id.in_(remarks))).rowcount
    said = connection.execute(delete(comment).where(comment.c.id.in_(remarks))).rowcount
    forms = connection.execute(delete(respondent).where(these)).rowcount
    return Counts(forms, said, quotes)


def counted(connection: Connection, these: ColumnElement[bool]) -> Counts:
    """How much there is of these respondents: what :func:`remove` would delete."""
    remarks = _remarks(these)
    chosen: list[Select[Any]] = [
        select(func.count()).select_from(respondent).where(these),
        select(func.count()).select_from(comment).where(comment.c.id.in_(remarks)),
        select(func.count()).select_from(quote).where(quote.c.comment_id.in_(remarks)),
    ]
    return Counts(*(int(connection.execute(one).scalar_one()) for one in chosen))


def overwritten(engine: Engine) -> bool:
    """Rewrite the file of an SQLite store, so that what was deleted is nowhere in its bytes.

    False when that was not possible now, or for a database that sees to that by itself.
    """
    if engine.dialect.name != "sqlite":
        return False
    try:
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("VACUUM")
            busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    return not busy


def _remarks(these: ColumnElement[bool]) -> Select[tuple[int]]:
    same = (comment.c.import_id == respondent.c.import_id) & (comment.c.row == respondent.c.row)
    return select(comment.c.id).join(respondent, same).where(these)

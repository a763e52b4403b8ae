"""Reading and writing in transactions, with the database's errors put in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from json import JSONDecodeError
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, select, update
from sqlalchemy.exc import DBAPIError

from measurement.errors import SurveyError
from measurement.store import faults, server
from measurement.store.schema import setting

_REVISION = setting.c.key == "revision"
_together: ContextVar[tuple[Engine, Connection] | None] = ContextVar("together", default=None)


@contextmanager
def together(engine: Engine) -> Iterator[None]:
    """Make one transaction of all that is asked of this store within: all is kept, or nothing."""
    with writing(engine) as connection:
        before = _together.set((engine, connection))
        try:
            yield
        finally:
            _together.reset(before)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store, whatever is written meanwhile."""
    if (shared := _shared(engine)) is not None:
        yield shared
        return
    with spoken(engine), server.reader(engine) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose changes are all kept or none, and that raises the revision."""
    if (shared := _shared(engine)) is not None:
        yield shared
        return
    with _one_writer(engine) as (connection, revision):
        yield connection
        connection.execute(update(setting).where(_REVISION).values(value=str(revision + 1)))


@contextmanager
def noting(engine: Engine) -> Iterator[Connection]:
    """The same for what no figure follows from: the revision stays, and what was worked out too."""
    if (shared := _shared(engine)) is not None:
        yield shared
        return
    with _one_writer(engine) as (connection, _revision):
        yield connection


@contextmanager
def trying(engine: Engine) -> Iterator[Connection]:
    """A connection of whose changes nothing is kept: to see what they would bring."""
    with _one_writer(engine) as (connection, _revision):
        try:
            yield connection
        finally:
            connection.rollback()


def within(engine: Engine) -> bool:
    """Whether a transaction of several steps is open around this."""
    return _shared(engine) is not None


def _shared(engine: Engine) -> Connection | None:
    """The connection of the transaction that is open around this, if there is one."""
    around = _together.get()
    return around[1] if around is not None and around[0] is engine else None


@contextmanager
def _one_writer(engine: Engine) -> Iterator[tuple[Connection, int]]:
    """One writer at a time: SQLite locks the file, other databases the row of the revision."""
    with (
        spoken(engine),
        engine.connect().execution_options(writing=True) as connection,
        connection.begin(),
    ):
        chosen = select(setting.c.value).where(_REVISION).with_for_update()
        yield connection, int(connection.execute(chosen).scalar_one())


@contextmanager
def spoken(engine: Engine) -> Iterator[None]:
    """Turn what the database says when it cannot go on into a :class:`SurveyError`."""
    try:
        yield
    except DBAPIError as error:
        if (told := faults.sentence(engine, error)) is None:
            raise
        raise SurveyError(told) from error
    except JSONDecodeError as error:  # in a column of the store
        told = faults.at(faults.DAMAGED, faults.place(engine), error.msg)
        raise SurveyError(told) from error


def new_id(inserted: CursorResult[Any]) -> int:
    """The id of the row that was just inserted."""
    key = inserted.inserted_primary_key
    if key is None:
        raise ValueError("nothing was inserted")
    return int(key[0])

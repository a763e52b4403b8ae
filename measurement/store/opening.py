"""Opens a store: finds the database, makes it if it is new, and brings its tables up to date."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy import text as sql
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from measurement.errors import SurveyError, reason
from measurement.store.people.removal import overwritten
from measurement.store.schema import VERSION
from measurement.store.secret import DATA
from measurement.store.store import Store
from measurement.store.transactions import place, spoken
from measurement.words import say

STEPS = Path(__file__).parent / "migrations"
PATIENCE = 30  # seconds to wait for another process that is writing


def open_store(url: str | os.PathLike[str] | None = None) -> Store:
    """The store at a database URL or a path of an SQLite file; it is made if it is not there.

    Without a URL the one in the environment variable ``MEASUREMENT_STORE``, else
    ``data/store.sqlite`` of the project. Raises :class:`SurveyError` when it cannot be used.
    """
    engine = _engine(_address(url))
    try:
        with spoken(engine):
            _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def _address(url: str | os.PathLike[str] | None) -> URL:
    said = os.fspath(url or os.environ.get("MEASUREMENT_STORE") or DATA / "store.sqlite")
    try:
        address = make_url(said) if ":/" in said else URL.create("sqlite", database=said)
    except ArgumentError as error:
        raise SurveyError(say("'{url}' is not the address of a database.", url=said)) from error
    if not _is_file(address):
        return address
    path = Path(str(address.database)).expanduser().resolve()
    _make_file(path)
    return address.set(database=str(path))


def _is_file(address: URL) -> bool:
    database = address.database or ":memory:"
    return address.get_backend_name() == "sqlite" and not database.startswith((":", "file:"))


def _make_file(path: Path) -> None:
    """Make an empty database that only its owner may read, if there is none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
    except OSError as error:
        raise SurveyError(
            say(
                "The store {place} cannot be made ({detail}).",
                place=str(path),
                detail=reason(error),
            )
        ) from error


def _engine(address: URL) -> Engine:
    try:
        if address.get_backend_name() != "sqlite":
            return create_engine(address, pool_pre_ping=True)
        engine = create_engine(address, connect_args={"timeout": PATIENCE})
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise SurveyError(
            say("Databases of the kind '{kind}' cannot be used here.", kind=address.drivername)
        ) from error
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """SQLite as we need it: our own BEGIN, foreign keys, and nothing lost when power fails."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Writers take the lock at once, so that they never fail half-way for another writer."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _bring_up_to_date(engine: Engine) -> None:
    if _version(engine) == VERSION:
        return
    if engine.dialect.name == "sqlite":
        _keep_a_log(engine)
    before = ""
    with engine.connect() as connection:
        try:
            with connection.execution_options(writing=True).begin():
                if (before := _checked(connection, place(engine))) != VERSION:
                    _migrate(connection)
        except DBAPIError:
            if _version(engine) != VERSION:  # else another process was first
                raise
    if before:  # what a step took away is nowhere in the file either
        overwritten(engine)


def _version(engine: Engine) -> str:
    with engine.connect() as connection, connection.begin():
        return _checked(connection, place(engine))


def _checked(connection: Connection, where: str) -> str:
    """The version of the tables, '' in an empty database.

    Raises :class:`SurveyError` for a newer version and for the database of another program.
    """
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise SurveyError(
                say("{place} is the database of another program, not a store.", place=where)
            )
        return ""
    version = str(connection.execute(sql("SELECT version_num FROM alembic_version")).scalar())
    if not any(STEPS.glob(f"versions/{version}_*.py")):
        raise SurveyError(
            say(
                "The store {place} was made by a newer version of this tool ({version}). Install "
                "that version, or name another store.",
                place=where,
                version=version,
            )
        )
    return version


def _keep_a_log(engine: Engine) -> None:
    """Set SQLite's write-ahead log, which stays set: readers and a writer do not wait."""
    for left in range(PATIENCE * 10, -1, -1):
        try:
            with engine.connect() as connection:
                driver = connection.connection.driver_connection
                assert driver is not None
                driver.execute("PRAGMA journal_mode=WAL")
            return
        except Exception as error:
            if "locked" not in str(error) or not left:
                raise
            time.sleep(0.1)


def _migrate(connection: Connection) -> None:
    """Take the steps from the version found to the newest, in the open transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    command.upgrade(config, "head")

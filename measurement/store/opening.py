"""Opens a store: finds the database, makes it if it is new, and brings its tables up to date."""

from __future__ import annotations

import os
import secrets
import threading
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from measurement.errors import SurveyError
from measurement.store import faults, server
from measurement.store.faults import place
from measurement.store.file import coming, copies
from measurement.store.file.place import address_of, file_of, make_file, unmake
from measurement.store.file.same import Same
from measurement.store.people.removal import overwritten
from measurement.store.releases import ledger
from measurement.store.schema import VERSION
from measurement.store.store import Store
from measurement.store.transactions import spoken
from measurement.words import say

STEPS = Path(__file__).parent / "migrations"
_STEPPING = threading.Lock()  # Alembic has one state per process
PATIENCE = 30  # seconds to wait for another process that is writing


def open_store(url: str | os.PathLike[str] | None = None) -> Store:
    """The store at a database URL or a path of an SQLite file; it is made if it is not there.

    Without a URL the one in the environment variable ``MEASUREMENT_STORE``, else
    ``data/store.sqlite`` of the project. Raises :class:`SurveyError` when it cannot be used.
    """
    address = address_of(url)
    path = file_of(address)
    made = path is not None and make_file(path)
    engine = _engine(address)
    try:
        with spoken(engine):
            if path is not None:
                _watch(engine, path)
            _bring_up_to_date(engine)
            if path is not None and not made:
                _look_over(engine)
                ledger.catch_up(engine)
    except BaseException:
        engine.dispose()
        if path is not None and made:
            unmake(path)
        raise
    return Store(engine)


def _watch(engine: Engine, path: Path) -> None:
    """See before every transaction that the file is still the one that was opened.

    What came with it, if it is a copy that was put back, is put in place first.
    """
    same = Same(path)
    event.listen(engine, "engine_disposed", lambda _engine: same.close())
    coming.put_in_place(path, same.number)
    same.check_log()
    event.listen(engine, "begin", lambda _connection: same.check(), insert=True)


def _look_over(engine: Engine) -> None:
    """Raise :class:`SurveyError` where the pages of the file do not hang together."""
    with engine.connect() as connection, connection.begin():
        found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if found != "ok":
        raise SurveyError(faults.at(faults.DAMAGED, place(engine), found))


def _engine(address: URL) -> Engine:
    try:
        if address.get_backend_name() != "sqlite":
            return server.engine_of(address, PATIENCE)
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
    if writing:  # the number of changes, which tells whether a log belongs to the file
        changes = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        connection.exec_driver_sql(f"PRAGMA user_version = {changes + 1}")


def _bring_up_to_date(engine: Engine) -> None:
    if _version(engine) == VERSION:
        return
    if engine.dialect.name == "sqlite":
        _keep_a_log(engine)
    if (path := file_of(engine.url)) is not None and _version(engine):
        copies.before(path, f"version-{VERSION}")
    before = ""
    with engine.connect() as connection:
        try:
            with connection.execution_options(writing=True).begin():
                server.one_at_a_time(connection)
                if (before := _checked(connection, place(engine))) != VERSION:
                    _migrate(connection)
                    _name(connection)
        except DBAPIError:
            if _version(engine) != VERSION:  # else another process was first
                raise
    if before:  # what a step took away is nowhere in the file either
        overwritten(engine)


def _name(connection: Connection) -> None:
    """Give an SQLite store a number of its own, if it has none."""
    if connection.dialect.name != "sqlite":
        return
    if not connection.exec_driver_sql("PRAGMA application_id").scalar():
        number = 1 + secrets.randbelow(2**31 - 1)
        connection.exec_driver_sql(f"PRAGMA application_id = {number}")


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
    with _STEPPING:
        command.upgrade(config, "head")

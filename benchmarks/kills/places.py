"""Where a store that is killed stands: a file of SQLite, or a database on a server."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from typing import NamedTuple, Protocol

from sqlalchemy import NullPool, create_engine, make_url, text

_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"


class Place(NamedTuple):
    """A store, and the folder of the files that belong to it."""

    address: str
    folder: Path

    @property
    def copy(self) -> Path:
        """Where a copy of the store is made, or stands."""
        return self.folder / "copies" / "copy.sqlite"


class Places(Protocol):
    """One kind of database: new places for stores in it, and copies of them."""

    def new(self, of: Place | None = None) -> Place:
        """A place without a store, or with a copy of another one."""

    def quiet(self, place: Place) -> None:
        """Wait until nothing goes on there any more."""

    def gone(self, place: Place) -> None:
        """Remove a place."""


class Files:
    """Stores of SQLite in folders of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def new(self, of: Place | None = None) -> Place:
        folder = _new_folder(self._folder, of)
        return Place(str(folder / "store.sqlite"), folder)

    def quiet(self, place: Place) -> None:
        pass  # the locks of a process go with it

    def gone(self, place: Place) -> None:
        shutil.rmtree(place.folder, ignore_errors=True)


class Databases:
    """Stores in databases of a server of PostgreSQL, their keys in folders of their own."""

    def __init__(self, folder: Path, server: str) -> None:
        self._folder, self._server = folder, make_url(server)
        self._engine = create_engine(self._server, isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def new(self, of: Place | None = None) -> Place:
        name = f"killed_{secrets.token_hex(6)}"
        template = "template1" if of is None else _database(of)
        self._do(f"CREATE DATABASE {name} TEMPLATE {template}")
        folder = _new_folder(self._folder, of)
        os.environ["MEASUREMENT_SECRET_FILE"] = str(folder / "store.key")
        address = self._server.set(database=name).render_as_string(hide_password=False)
        return Place(address, folder)

    def quiet(self, place: Place) -> None:
        """A statement that was begun goes on without its client, and is rolled back after."""
        until = time.monotonic() + 30
        with self._engine.connect() as connection:
            while connection.execute(text(_OTHERS), {"name": _database(place)}).scalar_one():
                if time.monotonic() > until:
                    raise TimeoutError(place.address)
                time.sleep(0.01)

    def gone(self, place: Place) -> None:
        self._do(f"DROP DATABASE {_database(place)} WITH (FORCE)")
        shutil.rmtree(place.folder, ignore_errors=True)

    def _do(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)


def _database(place: Place) -> str:
    return str(make_url(place.address).database)


def _new_folder(among: Path, of: Place | None) -> Path:
    folder = Path(tempfile.mkdtemp(dir=among))
    if of is not None:
        shutil.copytree(of.folder, folder, dirs_exist_ok=True)
    return folder

"""Where a store is tested: a file of SQLite, and a server of PostgreSQL that the tests start."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from benchmarks.postgresql import a_database_server
from measurement.store import open_store

_numbers = count(1)
KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database on a server of PostgreSQL of these tests alone."""
    with a_database_server() as address:
        yield address


@pytest.fixture(scope="session")
def on_postgresql(postgresql: str) -> Iterator[Engine]:
    """The server itself."""
    engine = create_engine(postgresql, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def new_database(address: str, engine: Engine, template: str = "template1") -> str:
    """The address of a new database on the server: empty, or a copy of another one.

    It goes when the server does: dropping it takes longer than a test.
    """
    name = f"store_{next(_numbers)}"
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    return address.removesuffix("/postgres") + f"/{name}"


@pytest.fixture(scope="session")
def made_store(postgresql: str, on_postgresql: Engine) -> str:
    """The name of a database with an empty store in it."""
    address = new_database(postgresql, on_postgresql)
    open_store(address).close()
    return address.rsplit("/", 1)[1]


@pytest.fixture(params=KINDS)
def database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a store that is not there yet, of every kind in turn."""
    if request.param == "sqlite":
        yield str(tmp_path / "store.sqlite")
        return
    names = ("postgresql", "on_postgresql", "made_store")
    server, engine, template = (request.getfixturevalue(name) for name in names)
    monkeypatch.setenv("MEASUREMENT_SECRET_FILE", str(tmp_path / "store.key"))
    yield new_database(server, engine, template)

"""Where a store is tested: a file of SQLite, and a server of PostgreSQL that the tests start."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from benchmarks.servers import free_port
from measurement.store import open_store

_numbers = count(1)
KINDS = ("sqlite", "postgresql")


def programs() -> Path:
    """Where PostgreSQL's programs are; Debian keeps them out of the path."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    assert places, "no PostgreSQL found: install postgresql (apt-get install postgresql)"
    return places[0]


def run(folder: Path, *command: str) -> None:
    """Run one of its programs, never as root, which it refuses."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_user, *command], check=True, capture_output=True, cwd=folder)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database on a server of PostgreSQL of these tests alone."""
    folder, port = Path(tempfile.mkdtemp(prefix="postgresql-")), free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    bins = programs()
    try:
        run(
            folder,
            f"{bins}/initdb",
            "-D",
            f"{folder}/data",
            "-A",
            "trust",
            "-U",
            "postgres",
            "-E",
            "UTF8",
        )
        quick = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run(
            folder,
            f"{bins}/pg_ctl",
            "-D",
            f"{folder}/data",
            "-w",
            "-l",
            f"{folder}/log",
            "-o",
            quick,
            "start",
        )
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        run(folder, f"{bins}/pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


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

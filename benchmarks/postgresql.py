"""A server of PostgreSQL of one's own on this machine, for tests and benchmarks."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.servers import free_port


def programs() -> Path:
    """Where PostgreSQL's programs are; Debian keeps them out of the path."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    assert places, "no PostgreSQL found: install postgresql (apt-get install postgresql)"
    return places[0]


@contextmanager
def a_database_server() -> Iterator[str]:
    """The address of a database on a server that is there as long as this."""
    folder, port = Path(tempfile.mkdtemp(prefix="postgresql-")), free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    control = (f"{programs()}/pg_ctl", "-D", f"{folder}/data")
    made = (f"{programs()}/initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "postgres")
    quick = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        _run(folder, *made, "-E", "UTF8")
        _run(folder, *control, "-w", "-l", f"{folder}/log", "-o", quick, "start")
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
    finally:
        _run(folder, *control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, *command: str) -> None:
    """Run one of its programs, never as root, which it refuses."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_user, *command], check=True, capture_output=True, cwd=folder)

"""Where a store is: its address, and the file of an SQLite store."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from measurement.errors import SurveyError, reason
from measurement.store.secret import DATA
from measurement.words import say

_EMPTY = 4096  # a first page without tables
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")  # of a path as Windows writes it


def address_of(url: str | os.PathLike[str] | None) -> URL:
    """The address of a store by its URL or path; without one what the setting names.

    Raises :class:`SurveyError` for what is no address.
    """
    said = os.fspath(url or os.environ.get("MEASUREMENT_STORE") or DATA / "store.sqlite")
    try:
        is_url = ":/" in said and not _DRIVE.match(said)
        address = make_url(said) if is_url else URL.create("sqlite", database=said)
    except (ArgumentError, ValueError) as error:  # also a port that is no number
        raise SurveyError(
            say(
                "'{url}' is not the address of a database. Give a file, or an address as postgresql+psycopg://user@server:5432/name.",
                url=said,
            )
        ) from error
    path = file_of(address)
    return address if path is None else address.set(database=str(path))


def file_of(address: URL) -> Path | None:
    """The file of an SQLite store; None for another database, and for one in memory."""
    database = address.database or ":memory:"
    if address.get_backend_name() != "sqlite" or database.startswith((":", "file:")):
        return None
    return Path(database).expanduser().resolve()


def make_file(path: Path) -> bool:
    """Make an empty database that only its owner may read, if there is none; whether it was made.

    Raises :class:`SurveyError`.
    """
    if path.is_dir():
        raise _not_made(path, reason(IsADirectoryError(errno.EISDIR, "")))
    if path.exists():  # opening and closing it would take away SQLite's locks in this process
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDONLY, 0o600))
    except FileExistsError:
        return False
    except OSError as error:
        raise _not_made(path, reason(error)) from error
    return True


def _not_made(path: Path, detail: object) -> SurveyError:
    return SurveyError(
        say("The store {place} cannot be made ({detail}).", place=str(path), detail=detail)
    )


def unmake(path: Path) -> None:
    """Take a file away again in which nothing stands yet, and that nobody else has open."""
    log = path.with_name(f"{path.name}-wal")
    used = log.exists() and log.stat().st_size > 0
    if path.exists() and path.stat().st_size <= _EMPTY and not used:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)

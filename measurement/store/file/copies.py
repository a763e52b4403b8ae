"""Copies of the file of a store: made while it is used, verified, and put back."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from measurement import workplace
from measurement.errors import SurveyError, of_file
from measurement.store import faults
from measurement.store.file.same import Same
from measurement.words import say

KEPT_DAYS = 30  # that a copy that was made without asking is kept
BESIDE = (".key", ".ledger")  # what a store cannot do without, in files of its own
_LOG = ("-wal", "-shm", "-journal")


def backup(store: Path, out: Path, *, with_key: bool = True) -> Path:
    """Copy a store with its key, verified, while it may be in use; where the copy is.

    ``out`` is a file that is not there yet, or a folder: the copy is then named after the store
    and the moment. Raises :class:`SurveyError`.
    """
    with _told():
        if out.is_dir():
            out = out / f"{store.stem}-{moment()}{store.suffix}"
        if out.exists():
            raise SurveyError(
                say("{out} is there already; a copy is never written over another.", out=str(out))
            )
        with _copied(
            store, out
        ) as made:  # which gets its name last: where it is, nothing is lacking
            endings = [
                e for e in (BESIDE if with_key else BESIDE[1:]) if store.with_suffix(e).exists()
            ]
            for ending in endings:
                copy_file(store.with_suffix(ending), made.with_suffix(ending))
            for ending in endings:
                made.with_suffix(ending).replace(out.with_suffix(ending))
    return out


def before(store: Path, what: str) -> Path:
    """A verified copy beside the store, made before something is done that cannot be undone.

    Named ``STORE-before-WHAT-MOMENT``; it is let go of after 30 days (:func:`forget`).
    """
    out = named(store, what)
    with _told(), _copied(store, out):
        pass
    return out


def named(path: Path, what: str) -> Path:
    """What a file is called that is kept of before something was done."""
    return path.with_name(f"{path.stem}-before-{what}-{moment()}{path.suffix}")


def beside(store: Path) -> list[Path]:
    """The copies that were made before something was done, the oldest first."""
    return sorted(store.parent.glob(f"{store.stem}-before-*{store.suffix}"))


def forget(store: Path, today: date | None = None) -> list[Path]:
    """Delete the copies of :func:`before` that are older than 30 days; all of them without a day."""
    gone = []
    for copy in beside(store):
        made = date.fromtimestamp(copy.stat().st_mtime)
        if today is None or made + timedelta(KEPT_DAYS) < today:
            for ending in ("", *_LOG):
                copy.with_name(copy.name + ending).unlink(missing_ok=True)
            gone.append(copy)
    return gone


def verified(path: Path) -> None:
    """Raise :class:`SurveyError` unless every page and index of this file is sound."""
    try:
        with contextlib.closing(_opened(path)) as copy:
            found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise SurveyError(
            say(
                "The copy {place} is not sound ({detail}). Use another copy.",
                place=str(path),
                detail=found,
            )
        )


@contextlib.contextmanager
def draft(copy: Path, place: Path) -> Iterator[Path]:
    """A verified copy of a copy, in the folder where it is to stand; what is left of it goes.

    A log beside the copy is taken in, if it belongs to it.
    """
    with workplace.folder(place.parent) as folder:
        made = folder / place.name
        for ending in ("", "-wal"):
            if (one := copy.with_name(copy.name + ending)).exists():
                copy_file(one, made.with_name(made.name + ending))
        same = Same(made)
        try:
            same.check_log()
            verified(made)
        except sqlite3.DatabaseError as error:
            raise SurveyError(faults.at(faults.NO_STORE, str(copy))) from error
        finally:
            same.close()
        yield made


def rename(store: Path) -> int:
    """Give a copy a number of its own, which it is known by: no log that was left belongs to it."""
    number = 1 + secrets.randbelow(2**31 - 1)
    with contextlib.closing(_opened(store)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
        opened.execute(f"PRAGMA application_id = {number}")
    return number


@contextlib.contextmanager
def _copied(store: Path, out: Path) -> Iterator[Path]:
    """Copy through SQLite, which sees one state of it; only what is verified gets the name, at the end."""
    try:
        with workplace.folder(out.parent) as folder:
            made = folder / out.name
            os.close(_own(made))
            with (
                contextlib.closing(_opened(store)) as source,
                contextlib.closing(_opened(made)) as copy,
            ):
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            verified(made)
            _flush(made)
            yield made
            made.replace(out)
    except sqlite3.DatabaseError as error:
        raise _fault(error, store, out) from error


def _fault(error: sqlite3.DatabaseError, store: Path, out: Path) -> SurveyError:
    told = faults.of_sqlite(error) or faults.DAMAGED
    where = out if told in (faults.FULL, faults.READ_ONLY, faults.NOT_READ) else store
    return SurveyError(faults.at(told, str(where), str(error)))


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=30, isolation_level=None)


def copy_file(source: Path, out: Path) -> None:
    """Copy a file that is readable by its owner only then."""
    with source.open("rb") as given, os.fdopen(_own(out), "wb") as taken:
        shutil.copyfileobj(given, taken)
    _flush(out)


def _own(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def moment() -> str:
    """This moment, as it stands in the name of a copy."""
    return datetime.now().strftime("%Y%m%d-%H%M%S-%f")


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise of_file(error) from error

"""Folders for a file that is being read or made: beside the store, and gone again whatever happens.

A folder is locked for as long as it is used. The lock goes with its process, however that ends, so
a folder without a lock was left behind: the next who needs one removes it, as the start does.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path

from measurement.errors import of_file

DATA = Path(__file__).parents[1] / "data"
_NAME = "reading-"
_HOUR = 3600  # seconds, where nothing can be locked
_store: ContextVar[str] = ContextVar("store", default="")


@contextlib.contextmanager
def beside(store: str | None) -> Iterator[None]:
    """Put the folders beside this store, in place of the one that the setting names."""
    before = _store.set(store or "")
    try:
        yield
    finally:
        _store.reset(before)


def place() -> Path:
    """Where the folders stand: with the file of the store, else with the data of the project."""
    said = _store.get() or os.environ.get("MEASUREMENT_STORE") or ""
    said = said.removeprefix("sqlite:///")
    return DATA if not said or ":/" in said else Path(said).expanduser().resolve().parent


@contextlib.contextmanager
def folder(within: Path | None = None) -> Iterator[Path]:
    """A folder of one's own that only its owner may read; nothing of it stays.

    Raises :class:`SurveyError` where none can be made.
    """
    where = within or place()
    try:
        where.mkdir(parents=True, exist_ok=True)
        with _locked(where, wait=True):
            _clear(where)
            made = Path(tempfile.mkdtemp(prefix=_NAME, dir=where))
            held = _lock(made, wait=True)
    except OSError as error:
        raise of_file(error) from error
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if held is not None:
            os.close(held)


def clear() -> None:
    """Remove the folders that a process left behind when it was ended."""
    with contextlib.suppress(OSError), _locked(place(), wait=True):
        _clear(place())


def _clear(where: Path) -> None:
    for one in where.glob(f"{_NAME}*"):
        with contextlib.suppress(FileNotFoundError), _locked(one, wait=False) as free:
            if free:
                shutil.rmtree(one, ignore_errors=True)


@contextlib.contextmanager
def _locked(path: Path, *, wait: bool) -> Iterator[bool]:
    """Hold the lock of a folder; tells whether it was free."""
    held = _lock(path, wait=wait)
    try:
        yield held is not None
    finally:
        if held is not None:
            os.close(held)


def _lock(path: Path, *, wait: bool) -> int | None:
    """The lock of a folder, to be closed; None where another has it, or nothing can be locked."""
    try:
        import fcntl
    except ImportError:  # Windows
        return _old(path)
    held = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        os.close(held)
        return None if isinstance(error, BlockingIOError) else _old(path)  # a drive without locks
    return held


def _old(path: Path) -> int | None:
    """Where nothing can be locked, what is an hour old is not being read."""
    old = path.stat().st_mtime < time.time() - _HOUR
    return os.open(os.devnull, os.O_RDONLY) if old else None

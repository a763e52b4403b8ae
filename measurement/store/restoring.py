"""Puts a copy in the place of a store, and keeps what it replaces."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from measurement.errors import SurveyError, of_file
from measurement.store.file import coming, copies
from measurement.store.opening import open_store
from measurement.store.secret import check_of
from measurement.words import say


@dataclass(frozen=True)
class Restored:
    """Where the store is, and where what stood there before was kept; None where nothing stood."""

    place: Path
    kept: Path | None


def restore(store: Path, copy: Path) -> Restored:
    """Put a verified copy in the place of a store that nobody uses.

    What stood there is kept beside it, as a copy made before something that cannot be undone. The
    key that stands beside the copy comes along. Raises :class:`SurveyError`; the store is then as
    it was.
    """
    copy = copy.expanduser().resolve()
    if not copy.is_file():
        raise SurveyError(say("The copy {copy} is not there.", copy=str(copy)))
    if copy == store:
        raise SurveyError(say("That is the store itself. Name a copy of it."))
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        with copies.draft(copy, store) as made:
            key = _key(made, copy.with_suffix(".key"), store.with_suffix(".key"))
            number = copies.rename(made)
            _refuse_in_use(store)
            kept = _kept(store)
            _lay_by(copy, store, key, (made, number))
            for ending in ("-wal", "-shm", "-journal"):
                store.with_name(store.name + ending).unlink(missing_ok=True)
            made.replace(store)
            coming.put_in_place(store, number)
    except OSError as error:
        raise of_file(error) from error
    return Restored(store, kept)


def _key(made: Path, given: Path, there: Path) -> Path | None:
    """The key to put in place; None where the right one stands there, or none is needed.

    Raises :class:`SurveyError` where neither is the key of this copy, and where the copy is not of
    a store that this version can read. An older one is brought up to date.
    """
    with open_store(made) as opened:
        check = opened.file.key_check
    if not check or _is(there, check):
        return None
    if _is(given, check):
        return given
    raise SurveyError(
        say(
            "The key of this copy is neither at {given} nor at {there}. Put it there first: without it people cannot be recognised.",
            given=str(given),
            there=str(there),
        )
    )


def _is(path: Path, check: str) -> bool:
    return path.is_file() and check_of(path.read_bytes()) == check


def _refuse_in_use(store: Path) -> None:
    """Raise :class:`SurveyError` when another process has the store open; take its log in."""
    if not store.exists():
        return
    with contextlib.closing(sqlite3.connect(store, timeout=0.2, isolation_level=None)) as opened:
        try:
            opened.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise SurveyError(
                    say(
                        "The store {place} is in use. Stop the dashboard and every command first; nothing was changed.",
                        place=str(store),
                    )
                ) from error
            # else it is what has to be replaced


def _kept(store: Path) -> Path | None:
    """A second name for what stands there, so that nothing of it goes."""
    if not store.exists():
        return None
    kept = copies.named(store, "restore")
    for ending in ("", "-wal"):
        if (one := store.with_name(store.name + ending)).exists():
            os.link(one, kept.with_name(kept.name + ending))
    os.utime(kept)  # kept from today on
    return kept


def _lay_by(copy: Path, store: Path, key: Path | None, made: tuple[Path, int]) -> None:
    """Lay the key and the ledger by that come along.

    The ledger that stands there knows more than the copy's, unless it belongs to another key.
    """
    if key is not None:
        coming.lay_by(key, store.with_suffix(".key"), *made)
    given, there = copy.with_suffix(".ledger"), store.with_suffix(".ledger")
    if key is not None or not there.exists():
        coming.lay_by(given if given.is_file() else None, there, *made)

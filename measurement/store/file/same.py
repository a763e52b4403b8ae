"""Notices that the file of a store was replaced, deleted, or put beside a log of another state.

Every change raises a number in the first page of the file (SQLite's ``user_version``), and every
store has a number of its own (``application_id``). Changes stand in the write-ahead log first, so a
log that fits holds pages of this very store, and goes on from the number in the file. SQLite itself
would put the pages of any log over any file, and count on the result.
"""

from __future__ import annotations

import os
import struct
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from measurement.errors import SurveyError
from measurement.words import Sentence, say

REPLACED = say(
    "The store {place} was replaced or removed while this tool was using it. Nothing was written. Stop the tool, see that the right file is in its place, and start it again."
)
_HEADER, _FRAME = 32, 24
_NUMBERS = slice(60, 72)  # of the first page: changes, something else, which store
_TRIES = 5


class Mark(NamedTuple):
    """What the first page of a store says: how many changes it has seen, and which store it is."""

    changes: int
    store: int


class _File:
    """An open file. It stays open while any store of this process stands on it.

    Closing it would take away the locks that SQLite holds on the same file in this process.
    """

    def __init__(self, path: Path) -> None:
        self.number = os.open(path, os.O_RDONLY)
        self.users = 0

    def mark(self) -> Mark | None:
        """The mark in the file itself, without its log; None in an empty file."""
        os.lseek(self.number, 0, os.SEEK_SET)
        return _mark(os.read(self.number, 100))


_files: dict[tuple[int, int], _File] = {}
_lock = threading.Lock()


def _id(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


class Same:
    """The file of a store, as it was when it was opened."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with _lock:
            self._id = _id(path)
            self._file = _files.get(self._id) or _files.setdefault(self._id, _File(path))
            self._file.users += 1
        self._seen: Mark | None = None
        self._open = True

    @property
    def number(self) -> int:
        """The number that this store alone has; 0 for none."""
        with _lock:
            mark = self._file.mark()
        return 0 if mark is None else mark.store

    def check(self) -> None:
        """Raise :class:`SurveyError` when another file stands there, or it went back in time."""
        try:
            same = _id(self._path) == self._id
        except FileNotFoundError:
            same = False
        with _lock:
            now = self._file.mark() if same else None
            same = same and _follows(self._seen, now)
            if not same:
                raise SurveyError(Sentence(REPLACED.message, {"place": str(self._path)}))
            self._seen = now

    def check_log(self) -> None:
        """Raise :class:`SurveyError` when the log beside the file is not of this state of it."""
        for _ in range(_TRIES):  # another process may be writing both
            with _lock:
                mark = self._file.mark()
            if mark is None or _fits(mark, list(_marks(_log_of(self._path)))):
                return
            time.sleep(0.05)
        raise SurveyError(
            say(
                "The store {place} and the file {log} beside it are not of the same moment: a copy was put back by hand beside what was left of another state. Nothing was changed. Put the copy back with 'python -m measurement restore COPY'.",
                place=str(self._path),
                log=_log_of(self._path).name,
            )
        )

    def close(self) -> None:
        """Let go of the file."""
        with _lock:
            self._file.users -= self._open
            self._open = False
            if not self._file.users and self._id in _files:
                os.close(self._file.number)
                _files.pop(self._id, None)


def _follows(before: Mark | None, now: Mark | None) -> bool:
    if before is None:
        return True
    if now is None:
        return False
    same = before.store in (0, now.store)
    return same and now.changes >= before.changes


def _fits(file: Mark, log: list[Mark]) -> bool:
    if not log:
        return True
    stores = {mark.store for mark in (file, *log)} - {0}
    return len(stores) <= 1 and log[0].changes - 1 <= file.changes <= log[-1].changes


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _mark(page: bytes) -> Mark | None:
    if len(page) < _NUMBERS.stop:
        return None
    changes, _vacuum, store = struct.unpack(">IIi", page[_NUMBERS])
    return Mark(changes, store)


def _marks(log: Path) -> Iterator[Mark]:
    """The marks in the committed first pages of a log, in order."""
    try:
        source = log.open("rb")
    except FileNotFoundError:
        return
    with source:
        head = source.read(_HEADER)
        if len(head) < _HEADER:
            return
        size, salts = struct.unpack(">I", head[8:12])[0], head[16:24]
        waiting: list[Mark] = []
        while len(frame := source.read(_FRAME)) == _FRAME and frame[8:16] == salts:
            number, committed = struct.unpack(">II", frame[:8])
            if number == 1 and (mark := _mark(source.read(100))) is not None:
                waiting.append(mark)
                source.seek(size - 100, os.SEEK_CUR)
            else:
                source.seek(size, os.SEEK_CUR)
            if committed:
                yield from waiting
                waiting.clear()

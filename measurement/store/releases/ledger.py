"""The ledger beside an SQLite store: what was published, and who was erased.

A copy of before, put back, knows of neither. So both are written in a file beside the store as well,
to which lines are only ever added, and are done again when the store is opened and is behind. It
holds nothing that a person said: figures that were published, and keyed hashes. Quotes are not in
it: what was approved goes with the next release.

A line is a mark that no other line has, what it is, and what belongs to it. The first line says of
which key it is. Of the invented example nothing is written.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Container, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, insert, select

from measurement.errors import SurveyError, reason
from measurement.store import settings
from measurement.store.file.place import file_of
from measurement.store.people import erasure
from measurement.store.people.removal import overwritten
from measurement.store.schema import publication, setting
from measurement.store.transactions import noting, reading, within
from measurement.words import Sentence, say

ERASED = "erased"


class Line(NamedTuple):
    """A line of the ledger."""

    mark: str
    kind: str
    content: str

    def __str__(self) -> str:
        return f"{self.mark} {self.kind} {self.content}\n"


@contextmanager
def recorded(engine: Engine) -> Iterator[None]:
    """Write in the ledger what is published or erased within, once the store has kept it."""
    yield
    if not within(engine):
        record(engine)


def path_of(engine: Engine) -> Path | None:
    """Where the ledger of a store is; None for a store that is no file."""
    path = file_of(engine.url)
    return None if path is None else path.with_suffix(".ledger")


def looked_at(engine: Engine) -> Iterator[Sentence]:
    """What is wrong with the ledger: lines that cannot be read, another store's, or lines missing.

    A ledger that is not there is nothing wrong where nothing was published or erased.
    """
    path = path_of(engine)
    if path is None:
        return
    try:
        lines = {line.mark: line for line in _lines(path)}
        for line in lines.values():
            if line.kind not in ("key", ERASED):
                json.loads(line.content)
        with reading(engine) as connection:
            missing = _missing(connection, path, lines) if lines else []
            mine = [line.mark for line in _of_store(connection, lines.keys())]
    except SurveyError as error:
        yield from _told(error)
    except ValueError:
        yield from _told(_unreadable(path))
    else:
        n = len(missing) + sum(mark not in lines for mark in mine)
        if n:
            yield say(
                "The ledger {path} and the store differ in {n} lines. Open the store once with the tool; if this stays, put back a copy of both.",
                path=str(path),
                n=n,
            )


def _told(error: SurveyError) -> Iterator[Sentence]:
    if isinstance(error.sentence, Sentence):
        yield error.sentence


def record(engine: Engine) -> None:
    """Add to the ledger what the store holds and the ledger does not."""
    path = path_of(engine)
    if path is None:
        return
    there = {line.mark for line in _lines(path)}
    with reading(engine) as connection:
        lines = [line for line in _of_store(connection, there) if line.mark not in there]
        if lines and not there:
            lines.insert(0, Line(_check(connection), "key", ""))
    if lines:
        _append(path, lines)


def catch_up(engine: Engine) -> None:
    """Do again in the store what the ledger holds and the store does not, and the other way round.

    Raises :class:`SurveyError` where the two are of different stores, or went different ways.
    """
    path = path_of(engine)
    if path is None:
        return
    erased = 0
    if lines := {line.mark: line for line in _lines(path)}:
        with reading(engine) as connection:
            missing = _missing(connection, path, lines)
        if missing:
            with noting(engine) as connection:
                erased = _done_again(connection, missing)
    if erased:
        overwritten(engine)
    record(engine)


def _missing(connection: Connection, path: Path, lines: dict[str, Line]) -> list[Line]:
    """The lines that the store does not hold."""
    check = _check(connection)
    if not check or settings.only_example(connection):
        return []
    if next(iter(lines.values())) != Line(check, "key", ""):
        raise SurveyError(
            say(
                "The ledger {path} belongs to another store. Put the one of this store back, or move it away if there is none.",
                path=str(path),
            )
        )
    mine = {line.mark for line in _of_store(connection, frozenset(lines))}
    missing = [line for mark, line in lines.items() if mark not in mine and line.kind != "key"]
    if any(line.kind != ERASED for line in missing) and any(
        mark not in lines for mark in mine if not mark.startswith(ERASED)
    ):
        raise SurveyError(
            say(
                "The store and its ledger {path} hold different releases. Put back the copy of the store that goes with the ledger.",
                path=str(path),
            )
        )
    return missing


def _done_again(connection: Connection, missing: list[Line]) -> int:
    """Publish and erase again; how many persons were erased."""
    for line in missing:
        if line.kind != ERASED:
            told = json.loads(line.content)
            held = told["held"]
            connection.execute(
                insert(publication).values(
                    mark=line.mark,
                    at=datetime.fromisoformat(told["at"]),
                    kind=line.kind,
                    content=told["content"],
                    held=None if held is None else base64.b64decode(held),
                    example=False,
                )
            )
    keys = [line.mark for line in missing if line.kind == ERASED]
    return erasure.erase_again(connection, keys) if keys else 0


def _of_store(connection: Connection, there: Container[str]) -> Iterator[Line]:
    """The lines that a store comes to; of those that are ``there`` already without content."""
    p = publication.c
    marks = connection.execute(select(p.id, p.mark, p.kind).where(~p.example).order_by(p.id)).all()
    for row in marks:
        yield Line(row.mark, row.kind, "" if row.mark in there else _content(connection, row.id))
    for key, day in erasure.erased(connection):
        yield Line(key, ERASED, day)


def _content(connection: Connection, number: int) -> str:
    p = publication.c
    row = connection.execute(select(p.at, p.content, p.held).where(p.id == number)).one()
    held = None if row.held is None else base64.b64encode(row.held).decode()
    told: dict[str, Any] = {"at": row.at.isoformat(), "content": row.content, "held": held}
    return json.dumps(told, separators=(",", ":"))


def _check(connection: Connection) -> str:
    chosen = select(setting.c.value).where(setting.c.key == "key_check")
    return str(connection.execute(chosen).scalar_one_or_none() or "")


def _lines(path: Path) -> Iterator[Line]:
    """The whole lines of the ledger; one that was cut off while it was written is none."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unusable(path, error) from error
    except UnicodeDecodeError as error:
        raise _unreadable(path) from error
    for line in text.splitlines(keepends=True):
        if line.endswith("\n"):
            if len(parts := line[:-1].split(" ", 2)) < len(Line._fields):
                raise _unreadable(path)
            yield Line(*parts)


def _append(path: Path, lines: list[Line]) -> None:
    """Add lines, in place of one that was cut off, readable by the owner only."""
    data = "".join(map(str, lines)).encode()
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+b") as file:
            whole = file.read()
            if not whole.endswith(b"\n"):
                file.truncate(whole.rfind(b"\n") + 1)
            file.seek(0, os.SEEK_END)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _unusable(path, error) from error


def _unreadable(path: Path) -> SurveyError:
    return SurveyError(
        say(
            "The ledger {path} holds a line that cannot be read. Put back the ledger of the newest copy of the store.",
            path=str(path),
        )
    )


def _unusable(path: Path, error: OSError) -> SurveyError:
    return SurveyError(
        say(
            "The ledger {path} cannot be used ({detail}). The store is as it should be; see that the ledger can be written, and open the store again.",
            path=str(path),
            detail=reason(error),
        )
    )

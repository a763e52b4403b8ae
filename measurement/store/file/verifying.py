"""Looks whether a store is whole: its pages, its tables, every value in them, and its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, select
from sqlalchemy.exc import DBAPIError

from measurement.store.faults import place
from measurement.store.file import copies
from measurement.store.file.place import file_of
from measurement.store.schema import VERSION, audit, file_import, metadata, respondent, setting
from measurement.store.secret import check_of, key_file
from measurement.store.transactions import reading
from measurement.words import Sentence, say

_PART = 2_000  # rows that are read together


@dataclass(frozen=True)
class Health:
    """What was found: nothing is wrong where there are no problems."""

    place: str
    version: str
    rows: dict[str, int]
    newest: str  # when something was added or done last, '' for never
    copies: int  # that stand beside the store
    problems: tuple[Sentence, ...] = field(default=())

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def health(engine: Engine) -> Health:
    """Read everything once. Raises :class:`SurveyError` for a store that cannot be read at all."""
    path = file_of(engine.url)
    with reading(engine) as connection:
        problems = [*_pages(connection), *_values(connection), *_codes(connection)]
        problems += _key(connection, key_file(engine.url))
        rows = {} if problems else _rows(connection)
        newest = None if problems else _newest(connection)
    beside = 0 if path is None else len(copies.beside(path))
    return Health(place(engine), VERSION, rows, newest or "", beside, tuple(problems))


def _pages(connection: Connection) -> Iterator[Sentence]:
    if connection.dialect.name != "sqlite":
        return
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(10)"):
        if found != "ok":
            yield say("The pages of the file do not hang together: {detail}.", detail=str(found))
    for table, row, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield say(
            "Row {row} of {table} belongs to a row of {parent} that is not there.",
            row=str(row),
            table=str(table),
            parent=str(parent),
        )


def _values(connection: Connection) -> Iterator[Sentence]:
    """Every table of which a value cannot be read."""
    for table in metadata.sorted_tables:
        try:
            _read(connection, table)
        except (ValueError, TypeError, DBAPIError) as error:
            yield say(
                "Table {table} holds a value that cannot be read ({detail}).",
                table=table.name,
                detail=type(error).__name__,
            )


def _read(connection: Connection, table: Table) -> None:
    for part in connection.execute(select(table)).partitions(_PART):
        len(part)


def _codes(connection: Connection) -> Iterator[Sentence]:
    """Answers that do not have one value per item of their import."""
    try:
        layouts = {
            number: len(layout)
            for number, layout in connection.execute(select(file_import.c.id, file_import.c.layout))
        }
    except (ValueError, DBAPIError):
        return  # told of the table already
    r = respondent.c
    lengths = select(r.import_id, func.length(r.codes), func.count()).group_by(
        r.import_id, func.length(r.codes)
    )
    for number, length, n in connection.execute(lengths):
        if layouts.get(number) != length:
            yield say(
                "{n} answers of import {number} have {length} values instead of {expected}.",
                n=n,
                number=str(number),
                length=length,
                expected=layouts.get(number, 0),
            )


def _key(connection: Connection, path: Path) -> Iterator[Sentence]:
    chosen = select(setting.c.value).where(setting.c.key == "key_check")
    check = connection.execute(chosen).scalar_one_or_none()
    if check is not None and not (path.is_file() and check_of(path.read_bytes()) == check):
        yield say("The key {path} is missing, or is not that of this store.", path=str(path))


def _rows(connection: Connection) -> dict[str, int]:
    return {
        table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
        for table in metadata.sorted_tables
    }


def _newest(connection: Connection) -> str | None:
    moments = [
        connection.execute(select(func.max(column))).scalar_one_or_none()
        for column in (file_import.c.created_at, audit.c.at)
    ]
    newest = max((moment for moment in moments if moment is not None), default=None)
    return None if newest is None else newest.isoformat(timespec="seconds")

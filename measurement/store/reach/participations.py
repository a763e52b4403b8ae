"""Lists of participants in the store: added, undone, counted again.

Names and addresses are never stored: a person is the same keyed hash as that of a respondent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, insert, select, update

from measurement.contacts import masker
from measurement.errors import SurveyError
from measurement.exports.kept import kept
from measurement.exports.participations.participations import Participations
from measurement.exports.surveys import SURVEY
from measurement.store.people import erasure
from measurement.store.reach import participations_read
from measurement.store.schema import (
    now,
    participation,
    participation_file,
    survey,
    yearly_figure,
)
from measurement.store.secret import key_for, persons
from measurement.store.transactions import new_id
from measurement.store.updates.adding import ERASED
from measurement.words import day, say

WITHOUT_CONTENT = (
    "blank",
    "incomplete",
    ERASED,
)  # nothing of these rows is stored but their numbers


@dataclass(frozen=True)
class ListReceipt:
    """What a list brought: rows that count, of which ``n_repeated`` were in another list before."""

    file_id: int
    n_added: int
    n_repeated: int


def add(connection: Connection, place: Path, recognised: Participations) -> ListReceipt:
    """Add a list. Raises :class:`SurveyError` if it is there already.

    ``place`` is where the key lies with which persons are hashed.
    """
    _refuse_twice(connection, recognised.digest, recognised.file)
    key = key_for(connection, place)
    rows_left = erasure.left_out(connection, place, recognised.rows)
    recognised = replace(recognised, rows=rows_left)
    file_id = _add(connection, key, recognised)
    n = len(recognised.counting)
    kept = sum(row.file_id == file_id for row in participations_read.counting(connection))
    return ListReceipt(file_id, kept, n - kept)


def undo(connection: Connection, file_id: int) -> None:
    """Let a list no longer count."""
    listed = _known(connection, file_id)
    if listed.undone_at is not None:
        raise SurveyError(say("{file} was undone already; nothing was changed.", file=listed.file))
    this = participation_file.c.id == file_id
    connection.execute(update(participation_file).where(this).values(undone_at=now()))


def redo(connection: Connection, file_id: int) -> None:
    """Let a list that was undone count again, unless it came in again meanwhile."""
    listed = _known(connection, file_id)
    if listed.undone_at is None:
        raise SurveyError(say("{file} counts already; nothing was changed.", file=listed.file))
    _refuse_twice(connection, listed.digest, listed.file)
    this = participation_file.c.id == file_id
    connection.execute(update(participation_file).where(this).values(undone_at=None))


def surveys(connection: Connection) -> list[tuple[str, str, str, str]]:
    """The surveys that the store knows: what recognition takes names and strategies from."""
    chosen = select(*(survey.c[key] for key in SURVEY)).order_by(survey.c.id)
    return [(r[0], r[1], r[2], r[3]) for r in connection.execute(chosen)]


def any_there(connection: Connection) -> bool:
    """Whether a list counts, or a figure was filled in."""
    active = select(participation_file.c.id).where(participation_file.c.undone_at.is_(None))
    chosen = (active.limit(1), select(yearly_figure.c.id).limit(1))
    return any(connection.execute(one).first() is not None for one in chosen)


def mark_example(connection: Connection) -> None:
    """Mark all lists and figures as example data."""
    for table in (participation_file, yearly_figure):
        connection.execute(update(table).values(example=True))


def clear_example(connection: Connection) -> None:
    """Delete the lists and figures of the example."""
    f = participation_file.c
    marked = select(f.id).where(f.example)
    connection.execute(delete(participation).where(participation.c.file_id.in_(marked)))
    for table in (participation_file, yearly_figure):
        connection.execute(delete(table).where(table.c.example))


def _refuse_twice(connection: Connection, digest: str, file: str) -> None:
    f = participation_file.c
    same = select(f.created_at).where(f.digest == digest, f.undone_at.is_(None))
    earlier = connection.execute(same).first()
    if earlier is not None:
        raise SurveyError(
            say(
                "{file} was already added on {day}. Undo that list first if this one must take its place.",
                file=file,
                day=day(earlier.created_at),
            )
        )


def _known(connection: Connection, file_id: int) -> Any:
    chosen = select(participation_file).where(participation_file.c.id == file_id)
    listed = connection.execute(chosen).first()
    if listed is None:
        raise SurveyError(say("There is no list {number}.", number=str(file_id)))
    return listed


def _add(connection: Connection, key: bytes, recognised: Participations) -> int:
    clean = masker(recognised.people)
    notes = {
        "aside": {
            kind: list(rows) for kind, rows in recognised.aside.items() if kind in WITHOUT_CONTENT
        },
        "columns": [
            [c.index, clean(c.header) if c.meaning else "", c.meaning, c.how]
            for c in recognised.columns
        ],
        "problems": kept(recognised.problems),
    }
    filed = connection.execute(
        insert(participation_file).values(
            created_at=now(),
            file=clean(recognised.file),
            digest=recognised.digest,
            notes=notes,
            example=False,
        )
    )
    file_id = new_id(filed)
    rows = recognised.rows[~recognised.rows["excluded"].isin(WITHOUT_CONTENT)]
    if len(rows):
        connection.execute(insert(participation), list(_records(rows, file_id, key, clean)))
    return file_id


def _records(rows: pd.DataFrame, file_id: int, key: bytes, clean: Any) -> Iterator[dict[str, Any]]:
    """One record per row to store, its texts masked and its person hashed."""
    columns: dict[str, Sequence[Any]] = {
        "file_id": [file_id] * len(rows),
        "row": rows["row"].tolist(),
        "excluded": rows["excluded"].tolist(),
        "held_on": [None if pd.isna(d) else d.date() for d in rows["held_on"]],
        "centre_known": rows["centre_known"].astype(bool).tolist(),
        "person": persons(key, rows["identity"].tolist()),
    }
    for name in participations_read.TEXTS:
        meant = {text: clean(text) for text in set(rows[name])}
        columns[name] = [meant[text] for text in rows[name]]
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))

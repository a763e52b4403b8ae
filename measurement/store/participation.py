"""Lists of participants in the store, and the figures of reach that are filled in by hand.

Names and addresses are never stored: a person is the same keyed hash as that of a respondent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, delete, insert, select, update

from measurement.checklist_rows import declared
from measurement.errors import SurveyError
from measurement.exports.participations import Participations
from measurement.reach_tables import FIGURES
from measurement.school_year import school_year_named
from measurement.store import erasure, participation_reading
from measurement.store.adding import ERASED
from measurement.store.masking import masked, masker
from measurement.store.naming import KEYS
from measurement.store.renaming import added_up
from measurement.store.schema import (
    now,
    participation,
    participation_file,
    survey,
    yearly_figure,
)
from measurement.store.secret import key_file, key_for, persons
from measurement.store.transactions import new_id, reading, writing
from measurement.words import day, say

WITHOUT_CONTENT = (
    "blank",
    "incomplete",
    ERASED,
)  # nothing of these rows is stored but their numbers


@dataclass(frozen=True)
class YearlyFigure:
    """A number of a school year, of a centre ('' = the whole network); None takes it away."""

    school_year: str
    key: str
    centre: str = ""
    value: float | None = None


@dataclass(frozen=True)
class ListReceipt:
    """What a list brought: rows that count, of which ``n_repeated`` were in another list before."""

    file_id: int
    n_added: int
    n_repeated: int


class Participation:
    """Participations in the store; every change is one transaction and raises the revision.

    ``end_example`` removes the example data, if there are, within a transaction.
    """

    def __init__(self, engine: Engine, end_example: Callable[[Connection], None]) -> None:
        self._engine, self._end_example = engine, end_example

    def add(self, recognised: Participations, instead_of_example: bool = False) -> ListReceipt:
        """Add a list: all of it, or nothing. Raises :class:`SurveyError` if it is there already.

        ``instead_of_example`` removes the example data, if there are, in the same transaction.
        """
        with writing(self._engine) as connection:
            if instead_of_example:
                self._end_example(connection)
            _refuse_twice(connection, recognised.digest, recognised.file)
            place = key_file(self._engine.url)
            key = key_for(connection, place)
            rows_left = erasure.left_out(connection, place, recognised.rows)
            recognised = replace(recognised, rows=rows_left)
            file_id = _add(connection, key, recognised)
            rows = participation_reading.counting(connection)
        n = len(recognised.counting)
        kept = sum(row.file_id == file_id for row in rows)
        return ListReceipt(file_id, kept, n - kept)

    def undo(self, file_id: int) -> None:
        """Let a list no longer count."""
        with writing(self._engine) as connection:
            found = _known(connection, file_id)
            if found.undone_at is not None:
                raise SurveyError(
                    say("{file} was undone already; nothing was changed.", file=found.file)
                )
            this = participation_file.c.id == file_id
            connection.execute(update(participation_file).where(this).values(undone_at=now()))

    def redo(self, file_id: int) -> None:
        """Let a list that was undone count again, unless it came in again meanwhile."""
        with writing(self._engine) as connection:
            found = _known(connection, file_id)
            if found.undone_at is None:
                raise SurveyError(
                    say("{file} counts already; nothing was changed.", file=found.file)
                )
            _refuse_twice(connection, found.digest, found.file)
            this = participation_file.c.id == file_id
            connection.execute(update(participation_file).where(this).values(undone_at=None))

    def files(self) -> pd.DataFrame:
        """One row per list, the newest first.

        ``n_participations`` counts the rows that count, ``n_repeated`` rows that stood in an earlier
        list too and do not count again; ``excluded`` is a mapping of why rows do not count to the
        rows, ``problems`` the sentences told at the time.
        """
        with reading(self._engine) as connection:
            return participation_reading.files(connection)

    def table(self) -> pd.DataFrame:
        """The declared table ``participations``: one row per person and session that counts.

        In the order the lists came in. ``person`` is the number of the person in the answers, for
        who answered a survey, else a negative number; it holds within one revision of the store.
        """
        with reading(self._engine) as connection:
            return participation_reading.table(connection)

    def surveys(self) -> list[tuple[str, str, str, str]]:
        """The surveys that the store knows: what recognition takes names and strategies from."""
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(*(survey.c[key] for key in KEYS)).order_by(survey.c.id)
            )
            return [(r[0], r[1], r[2], r[3]) for r in rows]

    def record_figures(self, rows: Iterable[YearlyFigure]) -> None:
        """Keep these figures, each in place of one of the same school year, key and centre."""
        with writing(self._engine) as connection:
            for row in rows:
                _record(connection, row)

    def figures(self) -> pd.DataFrame:
        """The declared table ``figures``: sorted by school year, key and centre."""
        with reading(self._engine) as connection:
            c = yearly_figure.c
            chosen = select(c.school_year, c.key, c.centre, c.value)
            rows = connection.execute(chosen.order_by(c.school_year, c.key, c.centre)).all()
        frame = pd.DataFrame(rows, columns=list(FIGURES.names))
        frame = added_up(frame, list(FIGURES.names[:3]), "value")
        frame["centre"] = frame["centre"].where(frame["centre"] != "")
        return declared(frame, FIGURES).astype({"value": float})


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
    found = connection.execute(same).first()
    if found is not None:
        raise SurveyError(
            say(
                "{file} was already added on {day}. Undo that list first if this one must take its place.",
                file=file,
                day=day(found.created_at),
            )
        )


def _known(connection: Connection, file_id: int) -> Any:
    chosen = select(participation_file).where(participation_file.c.id == file_id)
    found = connection.execute(chosen).first()
    if found is None:
        raise SurveyError(say("There is no list {number}.", number=str(file_id)))
    return found


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
        "problems": clean([str(problem) for problem in recognised.problems]),
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
    for name in participation_reading.TEXTS:
        meant = {text: clean(text) for text in set(rows[name])}
        columns[name] = [meant[text] for text in rows[name]]
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _record(connection: Connection, row: YearlyFigure) -> None:
    value = row.value
    if value is not None and (value < 0 or not float(value).is_integer()):
        raise SurveyError(say("'{found}' is not a number of 0 or more.", found=str(value)))
    c = yearly_figure.c
    school_year = school_year_named(row.school_year)
    centre = masked(" ".join(row.centre.split()))
    same = (c.school_year == school_year) & (c.key == row.key) & (c.centre == centre)
    connection.execute(delete(yearly_figure).where(same))
    if value is not None:
        made = {"school_year": school_year, "key": row.key, "centre": centre, "value": value}
        connection.execute(insert(yearly_figure).values(**made, example=_is_example(connection)))


def _is_example(connection: Connection) -> bool:
    """Whether figures are filled in beside lists or figures of the example."""
    tables = (participation_file, yearly_figure)
    marked = (select(table.c.id).where(table.c.example).limit(1) for table in tables)
    return any(connection.execute(one).first() is not None for one in marked)

"""Who gave each answer that counts, in a form that outlives undoing, importing again and renaming."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE
from measurement.releases.given import Identity
from measurement.school_year import school_year_of
from measurement.store.answers.answers import Layout, layouts
from measurement.store.schema import file_import, respondent, survey
from measurement.store.updates.marks import unpacked

COUNTS = file_import.c.undone_at.is_(None) & (respondent.c.excluded == "")
_BETWEEN, _CHUNK = "\x1f", 500


def identities(connection: Connection) -> list[Identity]:
    """The identity of every answer that counts, in the order of the store's answers."""
    return [one for _, one in _identified(connection, COUNTS)]


def of_responses(connection: Connection) -> dict[int, Identity]:
    """The identity of every answer that counts, by the number of its response."""
    return {row.response: one for row, one in _identified(connection, COUNTS)}


def of_rows(connection: Connection, ids: Sequence[int]) -> dict[int, Identity]:
    """The identity of these rows, whether they count or not, by their id."""
    found: dict[int, Identity] = {}
    for start in range(0, len(ids), _CHUNK):
        these = respondent.c.id.in_(ids[start : start + _CHUNK])
        found |= {row.id: one for row, one in _identified(connection, these)}
    return found


def _identified(
    connection: Connection, these: ColumnElement[bool]
) -> Iterator[tuple[Any, Identity]]:
    r, s = respondent.c, survey.c
    chosen = (
        select(r.id, r.import_id, r.response, r.person, r.answered_on, r.ticket, r.marks, r.codes)
        .add_columns(s.strategy, s.initiative, s.moment, s.school_year)
        .select_from(respondent)
        .join(file_import)
        .join(survey)
        .where(these)
        .order_by(r.import_id, r.row)
    )
    rows = connection.execute(chosen).all()
    known = unpacked([row.ticket for row in rows], [row.marks for row in rows])
    layout_of = layouts(connection, {row.import_id for row in rows})
    times = zip(known.started.tolist(), known.sent.tolist(), strict=True)
    for row, (started, sent) in zip(rows, times, strict=True):
        marks = _marks(row, started, sent, layout_of[row.import_id])
        person = row.person or f"answer {row.response}"
        yield row, Identity(person, _survey(row), marks, _again(row, started, sent))


def _survey(row: Any) -> str:
    """The name of the survey, apart for every school year in which it was answered."""
    return _BETWEEN.join((row.strategy, row.initiative, row.moment, _given(row)))


def _given(row: Any) -> str:
    """The school year of the day on which the answer was given.

    It stays when the survey turns out to be of another one. Without a day all years are one: better
    held too long than twice told.
    """
    return school_year_of(row.answered_on) if row.answered_on else ""


def _again(row: Any, started: int, sent: int) -> tuple[str, ...]:
    """Of an answer with nothing of its own but what it says: when it was sent, its person and year.

    Without these it is one of nobody in a school year. Once it was withdrawn, what shares one of these
    waits: it may be the same answer, corrected and of a survey with another name.
    """
    if row.ticket or (started and sent):
        return ()
    when = (f"sent {sent}",) if sent else ()
    if row.person:
        return (*when, _BETWEEN.join((row.person, _given(row))))
    return when or (_BETWEEN.join(("nobody", row.school_year or "", row.moment)),)


def _marks(row: Any, started: int, sent: int, layout: Layout) -> tuple[str, ...]:
    """What is of this answer alone: its response, what the tool gave it, else all that it says."""
    marks = [f"response {row.response}"]
    if row.ticket:
        marks.append(f"ticket {row.ticket}")
    if started and sent:
        marks.append(f"times {started} {sent}")
    if len(marks) == 1:
        all_said = _said(row.codes, layout)
        marks.append(_BETWEEN.join(("said", row.person, str(row.answered_on or ""), all_said)))
    return tuple(marks)


def _said(codes: bytes, layout: Layout) -> str:
    """All scores and what was not applicable, as one hash."""
    told = _BETWEEN.join(f"{item}={point}" for item, point in sorted(said(codes, layout).items()))
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def said(codes: bytes, layout: Layout) -> dict[str, str]:
    """What was answered to each item: the point, or - for not applicable."""
    return {
        item: str(points[code - FIRST_POINT]) if code >= FIRST_POINT else "-"
        for (item, points), code in zip(layout, codes, strict=True)
        if code >= NOT_APPLICABLE
    }

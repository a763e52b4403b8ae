"""How long answers are kept: school years that ended too long ago can be deleted.

Deleted are the forms, remarks, quotes and participations of a school year, and the numbers of people
invited to its surveys: without answers these would tell of a response of nought. Kept are the names
of surveys and files, and all that is not of persons: checklists, facts, inspections, yearly figures.
The invented example is left alone, as nobody stands in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    and_,
    delete,
    exists,
    func,
    insert,
    select,
)

from measurement.access.tables import RETENTION
from measurement.errors import SurveyError
from measurement.rows import framed
from measurement.school_year import school_year_of
from measurement.store.people import audit
from measurement.store.people.accounts import require
from measurement.store.people.removal import Counts, counted, overwritten, remove
from measurement.store.schema import (
    file_import,
    invitation,
    participation,
    participation_file,
    respondent,
    setting,
    survey,
)
from measurement.store.transactions import writing
from measurement.words import say

_KEY, _ITSELF = "retention_years", "retention_automatic"
MOST = 50
_CHUNK = 500


@dataclass
class _Year:
    """What there is of a school year; the ids are of rows that do not say their school year."""

    forms: list[int] = field(default_factory=list)
    participations: list[int] = field(default_factory=list)


def ended_on(school_year: str) -> date:
    """The last day of a school year.

    >>> ended_on("2021-2022")
    datetime.date(2022, 8, 31)
    """
    return date(int(school_year[:4]) + 1, 8, 31)


def is_due(school_year: str, years: int, today: date) -> bool:
    """Whether a school year ended more than so many years ago.

    >>> is_due("2021-2022", 3, date(2025, 8, 31)), is_due("2021-2022", 3, date(2025, 9, 1))
    (False, True)
    """
    last = ended_on(school_year)
    return today > last.replace(year=last.year + years)


def years_kept(connection: Connection) -> int | None:
    """For how many years after a school year its answers are kept; None = without an end."""
    chosen = select(setting.c.value).where(setting.c.key == _KEY)
    stored = connection.execute(chosen).scalar_one_or_none()
    return None if stored is None else int(stored)


def deletes_itself(connection: Connection) -> bool:
    """Whether what is due is deleted without anybody asking for it."""
    chosen = select(setting.c.value).where(setting.c.key == _ITSELF)
    return connection.execute(chosen).scalar_one_or_none() is not None


def keep_for(connection: Connection, by: str, years: int | None, automatic: bool = False) -> None:
    """Set for how many years answers are kept, and whether what is due is deleted by itself.

    Raises :class:`SurveyError`.
    """
    require(connection, by, "erase_person")
    if years is not None and not 1 <= years <= MOST:
        raise SurveyError(say("Give a number of years from 1 to {most}, or none.", most=MOST))
    connection.execute(delete(setting).where(setting.c.key.in_((_KEY, _ITSELF))))
    if years is not None:
        connection.execute(insert(setting).values(key=_KEY, value=str(years)))
        if automatic:
            connection.execute(insert(setting).values(key=_ITSELF, value="1"))
    told: dict[str, str | int] = {"years": "-" if years is None else years}
    told |= {"automatic": 1} if automatic and years is not None else {}
    audit.write(connection, by, "retention_set", told)


def due(connection: Connection, today: date) -> pd.DataFrame:
    """The declared table ``retention``: the school years that are to be deleted, and how much."""
    rows = {}
    for school_year, year in _due(connection, today).items():
        forms = [counted(connection, these) for these in _forms(school_year, year)]
        parts = [
            int(connection.execute(select(func.count()).where(these)).scalar_one())
            for these in _participations(school_year, year)
        ]
        rows[school_year] = sum(forms, Counts(n_participations=sum(parts)))
    return _table(rows)


def apply(
    engine: Engine, by: str, today: date, only: Collection[str] | None = None
) -> pd.DataFrame:
    """Delete the school years that are due; the declared table ``retention`` of what was deleted.

    All of them, or those in ``only``. With one entry in the audit log, unless nothing was due. Raises :class:`SurveyError` when ``by``
    may not do this.
    """
    rows = {}
    with writing(engine) as connection:
        require(connection, by, "erase_person")
        for school_year, year in _due(connection, today).items():
            if only is not None and school_year not in only:
                continue
            rows[school_year] = _deleted(connection, school_year, year)
        rows = {school_year: counts for school_year, counts in rows.items() if any(counts.each)}
        if rows:
            told = {"school_years": ", ".join(rows)}
            audit.write(
                connection, by, "retention_applied", told | sum(rows.values(), Counts()).details
            )
    if rows:
        overwritten(engine)
    return _table(rows)


def nothing() -> pd.DataFrame:
    """The declared table ``retention`` where nothing was deleted."""
    return _table({})


def _table(rows: dict[str, Counts]) -> pd.DataFrame:
    lines = [(year, ended_on(year).isoformat(), *counts.each) for year, counts in rows.items()]
    return framed((row for row in lines if any(row[2:])), RETENTION)


def _deleted(connection: Connection, school_year: str, year: _Year) -> Counts:
    counts = Counts()
    for these in _forms(school_year, year):
        counts += remove(connection, these)
    for these in _participations(school_year, year):
        gone = connection.execute(delete(participation).where(these)).rowcount
        counts += Counts(n_participations=gone)
    if any(counts.each):
        _forget_invited(connection, school_year)
    return counts


def _forget_invited(connection: Connection, school_year: str) -> None:
    """Delete the numbers of people invited to surveys of which no answer is left."""
    answered = exists().where(respondent.c.survey_id == survey.c.id)
    empty = select(survey.c.id).where(
        survey.c.school_year == school_year, ~survey.c.example, ~answered
    )
    connection.execute(delete(invitation).where(invitation.c.survey_id.in_(empty)))


def _due(connection: Connection, today: date) -> dict[str, _Year]:
    """The school years that are due, the oldest first."""
    years = years_kept(connection)
    if years is None:
        return {}
    found: dict[str, _Year] = defaultdict(_Year)
    for column in (survey.c.school_year, participation.c.school_year):
        for school_year in connection.execute(select(column).distinct()).scalars():
            found.setdefault(school_year, _Year())
    for school_year, number in _loose_forms(connection):
        found[school_year].forms.append(number)
    for school_year, number in _loose_participations(connection):
        found[school_year].participations.append(number)
    return {y: found[y] for y in sorted(found) if y and is_due(y, years, today)}


def _loose_forms(connection: Connection) -> Iterator[tuple[str, int]]:
    """Rows of which the survey is not known: of the day of the answer, else of the import."""
    r = respondent.c
    chosen = (
        select(r.id, r.answered_on, file_import.c.created_at)
        .join(file_import)
        .where(r.survey_id.is_(None))
    )
    for number, day, filed in connection.execute(chosen):
        yield _year_of(day, filed.date()), number


def _loose_participations(connection: Connection) -> Iterator[tuple[str, int]]:
    p = participation.c
    chosen = (
        select(p.id, p.held_on, participation_file.c.created_at)
        .join(participation_file)
        .where(p.school_year == "")
    )
    for number, day, filed in connection.execute(chosen):
        yield _year_of(day, filed.date()), number


def _year_of(day: date | None, filed: date) -> str:
    return school_year_of(min(day or filed, filed))


def _forms(school_year: str, year: _Year) -> Iterator[ColumnElement[bool]]:
    """The respondents of a school year, in parts."""
    r = respondent.c
    example = select(file_import.c.id).where(file_import.c.example)
    named = select(survey.c.id).where(survey.c.school_year == school_year)
    yield and_(r.survey_id.in_(named), r.import_id.not_in(example))
    for part in _chunks(year.forms):
        yield and_(r.id.in_(part), r.import_id.not_in(example))


def _participations(school_year: str, year: _Year) -> Iterator[ColumnElement[bool]]:
    """The participations of a school year, in parts."""
    p = participation.c
    example = select(participation_file.c.id).where(participation_file.c.example)
    yield and_(p.school_year == school_year, p.file_id.not_in(example))
    for part in _chunks(year.participations):
        yield and_(p.id.in_(part), p.file_id.not_in(example))


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]

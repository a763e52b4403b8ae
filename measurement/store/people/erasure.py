"""Finds what the store keeps of a person, and erases it.

A person is looked up by the e-mail address (or the token, number or name) that stood in the files,
through the same keyed hash. Of who was erased the hash stays, as a setting, and that of what the
tool gave the responses, so that files that are imported later leave this person out. Numbers of people invited stay: they are of nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Select,
    delete,
    func,
    insert,
    literal,
    select,
)

from measurement.access.roles import AUTOMATIC
from measurement.access.tables import PERSON
from measurement.errors import SurveyError
from measurement.exports.surveys import SURVEY
from measurement.rows import framed
from measurement.store.people import audit
from measurement.store.people.accounts import require
from measurement.store.people.removal import Counts, counted, overwritten, remove
from measurement.store.schema import (
    comment,
    file_import,
    now,
    participation,
    quote,
    respondent,
    setting,
    survey,
)
from measurement.store.secret import key_file, key_for, persons
from measurement.store.transactions import reading, writing
from measurement.store.updates.adding import ERASED
from measurement.store.updates.marks import marked
from measurement.texts import tidy
from measurement.words import say

_MARK = 8  # characters of the hash: enough to tell two entries of the audit log apart
_PREFIX, _TICKET = "erased:", "erased_response:"  # keys of settings: a person, a response


@dataclass(frozen=True)
class Found:
    """What the store keeps of a person: how much and of which surveys, never what was answered.

    ``mark`` stands for the person in the audit log; ``table`` is the declared table ``person``.
    """

    mark: str
    table: pd.DataFrame
    counts: Counts

    @property
    def nothing(self) -> bool:
        """Whether the store keeps nothing of this person."""
        return not any(self.counts.each)


@dataclass(frozen=True)
class Erased:
    """What was erased. ``overwritten``: also in the bytes of the file, not only in the tables."""

    mark: str
    counts: Counts
    overwritten: bool


def find(engine: Engine, identity: str, by: str = "") -> Found:
    """What the store keeps of a person; with ``by`` the search goes into the audit log.

    Raises :class:`SurveyError` without an identity, or when ``by`` may not do this.
    """
    if not by:
        with reading(engine) as connection:
            return _found(connection, engine.url, identity)
    with writing(engine) as connection:
        require(connection, by, "erase_person")
        person = _found(connection, engine.url, identity)
        told = {"mark": person.mark, **person.counts.details}
        audit.write(connection, by, "person_searched", told)
    return person


def erase(engine: Engine, by: str, identity: str) -> Erased:
    """Delete all that the store keeps of a person, of whatever import; the other rows stay.

    Raises :class:`SurveyError` when there is nothing, or ``by`` may not do this.
    """
    with writing(engine) as connection:
        require(connection, by, "erase_person")
        person = _hash(connection, engine.url, identity)
        tickets = _tickets(connection, _theirs(person)) if person else []
        counts = _removed(connection, person) if person else Counts()
        if not any(counts.each):
            raise SurveyError(
                say("Nothing is kept of this person. Check the address, and try the name as well.")
            )
        _remember(connection, [_PREFIX + person, *(f"{_TICKET}{t}" for t in tickets)])
        audit.write(connection, by, "person_erased", {"mark": person[:_MARK], **counts.details})
    return Erased(person[:_MARK], counts, overwritten(engine))


def _removed(connection: Connection, person: str) -> Counts:
    """Delete all of a person; how much."""
    counts = remove(connection, _theirs(person))
    gone = delete(participation).where(participation.c.person == person)
    return counts + Counts(n_participations=connection.execute(gone).rowcount)


def erased(connection: Connection) -> list[tuple[str, str]]:
    """The keys that stand for who was erased, each with the day, in the order of the keys."""
    c = setting.c
    known = c.key.startswith(_PREFIX, autoescape=True) | c.key.startswith(_TICKET, autoescape=True)
    rows = connection.execute(select(c.key, c.value).where(known).order_by(c.key))
    return [(row.key, row.value) for row in rows]


def erase_again(connection: Connection, keys: Sequence[str]) -> int:
    """Delete who was erased after this store was copied, by these keys; how many persons."""
    people = [key.removeprefix(_PREFIX) for key in keys if key.startswith(_PREFIX)]
    tickets = [int(key.removeprefix(_TICKET)) for key in keys if key.startswith(_TICKET)]
    for person in people:
        _removed(connection, person)
    for ticket in tickets:
        remove(connection, respondent.c.ticket == ticket)
    _remember(connection, list(keys))
    told = {"marks": ", ".join(person[:_MARK] for person in people)}
    audit.write(connection, AUTOMATIC, "erased_again", told)
    return len(people)


def left_out(
    connection: Connection, key_path: Path, rows: pd.DataFrame, platform: str = ""
) -> pd.DataFrame:
    """The rows of a file, those of people who were erased with the kind ``erased``.

    Uses the columns ``identity`` and ``excluded``; of an export of a ``platform`` also what the tool
    gave the responses, by which they are known where the export no longer names anybody.
    """
    gone = _remembered(connection, _PREFIX)
    if not gone:
        return rows
    key = key_for(connection, key_path)
    people = persons(key, rows["identity"].tolist())
    theirs = pd.Series([person in gone for person in people], index=rows.index, dtype=bool)
    if platform and (tickets := _remembered(connection, _TICKET)):
        ticket_of = marked(key, platform, rows).ticket.tolist()
        theirs |= pd.Series([str(ticket) in tickets for ticket in ticket_of], index=rows.index)
    return rows.assign(excluded=rows["excluded"].astype(object).mask(theirs, ERASED))


def _theirs(person: str) -> ColumnElement[bool]:
    """The rows of a person, and those of the same responses in exports that name nobody."""
    same = respondent.alias()
    responses = select(same.c.response).where(same.c.person == person)
    r = respondent.c
    return (r.person == person) | ((r.person == "") & r.response.in_(responses))


def _tickets(connection: Connection, these: ColumnElement[bool]) -> list[int]:
    chosen = select(respondent.c.ticket).where(these, respondent.c.ticket.is_not(None))
    return list(connection.execute(chosen.distinct()).scalars())


def _remembered(connection: Connection, prefix: str) -> set[str]:
    chosen = select(setting.c.key).where(setting.c.key.startswith(prefix, autoescape=True))
    return {key.removeprefix(prefix) for key in connection.execute(chosen).scalars()}


def _hash(connection: Connection, url: URL, identity: str) -> str:
    """The hash that stands for this person; '' while the store never knew anybody."""
    text = tidy(identity)
    if not text:  # '' stands for everybody who is not known
        raise SurveyError(say("Fill in an e-mail address."))
    key_check = select(setting.c.value).where(setting.c.key == "key_check")
    if connection.execute(key_check).first() is None:
        return ""
    return persons(key_for(connection, key_file(url)), [text])[0]


def _remember(connection: Connection, keys: list[str]) -> None:
    today = now().date().isoformat()
    connection.execute(delete(setting).where(setting.c.key.in_(keys)))
    connection.execute(insert(setting), [{"key": key, "value": today} for key in keys])


def _found(connection: Connection, url: URL, identity: str) -> Found:
    person = _hash(connection, url, identity)
    if not person:
        return Found("", framed([], PERSON), Counts())
    table = framed(_rows(connection, person), PERSON)
    counts = counted(connection, _theirs(person))
    taken_part = int(table["n_participations"].sum())
    return Found(person[:_MARK], table, replace(counts, n_participations=taken_part))


def _rows(connection: Connection, person: str) -> list[tuple[Any, ...]]:
    """One row per survey, and per initiative the person took part in."""
    tallies: dict[tuple[str | None, ...], Counter[str]] = defaultdict(Counter)
    for name, chosen in _per_survey(person).items():
        for *key, n in connection.execute(chosen):
            tallies[tuple(part or None for part in key)][name] += n
    names = PERSON.names[len(SURVEY) :]
    ordered = sorted(tallies.items(), key=lambda item: tuple(part or "" for part in item[0]))
    return [(*key, *(tally[name] for name in names)) for key, tally in ordered]


def _per_survey(person: str) -> dict[str, Select[Any]]:
    """What is counted, per column of the table: school year, strategy, initiative, moment, number."""
    r, p = respondent.c, participation.c
    names = [survey.c[key] for key in SURVEY]
    forms = (
        select(*names, func.count())
        .select_from(respondent)
        .join(file_import)
        .outerjoin(survey)
        .where(_theirs(person))
        .group_by(*names)
    )
    counts = (r.excluded == "") & file_import.c.undone_at.is_(None)
    same = (comment.c.import_id == r.import_id) & (comment.c.row == r.row)
    remarks = forms.join(comment, same)
    occasion = [p.school_year, p.strategy, p.initiative]
    taken_part = select(*occasion, literal("").label("moment"), func.count())
    taken_part = taken_part.where(p.person == person).group_by(*occasion)
    return {
        "n_forms": forms.where(counts),
        "n_set_aside": forms.where(~counts),
        "n_remarks": remarks,
        "n_quotes": remarks.join(quote),
        "n_participations": taken_part,
    }

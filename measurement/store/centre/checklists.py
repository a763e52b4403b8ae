"""Saves checklists of success factors, and remembers every version that was ever saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, select, update

from measurement.centre.checklist.draft import (
    Change,
    Checklist,
    ChecklistDraft,
    Conflict,
    Entry,
    merged,
    overlaid,
)
from measurement.contacts import masked
from measurement.errors import ExportError, Problem, SurveyError
from measurement.questionnaire.success_factors import FILLERS, STATES
from measurement.store.centre.checklists_read import OPEN, one, version_of
from measurement.store.schema import checklist, checklist_entry, checklist_history, now
from measurement.store.transactions import new_id
from measurement.words import day, say

_HEAD = ("centre", "date", "filled_by", "status")


@dataclass(frozen=True)
class Outcome:
    """What a save brought: what holds now, and what another had changed meanwhile."""

    saved: Checklist
    changes: tuple[Change, ...] = ()
    refused: bool = False

    def told(self) -> Checklist:
        """What holds now. Raises :class:`Conflict` if somebody else saved in between."""
        if self.changes:
            raise Conflict(self.saved, self.changes, closed=self.refused)
        return self.saved


def save(connection: Connection, draft: ChecklistDraft, expected_version: int) -> Outcome:
    """Save a checklist that was read at ``expected_version``; a new one when it has no id."""
    mine = _checked(draft)
    if mine.id is None:
        return Outcome(_made(connection, mine))
    there = one(connection, mine.id)
    base = there
    if expected_version != there.version:
        base = version_of(connection, mine.id, expected_version)
    result, changes = merged(base.draft, there.draft, mine, closed=there.closed)
    if any(change.clash for change in changes):
        there = _kept_aside(connection, there, overlaid(base.draft, mine))
    saved = there if result == there.draft else _written(connection, there, result)
    return Outcome(saved, tuple(changes), there.closed)


def take(
    connection: Connection, drafts: Iterable[ChecklistDraft], status: str = OPEN
) -> list[Checklist]:
    """Save checklists that come from a file.

    One of a centre, day and filler that the store has is brought up to date (the first in the file
    with the first in the store, and so on); what the file leaves empty stays. New ones get the
    ``status``. Raises :class:`ExportError` with every checklist that is closed and would change.
    """
    seen: Counter[object] = Counter()
    saved, faults = [], []
    for draft in map(_checked, drafts):
        key = (draft.centre, draft.date, draft.filled_by)
        there = _same_day(connection, draft)[seen[key] :]
        seen[key] += 1
        if not there:
            saved.append(_made(connection, draft, status))
            continue
        mine = _over(there[0], draft)
        if there[0].closed and mine != there[0].draft:
            faults.append(_closed(there[0]))
            continue
        saved.append(save(connection, mine, there[0].version).saved)
    if faults:
        raise ExportError(faults)
    return saved


def _same_day(connection: Connection, draft: ChecklistDraft) -> list[Checklist]:
    """The checklists of this centre, day and filler, in the order in which they came in."""
    c = checklist.c
    chosen = select(c.id).where(
        c.centre == draft.centre, c.date == draft.date, c.filled_by == draft.filled_by
    )
    return [one(connection, i) for i in connection.execute(chosen.order_by(c.id)).scalars().all()]


def _over(there: Checklist, draft: ChecklistDraft) -> ChecklistDraft:
    """What is there, with what a file gives in its place."""
    entries = dict(there.entries)
    for factor, given in draft.entries.items():
        old = entries.get(factor, Entry())
        entries[factor] = Entry(given.state or old.state, given.note or old.note)
    filled = {factor: entry for factor, entry in sorted(entries.items()) if any(entry)}
    return replace(there.draft, entries=filled)


def _closed(there: Checklist) -> Problem:
    return Problem(
        "closed",
        say(
            "The checklist of {centre} of {day} is closed.",
            centre=there.centre,
            day=day(there.date),
        ),
        say("Reopen it first, or leave it out of the file."),
        blocking=True,
    )


def set_status(connection: Connection, checklist_id: int, status: str) -> Checklist:
    """Close or reopen a checklist."""
    there = one(connection, checklist_id)
    changed = replace(there, status=status)
    return there if changed == there else _written(connection, changed, there.draft)


def mark_example(connection: Connection) -> None:
    """Mark every checklist as example data."""
    connection.execute(update(checklist).values(example=True))


def clear_example(connection: Connection) -> None:
    """Delete the checklists of the example, with their history."""
    _delete(connection, checklist.c.example)


def discard(connection: Connection, checklist_id: int) -> None:
    """Delete a checklist with its history; a closed one is reopened first, by who may."""
    if (there := one(connection, checklist_id)).status != OPEN:
        raise SurveyError(say("A closed list is not thrown away. Reopen it first."))
    _delete(connection, checklist.c.id == there.id)


def _delete(connection: Connection, which: ColumnElement[bool]) -> None:
    marked = select(checklist.c.id).where(which)
    for part in (checklist_history, checklist_entry):
        connection.execute(delete(part).where(part.c.checklist_id.in_(marked)))
    connection.execute(delete(checklist).where(which))


def _checked(draft: ChecklistDraft) -> ChecklistDraft:
    """The draft without stray spaces, addresses and telephone numbers."""
    centre = masked(" ".join(draft.centre.split()))
    if not centre:
        raise SurveyError(say("The checklist does not say which centre it is about."))
    if draft.filled_by not in FILLERS:
        raise SurveyError(
            say(
                "'{found}' cannot fill in a checklist. Known are: {known}.",
                found=draft.filled_by,
                known=FILLERS,
            )
        )
    states = [entry.state for entry in draft.entries.values()]
    if unknown := sorted(set(states) - {"", *STATES}):
        raise SurveyError(
            say("'{found}' is not a state. Known are: {known}.", found=unknown[0], known=STATES)
        )
    entries = {f: Entry(e.state, masked(e.note.strip())) for f, e in draft.entries.items()}
    return replace(draft, centre=centre, entries=entries)


def _made(connection: Connection, draft: ChecklistDraft, status: str = OPEN) -> Checklist:
    """A new checklist; one about a centre of the example belongs to the example."""
    c, moment = checklist.c, now()
    inserted = connection.execute(
        insert(checklist).values(
            centre=draft.centre,
            date=draft.date,
            filled_by=draft.filled_by,
            status=status,
            version=0,
            created_at=moment,
            updated_at=moment,
            example=connection.execute(
                select(exists().where(c.centre == draft.centre, c.example))
            ).scalar_one(),
        )
    )
    number = new_id(inserted)
    empty = Checklist(number, 0, status, draft.centre, draft.date, draft.filled_by, {}, moment)
    filled = {factor: entry for factor, entry in draft.entries.items() if any(entry)}
    return _written(connection, empty, replace(draft, id=number, entries=filled))


def _written(connection: Connection, there: Checklist, draft: ChecklistDraft) -> Checklist:
    """The checklist with what holds from now on, in the tables and in its history."""
    saved = replace(
        there,
        version=there.version + 1,
        centre=draft.centre,
        date=draft.date,
        filled_by=draft.filled_by,
        entries=dict(sorted(draft.entries.items())),
        updated_at=now(),
    )
    values = {name: getattr(saved, name) for name in (*_HEAD, "version", "updated_at")}
    connection.execute(update(checklist).where(checklist.c.id == saved.id).values(**values))
    e = checklist_entry.c
    connection.execute(delete(checklist_entry).where(e.checklist_id == saved.id))
    rows = [
        {"checklist_id": saved.id, "factor": f, **entry._asdict()}
        for f, entry in saved.entries.items()
    ]
    if rows:
        connection.execute(insert(checklist_entry), rows)
    _remember(connection, saved)
    return saved


def _kept_aside(connection: Connection, there: Checklist, draft: ChecklistDraft) -> Checklist:
    """The checklist as it is, with in its history what somebody gave that does not hold."""
    aside = replace(
        there,
        version=there.version + 1,
        centre=draft.centre,
        date=draft.date,
        filled_by=draft.filled_by,
        entries=draft.entries,
        updated_at=now(),
        stands=False,
    )
    _remember(connection, aside)
    of_this = checklist.c.id == there.id
    connection.execute(update(checklist).where(of_this).values(version=aside.version))
    return replace(there, version=aside.version)


def _remember(connection: Connection, saved: Checklist) -> None:
    values = {name: getattr(saved, name) for name in (*_HEAD, "version", "stands")}
    connection.execute(
        insert(checklist_history).values(
            checklist_id=saved.id,
            saved_at=saved.updated_at,
            entries={factor: list(entry) for factor, entry in saved.entries.items()},
            **values,
        )
    )

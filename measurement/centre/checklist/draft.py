"""Checklists as people give them, and two who save one: field by field, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from measurement.errors import SurveyError
from measurement.words import Sentence, say

HEAD = {"centre": say("centre"), "date": say("date"), "filled_by": say("filled in by")}
Fields = dict[tuple[str, str], str]  # (factor, or '' for the head; name of the field) → value


class Entry(NamedTuple):
    """What was given for one factor: a state ('' = not filled in yet) and a remark."""

    state: str = ""
    note: str = ""


@dataclass(frozen=True)
class ChecklistDraft:
    """A checklist as somebody gives it.

    Without ``id`` it is a new one. Factors that ``entries`` does not name stay as they are; one is
    emptied by ``Entry()``.
    """

    centre: str
    date: date
    filled_by: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True)
class Checklist:
    """A checklist as it was saved.

    ``version`` is what the next save names as its ``expected_version``. In a history ``stands`` is
    false for what somebody gave and another's save kept from holding.
    """

    id: int
    version: int
    status: str
    centre: str
    date: date
    filled_by: str
    entries: Mapping[str, Entry]
    updated_at: datetime
    stands: bool = True

    @property
    def closed(self) -> bool:
        """Whether it can no longer be changed."""
        return self.status == "closed"

    @property
    def draft(self) -> ChecklistDraft:
        """The same, to change and save again."""
        return ChecklistDraft(self.centre, self.date, self.filled_by, dict(self.entries), self.id)


@dataclass(frozen=True)
class Change:
    """One field that the other changed meanwhile; ``factor`` is '' for the head of the list.

    ``mine`` is what the second one gave there: a *clash* when that is something else again.
    """

    factor: str
    field: str
    before: str
    theirs: str
    mine: str

    @property
    def clash(self) -> bool:
        """Whether both changed it, and not to the same."""
        return self.mine not in (self.before, self.theirs)

    @property
    def place(self) -> str | Sentence:
        """The factor, or the name of a field of the head."""
        return self.factor or HEAD[self.field]


class Conflict(SurveyError):  # noqa: N818 - the word the reader sees
    """Somebody else saved in between. What could be put together has been saved.

    ``saved`` is what holds now; ``changes`` is what the other changed, with the clashes: there
    what the other gave holds, and what this person gave stands in the history.
    """

    def __init__(self, saved: Checklist, changes: Sequence[Change], *, closed: bool) -> None:
        self.saved = saved
        self.changes = tuple(changes)
        super().__init__(_sentence(self.changes, closed))

    @property
    def clashes(self) -> tuple[Change, ...]:
        """The fields where what this person gave does not hold."""
        return tuple(change for change in self.changes if change.clash)


def _sentence(changes: Sequence[Change], closed: bool) -> Sentence:
    clashes = _places(change for change in changes if change.clash)
    if closed:
        return say(
            "This checklist is closed. What you gave for {places} was not taken over, but is kept "
            "in its history; reopen the checklist to change it.",
            places=clashes,
        )
    if clashes:
        return say(
            "Somebody else saved this checklist meanwhile. For {places} you both gave something "
            "else: what they gave holds, what you gave is kept in the history. Everything else of "
            "yours was saved.",
            places=clashes,
        )
    return say(
        "Somebody else saved this checklist meanwhile and changed {places}. Everything of yours "
        "was saved too.",
        places=_places(changes),
    )


def _places(changes: Iterable[Change]) -> list[str | Sentence]:
    return list({change.factor or change.field: change.place for change in changes}.values())


def merged(
    base: ChecklistDraft, theirs: ChecklistDraft, mine: ChecklistDraft, *, closed: bool = False
) -> tuple[ChecklistDraft, list[Change]]:
    """What holds when both changed ``base``, and what the other changed.

    A field that one of them changed is taken from that one; where both did, the one who saved
    first. Of a closed checklist nothing changes: all that is new in ``mine`` clashes.
    """
    before, first, second = _fields(base), _fields(theirs), _fields(mine)
    result: Fields = dict(first)
    changes = []
    for key in dict.fromkeys([*before, *first, *second]):
        was, one = before.get(key, ""), first.get(key, "")
        two = second.get(key, was)
        if closed and two not in (was, one):
            changes.append(Change(*key, was, one, two))
        elif not closed and one == was:
            result[key] = two
        elif one != was:
            changes.append(Change(*key, was, one, two))
    return _draft(result, theirs), changes


def overlaid(base: ChecklistDraft, mine: ChecklistDraft) -> ChecklistDraft:
    """What somebody gave, with what they did not name as it was."""
    return _draft({**_fields(base), **_fields(mine)}, base)


def _fields(draft: ChecklistDraft) -> Fields:
    fields = {
        ("", "centre"): draft.centre,
        ("", "date"): draft.date.isoformat(),
        ("", "filled_by"): draft.filled_by,
    }
    for factor, entry in draft.entries.items():
        fields[factor, "state"] = entry.state
        fields[factor, "note"] = entry.note
    return fields


def _draft(fields: Fields, like: ChecklistDraft) -> ChecklistDraft:
    factors = dict.fromkeys(factor for factor, _ in fields if factor)
    entries = {f: Entry(fields.get((f, "state"), ""), fields.get((f, "note"), "")) for f in factors}
    return replace(
        like,
        centre=fields["", "centre"],
        date=date.fromisoformat(fields["", "date"]),
        filled_by=fields["", "filled_by"],
        entries={factor: entry for factor, entry in entries.items() if any(entry)},
    )

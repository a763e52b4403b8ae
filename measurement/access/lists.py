"""Lists of people who are to get access: from the words in their cells to what each is to get."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from measurement.access.roles import ROLES, address
from measurement.errors import Problem, at_rows
from measurement.school_year import day_named
from measurement.texts import bare
from measurement.words import mark, say, some

_ROLES = {spelling: id for id, role in ROLES.items() for spelling in role.spellings}
OFFERED = tuple(role.spellings[0] for role in ROLES.values())
_CENTRE = re.compile(r"[^=+@\-\s|][^\x00-\x1f\x7f|]{0,118}")  # no formula, one line
_SHOWN = 5  # this many of the cells stand in a sentence


@dataclass(frozen=True)
class Wish:
    """What somebody is to get; ``row`` is where it stands in a list, 0 = in none."""

    email: str
    role: str
    centres: tuple[str, ...] = ()
    until: date | None = None
    row: int = 0


@dataclass(frozen=True)
class Line:
    """A row of a list as it was written, '' where nothing stands; ``row`` as Excel shows it."""

    row: int
    email: str
    role: str
    centres: str = ""
    until: str = ""


def role_named(text: str) -> str:
    """The role that is meant; '' for anything else.

    >>> role_named("POC+"), role_named("Directeur"), role_named("medewerker")
    ('staff', 'director', '')
    """
    return _ROLES.get(" ".join(re.split(r"[-+ ]+", bare(text))).strip(), "")


_FOUND = {
    "email": mark("this is not an e-mail address: {found}."),
    "role": mark("this is not a role: {found}."),
    "date": mark("this is not a day: {found}."),
    "past": mark("the last day lies in the past: {found}."),
    "no_centre": mark("a director needs at least one centre: {found}."),
    "centre_name": mark("this cannot be the name of a centre: {found}."),
    "twice": mark("the same address stands here with another role or another last day: {found}."),
}
_REMEDIES = {
    "email": mark("Write one address per row, such as an@school.be."),
    "role": mark("Write one of: {known}."),
    "date": mark("Write the day first, such as 31/08/2027."),
    "past": mark("Correct the day, or leave the row out."),
    "no_centre": mark("Fill in the name of the centre."),
    "centre_name": mark("Write the name as it stands in the answers."),
    "twice": mark("Keep the row that is right."),
}


@dataclass
class Faults:
    """What is wrong in a list: one problem per kind, with all its rows."""

    found: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, kind: str, wish: Wish, text: str = "") -> None:
        """Note one fault; what was found is the text, else the address."""
        self.found.setdefault(kind, []).append((wish.row, text or wish.email))

    @property
    def problems(self) -> list[Problem]:
        """One blocking problem per kind of fault."""
        return [self._problem(kind, of) for kind, of in self.found.items()]

    def _problem(self, kind: str, of: Sequence[tuple[int, str]]) -> Problem:
        texts = list(dict.fromkeys(text[:60] or "-" for _row, text in of))
        examples = some(texts, _SHOWN)
        rows = tuple(sorted({row for row, _text in of if row}))
        said = say(_FOUND[kind], found=examples)
        return Problem(
            kind, said, say(_REMEDIES[kind], known=OFFERED), at_rows(rows), rows, blocking=True
        )


def parsed(
    lines: Iterable[Line], centre_named: Callable[[str], str | None], faults: Faults
) -> list[Wish]:
    """One wish per line, its words read; what cannot be read is noted.

    ``centre_named`` gives the name of a centre on the list of centres. Others keep their own.
    """
    wishes = []
    for line in lines:
        until = day_named(line.until) if line.until else None
        centres = _centres(line.centres, centre_named)
        role = role_named(line.role) or line.role
        wish = Wish(line.email, role, centres, until, line.row)
        if line.until and until is None:
            faults.add("date", wish, line.until)
        wishes.append(wish)
    return wishes


def _centres(text: str, named: Callable[[str], str | None]) -> tuple[str, ...]:
    """The centres in a cell, separated by ; or | or a line; by a comma unless it is in the name."""
    centres: list[str] = []
    for part in re.split(r"[;|\n\r]", text):
        whole = named(part) if part.strip() else None
        centres += [whole] if whole else [named(p) or p for p in part.split(",")]
    return _cleaned(centres)


def _cleaned(centres: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for c in centres if (name := " ".join(c.split()))))


def settled(wishes: Iterable[Wish], today: date, faults: Faults) -> list[Wish]:
    """One wish per address, in the form in which it is kept; what is wrong is noted.

    A director may have a row per centre. Centres of other roles are not kept: they see all.
    """
    kept: dict[str, Wish] = {}
    for wish in wishes:
        clean = _settled(wish, today, faults)
        if clean is None:
            continue
        earlier = kept.setdefault(clean.email, clean)
        if (earlier.role, earlier.until) != (clean.role, clean.until):
            faults.add("twice", clean)
        kept[clean.email] = replace(earlier, centres=_cleaned((*earlier.centres, *clean.centres)))
    return list(kept.values())


def _settled(wish: Wish, today: date, faults: Faults) -> Wish | None:
    email, role = address(wish.email), wish.role
    of_centres = role in ROLES and ROLES[role].has_centres
    centres = _cleaned(wish.centres) if of_centres else ()
    if not email:
        faults.add("email", wish)
    if role not in ROLES:
        faults.add("role", wish, role or "-")
    if of_centres and not centres:
        faults.add("no_centre", wish)
    for name in centres:
        if not _CENTRE.fullmatch(name):
            faults.add("centre_name", wish, name)
    if wish.until is not None and wish.until < today:
        faults.add("past", wish, wish.until.isoformat())
    return replace(wish, email=email, centres=centres) if email and role in ROLES else None

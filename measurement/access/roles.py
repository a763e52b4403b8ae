"""Roles, what each of them may do, and the account that gives one.

A role is a row of :data:`ROLES` and nothing else. Who is not known may do nothing. What a role may *see* of a table is decided in the protection of
tables; here is only what it may do at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from measurement.words import Sentence, plural, say

# Who acts without an account: the user of an own computer, the secrets' first staff, and the tool
# itself, when it was set to. None can be somebody who signed in: that is always an address.
LOCAL, SECRETS, AUTOMATIC = "local", "secrets", "automatic"
NOBODY = (LOCAL, SECRETS, AUTOMATIC)
_ADDRESS = re.compile(r"[a-z0-9_][\w.+'#&-]*@[a-z0-9][a-z0-9.-]*\.[a-z]{2,}", re.ASCII)
_LONGEST = 254


@dataclass(frozen=True)
class Role:
    """What the people of a role may do, and what they are called.

    ``may`` are the actions; who may not ``see_all_centres`` has centres of its own and gets
    protected figures. ``means`` says it where access is given, ``counted`` names so many of them.
    ``spellings`` are how a list of access may write the role; the template offers the first.
    """

    label: Sentence
    means: Sentence
    counted: Callable[[int], str]
    spellings: tuple[str, ...]
    may: frozenset[str]

    @property
    def has_centres(self) -> bool:
        """Whether it sees centres of its own only."""
        return "see_all_centres" not in self.may


STAFF, ANALYST, DIRECTOR = "staff", "analyst", "director"
ROLES: Mapping[str, Role] = {
    STAFF: Role(
        say("POC+ staff"),
        say("sees all centres, imports, gives access"),
        lambda n: plural("{n} POC+ staff member", "{n} POC+ staff members", n),
        ("poc", "poc medewerker", "medewerker poc", "staff"),
        frozenset(
            {
                "see_all_centres",
                "see_own_centres",
                "import_exports",
                "manage_access",
                "export_rows",
                "release_quotes",
                "release_figures",
                "erase_person",
                "read_audit",
                "edit_checklist_own",
                "edit_checklist_all",
            }
        ),
    ),
    ANALYST: Role(
        say("analyst"),
        say("sees all centres, changes nothing"),
        lambda n: plural("{n} analyst", "{n} analysts", n),
        ("analist", "analyst"),
        frozenset({"see_all_centres", "see_own_centres", "export_rows"}),
    ),
    DIRECTOR: Role(
        say("director"),
        say("sees the own centre, with small groups protected"),
        lambda n: plural("{n} director", "{n} directors", n),
        ("directeur", "directie", "director"),
        frozenset({"see_own_centres", "edit_checklist_own"}),
    ),
}
ACTIONS = frozenset().union(*(role.may for role in ROLES.values()))


def may(role: str | None, action: str) -> bool:
    """Whether a role may do this; nobody may without a role. ``KeyError`` for an unknown action.

    >>> may("director", "see_own_centres"), may("director", "see_all_centres"), may(None, "read_audit")
    (True, False, False)
    """
    if action not in ACTIONS:
        raise KeyError(action)
    return role is not None and role in ROLES and action in ROLES[role].may


@dataclass(frozen=True)
class Account:
    """What somebody who signs in may do, from ``valid_from`` to and with the day ``until``.

    ``centres`` are those of a director, as they are called in the answers; staff and analysts have
    none, because they see all. ``issuer`` and ``subject`` are those of the first sign-in: an address
    can be given to somebody else later, who does not get the access with it.
    """

    email: str
    role: str
    centres: tuple[str, ...]
    valid_from: datetime
    until: date | None = None
    ended_at: datetime | None = None
    granted_by: str = ""
    issuer: str = ""
    subject: str = ""

    @property
    def bound(self) -> bool:
        """Whether it is of who signed in first with this address, and of nobody else."""
        return bool(self.subject)

    def active(self, today: date) -> bool:
        """Whether it gives access on this day."""
        return self.ended_at is None and (self.until is None or today <= self.until)

    def may(self, action: str) -> bool:
        """Whether its role may do this."""
        return may(self.role, action)

    def sees(self, centre: str) -> bool:
        """Whether the figures of this one centre may be asked for."""
        return self.may("see_all_centres") or centre in self.centres


def address(text: str) -> str:
    """An e-mail address in the form in which it is kept and looked up; '' for anything else.

    The same form as that of respondents before they are hashed. Only plain letters: addresses
    that merely look alike must never meet (a Kelvin sign folds to a k).

    >>> address(" An.Peeters@GOCLB.be "), address("an@goclb"), address("=x@y.be")
    ('an.peeters@goclb.be', '', '')
    """
    trimmed = text.strip()
    if not trimmed.isascii() or len(trimmed) > _LONGEST or not _ADDRESS.fullmatch(trimmed.lower()):
        return ""
    return "" if ".." in trimmed else trimmed.lower()

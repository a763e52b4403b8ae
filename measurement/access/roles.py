"""Roles, what each of them may do, and the account that gives one.

Who is not known may do nothing. What a role may *see* of a table is decided in the protection of
tables; here is only what it may do at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

STAFF, ANALYST, DIRECTOR = ROLES = ("staff", "analyst", "director")
# Who acts without an account: the user of an own computer, the secrets' first staff, and the tool
# itself, when it was set to. None can be somebody who signed in: that is always an address.
LOCAL, SECRETS, AUTOMATIC = "local", "secrets", "automatic"
NOBODY = (LOCAL, SECRETS, AUTOMATIC)
_BOTH, _ALL = frozenset({STAFF, ANALYST}), frozenset(ROLES)
ACTIONS = {
    "see_all_centres": _BOTH,
    "see_own_centres": _ALL,
    "import_exports": frozenset({STAFF}),
    "manage_access": frozenset({STAFF}),
    "export_rows": _BOTH,
    "release_quotes": frozenset({STAFF}),
    "erase_person": frozenset({STAFF}),
    "read_audit": frozenset({STAFF}),
    "edit_checklist_own": frozenset({STAFF, DIRECTOR}),
    "edit_checklist_all": frozenset({STAFF}),
}
_ADDRESS = re.compile(r"[a-z0-9_][\w.+'#&-]*@[a-z0-9][a-z0-9.-]*\.[a-z]{2,}", re.ASCII)
_LONGEST = 254


def may(role: str | None, action: str) -> bool:
    """Whether a role may do this; nobody may without a role. ``KeyError`` for an unknown action.

    >>> may("director", "see_own_centres"), may("director", "see_all_centres"), may(None, "read_audit")
    (True, False, False)
    """
    return role in ACTIONS[action]


@dataclass(frozen=True)
class Account:
    """What somebody who signs in may do, from ``valid_from`` to and with the day ``until``.

    ``centres`` are those of a director, as they are called in the answers; staff and analysts have
    none, because they see all.
    """

    email: str
    role: str
    centres: tuple[str, ...]
    valid_from: datetime
    until: date | None = None
    ended_at: datetime | None = None
    granted_by: str = ""

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
    found = text.strip()
    if not found.isascii() or len(found) > _LONGEST or not _ADDRESS.fullmatch(found.lower()):
        return ""
    return "" if ".." in found else found.lower()

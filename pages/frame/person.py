"""Who is here, and what that person may see and do: looked up anew in every run.

Without sign-in it is the user of this computer, who may look as another role sees. With sign-in it
is who the provider vouches for, with the access that the store gives now. Nothing opens before
:func:`arrive` found somebody: what is asked for without that is refused.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Literal

import streamlit as st

from measurement import logs
from measurement.access.roles import LOCAL, ROLES, STAFF, Account, may
from measurement.errors import SurveyError
from measurement.protection.scope import EVERYONE, Scope
from measurement.store import Store, open_store
from measurement.words import language, say, speak
from pages.frame import provider

Closed = Literal["signed_out", "expired", "ended", "unknown", "unverified", "another", "faulty"]
NO_ACCESS = say("You have no access to this. Ask the staff of the POC+.")
_here: ContextVar[Person | None] = ContextVar("here", default=None)


@dataclass(frozen=True)
class Person:
    """Who looks: ``by`` for the store, ``account`` with sign-in, and the role that is looked as."""

    by: str
    name: str
    own_role: str
    role: str
    centres: tuple[str, ...] = ()
    account: Account | None = None
    sign_in: str = ""  # the mark of the sign-in
    until: float = 0.0  # when the provider's word ends

    @property
    def scope(self) -> Scope:
        """What this person may see now."""
        return Scope(self.role, self.centres) if ROLES[self.role].has_centres else EVERYONE

    def may(self, action: str) -> bool:
        """Whether the own role, and the role that is looked as, may do this."""
        return may(self.own_role, action) and may(self.role, action)

    def sees(self, centre: str) -> bool:
        """Whether this one centre may be asked for."""
        return self.scope.sees_all or centre in self.centres

    @property
    def previews(self) -> bool:
        """Whether this person may see what would be released, also while looking as another role."""
        return self.own_role == STAFF

    def require(self, action: str, centre: str | None = None) -> None:
        """Raise :class:`SurveyError` unless this may be done (with this centre)."""
        if not self.may(action) or (centre is not None and not self.sees(centre)):
            raise SurveyError(NO_ACCESS)


OWNER = Person(LOCAL, "", STAFF, STAFF)  # who uses this tool on an own computer


def store() -> Store:
    """The store that the setting names; one for all, opened once."""
    return _opened(place=os.environ.get("MEASUREMENT_STORE", ""))


def store_answers() -> bool:
    """Whether the store can be opened and read now; why not is only logged."""
    try:
        store().imports.table()
    except Exception as error:  # whatever it is, the answer is no
        logs.fault("store_health", error)
        return False
    return True


@st.cache_resource(show_spinner=False)
def _opened(place: str) -> Store:
    return open_store(place or None)


def me() -> Person:
    """Who is here in this run. Raises :class:`SurveyError` where nobody was let in."""
    found = _here.get()
    if found is None:
        raise SurveyError(NO_ACCESS)
    return found


def let_in(person: Person | None) -> None:
    """Take this person for who is here, in this run."""
    _here.set(person)


def arrive() -> Person | Closed:
    """Who is here by what the provider says now; without sign-in the user of this computer.

    Or why nobody is. What is found holds for this run: the role is read from the store each time.
    """
    let_in(None)
    claims = provider.claims()
    found = local() if claims is None else _signed_in(claims)
    if isinstance(found, Person):
        let_in(found)
    return found


def again() -> Person:
    """The same anew, for what a widget does before the page runs. Raises :class:`SurveyError`."""
    found = arrive()
    if not isinstance(found, Person):
        raise SurveyError(NO_ACCESS)
    return found


def local() -> Person:
    """The user of this computer, as he or she wants to look."""
    return _looking(OWNER)


def has_access(claims: Mapping[str, Any]) -> bool:
    """Whether who has these claims may come in now: asked of requests that no page answers."""
    return not isinstance(_recognised(claims), str)


def _signed_in(claims: Mapping[str, Any]) -> Person | Closed:
    known = _recognised(claims)
    if isinstance(known, str):
        return known
    role = known.role
    name = str(claims.get("name") or known.email)
    mark, until = provider.mark(claims), provider.ends_at(claims)
    person = Person(known.email, name, role, role, known.centres, known, mark, until)
    return _looking(person) if known.role == STAFF else person


def _recognised(claims: Mapping[str, Any]) -> Account | Closed:
    """The account of who has these claims, or why there is none."""
    if provider.faults():
        return "faulty"
    if not claims.get("is_logged_in"):
        return "signed_out"
    if store().sign_ins.ended(provider.mark(claims)):
        return "ended"
    if provider.expired(claims):
        return "expired"
    email = provider.email_of(claims)
    if not email:
        return "unverified"
    known = _account(email, provider.first_staff())
    if known is None:
        return "unknown"
    return store().access.admit(email, *provider.subject_of(claims)) or "another"


def _account(email: str, first: tuple[str, ...]) -> Account | None:
    known = store().access.account_of(email)
    if known is None and email in first and store().access.ensure_first(first):
        known = store().access.account_of(email)
    return known


def _looking(person: Person) -> Person:
    """The person, looking as the role that was chosen; staff may look as anybody."""
    role, centres = chosen()
    if role not in ROLES or (ROLES[role].has_centres and not centres):
        return person
    seen = centres if ROLES[role].has_centres else ()
    return replace(person, role=role, centres=seen)


def chosen() -> tuple[str, tuple[str, ...]]:
    """The role that staff chose to look as, with the centre of a director."""
    role = str(st.session_state.get("look_as") or STAFF)
    centre = st.session_state.get("look_at")
    return role, (str(centre),) if centre else ()


def still(person: Person) -> bool:
    """Whether this person has the same access now: asked when a file is built, long after its page.

    The sign-in must hold as well, wherever it was ended.
    """
    if person.account is None:
        return True
    if time.time() >= person.until or store().sign_ins.ended(person.sign_in):
        return False
    now = store().access.account_of(person.by)
    return now is not None and _given(now) == _given(person.account)


def _given(account: Account) -> tuple[object, ...]:
    return account.role, account.centres, account.issuer, account.subject


def while_allowed(make: Callable[[], bytes | str], action: str = "") -> Callable[[], bytes | str]:
    """The same, but it makes nothing for who has no longer the access with which it was offered.

    Files are built when they are asked for, which can be long after their page was drawn, and from
    whatever session asks. With ``action`` it must be allowed as well.
    """
    who, spoken = me(), language()

    def made() -> bytes | str:
        speak(spoken)  # files are built in a thread of their own, which speaks no language yet
        if not still(who) or (action and not who.may(action)):
            raise SurveyError(NO_ACCESS)
        return make()

    return made


def logged(make: Callable[[], bytes | str], table: str, rows: int) -> Callable[[], bytes | str]:
    """The same for rows of persons: who takes them away goes into the audit log, when it is done."""
    who, log = me(), store().audit
    said: dict[str, str | int] = {"table": table, "rows": rows}

    def made() -> bytes | str:
        log.record(who.by, "rows_exported", said)
        return make()

    return while_allowed(made, "export_rows")


def leave() -> None:
    """Let this sign-in no longer hold: not in other tabs, nor with a copy of its cookie."""
    claims = provider.claims() or {}
    store().sign_ins.end(provider.mark(claims), provider.ends_at(claims), time.time())

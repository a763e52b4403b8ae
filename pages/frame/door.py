"""The door: sign in, why somebody is not let in, who is here, and looking as another role."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn

import streamlit as st

from measurement.access.roles import ROLES, STAFF
from measurement.access.tables import ROLE_WORDS
from measurement.words import Sentence, say
from measurement.words import text as _
from pages.frame import person, provider
from pages.frame.person import Closed, Person
from pages.frame.writing import plain

_WHY: Mapping[Closed, Sentence] = {
    "signed_out": say("Sign in with the account of your organisation."),
    "expired": say("Your sign-in has expired. Sign in again."),
    "ended": say("You are signed out. Sign in again to go on."),
    "unverified": say(
        "Your account has no e-mail address that was verified, so we cannot tell who you are. Ask the staff of the POC+."
    ),
    "unknown": say(
        "You are signed in as {email}, but you have no access yet. Ask the staff of the POC+ to give it to this address."
    ),
    "another": say(
        "You are signed in as {email}, but that address was used here before with another account. Ask the staff of the POC+ to release it on the page Access if it is yours now."
    ),
    "faulty": say("Sign-in is not set up well, so nobody can come in."),
}


def pass_through() -> Person:
    """Who is here. Nobody else gets further than the sentence that says why."""
    found = person.arrive()
    if not isinstance(found, Person):
        _turn_away(found)
    return found


def _turn_away(why: Closed) -> NoReturn:
    st.title("Effectmeting", anchor=False)
    email = str((provider.claims() or {}).get(provider.claim()) or "?")
    said = plain(Sentence(_WHY[why].message, {"email": email}))
    (st.info if why == "signed_out" else st.warning)(said, icon=":material/lock:")
    with st.container(horizontal=True):
        for name in provider.providers() if why not in ("unknown", "unverified", "another") else ():
            label = (
                plain(_("Sign in with {name}", name=name.capitalize())) if name else _("Sign in")
            )
            if st.button(label, type="primary", key=f"sign_in_{name}", icon=":material/login:"):
                st.login(name or None)
        if why not in ("signed_out", "ended") and st.button(_("Sign out"), key="sign_out"):
            _leave()
    st.stop()


def _leave() -> None:
    person.leave()
    st.logout()


def badge(who: Person, centres: Callable[[], list[str]]) -> None:
    """Who is here, as whom, and the way out; ``centres`` are those that staff may look as."""
    role = str(ROLE_WORDS[who.role])
    name = plain(f"{who.name} · {role}" if who.name else role)
    if who.own_role != STAFF:
        with st.popover(name, icon=":material/person:"):
            _account(who)
        return
    with st.popover(_looked(who, name), icon=":material/visibility:"):
        _look_as(centres)
        _account(who)


def _looked(who: Person, name: str) -> str:
    if who.role == who.own_role:
        return name
    looked = " ".join([str(ROLE_WORDS[who.role]), *who.centres])
    return plain(_("Looking as {role}", role=looked))


def _account(who: Person) -> None:
    if who.account is None:
        return
    st.caption(plain(who.by))
    if who.centres and who.role == who.own_role:
        st.caption(plain(", ".join(who.centres)))
    if st.button(_("Sign out"), key="sign_out", icon=":material/logout:"):
        _leave()


def _look_as(listed: Callable[[], list[str]]) -> None:
    """See what another role sees; nothing but what is shown changes."""
    words = {id: str(role.label) for id, role in ROLES.items()}
    if st.session_state.get("look_as") not in words:
        st.session_state["look_as"] = STAFF
    role = st.radio(_("Look as"), list(words), key="look_as", format_func=words.__getitem__)
    centres = listed() if ROLES[role].has_centres else []
    if not centres:
        return
    if st.session_state.get("look_at") not in centres:
        st.session_state["look_at"] = centres[0]
        st.rerun()
    st.selectbox(_("Centre"), centres, key="look_at", placeholder=_("Choose a centre"))

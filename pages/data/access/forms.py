"""Access given, changed and ended, one person at a time, and who has it now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from measurement.access.lists import Wish
from measurement.access.roles import DIRECTOR, ROLES, Account
from measurement.access.tables import ACCOUNTS, ROLE_WORDS
from measurement.errors import SurveyError
from measurement.words import text as _
from pages.desk import panels, source
from pages.frame import person
from pages.frame.writing import plain


@contextmanager
def faults_shown() -> Iterator[None]:
    """Show every fault that a person can mend in its place; the rest of the page goes on."""
    try:
        yield
    except SurveyError as error:
        for line in str(error).splitlines():
            st.error(plain(line), icon=":material/error:")


def do(act: Callable[[str], str]) -> None:
    """Do what only staff may, in the name of who is here; begin the page anew and tell it there.

    ``act`` takes who does it and gives the sentence. What goes wrong is shown where it was asked.
    """
    with faults_shown():
        me = person.me()
        me.require("manage_access")
        st.session_state["access_told"] = act(me.by)
        st.rerun()


def told() -> None:
    """What was done in the run before."""
    if message := st.session_state.pop("access_told", None):
        st.success(plain(message), icon=":material/check_circle:")


def fill(form: str, held: Mapping[str, object]) -> bool:
    """Put what holds in a form, unless that was done; whether it was done just now.

    What somebody else changed in the meantime comes in as well, so it is not undone unseen. The
    first field is always on the screen: when it is gone, the page was left.
    """
    mark, first = f"{form}_held", f"{form}_{next(iter(held))}"
    if st.session_state.get(mark) == held and first in st.session_state:
        return False
    st.session_state[mark] = dict(held)
    st.session_state.update({f"{form}_{name}": value for name, value in held.items()})
    return True


def overtaken() -> None:
    """Nothing was done: what holds is no longer what the reader saw."""
    warning = _("Somebody else changed this in the meantime. Look again: nothing was done.")
    st.warning(warning, icon=":material/group:")


def names_of_centres() -> list[str]:
    """Every centre of which a director can be: with answers, or on the list of centres."""
    listed = [centre.name for centre in source.questionnaire().centres]
    return sorted({*source.names_of_centres(), *listed})


def listing(accounts: pd.DataFrame) -> None:
    """How many people of each role have access, and all who have or had it."""
    if accounts.empty:
        st.info(_("Nobody has been given access yet."), icon=":material/info:")
        return
    active = accounts.loc[accounts["standing"] == "active", "role"]
    panels.sentences([_("Access now: {parts}.", parts=counted([*active.astype(str)]))])
    panels.table("access", accounts, ACCOUNTS, _("access"))


def counted(roles: Sequence[str]) -> list[str]:
    n = {id: roles.count(id) for id in ROLES}
    return [role.counted(n[id]) for id, role in ROLES.items() if n[id]] or [_("nobody")]


def _fields(form: str, centres: Sequence[str], held: Sequence[str] = ()) -> Wish:
    """The role, the centres of a director and the last day, as they stand in the form."""
    role = st.radio(
        _("Role"),
        list(ROLES),
        key=f"{form}_role",
        format_func=lambda id: str(ROLES[id].label),
        captions=[str(role.means) for role in ROLES.values()],
        horizontal=True,
    )
    chosen: list[str] = []
    if ROLES[role].has_centres:
        st.session_state.setdefault(f"{form}_centres", list(held))
        offered = sorted({*centres, *held})
        hint = _("Choose one or more centres")
        chosen = st.multiselect(_("Centres"), offered, key=f"{form}_centres", placeholder=hint)
    until: date | None = st.date_input(
        _("Last day (leave empty for no end)"),
        None,
        min_value="today",
        format="DD/MM/YYYY",
        key=f"{form}_until",
    )
    return Wish("", str(role), tuple(chosen), until)


def give() -> None:
    """Give one person access."""
    form = "access_give"
    fill(form, {"role": DIRECTOR, "email": "", "centres": [], "until": None})
    email = st.text_input(
        _("E-mail address"),
        key=f"{form}_email",
        help=_("The address with which this person signs in."),
    )
    wish = _fields(form, names_of_centres())
    if st.button(_("Give access"), key=form, type="primary", icon=":material/person_add:"):
        do(lambda by: _given(by, replace(wish, email=email)))


def _given(by: str, wish: Wish) -> str:
    granted = source.store().access.grant(by, wish.email, wish.role, wish.centres, wish.until)
    st.session_state.pop("access_give_held")  # the form is to be empty again
    role = str(ROLE_WORDS[granted.role])
    return _("{email} has access now, as {role}.", email=granted.email, role=role)


def change_or_end(accounts: pd.DataFrame) -> None:
    """Choose somebody who has access; give other access in its place, or end it."""
    emails = [str(email) for email in accounts.loc[accounts["standing"] == "active", "email"]]
    if not emails:
        st.info(_("Nobody has access now."), icon=":material/info:")
        return
    if st.session_state.get("access_who") not in emails:
        st.session_state["access_who"] = None
    email = st.selectbox(
        _("Person"), emails, index=None, key="access_who", placeholder=_("Choose a person")
    )
    held = source.store().access.account_of(email) if email else None
    if held is None:
        return
    _release(held)
    if held.email == person.me().by:
        st.warning(_("This is your own access."), icon=":material/warning:")
    form, centres = "access_change", list(held.centres)
    held_values = {"role": held.role, "email": held.email, "centres": centres, "until": held.until}
    anew = fill(form, held_values | {"sure": False})
    wish = _fields(form, names_of_centres(), centres)
    changed = st.button(_("Change"), key=form, type="primary", icon=":material/edit:")
    ended = _end_asked()
    if anew and (changed or ended):
        overtaken()
    elif changed:
        do(lambda by: _changed(by, replace(wish, email=held.email)))
    elif ended:
        do(lambda by: _ended(by, held.email))


def _release(held: Account) -> None:
    """Of an account that somebody signed in with: let another sign-in with its address have it."""
    if not held.bound:
        st.caption(_("Nobody signed in with this address yet: who does first, has this access."))
        return
    st.caption(
        _("Somebody signed in with this address: the access is of that account and of no other.")
    )
    if st.button(
        _("Release for another account"),
        key="access_release",
        icon=":material/link_off:",
        help=_("For who has a new account with the same address, after you have made sure of it."),
    ):
        do(lambda by: _released(by, held.email))


def _released(by: str, email: str) -> str:
    source.store().access.release(by, email)
    return _("Whoever signs in next as {email}, has this access.", email=email)


def _end_asked() -> bool:
    """Whether the access is to be ended: the box ticked and the button pressed."""
    with st.container(border=True):
        sure = st.checkbox(_("Yes, this person may no longer come in."), key="access_change_sure")
        pressed = st.button(
            _("End access"), key="access_end", disabled=not sure, icon=":material/person_off:"
        )
    return pressed and sure


def _changed(by: str, wish: Wish) -> str:
    source.store().access.change(by, wish.email, wish.role, wish.centres, wish.until)
    return _("The access of {email} is saved.", email=wish.email)


def _ended(by: str, email: str) -> str:
    source.store().access.end(by, email)
    return _("The access of {email} is ended.", email=email)

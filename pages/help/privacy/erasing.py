"""Find how much is kept of a person, and erase it: for staff.

An address that is searched for stays in its own box on the screen and nowhere else: to know what
was searched, the session holds the mark of the person, which the audit log has too.
"""

from __future__ import annotations

import streamlit as st

from measurement.access.tables import PERSON
from measurement.errors import SurveyError
from measurement.store.people.erasure import Erased, Found
from measurement.words import text as _
from pages.desk import cache, source, wording
from pages.frame import person
from pages.frame.writing import plain_lines
from pages.help.privacy.wording import FIND, WIDE, amount, beyond, head, say_next, tell

_WHO, _SEARCHED, _FORGET = "privacy_who", "privacy_searched", "privacy_forget"
_LONGEST = 320


def find_and_erase() -> None:
    """Find how much is kept of a person, and erase it."""
    head(FIND)
    tell("person")
    if source.store().example.there:
        st.info(
            _("The example data hold invented people: there is nobody real to find."),
            icon=":material/science:",
        )
    who, asked = _searched()
    try:
        found = _found(who, asked)
    except SurveyError as error:
        st.session_state.pop(_SEARCHED, None)
        st.error(plain_lines(error), icon=":material/error:")
        return
    if found is not None:
        _show(found, who)


def _searched() -> tuple[str, bool]:
    """The address in the box, and whether it is searched for now."""
    if st.session_state.pop(_FORGET, False):
        st.session_state[_WHO] = ""
    with st.form("privacy_search", border=False, width=WIDE):
        who = st.text_input(
            _("E-mail address"),
            key=_WHO,
            max_chars=_LONGEST,
            autocomplete="off",
            help=_(
                "As it stood in the survey or the list of participants. A staff number or a name works too, where there was no address. What you type here is not kept; that you searched is written in the log."
            ),
        )
        asked = st.form_submit_button(_("Search"), key="privacy_find", icon=":material/search:")
    return who or "", asked


def _found(who: str, asked: bool) -> Found | None:
    """What is kept of who is searched for; to look again at the same is not logged again."""
    if asked:
        person.me().require("erase_person")
        found = source.store().people.find(who, by=person.me().by)
        st.session_state[_SEARCHED] = found.mark
        return found
    if not who or _SEARCHED not in st.session_state:
        return None
    found = source.store().people.find(who)
    return found if found.mark == st.session_state[_SEARCHED] else None


def _show(found: Found, who: str) -> None:
    """How much is kept of a person, and the button that erases it."""
    if found.nothing:
        st.info(
            _(
                "Nothing is kept of this person. Try another address that this person uses (of the work, of home, an earlier one), or the name as it stood in the file. Answers that came in without address, number or name cannot be found."
            ),
            icon=":material/search_off:",
        )
        return
    st.markdown(
        _("Kept of this person: {amount}.", amount=amount(found.counts))
        + " "
        + _("In the log this person is called {mark}.", mark=f"`{found.mark}`")
    )
    st.dataframe(wording.read(found.table, PERSON), hide_index=True)
    sure = st.checkbox(
        _("Yes, erase all of this. It cannot be undone."), key=f"privacy_erase_sure_{found.mark}"
    )
    icon = ":material/delete_forever:"
    if st.button(_("Erase"), key="privacy_erase", type="primary", disabled=not sure, icon=icon):
        _erase(who, sure)


def _erase(who: str, sure: bool) -> None:
    """Erase a person, forget the address, and tell what was done."""
    if not sure:  # a button that is off is off in the browser only
        return
    try:
        person.me().require("erase_person")
        erased = source.store().people.erase(person.me().by, who)
        cache.forget()
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    st.session_state.pop(_SEARCHED, None)
    st.session_state[_FORGET] = True
    say_next("person", _told_of(erased))


def _told_of(erased: Erased) -> list[str]:
    """What was erased, and what this dashboard cannot do."""
    return [
        _("Erased of {mark}: {amount}.", mark=f"`{erased.mark}`", amount=amount(erased.counts)),
        _("Files that are added later leave this person out."),
        _("It was wiped from the bytes of the store's file as well.")
        if erased.overwritten
        else _(
            "The bytes on the disk were not overwritten: the store was in use, or is a database that does this by itself later."
        ),
        beyond(),
    ]

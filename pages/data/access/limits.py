"""The limits that protect small groups, as staff raise them, and the audit log."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from measurement.access.tables import ACTION_WORDS, AUDIT
from measurement.protection.rules import LIMITS, Limits
from measurement.store.people.limits import MOST, RAISED
from measurement.words import text as _
from pages.data.access import forms
from pages.desk import panels, source
from pages.frame import person

NEWEST = 500  # entries of the audit log on the screen


def limits() -> None:
    """From how many persons directors see something, to be raised or put back."""
    st.markdown(
        _(
            "A director sees a figure only when enough people answered: a smaller group is hidden, and so is what would give it away. A higher limit protects better and shows less. Below these numbers is not possible. Staff and analysts see everything, with small groups marked.",
        )
    )
    form, now = "access_limits", source.store().access.limits
    anew = forms.fill(form, {name: getattr(now, name) for name in RAISED})
    wanted = _fields(form)
    if not st.button(_("Save the limits"), key=form, icon=":material/save:"):
        return
    if anew:
        forms.overtaken()
    else:
        forms.do(lambda by: _set(by, now, wanted))


def _fields(form: str) -> dict[str, int]:
    """The limits as they stand in the form."""
    quotes = _("From this many people on, quotes of their open answers can be shown.")
    split = _("Below this number a row per function or role is marked as a small group.")
    labels = {
        "group": (_("People per figure"), None),
        "open": (_("People with an open answer"), quotes),
        "crossed": (_("People per function or role"), split),
    }
    wanted: dict[str, int] = {}
    for place, name in zip(st.columns(len(RAISED)), RAISED, strict=True):
        label, explained = labels[name]
        key, usual = f"{form}_{name}", getattr(LIMITS, name)
        wanted[name] = int(place.number_input(label, usual, MOST, step=1, key=key, help=explained))
    return wanted


def _set(by: str, now: Limits, wanted: dict[str, int]) -> str:
    source.store().access.set_limits(by, replace(now, **wanted))
    return _("The limits are saved.")


def log() -> None:
    """Who did what, the newest first; of all kinds of action or of some."""
    person.me().require("read_audit")
    chosen = st.multiselect(
        _("What was done"),
        list(ACTION_WORDS),
        key="access_actions",
        format_func=lambda action: str(ACTION_WORDS[action]),
        placeholder=_("Everything"),
    )
    entries = source.store().audit.table(NEWEST, chosen)
    if entries.empty:
        st.info(_("Nothing was done yet that is kept here."), icon=":material/info:")
        return
    panels.table("audit", entries, AUDIT, _("audit log"))
    st.caption(
        _(
            "The newest {newest} at most. On the screen with the time of this computer, in the files in UTC.",
            newest=NEWEST,
        )
    )

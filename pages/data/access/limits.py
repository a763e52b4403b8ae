"""The limits that protect small groups, as staff raise them, and the audit log."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from measurement.access.tables import ACTION_WORDS, AUDIT
from measurement.releases.limits import LIMITS, Limits
from measurement.store.people.limits import MOST
from measurement.words import text as _
from pages.data.access import forms
from pages.desk import panels, source
from pages.frame import person

NEWEST = 500  # entries of the audit log on the screen


def limits() -> None:
    """From how many persons and centres something is released, to be raised or put back."""
    st.markdown(
        _(
            "Directors see what was released. A figure of a centre is released from so many people on; whether it is told exactly, as 'at most so many' or only by the number of answers follows from fixed rules. A higher limit protects better and shows less. Below these numbers is not possible. What is changed here holds for later releases: what was released stays as it is. Staff and analysts see everything, with small groups marked.",
        )
    )
    form, access = "access_limits", source.store().access
    now, strict = access.limits, access.strict
    anew = forms.fill(form, {**asdict(now), "strict": strict})
    wanted, chosen = _fields(form), _rule(form)
    if not st.button(_("Save the limits"), key=form, icon=":material/save:"):
        return
    if anew:
        forms.overtaken()
    else:
        forms.do(lambda by: _set(by, Limits(**wanted), chosen))


def _fields(form: str) -> dict[str, int]:
    """The limits as they stand in the form."""
    quotes = _("From this many people on, quotes of their open answers can be released.")
    split = _(
        "Below this number a row per function or role is marked as a small group. Means of change tracks are released from this many people on."
    )
    totals = _("The network is told beside a centre when at least so many centres are in it.")
    labels = {
        "persons": (_("People per figure"), None),
        "writers": (_("People with an open answer"), quotes),
        "crossed": (_("People per function or role"), split),
        "centres": (_("Centres in a total"), totals),
    }
    wanted: dict[str, int] = {}
    for place, (name, (label, explained)) in zip(st.columns(4), labels.items(), strict=True):
        key, usual = f"{form}_{name}", getattr(LIMITS, name)
        wanted[name] = int(place.number_input(label, usual, MOST, step=1, key=key, help=explained))
    return wanted


def _rule(form: str) -> bool:
    """Whether both sides of every item are secret, as it stands in the form."""
    return st.toggle(
        _("Keep it secret as well that everybody is satisfied"),
        key=f"{form}_strict",
        help=_(
            "Off: of nobody it can be known that he or she is dissatisfied. On: neither that he or she is satisfied. Then much more is told as 'at most so many' only."
        ),
    )


def _set(by: str, wanted: Limits, strict: bool) -> str:
    source.store().access.set_limits(by, wanted, strict)
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

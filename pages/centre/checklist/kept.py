"""What stands above a checklist while it is filled in: that it is saved, and what it says so far."""

from __future__ import annotations

import streamlit as st

from measurement.centre.checklist.draft import Checklist, Entry
from measurement.tables import records
from measurement.words import text as _
from pages.centre.checklist import figures, readiness
from pages.desk import centres as network
from pages.desk import source
from pages.frame import net, person
from pages.frame.writing import plain


def beside(current: Checklist) -> None:
    """What stays in sight while the list is filled in: saved, ready or not, and what is missing."""
    with st.container(key="kept_in_sight"):
        saved(current)
        so_far(current)


def so_far(current: Checklist) -> None:
    """Whether the centre is ready to start by this list as it is now, and what is missing."""
    ready, lacking = network.one_list(current.id)
    verdict = next((str(row.readiness) for row in records(ready)), "unknown")
    st.markdown(f"**{readiness.READINESS[verdict]}**")
    known = network.known()
    missing = [plain(known.factor_label(str(item.factor))) for item in records(lacking)]
    if missing:
        st.markdown(_("Not fully present: {names}.", names=", ".join(missing)))
    empty = [
        plain(factor.id)
        for factor in known.factors
        if not current.entries.get(factor.id, Entry()).state
    ]
    if empty:
        st.caption(_("Still to fill in: {names}.", names=", ".join(empty)))


def saved(current: Checklist) -> None:
    """That every choice is saved at once, and how much of the list is filled in."""
    filled = sum(bool(entry.state) for entry in current.entries.values())
    st.caption(
        ":material/cloud_done: "
        + _(
            "Every choice is saved at once. Filled in: {n} of {all}.",
            n=filled,
            all=len(network.known().factors),
        )
    )


def throw_away(current: Checklist) -> None:
    """Throw away a checklist that was begun by mistake, after asking."""
    with st.popover(_("Throw this list away"), icon=":material/delete:"):
        st.markdown(_("Everything filled in on this list is gone then. This cannot be undone."))
        if st.button(_("Throw away"), key="discard", type="primary"):
            person.me().require("edit_checklist_own", current.centre)
            source.store().checklists.discard(current.id)
            st.session_state["open"] = 0
            net.done(_("The list was thrown away."))
            st.rerun()


def pressure(centre: str) -> None:
    """Pressure × support of this centre among the others."""
    if figures.pressure(centre) is not None:
        st.header(_("Pressure × support"), anchor=False)
        readiness.pressure(centre)

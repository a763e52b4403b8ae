"""What is released to directors: what is new, what each would see, one button, and all releases."""

from __future__ import annotations

import streamlit as st

from measurement.access.tables import RELEASES
from measurement.releases.overview.sentences import (
    centres_sentence,
    late_sentence,
    totals_sentence,
    waiting_sentences,
)
from measurement.releases.overview.tables import BY_CENTRE, TOTALS, WAITING
from measurement.words import text as _
from measurement.words import year
from pages.data.release import acts, data
from pages.desk import panels
from pages.desk.choices import several
from pages.frame import person

PROFILE = "pages/centre/profile/page.py"


def chosen() -> data.Years:
    """The school years to release, all of each; none chosen means all."""
    offered = data.school_years()
    if len(offered) < 2:
        return ()
    return several("release_years", _("School years"), offered, _("All school years"), year)


def waiting(years: data.Years) -> None:
    """How many answers wait and why, with the table folded."""
    found = data.prospect(years)
    table = found.waiting
    late = [] if data.releases().empty else [late_sentence()]
    panels.sentences([*waiting_sentences(table, found.release), *late])
    if table.empty:
        return
    with panels.folded(_("What waits, per centre"), "release_waiting_open") as unfolded:
        if unfolded:
            panels.table("release_waiting", table, WAITING, _("what waits"))


def centres(years: data.Years) -> None:
    """What the director of each centre would see, and the way to the pages of one."""
    table = data.prospect(years).by_centre
    panels.sentences([centres_sentence(table)])
    panels.table("release_centres", table, BY_CENTRE, _("what directors see"))
    st.caption(
        _(
            "Invitations, answers and response rate are of all school years together that this director sees. A figure is one item in one school year. Exactly: the director sees how many colleagues were favourable. At most: only that there were no more than so many. Only the number: how many answered, no more."
        )
    )
    names = [str(name) for name in table["centre"]]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        centre = st.selectbox(
            _("Look at one centre as its director does"),
            names,
            index=None,
            key="release_centre",
            placeholder=_("Choose a centre"),
        )
        if st.button(
            _("Open"), key="release_open", disabled=centre is None, icon=":material/visibility:"
        ):
            st.session_state["centrum"] = centre
            st.session_state["release_state"] = "preview" if data.school_years() else "released"
            st.switch_page(PROFILE)


def totals(years: data.Years) -> None:
    """Of which items directors get the network beside the own centre."""
    table = data.prospect(years).totals
    if table.empty:
        return
    panels.sentences([totals_sentence(table)])
    with panels.folded(_("The network, per item"), "release_totals_open") as unfolded:
        if unfolded:
            panels.table("release_totals", table, TOTALS, _("the network per item"))


person.me().require(acts.ACTION)
acts.told()
every = data.school_years()
panels.sentences([data.news()])
years = chosen()
waiting(years)
if not data.prospect(years).by_centre.empty:
    heading = _("What directors would see") if every else _("What directors see")
    st.header(heading, anchor=False)
    centres(years)
    totals(years)
if every:
    st.header(_("Release"), anchor=False)
    acts.release(years)
st.header(_("Releases so far"), anchor=False)
listed = data.releases()
if listed.empty:
    st.info(_("Nothing has been released yet: directors see no figures."), icon=":material/info:")
else:
    panels.table("releases", listed, RELEASES, _("releases"))
    acts.withdraw_or_undo()

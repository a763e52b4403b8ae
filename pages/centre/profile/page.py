"""The picture of one centre, for the talk with its director: of what was released."""

from __future__ import annotations

import streamlit as st

from measurement.words import text as _
from pages.centre.checklist import readiness
from pages.centre.profile import data, facts, files, lesser, sections
from pages.desk import panels, released
from pages.frame import parts, person
from pages.frame.writing import plain

centre, look, denominator = released.choose()
states = data.checklist(centre)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.header(plain(centre), anchor=False, width="content")
    with st.container(horizontal=True, width="content", vertical_alignment="center"):
        st.toggle(
            _("Print view"),
            key="paper",
            help=_("Makes the figures as wide as a page; then print with Ctrl+P."),
        )
        if look is not None:
            files.take_away(look, denominator)
if look is not None:
    panels.sentences(data.in_short(look, states, denominator))
    sections.first(look, states, denominator)
parts.links()
if look is not None:
    # Beside each other on screen, below each other where figures are as wide as a page.
    paper = bool(st.session_state.get("paper"))
    left, right = (st.container(), st.container()) if paper else st.columns(2, gap="medium")
    with left:
        sections.effect(look, denominator)
        sections.mirror(look, states)
    with right:
        sections.factors(look, denominator)
        sections.talk(look, states)
readiness.start(centre)
readiness.changes(centre)
parts.heading(_("More of this centre"), below=True)
lesser.participation(centre)
if look is not None:
    lesser.how_told(look)
    lesser.response(look)
    lesser.elements(look)
    lesser.more(look, denominator)
    lesser.quotes(look)
facts.show(centre)
if person.me().may("import_exports"):
    facts.form(centre)
    facts.files()

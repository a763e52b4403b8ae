"""The picture of one centre, for the talk with its director."""

from __future__ import annotations

import streamlit as st

from measurement.words import text as _
from pages.shared import centre_facts, controls, network, panels, person, readiness, source
from pages.shared import profile_sections as sections

selection = controls.filters("initiative", "centre")
centre = controls.centre()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.header(centre, anchor=False, width="content")
    st.toggle(
        _("Print view"),
        key="paper",
        help=_("Makes the figures as wide as a page; then print with Ctrl+P."),
    )
if not source.anything(centre):
    controls.no_figures(centre)
else:
    panels.sentences(network.in_short(selection, centre))
    sections.offers(selection, centre)
    sections.response(selection, centre)
    sections.participation(selection, centre)
    sections.effect(selection, centre)
    sections.factors(selection, centre)
    sections.mirror(selection, centre)
    sections.elements(selection, centre)
readiness.start(centre)
readiness.changes(centre)
if source.anything(centre):
    sections.more(selection, centre)
    sections.quotes(selection, centre)
centre_facts.show(centre)
if source.anything(centre):
    sections.talk(selection, centre)
if person.me().may("import_exports"):
    centre_facts.form(centre)
    centre_facts.files()

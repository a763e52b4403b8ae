"""The picture of one centre, for the talk with its director."""

from __future__ import annotations

import streamlit as st

from measurement.words import text as _
from pages.centre.checklist import readiness
from pages.centre.profile import facts, sections
from pages.desk import centres, filters, panels, source
from pages.frame import person
from pages.frame.writing import plain

selection = filters.filters("initiative", "centre")
centre = filters.centre()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.header(plain(centre), anchor=False, width="content")
    st.toggle(
        _("Print view"),
        key="paper",
        help=_("Makes the figures as wide as a page; then print with Ctrl+P."),
    )
if not source.anything(centre):
    filters.no_figures(centre)
else:
    panels.sentences(centres.in_short(selection, centre))
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
facts.show(centre)
if source.anything(centre):
    sections.talk(selection, centre)
if person.me().may("import_exports"):
    facts.form(centre)
    facts.files()

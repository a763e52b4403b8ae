"""The handbook, where it is needed: a chapter at a time."""

from __future__ import annotations

import streamlit as st

from measurement.words import FIRST
from measurement.words import language as spoken
from measurement.words import text as _
from pages.desk import choices
from pages.help.handbook.data import Picture, chapters

if spoken() != FIRST:
    st.caption(_("The handbook is in Dutch."))
book = {chapter.title: chapter for chapter in chapters()}
left, right = st.columns([1, 3], gap="large")
with left:
    title = choices.one_in_sight("chapter", _("Chapter"), list(book))
with right:
    st.header(title, anchor=False)
    for part in book[title].parts:
        if isinstance(part, Picture):
            st.image(str(part.file), caption=part.caption)
        else:
            st.markdown(part)

"""The checklist of success factors: fill in, saved as you go; import; the network at a glance."""

from __future__ import annotations

import streamlit as st

from pages.centre.checklist import at_a_glance, form
from pages.frame import person
from pages.frame.writing import plain_lines

if (told := st.session_state.pop("told", None)) is not None:
    st.warning(plain_lines(told), icon=":material/group:")
if (opened := st.session_state.pop("open", None)) is not None:
    st.session_state["checklist"] = opened
current = form.choose()
if current is None:
    if person.me().may("edit_checklist_own"):
        form.new()
    form.files()
    at_a_glance.everything()
else:
    form.show_filled(current)

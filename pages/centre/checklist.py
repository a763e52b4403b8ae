"""The checklist of success factors: fill in, saved as you go; import; the network at a glance."""

from __future__ import annotations

import streamlit as st

from pages.shared import checklists, person

if (told := st.session_state.pop("told", None)) is not None:
    st.warning(told, icon=":material/group:")
if (opened := st.session_state.pop("open", None)) is not None:
    st.session_state["checklist"] = opened
current = checklists.choose()
if current is None:
    if person.me().may("edit_checklist_own"):
        checklists.new()
    checklists.files()
    checklists.everything()
else:
    checklists.show_filled(current)

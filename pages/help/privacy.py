"""What is kept of people, why, who sees what and for how long; for staff also finding and erasing."""

from __future__ import annotations

import streamlit as st

from pages.shared import erasing, keeping, person, privacy

st.markdown(privacy.in_short())
left, right = st.columns(2, gap="large")
with left:
    privacy.part(privacy.KEPT, privacy.kept())
    privacy.part(privacy.NEVER, privacy.never_kept())
    privacy.part(privacy.WHY, privacy.purposes())
with right:
    privacy.part(privacy.WHO, privacy.who_sees())
    privacy.part(privacy.HOW_LONG, privacy.how_long())
    privacy.part(privacy.ASK, privacy.to_ask())

if person.me().may("erase_person"):
    st.divider()
    erasing.find_and_erase()
    keeping.retention()

"""What is kept of people, why, who sees what and for how long; for staff also finding and erasing."""

from __future__ import annotations

import streamlit as st

from pages.frame import person
from pages.help.privacy import erasing, retention, wording

st.markdown(wording.in_short())
left, right = st.columns(2, gap="large")
with left:
    wording.part(wording.KEPT, wording.kept())
    wording.part(wording.NEVER, wording.never_kept())
    wording.part(wording.WHY, wording.purposes())
    wording.part(wording.HOW_LONG, wording.how_long())
with right:
    wording.part(wording.WHO, wording.who_sees())
    wording.part(wording.ASK, wording.to_ask())

if person.me().may("erase_person"):
    st.divider()
    erasing.find_and_erase()
    retention.retention()

"""What a card of the checklist says of a factor beside its fields: its name, on paper, and its tip."""

from __future__ import annotations

import streamlit as st

from measurement.centre.checklist.draft import Entry
from measurement.questionnaire.success_factors import SuccessFactor
from measurement.words import text as _
from pages.desk import centres as network
from pages.desk.choices import on_paper
from pages.frame.writing import plain


def named(factor: SuccessFactor) -> None:
    """What the factor is called and means, and whether it is a precondition."""
    mark = " · :violet-badge[" + _("precondition") + "]" if factor.precondition else ""
    st.markdown(f"**{plain(factor.id)} · {plain(factor.name)}**{mark}")
    st.caption(plain(factor.description))


def printed(entry: Entry, key: str) -> None:
    """The state and the note in words: the fields themselves are not printed."""
    state = str(network.known().label("state", entry.state)) if entry.state else ""
    on_paper([state or _("not filled in"), *filter(None, [entry.note])], key)


def advise(factor: SuccessFactor, state: str) -> None:
    """The tip, and the warning, of a factor that is not fully present."""
    if state in ("absent", "partial"):
        st.info(plain(factor.tip), icon=":material/tips_and_updates:")
        if str(factor.warning):
            st.warning(plain(factor.warning), icon=":material/warning:")

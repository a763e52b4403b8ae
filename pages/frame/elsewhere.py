"""An address that no page of this reader has: a page says so, in the reader's language.

Streamlit would say it in English, over the first page.
"""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.scriptrunner import get_script_run_ctx

from measurement.words import text as _
from pages.frame.menu import DOORS


def page_for(first: str, known: set[str]) -> list[Page]:
    """A page, hidden in the menu, for the address that was asked for where none of ``known`` is it.

    That of the ``first`` page, which stands at the bare address for this reader, leads there.
    """
    asked = _asked()
    if not asked or asked in known or "/" in asked:
        return []
    paths = {door.address: door.path for door in DOORS}
    if paths.get(asked) == first:
        title = next(str(door.title) for door in DOORS if door.path == first)
        return [st.Page(first, title=title, url_path=asked, visibility="hidden")]
    return [st.Page(_nothing, title=_("No page here"), url_path=asked, visibility="hidden")]


def _asked() -> str:
    """The address a browser came to this session with; kept while the session stays there."""
    run = get_script_run_ctx()
    name = run.pages_manager.intended_page_name if run else None
    if name:
        st.session_state["asked_address"] = name
    return str(st.session_state.get("asked_address", ""))


def _nothing() -> None:
    """What stands at an address without a page."""
    st.info(
        _("There is no page at this address, or it is not for your role. Choose one in the menu."),
        icon=":material/explore_off:",
    )

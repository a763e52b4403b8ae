"""The dashboard: who is it, which pages, the frame around them, and errors in plain words."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from measurement.charts import colours
from measurement.questionnaire.files.reading import steady
from measurement.words import text as _
from pages.desk import filters, opening, source
from pages.frame import door as gate
from pages.frame import elsewhere, listening, look, net, parts, turns
from pages.frame.menu import ROOMS
from pages.frame.person import Person
from pages.frame.writing import plain_lines

ICON = Path(__file__).parent / "pages" / "frame" / "icon.png"

st.set_page_config(page_title=look.NAME, page_icon=str(ICON), layout="wide")
filters.language()
if (why := listening.refused(st.get_option("server.address"), st.context.headers)) is not None:
    st.error(plain_lines(why), icon=":material/lock:")
    st.stop()
colours.paper(st.context.theme.type == "dark")
look.dress()


def example_notice(who: Person) -> None:
    """Say that the figures are invented, and offer to start with an empty store."""
    with st.popover(_("Example data: all invented"), icon=":material/science:", key="example"):
        st.markdown(_("The centres and the answers that you see here are invented."))
        if not who.may("import_exports"):
            return
        st.markdown(
            _(
                "**Start empty** takes them away, so that you can add your own exports. As long as there is nothing of your own you can put them back, on the page Imports."
            )
        )
        if st.button(_("Start empty"), key="start_empty", icon=":material/delete_sweep:"):
            source.store().example.decline()
            source.store().example.clear()
            net.done(_("The example data are gone. You can put them back on this page."))
            st.switch_page("pages/data/imports/page.py")


def rooms(who: Person) -> dict[str, list[st.Page]]:
    """The pages that this person may enter; of whom the first is not among them, another is first."""
    doors = [(room, door) for room, those in ROOMS for door in those if who.may(door.needs)]
    made: dict[str, list[st.Page]] = {}
    for place, (room, door) in enumerate(doors):
        page = st.Page(
            door.path,
            title=str(door.title),
            icon=f":material/{door.icon}:",
            # The first page stands at the bare address; its own one is for elsewhere.page_for.
            url_path=door.address if place else None,
            default=not place,
        )
        made.setdefault(str(room), []).append(page)
    if doors:
        known = {page.url_path for pages in made.values() for page in pages}
        made[str(doors[-1][0])] += elsewhere.page_for(doors[0][1].path, known)
    return made


def frame_and_page() -> None:
    """The page that was asked for, with its title, who is looking and the language above it."""
    who = gate.pass_through()
    page = st.navigation(rooms(who), position="sidebar", expanded=True)
    opening.ready()
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(page.title, anchor=False, width="content")
        with st.container(
            horizontal=True, width="content", vertical_alignment="center", key="who_is_here"
        ):
            if source.store().example.there:
                example_notice(who)
            gate.badge(who, source.names_of_centres)
            filters.language_switch()
    net.tell()
    parts.begin()
    page.run()
    parts.linked()


try:
    with turns.in_turn(), steady():
        frame_and_page()
except Exception as error:
    st.error(plain_lines(net.sentence(error)), icon=":material/error:")

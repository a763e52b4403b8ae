"""The dashboard: which pages there are, the frame around them, and errors in plain words."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from measurement.charts import canvas
from measurement.errors import SurveyError
from measurement.words import text as _
from pages.shared import controls, source

ICON = Path(__file__).parent / "pages" / "shared" / "icon.png"

st.set_page_config(page_title="Effectmeting", page_icon=str(ICON), layout="wide")
controls.language()
canvas.paper(st.context.theme.type == "dark")


def example_notice() -> None:
    """Say that the figures are invented, and offer to start with an empty store."""
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.info(
        _("You are looking at example data: the centres and answers are invented."),
        icon=":material/science:",
    )
    if right.button(
        _("Start empty"),
        key="start_empty",
        help=_("Removes the example data, so that you can add your own exports."),
    ):
        source.store().decline_example()
        source.store().clear_example()
        st.switch_page("pages/data/imports.py")


def navigation() -> dict[str, list[StreamlitPage]]:
    """The rooms with their pages: the script, its title, its icon, and its address."""
    rooms = {
        _("Results"): (
            ("results/overview", _("Overview"), "dashboard", ""),
            ("results/items", _("Items"), "format_list_bulleted", "items"),
            ("results/response", _("Response"), "how_to_reg", "respons"),
            ("results/factors", _("Factors"), "balance", "factoren"),
            ("results/capacities", _("PLC capacities"), "diversity_3", "capaciteiten"),
            ("results/motivation", _("Motivation"), "favorite", "motivatie"),
            ("results/trend", _("Evolution"), "trending_up", "evolutie"),
            ("results/comparison", _("Fair comparison"), "filter_alt", "vergelijking"),
            ("results/change_tracks", _("Change tracks"), "alt_route", "verandertrajecten"),
            ("results/comments", _("Open answers"), "forum", "open-antwoorden"),
        ),
        _("Centre"): (
            ("centre/profile", _("Centre profile"), "apartment", "centrumprofiel"),
            ("centre/checklist", _("Checklist"), "checklist", "checklist"),
            ("centre/mirror", _("Mirror"), "compare", "spiegel"),
            ("centre/inspection", _("Inspection"), "verified", "doorlichting"),
        ),
        _("Data"): (
            ("data/imports", _("Imports"), "upload_file", "gegevens"),
            ("data/reach", _("Reach and targets"), "groups", "bereik"),
            ("data/plan", _("Survey plan"), "event_note", "bevragingsplan"),
        ),
        _("Help"): (("help/method", _("Method"), "menu_book", "methode"),),
    }
    return {
        room: [
            st.Page(
                f"pages/{script}.py",
                title=title,
                icon=f":material/{icon}:",
                url_path=address,
                default=not address,
            )
            for script, title, icon, address in pages
        ]
        for room, pages in rooms.items()
    }


page = st.navigation(navigation(), position="top")

try:
    source.ready()
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(page.title, anchor=False, width="content")
        controls.language_switch()
    if source.store().is_example:
        example_notice()
    page.run()
except SurveyError as error:
    st.error(str(error), icon=":material/error:")

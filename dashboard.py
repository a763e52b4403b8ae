"""The dashboard: which pages there are, the frame around them, and errors in plain words."""

from __future__ import annotations

import streamlit as st

from measurement.charts import canvas
from measurement.errors import SurveyError
from measurement.words import text as _
from pages.shared import controls, source

st.set_page_config(page_title="Effectmeting", page_icon=":material/insights:", layout="wide")
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


page = st.navigation(
    {
        _("Results"): [
            st.Page(
                "pages/results/overview.py",
                title=_("Overview"),
                icon=":material/dashboard:",
                default=True,
            ),
            st.Page(
                "pages/results/items.py",
                title=_("Items"),
                icon=":material/format_list_bulleted:",
                url_path="items",
            ),
            st.Page(
                "pages/results/response.py",
                title=_("Response"),
                icon=":material/how_to_reg:",
                url_path="respons",
            ),
            st.Page(
                "pages/results/factors.py",
                title=_("Factors"),
                icon=":material/balance:",
                url_path="factoren",
            ),
        ],
        _("Centre"): [
            st.Page(
                "pages/centre/profile.py",
                title=_("Centre profile"),
                icon=":material/apartment:",
                url_path="centrumprofiel",
            ),
            st.Page(
                "pages/centre/checklist.py",
                title=_("Checklist"),
                icon=":material/checklist:",
                url_path="checklist",
            ),
            st.Page(
                "pages/centre/mirror.py",
                title=_("Mirror"),
                icon=":material/compare:",
                url_path="spiegel",
            ),
        ],
        _("Data"): [
            st.Page(
                "pages/data/imports.py",
                title=_("Imports"),
                icon=":material/upload_file:",
                url_path="gegevens",
            ),
        ],
        _("Help"): [
            st.Page(
                "pages/help/method.py",
                title=_("Method"),
                icon=":material/menu_book:",
                url_path="methode",
            ),
        ],
    },
    position="top",
)

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

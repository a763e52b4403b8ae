"""Sections that several pages show."""

from __future__ import annotations

import streamlit as st

from measurement.tables import FACTORS
from measurement.words import text as _
from pages.shared import factor_figures, panels, tables
from pages.shared.selection import Selection


def ticked_factors(selection: Selection) -> None:
    """Factors that were asked as one multi-select question, where they were."""
    figure = factor_figures.ticked(selection)
    if figure is None:
        return
    table = tables.factor_table(selection)
    st.subheader(_("Factors that were ticked"), anchor=False)
    panels.panel(
        "ticked",
        figure,
        table[table["kind"] == "ticked"],
        FACTORS,
        caption=_(
            "Share of those who answered the question and ticked this factor; here n/a does not exist."
        ),
        alt=_("Ticked factors"),
        name=_("ticked"),
    )

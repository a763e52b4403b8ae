"""What all checklists say: the network at a glance, and every checklist as a table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from measurement.centre.checklist.tables import CHECKLIST, CHECKLIST_TABLES, matrix_table
from measurement.reports.figures.checklists import CAUTIOUS, READING
from measurement.reports.files import workbook
from measurement.words import text as _
from pages.centre.checklist import figures
from pages.desk import centres as network
from pages.desk import panels
from pages.desk.shown import bare
from pages.frame import person


def everything() -> None:
    """The network at a glance, and every checklist as a table."""
    if network.checklists().empty:
        return
    st.header(_("Centres × success factors"), anchor=False)
    figure = figures.network_states()
    if figure is not None:
        bare.alone(
            "matrix",
            figure,
            figures.network_said(),
            _(READING),
            " ".join((_(CAUTIOUS), f"n = {len(network.matrix())}.")),
            name=_("checklists at a glance"),
        )
    panels.table("checklists", network.checklists(), CHECKLIST, _("checklist"))
    _download()


def _download() -> None:
    """All that the checklists say, in one workbook."""
    tables = {
        "readiness": network.readiness(),
        "missing": network.missing(),
        "spread": network.spread(),
        "change": network.change(),
        "pressure_support": network.pressure_support(),
        "matrix": network.matrix(),
    }
    declared = {table.name: table for table in CHECKLIST_TABLES}
    declared["matrix"] = matrix_table(network.known().names)
    st.download_button(
        _("All results of the checklists (Excel)"),
        person.while_allowed(partial(workbook, tables, declared)),
        "checklists.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key="all_lists",
    )

"""Sections that several pages show."""

from __future__ import annotations

from measurement.measures.tables import FACTORS
from measurement.words import text as _
from pages.desk import panels, tables
from pages.desk.selection import Selection
from pages.desk.shown.figures import ticked_read
from pages.frame import parts
from pages.results.factors import figures


def ticked_factors(selection: Selection) -> None:
    """Factors that were asked as one multi-select question, where they were."""
    figure = figures.ticked(selection)
    if figure is None:
        return
    table = tables.factor_table(selection)
    parts.heading(_("Factors that were ticked"))
    panels.panel(
        "ticked",
        figure,
        table[table["kind"] == "ticked"],
        FACTORS,
        said=figures.ticked_said(selection),
        caption=_(
            "Share of those who answered the question and ticked this factor; here n/a does not exist."
        ),
        how=ticked_read(),
        name=_("ticked"),
    )

"""Invited, answered, completed: per kind of survey, per initiative and per centre."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.measures.sentences import doubt
from measurement.measures.tables import RESPONSE
from measurement.words import number, percent
from measurement.words import text as _
from pages.desk import filters, panels, tables
from pages.desk.selection import Selection
from pages.results.response import figures

GROUPS = {
    "strategy": ("strategy", "moment"),
    "initiative": ("strategy", "moment", "initiative"),
    "centre": ("centre",),
    "school_year": ("school_year",),
}


def total(selection: Selection) -> None:
    """The whole selection in four numbers."""
    row = tables.response_table(selection).iloc[0]
    answered, invited = int(row["n_answered"]), row["n_invited"]
    unknown = _("unknown")
    rate = percent(answered, int(invited), 0) if pd.notna(row["rate"]) else unknown
    shown = {
        _("Invited"): number(int(invited)) if pd.notna(invited) else unknown,
        _("Answered"): number(answered),
        _("Completed"): number(int(row["n_completed"])),
        _("Response rate"): rate,
    }
    with st.container(key="totals"):
        places = st.columns(len(shown))
    for place, (label, value) in zip(places, shown.items(), strict=True):
        place.metric(label, value, border=True)
    if said := doubt(row):
        st.warning(said, icon=":material/error:")
    st.caption(
        _(
            "The unit is an answer of one person to one initiative. Completed answers reached the end of the questionnaire; partial ones are kept and counted as answered."
        )
    )


selection = filters.filters("denominator")
total(selection)
left, right = st.columns([3, 2], vertical_alignment="bottom")
with left:
    by = filters.one_of(
        "per",
        _("Per"),
        {
            "strategy": _("strategy"),
            "initiative": _("initiative"),
            "centre": _("centre"),
            "school_year": _("school year"),
        },
    )
with right:
    order = filters.one_of(
        "order", _("Order"), {"name": _("by name"), "rate": _("lowest rate first")}
    )
table = tables.response_table(selection, *GROUPS[by])
star = ""
if table["n_surveys_impossible"].any():
    star = _("*: with a survey that has more answers than invitations, so not right.")
panels.panel(
    "response",
    figures.response(selection, GROUPS[by], order),
    table,
    RESPONSE,
    said=figures.extremes(selection, GROUPS[by]),
    caption=star,
    how=figures.reading(),
    by=GROUPS[by],
    name=_("response"),
)

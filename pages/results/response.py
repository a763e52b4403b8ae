"""Invited, answered, completed: per kind of survey, per initiative and per centre."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.charts.grids import rates
from measurement.tables import RESPONSE
from measurement.words import percent, year
from measurement.words import text as _
from pages.shared import controls, frames, panels, source
from pages.shared.source import Selection

_GROUPS = {
    "strategy": ("strategy", "moment"),
    "initiative": ("strategy", "moment", "initiative"),
    "centre": ("centre",),
    "school_year": ("school_year",),
}


def total(selection: Selection) -> None:
    """The whole selection in four numbers."""
    row = source.response_table(selection).iloc[0]
    known = pd.notna(row["rate"])
    invited = int(row["n_invited"]) if pd.notna(row["n_invited"]) else None
    rate = percent(int(row["n_answered"]), invited, 0) if known and invited else _("unknown")
    for place, (label, value) in zip(
        st.columns(4),
        ((_("Invited"), _("unknown") if invited is None else invited), (_("Answered"), int(row["n_answered"])), (_("Completed"), int(row["n_completed"])), (_("Response rate"), rate)),
        strict=True,
    ):
        place.metric(label, value, border=True)
    st.caption(_("The unit is an answer of one person to one initiative. Completed answers reached the end of the questionnaire; partial ones are kept and counted as answered."))


def names(table: pd.DataFrame, by: str) -> list[str]:
    """What each row is called."""
    known = source.questionnaire()
    if by == "strategy":
        return [known.survey_label(str(r.strategy), str(r.moment)) for r in table.itertuples()]
    if by == "initiative":
        return [f"{r.initiative} · {known.survey_label(str(r.strategy), str(r.moment))}" for r in table.itertuples()]
    if by == "school_year":
        return [year(str(y)) for y in table["school_year"]]
    return [_("no centre named") if pd.isna(v) else str(v) for v in table[by]]


def groups(selection: Selection) -> None:
    """The rate per group, in the reader's order."""
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        by = st.segmented_control(
            _("Per"), list(_GROUPS), default="strategy", required=True, key="per", bind="query-params",
            format_func={"strategy": _("strategy"), "initiative": _("initiative"), "centre": _("centre"), "school_year": _("school year")}.__getitem__,
        )
    with right:
        order = st.segmented_control(
            _("Order"), ["name", "rate"], default="name", required=True, key="order", bind="query-params",
            format_func={"name": _("by name"), "rate": _("lowest rate first")}.__getitem__,
        )
    table = source.response_table(selection, *_GROUPS[str(by)])
    if order == "rate":
        table = table.sort_values("rate", na_position="last")
    invited = [int(i) if pd.notna(i) else None for i in table["n_invited"]]
    figure = rates(names(table, str(by)), [int(n) for n in table["n_answered"]], invited)
    caption = _("Answered as a share of invited, in whole per cents. Without known invitations the rate is unknown; more answers than invitations is a problem, not a rate above 100 %.")
    panels.panel("response", figure, table, RESPONSE, caption, _("Response rate per group"), _GROUPS[str(by)], _("response"), frames.read)


selection = controls.filters()
total(selection)
groups(selection)

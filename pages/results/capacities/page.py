"""PLC capacities: personal, interpersonal, organisational, and their dimensions."""

from __future__ import annotations

from typing import Final

import streamlit as st

from measurement.measures.scales.tables import SCALE_COMPARISON, SCALE_MEANS, SCALES
from measurement.measures.tables import DISTRIBUTION
from measurement.words import text as _
from pages.desk import filters, panels
from pages.desk.selection import Selection
from pages.frame import parts
from pages.results.scales import data, figures, sentences

SUBJECT: Final = "capacities"


def all_scales(selection: Selection) -> None:
    """Means of the levels and their dimensions, with their reliability."""
    said = data.capacity_sentences(selection)
    how = _(
        "Dot: mean of the scale scores with 95 % interval; n: answers with a score. A score is the mean of the items of a scale, when at least half of them have one; not applicable is left out. Negative items are turned."
    )
    found = " · ".join(data.reliability(selection, SUBJECT))
    panels.panel(
        "capacities",
        figures.capacities(selection),
        data.with_reliability(selection, SUBJECT),
        SCALES,
        said=said,
        caption=_("How well the items go together: {found}.", found=found) if found else "",
        how=how,
        name=_("capacities"),
    )


def per_group(selection: Selection) -> None:
    """The three levels per PLC, centre or school year."""
    parts.heading(_("Per group"))
    by = filters.one_of(
        "scale_by",
        _("Per"),
        {
            "initiative": _("PLC"),
            "centre": _("centre"),
            "school_year": _("school year"),
        },
    )
    table = data.means(selection, SUBJECT, by)
    panels.panel(
        "capacities_per_group",
        figures.per_group(selection, SUBJECT, by),
        table,
        SCALE_MEANS,
        said=sentences.groups_said(selection, SUBJECT, by),
        how=_(
            "Dot: mean of the scale scores with 95 % interval; n: answers with a score. Groups in the order of their names, not ranked; wide intervals mean that a group says little. Where there are too few answers, only n is shown."
        ),
        by=(by,),
        name=_("capacities per group"),
    )


def one_centre(selection: Selection) -> None:
    """One centre against the rest of the network."""
    table = data.against_rest(selection, SUBJECT)
    names = sorted(table["centre"].astype(str).unique())
    if len(names) < 2:
        return
    parts.heading(_("One centre against the rest"))
    if len(selection.centre) == 1 and selection.centre != st.session_state.get("one_from"):
        st.session_state["one"] = selection.centre[0]
    st.session_state["one_from"] = selection.centre
    centre = filters.one_of_many("one", _("Centre"), names, str, _("Choose a centre"))
    said = data.centre_sentences(selection, centre, SUBJECT)
    panels.panel(
        "one_centre_capacities",
        figures.one_centre(selection, centre, SUBJECT),
        table[table["centre"] == centre],
        SCALE_COMPARISON,
        said=said,
        how=_(
            "Dot: mean of the centre with 95 % interval; diamond: the other centres at the same mix of strategies (own centre left out). A difference is named only when it stands after the correction for lucky hits."
        ),
        by=("centre",),
        name=_("centre against the rest"),
    )


def items(selection: Selection) -> None:
    """How the scores on every item are spread."""
    with panels.folded(_("The items one by one"), "capacity_items_open") as opened:
        if opened:
            panels.panel(
                "capacity_items",
                figures.items(selection, SUBJECT),
                data.item_table(selection, SUBJECT),
                DISTRIBUTION,
                said=sentences.items_said(selection, SUBJECT),
                how=_(
                    "Share of every point among the answers with a score (n); not applicable is left out of a distribution over points. Numbers in the bars are per cents."
                ),
                name=_("items"),
            )


selection = filters.filters("denominator")
parts.links()
if data.means(selection, SUBJECT).empty:
    st.info(
        _("No data: nobody in this choice was asked about PLC capacities."),
        icon=":material/info:",
    )
    st.stop()
all_scales(selection)
per_group(selection)
one_centre(selection)
items(selection)

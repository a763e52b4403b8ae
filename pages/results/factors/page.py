"""Enabling and hindering factors: centres × factors, and one centre against the rest."""

from __future__ import annotations

import streamlit as st

from measurement.denominator import base_words
from measurement.measures.tables import FACTORS
from measurement.reports.summary import COMPARED_FACTORS
from measurement.words import text as _
from pages.desk import filters, panels, source, tables
from pages.desk.selection import Selection
from pages.frame import parts
from pages.results.factors import beside, figures, sections


def map_of_centres(selection: Selection) -> None:
    """The heat map: a row is a centre, a column a factor."""
    parts.heading(_("Centres × factors"))
    few = source.questionnaire().thresholds.few_answers
    how = _(
        "A row is a centre, a column a factor. Numbers: per cent enabling; blue above one half, orange below. Dotted cells are of fewer than {few} persons: too few to say anything.",
        few=few,
    )
    panels.panel(
        "heat",
        figures.centres(selection),
        tables.factors_of_centres(selection),
        COMPARED_FACTORS,
        said=figures.centres_said(selection),
        caption=base_words(selection.denominator),
        how=how,
        by=("centre",),
        name=_("factors per centre"),
    )


def one_centre(selection: Selection) -> None:
    """One centre against the rest of the network, in a sentence and a figure."""
    table = tables.factors_of_centres(selection)
    if table["centre"].nunique() < 2:
        return
    parts.heading(_("One centre against the rest"))
    names = sorted(table["centre"].astype(str).unique())
    if len(selection.centre) == 1 and selection.centre != st.session_state.get("one_from"):
        st.session_state["one"] = selection.centre[0]
    st.session_state["one_from"] = selection.centre
    centre = filters.one_of_many("one", _("Centre"), names, str, _("Choose a centre"))
    how = _(
        "Dot: share enabling of the centre, with its interval; diamond: all other centres together at the same mix of strategies. A difference is named only when it stands after the correction for lucky hits."
    )
    own = table[table["centre"] == centre]
    panels.panel(
        "one_centre",
        beside.factors(selection, centre),
        own,
        COMPARED_FACTORS,
        said=tables.centre_sentences(selection, centre),
        caption=base_words(selection.denominator),
        how=how,
        by=("centre",),
        name=_("centre against the rest"),
    )


selection = filters.filters()
parts.links()
table = tables.factor_table(selection)
if table.empty:
    st.info(_("No data: nobody in this choice was asked about factors."), icon=":material/info:")
    st.stop()
how = " ".join(
    [
        _("Dot: share enabling with 95 % interval; negative items are turned (9 − score)."),
        _(
            "Verdict, of who gave a score: the interval lies above one half (enabling), below (hindering), or across (mixed)."
        ),
    ]
)
lowest = _("1–3: the share of very low scores, which is a part of low (1–5).")
if (figure := figures.network(selection)) is not None:
    panels.panel(
        "network",
        figure,
        table[table["kind"] == "scale"],
        FACTORS,
        said=figures.network_said(selection),
        caption=" ".join([base_words(selection.denominator), lowest]),
        how=how,
        name=_("factors"),
    )
    map_of_centres(selection)
    one_centre(selection)
sections.ticked_factors(selection)

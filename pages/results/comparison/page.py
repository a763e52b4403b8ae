"""Centres compared fairly: a funnel, the difference with the rest, and where centres differ."""

from __future__ import annotations

import streamlit as st

from measurement.denominator import base_words
from measurement.measures.fair.tables import FAIR_COMPARISON
from measurement.words import text as _
from pages.desk import filters, panels, source
from pages.desk.selection import Selection
from pages.frame import parts
from pages.frame.writing import plain
from pages.results.comparison import data, figures


def the_funnel(selection: Selection, item: str) -> None:
    """All centres by their number of answers, between the limits of chance."""
    smoothed = (
        filters.one_of(
            "smoothed",
            _("Estimates"),
            {"no": _("as measured"), "yes": _("smoothed beside them")},
            _(
                "A small centre is drawn towards the average of all centres: the fewer answers, the more strongly."
            ),
        )
        == "yes"
    )
    how = _(
        "Each mark is a centre. If all centres were alike, 19 in 20 would lie in the inner band (95 %) and nearly all in the outer one (99.8 %): so about one centre in twenty lies outside the inner band by chance alone. Only a triangle differs, of who gave a score: after the correction for lucky hits it still lies apart from the other centres at the same mix of strategies. Bands and line are of all strategies together."
    )
    if smoothed:
        how += " " + _(
            "Hollow: the smoothed estimate. A small centre is drawn towards the average of all centres: the fewer answers, the more strongly."
        )
    panels.panel(
        "funnel",
        figures.funnel(selection, item, smoothed),
        data.of_item(selection, item),
        FAIR_COMPARISON,
        said=data.item_sentences(selection, item),
        caption=base_words(selection.denominator),
        how=how,
        by=("centre",),
        name=_("comparison"),
    )


def against_the_rest(selection: Selection, item: str) -> None:
    """The difference of every centre with all others."""
    parts.heading(_("Difference with the other centres"))
    how = _(
        "In percentage points, always of who gave a score: share of the centre minus that of all other centres together at the same mix of strategies, with 95 % interval; n is the number of scores of the centre. In the order of their names, not ranked. An interval beside the line is not yet a difference: only the word says so, after the correction for lucky hits."
    )
    panels.panel(
        "difference",
        figures.differences(selection, item),
        data.of_item(selection, item),
        FAIR_COMPARISON,
        said=figures.differences_said(selection, item),
        how=how,
        by=("centre",),
        name=_("difference"),
    )


def whole_module(selection: Selection, module: str) -> None:
    """Every item of the module on which a centre differs."""
    parts.heading(_("Where centres differ in this module"))
    said = data.module_sentences(selection, module)
    if not data.tested(selection, module):
        st.markdown(_("There are too few answers to compare centres on this module."))
        return
    if not said:
        st.markdown(_("On no item of this module does a centre clearly differ from the others."))
        return
    panels.panel(
        "matrix",
        figures.matrix(selection, module),
        data.differing(selection, module),
        FAIR_COMPARISON,
        how=_(
            "▲ more often high, ▼ less often high than in the other centres (for factors: enabling; for ticked options: ticked), after the correction for lucky hits; a dot: no clear difference, or too few answers. Centres without any difference are left out."
        ),
        said=said,
        by=("centre",),
        name=_("differences"),
    )


selection = filters.filters("centre")
parts.links()
modules = data.modules(selection)
if not modules:
    st.info(
        _("No data: in this choice no item was scored in two centres or more."),
        icon=":material/info:",
    )
    st.stop()
left, right = st.columns([2, 3], vertical_alignment="bottom")
with left:
    module = filters.one_of_many(
        "module", _("Module"), list(modules), lambda m: modules[m], _("Choose a module")
    )
with right:
    item = filters.one_of_many(
        "item", _("Item"), data.items(selection, module), data.item_name, _("Choose an item")
    )
st.markdown(f"**{plain(source.questionnaire().item_by_id[item].wording)}**")
the_funnel(selection, item)
against_the_rest(selection, item)
whole_module(selection, module)

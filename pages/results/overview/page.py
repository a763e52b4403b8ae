"""The first screen: what was asked, who answered, the effect, what helps and what hinders."""

from __future__ import annotations

import streamlit as st

from measurement.denominator import base_words
from measurement.measures.tables import CHAIN, DISTRIBUTION, FACTORS, SHARES, Side
from measurement.words import text as _
from pages.desk import filters, panels, source, tables
from pages.desk.selection import Selection
from pages.desk.shown import bare, figures
from pages.frame import parts
from pages.frame.writing import plain
from pages.results.factors import data as factor_data
from pages.results.factors import figures as factor_figures
from pages.results.factors import sections
from pages.results.overview import data
from pages.results.overview import figures as overview_figures
from pages.results.response import figures as response_figures

PAGES: dict[str, str] = {
    "response": "pages/results/response/page.py",
    "items": "pages/results/items/page.py",
    "imports": "pages/data/imports/page.py",
}


def response(selection: Selection) -> None:
    """The response per kind of survey, as one picture."""
    parts.heading(_("Response"))
    by = ("strategy", "moment")
    figure = response_figures.response(selection, by, "name")
    said, how = response_figures.extremes(selection, by), response_figures.reading()
    if figure is not None:
        bare.alone("response", figure, said, how, more=more_on_the_response, name=_("response"))


def more_on_the_response() -> None:
    """The link to the page of the response."""
    st.page_link(
        PAGES["response"], label=_("More on the response"), icon=":material/arrow_forward:"
    )


def attention(selection: Selection) -> None:
    """What needs a look, each with the page where one would look."""
    parts.heading(_("Needs attention"))
    concerns = data.attention(selection)
    if not concerns:
        st.markdown(_("Nothing stands out in this choice."))
    for concern in concerns:
        st.page_link(
            PAGES[concern.about], label=plain(concern.said), icon=":material/arrow_forward:"
        )


def chain(selection: Selection) -> None:
    """The chain of effect: from satisfaction to pupils."""
    if (figure := overview_figures.chain(selection)) is None:
        return
    parts.heading(_("The chain of effect"))
    panels.panel(
        "chain",
        figure,
        data.chain_table(selection),
        CHAIN,
        said=overview_figures.thinning(selection),
        caption=base_words(selection.denominator),
        how=_(
            "A dot is the share of high scores on one level, from satisfaction to pupils, over all surveys of this choice that asked it. The line through it is its 95 % interval."
        ),
        name=_("chain"),
    )


def factors(selection: Selection) -> None:
    """The five strongest enabling and the five strongest hindering factors."""
    base = base_words(selection.denominator)
    how = _(
        "A factor stands here when the verdict says so: the interval among the scores lies wholly above (helps) or below (hinders) one half; the others are mixed. Low (1–5) is the wider band, so hindering looks large: the page Factors shows 1–3 beside it."
    )
    sides: dict[Side, str] = {"enabling": _("What helps"), "hindering": _("What hinders")}
    for place, (side, title) in zip(st.columns(2), sides.items(), strict=True):
        with place:
            parts.heading(title)
            called = tables.strongest_factors(selection, side)
            if called.empty:
                st.info(_("No factor clearly does: see the page Factors."), icon=":material/info:")
                continue
            panels.panel(
                f"factors_{side}",
                factor_figures.top_factors(selection, side),
                called,
                FACTORS,
                caption=base,
                said=factor_data.strongest_said(selection, side),
                how=how,
                name=title,
            )
    sections.ticked_factors(selection)


def effect(selection: Selection) -> None:
    """The report's bars per item, unfolded on demand."""
    with panels.folded(_("Effect per item, as in the annual report"), "effect_open") as wanted:
        if not wanted or (bars := overview_figures.effect(selection)) is None:
            return
        panels.panel(
            "effect",
            bars,
            data.effect_table(selection),
            SHARES,
            said=overview_figures.extremes(selection),
            caption=base_words(selection.denominator),
            how=_(
                "Orange is the share of low scores, blue of high scores; n/a % is of all who answered. The thin line is the interval of the high share at 95 % certainty."
            ),
            by=("strategy", "moment"),
            name=_("effect"),
        )


def experiments(selection: Selection) -> None:
    """Items of an experiment on another scale, side by side."""
    items = tables.experiment_items(selection)
    if not items:
        return
    parts.heading(_("Experiment: items on another scale"))
    for place, item in zip(st.columns(len(items)), items, strict=True):
        with place:
            st.markdown(f"**{plain(source.questionnaire().item_by_id[item].wording)}**")
            panels.panel(
                f"experiment_{item}",
                figures.distribution(selection, item),
                tables.distribution_of(selection, item),
                DISTRIBUTION,
                said=figures.most_chosen(selection, item),
                caption=_(
                    "Number of answers per point of the scale; this scale has no low and high."
                ),
                how=figures.distribution_read(),
                name=item,
            )


selection = filters.filters()
first, *rest = data.headline(selection)
panels.sentences([first, " ".join(rest)])
parts.links()
left, right = st.columns(2, gap="medium")
with left:
    response(selection)
    attention(selection)
with right:
    chain(selection)
if not tables.factor_table(selection).empty:
    factors(selection)
effect(selection)
experiments(selection)

"""The first screen: what was asked, who answered, the effect, what helps and what hinders."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.denominator import base_words
from measurement.measures.sentences import doubt
from measurement.measures.tables import DISTRIBUTION, FACTORS, SHARES, Side
from measurement.tables import records
from measurement.words import number, percent
from measurement.words import text as _
from pages.desk import filters, panels, source, tables
from pages.desk.selection import Selection
from pages.desk.shown import figures
from pages.frame.writing import plain
from pages.results.factors import figures as factor_figures
from pages.results.factors import sections
from pages.results.overview import data
from pages.results.overview import figures as overview_figures


def response_cards(selection: Selection) -> None:
    """One card per kind of survey."""
    table = tables.response_table(selection, "strategy", "moment")
    order = {kind: place for place, kind in enumerate(tables.kinds(selection))}
    rows = sorted(
        records(table), key=lambda r: order.get((str(r.strategy), str(r.moment)), len(order))
    )
    for start in range(0, len(rows), 3):
        for place, row in zip(st.columns(3), rows[start : start + 3], strict=False):
            with place.container(border=True):
                rate = (
                    percent(row.n_answered, row.n_invited, 0)
                    if pd.notna(row.rate)
                    else _("unknown")
                )
                st.metric(
                    plain(source.questionnaire().survey_label(str(row.strategy), str(row.moment))),
                    rate,
                )
                st.progress(float(row.rate) if pd.notna(row.rate) else 0.0)
                invited = number(int(row.n_invited)) if pd.notna(row.n_invited) else _("unknown")
                st.caption(
                    _(
                        "{answered} of {invited} invited · {completed} completed",
                        answered=row.n_answered,
                        invited=invited,
                        completed=row.n_completed,
                    )
                )
                if said := doubt(row):
                    st.caption(f":material/error: {plain(said)}")


def factors(selection: Selection) -> None:
    """The five strongest enabling and the five strongest hindering factors."""
    base = base_words(selection.denominator)
    caption = _(
        "{base} A factor stands here when the verdict says so: the interval among the scores lies wholly above (helps) or below (hinders) one half; the others are mixed. Low (1–5) is the wider band, so hindering looks large: the page Factors shows 1–3 beside it.",
        base=base,
    )
    sides: dict[Side, str] = {"enabling": _("What helps"), "hindering": _("What hinders")}
    for place, (side, title) in zip(st.columns(2), sides.items(), strict=True):
        with place:
            st.header(title, anchor=False)
            called = tables.strongest_factors(selection, side)
            if called.empty:
                st.info(_("No factor clearly does: see the page Factors."), icon=":material/info:")
                continue
            panels.panel(
                f"factors_{side}",
                factor_figures.top_factors(selection, side),
                called,
                FACTORS,
                caption=caption,
                alt=title,
                name=title,
            )
    sections.ticked_factors(selection)


selection = filters.filters()
panels.sentences(data.headline(selection))
response_cards(selection)
if (figure := overview_figures.chain(selection)) is not None:
    st.header(_("The chain of effect"), anchor=False)
    caption = _(
        "Share of high scores per level, from satisfaction to pupils, over all surveys of this choice that asked it, with 95 % interval. {base}",
        base=base_words(selection.denominator),
    )
    panels.panel(
        "chain",
        figure,
        data.chain_table(selection),
        SHARES,
        caption=caption,
        by=("level",),
        name=_("chain"),
    )
if (bars := overview_figures.effect(selection)) is not None:
    st.header(_("Effect per item"), anchor=False)
    caption = _(
        "Shares of low and high scores per item. {base} n/a %: of all who answered. Thin lines: 95 % interval of the high share.",
        base=base_words(selection.denominator),
    )
    panels.panel(
        "effect",
        bars,
        data.effect_table(selection),
        SHARES,
        caption=caption,
        alt=" ".join(data.headline(selection)),
        by=("strategy", "moment"),
        name=_("effect"),
    )
for item in tables.experiment_items(selection):
    st.header(_("Experiment: one item on another scale"), anchor=False)
    st.markdown(f"**{plain(source.questionnaire().item_by_id[item].wording)}**")
    spread = tables.distribution_table(selection)
    caption = _("Number of answers per point of the scale; this scale has no low and high.")
    panels.panel(
        f"experiment_{item}",
        figures.distribution(selection, item),
        spread[spread["item"] == item],
        DISTRIBUTION,
        caption=caption,
        name=item,
    )
if not tables.factor_table(selection).empty:
    factors(selection)
if concerns := data.attention(selection):
    st.header(_("Needs attention"), anchor=False)
    st.markdown("\n".join(f"- {plain(line)}" for line in concerns))

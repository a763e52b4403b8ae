"""The evolution over school years: every measure, and which changes exceed chance."""

from __future__ import annotations

import streamlit as st

from measurement.denominator import base_words, judged_words
from measurement.measures.trend.sentences import measure_label
from measurement.measures.trend.tables import trend_of
from measurement.words import text as _
from pages.shared import controls, evolution, panels, source, trend_figures
from pages.shared.selection import Selection

BY: dict[str, tuple[str, ...]] = {
    "network": (),
    "strategy": ("strategy",),
    "centre": ("centre",),
}


def definition(measures: list[str], selection: Selection) -> str:
    """What the figures show, for the caption."""
    said = ", ".join(str(measure_label(measure)) for measure in measures)
    if measures == ["rate"]:
        base = _("Denominator: invitations.")
    elif set(measures) <= {"mean", "scale"}:
        base = _("n: answers with a score.")
    else:
        base = f"{base_words(selection.denominator)} {judged_words()}"
    return f"{said[:1].upper()}{said[1:]}. {base}"


def method() -> str:
    """How a change is told from chance, for the caption."""
    return _(
        "Whiskers: 95 % interval; grey point: fewer than {few} persons. Hollow diamond: starting year of the series. ▲ or ▼ only when the test, counted in persons and corrected for all comparisons over the years (false discovery 5 %), says so. A change can also come from other initiatives being surveyed.",
        few=source.questionnaire().thresholds.few_answers,
    )


def one_item(selection: Selection, what: str, item: str) -> None:
    """One item in large: what changed of it, in a sentence and a figure."""
    name, wording = evolution.item_name(item), evolution.wording(item)
    st.subheader(name, anchor=False)
    if wording and wording not in name:
        st.markdown(wording)
    said = evolution.item_sentences(selection, what, item)
    panels.sentences(said)
    made = evolution.only(evolution.rows(selection, what), item)
    measures = list(dict.fromkeys(made["measure"].astype(str)))
    panels.panel(
        "trend_one",
        trend_figures.large(selection, what, item),
        made,
        trend_of(measures),
        caption=" ".join(
            [definition(measures, selection), method(), *notes(selection, what, item)]
        ),
        alt=" ".join(said),
        name=_("evolution of one"),
    )


def notes(selection: Selection, what: str, item: str) -> list[str]:
    """What the file says of the breaks that the figure shows."""
    made = evolution.only(evolution.rows(selection, what), item)
    measure = str(made["measure"].iloc[0])
    shown = evolution.years(selection, what)[1:]
    return [str(b.note) for b in evolution.breaks(measure, item) if b.school_year in shown]


def all_panels(selection: Selection, what: str, per: str, item: str) -> None:
    """Small panels beside each other, and the table behind them."""
    headings = {
        "network": names[what],
        "strategy": _("Per strategy"),
        "centre": _("Per centre"),
    }
    st.subheader(headings[per], anchor=False)
    if per == "network":
        panels.sentences(evolution.sentences(selection, what))
    else:
        panels.sentences(evolution.item_sentences(selection, what, item, *BY[per]))
    with st.container(horizontal=True, gap="small"):
        for panel in trend_figures.panels(selection, what, per, item):
            st.plotly_chart(
                panel.figure,
                key=f"trend_{per}_{panel.key}",
                width=trend_figures.WIDTH,
                config=panels.CONFIG,
                alt=panel.alt,
            )
    if per != "network":
        st.caption(_("Grey: the whole network. Groups in the order of their names, not ranked."))
    made = evolution.rows(selection, what, *BY[per])
    made = made if per == "network" else evolution.only(made, item)
    declared = trend_of(made["measure"].astype(str))
    with panels.folded(_("Everything as a table"), "trend_everything") as opened:
        if opened:
            panels.table("trend_all", made, declared, _("evolution"))


selection = evolution.all_years(controls.filters("school_year"))
offered = evolution.offered(selection)
if not offered:
    st.info(_("No data: this choice holds no school year with answers."), icon=":material/info:")
    st.stop()
names = {
    "effect": _("Effect"),
    "factors": _("Factors"),
    "capacities": _("Capacities"),
    "motivation": _("Motivation"),
    "experiment": _("Change tracks"),
    "response": _("Response"),
}
what = controls.one_of("trend_what", _("What"), {key: names[key] for key in offered})
left, right = st.columns([2, 3], vertical_alignment="bottom")
with left:
    per = controls.one_of(
        "trend_per",
        _("Per"),
        {"network": _("network"), "strategy": _("strategy"), "centre": _("centre")},
    )
with right:
    item = controls.one_of_many(
        "trend_item",
        _("Item"),
        evolution.items(selection, what),
        evolution.item_name,
        _("Choose an item"),
    )
one_item(selection, what, item)
all_panels(selection, what, per, item)

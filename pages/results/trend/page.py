"""The evolution over school years: every measure, and which changes exceed chance."""

from __future__ import annotations

import streamlit as st

from measurement.denominator import base_words, judged_words
from measurement.measures.trend.sentences import measure_label
from measurement.measures.trend.tables import trend_of
from measurement.reports.figures.years import SUBJECTS
from measurement.words import text as _
from pages.desk import filters, panels, source
from pages.desk.selection import Selection
from pages.desk.shown import bare
from pages.frame import parts
from pages.frame.writing import plain
from pages.results.trend import data, figures

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
        "Whiskers: 95 % interval; grey point: fewer than {few} persons. Hollow diamond: starting year of the series. ▲ or ▼ only when the change stands after the correction for lucky hits. A change can also come from other initiatives being surveyed.",
        few=source.questionnaire().thresholds.few_answers,
    )


def one_item(selection: Selection, what: str, item: str) -> None:
    """One item in large: what changed of it, in a sentence and a figure."""
    name, wording = data.item_name(item), data.wording(item)
    parts.heading(plain(name))
    if wording and wording not in name:
        st.markdown(plain(wording))
    said = data.item_sentences(selection, what, item)
    points = data.only(data.rows(selection, what), item)
    measures = list(dict.fromkeys(points["measure"].astype(str)))
    panels.panel(
        "trend_one",
        figures.large(selection, what, item),
        points,
        trend_of(measures),
        said=said,
        caption=" ".join([definition(measures, selection), *notes(selection, what, item)]),
        how=method(),
        name=_("evolution of one"),
    )


def notes(selection: Selection, what: str, item: str) -> list[str]:
    """What the file says of the breaks that the figure shows."""
    points = data.only(data.rows(selection, what), item)
    measure = str(points["measure"].iloc[0])
    shown = data.years(selection, what)[1:]
    return [str(b.note) for b in data.breaks(measure, item) if b.school_year in shown]


def all_panels(selection: Selection, what: str, per: str, item: str) -> None:
    """Small panels beside each other, and the table behind them."""
    headings = {
        "network": str(SUBJECTS[what]),
        "strategy": _("Per strategy"),
        "centre": _("Per centre"),
    }
    parts.heading(headings[per])
    said, caption = data.sentences(selection, what), ""
    if per != "network":
        said = data.item_sentences(selection, what, item, *BY[per])
        caption = _("Grey: the whole network. Groups in the order of their names, not ranked.")
    shown = figures.panels(selection, what, per, item)
    points = data.rows(selection, what, *BY[per])
    points = points if per == "network" else data.only(points, item)
    measures = list(dict.fromkeys(points["measure"].astype(str)))
    how = f"{definition(measures, selection)} {method()}"
    title = headings[per] if per == "network" else f"{data.item_name(item)} · {headings[per]}"
    name = " ".join((_("evolution"), title))
    bare.beside(f"trend_{per}", shown, said, how, caption, title=title, name=name)
    declared = trend_of(measures)
    with panels.folded(_("Everything as a table"), "trend_everything") as opened:
        if opened:
            panels.table("trend_all", points, declared, _("evolution"))


selection = data.all_years(filters.filters("school_year"))
offered = data.offered(selection)
if not offered:
    st.info(_("No data: this choice holds no school year with answers."), icon=":material/info:")
    st.stop()
what = filters.one_of("trend_what", _("What"), {key: str(SUBJECTS[key]) for key in offered})
left, right = st.columns([2, 3], vertical_alignment="bottom")
with left:
    per = filters.one_of(
        "trend_per",
        _("Per"),
        {"network": _("network"), "strategy": _("strategy"), "centre": _("centre")},
    )
with right:
    item = filters.one_of_many(
        "trend_item",
        _("Item"),
        data.items(selection, what),
        data.item_name,
        _("Choose an item"),
    )
parts.links()
one_item(selection, what, item)
all_panels(selection, what, per, item)

"""The lesser parts of a centre's profile, folded: who answered and took part, other scales, quotes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.centre.mirror.tables import RELEASED_KNOSTER
from measurement.centre.released.said import elsewhere_sentence, told_sentence
from measurement.centre.released.tables import RELEASED_ITEMS, RELEASED_MEANS, RELEASED_SCALES
from measurement.denominator import Denominator
from measurement.questionnaire.model import Role
from measurement.tables import records
from measurement.words import number, plural
from measurement.words import text as _
from pages.centre.profile import data, figures, sections
from pages.desk import panels, released
from pages.desk.selection import Look
from pages.desk.shown import reach as lists
from pages.frame.writing import plain


def response(look: Look) -> None:
    """What the response in the sentences above is of."""
    st.caption(
        _(
            "Response in {period}, all strategies together; zero measurements, before an initiative starts, don't count here.",
            period=released.period(look),
        )
    )


def participation(centre: str) -> None:
    """Who took part, by the lists of participants: of all years together."""
    reached = lists.reach_of_centres((), ())
    for row in records(reached[reached["centre"] == centre]):
        n, of = int(row.n_unique), row.n_staff
        has_staff = pd.notna(of) and n <= int(of)
        people = plural(
            "According to the lists of participants {of} colleague took part in {initiatives} (in {period}), whether or not a survey was filled in.",
            "According to the lists of participants {of} colleagues took part in {initiatives} (in {period}), whether or not a survey was filled in.",
            n,
            of=_("{n} of {of}", n=n, of=int(of)) if has_staff else number(n),
            period=_("all school years together"),
            initiatives=plural("{n} initiative", "{n} initiatives", int(row.n_initiatives)),
        )
        if pd.notna(of) and not has_staff:
            people += " " + _("According to the list of staff, {n} people work here.", n=int(of))
        st.markdown(plain(people))


def quotes(look: Look) -> None:
    """What colleagues wrote, as it was edited and released; nothing else."""
    found = data.quotes(look)
    if not found:
        return
    with st.expander(_("In their own words")):
        st.markdown("\n\n".join(f"> {plain(quote)}" for quote in found))
        st.caption(_("Released by the support team, edited so that nobody is recognised."))


def how_told(look: Look) -> None:
    """How many items are told exactly, within bounds, or not; and which stand with other years."""
    told = told_sentence(released.items(look))
    st.caption(" ".join([told, elsewhere_sentence(len(released.seen(look).elsewhere))]).strip())


def elements(look: Look) -> None:
    """The five elements of Knoster, with the tension to expect where one is missing."""
    figure = figures.elements(look)
    if figure is None:
        return
    title = _("The same experience by the five elements of change (Knoster)")
    with panels.folded(title, "knoster_open", None) as wanted:
        if not wanted:
            return
        panels.panel(
            "knoster",
            figure,
            data.elements(look),
            RELEASED_KNOSTER,
            said=data.elements_said(look),
            caption=_(
                "Favourable scores on the items linked to each element, of who gave a score, with 95 % interval; where one is missing, the tension to expect is named."
            ),
            how=_(
                "Blue: what staff experience shows this element; orange: staff miss it; grey: mixed or unsure. By Knoster a change stalls in another way for each element that is missing: that is the tension to expect, and it was not measured."
            ),
            name=released.file_name(look, "knoster"),
        )


def more(look: Look, denominator: Denominator) -> None:
    """Motivation, capacities and change tracks, where there is something."""
    titles: dict[Role, str] = {"motivation": _("Motivation"), "capacities": _("PLC capacities")}
    for role, title in titles.items():
        if data.with_role(look, role).empty:
            continue
        with panels.folded(title, f"{role}_open", None) as wanted:
            if wanted:
                _by_item(look, denominator, role, title)
    _means(look)


def _by_item(look: Look, denominator: Denominator, role: Role, title: str) -> None:
    table = data.with_role(look, role)
    grey = _("Grey: high is not favourable here.") if role == "motivation" else ""
    panels.panel(
        role,
        figures.scales(look, denominator, role),
        table,
        RELEASED_ITEMS,
        said=data.said(look, role, denominator),
        caption=sections.caption(denominator, table),
        how=" ".join(part for part in (sections.how(), grey) if part),
        name=released.file_name(look, title),
    )
    if len(scales := data.scales(look, role)):
        _scales(role, scales)


def _scales(role: Role, scales: pd.DataFrame) -> None:
    title = _("Means of the scales")
    st.markdown(f"**{title}**")
    panels.table(f"{role}_scales", scales, RELEASED_SCALES, _("scales"))
    st.caption(_("A mean of the means of the items, of scales of which every item has one."))


def _means(look: Look) -> None:
    """The experiment with change tracks: before and after, each by itself."""
    table = data.means(look)
    if table.empty:
        return
    with panels.folded(_("Change tracks (experiment)"), "means_open", None) as wanted:
        if not wanted:
            return
        panels.panel(
            "means",
            figures.means(look),
            table,
            RELEASED_MEANS,
            said=data.means_said(look),
            caption=_(
                "Means on a scale of 1 to 10, rounded, from 10 persons. Open dot: before. Who answered before and who after are not laid beside each other person by person."
            ),
            how=_(
                "Every row is a question at one moment; the dot is the mean of who answered it then. No interval is told, so what differs may be chance."
            ),
            name=released.file_name(look, _("change tracks")),
        )

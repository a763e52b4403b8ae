"""Open answers: what people write, with which scores, and which quotes may be shown to others."""

from __future__ import annotations

from typing import Any

import streamlit as st

from measurement.comments.sentences import band_label
from measurement.comments.tables import BAND_WORDS, KEYWORDS, REMARKS, THEMES
from measurement.tables import records
from measurement.words import plural, year
from measurement.words import text as _
from pages.desk import filters, panels, source
from pages.desk.selection import Selection
from pages.desk.shown import remark_figures, remarks
from pages.desk.shown.remark_figures import marked
from pages.frame import parts, person
from pages.frame.writing import plain

PAGE = 10  # remarks shown at a time


def themes(selection: Selection) -> None:
    """Themes beside low and high scores."""
    parts.heading(_("Themes"))
    if not remarks.known_themes():
        st.info(
            _("The questionnaire names no themes yet: the handbook says how to add them."),
            icon=":material/info:",
        )
        return
    how = _(
        "Bars: share of the remarks of people with mostly low scores (left) and mostly high scores (right) in which the theme occurs, grey where these are fewer than {few}; n: all remarks with the theme. A remark may have several themes; a theme is found by its words. A difference is named only when it stands after the correction for lucky hits.",
        few=source.questionnaire().thresholds.few_answers,
    )
    panels.panel(
        "themes",
        remark_figures.themes(selection),
        remarks.theme_table(selection),
        THEMES,
        said=remarks.most_said(remarks.theme_table(selection), "theme"),
        how=how,
        name=_("themes"),
    )


def words(selection: Selection) -> None:
    """Key words beside low and high scores."""
    parts.heading(_("Key words"))
    table = remarks.keyword_table(selection)
    if table.empty:
        st.info(_("No word occurs in at least three remarks."), icon=":material/info:")
        return
    how = _(
        "At most {most} words, or pairs of words, that occur in most remarks; all forms of a word count as one, common small words are left out. Bars as of the themes; the table has every word that occurs in at least three remarks.",
        most=remark_figures.MOST,
    )
    panels.panel(
        "words",
        remark_figures.words(selection),
        table,
        KEYWORDS,
        said=remarks.most_said(table, "word"),
        how=how,
        name=_("key words"),
    )


def asked() -> tuple[tuple[str, str, str, bool], bool]:
    """What the reader looks for: words, band, theme, released only; and whether to show centres."""
    bands = {remarks.ALL: _("All"), **{band: str(band_label(band)) for band in BAND_WORDS}}
    bands[remarks.UNSCORED] = str(band_label(""))
    ids = [remarks.ALL, *(theme.id for theme in remarks.known_themes()), remarks.OTHER]
    place = iter(st.columns([1.4, 1.2], vertical_alignment="bottom"))
    with next(place):
        search = st.text_input(
            _("Search in the remarks"),
            key="remark_search",
            placeholder=_("One or more words"),
            icon=":material/search:",
        )
    with next(place):
        theme = filters.one_of_many(
            "theme",
            _("Theme"),
            ids,
            lambda one: _("All themes") if one == remarks.ALL else remarks.theme_name(one),
            _("All themes"),
        )
    band = filters.one_of("band", _("Scores of who wrote it"), bands)
    with st.container(horizontal=True, gap="medium"):
        released = st.toggle(_("Released only"), key="remark_released")
        with_centre = st.toggle(_("Show the centre"), key="remark_centre")
    return (search, band, theme, released), with_centre


def listed(selection: Selection) -> None:
    """The remarks themselves, ten at a time."""
    parts.heading(_("Remarks"))
    wanted, with_centre = asked()
    table = remarks.found(selection, *wanted)
    if table.empty:
        st.info(_("No remark fits this choice."), icon=":material/search_off:")
        return
    pages = -(-len(table) // PAGE)
    if int(st.session_state.get("remark_page", 1)) > pages:
        st.session_state["remark_page"] = 1
    st.caption(
        _(
            "{remarks}, the newest first. Possible names are found by their spelling: some are missed, and some marked words are no names.",
            remarks=plural("{n} remark", "{n} remarks", len(table)),
        )
    )
    at = st.session_state.get("remark_page", 1)
    for row in records(table.iloc[(at - 1) * PAGE : at * PAGE]):
        card(row, with_centre, several=table["item"].nunique() > 1)
    if pages > 1:
        st.pagination(pages, key="remark_page")
    with panels.folded(_("All these remarks as a table"), "remarks_all") as opened:
        if not opened:
            return
        st.warning(
            _(
                "The texts may hold personal data: names and stories that tell who somebody is. Share released quotes only."
            ),
            icon=":material/privacy_tip:",
        )
        panels.table("remarks", remarks.to_take_away(table), REMARKS, _("remarks"), personal=True)


def card(row: Any, with_centre: bool, several: bool) -> None:
    """One remark with its context, and what staff may do with it."""
    with st.container(border=True, key=f"remark_{row.comment}"):
        st.markdown(marked(str(row.text)))
        if row.released:
            released = _("released")
            st.markdown(f":green-badge[:material/check: {released}] {plain(row.quote)}")
        if st.session_state.get("remark_edited") == row.comment:
            st.caption(context(row, with_centre, several))
            form(row)
            return
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.caption(context(row, with_centre, several), width="stretch")
            if not person.me().may("release_quotes"):
                return
            name = _("Change the quote") if row.released else _("Release")
            key = f"release_{row.comment}"
            if st.button(name, key=key, icon=":material/ios_share:", type="tertiary"):
                st.session_state["remark_edited"] = row.comment
                st.rerun()
            key = f"withdraw_{row.comment}"
            if row.released and st.button(_("Withdraw"), key=key, type="tertiary"):
                remarks.withdraw(int(row.comment))
                st.rerun()


def context(row: Any, with_centre: bool, several: bool) -> str:
    """Where a remark comes from, without saying of whom."""
    band = str(row.band) if isinstance(row.band, str) else ""
    parts = [str(row.initiative), year(str(row.school_year)), str(band_label(band))]
    parts += remarks.themes_in(row.themes)
    if with_centre and isinstance(row.centre, str):
        parts.insert(0, row.centre)
    if several:
        parts.insert(0, str(source.questionnaire().item_by_id[str(row.item)].wording))
    return " · ".join(plain(part) for part in parts)


def form(row: Any) -> None:
    """The version of a remark that others may see."""
    with st.form(f"quote_{row.comment}", border=False):
        text = st.text_area(
            _("The quote as others will see it"),
            str(row.quote) if row.released else remarks.proposed(str(row.text)),
            key=f"quote_text_{row.comment}",
            max_chars=5000,
            help=_("Take out whatever tells who wrote it or whom it is about."),
        )
        with st.container(horizontal=True, gap="small"):
            release = st.form_submit_button(_("Release this quote"), type="primary")
            leave = st.form_submit_button(_("Cancel"))
    if release:
        remarks.release(int(row.comment), text)
    if release or leave:
        del st.session_state["remark_edited"]
        st.rerun()


selection = filters.filters("denominator")
parts.links()
if remarks.chosen(selection).empty:
    st.info(
        _("No open answers: nobody in this choice wrote a remark, or the question was not asked."),
        icon=":material/info:",
    )
    st.stop()
panels.sentences(remarks.sentences(selection))
left, right = st.columns(2, gap="medium")
with left:
    themes(selection)
with right:
    words(selection)
listed(selection)

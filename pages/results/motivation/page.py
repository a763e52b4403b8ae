"""Motivation: autonomous and controlled, the four profiles, and what goes together with them."""

from __future__ import annotations

from typing import Final

import streamlit as st

from measurement.measures.scales.sentences import profile_explained, profile_label
from measurement.measures.scales.tables import ASSOCIATION, PROFILE_LABELS, PROFILES, SCALES
from measurement.reports.figures.scales import PROFILE_MARKS
from measurement.words import text as _
from pages.desk import filters, panels
from pages.desk.selection import Selection
from pages.frame import parts
from pages.results.scales import data, sentences
from pages.results.scales import figures as scale_figures

SUBJECT: Final = "motivation"


def kinds(selection: Selection) -> None:
    """Autonomous and controlled motivation with their kinds."""
    said = data.motivation_sentences(selection)
    how = _(
        "Mark: mean of the scale scores with 95 % interval; n: answers with a score. Blue dot: autonomous; grey square: controlled, where high is not favourable. A score needs at least half of its items; autonomous and controlled are the mean of their two kinds. Dotted line: the middle of the scale."
    )
    found = " · ".join(data.reliability(selection, SUBJECT))
    panels.panel(
        "motivation",
        scale_figures.motivation(selection),
        data.with_reliability(selection, SUBJECT),
        SCALES,
        said=said,
        caption=_("How well the items go together: {found}.", found=found) if found else "",
        how=how,
        name=_("motivation"),
    )


def profiles(selection: Selection) -> None:
    """The four profiles per strategy, initiative or school year."""
    parts.heading(_("Four profiles"))
    st.markdown(
        "  \n".join(
            f"{PROFILE_MARKS[p][0]} **{profile_label(p)}**: {profile_explained(p)}"
            for p in PROFILE_LABELS
        )
    )
    by = filters.one_of(
        "profile_by",
        _("Per"),
        {
            "strategy": _("strategy"),
            "initiative": _("initiative"),
            "school_year": _("school year"),
        },
    )
    panels.panel(
        "profiles",
        scale_figures.profiles(selection, by),
        data.profile_table(selection, by),
        PROFILES,
        said=sentences.profiles_said(selection, by),
        how=_(
            "Numbers in the bars: per cents of n, the answers with a score for both autonomous and controlled motivation. High: above the middle of the scale; the middle itself counts as low. The table has the 95 % intervals; small groups say little, and with too few answers only n is shown."
        ),
        by=(by,),
        name=_("motivation profiles"),
    )


def associations(selection: Selection) -> None:
    """Whether motivation goes together with intention and application."""
    table = data.association_table(selection)
    if table.empty:
        return
    parts.heading(_("Association with intention and application"))
    said = [
        *data.association_sentences(selection),
        _("This is association, not cause: it does not say what leads to what."),
    ]
    panels.panel(
        "associations",
        scale_figures.associations(selection),
        table,
        ASSOCIATION,
        said=said,
        how=_(
            "How much two scores go together: 1 always, 0 not at all, −1 always the other way round, with 95 % interval; n: persons with both scores; shown from n = {least}. An interval that contains 0 says nothing clear.",
            least=data.association_from(),
        ),
        name=_("association"),
    )


selection = filters.filters("denominator")
parts.links()
if data.means(selection, SUBJECT).empty:
    st.info(_("No data: nobody in this choice was asked about motivation."), icon=":material/info:")
    st.stop()
kinds(selection)
profiles(selection)
associations(selection)

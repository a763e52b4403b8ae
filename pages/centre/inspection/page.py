"""The inspection: its scales over the network and of one centre, beside the survey."""

from __future__ import annotations

import streamlit as st

from measurement.centre.inspection.tables import BESIDE, BESIDE_CENTRE, INSPECTION_SCALES
from measurement.denominator import Denominator, base_words
from measurement.words import text as _
from pages.centre.inspection import data
from pages.desk import filters, panels
from pages.frame import parts
from pages.frame.writing import plain


def network() -> None:
    """All scales, over all centres."""
    how = _(
        "Number of centres per level; n = centres with a result on the scale, the newest of each centre. In the table: the share as expected or better, with a 95 % interval."
    )
    panels.panel(
        "levels",
        data.levels_figure(),
        data.scales(),
        INSPECTION_SCALES,
        said=data.sentences(),
        how=how,
        name=_("inspection scales"),
    )


def years() -> None:
    """The same per school year."""
    parts.heading(_("Per school year"))
    how = _(
        "Centres that are as expected or better / centres with a result in that school year. Each year other centres are inspected, so a difference between years is no evolution."
    )
    panels.panel(
        "years",
        data.years_figure(),
        data.over_time(),
        INSPECTION_SCALES,
        said=data.years_said(),
        how=how,
        by=("school_year",),
        name=_("inspection per school year"),
    )


def beside(denominator: Denominator) -> None:
    """What the survey says on the same subject."""
    with panels.folded(_("Beside the survey, all centres"), "beside_open") as opened:
        if opened:
            _beside(denominator)


def _beside(denominator: Denominator) -> None:
    st.markdown(
        _(
            "The inspection judges a centre; the survey asks participants about one guidance. They are put beside each other here, as something to talk about."
        )
    )
    how = _(
        "Dot: share of favourable scores, of all centres and school years together, with 95 % interval. In italics: what the inspection found. With so few inspected centres nothing is said about a link, let alone about cause. Which item goes with which scale is an assumption."
    )
    panels.panel(
        "beside",
        data.beside_figure(denominator),
        data.beside(),
        BESIDE,
        said=data.beside_said(denominator),
        caption=base_words(denominator),
        how=how,
        name=_("inspection beside survey"),
    )
    if data.unlinked():
        st.caption(
            _(
                "No question of the survey is on the subject of: {scales}.",
                scales=data.unlinked(),
            )
        )


def one_centre(denominator: Denominator) -> None:
    """The levels of one centre, and its own answers beside those of the others."""
    parts.heading(_("One centre"))
    centre = filters.one_of_many("centrum", _("Centre"), data.centres(), str, _("Choose a centre"))
    lines = data.centre_lines(centre)
    if lines:
        st.markdown(_("Inspection {year}", year=data.centre_years(centre)))
        panels.sentences(lines)
    else:
        st.info(
            plain(_("{centre} has no inspection result.", centre=centre)), icon=":material/info:"
        )
    how = _(
        "Dot: share of favourable scores of this centre, all school years together, with 95 % interval; diamond: all other centres, whatever their mix of strategies; grey dot: fewer than {few} persons. In italics: the level of the inspection. No test and no link: only beside each other.",
        few=data.few(),
    )
    panels.panel(
        "centre_beside",
        data.centre_figure(centre, denominator),
        data.beside_centre(centre),
        BESIDE_CENTRE,
        said=data.centre_said(centre, denominator),
        caption=base_words(denominator),
        how=how,
        name=_("inspection of a centre"),
    )


if data.results().empty:
    st.info(
        _(
            "No inspection result is filled in yet. Fill them in per centre, at the bottom of the centre profile."
        ),
        icon=":material/info:",
    )
    st.page_link(
        "pages/centre/profile/page.py", label=_("Centre profile"), icon=":material/apartment:"
    )
    st.stop()
parts.links()
network()
years()
denominator = filters.denominator()
one_centre(denominator)
beside(denominator)

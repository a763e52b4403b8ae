"""The experiment with change tracks: means on a scale of 1 to 10, and before against after."""

from __future__ import annotations

import streamlit as st

from measurement.measures.fair.tables import BEFORE_AFTER, RATINGS
from measurement.measures.tables import DISTRIBUTION
from measurement.words import text as _
from pages.desk import filters, panels, source, tables
from pages.desk.selection import Selection
from pages.desk.shown.figures import distribution_read
from pages.frame import parts
from pages.results.change_tracks import figures
from pages.results.comparison import data


def distribution(selection: Selection, item: str) -> None:
    """Every point of the scale with how often it was chosen."""
    points = source.questionnaire().scale_of(item).points
    panels.panel(
        "track_distribution",
        figures.distribution(selection, item),
        tables.distribution_of(selection, item),
        DISTRIBUTION,
        said=figures.most_chosen(selection, item),
        caption=_(
            "Number of answers per point; dotted line: the mean. Scale {first}–{last}: there is no border between low and high.",
            first=points[0],
            last=points[-1],
        ),
        how=distribution_read(),
        name=_("distribution"),
    )


def means(selection: Selection, item: str, by: str, title: str) -> None:
    """The mean of an item per initiative or centre."""
    parts.heading(title)
    table = data.ratings(selection, by)
    points = source.questionnaire().scale_of(item).points
    panels.panel(
        f"track_{by}",
        figures.means(selection, item, by),
        table[table["item"] == item],
        RATINGS,
        said=figures.means_said(selection, item, by),
        how=_(
            "Mean with 95 % interval, counted in persons; n is the number of scores; those of fewer than {few} persons are not drawn. In the order of their names, not ranked; not tested, so what differs here may be chance. Scale {first}–{last}: there is no border between low and high.",
            few=source.questionnaire().thresholds.few_answers,
            first=points[0],
            last=points[-1],
        ),
        by=(by,),
        name=title,
    )


def before_and_after(selection: Selection, item: str) -> None:
    """The zero measurement beside the last one since, where there is one."""
    parts.heading(_("Before and after"))
    table = data.changes(selection)
    if table.empty:
        st.info(
            _(
                "There is no zero measurement yet. Import a survey of the same change track with the moment “{moment}”, taken before the guidance: then before and after stand here side by side.",
                moment=data.zero_name(),
            ),
            icon=":material/flag:",
        )
        return
    figure = figures.before_after(selection, item)
    if figure is None:
        panels.sentences(data.change_sentences(selection, item))
        return
    panels.panel(
        "before_after",
        figure,
        table,
        BEFORE_AFTER,
        said=data.change_sentences(selection, item),
        how=_(
            "Mean at the zero measurement and at the last measurement since, over all school years. Where at least {few} people answered both times: of these people only, compared with themselves (n: people). Otherwise of everybody, as two groups (n: scores before → after). A change is called one only when it stands after the correction for lucky hits; it does not say what caused it.",
            few=source.questionnaire().thresholds.few_answers,
        ),
        name=_("before and after"),
    )


selection = filters.filters("denominator")
asked = tables.experiment_items(selection)
if not asked:
    st.info(
        _("No data: nobody in this choice was asked the items of the change tracks."),
        icon=":material/info:",
    )
    st.stop()
panels.sentences(data.rating_sentences(selection))
parts.links()
known = source.questionnaire()
item = filters.one_of_many(
    "track_item",
    _("Item"),
    asked,
    lambda i: f"{i} · {known.item_by_id[i].wording}",
    _("Choose an item"),
)
distribution(selection, item)
left, right = st.columns(2, gap="medium")
with left:
    means(selection, item, "initiative", _("Per change track"))
with right:
    means(selection, item, "centre", _("Per centre"))
before_and_after(selection, item)

"""How well a survey was answered: what is missing, strange, too quick or too even."""

from __future__ import annotations

from typing import Any

import streamlit as st

from measurement.measures.quality.sentences import finding, rule
from measurement.measures.quality.tables import CHECKS, QUALITY_ITEMS, QUALITY_ROWS, QUALITY_SURVEYS
from measurement.tables import records
from measurement.words import text as _
from pages.data.quality import data
from pages.data.quality.data import Survey
from pages.desk import filters, panels, source
from pages.frame import person
from pages.frame.writing import plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def choose() -> Survey:
    """One survey."""
    listed = {str(place): survey for place, survey in enumerate(data.surveys())}
    chosen = filters.one_of_many(
        "quality_survey",
        _("Survey"),
        list(listed),
        lambda place: data.named(listed[place]),
        _("Choose a survey"),
    )
    return listed[chosen]


def checks(rows: list[Any]) -> None:
    """What was found, each with its rule."""
    questionnaire = source.questionnaire()
    for row in rows:
        st.markdown(
            f"**{CHECKS[row.check]}**: {plain(finding(row))}  \n:small[{plain(rule(str(row.check), questionnaire))}]"
        )


def items(survey: Survey) -> None:
    """Per question how often it was left empty, and where people stopped."""
    st.header(_("Question by question"), anchor=False)
    per_item = data.of(survey).items
    last = per_item.sort_values("n_stopped", ascending=False, kind="stable")
    stopped = int(per_item["n_stopped"].sum())
    alt = (
        _("Most people who stopped did so after {item}.", item=str(last["item"].iloc[0]))
        if stopped
        else _("Nobody who answered a question on a scale stopped before the end.")
    )
    panels.panel(
        "quality_items",
        data.figure(survey),
        per_item,
        QUALITY_ITEMS,
        how=_(
            "Share of the answers in which the question was shown and left empty, in the order of the form. 'Stopped': the number of incomplete answers of which this is the last question filled in. Lists to tick are left out: nothing in them is left empty."
        ),
        said=alt,
        name=_("quality per question"),
    )


def downloads(survey: Survey) -> None:
    """The report as a workbook."""
    with st.container(horizontal=True, gap="medium"):
        for key, label, build in (
            ("quality_book", _("This report in Excel"), data.book(survey)),
            ("quality_all", _("All surveys in Excel"), data.book()),
        ):
            st.download_button(
                label,
                build,
                _("quality of the answers") + ".xlsx",
                XLSX,
                key=key,
                on_click="ignore",
                icon=":material/download:",
            )


person.me().require("see_all_centres")
if not data.surveys():
    st.info(_("There are no answers yet: add an export."), icon=":material/info:")
    st.stop()
st.markdown(
    _(
        "What stands out in how a survey was answered, with the rule by which it was found. Nothing is left out because of this report: it tells what to look at."
    )
)
with panels.folded(_("All surveys beside one another"), "quality_all_open") as unfolded:
    if unfolded:
        panels.table("quality_surveys", data.overview(), QUALITY_SURVEYS, _("quality per survey"))
chosen = choose()
checks(list(records(data.of(chosen).checks)))
downloads(chosen)
items(chosen)
with panels.folded(_("Row by row"), "quality_rows_open") as unfolded:
    if unfolded:
        panels.table("quality_rows", data.of(chosen).rows, QUALITY_ROWS, _("quality per row"), True)
if len(data.nobodys()):
    with st.expander(_("Rows of files that serve several surveys"), icon=":material/rule:"):
        checks(list(records(data.nobodys())))

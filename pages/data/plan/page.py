"""The survey plan: which modules were asked, when, and how many surveys people had."""

from __future__ import annotations

import streamlit as st

from measurement.plan.tables import (
    BASES,
    EXPECTED,
    LOAD,
    LOAD_CENTRES,
    MODULES_ASKED,
    PLAN,
    PLAN_ITEMS,
    SURVEY_DAYS,
)
from measurement.words import text as _
from measurement.words import year as shown
from pages.data.plan import data, figures
from pages.desk import filters, panels
from pages.frame import parts


def modules(year: str) -> None:
    """Kinds of survey × modules, and the surveys one by one."""
    parts.heading(_("Modules per kind of survey"))
    names = [data.module_name(str(m)) for m in data.modules(year)["module"].cat.categories]
    caption = _(
        "{legend}. A module was asked when anybody was shown one of its items; person characteristics when one of them is known; open questions when the export has a column for them. Modules: {names}.",
        legend=figures.legend(),
        names="; ".join(names),
    )
    panels.panel(
        "modules",
        figures.modules(year),
        data.modules(year),
        MODULES_ASKED,
        said=data.sentences(year),
        how=caption,
        name=_("modules asked"),
    )
    with st.expander(_("Survey by survey"), icon=":material/list:"):
        panels.table("plan", data.planned(year), PLAN, _("survey plan"))
    if len(data.in_part(year)):
        with st.expander(_("Modules asked in part"), icon=":material/rule:"):
            panels.table("in_part", data.in_part(year), PLAN_ITEMS, _("asked in part"))


def wanted(year: str) -> None:
    """Prescribed surveys without answers."""
    parts.heading(_("Prescribed, but no answers"))
    if data.wanted(year).empty:
        st.markdown(_("Every prescribed survey of a known initiative has answers."))
        return
    panels.table("wanted", data.wanted(year), EXPECTED, _("expected surveys"))
    st.caption(
        _(
            "Expected are the moments that the questionnaire prescribes for a strategy. In a school year that is not over they may still come."
        )
    )


def calendar(year: str) -> None:
    """When the surveys ran."""
    parts.heading(_("Calendar"))
    figure, said = figures.calendar_of(year), data.calendar_sentence(year)
    if figure is None:
        st.info(_("The exports of this school year hold no dates."), icon=":material/info:")
        return
    how = _(
        "Bar: from the first answer to the last of this kind of survey; tick: the first answer to the survey of one initiative. The day on which a survey was sent is not in the exports."
    )
    panels.panel(
        "calendar",
        figure,
        data.days(year),
        SURVEY_DAYS,
        said=said,
        how=how,
        name=_("survey days"),
    )


def load(year: str) -> None:
    """How many surveys one person had."""
    parts.heading(_("Surveys per person"))
    table = data.loads(year)
    if table.empty:
        st.info(_("No answer of this school year can be tied to a person."), icon=":material/info:")
        return
    bases = [str(b) for b in table["basis"].cat.categories if (table["basis"] == b).any()]
    basis = "answered"
    if len(bases) > 1:
        basis = filters.one_of("load_of", _("Surveys"), {b: str(BASES[b]) for b in bases[::-1]})
    panels.panel(
        "load",
        figures.load(year, basis),
        table[table["basis"] == basis],
        LOAD,
        said=data.load_sentences(year),
        how=_load_caption(basis),
        name=_("surveys per person"),
    )
    centres = data.centre_loads(year)
    with st.expander(_("Per centre"), icon=":material/apartment:"):
        panels.table(
            "load_centres",
            centres[centres["basis"] == basis].reset_index(drop=True),
            LOAD_CENTRES,
            _("surveys per person and centre"),
        )


def _load_caption(basis: str) -> str:
    if basis == "received":
        return _(
            "Persons by the number of surveys they received: the surveys of the initiatives they took part in, and those they answered. Orange: more than {many} in one school year.",
            many=data.many(),
        )
    return _(
        "Persons by the number of surveys they answered. Who was invited and did not answer is not known by name, so the real load is higher. Orange: more than {many} in one school year.",
        many=data.many(),
    )


if not data.school_years():
    st.info(_("There are no answers yet: add an export."), icon=":material/info:")
    st.page_link(
        "pages/data/imports/page.py", label=_("Add an export"), icon=":material/upload_file:"
    )
    st.stop()
year = filters.one_of_many(
    "plan_year", _("School year"), data.school_years(), shown, _("Choose a school year")
)
parts.links()
modules(year)
wanted(year)
calendar(year)
load(year)

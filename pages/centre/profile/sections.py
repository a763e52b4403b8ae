"""The sections of a centre's profile."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.centre.mirror.tables import CAPACITIES, KNOSTER, MIRROR, MOTIVATION
from measurement.centre.wider_choice import offer_sentence
from measurement.denominator import base_words, judged_words
from measurement.measures.comparison_tables import COMPARISON
from measurement.measures.tables import RESPONSE
from measurement.protection.director import sees_persons
from measurement.questionnaire.model import Role
from measurement.reports.summary import COMPARED_FACTORS
from measurement.tables import Table, records
from measurement.words import number, percent, plural
from measurement.words import text as _
from pages.desk import centres, panels, tables
from pages.desk.selection import Selection
from pages.desk.shown import centre_figures, remarks
from pages.desk.shown import reach as lists
from pages.frame import person
from pages.frame.writing import plain


def response(selection: Selection, centre: str) -> None:
    """Response beside the network's: in both roles without zero measurements."""
    table = tables.later_response(centres.whole(selection), "centre")
    own = table[table["centre"] == centre]
    rest = table[table["centre"] != centre]
    with st.container(horizontal=True):
        for label, rows in ((centre, own), (_("other centres"), rest)):
            answered, all_invited = (
                int(rows["n_answered"].sum()),
                rows["n_invited"].notna().all() and len(rows) > 0,
            )
            invited = int(rows["n_invited"].sum()) if all_invited else 0
            rate = percent(answered, invited, 0) if invited >= answered > 0 else _("unknown")
            shown = number(invited) if all_invited else _("unknown")
            st.metric(
                _("Response rate") + f" · {plain(label)}",
                rate,
                border=True,
                help=_("{answered} of {invited}", answered=answered, invited=shown),
            )
    st.caption(
        _(
            "Response in {period}; zero measurements, before an initiative starts, don't count here.",
            period=tables.period(selection),
        )
    )


def participation(selection: Selection, centre: str) -> None:
    """Who took part, to which initiatives colleagues were invited, and how many answered."""
    reached = lists.reach_of_centres(selection.school_year, selection.strategy)
    for row in records(reached[reached["centre"] == centre]):
        n, of = int(row.n_unique), row.n_staff
        has_staff = pd.notna(of) and n <= int(of)
        people = plural(
            "According to the lists of participants {of} colleague took part in {initiatives} (in {period}), whether or not a survey was filled in.",
            "According to the lists of participants {of} colleagues took part in {initiatives} (in {period}), whether or not a survey was filled in.",
            n,
            of=_("{n} of {of}", n=n, of=int(of)) if has_staff else number(n),
            period=tables.period(selection),
            initiatives=plural("{n} initiative", "{n} initiatives", int(row.n_initiatives)),
        )
        if pd.notna(of) and not has_staff:
            people += " " + _("According to the list of staff, {n} people work here.", n=int(of))
        st.markdown(plain(people))
    if not sees_persons(person.me().scope):
        return  # per initiative the groups are too small to protect
    by = ("strategy", "moment", "initiative", "centre")
    table = tables.response_table(centres.whole(selection), *by)
    own = table[table["centre"] == centre].drop(columns="centre")
    if len(own):
        title = plural(
            "{n} survey in which colleagues were asked",
            "{n} surveys in which colleagues were asked",
            len(own),
        )
        with st.expander(title, icon=":material/groups:"):
            panels.table("participation", own, RESPONSE, _("participation"))


def quotes(selection: Selection, centre: str) -> None:
    """What colleagues wrote, as it was edited and released; nothing else."""
    table = remarks.quotes(centres.whole(selection))
    own = table[table["centre"] == centre]
    if own.empty:
        return
    st.subheader(_("In their own words"), anchor=False)
    st.markdown("\n\n".join(f"> {plain(r.quote)}" for r in records(own)))
    st.caption(_("Released by the support team, edited so that nobody is recognised."))


def offers(selection: Selection, centre: str) -> None:
    """With few answers: what more years or strategies would give."""
    few = [offer_sentence(o) for o in centres.offer(selection, centre)]
    if few:
        with st.container(border=True):
            st.markdown(_("These figures rest on few answers. More is available:"))
            st.markdown("\n".join(f"- {plain(line)}" for line in few))


def _caption(selection: Selection, what: str = "") -> str:
    """What the dots are, and of whom; a difference is told of the scores."""
    return _(
        "{what} with 95 % interval; diamond: all other centres together at the same mix of strategies. {base} {judged}",
        what=what or _("Share of high scores"),
        base=base_words(selection.denominator),
        judged=judged_words(),
    )


def effect(selection: Selection, centre: str) -> None:
    """The chain of effect beside the other centres."""
    st.subheader(_("Effect"), anchor=False)
    table = tables.comparison_table(centres.whole(selection), "centre")
    panels.panel(
        "effect",
        centre_figures.effect(selection, centre),
        table[table["centre"] == centre],
        COMPARISON,
        caption=_caption(selection),
        by=("centre",),
        name=_("effect"),
        withheld=centres.withheld_with(selection, centre, "effect"),
    )


def factors(selection: Selection, centre: str) -> None:
    """What helps and what hinders, and how that differs from the other centres."""
    st.subheader(_("What helps and what hinders"), anchor=False)
    everywhere = centres.whole(selection)
    said = _caption(selection, _("Share enabling, negative items turned,"))
    table = tables.factors_of_centres(everywhere, "centre")
    own, hidden = (
        table[table["centre"] == centre],
        centres.withheld_with(selection, centre, "factors"),
    )
    if len(own) or hidden.empty:
        panels.sentences(tables.centre_sentences(everywhere, centre, "centre"))
    panels.panel(
        "one_centre",
        centre_figures.factors(selection, centre, "centre"),
        own,
        COMPARED_FACTORS,
        caption=said,
        by=("centre",),
        name=_("factors"),
        withheld=hidden,
    )


def mirror(selection: Selection, centre: str) -> None:
    """What the checklist says beside what staff experience, and why each verdict."""
    st.subheader(_("Mirror"), anchor=False)
    st.caption(_("What the checklist says beside what staff experience."))
    reasons = centres.reasons(selection, centre)
    panels.panel(
        "mirror",
        centre_figures.mirror(selection, centre),
        centres.mirror_of(selection, centre),
        MIRROR,
        caption=_(
            "Dot: favourable scores on the linked items, of who gave a score, with an interval that counts persons. The word at the end is the verdict; 'perhaps' means that it may be chance."
        ),
        alt=" ".join(reasons.values()),
        by=("centre",),
        name=_("mirror"),
        withheld=centres.withheld(selection, centre),
    )
    with st.expander(_("Why these verdicts?")):
        success_factors = centres.known()
        st.markdown(
            "\n".join(
                f"- **{plain(success_factors.factor_label(f))}**: {plain(why)}"
                for f, why in reasons.items()
            )
        )


def elements(selection: Selection, centre: str) -> None:
    """The five elements of Knoster, with the tension to expect where one is missing."""
    figure = centre_figures.elements(selection, centre)
    if figure is None:
        return
    with st.expander(_("The same experience by the five elements of change (Knoster)")):
        table = centres.elements(selection)
        caption = _(
            "Favourable scores on the items linked to each element, of who gave a score, with 95 % interval; where one is missing, the tension to expect is named."
        )
        panels.panel(
            "knoster",
            figure,
            table[table["centre"] == centre],
            KNOSTER,
            caption=caption,
            by=("centre",),
            name="knoster",
        )


def more(selection: Selection, centre: str) -> None:
    """Motivation, capacities, inspection and facts, where there is something."""
    sections: tuple[tuple[Role, str, Table], ...] = (
        ("motivation", _("Motivation"), MOTIVATION),
        ("capacities", _("PLC capacities"), CAPACITIES),
    )
    for role, title, declared in sections:
        table = centres.scales(selection, centre, role)
        hidden = centres.withheld_with(selection, centre, role)
        if len(table) or len(hidden):
            st.subheader(title, anchor=False)
            said = " ".join(
                [_caption(selection), _("Grey: high is not favourable here.")]
                if role == "motivation"
                else [_caption(selection)]
            )
            panels.panel(
                role,
                centre_figures.scales(selection, centre, role),
                table,
                declared,
                caption=said,
                alt=title,
                name=title,
                withheld=hidden,
            )


def talk(selection: Selection, centre: str) -> None:
    """Questions for the talk, each with the figure that gave rise to it."""
    points = centres.talk(selection, centre)
    if points:
        st.subheader(_("Questions for the talk"), anchor=False)
        st.markdown(
            "\n".join(
                f"{i}. **{plain(p.question)}**  \n   {plain(p.figure)}"
                for i, p in enumerate(points, start=1)
            )
        )

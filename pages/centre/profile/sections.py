"""The sections of a centre's profile: what was released of it, and what is living beside it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.centre.mirror.tables import RELEASED_KNOSTER, RELEASED_MIRROR
from measurement.centre.released.tables import (
    RELEASED_FACTORS,
    RELEASED_ITEMS,
    RELEASED_MEANS,
    RELEASED_SCALES,
)
from measurement.charts.told import span_note
from measurement.denominator import Denominator, base_words, judged_words
from measurement.questionnaire.model import Role
from measurement.tables import records
from measurement.words import number, percent, plural, year
from measurement.words import text as _
from pages.centre.profile import data, figures
from pages.desk import centres, panels, released
from pages.desk.selection import Look
from pages.desk.shown import reach as lists
from pages.frame.writing import plain


def response(look: Look) -> None:
    """How many were invited and answered, as it was at the release."""
    table = data.response(look)
    if table.empty:
        return
    answered, known = int(table["n_answered"].sum()), bool(table["n_invited"].notna().all())
    invited = int(table["n_invited"].sum()) if known else 0
    rate = percent(answered, invited, 0) if invited >= answered > 0 else _("unknown")
    shown = number(invited) if known else _("unknown")
    st.metric(
        _("Response rate"),
        rate,
        border=True,
        width=260,
        help=_("{answered} of {invited}", answered=answered, invited=shown),
    )
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
    st.subheader(_("In their own words"), anchor=False)
    st.markdown("\n\n".join(f"> {plain(quote)}" for quote in found))
    st.caption(_("Released by the support team, edited so that nobody is recognised."))


def how_told(look: Look) -> None:
    """How many items are told exactly, within bounds, or not; and which stand with other years."""
    table = released.items(look)
    n = {how: int((table["told"] == how).sum()) for how in ("exact", "at_most", "n_only")}
    said = [
        plural(
            "Of {n} item the high scores are told exactly",
            "Of {n} items the high scores are told exactly",
            n["exact"],
        )
    ]
    if n["at_most"]:
        said.append(_("of {n} within bounds", n=n["at_most"]))
    if n["n_only"]:
        said.append(_("of {n} only how many answered", n=n["n_only"]))
    lines = [", ".join(said) + "."]
    if joined := released.seen(look).elsewhere:
        lines.append(
            plural(
                "Of {n} item the answers of {year} stand together with those of another school year: choose all school years.",
                "Of {n} items the answers of {year} stand together with those of another school year: choose all school years.",
                len(joined),
                year=year(look.school_year),
            )
        )
    st.caption(" ".join(lines))


def _caption(denominator: Denominator, table: pd.DataFrame, what: str = "") -> str:
    """What the dots are, and of whom; a difference is told of the scores."""
    said = _(
        "{what} with 95 % interval; diamond: all other centres together at the same mix of strategies, where that may be told. {base} {judged}",
        what=what or _("Share of high scores"),
        base=base_words(denominator),
        judged=judged_words(),
    )
    return f"{said} {span_note()}" if (table["told"] == "at_most").any() else said


def effect(look: Look, denominator: Denominator) -> None:
    """The chain of effect beside the other centres."""
    st.subheader(_("Effect"), anchor=False)
    table = data.with_role(look, "effect")
    panels.panel(
        "effect",
        figures.effect(look, denominator),
        table,
        RELEASED_ITEMS,
        caption=_caption(denominator, table),
        name=released.file_name(look, _("effect")),
    )


def factors(look: Look, denominator: Denominator) -> None:
    """What helps and what hinders, and how that differs from the other centres."""
    st.subheader(_("What helps and what hinders"), anchor=False)
    table = data.factors(look)
    panels.sentences(data.factor_sentences(look))
    panels.panel(
        "one_centre",
        figures.factors(look, denominator),
        table,
        RELEASED_FACTORS,
        caption=_caption(denominator, table, _("Share enabling, negative items turned,")),
        name=released.file_name(look, _("factors")),
    )


def mirror(look: Look, states: data.States) -> None:
    """What the checklist says beside what staff experience, and why each verdict."""
    st.subheader(_("Mirror"), anchor=False)
    st.caption(_("What the checklist of now says beside what staff experienced."))
    reasons = data.reasons(look, states)
    panels.panel(
        "mirror",
        figures.mirror(look, states),
        data.mirror(look, states),
        RELEASED_MIRROR,
        caption=_(
            "Dot: favourable scores on the linked items, of who gave a score, with an interval that counts persons; hatched where they are told within bounds. The word at the end is the verdict; 'perhaps' means that it may be chance."
        ),
        alt=" ".join(reasons.values()),
        name=released.file_name(look, _("mirror")),
    )
    with st.expander(_("Why these verdicts?")):
        terms = centres.known()
        st.markdown(
            "\n".join(
                f"- **{plain(terms.factor_label(f))}**: {plain(why)}" for f, why in reasons.items()
            )
        )


def elements(look: Look) -> None:
    """The five elements of Knoster, with the tension to expect where one is missing."""
    figure = figures.elements(look)
    if figure is None:
        return
    with st.expander(_("The same experience by the five elements of change (Knoster)")):
        panels.panel(
            "knoster",
            figure,
            data.elements(look),
            RELEASED_KNOSTER,
            caption=_(
                "Favourable scores on the items linked to each element, of who gave a score, with 95 % interval; where one is missing, the tension to expect is named."
            ),
            name=released.file_name(look, "knoster"),
        )


def more(look: Look, denominator: Denominator) -> None:
    """Motivation, capacities and change tracks, where there is something."""
    titles: dict[Role, str] = {"motivation": _("Motivation"), "capacities": _("PLC capacities")}
    for role, title in titles.items():
        table = data.with_role(look, role)
        if table.empty:
            continue
        st.subheader(title, anchor=False)
        said = _caption(denominator, table)
        if role == "motivation":
            said += " " + _("Grey: high is not favourable here.")
        figure, files = (
            figures.scales(look, denominator, role),
            released.file_name(look, title),
        )
        panels.panel(role, figure, table, RELEASED_ITEMS, caption=said, alt=title, name=files)
        if len(scales := data.scales(look, role)):
            _scales(role, scales)
    _means(look)


def _scales(role: Role, scales: pd.DataFrame) -> None:
    with panels.folded(_("Means of the scales"), f"{role}_scales_open") as opened:
        if opened:
            panels.table(f"{role}_scales", scales, RELEASED_SCALES, _("scales"))
            said = _("A mean of the means of the items, of scales of which every item has one.")
            st.caption(said)


def _means(look: Look) -> None:
    """The experiment with change tracks: before and after, each by itself."""
    table = data.means(look)
    if table.empty:
        return
    st.subheader(_("Change tracks (experiment)"), anchor=False)
    panels.panel(
        "means",
        figures.means(look),
        table,
        RELEASED_MEANS,
        caption=_(
            "Means on a scale of 1 to 10, rounded, from 10 persons. Open dot: before. Who answered before and who after are not laid beside each other person by person."
        ),
        name=released.file_name(look, _("change tracks")),
    )


def talk(look: Look, states: data.States) -> None:
    """Questions for the talk, each with the figure that gave rise to it."""
    points = data.questions(look, states)
    if points:
        st.subheader(_("Questions for the talk"), anchor=False)
        st.markdown(
            "\n".join(
                f"{i}. **{plain(p.question)}**  \n   {plain(p.figure)}"
                for i, p in enumerate(points, start=1)
            )
        )

"""The picture of one centre, for the talk with its director."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.centre_tables import CAPACITIES, KNOSTER, MIRROR, MOTIVATION
from measurement.pooling import offer_sentence
from measurement.summary import COMPARED_FACTORS
from measurement.tables import COMPARISON, RESPONSE, records
from measurement.words import number, percent
from measurement.words import text as _
from pages.shared import centre_facts, centre_figures, controls, figures, network, panels, source
from pages.shared.source import Selection


def response(selection: Selection, centre: str) -> None:
    """Response beside the network's."""
    table = source.response_table(network.whole(selection), "centre")
    own = table[table["centre"] == centre]
    rest = table[table["centre"] != centre]
    with st.container(horizontal=True):
        for label, rows in ((centre, own), (_("other centres"), rest)):
            answered, known = (
                int(rows["n_answered"].sum()),
                rows["n_invited"].notna().all() and len(rows) > 0,
            )
            invited = int(rows["n_invited"].sum()) if known else 0
            rate = percent(answered, invited, 0) if invited >= answered > 0 else _("unknown")
            shown = number(invited) if known else _("unknown")
            st.metric(
                f"{_('Response rate')} · {label}",
                rate,
                border=True,
                help=_("{answered} of {invited}", answered=answered, invited=shown),
            )


def participation(selection: Selection, centre: str) -> None:
    """To which initiatives colleagues were invited, and how many answered."""
    by = ("strategy", "moment", "initiative", "centre")
    table = source.response_table(network.whole(selection), *by)
    own = table[table["centre"] == centre].drop(columns="centre")
    if len(own):
        with st.expander(_("Participation: {n} initiatives", n=len(own)), icon=":material/groups:"):
            panels.table("participation", own, RESPONSE, _("participation"))


def offers(selection: Selection, centre: str) -> None:
    """With few answers: what more years or strategies would give."""
    few = [offer_sentence(o) for o in network.offer(selection, centre)]
    if few:
        with st.container(border=True):
            st.markdown(_("These figures rest on few answers. More is available:"))
            st.markdown("\n".join(f"- {line}" for line in few))


def fillers(centre: str) -> None:
    """Where several people filled in: what each of them said, where they differ."""
    table = network.spread().pipe(
        lambda t: t[(t["centre"] == centre) & (t["n"] > 1) & t["consensus"].isna()]
    )
    known = network.known()
    for row in records(table):
        given = {f: getattr(row, f) for f in known.named("filler")}
        said = ", ".join(
            f"{known.label('filler', f)}: {centre_figures.state_words(s)}"
            for f, s in given.items()
            if pd.notna(s)
        )
        st.markdown(f"- {_('They differ')}: **{known.factor_label(str(row.factor))}** ({said})")


def start(centre: str) -> None:
    """Ready to start? The three preconditions, and what is missing with its tip."""
    table = network.checklists()
    own = table[table["centre"] == centre]
    st.subheader(_("Ready to start?"), anchor=False)
    if own.empty:
        st.info(_("There is no checklist of this centre yet."), icon=":material/info:")
        return
    row = next(records(network.readiness().pipe(lambda t: t[t["centre"] == centre])))
    words = {
        "ready": _("All three preconditions are fully present: ready to start."),
        "partly": _("Not every precondition is fully present yet."),
        "not_ready": _("A precondition is absent: work on that first."),
        "unknown": _("Not every precondition is filled in."),
    }
    st.markdown(words[str(row.readiness)])
    fillers(centre)
    known = network.known()
    for item in records(network.missing().pipe(lambda t: t[t["centre"] == centre])):
        mark = f" · {_('precondition')}" if item.precondition else ""
        with st.expander(
            f"{known.factor_label(str(item.factor))}: {centre_figures.state_words(item.state)}{mark}"
        ):
            st.markdown(str(item.tip))
            if pd.notna(item.warning):
                st.warning(str(item.warning), icon=":material/warning:")
    if (figure := centre_figures.pressure(centre)) is not None:
        panels.drawing(figure, "pressure", _("Pressure and support"))


def changes(centre: str) -> None:
    """What changed since the checklist before, by the same filler."""
    table = network.change()
    own = table[(table["centre"] == centre) & table["change"].isin(["better", "worse"])]
    if own.empty:
        return
    known = network.known()
    words = {"better": _("better"), "worse": _("worse")}
    st.markdown(f"**{_('Since the checklist before')}**")
    st.markdown(
        "\n".join(
            f"- {known.factor_label(str(r.factor))}: {words[str(r.change)]} ({centre_figures.state_words(r.before)} → {centre_figures.state_words(r.state)}, {known.label('filler', str(r.filled_by))})"
            for r in records(own)
        )
    )


def elements(selection: Selection, centre: str) -> None:
    """The five elements of Knoster, with the tension to expect where one is missing."""
    figure = centre_figures.elements(selection, centre)
    if figure is None:
        return
    with st.expander(_("The same experience by the five elements of change (Knoster)")):
        table = network.elements(selection)
        caption = _(
            "Favourable scores on the items linked to each element, with 95 % interval; where one is missing, the tension to expect is named."
        )
        panels.panel(
            "knoster",
            figure,
            table[table["centre"] == centre],
            KNOSTER,
            caption,
            caption,
            ("centre",),
            "knoster",
        )


def more(selection: Selection, centre: str) -> None:
    """Motivation, capacities, inspection and facts, where there is something."""
    for role, title, declared in (
        ("motivation", _("Motivation"), MOTIVATION),
        ("capacities", _("PLC capacities"), CAPACITIES),
    ):
        table = network.scales(selection, centre, role)
        if len(table):
            st.subheader(title, anchor=False)
            said = _(
                "Share of high scores, with 95 % interval; diamond: the other centres. Grey: high is not favourable here."
            )
            panels.panel(
                role,
                centre_figures.scales(selection, centre, role),
                table,
                declared,
                said,
                title,
                (),
                title,
            )


def talk(selection: Selection, centre: str) -> None:
    """Questions for the talk, each with the figure that gave rise to it."""
    points = network.talk(selection, centre)
    if points:
        st.subheader(_("Questions for the talk"), anchor=False)
        st.markdown(
            "\n".join(
                f"{i}. **{p.question}**  \n   {p.figure}" for i, p in enumerate(points, start=1)
            )
        )


selection = controls.filters("initiative", "centre")
centre = controls.one_of_many("centrum", _("Centre"), network.centres(), str, _("Choose a centre"))
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.header(centre, anchor=False, width="content")
    st.toggle(
        _("Print view"),
        key="paper",
        help=_("Makes the figures as wide as a page; then print with Ctrl+P."),
    )
panels.sentences(network.in_short(selection, centre))
offers(selection, centre)
response(selection, centre)
participation(selection, centre)
st.subheader(_("Effect"), anchor=False)
caption = _(
    "Share of high scores among scored answers, with 95 % interval; diamond: all other centres together."
)
comparison = source.comparison_table(network.whole(selection), "centre")
panels.panel(
    "effect",
    centre_figures.effect(selection, centre),
    comparison[comparison["centre"] == centre],
    COMPARISON,
    caption,
    caption,
    ("centre",),
    _("effect"),
)
st.subheader(_("What helps and what hinders"), anchor=False)
factors = figures.by_centre(network.whole(selection))
panels.sentences(source.centre_sentences(network.whole(selection), centre))
panels.panel(
    "one_centre",
    figures.one_centre(network.whole(selection), centre),
    factors[factors["centre"] == centre],
    COMPARED_FACTORS,
    caption,
    caption,
    ("centre",),
    _("factors"),
)
st.subheader(_("Mirror"), anchor=False)
st.caption(_("What the checklist says beside what staff experience."))
panels.panel(
    "mirror",
    centre_figures.mirror(selection, centre),
    network.mirror_of(selection, centre),
    MIRROR,
    _(
        "Dot: favourable scores on the linked items, with an interval that counts persons. The word at the end is the verdict; 'perhaps' means that it may be chance."
    ),
    " ".join(network.reasons(selection, centre).values()),
    ("centre",),
    _("mirror"),
)
with st.expander(_("Why these verdicts?")):
    known = network.known()
    st.markdown(
        "\n".join(
            f"- **{known.factor_label(f)}**: {why}"
            for f, why in network.reasons(selection, centre).items()
        )
    )
elements(selection, centre)
start(centre)
changes(centre)
more(selection, centre)
centre_facts.show(centre)
talk(selection, centre)
centre_facts.form(centre)
centre_facts.files()

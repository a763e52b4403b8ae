"""What the checklist of one centre says: ready to start, what is missing, what changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from measurement.tables import records
from measurement.words import say
from measurement.words import text as _
from pages.centre.checklist import figures
from pages.desk import account, centres, panels
from pages.desk.shown import bare
from pages.frame import parts, person
from pages.frame.writing import plain

READINESS = {
    "ready": say("All three preconditions are fully present: ready to start."),
    "partly": say("Not every precondition is fully present yet."),
    "not_ready": say("A precondition is absent: work on that first."),
    "unknown": say("Not every precondition is filled in."),
}


def fillers(centre: str) -> None:
    """Where several people filled in: what each of them said, where they differ."""
    table = centres.spread().pipe(
        lambda t: t[(t["centre"] == centre) & (t["n"] > 1) & t["consensus"].isna()]
    )
    success_factors = centres.known()
    for row in records(table):
        given = {f: getattr(row, f) for f in success_factors.named("filler")}
        said = ", ".join(
            f"{success_factors.label('filler', f)}: {centres.state_words(s)}"
            for f, s in given.items()
            if pd.notna(s)
        )
        differ = _("They differ")
        st.markdown(f"- {differ}: **{success_factors.factor_label(str(row.factor))}** ({said})")


def start(centre: str) -> None:
    """Ready to start? The three preconditions, and what is missing with its tip."""
    table = centres.checklists()
    own = table[table["centre"] == centre]
    parts.heading(_("Ready to start?"), below=True)
    if own.empty:
        none = _("There is no checklist of this centre yet.")
        if not person.me().may("see_all_centres"):
            none = _("There is no checklist of this centre yet that you can see.")
        st.info(none, icon=":material/info:")
        return
    row = next(records(centres.readiness().pipe(lambda t: t[t["centre"] == centre])))
    st.markdown(str(READINESS[str(row.readiness)]))
    fillers(centre)
    success_factors = centres.known()
    for item in records(centres.missing().pipe(lambda t: t[t["centre"] == centre])):
        mark = " · " + _("precondition") if item.precondition else ""
        with st.expander(
            f"{success_factors.factor_label(str(item.factor))}: {centres.state_words(item.state)}{mark}"
        ):
            st.markdown(plain(item.tip))
            if pd.notna(item.warning):
                st.warning(plain(item.warning), icon=":material/warning:")
    if figures.pressure(centre) is not None:
        with panels.folded(_("Pressure and support"), "pressure_open", None) as wanted:
            if wanted:
                pressure(centre)


def pressure(centre: str) -> None:
    """Pressure × support of this centre among the others, where its checklist says both."""
    if (figure := figures.pressure(centre)) is not None:
        with account.living():
            bare.alone(
                "pressure",
                figure,
                figures.pressure_said(centre),
                _(
                    "The large dot is this centre, the small ones are the other centres that you see. A factor of the checklist counts 0 when absent, a half when partly and 1 when fully present; along the bottom the mean of the factors that press, upwards that of those that support. Pressure without support brings resistance, support without pressure makes it optional. Which factors count where is an assumption."
                ),
                _("By the last checklist of each centre; of several people the most cautious."),
                name=_("pressure and support"),
            )


def changes(centre: str) -> None:
    """What changed since the checklist before, by the same filler."""
    table = centres.change()
    own = table[(table["centre"] == centre) & table["change"].isin(["better", "worse"])]
    if own.empty:
        return
    success_factors = centres.known()
    words = {"better": _("better"), "worse": _("worse")}
    title = _("Since the checklist before")
    lines = [
        f"- {success_factors.factor_label(str(r.factor))}: {words[str(r.change)]} ({centres.state_words(r.before)} → {centres.state_words(r.state)}, {success_factors.label('filler', str(r.filled_by))})"
        for r in records(own)
    ]
    st.markdown("\n".join([f"**{title}**", *lines]))

"""The mirror of the network: where the checklist and the staff's experience contradict."""

from __future__ import annotations

import streamlit as st

from measurement.centre.mirror.sentences import chance_sentence, verdict_label, verdict_meaning
from measurement.centre.mirror.tables import BLIND_SPOTS, MIRROR
from measurement.reports.figures.mirror import MARKS
from measurement.words import text as _
from pages.centre.mirror import data, figures
from pages.desk import centres, filters, panels, publishing, source

selection = filters.filters("initiative", "centre", "denominator")
if centres.checklists().empty:
    st.info(
        _("No checklist has been filled in yet. Start one on the page Checklist."),
        icon=":material/info:",
    )
    st.stop()
st.markdown("  \n".join(f"{MARKS[v]} **{verdict_label(v)}**: {verdict_meaning(v)}" for v in MARKS))
how = _(
    "Checklist: the most cautious state that anyone gave last. Experience: favourable scores on the linked items, as a share of all scores on them (who gave a score; n/a is left out); the interval counts persons."
)
panels.panel(
    "mirror",
    figures.grid(selection),
    data.mirrored(selection),
    MIRROR,
    said=[
        *(
            data.blind_sentences(selection)
            or [_("No success factor is a blind spot in any centre.")]
        ),
        chance_sentence(data.mirrored(selection), source.questionnaire()),
    ],
    caption=""
    if publishing.history().last is None
    else _(
        "All answers count here. The mirror that a director sees counts only what was released, so it can differ."
    ),
    how=how,
    by=("centre",),
    name=_("mirror"),
)
st.header(_("Per success factor"), anchor=False)
panels.table("blind", data.blind(selection), BLIND_SPOTS, _("blind spots"))

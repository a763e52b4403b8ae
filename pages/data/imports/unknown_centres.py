"""Centres that are not on the list: which centre is meant by a name, said once."""

from __future__ import annotations

import streamlit as st

from measurement.errors import SurveyError
from measurement.words import text as _
from pages.desk import source, uploads
from pages.desk.uploads import Upload
from pages.frame import net, person
from pages.frame.writing import plain, plain_lines


def ask(upload: Upload) -> None:
    """Names of centres that are not on the list: each is assigned once."""
    found = upload.found
    if found is None:
        return
    people = found.respondents
    strange = people.loc[
        (people["excluded"] == "") & (people["centre"] != "") & ~people["centre_known"], "centre"
    ]
    names = sorted({*strange.unique(), *uploads.assigned(upload.mark)})
    if not names:
        return
    official = sorted(c.name for c in source.questionnaire().centres)
    label, mark = _("Centres that are not on the list"), f"centres_{upload.mark}"
    with st.expander(label, icon=":material/wrong_location:", key=mark):
        st.caption(
            _(
                "Say once which centre is meant: it is remembered, also for answers that are in the store. A name that you leave open stays as it is."
            )
        )
        for name in names:
            now = uploads.assigned(upload.mark).get(name)
            st.selectbox(
                plain(name),
                official,
                index=official.index(now) if now in official else None,
                key=f"centre_{upload.mark}_{name}",
                placeholder=_("Stays as it is"),
                on_change=_assign,
                args=(upload.mark, name),
            )


@net.caught
def _assign(mark: str, name: str) -> None:
    uploads.assign(mark, name, st.session_state.get(f"centre_{mark}_{name}") or "")


def spellings() -> None:
    """Names of centres that were assigned before, to be taken back."""
    assigned = source.store().by_hand.centre_spellings()
    if not assigned:
        return
    with st.expander(_("Names of centres that were assigned"), icon=":material/location_on:"):
        chosen = st.multiselect(
            _("Take back"),
            list(assigned),
            key="take_back_centres",
            placeholder=_("Choose names"),
            format_func=lambda name: f"{name} → {assigned[name]}",
        )
        if chosen and st.button(_("Forget these"), key="forget_centres"):
            try:
                person.me().require("import_exports")
                source.store().by_hand.assign_centres(dict.fromkeys(chosen, ""))
            except SurveyError as error:
                st.error(plain_lines(error), icon=":material/error:")
                return
            st.rerun()

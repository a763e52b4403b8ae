"""Access of many people at once: a list that is dropped, looked at and confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from measurement.access.file import AccessList, access_file, template
from measurement.access.lists import Wish
from measurement.access.tables import ACCOUNTS
from measurement.questionnaire.files.reading import fingerprint
from measurement.words import plural
from measurement.words import text as _
from pages.data.access.forms import counted, do, faults_shown, names_of_centres
from pages.desk import panels, source, uploads, wording
from pages.frame import person
from pages.frame.writing import plain


def many() -> None:
    """The template to take away; a filled-in list to drop, look at and confirm."""
    explained = _(
        "Fill in a row per person in the template and drop it here. Who is not in the list keeps the access that he or she has. Nothing changes until you confirm."
    )
    st.markdown(explained)
    st.download_button(
        _("Download the template"),
        partial(template, names_of_centres()),
        "toegang.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key="access_template",
    )
    file = st.file_uploader(
        _("Filled-in list (Excel or csv)"),
        type=["xlsx", "csv"],
        key=f"access_list_{st.session_state.get('round', 0)}",
    )
    if file is not None:
        with faults_shown():
            person.me().require("manage_access")
            _confirm(_read(file))


def _read(file: Any) -> AccessList:
    """The list in a dropped file, read once for as long as it is there."""
    mark = f"{file.file_id}|{fingerprint()}"
    kept: tuple[str, AccessList] | None = st.session_state.get("access_read")
    if kept is None or kept[0] != mark:
        with uploads.on_disk(file) as path:
            kept = mark, access_file(path, source.questionnaire())
        st.session_state["access_read"] = kept
    return kept[1]


def _confirm(access_list: AccessList) -> None:
    """Show what was read, and take it in when that is confirmed."""
    roles = [wish.role for wish in access_list.wishes]
    panels.sentences([_("In {file}: {parts}.", file=access_list.file, parts=counted(roles))])
    for problem in access_list.told:
        st.warning(plain(problem), icon=":material/info:")
    st.dataframe(_preview(access_list.wishes), hide_index=True)
    n = len(access_list.wishes)
    label = plural("Give {n} person this access", "Give {n} people this access", n)
    if st.button(label, key="access_take", type="primary", icon=":material/group_add:"):
        do(lambda by: _taken(by, access_list))


def _taken(by: str, access_list: AccessList) -> str:
    taken = source.store().access.take_list(by, access_list.wishes)
    st.session_state.pop("access_read")
    uploads.let_go()
    return _(
        "The list is taken in. Given access: {given}; changed: {changed}; the same as before: {same}.",
        given=taken.n_granted,
        changed=taken.n_changed,
        same=taken.n_same,
    )


def _preview(wishes: Sequence[Wish]) -> pd.DataFrame:
    """What each person is to get, as the list of access shows it."""
    rows = [
        (w.email, w.role, "|".join(w.centres) or None, w.until.isoformat() if w.until else None)
        for w in wishes
    ]
    return wording.read(pd.DataFrame(rows, columns=["email", "role", "centres", "until"]), ACCOUNTS)

"""Lists of participants: dropped, looked at, confirmed, and taken back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from measurement.errors import ExportError, SurveyError, rows_shown
from measurement.exports.participations.participations import Participations
from measurement.reach.sentences import KINDS
from measurement.tables import records
from measurement.words import day, number, plural, year
from measurement.words import text as _
from pages.data.imports.listing import act_on, undo_button
from pages.desk import source, uploads
from pages.desk.shown import reach
from pages.frame.writing import plain, plain_lines


def drop() -> None:
    """A place to drop a list; what was recognised in it, and a button to add it."""
    st.markdown(
        _(
            "Drop a list from the participant administration here, as it is: one row per person and session. Names and addresses are used to tell people apart and are never stored."
        )
    )
    file = st.file_uploader(
        _("List of participants (Excel or csv)"),
        type=["xlsx", "xlsm", "xls", "csv", "txt", "tsv"],
        key=f"participants_{st.session_state.get('round', 0)}",
    )
    if file is not None:
        _confirm(file)
    else:  # what was read holds names: it goes when the file goes
        st.session_state.pop("participants", None)
    if message := st.session_state.pop("listed", None):
        st.success(plain(message), icon=":material/check_circle:")


def _confirm(file: Any) -> None:
    try:
        participations = _read(file)
    except ExportError as error:
        for problem in error.problems:
            st.error(plain_lines(problem), icon=":material/error:")
        return
    with st.container(border=True):
        _recognition(participations)
        if source.store().example.there:
            st.caption(_("The example data make place for this list."))
        if st.button(_("Add this list"), type="primary", key="add_list"):
            _add(participations)


def _read(file: Any) -> Participations:
    """The dropped file, read once for as long as it is there."""
    kept = st.session_state.get("participants", (None, None))
    key = (file.file_id, source.store().revision)
    if kept[0] != key:
        with uploads.on_disk(file) as path:
            st.session_state["participants"] = kept = key, reach.recognised(path)
    participations: Participations = kept[1]
    return participations


def _recognition(participations: Participations) -> None:
    """What was recognised: numbers, columns, rows that do not count, and remarks."""
    rows = participations.counting
    people = int(rows.loc[rows["identity"] != "", "identity"].nunique())
    years = ", ".join(year(y) for y in sorted(set(rows["school_year"])))
    st.markdown(f"**{plain(participations.file)}**")
    st.markdown(
        _(
            "{participations} of {people}, {initiatives}, {years}.",
            participations=plural("{n} participation", "{n} participations", len(rows)),
            people=plural("{n} different person", "{n} different people", people),
            initiatives=plural(
                "{n} initiative", "{n} initiatives", int(rows["initiative"].nunique())
            ),
            years=years,
        )
    )
    with st.popover(_("What was recognised"), icon=":material/visibility:"):
        shown = [(c.header, _meaning(c.meaning)) for c in participations.columns]
        st.dataframe(pd.DataFrame(shown, columns=[_("header"), _("meaning")]), hide_index=True)
    _aside({kind: list(of) for kind, of in participations.aside.items()})
    if participations.problems:
        n = len(participations.problems)
        with st.expander(plural("{n} remark", "{n} remarks", n), icon=":material/lightbulb:"):
            for problem in participations.problems:
                st.markdown(f"- {plain(problem)}")


def _meaning(role: str) -> str:
    names = {
        "email": _("e-mail address, only to tell people apart"),
        "person_id": _("number of the person, only to tell people apart"),
        "name": _("name, only to tell people apart"),
        "first_name": _("name, only to tell people apart"),
        "last_name": _("name, only to tell people apart"),
        "initiative": _("initiative"),
        "strategy": _("strategy"),
        "session": _("session"),
        "date": _("date"),
        "centre": _("centre"),
        "school_year": _("school year"),
        "role": _("role"),
        "status": _("who was present"),
    }
    return names.get(role, _("not used"))


def _aside(rows: dict[str, list[int]]) -> None:
    if not rows:
        return
    parts = ", ".join(f"{number(len(of))} {KINDS[k]}" for k, of in rows.items())
    total = sum(map(len, rows.values()))
    title = plural(
        "{n} row is not counted: {parts}", "{n} rows are not counted: {parts}", total, parts=parts
    )
    with st.expander(title, icon=":material/rule:"):
        for kind, numbers in rows.items():
            shown = _("rows {rows}", rows=rows_shown(numbers))
            st.markdown(f"- **{KINDS[kind]}**: {shown}")


def _add(participations: Participations) -> None:
    try:
        receipt = reach.add(participations)
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    message = plural("{n} participation added.", "{n} participations added.", receipt.n_added)
    if receipt.n_repeated:
        message += " " + plural(
            "{n} stood in an earlier list and does not count again.",
            "{n} stood in an earlier list and do not count again.",
            receipt.n_repeated,
        )
    st.session_state["listed"] = message
    st.session_state.pop("participants", None)
    uploads.let_go()
    st.rerun()


def register() -> None:
    """One row per list, the newest first, with undo."""
    room = source.store().reach
    act_on("list", room.undo, room.redo)
    for row in records(room.files()):
        with st.container(border=True):
            left, right = st.columns([6, 1], vertical_alignment="center")
            with left:
                state = " · *" + _("undone") + "*" if row.undone else ""
                years = ", ".join(map(year, row.school_years))
                st.markdown(f"**{plain(row.file)}**{state}  \n{years}")
                counted = plural("{n} participation", "{n} participations", row.n_participations)
                st.caption(f"{day(row.created_at)} · {counted}")
            with right:
                undo_button(row, "list")
            if not row.undone:
                _aside(row.excluded)
                _remarks(row.problems)


def _remarks(problems: list[str]) -> None:
    if problems:
        n = len(problems)
        with st.expander(plural("{n} remark", "{n} remarks", n), icon=":material/lightbulb:"):
            for problem in problems:
                st.markdown(f"- {plain(problem)}")

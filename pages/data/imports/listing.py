"""The list of imports, with what was left out, and undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from measurement.errors import SurveyError, rows_shown
from measurement.exports.headers.platforms import by_id
from measurement.tables import records
from measurement.words import day, number, plural, year
from measurement.words import text as _
from pages.desk import source
from pages.frame import net, person
from pages.frame.writing import plain, plain_lines


def show() -> None:
    """One row per import, the newest first."""
    known = source.questionnaire()
    by, imports = person.me().by, source.store().imports
    act_on("import", lambda i: imports.undo(i, by), lambda i: imports.redo(i, by))
    _cost()
    for row in records(source.store().imports.table()):
        with st.container(border=True):
            left, right = st.columns([5, 1], vertical_alignment="center")
            with left:
                names = ", ".join(
                    dict.fromkeys(
                        known.survey_label(s, m) for s in row.strategies for m in row.moments
                    )
                )
                state = " · *" + _("undone") + "*" if row.undone else ""
                st.markdown(
                    f"**{plain(row.file)}**{state}  \n"
                    + plain(
                        f"{names} · {', '.join(map(year, row.school_years))} · {_initiatives(row.initiatives)}"
                    )
                )
                counted = plural("{n} answer", "{n} answers", row.n_respondents)
                partial = _("{n} partial", n=row.n_partial)
                st.caption(
                    plain(
                        f"{day(row.created_at)} · {by_id(row.platform).label} · {counted}, {partial}{_aside(row.excluded)}"
                    )
                )
            with right:
                undo_button(row, "import")
            _rows(row)


def _initiatives(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else plural("{n} initiative", "{n} initiatives", len(names))


def _cost() -> None:
    """What undoing does to what was released."""
    if source.store().releases.stamp:
        st.caption(
            _(
                "Figures have been released. Undoing an import, or leaving rows out, withdraws those that hold an answer of it, for good."
            )
        )


def _aside(excluded: dict[str, int]) -> str:
    parts = ", ".join(f"{number(n)} {_(kind)}" for kind, n in excluded.items())
    return " · " + _("not counted: {parts}", parts=parts) if parts else ""


def undo_button(row: Any, room: str) -> None:
    """The button of what may be done now, undoing behind a question; it does just that.

    What it said is remembered when it is pressed: a page in another tab may be older.
    """
    if row.undone:
        act, label, icon = "redo", _("Count again"), ":material/redo:"
        key = f"{act}_{room}_{row.id}"
        pressed = (room, act, row.id, row.file)
        st.button(label, key=key, icon=icon, on_click=_press, args=pressed)
        return
    with st.popover(_("Undo"), icon=":material/undo:"):
        st.markdown(
            _("Then nothing in this file counts any more. You can let it count again later.")
        )
        key, label = f"undo_{room}_{row.id}", _("Yes, undo")
        pressed = (room, "undo", row.id, row.file)
        st.button(label, key=key, type="primary", on_click=_press, args=pressed)


@net.caught
def _press(room: str, act: str, number: int, file: str) -> None:
    st.session_state[f"pressed_{room}"] = (act, number, file)


def act_on(room: str, undo: Callable[[int], None], redo: Callable[[int], None]) -> None:
    """Do what was pressed last and say so, or why it cannot be done."""
    act, number, file = st.session_state.pop(f"pressed_{room}", ("", 0, ""))
    if not act:
        return
    try:
        person.me().require("import_exports")
        (redo if act == "redo" else undo)(number)
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    if act == "redo":
        net.done(_("{file} counts again.", file=file))
    else:
        net.done(_("{file} no longer counts. 'Count again' brings it back.", file=file))
    st.rerun()


def _rows(row: Any) -> None:
    """Rows left out of one import; test rows and duplicates can be taken back in."""
    if not row.excluded or row.undone:
        return
    with st.expander(
        _("Rows that are not counted"),
        icon=":material/rule:",
        key=f"rows_{row.id}",
        on_change="rerun",
    ):
        if not st.session_state.get(f"rows_{row.id}"):
            return
        aside = source.store().imports.exclusions(row.id)
        for kind, numbers in aside.items():
            st.markdown(f"- **{_(kind)}**: " + _("rows {rows}", rows=rows_shown(numbers)))
        back = [
            r
            for k in ("test", "duplicate", "replaced", "gone", "left_out")
            for r in aside.get(k, ())
        ]
        chosen = st.multiselect(
            _("Count these rows after all"),
            back,
            key=f"back_{row.id}",
            placeholder=_("Choose Excel rows"),
            format_func=lambda r: _("row {row}", row=str(r)),
        )
        if chosen and st.button(_("Take back in"), key=f"take_{row.id}"):
            person.me().require("import_exports")
            source.store().imports.take_back(row.id, chosen)
            net.done(plural("{n} row counts again.", "{n} rows count again.", len(chosen)))
            st.rerun()

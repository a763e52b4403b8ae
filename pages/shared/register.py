"""The list of imports, with what was left out, and undo."""

from __future__ import annotations

from typing import Any

import streamlit as st

from measurement.errors import SurveyError, rows_shown
from measurement.exports.platforms import by_id
from measurement.tables import records
from measurement.words import day, number, plural, year
from measurement.words import text as _
from pages.shared import person, source


def show() -> None:
    """One row per import, the newest first."""
    known = source.questionnaire()
    for row in records(source.store().imports()):
        with st.container(border=True):
            left, right = st.columns([6, 1], vertical_alignment="center")
            with left:
                names = ", ".join(
                    dict.fromkeys(
                        known.survey_label(s, m) for s in row.strategies for m in row.moments
                    )
                )
                state = f" · *{_('undone')}*" if row.undone else ""
                st.markdown(
                    f"**{row.file}**{state}  \n{names} · {', '.join(map(year, row.school_years))} · {_initiatives(row.initiatives)}"
                )
                counted = plural("{n} answer", "{n} answers", row.n_respondents)
                st.caption(
                    f"{day(row.created_at)} · {by_id(row.platform).label} · {counted}, {_('{n} partial', n=row.n_partial)}{_aside(row.excluded)}"
                )
            with right:
                _undo(row)
            _rows(row)


def _initiatives(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else plural("{n} initiative", "{n} initiatives", len(names))


def _aside(excluded: dict[str, int]) -> str:
    parts = ", ".join(f"{number(n)} {_(kind)}" for kind, n in excluded.items())
    return f" · {_('not counted: {parts}', parts=parts)}" if parts else ""


def _undo(row: Any) -> None:
    label, icon = (
        (_("Count again"), ":material/redo:") if row.undone else (_("Undo"), ":material/undo:")
    )
    if st.button(label, key=f"undo_{row.id}", icon=icon):
        try:
            person.me().require("import_exports")
            (source.store().redo if row.undone else source.store().undo)(row.id)
        except SurveyError as error:
            st.error(str(error), icon=":material/error:")
            return
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
        aside = source.store().exclusions(row.id)
        for kind, numbers in aside.items():
            st.markdown(f"- **{_(kind)}**: {_('rows {rows}', rows=rows_shown(numbers))}")
        back = [r for k in ("test", "duplicate", "repeated", "left_out") for r in aside.get(k, ())]
        chosen = st.multiselect(
            _("Count these rows after all"),
            back,
            key=f"back_{row.id}",
            placeholder=_("Choose Excel rows"),
            format_func=lambda r: _("row {row}", row=str(r)),
        )
        if chosen and st.button(_("Take back in"), key=f"take_{row.id}"):
            person.me().require("import_exports")
            source.store().take_back(row.id, chosen)
            st.rerun()

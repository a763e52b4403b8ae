"""How many people were invited: filled in per survey, or dropped as a table per centre."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from measurement.errors import SurveyError
from measurement.exports.surveys import SURVEY
from measurement.exports.template.template import invitations_file
from measurement.store.answers.invitations import Invitation
from measurement.tables import records
from measurement.words import plural, year
from measurement.words import text as _
from pages.desk import source, tables, uploads
from pages.desk.selection import EVERYTHING
from pages.frame import person
from pages.frame.writing import plain_lines


def show() -> None:
    """A table to fill in, and a place to drop a table per centre."""
    with st.expander(
        _("Invited per survey"), icon=":material/mail:", key="invited", on_change="rerun"
    ):
        if not st.session_state.get("invited"):
            return
        st.caption(
            _(
                "Without known invitations a response rate is unknown. Fill in a number per survey; empty means unknown."
            )
        )
        _fill_in()
        st.caption(
            _(
                "Per centre: drop a table with the columns schooljaar, strategie, initiatief, moment, centrum and uitgenodigd (xlsx or csv)."
            )
        )
        file = st.file_uploader(
            _("Table of invitations"),
            type=["xlsx", "csv"],
            key=f"invitations_{st.session_state.get('round', 0)}",
        )
        if file is not None and st.button(_("Add these invitations"), key="add_invitations"):
            _add(file)


def _fill_in() -> None:
    """One row per survey; what was changed is stored in one transaction."""
    table = (
        tables.response_table(EVERYTHING, *SURVEY)
        .sort_values(["school_year", "strategy", "initiative"], ascending=[False, True, True])
        .reset_index(drop=True)
    )
    shown = _worded(table)
    column = st.column_config.NumberColumn(min_value=0, step=1)
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=list(shown.columns[:-1]),
        column_config={_("invited"): column},
        key=f"invited_{source.store().revision}",
    )
    before, after = shown[_("invited")], edited[_("invited")]
    changed = [i for i in range(len(shown)) if _number(before.iloc[i]) != _number(after.iloc[i])]
    if changed and st.button(
        plural("Save {n} number", "Save {n} numbers", len(changed)),
        type="primary",
        key="save_invited",
    ):
        rows = [
            Invitation(
                **{k: str(table.loc[i, k]) for k in SURVEY}, n_invited=_number(after.iloc[i])
            )
            for i in changed
        ]
        _store(rows)


def _worded(table: pd.DataFrame) -> pd.DataFrame:
    """The surveys in words, with how many answered and, last, how many were invited."""
    questionnaire = source.questionnaire()
    surveys = [questionnaire.survey_label(str(r.strategy), str(r.moment)) for r in records(table)]
    return pd.DataFrame(
        {
            _("school year"): [year(str(y)) for y in table["school_year"]],
            _("survey"): surveys,
            _("initiative"): table["initiative"].astype(str),
            _("answered"): table["n_answered"].astype(int),
            _("invited"): table["n_invited"],
        }
    )


def _number(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _add(file: Any) -> None:
    with uploads.on_disk(file) as path:
        try:
            rows = [Invitation(*row) for row in invitations_file(path)]
        except SurveyError as error:
            st.error(plain_lines(error), icon=":material/error:")
            return
    _store(rows)


def _store(rows: list[Invitation]) -> None:
    try:
        person.me().require("import_exports")
        source.store().surveys.invite(rows, source.questionnaire())
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    uploads.let_go()
    st.session_state["imported"] = plural(
        "{n} number of invited stored.", "{n} numbers of invited stored.", len(rows)
    )
    st.rerun()

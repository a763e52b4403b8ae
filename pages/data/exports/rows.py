"""The answers per person as files for analysis, and what describes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from measurement.reports.answers import MOST, rows_workbook
from measurement.reports.data.variables import Form
from measurement.reports.data.write import n_rows
from measurement.words import mark, plural
from measurement.words import text as _
from pages.data.exports import data as take_away
from pages.desk import account, source
from pages.desk.selection import Selection

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOWNLOAD = ":material/download:"
FORMS: dict[Form, str] = {
    "wide": mark("A row per answer, a column per item"),
    "long": mark("A row per answer and item"),
}


def offer(
    key: str, label: str, build: Callable[[], bytes | str], file: str, kind: str, icon: str
) -> None:
    """A button that builds a file when it is asked for."""
    st.download_button(label, build, file, kind, key=key, on_click="ignore", icon=icon)


def rows(selection: Selection) -> None:
    """The answers per person, with what to be careful about."""
    st.header(_("Answers per person"), anchor=False)
    st.warning(
        _(
            "These are answers of persons. Use them for analysis only, do not pass them on, and delete the file when you are done. Nobody is named, but who knows a centre well may recognise a person. Every download is written in the log, with who took it."
        ),
        icon=":material/privacy_tip:",
    )
    form: Form = st.segmented_control(
        _("Form of the table"),
        list(FORMS),
        default="wide",
        required=True,
        key="take_form",
        format_func=lambda one: _(FORMS[one]),
    )
    n = n_rows(source.all_answers(selection), form)
    st.caption(
        _(
            "{rows}; zero measurements included. The numbers of persons are made anew for every file: a number in one file says nothing about another.",
            rows=plural("{n} row", "{n} rows", n),
        )
    )
    _files(selection, form)
    if form == "long":
        _excel(selection, n)
    _described(selection, form)


def _files(selection: Selection, form: Form) -> None:
    name = _("answers")
    with st.container(horizontal=True, gap="medium"):
        build = take_away.file_of(selection, "csv", form)
        offer("take_rows_csv", "CSV", build, f"{name}.csv", "text/csv", DOWNLOAD)
        build = take_away.file_of(selection, "csv", form, belgian=True)
        label = _("CSV for Belgian Excel")
        offer("take_rows_belgian", label, build, f"{name}.csv", "text/csv", DOWNLOAD)
        build = take_away.file_of(selection, "sav", form)
        offer("take_rows_sav", "SPSS", build, f"{name}.sav", "application/x-spss-sav", DOWNLOAD)
        build = take_away.file_of(selection, "parquet", form)
        kind = "application/vnd.apache.parquet"
        offer("take_rows_parquet", "Parquet", build, f"{name}.parquet", kind, DOWNLOAD)


def _excel(selection: Selection, n: int) -> None:
    if n > MOST:
        st.caption(_("There are too many rows for Excel: take the csv file, or choose less."))
        return
    notes = partial(rows_workbook, notes=account.selected(selection))
    build = take_away.rows_of(selection, notes)
    offer("take_rows_xlsx", "Excel", build, _("answers") + ".xlsx", XLSX, DOWNLOAD)


def _described(selection: Selection, form: Form) -> None:
    """What describes those files; no answer of a person is in it."""
    with st.container(horizontal=True, gap="medium"):
        build = take_away.file_of(selection, "xlsx", form)
        label = _("Data dictionary in Excel")
        offer("take_dictionary", label, build, _("dictionary") + ".xlsx", XLSX, ":material/book:")
        build = take_away.file_of(selection, "xml", form)
        label = _("Codebook (DDI 2.5)")
        offer("take_ddi", label, build, _("codebook") + ".xml", "text/xml", ":material/book:")
    st.caption(
        _(
            "SPSS gets a label for every variable and value, and three kinds of user-missing: 97 not applicable, 98 skipped, 99 not shown. In csv and Parquet a column of its own says why there is no score, so that nobody takes the mean of a 97. The dictionary and the codebook describe the variables; they hold no row of a person."
        )
    )

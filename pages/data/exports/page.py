"""Take away: the summary tables of a selection, and for analysts the answers per person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from measurement.reports.answers import MOST, rows_csv, rows_workbook
from measurement.tables import GROUPS
from measurement.words import plural
from measurement.words import text as _
from pages.data.exports import data as take_away
from pages.desk import account, filters, source
from pages.desk.selection import Selection
from pages.frame import person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def grouped() -> tuple[str, ...]:
    """The columns that the summary tables are grouped by, in a fixed order."""
    chosen = st.multiselect(
        _("A row of every table per"),
        take_away.GROUPS,
        default=take_away.FIRST,
        key="take_by",
        persist_state="session",
        format_func=lambda name: str(GROUPS[name].title),
        placeholder=_("All answers together"),
        help=_("A table is grouped by those of these columns that it has."),
    )
    return tuple(name for name in take_away.GROUPS if name in chosen)


def offer(
    key: str, label: str, build: Callable[[], bytes | str], file: str, kind: str, icon: str
) -> None:
    """A button that builds a file when it is asked for."""
    st.download_button(label, build, file, kind, key=key, on_click="ignore", icon=icon)


def summaries(selection: Selection, by: tuple[str, ...]) -> None:
    """Which summary tables there are, and all of them in one file."""
    st.header(_("Summary tables"), anchor=False)
    limits = source.limits()
    with st.spinner(_("Making the tables…")):
        summary = take_away.tables(selection, *by)
    st.dataframe(take_away.contents(summary, limits), hide_index=True, key="take_tables")
    st.caption(
        _(
            "{small} Such a row can give somebody's answer away: be careful with it outside the team. Zero measurements count in the response and the evolution only, unless the tables tell moments apart.",
            small=take_away.about_small(limits),
        )
    )
    with st.container(horizontal=True, gap="medium"):
        book = take_away.book_of(selection, by, limits)
        offer("take_book", _("All tables in Excel"), book, _("tables") + ".xlsx", XLSX, TABLE)
        files = take_away.zip_of(selection, by)
        offer(
            "take_zip", _("All tables as CSV"), files, _("tables") + ".zip", "application/zip", ZIP
        )
    st.caption(
        _(
            "The workbook has a sheet that explains every column. The csv files are for scripts: UTF-8, with commas between values, a decimal point and unrounded figures."
        )
    )


def rows(selection: Selection) -> None:
    """The answers per person, with what to be careful about."""
    st.header(_("Answers per person"), anchor=False)
    st.warning(
        _(
            "These are answers of persons. Use them for analysis only, do not pass them on, and delete the file when you are done. Nobody is named, but who knows a centre well may recognise a person. Every download is written in the log, with who took it."
        ),
        icon=":material/privacy_tip:",
    )
    people = source.all_answers(selection)
    n = people.n * len(people.items)
    st.caption(
        _(
            "{rows}: one for every answer and item, zero measurements included. The numbers of persons are made anew for every file: a number in one file says nothing about another.",
            rows=plural("{n} row", "{n} rows", n),
        )
    )
    with st.container(horizontal=True, gap="medium"):
        build = take_away.rows_of(selection, rows_csv)
        offer("take_rows_csv", "CSV", build, _("answers") + ".csv", "text/csv", DOWNLOAD)
        if n <= MOST:
            notes = partial(rows_workbook, notes=account.selected(selection))
            build = take_away.rows_of(selection, notes)
            offer("take_rows_xlsx", "Excel", build, _("answers") + ".xlsx", XLSX, DOWNLOAD)
    if n > MOST:
        st.caption(_("There are too many rows for Excel: take the csv file, or choose less."))


TABLE, ZIP, DOWNLOAD = ":material/table:", ":material/folder_zip:", ":material/download:"
person.me().require("export_rows")
chosen = filters.filters("denominator")
summaries(chosen, grouped())
rows(chosen)

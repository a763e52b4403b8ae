"""Take away: the summary tables of a selection, and for analysts the answers per person."""

from __future__ import annotations

import streamlit as st

from measurement.tables import GROUPS
from measurement.words import text as _
from pages.data.exports import annual, rows
from pages.data.exports import data as take_away
from pages.data.exports.rows import XLSX, offer
from pages.desk import filters, panels, source
from pages.desk.selection import Selection
from pages.frame import person


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


def summaries(selection: Selection, by: tuple[str, ...]) -> None:
    """Which summary tables there are, and all of them in one file."""
    st.header(_("Summary tables"), anchor=False)
    limits = source.limits()
    with st.spinner(_("Making the tables…")):
        summary = take_away.tables(selection, *by)
    contents = take_away.contents(summary, limits)
    high = panels.rows_high(len(contents))
    st.dataframe(contents, hide_index=True, key="take_tables", height=high)
    st.caption(
        _(
            "{small} Such a row can give somebody's answer away: be careful with it outside the team. Zero measurements count in the response and the evolution only, unless the tables tell moments apart.",
            small=take_away.about_small(limits),
        )
    )
    with st.container(horizontal=True, gap="medium"):
        book = take_away.book_of(selection, by, limits)
        offer("take_book", _("All tables in Excel"), book, _("tables") + ".xlsx", XLSX, TABLE)
        for key, label, belgian in (
            ("take_zip", _("All tables as CSV"), False),
            ("take_zip_belgian", _("All tables as CSV for Belgian Excel"), True),
        ):
            files = take_away.zip_of(selection, by, belgian)
            offer(key, label, files, _("tables") + ".zip", "application/zip", ZIP)
    st.caption(
        _(
            "The workbook has a sheet that explains every column. CSV is for scripts: UTF-8, with commas between values, a decimal point and unrounded figures. CSV for Belgian Excel has semicolons, a decimal comma and four decimals."
        )
    )


def elsewhere() -> None:
    """What is taken along on other pages."""
    st.header(_("On other pages"), anchor=False)
    st.page_link(
        PROFILE,
        label=_(
            "Of one centre: its report (PDF, PowerPoint, Word) and its summary on one page (A4, or A3 for the wall); and the reports or slides of all centres in a zip"
        ),
        icon=":material/apartment:",
    )
    st.markdown(
        _(
            "Every figure, on its own page under **Take along**: as a picture (png with 300 dots per inch, or svg), and its table in Excel and CSV."
        )
    )
    st.caption(
        _(
            "All of this can be made on the command line too, for instance every night: the handbook says how. Commands: {commands}.",
            commands="`tables`, `data`, `picture`, `report`, `summary`",
        )
    )


PROFILE = "pages/centre/profile/page.py"
TABLE, ZIP = ":material/table:", ":material/folder_zip:"
person.me().require("export_rows")
chosen = filters.filters("denominator")
summaries(chosen, grouped())
annual.pack()
rows.rows(chosen)
elsewhere()

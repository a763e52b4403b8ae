"""The report of a centre to take away: what its page shows, on paper and on slides.

Files are built when they are asked for, of the release that the page is of; as staff of a preview,
stamped as a draft.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from measurement.denominator import Denominator
from measurement.errors import SurveyError
from measurement.reports.paper import forms
from measurement.reports.paper.pdf import Paper, pdf
from measurement.store import taken
from measurement.words import text as _
from pages.centre.profile import data
from pages.desk import source
from pages.desk.selection import Look
from pages.frame import person
from pages.frame.writing import plain

FILE, SLIDES, PAGE = ":material/picture_as_pdf:", ":material/slideshow:", ":material/article:"


def take_away(look: Look, denominator: Denominator) -> None:
    """What can be taken away of this centre, and for staff of all centres."""
    with st.popover(_("Report (PDF, Word)"), icon=":material/download:", key="take_away"):
        offered: tuple[tuple[forms.Form, str, str], ...] = (
            ("pdf", _("Report (PDF)"), FILE),
            ("pptx", _("Slides (PowerPoint)"), SLIDES),
            ("docx", _("Report (Word)"), PAGE),
        )
        for form, label, icon in offered:
            _button(f"report_{form}", label, icon, form, report_of(look, denominator, form), look)
        pages: tuple[tuple[Paper, str], ...] = (
            ("a4", _("Summary, A4")),
            ("a3", _("Summary for the wall, A3")),
        )
        for paper, label in pages:
            made = summary_of(look, denominator, paper)
            _button(f"summary_{paper}", label, FILE, "pdf", made, look, _("summary"))
        if person.me().may("see_all_centres"):
            _all(look, denominator, "pdf", _("Reports of all centres (zip)"))
            _all(look, denominator, "pptx", _("Slides of all centres (zip)"))


def _button(
    key: str,
    label: str,
    icon: str,
    form: forms.Form,
    build: Callable[[], bytes | str],
    look: Look,
    prefix: str = "",
) -> None:
    name = forms.file_name(f"{prefix} {look.centre}".strip(), form)
    st.download_button(
        label,
        build,
        name,
        forms.KINDS[form],
        key=key,
        on_click="ignore",
        icon=icon,
        width="stretch",
    )


def report_of(look: Look, denominator: Denominator, form: forms.Form) -> Callable[[], bytes | str]:
    """Builds the report of a centre."""
    asked, store = data.asked(look, denominator), source.store()
    return _of_centre(look, lambda: forms.written(taken.report(store, look.centre, asked), form))


def summary_of(look: Look, denominator: Denominator, paper: Paper) -> Callable[[], bytes | str]:
    """Builds the summary of a centre on one page."""
    asked, store = data.asked(look, denominator), source.store()
    return _of_centre(look, lambda: pdf(taken.summary(store, look.centre, asked), paper))


def _of_centre(look: Look, build: Callable[[], bytes]) -> Callable[[], bytes | str]:
    """Only for who sees this centre, and a preview only for staff."""
    who = person.me()

    def made() -> bytes:
        if not who.sees(look.centre) or (look.preview and not who.previews):
            raise SurveyError(person.NO_ACCESS)
        return build()

    return person.while_allowed(made)


def _all(look: Look, denominator: Denominator, kind: forms.Form, label: str) -> None:
    """The reports of all centres in a zip: made with progress, then there to take."""
    key = f"all_{kind}"
    if not st.button(label, key=key, icon=":material/folder_zip:", width="stretch"):
        return
    person.me().require("see_all_centres")
    files, day = _made(look, denominator, kind)
    if not files:
        st.info(_("Nothing of any centre is released now, so there is no report."))
        return
    st.download_button(
        _("Download {n} reports", n=len(files)),
        forms.zipped(files, day),
        _("reports") + ".zip",
        "application/zip",
        key=f"{key}_zip",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )


def _made(look: Look, denominator: Denominator, kind: forms.Form) -> tuple[dict[str, bytes], str]:
    """The report of every centre by the name of its file, and the day of the release."""
    asked, store = data.asked(look, denominator), source.store()
    centres, files = taken.centres(store, asked), {}
    bar, day = st.progress(0.0), ""
    for n, (centre, report) in enumerate(taken.reports(store, asked, centres), start=1):
        said = _("{n} of {of}: {centre}", n=n, of=len(centres), centre=plain(centre))
        bar.progress(n / len(centres), said)
        files[forms.file_name(centre, kind)] = forms.written(report, kind)
        day = report.day
    bar.empty()
    return files, day

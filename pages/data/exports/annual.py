"""The annual pack of a school year: as slides and as a Word document."""

from __future__ import annotations

import streamlit as st

from measurement.reports.paper import forms
from measurement.words import text as _
from measurement.words import year
from pages.data.exports import data as take_away
from pages.data.exports.rows import offer

FORMS: tuple[tuple[forms.Form, str, str], ...] = (
    ("docx", "Word", ":material/article:"),
    ("pptx", "PowerPoint", ":material/slideshow:"),
    ("pdf", "PDF", ":material/picture_as_pdf:"),
)


def pack() -> None:
    """The figures of a school year as the annual report prints them, with a draft text."""
    years = take_away.school_years()
    if not years:
        return
    st.header(_("Annual report"), anchor=False)
    chosen = st.selectbox(_("School year"), years, key="take_annual", format_func=year, width=220)
    with st.container(horizontal=True, gap="medium"):
        for form, label, icon in FORMS:
            name = forms.file_name(_("Annual report {year}", year=year(chosen)), form)
            build = take_away.annual_of(chosen, form)
            offer(f"take_annual_{form}", label, build, name, forms.KINDS[form], icon)
    st.caption(
        _(
            "Response, items and factors per strategy, reach, targets, inspection and released quotes, with native charts and a draft text: each sentence with its figure and its table. Figures that were not released to directors make it a draft: it is stamped, and not to be passed on."
        )
    )

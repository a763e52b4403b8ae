"""What else is known of a centre: shown where there is something, filled in in a form."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from measurement.errors import SurveyError
from measurement.fact_files import facts_file, template
from measurement.store.facts import YES_OR_NO, Fact, Inspection
from measurement.tables import records
from measurement.words import text as _
from measurement.words import year
from pages.shared import network, source, uploads


def known_facts(centre: str) -> dict[str, str]:
    """What holds now, by key."""
    table = source.store().facts()
    return {str(r.key): str(r.value) for r in records(table[table["centre"] == centre])}


def show(centre: str) -> None:
    """Facts and inspection results of a centre, as sentences."""
    terms = network.known()
    found = known_facts(centre)
    lines = [
        f"- {terms.label('fact', key)}" + ("" if key in YES_OR_NO else f": {value}")
        for key, value in found.items()
        if value not in ("", "no")
    ]
    inspected = source.store().inspections()
    rows = list(records(inspected[inspected["centre"] == centre]))
    if lines or rows:
        st.subheader(_("What else is known"), anchor=False)
        st.markdown("\n".join(lines))
    if rows:
        st.markdown(
            _("Inspection {year}", year=", ".join(sorted({year(str(r.school_year)) for r in rows})))
        )
        st.table(
            {
                _("scale"): [str(terms.label("scale", str(r.scale))) for r in rows],
                _("level"): [str(terms.label("level", str(r.level))) for r in rows],
            },
            border="horizontal",
        )


def form(centre: str) -> None:
    """Fill in or correct the facts of a centre; every one is optional."""
    terms, found = network.known(), known_facts(centre)
    with (
        st.expander(_("Facts of this centre: fill in or correct"), icon=":material/edit:"),
        st.form(f"facts_{centre}", border=False),
    ):
        given: dict[str, str] = {}
        staff = st.number_input(
            str(terms.label("fact", "staff")),
            min_value=0,
            step=1,
            value=int(found["staff"]) if found.get("staff", "").isdigit() else None,
            placeholder=_("unknown"),
        )
        given["staff"] = "" if staff is None else str(int(staff))
        for key in YES_OR_NO:
            given[key] = (
                "yes"
                if st.checkbox(str(terms.label("fact", key)), value=found.get(key) == "yes")
                else "no"
            )
        scale = st.selectbox(
            _("Inspection scale"),
            list(terms.named("scale")),
            index=None,
            format_func=lambda s: str(terms.label("scale", s)),
            placeholder=_("Choose…"),
        )
        level = st.selectbox(
            _("Level"),
            list(terms.named("level")),
            index=None,
            format_func=lambda s: str(terms.label("level", s)),
            placeholder=_("Choose…"),
        )
        when = st.text_input(_("School year of the inspection"), placeholder="2024-2025")
        if st.form_submit_button(_("Save")):
            _save(
                centre,
                {k: v for k, v in given.items() if v != found.get(k, "" if k == "staff" else "no")},
                scale,
                level,
                when,
            )


def _save(
    centre: str, given: dict[str, str], scale: str | None, level: str | None, when: str
) -> None:
    store = source.store()
    try:
        if given:
            store.record_facts(
                [Fact(centre, key, value, date.today()) for key, value in given.items()]
            )
        if scale and level and when:
            store.record_inspections([Inspection(centre, when.strip(), scale, level)])
    except SurveyError as error:
        st.error(str(error), icon=":material/error:")
        return
    st.rerun()


def files() -> None:
    """The facts of many centres at once, from a workbook."""
    with st.expander(_("Facts of many centres at once, in Excel"), icon=":material/upload_file:"):
        names = [c.name for c in source.questionnaire().centres]
        st.download_button(
            _("Download the template"),
            partial(template, network.known(), names),
            "centra.xlsx",
            on_click="ignore",
            icon=":material/download:",
            key="facts_template",
        )
        file = st.file_uploader(
            _("Filled-in facts (Excel or csv)"),
            type=["xlsx", "csv"],
            key=f"facts_{st.session_state.get('round', 0)}",
        )
        if file is not None and st.button(_("Add these facts"), key="add_facts"):
            _take(file)


def _take(file: Any) -> None:
    with uploads.on_disk(file) as path:
        try:
            source.store().record_facts(facts_file(path, network.known(), source.questionnaire()))
        except SurveyError as error:
            for line in str(error).splitlines():
                st.error(line, icon=":material/error:")
            return
    uploads.let_go()
    st.rerun()

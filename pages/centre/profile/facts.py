"""What else is known of a centre: shown where there is something, filled in in a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from measurement.centre.facts_file import facts_file, template
from measurement.centre.inspection import file as inspection_import
from measurement.errors import SurveyError
from measurement.protection.director import sees_plans
from measurement.questionnaire.centre_facts import Fact, Inspection
from measurement.questionnaire.success_factors import YES_OR_NO
from measurement.reports.centre.beside import told_facts
from measurement.tables import records
from measurement.words import text as _
from measurement.words import year
from pages.desk import centres, source, uploads
from pages.frame import person
from pages.frame.writing import plain, plain_lines

# What a fact is where nothing is filled in, by its kind.
_UNSAID = {"number": "", "text": "", "yes_no": "no", "flag": "no"}


def known_facts(centre: str) -> dict[str, str]:
    """What holds now, by key."""
    return {str(r.key): str(r.value) for r in records(centres.facts(centre))}


def show(centre: str) -> None:
    """Facts and inspection results of a centre, as sentences.

    Its priority for the POC+ is how staff plan their own work: that is not for the director.
    """
    terms = centres.known()
    left_out = () if sees_plans(person.me().scope) else terms.flags
    told = told_facts(known_facts(centre), terms, left_out)
    lines = [f"- {name}" + (f": {plain(value)}" if value else "") for name, value in told]
    rows = list(records(centres.inspected(centre)))
    if not lines and not rows:
        return
    with st.expander(_("What else is known")):
        st.markdown("\n".join(lines))
        if rows:
            years = sorted({year(str(r.school_year)) for r in rows})
            st.markdown(_("Inspection {year}", year=", ".join(years)))
            st.table(
                {
                    _("scale"): [str(terms.label("scale", str(r.scale))) for r in rows],
                    _("level"): [str(terms.label("level", str(r.level))) for r in rows],
                },
                border="horizontal",
            )


def form(centre: str) -> None:
    """Fill in or correct the facts of a centre; every one is optional."""
    terms, facts = centres.known(), known_facts(centre)
    with (
        st.expander(_("Facts of this centre: fill in or correct"), icon=":material/edit:"),
        st.form(f"facts_{centre}", border=False),
    ):
        given = {
            key: _asked(kind, str(terms.label("fact", key)), facts.get(key, ""))
            for key, kind in terms.facts.items()
        }
        scale = _one_named("scale", _("Inspection scale"))
        level = _one_named("level", _("Level"))
        when = st.text_input(_("School year of the inspection"), placeholder="2024-2025")
        if st.form_submit_button(_("Save")):
            _save(
                centre,
                {k: v for k, v in given.items() if v != facts.get(k, _UNSAID[terms.facts[k]])},
                scale,
                level,
                when,
            )


def _one_named(kind: str, label: str) -> str | None:
    """One of the things that the centre's words name, or none."""
    terms = centres.known()
    return st.selectbox(
        label,
        list(terms.named(kind)),
        index=None,
        format_func=lambda one: str(terms.label(kind, one)),
        placeholder=_("Choose…"),
    )


def _asked(kind: str, label: str, value_now: str) -> str:
    """The field of one fact in the form, and what it says."""
    if kind in YES_OR_NO:
        return "yes" if st.checkbox(label, value=value_now == "yes") else "no"
    if kind == "text":
        return st.text_input(label, value=value_now, placeholder=_("unknown")).strip()
    value = int(value_now) if value_now.isdigit() else None
    number = st.number_input(label, min_value=0, step=1, value=value, placeholder=_("unknown"))
    return "" if number is None else str(int(number))


def _save(
    centre: str, given: dict[str, str], scale: str | None, level: str | None, when: str
) -> None:
    person.me().require("import_exports")
    store = source.store()
    try:
        if given:
            store.centres.record_facts(
                [Fact(centre, key, value, date.today()) for key, value in given.items()]
            )
        if scale and level and when:
            store.centres.record_inspections([Inspection(centre, when.strip(), scale, level)])
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    st.rerun()


def files() -> None:
    """Facts, and inspection results, of many centres at once from a workbook."""
    success_factors, names = centres.known(), [c.name for c in source.questionnaire().centres]
    with st.expander(_("Facts of many centres at once, in Excel"), icon=":material/upload_file:"):
        _template("facts", partial(template, success_factors, names), "centra.xlsx")
        given = _file("facts", _("Filled-in facts (Excel or csv)"))
        if given is not None and st.button(_("Add these facts"), key="add_facts"):
            _take(given, _add_facts)
    with st.expander(
        _("Inspection results of many centres at once, in Excel"), icon=":material/upload_file:"
    ):
        form = partial(inspection_import.template, success_factors, names)
        _template("inspections", form, "doorlichting.xlsx")
        given = _file("inspections", _("Filled-in inspection results (Excel or csv)"))
        if given is not None and st.button(_("Add these results"), key="add_inspections"):
            _take(given, _add_inspections)


def _template(name: str, form: Callable[[], bytes], file: str) -> None:
    st.download_button(
        _("Download the template"),
        form,
        file,
        on_click="ignore",
        icon=":material/download:",
        key=f"{name}_template",
    )


def _file(name: str, label: str) -> Any:
    key = f"{name}_{st.session_state.get('round', 0)}"
    return st.file_uploader(label, type=["xlsx", "csv"], key=key)


def _add_facts(path: Path) -> None:
    person.me().require("import_exports")
    source.store().centres.record_facts(facts_file(path, centres.known(), source.questionnaire()))


def _add_inspections(path: Path) -> None:
    person.me().require("import_exports")
    rows = inspection_import.inspections_file(path, centres.known(), source.questionnaire())
    source.store().centres.record_inspections(rows)


def _take(file: Any, add: Callable[[Path], None]) -> None:
    with uploads.on_disk(file) as path:
        try:
            add(path)
        except SurveyError as error:
            for line in str(error).splitlines():
                st.error(plain(line), icon=":material/error:")
            return
    uploads.let_go()
    st.rerun()

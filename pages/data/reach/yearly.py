"""Yearly figures filled in by hand, and numbers of invited that follow from the participations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from measurement.errors import SurveyError
from measurement.reach.tables import DERIVED, FIGURES
from measurement.reach.target_file import Figure, figures
from measurement.store.reach.yearly_figures import YearlyFigure
from measurement.words import plural, year
from measurement.words import text as _
from pages.desk import panels, source
from pages.desk.shown import reach
from pages.frame import person
from pages.frame.writing import plain_lines

_NUMBER = st.column_config.NumberColumn(min_value=0, step=1, width="small")


def show(school_year: str) -> None:
    """What is known of a school year; for staff two tables to fill in, network and per centre."""
    definitions = figures()
    if person.me().may("import_exports"):
        _fill_in(school_year, definitions)
    table = reach.figures()
    if len(table):
        with st.popover(_("All figures as a table"), icon=":material/table:"):
            panels.table("figures", table, FIGURES, _("figures"))


def _fill_in(school_year: str, definitions: Sequence[Figure]) -> None:
    st.markdown(_("The whole network"))
    changed = _network(school_year, [f for f in definitions if f.scope != "centre"])
    with st.expander(_("Per centre"), icon=":material/apartment:"):
        changed += _per_centre(school_year, [f for f in definitions if f.scope != "network"])
    if changed and st.button(
        plural("Save {n} number", "Save {n} numbers", len(changed)),
        type="primary",
        key="save_figures",
    ):
        _store(changed)


def _network(school_year: str, definitions: list[Figure]) -> list[YearlyFigure]:
    before = [reach.figure(school_year, f.id) for f in definitions]
    column = year(school_year)
    shown = pd.DataFrame(
        {
            _("figure"): [_name(f, school_year) + _of_centres(f, school_year) for f in definitions],
            column: pd.array(before, dtype="Int64"),
        }
    )
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=[_("figure")],
        column_config={column: _NUMBER},
        placeholder=_("unknown"),
        key=f"figures_{school_year}_{source.store().revision}",
    )
    return [
        YearlyFigure(school_year, f.id, "", _number(after))
        for f, was, after in zip(definitions, before, edited[column], strict=True)
        if _number(after) != was
    ]


def _name(figure: Figure, school_year: str) -> str:
    """The name, with a mark at its zero measurement."""
    mark = " (" + _("zero measurement") + ")" if figure.zero == school_year else ""
    return f"{figure.label}{mark}"


def _of_centres(figure: Figure, school_year: str) -> str:
    """What the centres add up to, where only they are filled in: that is what the targets count."""
    centres = reach.listed_centres()
    values = [reach.figure(school_year, figure.id, centre) for centre in centres]
    whole = reach.figure(school_year, figure.id)
    if whole is not None or not values or None in values:
        return ""
    return " " + _("(the centres together: {n})", n=sum(v or 0 for v in values))


def _per_centre(school_year: str, definitions: list[Figure]) -> list[YearlyFigure]:
    centres = reach.listed_centres()
    before = {
        f.id: [reach.figure(school_year, f.id, centre) for centre in centres] for f in definitions
    }
    names = {f.id: str(f.label) for f in definitions}
    shown = pd.DataFrame({_("centre"): centres})
    for key, values in before.items():
        shown[names[key]] = pd.array(values, dtype="Int64")
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=[_("centre")],
        column_config=dict.fromkeys(names.values(), _NUMBER),
        placeholder=_("unknown"),
        key=f"centre_figures_{school_year}_{source.store().revision}",
    )
    return [
        YearlyFigure(school_year, key, centre, _number(after))
        for key, values in before.items()
        for centre, was, after in zip(centres, values, edited[names[key]], strict=True)
        if _number(after) != was
    ]


def _number(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _store(rows: list[YearlyFigure]) -> None:
    try:
        reach.record_figures(rows)
    except SurveyError as error:
        st.error(plain_lines(error), icon=":material/error:")
        return
    st.rerun()


def derived() -> None:
    """Numbers of invited that follow from the participations, and a button for the new ones."""
    table = reach.derived_table()
    if table.empty:
        st.info(
            _("No survey is known of an initiative in the lists of participants."),
            icon=":material/info:",
        )
        return
    counts = table["state"].value_counts()
    n_new, n_same, n_other = (int(counts.get(s, 0)) for s in ("new", "same", "differs"))
    panels.sentences(_counted(n_new, n_same, n_other))
    if (
        n_new
        and person.me().may("import_exports")
        and st.button(
            plural("Take over {n} number", "Take over {n} numbers", n_new), key="take_over"
        )
    ):
        reach.take_over(table)
        st.rerun()
    other = table[table["state"] != "same"]
    with st.expander(_("Numbers that are new or differ"), icon=":material/difference:"):
        if other.empty:
            st.caption(_("All numbers agree."))
        else:
            panels.table("derived", other, DERIVED, _("derived invitations"))


def _counted(n_new: int, n_same: int, n_other: int) -> list[str]:
    lines = {
        plural(
            "{n} number agrees with what is known.",
            "{n} numbers agree with what is known.",
            n_same,
        ): n_same,
        plural(
            "{n} number differs: the invitations that were filled in stay.",
            "{n} numbers differ: the invitations that were filled in stay.",
            n_other,
        ): n_other,
        plural("{n} number is new.", "{n} numbers are new.", n_new): n_new,
    }
    return [line for line, n in lines.items() if n]

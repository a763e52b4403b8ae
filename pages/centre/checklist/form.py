"""The form of a checklist: choose or start one, saved as you go, files in and out."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from measurement.centre.checklist.draft import Checklist, ChecklistDraft, Conflict, Entry
from measurement.centre.checklist.file import checklists_file
from measurement.centre.checklist.template import template
from measurement.errors import SurveyError
from measurement.protection.director import fillers, own_lists
from measurement.questionnaire.success_factors import SuccessFactor
from measurement.tables import records
from measurement.words import day, plural
from measurement.words import text as _
from pages.centre.checklist import card, kept
from pages.desk import centres as network
from pages.desk import source, uploads
from pages.frame import net, person
from pages.frame.writing import plain


def choose() -> Checklist | None:
    """An earlier checklist, or a new one."""
    listing = own_lists(source.store().checklists.listing(), person.me().scope)
    names = {
        int(
            r.checklist
        ): f"{r.centre} · {day(date.fromisoformat(str(r.date)))} · {network.known().label('filler', str(r.filled_by))}"
        for r in records(listing)
    }
    if names and not person.me().may("see_all_centres"):  # a director lands on the own newest one
        st.session_state.setdefault("checklist", next(iter(names)))
    chosen = st.selectbox(
        _("Checklist"),
        [0, *names],
        key="checklist",
        format_func=lambda i: names.get(i, _("New checklist")),
    )
    opened = source.store().checklists.one(chosen) if chosen in names else None
    if opened is not None:  # what a browser sends is looked at again
        person.me().require("see_own_centres", opened.centre)
    return opened


def new() -> None:
    """Start a checklist: which centre, when, by whom."""
    chosen = fillers(person.me().scope)
    widths = [2, 1, 1, 1] if len(chosen) > 1 else [2, 1, 1]
    left, middle, *right, button = st.columns(widths, vertical_alignment="bottom")
    with left:
        centre = _centre()
    when = middle.date_input(_("Date"), key="new_date", max_value="today", format="DD/MM/YYYY")
    filler = chosen[0]
    for place in right:  # who is a director has nothing to choose
        filler = place.selectbox(
            _("Filled in by"),
            chosen,
            key="new_filler",
            format_func=lambda f: str(network.known().label("filler", f)),
        )
    if (
        button.button(_("Start"), type="primary", disabled=centre is None, key="new_start")
        and centre
    ):
        person.me().require("edit_checklist_own", centre)
        _as(filler)
        started = source.store().checklists.save(ChecklistDraft(centre, when, filler))
        st.session_state["open"] = started.id
        st.rerun()


def _centre() -> str | None:
    """The centre of a new checklist: of staff any that the questionnaire names."""
    names = network.centres()
    if person.me().may("edit_checklist_all"):
        names = sorted({*names, *(c.name for c in source.questionnaire().centres)})
    return st.selectbox(
        _("Centre"),
        names,
        key="new_centre",
        index=0 if len(names) == 1 else None,  # a director of one centre has nothing to choose
        placeholder=_("Choose a centre"),
    )


def _as(filler: str) -> None:
    """Refuse who fills in, or changes, what another role says. Raises :class:`SurveyError`."""
    if filler not in fillers(person.me().scope):
        raise SurveyError(person.NO_ACCESS)


def _may_change(current: Checklist) -> bool:
    who = person.me()
    return who.may("edit_checklist_own") and current.filled_by in fillers(who.scope)


@net.caught
def save(current: Checklist, factor: str) -> None:
    """Save one factor as it is now; tell when somebody else saved in between.

    A widget calls this before the page runs, so it looks anew at who is here. What cannot be saved
    stays in the form, marked as such.
    """
    given = Entry(
        st.session_state.get(f"state_{current.id}_{factor}") or "",
        st.session_state.get(f"note_{current.id}_{factor}") or "",
    )
    version = _unsaved().get((current.id, factor), (given, current.version))[1]
    _unsaved()[current.id, factor] = given, version
    person.again().require("edit_checklist_own", current.centre)
    _as(current.filled_by)
    draft = ChecklistDraft(
        current.centre, current.date, current.filled_by, {factor: given}, current.id
    )
    try:
        source.store().checklists.save(draft, version)
    except Conflict as conflict:  # which was told after both were saved
        st.session_state["told"] = str(conflict)
    else:
        net.done(_("Saved: {factor}.", factor=factor))
    del _unsaved()[current.id, factor]


def _unsaved() -> dict[tuple[int, str], tuple[Entry, int]]:
    """What was filled in and could not be saved, and in which version, by checklist and factor."""
    kept: dict[tuple[int, str], tuple[Entry, int]] = st.session_state.setdefault("unsaved", {})
    return kept


def fill_in(current: Checklist) -> None:
    """Nine cards, one per factor."""
    may_edit = _may_change(current) and not current.closed
    for factor in network.known().factors:
        with st.container(border=True, key=f"card_{factor.id}"):
            _card(current, factor, may_edit)


def _card(current: Checklist, factor: SuccessFactor, may_edit: bool) -> None:
    """What is said of one factor; the tip appears when it is not fully present."""
    success_factors, saved = network.known(), current.entries.get(factor.id, Entry())
    key = f"{current.id}_{factor.id}"
    entry = _unsaved().get((current.id, factor.id), (saved, 0))[0]
    card.named(factor)
    st.segmented_control(
        _("State"),
        list(success_factors.named("state")),
        default=entry.state or None,
        key=f"state_{key}",
        format_func=lambda s: str(success_factors.label("state", s)),
        label_visibility="collapsed",
        disabled=not may_edit,
        on_change=save,
        args=(current, factor.id),
    )
    if may_edit or entry.note:  # of a closed list an empty note is left out
        st.text_input(
            _("Note"),
            entry.note,
            key=f"note_{key}",
            placeholder=_("Note (no names of people)"),
            label_visibility="collapsed",
            disabled=not may_edit,
            on_change=save,
            args=(current, factor.id),
        )
    card.printed(entry, key)
    if entry is not saved:
        _not_saved(current, factor.id)
    card.advise(factor, entry.state)


def _not_saved(current: Checklist, factor: str) -> None:
    """Say that what stands in the form is not in the store, and offer to try again."""
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.warning(
        _("Not saved: this stands in your form only. Keep this page open and try again."),
        icon=":material/cloud_off:",
    )
    again, key = _("Try again"), f"again_{current.id}_{factor}"
    right.button(again, key=key, on_click=save, args=(current, factor))


def show_filled(current: Checklist) -> None:
    """The form, the button that closes it, and pressure × support."""
    kept.beside(current)
    fill_in(current)
    close = source.store().checklists.reopen if current.closed else source.store().checklists.close
    label = _("Reopen") if current.closed else _("Close: no more changes")
    if _may_change(current):
        with st.container(horizontal=True):
            if st.button(label, key="close"):
                close(current.id)
                st.rerun()
            if not current.closed:
                kept.throw_away(current)
    kept.pressure(current.centre)


def files() -> None:
    """The template to take away, and a filled-in one to drop; of staff, as it may hold any centre."""
    if not person.me().may("edit_checklist_all"):
        return
    with st.expander(_("Fill in in Excel, for one or many centres"), icon=":material/upload_file:"):
        names = [c.name for c in source.questionnaire().centres]
        st.download_button(
            _("Download the template"),
            partial(template, network.known(), names),
            "checklist.xlsx",
            on_click="ignore",
            icon=":material/download:",
            key="checklist_template",
        )
        file = st.file_uploader(
            _("Filled-in checklists (Excel or csv)"),
            type=["xlsx", "csv"],
            key=f"lists_{st.session_state.get('round', 0)}",
        )
        if file is not None and st.button(
            _("Add these checklists"), key="add_lists", type="primary"
        ):
            take(file)


def take(file: Any) -> None:
    """Add the checklists of a file: all, or none with every problem named."""
    person.me().require("edit_checklist_all")
    with uploads.on_disk(file) as path:
        try:
            saved = source.store().checklists.take(
                checklists_file(path, network.known(), source.questionnaire())
            )
        except SurveyError as error:
            for line in str(error).splitlines():
                st.error(plain(line), icon=":material/error:")
            return
    uploads.let_go()
    net.done(plural("{n} checklist added.", "{n} checklists added.", len(saved)))
    st.rerun()

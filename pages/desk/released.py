"""The pages' door to what was released of a centre: which choice, its tables, and when it was released.

Nothing here asks for answers: of these a centre's pages get what was released, in every role. Staff may
look at what would be released now instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from measurement.centre.released import items as tables
from measurement.centre.released.seen import Seen, offered
from measurement.denominator import WITH, Denominator
from measurement.releases.history import History
from measurement.releases.views import Choice
from measurement.words import text as _
from measurement.words import year
from pages.desk import account, publishing, source
from pages.desk.cache import kept_of_centre
from pages.desk.choices import denominator, on_paper, one_of, one_of_many, start
from pages.desk.selection import Look
from pages.frame import person
from pages.frame.menu import DOORS

ALL = "all"


@kept_of_centre
def seen(look: Look) -> Seen:
    """The atoms of a centre and the totals, in a choice."""
    names = publishing.names_of(look.centre)
    choice = Choice(look.school_year, look.strategy)
    return Seen(_history(look.preview).of(names), names, source.questionnaire(), choice)


@kept_of_centre
def items(look: Look) -> pd.DataFrame:
    """The declared table ``released_items``."""
    return tables.released_items(seen(look))


@kept_of_centre
def trend(look: Look) -> pd.DataFrame:
    """The declared table ``released_trend``, whatever the choice."""
    return tables.released_trend(seen(look))


@kept_of_centre
def distribution(look: Look) -> pd.DataFrame:
    """The declared table ``released_distribution``."""
    return tables.released_distribution(seen(look))


@kept_of_centre
def _choices(look: Look) -> tuple[Choice, ...]:
    return offered(seen(look).history)


@kept_of_centre
def told(look: Look) -> str:
    """When this was released, for every page and file of it; of a preview that it is one."""
    return str(publishing.preview_words()) if look.preview else publishing.last_words()


@kept_of_centre
def file_name(look: Look, name: str) -> str:
    """What a file of this is called: what it holds, of which centre and of which release, or a preview."""
    last = None if look.preview else publishing.history().last
    of = (
        _("preview")
        if last is None
        else _("release {number} of {day}", number=last.number, day=last.day)
    )
    return f"{name} {look.centre} {of}"


def _history(preview: bool) -> History:
    return publishing.previewed() if preview else publishing.history()


class Chosen(NamedTuple):
    """The one centre that a page is about, and what is looked at of it: None where there is nothing."""

    centre: str
    look: Look | None
    denominator: Denominator


def choose(*left_out: str) -> Chosen:
    """What is looked at of which centre, chosen in one line; under it when that was released.

    Where there is nothing to look at it is said why. ``left_out``: ``choice`` on pages that show
    all school years side by side.
    """
    preview = _previews()
    st.toggle(_("Show the filters"), key="filters_open")  # on a phone, where they are folded
    with st.container(key="filters"):
        places = iter(st.columns([1.4, 1.1, 1.4, 1.45], vertical_alignment="bottom"))
    centre = _centre(preview, places)
    if publishing.history().last is None and not preview:
        st.info(_("Nothing has been released yet."), icon=":material/lock_clock:")
        return Chosen(centre, None, WITH)
    look = Look(centre, preview=preview)
    if "choice" not in left_out:
        look = _choice(look, places)
    with next(places):
        shares = denominator()
    _line(told(look))
    if not seen(look).history.atoms:
        st.info(_("Nothing on this is released now."), icon=":material/info:")
        return Chosen(centre, None, shares)
    account.looks_at_release(look, told(look), shares)
    on_paper(account.shown(), "release")
    return Chosen(centre, look, shares)


def _line(said: str) -> None:
    """When it was released; beside it as staff the switch to the preview."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(width="content", key="release_day"):
            st.caption(said)
        if person.me().previews and publishing.history().last is not None:
            one_of("release_state", _("Released or preview"), _states(), hidden=True)


def _states() -> dict[str, str]:
    return {"released": _("Released"), "preview": _("Preview")}


def _previews() -> bool:
    """Whether staff look at what would be released: before the first release nothing else is there."""
    if not person.me().previews:
        return False
    if publishing.history().last is not None:
        return start("release_state", list(_states()), ["released"]) == ["preview"]
    st.info(
        _("Nothing has been released yet: directors see no figures. This is a preview."),
        icon=":material/visibility:",
    )
    for door in DOORS:
        if door.address == "vrijgeven" and person.me().may(door.needs):
            st.page_link(door.path, label=_("Go to the page where figures are released"))
    return True


def _centre(preview: bool, places: Iterator[DeltaGenerator]) -> str:
    """The one centre; nothing is asked where there is only one to see."""
    me = person.me()
    names = publishing.centres(preview) if me.scope.sees_all else list(me.centres)
    if len(names) == 1:
        return names[0]
    with next(places):
        return one_of_many("centrum", _("Centre"), names, str, _("Choose a centre"))


def _choice(whole: Look, places: Iterator[DeltaGenerator]) -> Look:
    """One school year and one strategy of it, or all of them: what atoms of this centre stand in."""
    choices, everything = _choices(whole), _("All school years")
    years = [one.school_year for one in choices if one.school_year and not one.strategy]
    if not years:
        return whole
    names = {ALL: everything} | {one: year(one) for one in years}
    with next(places):
        chosen = one_of_many(
            "view_year", _("School year"), [*years, ALL], names.__getitem__, everything
        )
    kinds = [one.strategy for one in choices if one.strategy and one.school_year == chosen]
    if chosen == ALL or not kinds:
        return whole if chosen == ALL else replace(whole, school_year=chosen)
    label, everything = source.questionnaire().strategy_label, _("All strategies")
    labels = {ALL: everything} | {kind: str(label(kind)) for kind in kinds}
    with next(places):
        strategy = one_of_many(
            "view_strategy", _("Strategy"), [ALL, *kinds], labels.__getitem__, everything
        )
    return replace(whole, school_year=chosen, strategy="" if strategy == ALL else strategy)


def period(look: Look) -> str:
    """The school year of a choice, for a sentence."""
    return year(look.school_year) if look.school_year else _("all school years together")

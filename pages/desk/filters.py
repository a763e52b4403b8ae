"""The language, the shared filters and what they leave.

Choices live in the address by their ids, so that a link shows the same in either language, and
in the session, so that they stay when the reader goes to another page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from measurement.measures.sentences import answers_of, unknown_sentence
from measurement.words import FIRST, LANGUAGES, plural, speak, year
from measurement.words import text as _
from pages.desk import account, source
from pages.desk.cache import kept
from pages.desk.choices import denominator, on_paper, one_of, one_of_many, several, start
from pages.desk.selection import EVERYTHING, Selection
from pages.frame.writing import plain

__all__ = (
    "denominator",
    "filters",
    "language",
    "language_switch",
    "one_of",
    "one_of_many",
)
SHARES = "denominator"
_WIDTHS = {"school_year": 1.1, "strategy": 1.3, "initiative": 1.4, "centre": 1.2, SHARES: 1.45}
_VIEWS = {"school_year": 1.0, "strategy": 1.6, SHARES: 1.2}


def language() -> None:
    """Speak the language of the address or of the reader's last choice."""
    speak(start("lang", tuple(LANGUAGES), (FIRST,))[0])


def language_switch() -> None:
    """The switch itself; its value stands in the address as ``lang``."""
    one_of("lang", _("Language"), {name: name for name in LANGUAGES}, hidden=True)


def filters(*left_out: str) -> Selection:
    """The shared filters in one line, and a sentence on what they leave.

    ``left_out`` names filters that a page does not offer: it shows all of them; ``denominator``
    where it prints no share of an item.
    """
    chosen: dict[str, Any] = {}
    within = EVERYTHING
    for name, place in _places(left_out, _WIDTHS).items():
        with place:
            if name == SHARES:
                chosen["denominator"] = denominator()
                continue
            chosen[name] = _filter(name, within)
        if name in ("school_year", "strategy"):  # what they leave is what the others offer
            within = replace(within, **{name: chosen[name]})
    selection = Selection(**chosen)
    left = _what_is_left(selection)
    account.looks_at(_said(selection, left), left, SHARES not in left_out)
    on_paper(account.shown(), "filters")
    return selection


def open_on(years: Sequence[str]) -> None:
    """Have the results open on these school years, and nothing else left out."""
    for name in ("strategy", "initiative", "centre"):
        st.session_state.pop(name, None)
    st.session_state["school_year"] = list(years)


def _places(left_out: Sequence[str], widths: Mapping[str, float]) -> dict[str, DeltaGenerator]:
    """A place per filter on one line; on a phone they are folded behind a switch."""
    used = {name: width for name, width in widths.items() if name not in left_out}
    if not used:
        return {}
    st.toggle(_("Show the filters"), key="filters_open")
    with st.container(key="filters"):
        columns = st.columns(list(used.values()), vertical_alignment="bottom")
    return dict(zip(used, columns, strict=True))


def _said(selection: Selection, said: str) -> Selection:
    """The selection; what it leaves is said under the filters."""
    unknown = source.answers(replace(selection, centre=())).share_unknown
    st.caption(plain(" ".join(part for part in (said, unknown_sentence(unknown)) if part)))
    return selection


def _filter(name: str, within: Selection) -> tuple[str, ...]:
    """The choice of one filter; the newest school year to begin with."""
    here = _values(within, name)
    if name == "school_year":
        years = here[::-1]
        return several(name, _("School year"), years, _("All school years"), year, years[:1])
    if name == "strategy":
        questionnaire = source.questionnaire()
        ids = [s.id for s in questionnaire.strategies if s.id in here]
        ids += [s for s in here if s not in ids]
        label = questionnaire.strategy_label
        return several(name, _("Strategy"), ids, _("All strategies"), lambda s: str(label(s)))
    if name == "initiative":
        return several(name, _("Initiative"), here, _("All initiatives"))
    return several(name, _("Centre"), here, _("All centres"))


@kept
def _values(within: Selection, column: str) -> list[str]:
    """What is there of a column."""
    people = source.all_answers(within).respondents
    return sorted(str(v) for v in people[column].dropna().unique())


def _what_is_left(selection: Selection) -> str:
    """How many answers the choice leaves; the page stops here where there are none."""
    return _told(selection) or _nothing_left()


@kept
def _told(selection: Selection) -> str:
    people = source.all_answers(selection).respondents
    if people.empty:
        return ""
    answers = answers_of(len(people), int(people["respondent"].nunique()))
    surveys = int(people["survey"].nunique())
    return plural("{answers} to {n} survey", "{answers} to {n} surveys", surveys, answers=answers)


def _nothing_left() -> NoReturn:
    if source.all_answers().empty:
        st.info(_("There are no answers yet: add an export."), icon=":material/info:")
        st.page_link(
            "pages/data/imports/page.py", label=_("Add an export"), icon=":material/upload_file:"
        )
    else:
        st.warning(
            _("This choice leaves no answers. Take away one of the filters."),
            icon=":material/filter_alt_off:",
        )
    st.stop()

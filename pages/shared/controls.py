"""The language, the shared filters and what they leave.

Choices live in the address by their ids, so that a link shows the same in either language, and
in the session, so that they stay when the reader goes to another page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from measurement.words import LANGUAGES, plural, speak, year
from measurement.words import text as _
from pages.shared import source
from pages.shared.source import Selection

Shown = Callable[[str], str]


def language() -> None:
    """Speak the language of the address or of the reader's last choice."""
    speak(_start("lang", LANGUAGES, LANGUAGES[:1])[0])


def language_switch() -> None:
    """The switch itself; its value stands in the address as ``lang``."""
    one_of("lang", _("Language"), {name: name for name in LANGUAGES}, hidden=True)


def _start(key: str, options: Sequence[str], default: Sequence[str]) -> list[str]:
    """The choice so far: of this session, else of the address, else the default; valid ids only."""
    if key in st.session_state:
        held = st.session_state[key]
        chosen = list(held) if isinstance(held, list) else [held]
    else:
        chosen = st.query_params.get_all(key) or list(default)
        if chosen == [""]:
            return []  # a link that says: all of them
    known = [value for value in chosen if value in options]
    return known if known or not chosen else [value for value in default if value in options]


def _remember(key: str, chosen: Sequence[str], default: Sequence[str]) -> None:
    """Put the choice in the address; the default is left out of it."""
    if list(chosen) == list(default):
        if key in st.query_params:
            del st.query_params[key]
    elif st.query_params.get_all(key) != list(chosen):
        st.query_params[key] = list(chosen)


def one_of(
    key: str,
    label: str,
    options: Mapping[str, str],
    explained: str | None = None,
    hidden: bool = False,
) -> str:
    """A choice among a few, side by side; the first is the default."""
    ids = list(options)
    st.session_state[key] = _start(key, ids, ids[:1])[0]
    chosen = st.segmented_control(
        label,
        ids,
        required=True,
        key=key,
        persist_state="session",
        format_func=lambda value: options[value],
        help=explained,
        label_visibility="collapsed" if hidden else "visible",
    )
    _remember(key, [str(chosen)], ids[:1])
    return str(chosen)


def one_of_many(key: str, label: str, options: Sequence[str], shown: Shown, hint: str) -> str:
    """A choice from a list; the first is the default. '' when there is nothing to choose."""
    if not options:
        return ""
    st.session_state[key] = _start(key, options, options[:1])[0]
    chosen = st.selectbox(
        label, options, key=key, persist_state="session", format_func=shown, placeholder=hint
    )
    _remember(key, [str(chosen)], options[:1])
    return str(chosen)


def _several(
    key: str,
    label: str,
    options: Sequence[str],
    everything: str,
    shown: Shown = str,
    default: Sequence[str] = (),
) -> tuple[str, ...]:
    """A choice of any number; none means all."""
    st.session_state[key] = _start(key, options, default)
    chosen = st.multiselect(
        label,
        options,
        key=key,
        persist_state="session",
        placeholder=everything,
        format_func=shown,
    )
    if chosen or not default:
        _remember(key, chosen, default)
    else:
        st.query_params[key] = ""
    return tuple(chosen)


def filters(*left_out: str) -> Selection:
    """The shared filters in one line, and a sentence on what they leave.

    ``left_out`` names filters that a page does not offer.
    """
    people = source.answers().respondents
    known = source.questionnaire()
    place = iter(st.columns([1.1, 1.4, 1.6, 1.4]))
    years = _values(people, "school_year")[::-1]
    with next(place):
        school_year = _several(
            "school_year", _("School year"), years, _("All school years"), year, years[:1]
        )
    people = _kept(people, "school_year", school_year)
    here = _values(people, "strategy")
    strategies = [s.id for s in known.strategies if s.id in here]
    strategies += [s for s in here if s not in strategies]
    with next(place):
        strategy = _several(
            "strategy",
            _("Strategy"),
            strategies,
            _("All strategies"),
            lambda s: str(known.strategy_label(s)),
        )
    people = _kept(people, "strategy", strategy)
    initiative: tuple[str, ...] = ()
    if "initiative" not in left_out:
        with next(place):
            initiative = _several(
                "initiative", _("Initiative"), _values(people, "initiative"), _("All initiatives")
            )
    centre: tuple[str, ...] = ()
    if "centre" not in left_out:
        with next(place):
            centre = _several("centre", _("Centre"), _values(people, "centre"), _("All centres"))
    selection = Selection(school_year, strategy, initiative, centre)
    _say_what_is_left(selection)
    return selection


def _values(people: pd.DataFrame, column: str) -> list[str]:
    return sorted(str(v) for v in people[column].dropna().unique())


def _kept(people: pd.DataFrame, column: str, values: Sequence[str]) -> pd.DataFrame:
    return people[people[column].isin(values)] if values else people


def _say_what_is_left(selection: Selection) -> None:
    people = source.answers(selection).respondents
    if people.empty:
        if source.answers().empty:
            st.info(_("There are no answers yet: add an export."), icon=":material/info:")
            st.page_link(
                "pages/data/imports.py", label=_("Add an export"), icon=":material/upload_file:"
            )
        else:
            st.warning(
                _("This choice leaves no answers. Take away one of the filters."),
                icon=":material/filter_alt_off:",
            )
        st.stop()
    answers = plural("{n} answer", "{n} answers", len(people))
    surveys = int(people["survey"].nunique())
    st.caption(
        plural("{answers} to {n} survey", "{answers} to {n} surveys", surveys, answers=answers)
    )


def denominator() -> bool:
    """Whether 'not applicable' stays in the denominator (as in the annual report)."""
    options = {"with": _("with not applicable"), "without": _("without not applicable")}
    explained = _(
        "The annual report counts 'not applicable or no view on it' in the denominator. Without it, shares are of the answers with a score."
    )
    return one_of("denominator", _("Denominator"), options, explained) == "with"

"""The language, the shared filters and what they leave. Choices live in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from measurement.words import LANGUAGES, plural, speak, year
from measurement.words import text as _
from pages.shared import source
from pages.shared.source import Selection

_NAMES = {"nl": "Nederlands", "en": "English"}


def language() -> str:
    """Let the reader choose the language, and speak it from here on."""
    chosen = st.session_state.get("lang") or st.query_params.get("lang") or LANGUAGES[0]
    speak(chosen)
    return str(chosen)


def language_switch() -> None:
    """The switch itself; its value stands in the address as ``lang``."""
    st.segmented_control(
        _("Language"),
        LANGUAGES,
        default=LANGUAGES[0],
        required=True,
        key="lang",
        bind="query-params",
        format_func=str.upper,
        label_visibility="collapsed",
    )


def filters(*leave: str) -> Selection:
    """The shared filters in one line, and a sentence on what they leave.

    ``leave`` names filters that a page does not offer.
    """
    people = source.answers().respondents
    years = _values(people, "school_year")[::-1]
    places = dict(
        zip(
            ("school_year", "strategy", "initiative", "centre"),
            st.columns([1.1, 1.4, 1.6, 1.4]),
            strict=True,
        )
    )
    chosen: dict[str, tuple[str, ...]] = {}
    known = source.questionnaire()
    with places["school_year"]:
        chosen["school_year"] = _several(
            "school_year", _("School year"), years, _("All school years"), years[:1], year
        )
    people = _kept(people, "school_year", chosen["school_year"])
    with places["strategy"]:
        options = [s.id for s in known.strategies if s.id in set(_values(people, "strategy"))]
        options += [s for s in _values(people, "strategy") if s not in options]
        chosen["strategy"] = _several(
            "strategy",
            _("Strategy"),
            options,
            _("All strategies"),
            [],
            lambda s: str(known.strategy_label(s)),
        )
    people = _kept(people, "strategy", chosen["strategy"])
    with places["initiative"]:
        chosen["initiative"] = _several(
            "initiative", _("Initiative"), _values(people, "initiative"), _("All initiatives")
        )
    with places["centre"]:
        if "centre" not in leave:
            chosen["centre"] = _several(
                "centre", _("Centre"), _values(people, "centre"), _("All centres")
            )
    selection = Selection(**chosen)
    _say_what_is_left(selection)
    return selection


def _values(people: pd.DataFrame, column: str) -> list[str]:
    return sorted(str(v) for v in people[column].dropna().unique())


def _kept(people: pd.DataFrame, column: str, values: Sequence[str]) -> pd.DataFrame:
    return people[people[column].isin(values)] if values else people


def _several(
    key: str,
    label: str,
    options: Sequence[str],
    everything: str,
    default: Sequence[str] = (),
    shown: Any = str,
) -> tuple[str, ...]:
    """A multi-select that ignores values of a link that are not there (any more)."""
    known = [v for v in st.session_state.get(key, []) if v in options]
    if key in st.session_state and known != st.session_state[key]:
        st.session_state[key] = known
    return tuple(
        st.multiselect(
            label,
            options,
            default=[d for d in default if d in options],
            placeholder=everything,
            format_func=shown,
            key=key,
            bind="query-params",
        )
    )


def _say_what_is_left(selection: Selection) -> None:
    people = source.answers(selection).respondents
    surveys = int(people["survey"].nunique())
    answers = plural("{n} answer", "{n} answers", len(people))
    if people.empty:
        st.warning(
            _("This choice leaves no answers. Take away one of the filters."),
            icon=":material/filter_alt_off:",
        )
        st.stop()
    st.caption(
        plural("{answers} to {n} survey", "{answers} to {n} surveys", surveys, answers=answers)
    )


def one_of(key: str, label: str, options: Mapping[str, str], help: str | None = None) -> str:
    """A choice among a few, kept in the address under ``key``; the first is the default."""
    ids = list(options)
    chosen = st.segmented_control(
        label,
        ids,
        default=ids[0],
        required=True,
        key=key,
        bind="query-params",
        format_func=lambda i: options[i],
        help=help,
    )
    return str(chosen or ids[0])


def denominator() -> bool:
    """Whether 'not applicable' stays in the denominator (as in the annual report)."""
    options = {"with": _("with not applicable"), "without": _("without not applicable")}
    explained = _(
        "The annual report counts 'not applicable or no view on it' in the denominator. Without it, shares are of the answers with a score."
    )
    return one_of("denominator", _("Denominator"), options, explained) == "with"

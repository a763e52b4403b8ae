"""Choices that live in the address by their ids and in the session, so that a link shows the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from measurement.denominator import DENOMINATORS, WITH, WITHOUT, Denominator
from measurement.words import text as _
from pages.frame.writing import plain

Shown = Callable[[str], str]


def start(key: str, options: Sequence[str], default: Sequence[str]) -> list[str]:
    """The choice so far: of this session, else of the address, else the default; valid ids only."""
    if key in st.session_state:
        held = st.session_state[key]
        chosen = list(held) if isinstance(held, list) else [held]
    else:
        chosen = st.query_params.get_all(key) or list(default)
        if chosen == [""]:
            return []  # a link that says: all of them
    valid = [value for value in chosen if value in options]
    return valid if valid or not chosen else [value for value in default if value in options]


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
    st.session_state[key] = start(key, ids, ids[:1])[0]
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


def one_in_sight(key: str, label: str, options: Sequence[str]) -> str:
    """A choice from a list that stands there whole; the first is the default."""
    st.session_state[key] = start(key, options, options[:1])[0]
    chosen = st.radio(label, options, key=key, persist_state="session")
    _remember(key, [str(chosen)], options[:1])
    return str(chosen)


def one_of_many(key: str, label: str, options: Sequence[str], shown: Shown, hint: str) -> str:
    """A choice from a list; the first is the default. '' when there is nothing to choose."""
    if not options:
        return ""
    st.session_state[key] = start(key, options, options[:1])[0]
    # Said here and now: a widget may ask for a name when nobody is known to be here.
    names = {option: shown(option) for option in options}
    chosen = st.selectbox(
        label,
        options,
        key=key,
        persist_state="session",
        format_func=names.__getitem__,
        placeholder=hint,
    )
    _remember(key, [str(chosen)], options[:1])
    return str(chosen)


def several(
    key: str,
    label: str,
    options: Sequence[str],
    everything: str,
    shown: Shown = str,
    default: Sequence[str] = (),
) -> tuple[str, ...]:
    """A choice of any number; none means all."""
    st.session_state[key] = start(key, options, default)
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


def denominator() -> Denominator:
    """What shares are printed of, on every page; as in the annual report to begin with."""
    options = {str(WITH): _("n/a counted in"), str(WITHOUT): _("without n/a")}
    explained = _("What every share on every page is of: all answers, or those with a score.")
    chosen = one_of("denominator", _("Shares"), options, explained)
    return next(one for one in DENOMINATORS if one == chosen)


def on_paper(lines: Sequence[str], key: str) -> None:
    """What was chosen, in words, for who prints the page: the choices themselves are not printed."""
    with st.container(key=f"on_paper_{key}"):
        st.caption(plain(" · ".join(lines)))

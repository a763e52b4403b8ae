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
from pages.shared import network, person, source
from pages.shared.source import Selection

Shown = Callable[[str], str]
_WIDTHS = {"school_year": 1.1, "strategy": 1.4, "initiative": 1.6, "centre": 1.4}


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

    ``left_out`` names filters that a page does not offer: it shows all of them. A director is
    offered what can be protected only.
    """
    if person.me().is_director:
        return _views()
    people = source.all_answers().respondents
    widths = {name: width for name, width in _WIDTHS.items() if name not in left_out}
    places = dict(zip(widths, st.columns(list(widths.values())), strict=True)) if widths else {}
    chosen: dict[str, tuple[str, ...]] = {}
    for name, place in places.items():
        with place:
            chosen[name] = _filter(name, people)
        if name in ("school_year", "strategy"):  # what they leave is what the others offer
            people = _kept(people, name, chosen[name])
    selection = Selection(**chosen)
    _say_what_is_left(selection)
    return selection


def centre() -> str:
    """The one centre that a page is about; nothing is asked where there is only one to see."""
    names = network.centres()
    if len(names) == 1:
        return names[0]
    return one_of_many("centrum", _("Centre"), names, str, _("Choose a centre"))


ALL = "all"


def no_figures(centre: str) -> None:
    """Say why there is nothing to show of a director's centre."""
    if source.nobody(centre):
        st.info(_("Nobody of {centre} answered yet.", centre=centre), icon=":material/info:")
        return
    st.info(
        _(
            "No figures of this centre can be shown without giving anybody's answer away. What the checklist says is below."
        ),
        icon=":material/lock:",
    )


def _views() -> Selection:
    """One school year and one strategy of it, as far as that can be protected; or all of them."""
    offered = source.views()
    if not offered:
        return Selection()
    known = source.questionnaire()
    years = [v.school_year for v in offered if v.school_year and not v.strategy][::-1]
    if not years:
        st.caption(
            _(
                "All school years and strategies together: of less than that too little can be shown without giving anybody's answer away."
            )
        )
        return Selection()
    left, right = st.columns(2)
    with left:
        chosen = one_of_many(
            "view_year",
            _("School year"),
            [ALL, *years],
            lambda y: _("All school years") if y == ALL else year(y),
            _("All school years"),
        )
    here = () if chosen == ALL else (chosen,)
    below = [v.strategy for v in offered if v.strategy and v.school_year in here]
    strategy = ALL
    with right:
        if below:
            strategy = one_of_many(
                "view_strategy",
                _("Strategy"),
                [ALL, *(s.id for s in known.strategies if s.id in below)],
                lambda s: _("All strategies") if s == ALL else str(known.strategy_label(s)),
                _("All strategies"),
            )
    selection = Selection(here, () if strategy == ALL else (strategy,))
    st.caption(
        _(
            "Only the choices are offered of which enough can be shown without giving anybody's answer away."
        )
    )
    return selection


def _filter(name: str, people: pd.DataFrame) -> tuple[str, ...]:
    """The choice of one filter; the newest school year to begin with."""
    here = _values(people, name)
    if name == "school_year":
        years = here[::-1]
        return _several(name, _("School year"), years, _("All school years"), year, years[:1])
    if name == "strategy":
        known = source.questionnaire()
        ids = [s.id for s in known.strategies if s.id in here]
        ids += [s for s in here if s not in ids]
        label = known.strategy_label
        return _several(name, _("Strategy"), ids, _("All strategies"), lambda s: str(label(s)))
    if name == "initiative":
        return _several(name, _("Initiative"), here, _("All initiatives"))
    return _several(name, _("Centre"), here, _("All centres"))


def _values(people: pd.DataFrame, column: str) -> list[str]:
    return sorted(str(v) for v in people[column].dropna().unique())


def _kept(people: pd.DataFrame, column: str, values: Sequence[str]) -> pd.DataFrame:
    return people[people[column].isin(values)] if values else people


def _say_what_is_left(selection: Selection) -> None:
    people = source.all_answers(selection).respondents
    if people.empty:
        if source.all_answers().empty:
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

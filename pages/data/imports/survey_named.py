"""Which survey a file is of, as far as it does not say so itself: asked, with a proposal made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from measurement.exports.proposals import in_words, open_keys, proposed, years_by_date
from measurement.exports.recognised import Recognised
from measurement.exports.surveys import SURVEY, SurveyNaming
from measurement.school_year import school_year_from
from measurement.words import text as _
from measurement.words import year
from pages.desk import source
from pages.frame.writing import plain

_BY_DATE = "by date"  # every answer in the school year of its date


def ask(place: int, found: Recognised) -> SurveyNaming | None:
    """What the file does not say itself; None while something needed is missing."""
    wanted, guess = open_keys(found), proposed(found, source.questionnaire())
    mark = f"{place}_{found.digest[:8]}"
    columns = dict(zip((*SURVEY, "invited"), st.columns(5), strict=True))
    values = dict.fromkeys(SURVEY, "")
    if "school_year" in wanted:
        values["school_year"] = _school_year(columns["school_year"], mark, found, guess.school_year)
    if "strategy" in wanted:
        values["strategy"] = _strategy(columns["strategy"], mark, guess.strategy)
    if "moment" in wanted:
        values["moment"] = _moment(columns["moment"], mark, values["strategy"], guess)
    if "initiative" in wanted:
        values["initiative"] = _initiative(columns["initiative"], mark, guess.initiative)
    invited = _invited(found, mark, columns["invited"], guess.invited)
    needed = {
        "school_year": _("school year"),
        "strategy": _("strategy"),
        "initiative": _("initiative"),
    }
    missing = [name for key, name in needed.items() if key in wanted and not values[key]]
    values["school_year"] = values["school_year"].removeprefix(_BY_DATE)
    if missing:
        st.caption(_("Still needed: {what}.", what=", ".join(missing)))
        return None
    return SurveyNaming(**values, invited=invited)


def _strategy(column: Any, mark: str, guess: str) -> str:
    """The strategy: one with a survey, where any has."""
    questionnaire = source.questionnaire()
    ids = [s.id for s in questionnaire.strategies if s.modules] or [
        s.id for s in questionnaire.strategies
    ]
    return _choice(
        column,
        f"strategy_{mark}",
        _("Strategy"),
        ids,
        guess,
        lambda s: str(questionnaire.strategy_label(s)),
    )


def _moment(column: Any, mark: str, strategy: str, guess: SurveyNaming) -> str:
    """The moment: first those that the strategy has a survey for."""
    questionnaire = source.questionnaire()
    described = questionnaire.strategy_by_id.get(strategy or guess.strategy)
    prescribed = list(described.modules) if described else []
    moments = prescribed + [m for m in questionnaire.moments if m not in prescribed]
    first = guess.moment if guess.moment in moments else moments[0] if moments else ""
    return _choice(
        column,
        f"moment_{mark}_{strategy}",
        _("Moment"),
        moments,
        first,
        lambda m: str(questionnaire.moment_label(m)),
    )


def _initiative(column: Any, mark: str, guess: str) -> str:
    """The initiative, in the reader's own words."""
    said: str = column.text_input(
        _("Initiative"),
        guess,
        key=f"initiative_{mark}",
        placeholder=_("Name of the training or PLC"),
    )
    return said.strip()


def _school_year(column: Any, mark: str, found: Recognised, guess: str) -> str:
    """The school year; answers of several go each to their own, unless the reader names one."""
    dated = years_by_date(found)
    live = found.respondents[found.respondents["excluded"] == ""]
    all_dated = sum(dated.values()) == int((live["school_year"] == "").sum())
    several = len(dated) > 1
    if several:
        st.caption(plain(in_words(dated)))
    options = [_BY_DATE, *_years(max(dated))] if several and all_dated else _years(guess)
    return _choice(
        column,
        f"year_{mark}",
        _("School year"),
        options,
        guess or _BY_DATE,
        lambda one: _("by date of each answer") if one == _BY_DATE else year(one),
    )


def _choice(
    column: Any, key: str, label: str, options: list[str], guess: str, shown: Callable[[str], str]
) -> str:
    """A choice with the proposal already made; '' while nothing is chosen."""
    index = options.index(guess) if guess in options else None
    return (
        column.selectbox(
            label, options, index=index, key=key, format_func=shown, placeholder=_("Choose…")
        )
        or ""
    )


def _invited(found: Recognised, mark: str, column: Any, guess: int | None) -> int | None:
    """How many were invited, for a file of one initiative."""
    live = found.respondents[found.respondents["excluded"] == ""]
    several = live["initiative"].nunique()
    if several > 1:
        st.caption(
            _(
                "The file names {n} initiatives itself; after adding, fill in how many people were invited to each under 'Invited per survey'.",
                n=int(several),
            )
        )
        return None
    with column:
        number = st.number_input(
            _("Invited"),
            min_value=0,
            value=guess,
            step=1,
            key=f"invited_{mark}",
            placeholder=_("unknown"),
            help=_("How many people got this survey. Left empty, the response rate is unknown."),
        )
    return int(number) if number is not None else None


def _years(guess: str) -> list[str]:
    """School years to choose from, the last first."""
    now = date.today().year
    last = max(now, int(guess[:4]) if guess else now)
    return [school_year_from(y) for y in range(last, 2018, -1)]

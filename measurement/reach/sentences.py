"""Reach and targets in sentences; made from the tables, so that they say no more than these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from measurement.questionnaire.model import Questionnaire
from measurement.reach.tables import ADVICE, STATE_WORDS
from measurement.reach.target_model import Target
from measurement.tables import records
from measurement.words import Sentence, number, percent, plural, say, some, text, year

# Why a row of a list of participants does not count.
KINDS: dict[str, Sentence] = {
    "blank": say("blank"),
    "test": say("test"),
    "cancelled": say("cancelled"),
    "absent": say("was absent"),
    "registered": say("only registered"),
    "incomplete": say("incomplete"),
    "duplicate": say("duplicate"),
    "erased": say("erased"),
}


def reach_sentences(
    total: pd.DataFrame,
    per_strategy: pd.DataFrame,
    questionnaire: Questionnaire,
    school_years: Sequence[str] = (),
) -> list[str]:
    """One sentence for all, and one per strategy, from two tables ``reach``."""
    when = text("In {years}:", years=[year(y) for y in school_years]) + " " if school_years else ""
    lines = [f"{when}{_whole(row)}" for row in records(total)]
    if len(per_strategy) < 2:
        return lines
    for row in records(per_strategy):
        is_named = pd.notna(row.strategy)
        name = str(questionnaire.strategy_label(str(row.strategy))) if is_named else text("unknown")
        lines.append(f"{name}: {_part(row)}")
    return lines


def _whole(row: Any) -> str:
    return text(
        "{participations} of {people} at {initiatives}, from {centres}.",
        participations=plural("{n} participation", "{n} participations", row.n_participations),
        people=plural("{n} different person", "{n} different people", row.n_unique),
        initiatives=plural("{n} initiative", "{n} initiatives", row.n_initiatives),
        centres=plural("{n} centre", "{n} centres", row.n_centres),
    )


def _part(row: Any) -> str:
    """The same for one strategy, with its sessions where an initiative has several."""
    said = _whole(row)
    if row.n_sessions <= row.n_initiatives:
        return said
    sessions = plural("{n} session", "{n} sessions", row.n_sessions)
    return f"{said[:-1]} ({sessions})."


def most_followed(per_initiative: pd.DataFrame) -> str:
    """The initiative that most different people followed, from a table ``reach``; '' for fewer than two."""
    named = list(records(per_initiative[per_initiative["initiative"].notna()]))
    if len(named) < 2:
        return ""
    most = max(int(row.n_unique) for row in named)
    return text(
        "Most people followed {initiative}: {people}.",
        initiative=some([str(row.initiative) for row in named if row.n_unique == most]),
        people=plural("{n} different person", "{n} different people", most),
    )


def more_than_staff(per_centre: pd.DataFrame) -> str:
    """Why there are more people than staff, from a table ``reach`` per centre; '' where there are not."""
    more = per_centre[per_centre["more_than_staff"] & per_centre["centre"].notna()]
    if more.empty:
        return ""
    return text(
        "More people than staff in {centres}: people are all who took part in this period, also who left or changed centre since; staff is the last number that was filled in.",
        centres=some(sorted(more["centre"].astype(str))),
    )


def unnamed_sentence(total: pd.DataFrame) -> str:
    """How many participations name nobody; '' for none."""
    n = int(total["n_unidentified"].sum())
    if not n:
        return ""
    return plural(
        "Of {n} participation it is not known who it was: it counts as a participation, not as a person.",
        "Of {n} participations it is not known who it was: they count as participations, not as people.",
        n,
    )


def unit_sentence(participations: pd.DataFrame) -> str:
    """How often a person was at an initiative, the unit of the response; '' without people."""
    of_persons = participations.dropna(subset="person")
    n = len(of_persons[["school_year", "strategy", "initiative", "person"]].drop_duplicates())
    if not n:
        return ""
    return text(
        "A participation is one person at one session. The response counts one person at one initiative, once whatever the sessions: here that is {n}, and only initiatives with a survey were invited.",
        n=n,
    )


def met_sentence(n: int, of: int, school_years: Sequence[str] = ()) -> str:
    """How many of the people also answered a survey in these years; '' without people."""
    if not of:
        return ""
    told: dict[str, object] = {
        "people": plural("{n} different person", "{n} different people", of),
        "n": n,
        "share": percent(n, of, 0),
    }
    if not school_years:
        return text("Of these {people}, {n} ({share}) answered a survey at least once.", **told)
    return text(
        "Of these {people}, {n} ({share}) answered a survey of {years} at least once.",
        years=[year(y) for y in school_years],
        **told,
    )


def figure_short(row: Any) -> str:
    """The same as short as it can be: ``6/12``."""
    if row.state == "no_data":
        return ""
    n = number(int(row.n))
    return n if pd.isna(row.of) else f"{n}/{number(int(row.of))}"


def figure_said(row: Any) -> str:
    """n of of, or the number; '' without data."""
    if row.state == "no_data":
        return ""
    if pd.isna(row.of):
        return number(int(row.n))
    return text("{n} of {of}", n=int(row.n), of=int(row.of))


def target_said(row: Any) -> str:
    """The state of one row of ``targets`` in words, with its figure and what follows from it."""
    parts = [_state_said(row)]
    if figure := figure_said(row):
        share = f" ({percent(int(row.n), int(row.of), 0)})" if pd.notna(row.of) else ""
        parts.insert(0, figure + share)
    if pd.notna(row.advice):
        parts.append(str(ADVICE.get(str(row.advice), row.advice)))
    if row.above:
        parts.append(text("more than 100 %: one of the two numbers is not right"))
    return "; ".join(parts)


def target_sentence(target: Target, row: Any) -> str:
    """A target with the state of the network, from its row without a centre."""
    name = str(target.label)
    if target.proxy:
        name += " (" + text("by a proxy") + ")"
    if target.scope == "centre" and pd.notna(row.n):
        n, of = int(row.n), int(row.of)
        reached = text("{n} of {of} centres", n=n, of=of)
        return f"{_MARK[state_shown(row)]} {name}: {reached}; {_state_said(row)}."
    return f"{_MARK[state_shown(row)]} {name}: {target_said(row)}."


def state_shown(row: Any) -> str:
    """The state of a row of ``targets``; outside the period of a target nothing can be missed."""
    early = str(row.state) == "not_met" and not row.in_period
    return "not_yet" if early else str(row.state)


def _state_said(row: Any) -> str:
    shown = state_shown(row)
    return (
        text("not reached yet; the target does not hold in this year")
        if shown == "not_yet"
        else str(STATE_WORDS[shown])
    )


_MARK = {"met": "✓", "not_met": "✗", "not_yet": "○", "no_data": "–"}


def dialogue_sentence(table: pd.DataFrame) -> str:
    """With which centres a dialogue follows, from the table ``targets``; '' with none."""
    rows = table[(table["advice"] == "dialogue") & table["centre"].notna()]
    if rows.empty:
        return ""
    names = list(dict.fromkeys(rows["centre"].astype(str)))
    said = plural("{n} centre", "{n} centres", len(names))
    if rows["in_period"].all():
        return text("A dialogue follows with {n}: {names}.", n=said, names=names)
    return text("In the period a dialogue would follow with {n}: {names}.", n=said, names=names)

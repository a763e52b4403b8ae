"""Figures with a name, for the command line: of the network from answers, of a centre from its releases.

The same charts, fed by the same tables as the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.released.items import released_items
from measurement.centre.released.seen import Seen
from measurement.centre.released.told import told
from measurement.charts.bars import Bar, diverging
from measurement.charts.counts import rates
from measurement.charts.told import span_note
from measurement.counting.answers import Answers
from measurement.counting.counts import count
from measurement.denominator import Denominator, base_words, of_words, printed
from measurement.errors import SurveyError
from measurement.measures.factors import factors
from measurement.measures.response import response
from measurement.measures.sentences import band_names, table_sentences
from measurement.measures.shares import shares
from measurement.questionnaire.favourable import sides, turned
from measurement.questionnaire.model import Questionnaire, Role
from measurement.reports.pictures import Words
from measurement.tables import records
from measurement.words import Sentence, day, say, text

_KIND = ("strategy", "moment")
NAMES: Mapping[str, Sentence] = {
    "response": say("Response per kind of survey"),
    "effect": say("Effect: low and high scores per item"),
    "factors": say("What helps and what hinders"),
}
OF_CENTRE: Mapping[str, Role] = {"effect": "effect", "factors": "factors"}
Named = tuple[go.Figure, Words]


def named(name: str, answers: Answers, denominator: Denominator) -> Named:
    """A figure of the network, with its words. Raises :class:`SurveyError` for another name, or no answers."""
    if name not in _DRAWN:
        raise SurveyError(
            say("There is no figure '{name}'; there are {names}.", name=name, names=[*NAMES])
        )
    if answers.n:
        drawn, said = _DRAWN[name](answers.without_zero(), denominator)
        if drawn is not None:
            return drawn, Words(str(NAMES[name]), said)
    raise SurveyError(say("No data: nobody in this choice was asked this."))


def named_of_centre(name: str, seen: Seen, denominator: Denominator) -> Named:
    """A figure of what was released of a centre, with when that was in its caption.

    Raises :class:`SurveyError` for a name that centres have not, or where nothing is released.
    """
    if name not in OF_CENTRE:
        raise SurveyError(
            say("There is no figure '{name}'; there are {names}.", name=name, names=[*OF_CENTRE])
        )
    made, last = seen.made, seen.history.last
    table = released_items(seen)
    table = table[table["item"].isin(list(made.items_with(OF_CENTRE[name])))]
    if table.empty or last is None:
        raise SurveyError(say("Nothing of {centre} is released.", centre=seen.centre))
    bars = [_released_bar(row, made, denominator) for row in records(table)]
    when = day(date.fromisoformat(last.day), full=True)
    said = [base_words(denominator), *([span_note()] if any(b.bounded for b in bars) else [])]
    said.append(text("Released on {day} (no. {number})", day=when, number=last.number) + ".")
    title = f"{seen.centre} · {NAMES[name]}"
    return _bars(bars, made, table), Words(title, " ".join(said))


def _response(answers: Answers, _denominator: Denominator) -> tuple[go.Figure | None, str]:
    table, made = response(answers, _KIND), answers.questionnaire
    rows = [r for r in records(table) if r.n_answered]
    labels = [made.survey_label(str(r.strategy), str(r.moment)) for r in rows]
    invited = [None if pd.isna(r.n_invited) else int(r.n_invited) for r in rows]
    said = text("Answers of invitations (persons × initiatives).")
    return rates(labels, [int(r.n_answered) for r in rows], invited), said


def _effect(answers: Answers, denominator: Denominator) -> tuple[go.Figure | None, str]:
    made = answers.questionnaire
    asked = [i for i in made.items_with("effect") if made.scale_of(i).has_cut]
    table = shares(count(answers, _KIND).select(asked), made)
    table = table[table["n"] > 0]
    kinds = [made.survey_label(str(r.strategy), str(r.moment)) for r in records(table)]
    heads = [k if not i or kinds[i - 1] != k else "" for i, k in enumerate(kinds)]
    bars = [_bar(r, made, denominator, h) for r, h in zip(records(table), heads, strict=True)]
    return _bars(bars, made, table), _said(table, denominator)


def _factors(answers: Answers, denominator: Denominator) -> tuple[go.Figure | None, str]:
    made = answers.questionnaire
    table = factors(count(answers), (), made)
    table = table[(table["kind"] == "scale") & (table["n"] > 0)]
    bars = [_bar(row, made, denominator) for row in records(table)]
    more = text(
        "Blue is enabling, orange is hindering. An item about a hindrance is turned (9 − score): of that a low score is enabling."
    )
    return _bars(bars, made, table), f"{_said(table, denominator)} {more}"


_DRAWN: Mapping[str, Callable[[Answers, Denominator], tuple[go.Figure | None, str]]] = {
    "response": _response,
    "effect": _effect,
    "factors": _factors,
}


def _said(table: pd.DataFrame, denominator: Denominator) -> str:
    thin = text("n/a %: of all who answered. Thin lines are 95 % intervals.")
    return " ".join([base_words(denominator), thin, *table_sentences(table)])


def _bars(bars: list[Bar], made: Questionnaire, table: pd.DataFrame) -> go.Figure:
    return diverging(bars, *band_names(made, [str(i) for i in table["item"]]))


def _wording(made: Questionnaire, item: str) -> str:
    said = str(made.item_by_id[item].wording)
    return text("{wording} (turned)", wording=said) if turned(made, [item]) else said


def _bar(row: Any, made: Questionnaire, denominator: Denominator, heading: str = "") -> Bar:
    """A row of ``shares`` or ``factors``; of factors low is hindering and high is enabling."""
    item, of_factor = str(row.item), hasattr(row, "n_enabling")
    shown = printed(row, "enabling" if of_factor else "high", denominator)
    low, read = row.n_hindering if of_factor else row.n_low, sides(made, item)
    return Bar(
        _wording(made, item),
        int(low),
        shown.part,
        int(row.n_not_applicable),
        shown.n,
        shown.lower,
        shown.upper,
        low=read.low,
        high=read.high,
        heading=heading,
        of=of_words(shown.n, denominator),
        n_all=int(row.n),
    )


def _released_bar(row: Any, made: Questionnaire, denominator: Denominator) -> Bar:
    """A row of ``released_items``: exact, within bounds, or only how many answered."""
    found, read = told(row, denominator), sides(made, str(row.item))
    return Bar(
        _wording(made, str(row.item)),
        found.scored - found.most,
        found.least,
        int(row.n_not_applicable),
        found.n,
        found.lower,
        found.upper,
        low=read.low,
        high=read.high,
        of=of_words(found.n, denominator),
        n_all=int(row.n),
        n_high_most=found.most,
        few=found.how == "n_only",
        words="" if found.how == "exact" else str(found),
    )

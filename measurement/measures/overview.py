"""What the first screen says: the figures in sentences.

Every sentence is composed from the declared tables, and says no more than they hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.counts import count
from measurement.denominator import (
    WITH,
    Denominator,
    Measure,
    column_of,
    of_words,
    printed,
)
from measurement.measures.extremes import Value, at_end, named
from measurement.measures.factors import factors
from measurement.measures.response import response
from measurement.measures.sentences import doubt, reach_sentences
from measurement.measures.shares import shares
from measurement.measures.tables import Side
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records
from measurement.words import percent, say, text, year

KIND = ("strategy", "moment")


def kinds(answers: Answers) -> list[tuple[str, str]]:
    """The kinds of survey (strategy, moment) with answers, in the questionnaire's order."""
    answered = set(answers.respondents[list(KIND)].astype(str).itertuples(index=False, name=None))
    order = [(s.id, m) for s in answers.questionnaire.strategies for m in s.modules]
    return sorted(answered, key=lambda k: (order.index(k) if k in order else len(order), k))


def effect(answers: Answers) -> pd.DataFrame:
    """Shares of the effect items per kind of survey, in the order of the chain of effect.

    Columns of the declared table ``shares``, preceded by strategy and moment.
    """
    questionnaire = answers.questionnaire
    items = [i for i in questionnaire.items_with("effect") if i in answers.items]
    table = shares(count(answers, KIND, items), questionnaire)
    chain = [level.id for level in questionnaire.levels]
    order = {k: i for i, k in enumerate(kinds(answers))}

    def place(row: Any) -> tuple[int, int]:
        level = questionnaire.item_by_id[str(row.item)].dimension
        return order[str(row.strategy), str(row.moment)], chain.index(
            level
        ) if level in chain else len(chain)

    ordered = sorted(records(table), key=place)
    return table.loc[[row.Index for row in ordered]].reset_index(drop=True)


def chain(answers: Answers) -> pd.DataFrame:
    """The chain of effect: shares of each level over all surveys of the selection, in order.

    The declared table ``chain``, one row per effect item.
    """
    questionnaire, table = answers.questionnaire, _by_item(answers)
    table.insert(0, "level", [questionnaire.item_by_id[str(i)].dimension for i in table["item"]])
    order = {level.id: place for place, level in enumerate(questionnaire.levels)}
    return (
        table[table["level"].isin(list(order))]
        .sort_values("level", key=lambda s: s.map(order), kind="stable")
        .reset_index(drop=True)
    )


def _by_item(answers: Answers) -> pd.DataFrame:
    """The declared table ``shares`` of every effect item over all surveys of the selection."""
    questionnaire = answers.questionnaire
    items = [i for i in questionnaire.items_with("effect") if i in answers.items]
    return shares(count(answers, (), items), questionnaire)


def strongest(
    table: pd.DataFrame,
    side: Side,
    denominator: Denominator = WITH,
    most: int = 5,
) -> pd.DataFrame:
    """The factors on a scale with this verdict, ``enabling`` or ``hindering``, largest share first.

    The verdict decides on which side a factor stands: what is mixed helps nor hinders.
    """
    called = table[(table["verdict"] == side) & (table["kind"] == "scale")]
    return called.sort_values([column_of(side, denominator), "n"], ascending=False).head(most)


def headline(answers: Answers, denominator: Denominator = WITH) -> list[str]:
    """Three sentences: the response, the strongest and weakest effect, what helps and hinders."""
    said = [_who(answers)]
    later = answers.without_zero()
    said.extend(_effects(later, denominator))
    said.extend(_factors(later, denominator))
    return [sentence for sentence in said if sentence]


def _who(answers: Answers) -> str:
    total = response(answers).iloc[0]
    years = " + ".join(
        year(str(y)) for y in sorted(answers.respondents["school_year"].astype(str).unique())
    )
    answered, invited = int(total["n_answered"]), total["n_invited"]
    if pd.isna(invited) or pd.isna(total["rate"]):
        return text(
            "In {years} {n} answers came in; the number of people invited is not known for every survey.",
            years=years,
            n=answered,
        )
    said = text(
        "The response in {years} is {rate}: {n} answers to {invited} invitations.",
        years=years,
        n=answered,
        invited=int(invited),
        rate=percent(answered, int(invited), 0),
    )
    return f"{said} {doubt(total)}".strip()


def _effects(answers: Answers, denominator: Denominator) -> list[str]:
    table, share = _by_item(answers), column_of("high", denominator)
    table = table[
        table[share].notna() & (table["n_persons"] >= answers.questionnaire.thresholds.few_answers)
    ]
    if len(table) < 2 or table[share].nunique() < 2:
        return []
    rows = list(records(table))
    high = [text("{share} high {of}", **_figures(row, "high", denominator)) for row in rows]
    none = [
        text("{none} n/a or no view on it", none=percent(int(row.n_not_applicable), int(row.n)))
        for row in rows
    ]
    names, shares = [f"“{_wording(answers, row)}”" for row in rows], table[share].round(3)
    best = [Value(*one) for one in zip(names, shares, high, strict=True)]
    worst = [
        Value(name, value, f"{said}, {more}")
        for name, value, said, more in zip(names, shares, high, none, strict=True)
    ]
    return [
        text(
            "Of the {n} items on the effect, highest: {best}; lowest: {worst}.",
            n=len(table),
            best=named(at_end(best, max)),
            worst=named(at_end(worst, min)),
        )
    ]


def _figures(row: Any, measure: Measure, denominator: Denominator) -> dict[str, str]:
    """A share and its denominator, as they stand in a sentence."""
    told = printed(row, measure, denominator)
    return {"share": str(told), "of": of_words(told.n, denominator)}


def _wording(answers: Answers, row: Any) -> str:
    return str(answers.questionnaire.item_by_id[str(row.item)].wording)


def strongest_said(answers: Answers, side: Side, denominator: Denominator = WITH) -> str:
    """What helps or hinders most, only where the verdict says so; else ''."""
    table = factors(answers, (), answers.questionnaire)
    said = {
        "enabling": say("What helps most: {factor} ({share} enabling {of})."),
        "hindering": say("What hinders most: {factor} ({share} hindering {of})."),
    }
    for row in records(strongest(table, side, denominator, 1)):
        told = _figures(row, side, denominator)
        return text(said[side].message, factor=_factor(answers, row), **told)
    return ""


def _factors(answers: Answers, denominator: Denominator) -> Iterable[str]:
    sides: tuple[Side, Side] = ("enabling", "hindering")
    return (strongest_said(answers, side, denominator) for side in sides)


def _factor(answers: Answers, row: Any) -> str:
    return str(answers.questionnaire.factor_label(str(row.factor))).lower()


def centre_sentences(table: pd.DataFrame, centre: str, questionnaire: Questionnaire) -> list[str]:
    """How a centre's factors differ from the rest, from the table ``factors`` compared by centre."""
    own = table[table["centre"] == centre]
    if (own["differs"] == "too_few").all():
        return [text("{centre} has too few answers to compare.", centre=centre)]
    if said := _differing(own, centre, questionnaire):
        return said
    nothing = text(
        "No difference between {centre} and the other centres survives the correction for many comparisons.",
        centre=centre,
    )
    return [nothing, *reach_sentences(own)]


def _differing(own: pd.DataFrame, centre: str, questionnaire: Questionnaire) -> list[str]:
    """The factors on which a centre is higher, and those on which it is lower; as far as any are."""

    def named(outcome: str) -> str:
        return ", ".join(
            str(questionnaire.factor_label(str(f))).lower()
            for f in own.loc[own["differs"] == outcome, "factor"]
        )

    said = []
    if higher := named("higher"):
        said.append(
            text(
                "{centre} scores higher than the other centres on: {factors}.",
                centre=centre,
                factors=higher,
            )
        )
    if lower := named("lower"):
        said.append(
            text(
                "{centre} scores lower than the other centres on: {factors}.",
                centre=centre,
                factors=lower,
            )
        )
    return said

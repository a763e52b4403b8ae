"""The profile of a centre in short: sentences that say no more than the figures hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from measurement.centre.hindering import contradiction, effects, factor_items, most_hindering
from measurement.centre.scales import beside_rest
from measurement.centre.wider_choice import n_people, surveys
from measurement.counting.answers import Answers
from measurement.denominator import WITHOUT, of_words
from measurement.measures.response import response
from measurement.measures.sentences import doubt, reach_sentences
from measurement.questionnaire.model import Role
from measurement.tables import records
from measurement.words import Label, number, percent, plural, some, text

MOST_NAMED = 3


def in_short(
    answers: Answers,
    centre: str,
    mirrored: pd.DataFrame | None = None,
    names: Mapping[str, Label] | None = None,
    withheld: Mapping[str, str] | None = None,
    period: str = "",
) -> list[str]:
    """Three or four sentences: who answered, effect beside the rest, what hinders, a contradiction.

    ``answers`` is the selection with all centres, ``mirrored`` the table ``mirror`` of the same
    selection, ``names`` the success factors, ``period`` the school years in words. A difference is named when it survives the
    correction, a factor is called hindering when its whole interval is; what is less than certain
    says so. ``withheld`` are the items that this reader does not get of the centre, with the
    reason (``few`` or another one).
    """
    hidden = withheld or {}
    own = answers.where(centre=centre)
    if own.empty:
        return [text("Nobody of {centre} answered in this selection.", centre=centre)]
    hindrance = most_hindering(own)
    said = [
        _who(answers, own, centre, period or text("all school years together")),
        _effect(answers, centre, hidden),
        _hindering(own, hindrance, hidden),
        contradiction(own, centre, mirrored, names or {}, hindrance),
        _left_out(hidden),
    ]
    return [sentence for sentence in said if sentence]


def _who(answers: Answers, own: Answers, centre: str, period: str) -> str:
    """How many answered, the rate beside that of the others, and whether the group is small."""
    table = response(answers, ["centre"])
    mine = table[table["centre"] == centre].iloc[0]
    people = n_people(own)
    said = [_answered(own, mine, people, period), doubt(mine)]
    if pd.notna(mine["rate"]):
        said.append(_rest_rate(table[table["centre"].notna() & (table["centre"] != centre)]))
    if people < own.questionnaire.thresholds.small_group:
        said.append(text("That is a small group: a few answers more can change the picture."))
    return " ".join(sentence for sentence in said if sentence)


def _answered(own: Answers, mine: pd.Series[Any], people: int, period: str) -> str:
    if pd.isna(mine["rate"]):
        return plural(
            "In {period} {n} colleague filled in {surveys}; the response rate is not known.",
            "In {period} {n} colleagues filled in {surveys}; the response rate is not known.",
            people,
            period=period,
            surveys=surveys(own.n),
        )
    return plural(
        "In {period} {n} colleague filled in {surveys}: {rate} of {invited} invitations.",
        "In {period} {n} colleagues filled in {surveys}: {rate} of {invited} invitations.",
        people,
        period=period,
        surveys=surveys(own.n),
        rate=percent(int(mine["n_answered"]), int(mine["n_invited"]), 0),
        invited=int(mine["n_invited"]),
    )


def _rest_rate(rest: pd.DataFrame) -> str:
    """The rate of the other centres together; '' where it is not known."""
    if rest.empty or rest["n_invited"].isna().any():
        return ""
    answered, invited = int(rest["n_answered"].sum()), int(rest["n_invited"].sum())
    if not invited or answered > invited:
        return ""
    return text("In the other centres together it is {rate}.", rate=percent(answered, invited, 0))


def _left_out(withheld: Mapping[str, str]) -> str:
    """That the sentences before are on what can be shown only."""
    if not withheld:
        return ""
    return plural(
        "{n} figure of your centre is not shown, so that nobody's answer is given away; the sentences above are about the others.",
        "{n} figures of your centre are not shown, so that nobody's answer is given away; the sentences above are about the others.",
        len(withheld),
    )


def _hides(answers: Answers, role: Role, withheld: Mapping[str, str]) -> bool:
    """Whether items with this role are withheld, of which some not for want of answers."""
    return any(withheld.get(i, "few") != "few" for i in answers.questionnaire.items_with(role))


def _effect(answers: Answers, centre: str, withheld: Mapping[str, str]) -> str:
    """The effect items that differ from the rest after correction."""
    table = beside_rest(answers, centre, "effect")
    if table.empty:
        if _hides(answers, "effect", withheld):
            return text("What they say on the effect is hidden for protection.")
        few = text("There are too few answers to compare the effect with the other centres.")
        return few if not withheld.keys().isdisjoint(effects(answers)) else ""
    if (table["differs"] == "too_few").all():
        return text("There are too few answers to compare the effect with the other centres.")
    higher, lower = (_differing(answers, table[table["differs"] == d]) for d in ("higher", "lower"))
    said = []
    if higher:
        said.append(
            text(
                "Higher than in the other centres at the same mix of strategies: {items}.",
                items=higher,
            )
        )
    if lower:
        said.append(
            text(
                "Lower than in the other centres at the same mix of strategies: {items}.",
                items=lower,
            )
        )
    if said:
        return " ".join(said)
    nothing = text(
        "No difference in effect with the other centres survives the correction for many comparisons."
    )
    return " ".join([nothing, *reach_sentences(table)])


def _differing(answers: Answers, table: pd.DataFrame) -> str:
    """The items with both shares, surest first."""
    rows = list(records(table.sort_values("q", kind="stable")))
    parts = [
        text(
            "{item} ({own} high {of}, elsewhere {rest})",
            item=_level(answers, str(row.item)),
            own=percent(int(row.n_high), int(row.n_scored), 0),
            of=of_words(int(row.n_scored), WITHOUT),
            rest=f"{number(100 * float(row.rest))}\u00a0%",
        )
        for row in rows
    ]
    return str(some(parts, MOST_NAMED))


def _level(answers: Answers, item: str) -> str:
    """The level of effect that an item measures; its wording where the chain has none."""
    measured = answers.questionnaire.item_by_id[item]
    levels = {level.id: level.label for level in answers.questionnaire.levels}
    return (
        str(levels[measured.dimension]).lower()
        if measured.dimension in levels
        else str(measured.wording)
    )


def _hindering(own: Answers, row: Any | None, withheld: Mapping[str, str]) -> str:
    if row is None and _hides(own, "factors", withheld):
        return text("What they say on what helps and hinders is hidden for protection.")
    if row is None:
        named = {*factor_items(own), *withheld} & set(own.questionnaire.items_with("factors"))
        asked = (own.questionnaire.scale_of(i).has_cut for i in named)
        few = text("There are too few answers on what helps and hinders.")
        return few if any(asked) else ""
    if row.verdict == "enabling":
        return text("No factor is called hindering by half of the scores or more.")
    figures = {
        "factor": str(own.questionnaire.factor_label(str(row.factor))).lower(),
        "part": int(row.n_hindering),
        "whole": int(row.n_scored),
    }
    if any(i in withheld for i in own.questionnaire.items_with("factors")):
        return text(
            "Of the factors that can be shown, most often hindering: {factor} ({part} of {whole} scores).",
            **figures,
        )
    if row.verdict == "hindering":
        return text("Most often hindering: {factor} ({part} of {whole} scores).", **figures)
    return text(
        "No factor clearly hinders. Most often hindering: {factor} ({part} of {whole} scores), not clearly more or less than half.",
        **figures,
    )

"""What helps and what hinders in a centre, as it was released: verdicts that hold over the whole bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from measurement.centre.released.items import released_items
from measurement.centre.released.seen import Seen
from measurement.centre.released.tables import RELEASED_FACTORS, TOLD_WORDS
from measurement.charts.told import bound_words
from measurement.denominator import WITH, WITHOUT, Denominator
from measurement.measures.comparison_tables import OUTCOME_WORDS
from measurement.measures.tables import FACTOR_KINDS, VERDICT_WORDS
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import TICK
from measurement.rows import framed_by_name
from measurement.tables import records


def released_factors(seen: Seen) -> pd.DataFrame:
    """The declared table ``released_factors``: one row per item in modules of factors.

    High is enabling, negative items turned; of an option that it is ticked. The verdict is that of
    the interval of the scores against the thresholds, over the whole bound: enabling where it lies
    above ``enabling_share``, hindering below; an option has its own direction above
    ``ticked_share``, and is seldom named below. What is told exactly and lies across is mixed.
    Below ``few_answers`` persons there is none.
    """
    asked = set(seen.made.items_with("factors"))
    rows = [
        {name: getattr(row, name) for name in RELEASED_FACTORS.names if hasattr(row, name)}
        | _named(row, seen.made)
        for row in records(released_items(seen))
        if str(row.item) in asked
    ]
    orders = {
        "item": seen.made.counted,
        "told": TOLD_WORDS,
        "differs": OUTCOME_WORDS,
        "kind": FACTOR_KINDS,
        "verdict": VERDICT_WORDS,
    }
    return framed_by_name(rows, RELEASED_FACTORS, orders)


def _named(row: Any, made: Questionnaire) -> dict[str, Any]:
    item = str(row.item)
    ticked = made.scale_of(item).kind == TICK.kind
    return {
        "factor": made.item_by_id[item].dimension or item,
        "kind": "ticked" if ticked else "scale",
        "verdict": _verdict(row, made, ticked),
    }


def _verdict(row: Any, made: Questionnaire, ticked: bool) -> str | None:
    limits, way = made.thresholds, sides(made, str(row.item)).high
    if row.told == "n_only" or (ticked and way == "neutral"):
        return None
    if row.n_persons < limits.few_answers:
        return "too_few"
    if ticked:
        if row.lower > limits.ticked_share:
            return "enabling" if way == "favourable" else "hindering"
        if row.upper < limits.ticked_share:
            return "not_named"
    elif row.lower > limits.enabling_share:
        return "enabling"
    elif row.upper < limits.enabling_share:
        return "hindering"
    return "mixed" if row.told == "exact" else None


def by_hindering(factors: pd.DataFrame) -> list[Any]:
    """The rows of factors on a scale of which more than a number is told, most hindering first.

    By the most that may be enabling; of equal ones that with most scores first.
    """
    rows = factors[(factors["kind"] == "scale") & (factors["told"] != "n_only")]
    enough = [r for r in records(rows) if r.verdict != "too_few" and r.n_scored]
    return sorted(enough, key=lambda r: (r.share_most, -r.n_scored))


def hinders_most(factors: pd.DataFrame, rows: Sequence[Any]) -> Any | None:
    """The factor that hinders most, of :func:`by_hindering`; none where another may hinder more.

    Whatever the others are within their bounds; one of which only a number is told may be anything.
    """
    asked = factors[factors["kind"] == "scale"]
    if not rows or (asked["told"] == "n_only").any():
        return None
    first, *others = rows
    return first if all(first.share_most <= r.share_least for r in others) else None


def factor_part(row: Any, side: str, denominator: Denominator = WITHOUT) -> str:
    """How many answers call a factor hindering, or enabling: ``17 of 20``, ``at least 10 of 12``."""
    scored, of = int(row.n_scored), int(row.n if denominator == WITH else row.n_scored)
    least, most = int(row.n_high_least), int(row.n_high_most)
    if side == "hindering":
        least, most = scored - most, scored - least
    return bound_words(least, most, scored, of)

"""The factors that hinder a centre most, and which of them are worth a talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from measurement.centre.mirror.mirror import contradictions
from measurement.centre.mirror.sentences import figures_of, name_of
from measurement.counting.answers import Answers
from measurement.measures.factors import factors
from measurement.tables import records
from measurement.words import Label, text


def most_hindering(own: Answers) -> Any | None:
    """The row of ``factors`` with the largest share of hindering scores, or none.

    Only factors on a scale with enough scores; of equal ones that with most scores.
    """
    ordered = hindering_factors(own)
    return ordered[0] if ordered else None


def hindering_factors(own: Answers) -> list[Any]:
    """The rows of ``factors`` of one centre on a scale with enough scores, most hindering first."""
    table = factors(own, (), own.questionnaire)
    enough = table[(table["kind"] == "scale") & table["verdict"].notna()]
    rows = list(records(enough[enough["verdict"] != "too_few"]))
    return sorted(rows, key=lambda r: (r.enabling_scored, -r.n_scored))


def effects(answers: Answers) -> tuple[str, ...]:
    """The effect items of the questionnaire."""
    return answers.questionnaire.items_with("effect")


def factor_items(own: Answers) -> list[str]:
    """The factors that anyone of the centre was asked."""
    asked = factors(own, (), own.questionnaire)
    return [str(item) for item in asked["item"]]


def worth_a_talk(mirrored: pd.DataFrame | None, centre: str, hindrance: Any | None) -> Any | None:
    """The row of ``mirror`` that is announced as worth a talk; none where nothing contradicts."""
    item = "" if hindrance is None else str(hindrance.item)
    rows = [] if mirrored is None else contradictions(mirrored, centre, item)
    return rows[0] if rows else None


def contradiction(
    own: Answers,
    centre: str,
    mirrored: pd.DataFrame | None,
    names: Mapping[str, Label],
    hindrance: Any | None,
) -> str:
    """The contradiction most worth a talk: certain ones first, then what hinders most."""
    row = worth_a_talk(mirrored, centre, hindrance)
    if row is None:
        return ""
    figures = figures_of(row, own.questionnaire)
    figures["factor"] = name_of(str(row.factor), names)
    if row.verdict == "blind_spot":
        said = text(
            "According to the checklist “{factor}” is in place, but {part} of {whole} scores of staff are favourable ({persons}): worth a talk.",
            **figures,
        )
    else:
        said = text(
            "According to the checklist “{factor}” is not fully in place, yet {part} of {whole} scores of staff are favourable ({persons}): worth a talk.",
            **figures,
        )
    return said if row.certain else f"{said} " + text("The group is too small to be sure of it.")

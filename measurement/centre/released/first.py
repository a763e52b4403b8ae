"""What a director reads first of a centre: what clearly helps and hinders, and where views contradict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from measurement.centre.mirror.mirror import CONTRADICTIONS, contradictions
from measurement.centre.mirror.sentences import name_of, verdict_label
from measurement.centre.released.factors import by_hindering, factor_part
from measurement.charts.told import bound_words
from measurement.denominator import Denominator, part_words
from measurement.measures.extremes import Value, at_end, named
from measurement.measures.tables import Side
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records
from measurement.words import Label, number, plural, text

MOST = 3


def clearly(
    factors: pd.DataFrame, made: Questionnaire, side: Side, denominator: Denominator
) -> list[str]:
    """The factors whose verdict is that they help, or hinder, most scores first: at most three.

    ``factors`` is the table ``released_factors``. A verdict holds over the whole bound; without
    any, one sentence says so. Numbers are on the denominator of the figure of the same factors.
    """
    rows = [row for row in by_hindering(factors) if row.verdict == side]
    if side == "enabling":
        rows = sorted(rows, key=lambda row: -row.share_least)
    told = [
        text(
            "{name}: {part}",
            name=str(made.factor_label(str(row.factor))),
            part=part_words(factor_part(row, side, denominator), denominator),
        )
        for row in rows
    ]
    if told:
        return _at_most(told)
    if side == "enabling":
        return [text("Of what is told nothing clearly helps.")]
    return [text("Of what is told nothing clearly hinders.")]


def contradicting(mirrored: pd.DataFrame, names: Mapping[str, Label]) -> list[str]:
    """Where checklist and staff contradict, most worth a talk first: at most three.

    ``mirrored`` is the table ``released_mirror``, ``names`` those of the success factors.
    """
    if not (mirrored["verdict"] != "no_data").any():
        return [text("The mirror has no verdict yet.")]
    told = [_contradiction(row, names) for row in contradictions(mirrored)]
    return _at_most(told) or [text("Where the mirror has a verdict, checklist and staff agree.")]


def _contradiction(row: Any, names: Mapping[str, Label]) -> str:
    n = int(row.n_answers)
    figures = {
        "name": name_of(str(row.factor), names),
        "part": bound_words(int(row.n_favourable_least), int(row.n_favourable_most), n, n),
    }
    if row.verdict == "blind_spot":
        said = text("{name}: present by the checklist, {part} scores favourable", **figures)
    else:
        said = text(
            "{name}: not fully present by the checklist, {part} scores favourable", **figures
        )
    chance = text("this may be chance")
    return said if row.certain else f"{said} ({chance})"


def _at_most(told: Sequence[str]) -> list[str]:
    more = len(told) - MOST
    rest = [plural("and {n} more, see below", "and {n} more, see below", more)] if more > 0 else []
    return [*told[:MOST], *rest]


def mirror_sentence(mirrored: pd.DataFrame) -> str:
    """How many success factors contradict, and how many of those certainly; '' without verdicts."""
    judged = mirrored[mirrored["verdict"] != "no_data"]
    if judged.empty:
        return ""
    apart = judged[judged["verdict"].isin(CONTRADICTIONS)]
    kinds = judged["verdict"].astype(str).value_counts()
    each = [f"{n} × {verdict_label(str(verdict))}" for verdict, n in kinds.items()]
    said = text(
        "Of {all} success factors {n} have a verdict: {each}.",
        all=len(mirrored),
        n=len(judged),
        each=", ".join(each),
    )
    if apart.empty:
        return said
    return f"{said} " + text(
        "Checklist and staff contradict each other in {apart}, {certain} of them certain.",
        apart=len(apart),
        certain=int(apart["certain"].sum()),
    )


def elements_sentence(table: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Which elements of change staff miss, from the table ``released_knoster``."""
    gone = [names[str(r.element)] for r in records(table) if str(r.state) == "missing"]
    known = int(table["state"].astype(str).isin(("present", "mixed", "missing")).sum())
    if not known:
        return ""
    if not gone:
        return text("Of the {n} elements that are told none is missing.", n=known)
    return text("Missing according to staff: {names}.", names=", ".join(gone))


def means_sentence(table: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The highest and the lowest mean afterwards, from the table ``released_means``."""
    after = [r for r in records(table) if str(r.moment) != "before" and r.mean == r.mean]
    if len(after) < 2:
        return ""
    told = [
        Value(f"“{names[str(r.item)]}”", float(r.mean), number(float(r.mean), 1)) for r in after
    ]
    return text(
        "Of who answered afterwards: highest mean for {high}, lowest for {low}. Whether that is chance is not tested.",
        high=named(at_end(told, max)),
        low=named(at_end(told, min)),
    )

"""The summary tables that analysts take away, all at once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from measurement.answers import Answers
from measurement.checklist_tables import EXPORTED
from measurement.counts import count
from measurement.factors import factors
from measurement.response import response
from measurement.shares import shares
from measurement.tables import COMPARED, FACTORS, RESPONSE, SHARES, Table

COMPARED_FACTORS = Table("factors", FACTORS.columns + COMPARED.columns)
DECLARED: dict[str, Table] = {
    "shares": SHARES,
    "response": RESPONSE,
    "factors": FACTORS,
    "checklist": EXPORTED,
}


def summary_tables(
    answers: Answers, by: Sequence[str] = (), checklists: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    """The declared tables ``shares``, ``response`` and ``factors``, one row per group (and item).

    With ``checklist`` where there are checklists: one row per centre, day, filler and factor, without
    the remarks. It knows no groups.

    Zero measurements count for the response; for the rest only where the groups tell moments
    apart.
    Raises :class:`SurveyError` for a grouping column that does not exist.
    """
    everything, questionnaire = answers, answers.questionnaire
    if "moment" not in by:
        answers = answers.without_zero()
    rated = [i for i in answers.items if questionnaire.scale_of(i).kind == "rating"]
    counts = count(answers, by)
    made = {
        "shares": shares(counts.select(rated), questionnaire),
        "response": response(everything, by),
        "factors": factors(counts, by, questionnaire),
    }
    if checklists is not None:
        made["checklist"] = checklists[list(EXPORTED.names)]
    return made

"""The summary tables that analysts take away, all at once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from measurement.answers import Answers
from measurement.counts import count
from measurement.factors import factors
from measurement.response import response
from measurement.shares import shares
from measurement.tables import COMPARED, FACTORS, RESPONSE, SHARES, Table

COMPARED_FACTORS = Table("factors", FACTORS.columns + COMPARED.columns)
DECLARED: dict[str, Table] = {"shares": SHARES, "response": RESPONSE, "factors": FACTORS}


def summary_tables(answers: Answers, by: Sequence[str] = ()) -> dict[str, pd.DataFrame]:
    """The declared tables ``shares``, ``response`` and ``factors``, one row per group (and item).

    Raises :class:`SurveyError` for a grouping column that does not exist.
    """
    questionnaire = answers.questionnaire
    rated = [i for i in answers.items if questionnaire.scale_of(i).kind == "rating"]
    counts = count(answers, by)
    return {
        "shares": shares(counts.select(rated), questionnaire),
        "response": response(answers, by),
        "factors": factors(counts, by, questionnaire),
    }

"""How far answers of one person go together, as it may be told: of many people, or not at all."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.effective import HAIR, correlations
from measurement.questionnaire.scale import FIRST_POINT

# From how many persons who answered twice or more in a year, and how large a part of all pairs of
# such answers the two busiest of them may give: it says of one person whether all answers were alike.
REPEATED, LARGEST_PART = 20, 0.25


def correlated(answers: Answers, items: Collection[str], centres: int) -> dict[str, float]:
    """ρ of every item that so many centres answered, rounded up to twentieths; else that of its role.

    Intervals tell it to who counts back. So there is none unless many persons answered more than
    once and no two of them weigh much in it. Who answered decides that, never what.
    """
    role_of = {i: str(role) for i in answers.items if (role := answers.questionnaire.role_of(i))}
    scored = pd.DataFrame(answers.codes >= FIRST_POINT, columns=list(answers.items))
    pairs = _pairs(scored[list(role_of)], answers.respondents)
    of_item, of_role = _of_many(pairs), _of_many(pairs.T.groupby(list(role_of.values())).sum().T)
    known = correlations(answers, ("school_year",))
    found = {}
    for item, rho in known.item.items():
        told = answers.respondents["centre"][scored[item].to_numpy(bool)]
        if item in items and told.nunique() >= centres and of_role[role_of[item]]:
            rho = rho if of_item[item] else known.role[role_of[item]]
            found[item] = float(np.ceil(rho * 20 - HAIR) / 20)
    return found


def _pairs(scored: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Per person and item the pairs of scores within a year: twice as many."""
    keys = [people["respondent"].to_numpy(), people["school_year"].astype(str).to_numpy()]
    times = scored.groupby(keys).sum()
    return (times * (times - 1)).groupby(level=0).sum()


def _of_many(pairs: pd.DataFrame) -> pd.Series:
    """Per column whether enough persons have pairs, and the two with most of them few enough."""
    largest = np.sort(pairs.to_numpy(), axis=0)[-2:].sum(axis=0)
    many = (pairs > 0).sum().to_numpy() >= REPEATED
    return pd.Series(many & (largest <= LARGEST_PART * pairs.sum().to_numpy()), pairs.columns)

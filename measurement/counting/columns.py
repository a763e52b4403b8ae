"""The columns that go with answers, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.errors import SurveyError
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, STATES
from measurement.words import say

SURVEY_COLUMNS = ("school_year", "strategy", "initiative", "moment")


PERSON_COLUMNS = ("net", "ambt", "role", "experience", "education")


CATEGORIES = (*SURVEY_COLUMNS, "centre", *PERSON_COLUMNS)


COLUMNS = ("respondent", *CATEGORIES, "completed", "survey")


INVITATION_COLUMNS = (*SURVEY_COLUMNS, "centre", "survey", "n_invited")


ROLE, ROLES_JOINED_BY = "role", "|"


ANONYMOUS = "anonymous"  # whether the person behind an answer is unknown, where that is told


ZERO = "zero"  # the moment before an initiative starts: a starting point, not an effect


Mask = NDArray[np.bool_]


def point_values(questionnaire: Questionnaire, items: Iterable[str]) -> NDArray[np.int64]:
    """The point that each code stands for, items × codes; 0 where a code is no point."""
    scales = [questionnaire.scale_of(item).points for item in items]
    values = np.zeros((len(scales), FIRST_POINT + max(map(len, scales), default=0)), np.int64)
    for row, points in zip(values, scales, strict=True):
        row[FIRST_POINT : FIRST_POINT + len(points)] = points
    return values


def categories(codes: NDArray[np.integer], names: Sequence[str]) -> pd.Categorical[str]:
    """The names that the codes stand for, as categories in the order given."""
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(names)))


def states(codes: NDArray[np.integer]) -> pd.Categorical[str]:
    """What became of a question: ``not_shown``, ``skipped``, ``not_applicable``, ``answered``."""
    return categories(np.minimum(codes, FIRST_POINT), (*STATES, "answered"))


def known_column(frame: pd.DataFrame, column: str) -> pd.Series:
    """The column of this name; raises :class:`SurveyError` when there is none."""
    if column not in frame.columns:
        raise SurveyError(
            say(
                "There is no column '{column}'. Choose from: {known}.",
                column=column,
                known=[str(name) for name in frame.columns],
            )
        )
    return frame[column]


def roles_of(value: str) -> list[str]:
    """The roles in one cell, each once.

    >>> roles_of("anker|starter|anker")
    ['anker', 'starter']
    """
    parts = (part.strip() for part in value.split(ROLES_JOINED_BY))
    return list(dict.fromkeys(part for part in parts if part))

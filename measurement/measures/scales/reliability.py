"""Reliability of a scale: whether its items hang together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

LEAST = 30  # persons below which no alpha is given


class Alpha(NamedTuple):
    """Cronbach's alpha and the number of complete rows, persons, that it rests on."""

    value: float
    n: int


def alpha(scores: ArrayLike, least: int = LEAST) -> Alpha:
    """Cronbach's alpha of the rows of ``scores`` (persons × items) that are complete.

    α = k / (k − 1) · (1 − Σ s²ᵢ / s²_total), over the k items with any variance (as psych::alpha
    in R, which leaves out the others). Missing, with ``n`` still told, below ``least`` complete
    rows, with fewer than two such items, and where all totals are the same. Negative items must
    have been turned. Source: L. J. Cronbach (1951), Coefficient alpha and the internal structure
    of tests, Psychometrika 16, 297-334; computed by pingouin.

    >>> alpha([[1, 2], [2, 3], [4, 4], [5, None]], least=3).n
    3
    """
    given = np.asarray(scores, float)
    complete = given[~np.isnan(given).any(axis=1)]
    n = len(complete)
    if n < max(least, 2):
        return Alpha(float("nan"), n)
    varied = complete[:, np.ptp(complete, axis=0) > 0]
    if varied.shape[1] < 2 or np.ptp(varied.sum(axis=1)) == 0:
        return Alpha(float("nan"), n)
    from pingouin import cronbach_alpha  # 4 s at first, so only when there is something to ask

    value, _interval = cronbach_alpha(pd.DataFrame(varied))
    return Alpha(float(value), n)

"""Scales of one group against all others: Welch's test, with control of false discoveries."""

from __future__ import annotations

import numpy as np
import pandas as pd

from measurement.answers import ROLE, Answers, categories
from measurement.comparison import OUTCOMES, false_discovery
from measurement.moments import moments, welch
from measurement.scale_groups import scored
from measurement.scale_tables import SCALE_COMPARISON
from measurement.scales import scales_of


def scale_against_rest(answers: Answers, of: str = "centre") -> pd.DataFrame:
    """The declared table ``scale_comparison``: one row per group of ``of`` and scale asked.

    Own is the mean of the scale scores of the group, rest that of all other answers, those of an
    unknown group included. Groups that are unknown have no row. ``p`` is of Welch's test; ``q``
    is corrected over all tests of the table; both are missing where own or rest has fewer than
    ``few_answers`` scores (``differs`` is too_few), and where nobody on either side differs from
    the others on that side (``same``: without a test no difference is claimed).
    Raises ``ValueError`` for ``role``: a person with two roles is on both sides.
    """
    if of == ROLE:
        raise ValueError("a person has several roles: they are no rest of each other")
    limits = answers.questionnaire.thresholds
    found = scored(answers, [of], scales_of(answers.questionnaire))
    own = moments(found.scores, found.grouping.index, found.n_groups)
    rest = own.rest()
    known = found.grouping.groups[of].notna().to_numpy(bool)
    keep = found.asked & known[:, None]
    enough = (own.n >= limits.few_answers) & (rest.n >= limits.few_answers)
    test = welch(own, rest, limits.confidence)
    tested = keep & enough & ~np.isnan(test.p)
    p, q = np.where(tested, test.p, np.nan), np.full(test.p.shape, np.nan)
    q[tested] = false_discovery(p[tested])
    outcome = np.where(q <= limits.false_discovery, np.where(test.difference > 0, 0, 1), 2)
    measures = {
        "n": own.n,
        "mean": own.mean,
        "n_rest": rest.n,
        "mean_rest": rest.mean,
        "difference": test.difference,
        "difference_lower": test.lower,
        "difference_upper": test.upper,
        "p": p,
        "q": q,
        "differs": np.where(enough, outcome, 3),
    }
    table = found.table(measures, keep)[[of, *SCALE_COMPARISON.names]]
    return table.assign(differs=categories(table["differs"].to_numpy(np.int64), OUTCOMES))

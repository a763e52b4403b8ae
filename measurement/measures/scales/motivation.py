"""Four kinds of people by autonomous and controlled motivation: motivational profiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import categories
from measurement.counting.intervals import share, wilson
from measurement.measures.scales.grouped import Scored, scored
from measurement.measures.scales.scales import HAIR, middle, relative_autonomy
from measurement.measures.scales.tables import PROFILE_LABELS
from measurement.measures.scales.tables import PROFILES as DECLARED
from measurement.questionnaire.model import Questionnaire

# In the order in which they are shown: most autonomous, least pressed first.
PROFILES = tuple(PROFILE_LABELS)


def profiles(answers: Answers, by: Sequence[str] = ()) -> pd.DataFrame:
    """The declared table ``profiles``: four rows per group that was asked about motivation.

    High is above the middle of the scale (4.5 on 1 to 8); the middle itself is low.
    ``good_quality``: autonomous high, controlled low; ``high_quantity``: both high;
    ``low_quantity``: both low; ``poor_quality``: autonomous low, controlled high. ``n_scored``
    counts answers with both scores, ``n_persons`` who gave them; without any, ``share`` is missing. Without autonomous and
    controlled scales there are no rows.
    Source: M. Vansteenkiste, E. Sierens, B. Soenens, K. Luyckx and W. Lens (2009), Motivational
    profiles from a self-determination perspective, Journal of Educational Psychology 101,
    671-688; they cluster persons, here the middle of the scale divides them, so that a profile
    means the same in every survey.
    """
    whole = relative_autonomy(answers.questionnaire)
    parts = whole.parts if whole else ()
    grouped = scored(answers, by, parts)
    there = np.flatnonzero(~np.isnan(grouped.scores).any(axis=1))
    pairs = np.stack([grouped.grouping.index[there], grouped.person[there]], axis=1)
    persons = np.bincount(np.unique(pairs, axis=0)[:, 0], minlength=grouped.n_groups)
    counted = _counted(grouped, there, answers.questionnaire)
    was_asked = grouped.asked.all(axis=1) & bool(whole)
    group = np.repeat(np.flatnonzero(was_asked), len(PROFILES))
    place = np.tile(np.arange(len(PROFILES)), int(was_asked.sum()))
    n, scored_in = counted[group, place], counted.sum(axis=1)[group]
    # What the scores are worth on autonomous motivation: a person's profiles go together as much.
    worth = grouped.effective(answers)[:, 0] if whole else np.zeros(grouped.n_groups)
    size = np.minimum(worth[group], scored_in)
    part = share(n, scored_in)
    lower, upper = wilson(part * size, size, answers.questionnaire.thresholds.confidence)
    return pd.DataFrame(
        {
            **grouped.names(group),
            "profile": categories(place, PROFILES),
            "n": n,
            "n_scored": scored_in,
            "n_persons": persons[group],
            "share": part,
            "lower": lower,
            "upper": upper,
        }
    )[[*grouped.names(group), *DECLARED.names]]


def _counted(
    grouped: Scored, there: NDArray[np.intp], questionnaire: Questionnaire
) -> NDArray[np.int64]:
    """How many answers have which profile, groups × profiles; of those with both scores."""
    counted = np.zeros((grouped.n_groups, len(PROFILES)), np.int64)
    if not grouped.scales:
        return counted
    above = grouped.scores > np.array([middle(s, questionnaire) for s in grouped.scales]) + HAIR
    autonomous, controlled = above[there].T
    profile = np.where(autonomous, np.where(controlled, 1, 0), np.where(controlled, 3, 2))
    np.add.at(counted, (grouped.grouping.index[there], profile), 1)
    return counted

"""The experiment with change tracks: items on a scale of 1 to 10, without a cut.

Means with their interval, and before against after where there is a zero measurement. Nobody is
called low or high here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.bands import asked, bands, n_scored, total
from measurement.counting.columns import point_values
from measurement.counting.counts import Counts, count
from measurement.counting.groups import group_rows
from measurement.counting.intervals import Floats
from measurement.counting.means import Moments, mean_interval, moments_of_sums, person_moments
from measurement.measures.fair.tables import RATINGS
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT


def ratings(answers: Answers, by: Sequence[str] = ()) -> pd.DataFrame:
    """The declared table ``ratings``: one row per group and item of an experiment that was asked.

    Mean, standard deviation and median of the scores, in points of the scale; missing where
    nobody gave a score. The interval is the t interval of the mean, of persons, cut off at the ends
    of the scale, which a mean cannot pass; missing with fewer than two persons or when all are alike.
    Zero measurements are pooled with the others unless they were left out or ``by`` has the moment.
    Raises :class:`SurveyError` for a column that does not exist. Source: Student (1908), The
    probable error of a mean, Biometrika 6, 1-25.
    """
    questionnaire = answers.questionnaire
    counts = count(answers, by, experiment_items(answers))
    people = _people(answers, counts)
    points, n = bands(counts).points, n_scored(counts)
    made_of = moments_of_sums(n, total(counts, points), total(counts, points**2))
    spread = mean_interval(people, questionnaire.thresholds.confidence)
    ends = np.array([(points[0], points[-1]) for points in _scales(questionnaire, counts.items)])
    ends = ends.reshape(-1, 2)
    measures = {
        "n": n,
        "n_persons": people.n,
        "mean": made_of.mean,
        "sd": made_of.sd,
        "lower": np.maximum(spread.lower, ends[:, 0]),
        "upper": np.minimum(spread.upper, ends[:, 1]),
        "median": _medians(counts.numbers[:, :, FIRST_POINT:], points[:, FIRST_POINT:]),
    }
    return counts.table(measures, asked(counts))[[*counts.by, *RATINGS.names]]


def _people(answers: Answers, counts: Counts) -> Moments:
    """The moments of the scores per group and item, for intervals that count persons."""
    grouping = group_rows(answers.respondents, counts.by)
    rows = np.arange(answers.n) if grouping.rows is None else grouping.rows
    scores = np.full((len(rows), len(counts.items)), np.nan)
    values = point_values(answers.questionnaire, counts.items)
    for i, item in enumerate(counts.items):
        codes = answers.codes[rows, answers.items.index(item)]
        scores[:, i] = np.where(codes >= FIRST_POINT, values[i, codes], np.nan)
    person = answers.respondents["respondent"].to_numpy(np.int64)[rows]
    return person_moments(scores, grouping.index, len(counts.groups), person)


def experiment_items(answers: Answers) -> list[str]:
    """The items on the scale of the experiment, as far as they were asked."""
    return [i for i in answers.questionnaire.items_with("experiment") if i in answers.items]


def _scales(questionnaire: Questionnaire, items: Sequence[str]) -> list[tuple[int, ...]]:
    return [questionnaire.scale_of(item).points for item in items]


def _medians(numbers: NDArray[np.int64], points: NDArray[np.int64]) -> Floats:
    """The middle score, or the mean of the two in the middle; missing without scores."""
    reached = numbers.cumsum(axis=2)
    n = numbers.sum(axis=2)
    item = np.arange(len(points))
    middle = [
        points[item, (reached <= place[:, :, None]).sum(axis=2).clip(max=points.shape[1] - 1)]
        for place in (np.maximum(n - 1, 0) // 2, n // 2)
    ]
    return np.where(n > 0, (middle[0] + middle[1]) / 2, np.nan)

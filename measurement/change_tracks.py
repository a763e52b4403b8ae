"""The experiment with change tracks: items on a scale of 1 to 10, without a cut.

Means with their interval, and before against after where there is a zero measurement. Nobody is
called low or high here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.answers import ZERO, Answers, categories, point_values
from measurement.bands import asked, bands, n_scored, total
from measurement.counts import Counts, count, group_rows
from measurement.fair_tables import BEFORE_AFTER, CHANGE_WORDS, METHOD_WORDS, RATINGS
from measurement.intervals import Floats
from measurement.moments import (
    Moments,
    from_zero,
    mean_interval,
    moments_of,
    moments_of_sums,
    person_moments,
    welch,
)
from measurement.questionnaire import Questionnaire
from measurement.scale import FIRST_POINT
from measurement.significance import false_discovery
from measurement.words import Sentence

LATER = ("short", "long")
CHANGES, METHODS = tuple(CHANGE_WORDS), tuple(METHOD_WORDS)


def change_label(change: str) -> Sentence:
    """The words for a change: ``higher``, ``lower``, ``same`` or ``too_few``."""
    return CHANGE_WORDS[change]


def method_label(method: str) -> Sentence:
    """The words for a way of testing: ``paired`` or ``independent``."""
    return METHOD_WORDS[method]


def ratings(answers: Answers, by: Sequence[str] = ()) -> pd.DataFrame:
    """The declared table ``ratings``: one row per group and item of an experiment that was asked.

    Mean, standard deviation and median of the scores, in points of the scale; missing where
    nobody gave a score. The interval is the t interval of the mean, of persons, cut off at the ends
    of the scale, which a mean cannot pass; missing with fewer than two persons or when all are alike.
    Zero measurements are pooled with the others unless they were left out or ``by`` has the moment.
    Raises :class:`SurveyError` for a column that does not exist. Source: Student (1908), The
    probable error of a mean, Biometrika 6, 1-25.
    """
    made = answers.questionnaire
    counts = count(answers, by, _experiment(answers))
    people = _people(answers, counts)
    points, n = bands(counts).points, n_scored(counts)
    made_of = moments_of_sums(n, total(counts, points), total(counts, points**2))
    spread = mean_interval(people, made.thresholds.confidence)
    ends = np.array([(points[0], points[-1]) for points in _scales(made, counts.items)])
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


def _experiment(answers: Answers) -> list[str]:
    return [i for i in answers.questionnaire.items_with("experiment") if i in answers.items]


def _scales(made: Questionnaire, items: Sequence[str]) -> list[tuple[int, ...]]:
    return [made.scale_of(item).points for item in items]


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


def before_after(answers: Answers, zero: str = ZERO, later: Sequence[str] = LATER) -> pd.DataFrame:
    """The declared table ``before_after``: one row per initiative with a zero measurement, and item.

    Before is the latest survey of the initiative at moment ``zero``; after is the latest one at a
    moment of ``later`` (in rising order) in the same school year or a later one. Without such a
    survey the row stays, with nobody after. The school years of the answers must not be narrowed
    to one when a track runs over several.

    The difference of the means has the interval of Welch on persons, which takes both for different people;
    the paired difference is that of persons with a score both times. ``p`` is of the paired t
    test when there are ``few_answers`` pairs or more, else of Welch's when there are that many
    persons both times; missing otherwise, or when scores do not vary. ``q`` is corrected over all
    tests of the table, and ``changed`` follows from it.
    Sources: Student (1908) and Welch (1947), as in :mod:`measurement.moments`.
    """
    limits, items = answers.questionnaire.thresholds, _experiment(answers)
    found = _measured(answers, zero, later)
    rows = [
        {**named, "item": item, **_row(scores, limits.few_answers, limits.confidence)}
        for named, before, after in found
        for item, scores in _scores(answers, items, before, after)
    ]
    table = pd.DataFrame(rows, columns=[n for n in BEFORE_AFTER.names if n not in ("q", "changed")])
    return _typed(_decided(table, limits.false_discovery), answers, items)


class _Scores(NamedTuple):
    """The scores of one item before and after, by person, and those of who has both, in pairs."""

    before: pd.Series
    after: pd.Series
    paired_before: Floats
    paired_after: Floats


def _measured(
    answers: Answers, zero: str, later: Sequence[str]
) -> list[tuple[dict[str, Any], NDArray[np.bool_], NDArray[np.bool_]]]:
    """Per initiative with a zero measurement: its name and years, and who answered each time."""
    order = {moment: place for place, moment in enumerate(later)}
    people = answers.respondents
    year, moment, name, strategy = (
        people[c].astype(object).fillna("").to_numpy(str)
        for c in ("school_year", "moment", "initiative", "strategy")
    )
    scored = _given(answers, _experiment(answers)).any(axis=1)
    first_ones = scored & (moment == zero) & (name != "")
    found = []
    for initiative, kind_of in sorted(
        set(zip(name[first_ones], strategy[first_ones], strict=True))
    ):
        own = scored & (name == initiative) & (strategy == kind_of)
        first = max(year[own & (moment == zero)])
        since = [
            (y, order[m], m)
            for y, m in set(zip(year[own], moment[own], strict=True))
            if m in order and y >= first
        ]
        last, _place, kind = max(since, default=(None, 0, None))
        before = own & (moment == zero) & (year == first)
        after = own & (year == last) & (moment == kind) if since else np.zeros_like(own)
        named = {"initiative": initiative, "year_before": first}
        found.append(({**named, "year_after": last, "moment_after": kind}, before, after))
    return found


def _given(answers: Answers, items: Sequence[str]) -> NDArray[np.bool_]:
    """Which of these items every answer has a score on."""
    places = [answers.items.index(item) for item in items]
    return np.asarray(answers.codes[:, places] >= FIRST_POINT)


def _scores(
    answers: Answers, items: Sequence[str], before: NDArray[np.bool_], after: NDArray[np.bool_]
) -> list[tuple[str, _Scores]]:
    """The scores of every item that was scored before."""
    given, values = _given(answers, items), point_values(answers.questionnaire, items)
    person, found = answers.respondents["respondent"].to_numpy(), []
    for i, item in enumerate(items):
        points = values[i, answers.codes[:, answers.items.index(item)]].astype(float)
        first, last = (
            pd.Series(points[given[:, i] & who], person[given[:, i] & who])
            for who in (before, after)
        )
        if len(first):
            # A person counts once among the pairs: the answer that came in last holds.
            sides = [side.groupby(level=0).last() for side in (first, last)]
            both = pd.concat(sides, axis=1).dropna().to_numpy(float)
            found.append((item, _Scores(first, last, both[:, 0], both[:, 1])))
    return found


def _row(scores: _Scores, few: int, confidence: float) -> dict[str, Any]:
    """Means, differences with their intervals and the p of the test that fits."""
    before, after = (_of_persons(side) for side in (scores.before, scores.after))
    both = [moments_of(part) for part in (scores.paired_before, scores.paired_after)]
    pairs = moments_of(scores.paired_after - scores.paired_before)
    n_before, n_after, n_paired = len(scores.before), len(scores.after), len(scores.paired_before)
    apart, paired = welch(after, before, confidence), from_zero(pairs, confidence)
    p, method = np.nan, None
    if n_paired >= few:
        p, method = paired.p.item(), METHODS[0]
    elif min(before.n.item(), after.n.item()) >= few:
        p, method = apart.p.item(), METHODS[1]
    return {
        "n_before": n_before,
        "mean_before": before.mean.item(),
        "n_after": n_after,
        "mean_after": after.mean.item(),
        "difference": apart.difference.item(),
        "difference_lower": apart.lower.item(),
        "difference_upper": apart.upper.item(),
        "n_paired": n_paired,
        "paired_before": both[0].mean.item(),
        "paired_after": both[1].mean.item(),
        "paired_difference": paired.difference.item(),
        "paired_difference_lower": paired.lower.item(),
        "paired_difference_upper": paired.upper.item(),
        "method": method if np.isfinite(p) else None,
        "p": p,
    }


def _of_persons(scores: pd.Series) -> Moments:
    """The moments of scores by person, for intervals and tests that count persons."""
    values, person = scores.to_numpy(float)[:, None], scores.index.to_numpy()
    return person_moments(values, np.zeros(len(values), np.intp), 1, person)


def _decided(table: pd.DataFrame, rate: float) -> pd.DataFrame:
    """The table with q and what may be called a change."""
    p = table["p"].to_numpy(float)
    tested = np.isfinite(p)
    q = np.full(len(p), np.nan)
    q[tested] = false_discovery(p[tested])
    paired = (table["method"] == METHODS[0]).to_numpy(bool)
    apart = np.where(paired, table["paired_difference"], table["difference"]).astype(float)
    place = np.where(q > rate, 2, np.where(apart > 0, 0, 1))
    return table.assign(q=q, changed=categories(np.where(tested, place, 3), CHANGES))


def _typed(table: pd.DataFrame, answers: Answers, items: Sequence[str]) -> pd.DataFrame:
    """The columns in the order and of the kinds that were declared."""
    people = answers.respondents
    known = {
        "initiative": people["initiative"].cat.categories,
        "item": items,
        "year_before": people["school_year"].cat.categories,
        "year_after": people["school_year"].cat.categories,
        "moment_after": people["moment"].cat.categories,
        "method": METHODS,
    }
    kinds = {"integer": np.int64, "number": np.float64, "share": np.float64}
    plain = {c.name: kinds[c.kind] for c in BEFORE_AFTER.columns if c.kind in kinds}
    named = {name: pd.Categorical(table[name], list(values)) for name, values in known.items()}
    return table.astype(plain).assign(**named)[list(BEFORE_AFTER.names)]

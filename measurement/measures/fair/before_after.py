"""Before and after: the change between a zero measurement and later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import ZERO, categories, point_values
from measurement.counting.intervals import Floats
from measurement.counting.means import Moments, from_zero, moments_of, person_moments, welch
from measurement.counting.significance import corrected, decided
from measurement.measures.fair.change_tracks import experiment_items
from measurement.measures.fair.tables import BEFORE_AFTER, CHANGE_WORDS, METHOD_WORDS
from measurement.questionnaire.scale import FIRST_POINT

CHANGES, METHODS = tuple(CHANGE_WORDS), tuple(METHOD_WORDS)
LATER = ("short", "long")


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
    Sources: Student (1908) and Welch (1947), as in :mod:`measurement.counting.means`.
    """
    limits, items = answers.questionnaire.thresholds, experiment_items(answers)
    measured = _measured(answers, zero, later)
    rows = [
        {**named, "item": item, **_row(scores, limits.few_answers, limits.confidence)}
        for named, before, after in measured
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
    scored = _given(answers, experiment_items(answers)).any(axis=1)
    first_ones = scored & (moment == zero) & (name != "")
    measured = []
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
        measured.append(({**named, "year_after": last, "moment_after": kind}, before, after))
    return measured


def _given(answers: Answers, items: Sequence[str]) -> NDArray[np.bool_]:
    """Which of these items every answer has a score on."""
    places = [answers.items.index(item) for item in items]
    return np.asarray(answers.codes[:, places] >= FIRST_POINT)


def _scores(
    answers: Answers, items: Sequence[str], before: NDArray[np.bool_], after: NDArray[np.bool_]
) -> list[tuple[str, _Scores]]:
    """The scores of every item that was scored before."""
    given, values = _given(answers, items), point_values(answers.questionnaire, items)
    person, scores_of_item = answers.respondents["respondent"].to_numpy(), []
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
            scores_of_item.append((item, _Scores(first, last, both[:, 0], both[:, 1])))
    return scores_of_item


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
    q = corrected(p)
    paired = (table["method"] == METHODS[0]).to_numpy(bool)
    apart = np.where(paired, table["paired_difference"], table["difference"]).astype(float)
    return table.assign(q=q, changed=categories(decided(p, q, apart, rate), CHANGES))


def _typed(table: pd.DataFrame, answers: Answers, items: Sequence[str]) -> pd.DataFrame:
    """The columns in the order and of the kinds that were declared."""
    people = answers.respondents
    in_order = {
        "initiative": people["initiative"].cat.categories,
        "item": items,
        "year_before": people["school_year"].cat.categories,
        "year_after": people["school_year"].cat.categories,
        "moment_after": people["moment"].cat.categories,
        "method": METHODS,
    }
    kinds = {"integer": np.int64, "number": np.float64, "share": np.float64}
    plain = {c.name: kinds[c.kind] for c in BEFORE_AFTER.columns if c.kind in kinds}
    named = {name: pd.Categorical(table[name], list(values)) for name, values in in_order.items()}
    return table.astype(plain).assign(**named)[list(BEFORE_AFTER.names)]

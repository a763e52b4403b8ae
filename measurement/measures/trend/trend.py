"""The evolution of every measure over school years, and which changes exceed chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import categories
from measurement.counting.effective import whole
from measurement.counting.intervals import Floats, newcombe, share
from measurement.counting.means import Moments, welch
from measurement.counting.power import detectable, detectable_mean
from measurement.counting.significance import corrected, decided, fisher, rank_test
from measurement.measures.scales.scales import scales_of
from measurement.measures.trend.points import MEASURES, YEAR, points_of
from measurement.measures.trend.tables import SHARES, TREND
from measurement.questionnaire.comparability import Comparability
from measurement.questionnaire.model import Questionnaire, Thresholds

OUTCOMES = ("higher", "lower", "same", "too_few", "first")
_HIGHER, _LOWER, _SAME, _TOO_FEW, _FIRST, _NONE = 0, 1, 2, 3, 4, -1
_SERIES = ("measure", "item")
_TESTED = ("change", "change_lower", "change_upper", "p", "q")
_REACH = ("detectable_higher", "detectable_lower")
Rows = NDArray[np.int64]


class _References(NamedTuple):
    """The row that every row is compared with: -1 for none."""

    previous: Rows
    zero: Rows


def trend(
    answers: Answers,
    by: Sequence[str] = (),
    *,
    comparability: Comparability,
    measures: Sequence[str] = MEASURES,
) -> pd.DataFrame:
    """The declared table ``trend``: one row per group, measure, item and school year asked, sorted.

    ``measure`` is ``high`` (share of high scores), ``enabling`` (of a factor, negative items
    turned), ``ticked`` (of an option), ``mean`` (items without a cut), ``scale`` (mean of a scale
    of capacities or motivation) or ``rate`` (response). ``n`` is the denominator: answers with a
    score, not applicable left out; for the rate the invitations. ``by`` need not name the school
    year; answers without one are left out. Zero measurements of an initiative (a moment, other
    than the school year of that name) count for the rate only, unless ``moment`` is in ``by``.
    A value is compared with that of ``previous``, the school year before with data in the same
    segment, and with the zero measurement if that lies in the same segment. ``changed`` is
    ``higher`` or ``lower`` only when q says so: the p of all tests in the table, those against
    the zero measurement too, are corrected together, since a reader looks at all of them; a test
    against a previous year that is the zero measurement counts once. ``measures`` thus changes q.
    ``detectable_higher`` and ``detectable_lower`` say how large a change would have been found.
    ``too_few``: one of the two has fewer than ``few_answers`` persons, or two means lack all spread.
    Tests and intervals count persons within a year, not answers (:mod:`measurement.counting.effective`); who
    answers in both years makes p rather too large (cautious). Response rates rest on invitations.
    Source: R. A. Fisher (1935) for shares and rates, H. B. Mann and D. R. Whitney (1947) on one
    mean per person for means, Y. Benjamini and Y. Hochberg (1995) for q; intervals of changes R. G.
    Newcombe (1998) and B. L. Welch (1947).
    Raises :class:`~measurement.errors.SurveyError` for a column that does not exist.
    """
    names = tuple(n for n in ((by,) if isinstance(by, str) else by) if n != YEAR)
    points = points_of(answers, names, measures)
    placed = _placed(points, comparability, answers.questionnaire)
    references = _references(placed, [*names, *_SERIES])
    tests = _tests(placed, references, answers.questionnaire.thresholds)
    return _told(placed, references, tests)[[*names, *TREND.names]]


def items_behind(measure: str, item: str, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The items whose wording bears on a series: of a scale all its items, of the rate none."""
    if measure == "rate":
        return ()
    if measure == "scale":
        return next((scale.items for scale in scales_of(questionnaire) if scale.id == item), ())
    return (item,)


def _placed(
    points: pd.DataFrame, comparability: Comparability, questionnaire: Questionnaire
) -> pd.DataFrame:
    """The points with their segment, and whether they are the zero measurement."""
    segment, zero = np.zeros(len(points), np.int64), np.zeros(len(points), bool)
    year, has = points[YEAR].astype(str).to_numpy(), points["value"].notna().to_numpy(bool)
    series = [points[c].astype(object).fillna("").astype(str).to_numpy() for c in _SERIES]
    for measure, item in dict.fromkeys(zip(*series, strict=True)):
        rows = np.flatnonzero((series[0] == measure) & (series[1] == item))
        items = items_behind(measure, item, questionnaire)
        segment[rows] = comparability.segments(year[rows], items)
        zero[rows] = has[rows] & (year[rows] == comparability.zero(year[rows][has[rows]], items))
    return points.assign(zero=zero, segment=segment)


def _references(placed: pd.DataFrame, series: Sequence[str]) -> _References:
    """Of every row the row of the year before and of the zero measurement, within its segment."""
    some = placed[placed["value"].notna()]
    keys = some.groupby([*series, "segment"], observed=True, dropna=False, sort=False).ngroup()
    row = pd.Series(some.index.to_numpy(np.int64), some.index)
    zero = row.where(some["zero"]).groupby(keys).transform("first")
    wanted = (row.groupby(keys).shift(1), zero.where(zero < row))
    return _References(
        *(r.reindex(placed.index).fillna(_NONE).to_numpy().astype(np.int64) for r in wanted)
    )


def _tests(placed: pd.DataFrame, references: _References, limits: Thresholds) -> pd.DataFrame:
    """Every comparison made, once: its difference, interval, p, q and outcome (a code).

    Its index: the row, and the row that it is compared with.
    """
    rows = np.arange(len(placed))
    both = [pd.MultiIndex.from_arrays([rows[r >= 0], r[r >= 0]]) for r in references]
    pairs = both[0].append(both[1]).unique()
    own, other = (pairs.get_level_values(level).to_numpy(np.int64) for level in (0, 1))
    measure = placed["measure"].isin(SHARES).to_numpy(bool)[own]
    results = np.full((len(pairs), 6), np.nan)
    for kind, compare in ((measure, _compare_shares), (~measure, _compare_means)):
        results[kind] = compare(placed, own[kind], other[kind], limits)
    n = placed["n_persons"].fillna(0).to_numpy(np.int64)
    few = np.minimum(n[own], n[other]) < limits.few_answers
    results[few, 3] = np.nan
    q = corrected(results[:, 3])
    # Two means without any spread cannot be tested; equal ones have not changed.
    outcome = decided(
        results[:, 3],
        q,
        results[:, 0],
        limits.false_discovery,
        (_HIGHER, _LOWER, _SAME, _TOO_FEW),
    )
    alike = ~few & (results[:, 0] == 0) & np.isnan(results[:, 3])
    reach = _reach(results, placed["value"].to_numpy(float)[other], measure, limits)
    columns = np.column_stack([results[:, :4], q, reach])
    tests = pd.DataFrame(columns, index=pairs, columns=[*_TESTED, *_REACH])
    return tests.assign(outcome=np.where(alike, _SAME, outcome))


def _reach(
    results: Floats, before: Floats, is_share: NDArray[np.bool_], limits: Thresholds
) -> Floats:
    """The smallest changes that would have been found, up and down, pairs × 2."""
    tested = ~np.isnan(results[:, 3])
    alpha = limits.false_discovery / max(int(tested.sum()), 1)
    smallest = np.full((len(results), 2), np.nan)
    shares, means = tested & is_share, tested & ~is_share
    n, n_before = (np.nan_to_num(results[shares, c]).astype(np.int64) for c in (4, 5))
    for place, up in enumerate((True, False)):
        smallest[shares, place] = detectable(before[shares], n, n_before, alpha, up)
        smallest[means, place] = detectable_mean(results[means, 4], alpha)
    return smallest


def _compare_shares(placed: pd.DataFrame, own: Rows, other: Rows, limits: Thresholds) -> Floats:
    """Difference, Newcombe's interval, Fisher's p, and the effective numbers, pairs × 6."""
    k, n = (placed[c].fillna(0).to_numpy(np.int64) for c in ("n_high", "n"))
    value, size = (placed[c].to_numpy(float) for c in ("value", "n_effective"))
    size = np.nan_to_num(size)
    lower, upper = newcombe(
        (value * size)[own], size[own], (value * size)[other], size[other], limits.confidence
    )
    one = whole(value[own], size[own], k[own], n[own], value[other])
    two = whole(value[other], size[other], k[other], n[other], np.full(len(other), np.inf))
    p = fisher(one.n_high, one.n, two.n_high, two.n)
    return np.column_stack([value[own] - value[other], lower, upper, p, one.n, two.n])


def _compare_means(placed: pd.DataFrame, own: Rows, other: Rows, limits: Thresholds) -> Floats:
    """Difference, Welch's interval, p of the rank test, its standard error, none, pairs × 6."""
    n, mean, squares = (
        np.array(placed[c].astype(float).fillna(0), np.float64)
        for c in ("n_persons", "value", "squares")
    )
    one, rest = (Moments(n[r].astype(np.int64), mean[r], squares[r]) for r in (own, other))
    difference, lower, upper, _p = welch(one, rest, limits.confidence)
    each = placed["each"].to_numpy(object)
    p = [
        rank_test(each[a], each[b], limits.few_answers)
        for a, b in zip(own.tolist(), other.tolist(), strict=True)
    ]
    error = np.sqrt(share(one.variance, one.n) + share(rest.variance, rest.n))
    none = np.full(len(own), np.nan)
    return np.column_stack([difference, lower, upper, np.array(p, float), error, none])


def _told(placed: pd.DataFrame, references: _References, tests: pd.DataFrame) -> pd.DataFrame:
    """The points with what the tests say of each."""
    points, rows = placed.copy(), np.arange(len(placed))
    for prefix, reference in zip(("", "zero_"), references, strict=True):
        results = tests.reindex(pd.MultiIndex.from_arrays([rows, reference]))
        for name in _TESTED:
            points[f"{prefix}{name}"] = results[name].to_numpy(float)
        code = results["outcome"].fillna(_NONE).to_numpy(np.int64)
        if not prefix:
            points = points.assign(**{name: results[name].to_numpy(float) for name in _REACH})
            code = np.where((code == _NONE) & placed["value"].notna(), _FIRST, code)
            years = placed[YEAR].cat
            before = np.where(reference >= 0, years.codes.to_numpy()[reference], _NONE)
            points["previous"] = categories(before, list(years.categories))
        points[f"{prefix}changed"] = categories(code, OUTCOMES if not prefix else OUTCOMES[:4])
    return points

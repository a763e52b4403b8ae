"""What the inspection found, per scale and over time, and beside what the survey says.

The two are only put beside each other: with one result per centre and some seventeen centres,
nothing is said of a link between them, let alone of cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from measurement.centre.inspection.tables import BESIDE, BESIDE_CENTRE, INSPECTION_SCALES
from measurement.counting.answers import Answers
from measurement.counting.bands import bands, n_scored, total
from measurement.counting.counts import Counts, count
from measurement.counting.effective import sizes
from measurement.counting.intervals import share, wilson
from measurement.questionnaire.favourable import low_is_good
from measurement.questionnaire.inspection_links import InspectionLinks
from measurement.questionnaire.scale import NOT_APPLICABLE
from measurement.rows import framed
from measurement.tables import records

LEVELS = ("below", "approaches", "meets", "exceeds")  # from low to high


def newest(inspections: pd.DataFrame) -> pd.DataFrame:
    """The newest result of every centre on every scale."""
    rows = inspections.astype(object).sort_values("school_year", kind="stable")
    return rows.drop_duplicates(["centre", "scale"], keep="last").sort_index()


def inspection_scales(
    inspections: pd.DataFrame, scales: Sequence[str] = (), confidence: float = 0.95
) -> pd.DataFrame:
    """The declared table ``inspection_scales``: one row per scale with results.

    Of every centre its newest result on a scale counts. In the order of ``scales``; others follow
    by name. The interval of ``share_meets`` takes the centres for a sample of all that could have
    been inspected. Source: E. B. Wilson (1927), see :func:`~measurement.counting.intervals.wilson`.
    """
    rows = newest(inspections)
    return _table(rows, _in_order(rows, scales), confidence)


def over_time(
    inspections: pd.DataFrame, scales: Sequence[str] = (), confidence: float = 0.95
) -> pd.DataFrame:
    """The declared table ``inspection_scales`` per school year of the inspection, in order.

    Other centres are inspected every year, so a difference between years is no evolution.
    """
    rows = inspections.astype(object)
    years = sorted(rows["school_year"].unique())
    order = _in_order(rows, scales)
    parts = [_table(rows[rows["school_year"] == y], order, confidence) for y in years]
    if not parts:
        parts, years = [_table(rows, order, confidence)], []
    table = pd.concat(parts, ignore_index=True)
    names = np.repeat(np.array(years, object), [len(p) for p in parts] if years else [])
    table.insert(0, "school_year", pd.Series(pd.Categorical(names, years)))
    return table


def _in_order(rows: pd.DataFrame, scales: Sequence[str]) -> list[str]:
    occurring = set(rows["scale"])
    return [*scales, *sorted(occurring - set(scales))]


def _table(rows: pd.DataFrame, order: Sequence[str], confidence: float) -> pd.DataFrame:
    """A row per scale with results, with the number of centres at each level."""
    occurring = [scale for scale in order if (rows["scale"] == scale).any()]
    numbers = [
        [int(((rows["scale"] == s) & (rows["level"] == level)).sum()) for level in LEVELS]
        for s in occurring
    ]
    n = np.array([sum(line) for line in numbers], np.int64)
    good = np.array([line[2] + line[3] for line in numbers], np.int64)
    lower, upper = wilson(good, n, confidence)
    lines = [
        (scale, whole, *line, *measures)
        for scale, whole, line, *measures in zip(
            occurring, n, numbers, share(good, n), lower, upper, strict=True
        )
    ]
    return framed(lines, INSPECTION_SCALES, {"scale": order})


class _Scores(NamedTuple):
    """The favourable scores on one item: of a group, and of all others where that is asked.

    ``size`` and ``size_all``: what ``n`` and ``n_all`` are worth (:mod:`measurement.counting.effective`).
    """

    n: int
    n_all: int
    n_high: int
    size: float
    size_all: float
    n_rest: int = 0
    n_rest_all: int = 0
    n_high_rest: int = 0
    n_persons: int = 0

    def measures(self, confidence: float) -> tuple[Any, ...]:
        """n, n_high, share and its interval, of scores and of all; of nobody it is missing."""
        of_scores = self._bounded(self.n, self.size, confidence)
        of_all = self._bounded(self.n_all, self.size_all, confidence)
        return (self.n, self.n_high, self.n_persons, *of_scores, self.n_all, *of_all)

    def _bounded(self, n: int, size: float, confidence: float) -> tuple[float, float, float]:
        part = share(self.n_high, n)
        lower, upper = wilson(part * size, size, confidence)
        return float(part), float(lower), float(upper)

    def beside_rest(self, confidence: float) -> tuple[Any, ...]:
        """The same, and n, n_high and share of all others."""
        rest, rest_all = (float(share(self.n_high_rest, n)) for n in (self.n_rest, self.n_rest_all))
        others = (self.n_rest, self.n_high_rest, rest, self.n_rest_all, rest_all)
        return (*self.measures(confidence), *others)


def beside(
    inspections: pd.DataFrame,
    answers: Answers,
    links: InspectionLinks,
    scales: Sequence[str] = (),
) -> pd.DataFrame:
    """The declared table ``inspection_beside_survey``: one row per scale and linked item.

    A scale without a linked item has one row, with ``item`` and all that follows missing.
    ``share`` is that of favourable scores among the answers with a score (a negative factor is
    turned), of all centres, inspected or not; ``share_all`` has not applicable in its denominator.
    Only scales with results; no correlation.
    """
    confidence = answers.questionnaire.thresholds.confidence
    counts = _counts(answers, links, ())
    favourable = _favourable(counts)
    rows: list[tuple[Any, ...]] = []
    for r in records(inspection_scales(inspections, scales, confidence)):
        result = (str(r.scale), r.n, r.n_meets + r.n_exceeds, r.share_meets)
        for item in links.items(str(r.scale)) or (None,):
            scores = None if item is None else _of(favourable, counts, item, 0)
            measures = (None,) * 10 if scores is None else scores.measures(confidence)
            rows.append((*result[:1], item, *result[1:], *measures))
    return framed(rows, BESIDE, {"scale": scales, "item": answers.items})


def beside_centre(
    inspections: pd.DataFrame,
    answers: Answers,
    links: InspectionLinks,
    centre: str,
    scales: Sequence[str] = (),
) -> pd.DataFrame:
    """The declared table ``inspection_of_centre``: one row per scale and linked item.

    All ``scales``, inspected or not; ``level`` is the newest. ``share`` is that of the centre's
    own answers, ``rest`` that of all other centres.
    """
    confidence = answers.questionnaire.thresholds.confidence
    own = newest(inspections[inspections["centre"] == centre])
    results = {str(r.scale): (str(r.school_year), str(r.level)) for r in records(own)}
    counts = _counts(answers, links, ("centre",))
    places = np.flatnonzero((counts.groups["centre"] == centre).to_numpy(bool))
    favourable = _favourable(counts)
    group = int(places[0]) if len(places) else None
    rows: list[tuple[Any, ...]] = []
    for scale in _in_order(own, scales):
        result = results.get(scale, (None, None))
        for item in links.items(scale) or (None,):
            scores = None if item is None else _of(favourable, counts, item, group)
            measures = (None,) * 15 if scores is None else scores.beside_rest(confidence)
            rows.append((scale, *result, item, *measures))
    orders = {"scale": scales, "level": LEVELS, "item": answers.items}
    return framed(rows, BESIDE_CENTRE, orders)


def _counts(answers: Answers, links: InspectionLinks, by: Sequence[str]) -> Counts:
    wanted = {link.item for link in links.links}
    return count(answers, by, [item for item in answers.items if item in wanted])


def _favourable(counts: Counts) -> Any:
    """The number of favourable scores, groups × items; a negative factor is turned."""
    return total(counts, bands(counts, low_is_good(counts.questionnaire, counts.items)).high)


def _of(favourable: Any, counts: Counts, item: str, group: int | None) -> _Scores:
    """The scores of one group on one item; without the group, or the item, it has none."""
    if item not in counts.items:
        return _Scores(0, 0, 0, 0.0, 0.0)
    place = counts.items.index(item)
    n, high = n_scored(counts)[:, place], favourable[:, place]
    every = n + counts.numbers[:, place, NOT_APPLICABLE]
    if group is None or not len(n):
        return _Scores(0, 0, 0, 0.0, 0.0, int(n.sum()), int(every.sum()), int(high.sum()))
    own = [int(column[group]) for column in (n, every, high)]
    worth = sizes(counts)
    values = float(worth.scored[group, place]), float(worth.answered[group, place])
    rest = [int(c.sum()) - mine for c, mine in zip((n, every, high), own, strict=True)]
    persons = int(worth.n_persons[group, place])
    return _Scores(own[0], own[1], own[2], *values, rest[0], rest[1], rest[2], persons)

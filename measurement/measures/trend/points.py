"""The points of a trend: a value per group, measure, item and school year, with its interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.bands import asked, bands, n_scored, success, total, turned_factors
from measurement.counting.columns import categories, point_values
from measurement.counting.counts import Counts, count
from measurement.counting.effective import sizes
from measurement.counting.groups import group_rows
from measurement.counting.intervals import share, wilson
from measurement.counting.means import mean_interval, moments_of_sums, person_means, person_moments
from measurement.measures.response import response
from measurement.measures.scales.grouped import scored
from measurement.measures.scales.means import table_of
from measurement.measures.scales.scales import scales_of
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, TICK

MEASURES = ("high", "enabling", "ticked", "mean", "scale", "rate")
YEAR = "school_year"
_OF_ALL = ("n_all", "value_all", "lower_all", "upper_all")
_COLUMNS = (
    "measure",
    "item",
    YEAR,
    "n",
    "n_persons",
    "n_effective",
    "n_high",
    "value",
    "sd",
    "lower",
    "upper",
    *_OF_ALL,
    "squares",
    "each",
)


def points_of(answers: Answers, names: tuple[str, ...], measures: Sequence[str]) -> pd.DataFrame:
    """One row per group, measure, item and school year asked; answers without a year left out.

    Zero measurements of initiatives count for the rate only, unless ``moment`` is a group.

    ``n`` is missing where invitations are unknown, ``value`` where nobody answered; bounds are
    Wilson's for shares and rates, of the t distribution for means, both of persons. For the tests:
    ``squares`` around the mean (:func:`~measurement.counting.means.person_moments`) and ``each``, the mean
    of every person; missing for shares. Sorted by group, measure, item
    and school year.
    """
    if unknown := sorted(set(measures) - set(MEASURES)):
        raise ValueError(f"no such measures: {unknown}")
    makers: dict[str, Callable[[Answers, list[str]], pd.DataFrame]] = {
        "items": _of_items,
        "scale": _of_scales,
        "rate": _of_response,
    }
    wanted = {m if m in makers else "items" for m in measures} or {"items"}
    # What was said before an initiative began is no part of its effect, but it is a response.
    later = answers if "moment" in names else answers.without_zero()
    parts = [
        make(answers if kind == "rate" else later, [*names, YEAR])
        for kind, make in makers.items()
        if kind in wanted
    ]
    points = _together(parts, [*names, YEAR, "item"])
    points["measure"] = pd.Categorical(points["measure"], list(MEASURES))
    points = points[points[YEAR].notna() & points["measure"].isin(list(measures))]
    order = [*names, "measure", "item", YEAR]
    return points.sort_values(order, kind="stable", ignore_index=True)[[*names, *_COLUMNS]]


def item_measure(item: str, questionnaire: Questionnaire) -> str:
    """The measure that an item is followed by: ``high``, ``enabling``, ``ticked`` or ``mean``."""
    scale = questionnaire.scale_of(item)
    if scale.kind == TICK.kind:
        return "ticked"
    if not scale.has_cut:
        return "mean"
    return "enabling" if questionnaire.role_of(item) == "factors" else "high"


def _of_items(answers: Answers, per: list[str]) -> pd.DataFrame:
    """Shares and means of items, all from one count."""
    counts = count(answers, per)
    questionnaire, confidence = counts.questionnaire, counts.questionnaire.thresholds.confidence
    kinds = [item_measure(item, questionnaire) for item in counts.items]
    is_mean = np.array([kind == "mean" for kind in kinds], bool)
    points = bands(counts, turned_factors(counts)).points
    n, worth = n_scored(counts), sizes(counts)
    n_high = total(counts, success(questionnaire, counts.items, counts.numbers.shape[2]))
    spread = moments_of_sums(n, total(counts, points), total(counts, points**2))
    part = share(n_high, n)
    shares = wilson(part * worth.scored, worth.scored, confidence)
    kind = np.array([MEASURES.index(k) for k in kinds], np.intp)
    measures: dict[str, NDArray[Any]] = {
        "measure": np.broadcast_to(kind, n.shape),
        "n": n,
        "n_persons": worth.n_persons,
        "n_effective": worth.scored,
        "n_high": np.where(is_mean, -1, n_high),
        "value": np.where(is_mean, spread.mean, part),
        "sd": np.where(is_mean, spread.sd, np.nan),
        "lower": shares.lower,
        "upper": shares.upper,
        **_of_all(counts, n_high, worth.answered, is_mean),
    }
    measures |= _of_means(answers, counts, is_mean, measures)
    return _typed(counts.table(measures, asked(counts)))


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Measures by their names and counts as whole numbers, those of shares missing for means."""
    return table.assign(
        measure=categories(table["measure"].to_numpy(np.intp), MEASURES),
        n=table["n"].astype("Int64"),
        n_persons=table["n_persons"].astype("Int64"),
        n_high=table["n_high"].astype("Int64").mask(table["n_high"] < 0),
        n_all=table["n_all"].astype("Int64").mask(table["n_high"] < 0),
    )


def _of_all(
    counts: Counts, n_high: NDArray[np.int64], size: NDArray[np.float64], is_mean: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """The shares of all answers, not applicable included; missing for means."""
    n = n_scored(counts) + counts.numbers[:, :, NOT_APPLICABLE]
    part = share(n_high, n)
    bounds = wilson(part * size, size, counts.questionnaire.thresholds.confidence)
    shares_of_all = {"value_all": part, "lower_all": bounds.lower, "upper_all": bounds.upper}
    return {"n_all": n, **{name: np.where(is_mean, np.nan, v) for name, v in shares_of_all.items()}}


def _of_means(
    answers: Answers, counts: Counts, is_mean: NDArray[np.bool_], told: dict[str, NDArray[Any]]
) -> dict[str, NDArray[Any]]:
    """The bounds of the items without a cut, their squares and the means of every person."""
    questionnaire, n_groups = counts.questionnaire, len(counts.groups)
    lower, upper = told["lower"].copy(), told["upper"].copy()
    squares, each = np.full(lower.shape, np.nan), np.full(lower.shape, None, object)
    grouping = group_rows(answers.respondents, counts.by)
    rows = np.arange(answers.n) if grouping.rows is None else grouping.rows
    person = answers.respondents["respondent"].to_numpy(np.int64)[rows]
    for i in np.flatnonzero(is_mean):
        item = counts.items[i]
        codes = answers.codes[rows, answers.items.index(item)]
        points = point_values(questionnaire, [item])[0].astype(float)
        points[:FIRST_POINT] = np.nan
        scores = points[codes][:, None]
        people = person_moments(scores, grouping.index, n_groups, person)
        bounds = mean_interval(people, questionnaire.thresholds.confidence)
        # No mean lies outside its scale: the interval is cut off at the ends, as on every page.
        lower[:, i] = np.maximum(bounds.lower[:, 0], points[FIRST_POINT])
        upper[:, i] = np.minimum(bounds.upper[:, 0], points[len(points) - 1])
        squares[:, i] = people.squares[:, 0]
        of_persons = person_means(scores, grouping.index, person)
        for group in range(n_groups):
            values = of_persons.mean[of_persons.group == group, 0]
            each[group, i] = values[~np.isnan(values)]
    return {"lower": lower, "upper": upper, "squares": squares, "each": each}


def _of_response(answers: Answers, per: list[str]) -> pd.DataFrame:
    """Response rates: missing where invitations are unknown or fewer than the answers."""
    table = response(answers, per)
    with_rate = table["rate"].notna().to_numpy(bool)
    n_high = table["n_answered"].to_numpy(np.int64)
    n = np.where(with_rate, table["n_invited"].astype("Int64").fillna(0).to_numpy(np.int64), 0)
    bounds = wilson(np.minimum(n_high, n), n, answers.questionnaire.thresholds.confidence)
    return table[per].assign(
        measure=pd.Categorical(["rate"] * len(table), list(MEASURES)),
        item=pd.Categorical([None] * len(table), []),
        n=table["n_invited"].astype("Int64"),
        n_persons=table["n_answered"].astype("Int64"),
        n_effective=table["n_invited"].astype("Float64").astype(float),
        n_high=table["n_answered"].astype("Int64"),
        value=table["rate"].astype(float),
        sd=np.nan,
        lower=bounds.lower,
        upper=bounds.upper,
        **_no_share(len(table)),
        squares=np.nan,
        each=None,
    )


def _of_scales(answers: Answers, per: list[str]) -> pd.DataFrame:
    """Means of the scales of capacities and motivation."""
    grouped = scored(answers, per, scales_of(answers.questionnaire))
    people = person_moments(
        grouped.scores, grouped.grouping.index, grouped.n_groups, grouped.person
    )
    table = table_of(answers, grouped, reliability=False)
    group, place = np.nonzero(grouped.asked)
    each = np.full(len(table), None, object)
    for row, (g, i) in enumerate(zip(group.tolist(), place.tolist(), strict=True)):
        each[row] = grouped.of_persons(g, i)
    return table[per].assign(
        measure=pd.Categorical(["scale"] * len(table), list(MEASURES)),
        item=table["scale"],
        n=table["n"].astype("Int64"),
        n_persons=table["n_persons"].astype("Int64"),
        n_effective=table["n_effective"].astype(float),
        n_high=pd.array([pd.NA] * len(table), dtype="Int64"),
        value=table["mean"].astype(float),
        sd=table["sd"].astype(float),
        lower=table["lower"].astype(float),
        upper=table["upper"].astype(float),
        **_no_share(len(table)),
        squares=people.squares[group, place],
        each=each,
    )


def _no_share(n: int) -> dict[str, Any]:
    """The columns of shares of all answers, where the value is no share of an item."""
    return {c: pd.array([pd.NA] * n, dtype="Int64") if c == "n_all" else np.nan for c in _OF_ALL}


def _together(parts: Sequence[pd.DataFrame], keys: Sequence[str]) -> pd.DataFrame:
    """The parts in one frame, with categories that hold all values of a column."""
    shared = {
        key: pd.CategoricalDtype(_all_values([part[key] for part in parts], key != "item"))
        for key in keys
        if isinstance(parts[0][key].dtype, pd.CategoricalDtype)
    }
    return pd.concat([part.astype(shared) for part in parts], ignore_index=True)


def _all_values(columns: Sequence[pd.Series], sort: bool) -> pd.Index:
    """The categories of several columns: as they come, or sorted where each of them is."""
    orders = [list(column.cat.categories) for column in columns]
    united = list(dict.fromkeys(value for order in orders for value in order))
    sortable = sort and all(order == sorted(order, key=str) for order in orders)
    ordered: pd.Index = pd.Index(sorted(united, key=str) if sortable else united, dtype=object)
    return ordered

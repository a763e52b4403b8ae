"""The pages' door to the evolution over school years. Kept as in ``pages.desk.source``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from measurement.measures.trend.sentences import change_sentences
from measurement.measures.trend.trend import items_behind, trend
from measurement.questionnaire import comparability
from measurement.questionnaire.comparability import Break
from measurement.reports.figures import years as series
from pages.desk import source
from pages.desk.cache import kept, whatever_is_printed
from pages.desk.selection import Selection

only = series.only


def all_years(selection: Selection) -> Selection:
    """The same choice over all school years."""
    return replace(selection, school_year=())


@whatever_is_printed
@kept
def table(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``trend`` of all measures, so that a change has one q everywhere.

    Per centre it holds the whole network: a filter on centres hides rows, it does not change what
    is corrected for.
    """
    wanted = all_years(selection)
    if "centre" in by:
        wanted = replace(wanted, centre=())
    return trend(source.all_answers(wanted), by, comparability=comparability.load())


@whatever_is_printed
@kept
def rows(selection: Selection, what: str, *by: str) -> pd.DataFrame:
    """The rows of ``trend`` on one subject; of known groups, and of the centres chosen.

    One centre alone has its rows of the table per centre: a change has one q everywhere.
    """
    if not by and len(selection.centre) == 1:
        return rows(selection, what, "centre").drop(columns="centre")
    points = table(selection, *by)
    about = series.subjects(points, source.questionnaire())
    points = points[about.eq(what).to_numpy(bool)]
    for column in by:
        points = points[points[column].notna()]
    if "centre" in by and selection.centre:
        points = points[points["centre"].isin(selection.centre)]
    return points.reset_index(drop=True)


@kept
def offered(selection: Selection) -> list[str]:
    """The subjects with at least one value."""
    points = table(selection)
    present = set(series.subjects(points[points["value"].notna()], source.questionnaire()))
    return [what for what in series.SUBJECTS if what in present]


@kept
def items(selection: Selection, what: str) -> list[str]:
    """The items (scales) of a subject that have a value; the rate for the response."""
    return series.items_of(rows(selection, what))


def item_name(item: str) -> str:
    """A short name: of a factor, a scale, a level of effect; else the wording."""
    return series.item_name(item, source.questionnaire())


def wording(item: str) -> str:
    """The wording of an item; '' for a scale and for the rate."""
    described = source.questionnaire().item_by_id.get(item)
    return str(described.wording) if described else ""


def name_of(row: Any, by: tuple[str, ...]) -> str:
    """What the series of a row is called, its group first."""
    item = series.RATE if str(row.measure) == series.RATE else str(row.item)
    return " · ".join([*(group_name(row, column) for column in by), item_name(item)])


def group_name(row: Any, column: str) -> str:
    """What a group is called."""
    value = str(getattr(row, column))
    return str(source.questionnaire().strategy_label(value)) if column == "strategy" else value


@kept
def sentences(selection: Selection, what: str, *by: str) -> list[str]:
    """What changed, for one subject."""
    return change_sentences(rows(selection, what, *by), lambda row: name_of(row, by), by)


@kept
def item_sentences(selection: Selection, what: str, item: str, *by: str) -> list[str]:
    """What changed of one item."""
    points = only(rows(selection, what, *by), item)
    return change_sentences(points, lambda row: name_of(row, by), by)


@kept
def breaks(measure: str, item: str) -> tuple[Break, ...]:
    """Where the series of an item starts anew."""
    return comparability.load().breaks(items_behind(measure, item, source.questionnaire()))


@kept
def years(selection: Selection, what: str) -> list[str]:
    """Every school year from the first with a value to the last, those without data too."""
    return series.years_of(rows(selection, what))


@kept
def groups(selection: Selection, what: str, item: str, column: str) -> list[str]:
    """The groups with a value on an item, by name; strategies in the order of the questionnaire."""
    points = only(rows(selection, what, column), item)
    with_value = set(points.loc[points["value"].notna(), column].astype(str))
    if column != "strategy":
        return sorted(with_value)
    ordered = [strategy.id for strategy in source.questionnaire().strategies]
    return [s for s in ordered if s in with_value] + sorted(with_value - set(ordered))

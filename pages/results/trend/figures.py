"""Figures of the evolution: one series in large, and many in small panels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.years.large import lines
from measurement.charts.years.series import SHARE, Axes, Cut, Line, Point, Span
from measurement.charts.years.small import SMALL_WIDTH, small
from measurement.denominator import Denominator, of_words
from measurement.measures.trend.sentences import (
    break_label,
    changed_label,
    is_share_of_item,
    printed_value,
    reading,
    value_words,
)
from measurement.measures.trend.tables import SHARES
from measurement.tables import records
from measurement.words import number, year
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.results.trend import data

COLOURS = {"favourable": colours.GOOD, "unfavourable": colours.POOR, "neutral": ""}
MARKS = {"higher": "▲", "lower": "▼"}
WIDTH = SMALL_WIDTH
WIDEST = 10  # steps of a scale up to which every point has a tick


@dataclass(frozen=True)
class Panel:
    """A small panel with what it says, for who cannot see it."""

    key: str
    figure: go.Figure
    alt: str


@kept
def large(selection: Selection, what: str, item: str) -> go.Figure | None:
    """One item over the years; the whole network behind it when centres are chosen."""
    years = data.years(selection, what)
    points = data.only(data.rows(selection, what), item)
    own = _line(points, data.item_name(item), years, selection.denominator)
    if not own.points:
        return None
    return lines(own, _axes(points, years), _behind(selection, what, item))


@kept
def panels(selection: Selection, what: str, per: str, item: str) -> list[Panel]:
    """A small panel per item of the subject, or per group on one item with the network behind."""
    years = data.years(selection, what)
    if per == "network":
        points = data.rows(selection, what)
        named = [(i, data.item_name(i)) for i in data.items(selection, what)]
        base = selection.denominator
        return [_panel(i, name, data.only(points, i), years, None, base) for i, name in named]
    points = data.only(data.rows(selection, what, per), item)
    whole = replace(selection, centre=()) if per == "centre" else selection
    base = selection.denominator
    behind = _line(data.only(data.rows(whole, what), item), "", years, base)
    small_panels = []
    for group in data.groups(selection, what, item, per):
        own = points[points[per] == group]
        name = data.group_name(next(records(own)), per)
        small_panels.append(_panel(group, name, own, years, behind, base))
    return small_panels


def _panel(
    key: str,
    name: str,
    points: pd.DataFrame,
    years: list[str],
    behind: Line | None,
    base: Denominator,
) -> Panel:
    own = _line(points, name, years, base)
    figure = small(own, _axes(points, years), behind)
    told = [
        f"{year(years[p.place])}: {p.said}{f' ({p.mark})' if p.mark else ''}" for p in own.points
    ]
    return Panel(key, figure, f"{name}. " + "; ".join(told))


def _line(points: pd.DataFrame, name: str, years: list[str], base: Denominator) -> Line:
    """The rows of one series as a line."""
    rows = (r for r in records(points) if r.value == r.value and str(r.school_year) in years)
    return Line(name, tuple(_point(r, years.index(str(r.school_year)), base) for r in rows))


def _point(row: Any, place: int, base: Denominator) -> Point:
    """A row as a point, on the chosen denominator; whether it changed is of the scores."""
    questionnaire = source.questionnaire()
    told = printed_value(row, base)
    return Point(
        place,
        told.share,
        told.lower,
        told.upper,
        told.n,
        value_words(row, base),
        int(row.segment),
        bool(row.zero),
        _mark(str(row.changed)),
        colours.PALE
        if row.n_persons < questionnaire.thresholds.few_answers
        else COLOURS[reading(row, questionnaire)],
        of_words(told.n, base) if is_share_of_item(row) else "",
    )


def _mark(changed: str) -> str:
    """The mark and the word of a change; '' where no test says that there is one."""
    return f"{MARKS[changed]} {changed_label(changed)}" if changed in MARKS else ""


def _behind(selection: Selection, what: str, item: str) -> Line | None:
    if not selection.centre:
        return None
    whole = replace(selection, centre=())
    points = data.only(data.rows(whole, what), item)
    return _line(points, _("network"), data.years(selection, what), selection.denominator)


def _axes(points: pd.DataFrame, years: list[str]) -> Axes:
    """The axes of a series: school years as short as people write them (24-25), values, breaks."""
    return Axes(tuple(year(one)[2:] for one in years), _span(points), tuple(_cuts(points, years)))


def _cuts(points: pd.DataFrame, years: list[str]) -> list[Cut]:
    """The breaks between two of the years shown."""
    first = next(records(points))
    item = "" if pd.isna(first.item) else str(first.item)
    return [
        Cut(years.index(one.school_year), str(break_label(one.kind)))
        for one in data.breaks(str(first.measure), item)
        if one.school_year in years[1:]
    ]


def _span(points: pd.DataFrame) -> Span:
    """The whole scale, from its lowest to its highest point: never zoomed in."""
    first = next(records(points))
    if str(first.measure) in SHARES:
        return SHARE
    low, high = data.ends(str(first.measure), str(first.item))
    many = low < 0 or high - low > WIDEST
    ticks = [low, (low + high) / 2, high] if many else [low + k for k in range(int(high - low) + 1)]
    return Span(low, high, tuple((tick, number(tick)) for tick in ticks))

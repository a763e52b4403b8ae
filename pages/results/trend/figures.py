"""Figures of the evolution: one series in large, and many in small panels."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.years.large import lines
from measurement.charts.years.series import Axes, Line
from measurement.charts.years.small import small
from measurement.denominator import Denominator
from measurement.questionnaire import comparability
from measurement.reports.figures import years as series
from measurement.tables import records
from measurement.words import text as _
from measurement.words import year
from pages.desk import source
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown.bare import Small
from pages.results.trend import data


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
def panels(selection: Selection, what: str, per: str, item: str) -> list[Small]:
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
) -> Small:
    own = _line(points, name, years, base)
    figure = small(own, _axes(points, years), behind)
    told = [
        f"{year(years[p.place])}: {p.said}{f' ({p.mark})' if p.mark else ''}" for p in own.points
    ]
    return Small(key, figure, f"{name}. " + "; ".join(told))


def _line(points: pd.DataFrame, name: str, years: list[str], base: Denominator) -> Line:
    """The rows of one series as a line."""
    return series.line(points, name, years, base, source.questionnaire())


def _behind(selection: Selection, what: str, item: str) -> Line | None:
    if not selection.centre:
        return None
    whole = replace(selection, centre=())
    points = data.only(data.rows(whole, what), item)
    return _line(points, _("network"), data.years(selection, what), selection.denominator)


def _axes(points: pd.DataFrame, years: list[str]) -> Axes:
    """The axes of a series: school years, values, breaks."""
    return series.axes(points, years, source.questionnaire(), comparability.load())

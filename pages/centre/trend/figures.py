"""The figures of what was released over school years: one item in large, and many in small panels."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.years.large import lines
from measurement.charts.years.series import Axes, Line
from measurement.charts.years.small import small
from measurement.denominator import Denominator
from measurement.questionnaire import comparability
from measurement.reports.figures import told_years
from measurement.words import year
from pages.centre.trend import data
from pages.desk import source
from pages.desk.cache import kept_of_centre
from pages.desk.selection import Look
from pages.desk.shown.bare import Small


@kept_of_centre
def large(look: Look, what: str, item: str, denominator: Denominator) -> go.Figure:
    """One item over the years."""
    years = data.years(look)
    return lines(
        _line(data.only(data.rows(look, what), item), years, denominator), _axes(item, years)
    )


@kept_of_centre
def panels(look: Look, what: str, denominator: Denominator) -> list[Small]:
    """A small panel per item of the subject."""
    years, points = data.years(look), data.rows(look, what)
    found = []
    for item in data.items(look, what):
        line = _line(data.only(points, item), years, denominator)
        said = [f"{year(years[p.place])}: {p.said} {p.mark}".strip() for p in line.points]
        alt = f"{line.name}. " + "; ".join(said)
        found.append(Small(item, small(line, _axes(item, years)), alt))
    return found


def _line(points: pd.DataFrame, years: list[str], denominator: Denominator) -> Line:
    made, breaks = source.questionnaire(), comparability.load()
    return told_years.line(points, years, denominator, made, breaks)


def _axes(item: str, years: list[str]) -> Axes:
    return told_years.axes(item, years, comparability.load())

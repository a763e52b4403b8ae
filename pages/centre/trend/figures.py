"""The figures of what was released over school years: one item in large, and many in small panels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.released.evolution_table import CHANGE_WORDS
from measurement.centre.released.told import told
from measurement.charts import colours
from measurement.charts.years.large import lines
from measurement.charts.years.series import SHARE, Axes, Cut, Line, Point
from measurement.charts.years.small import small
from measurement.denominator import Denominator, of_words
from measurement.measures.trend.sentences import break_label
from measurement.questionnaire import comparability
from measurement.questionnaire.favourable import change_reading, sides
from measurement.tables import records
from measurement.words import text as _
from measurement.words import year
from pages.centre.trend import data
from pages.desk import source
from pages.desk.cache import kept_of_centre
from pages.desk.selection import Look
from pages.desk.shown.figures import short_name

COLOURS = {"favourable": colours.GOOD, "unfavourable": colours.POOR, "neutral": ""}
MARKS = {"higher": "▲", "lower": "▼"}


@dataclass(frozen=True)
class Panel:
    """A small panel with what it says, for who cannot see it."""

    key: str
    figure: go.Figure
    alt: str


@kept_of_centre
def large(look: Look, what: str, item: str, denominator: Denominator) -> go.Figure:
    """One item over the years."""
    years = data.years(look)
    return lines(
        _line(data.only(data.rows(look, what), item), years, denominator), _axes(item, years)
    )


@kept_of_centre
def panels(look: Look, what: str, denominator: Denominator) -> list[Panel]:
    """A small panel per item of the subject."""
    years, points = data.years(look), data.rows(look, what)
    found = []
    for item in data.items(look, what):
        line = _line(data.only(points, item), years, denominator)
        said = [f"{year(years[p.place])}: {p.said} {p.mark}".strip() for p in line.points]
        alt = f"{line.name}. " + "; ".join(said)
        found.append(Panel(item, small(line, _axes(item, years)), alt))
    return found


def _line(points: pd.DataFrame, years: list[str], denominator: Denominator) -> Line:
    item = str(points["item"].iloc[0])
    segments = dict(zip(years, comparability.load().segments(years, (item,)), strict=True))
    return Line(
        short_name(item),
        tuple(
            _point(r, years.index(str(r.school_year)), segments[str(r.school_year)], denominator)
            for r in records(points)
        ),
    )


def _point(row: Any, place: int, segment: int, denominator: Denominator) -> Point:
    """A row as a point, on the chosen denominator; whether it changed is of the scores."""
    found, made = told(row, denominator), source.questionnaire()
    few = row.n_persons < made.thresholds.few_answers
    reading = change_reading(sides(made, str(row.item)), str(row.changed))
    said = str(found) if found.how != "n_only" else _("too few")
    return Point(
        place,
        found.share,
        found.lower,
        found.upper,
        found.n,
        said,
        segment,
        mark=_mark(str(row.changed)),
        colour=colours.PALE if few else COLOURS[reading],
        of=of_words(found.n, denominator),
        least=found.share_least,
        most=found.share_most,
    )


def _mark(changed: str) -> str:
    """The mark and the word of a change; '' where no test says that there is one."""
    return f"{MARKS[changed]} {CHANGE_WORDS[changed]}" if changed in MARKS else ""


def _axes(item: str, years: list[str]) -> Axes:
    cuts = [
        Cut(years.index(one.school_year), str(break_label(one.kind)))
        for one in data.breaks(item)
        if one.school_year in years[1:]
    ]
    return Axes(tuple(year(one)[2:] for one in years), SHARE, tuple(cuts))

"""A series of what was released of an item: rows of ``released_evolution`` as a line, and its axes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from measurement.centre.released.evolution_table import CHANGE_WORDS
from measurement.centre.released.told import told
from measurement.charts import colours
from measurement.charts.years.series import SHARE, Axes, Cut, Line, Point
from measurement.denominator import Denominator, of_words
from measurement.measures.trend.sentences import break_label
from measurement.questionnaire.comparability import Comparability
from measurement.questionnaire.favourable import change_reading, sides
from measurement.questionnaire.model import Questionnaire
from measurement.reports.figures.rows import short_name
from measurement.reports.figures.years import COLOURS, MARKS
from measurement.school_year import school_year_from
from measurement.tables import records
from measurement.words import text, year


def years_of(table: pd.DataFrame) -> list[str]:
    """Every school year from the first that was released to the last, those without figures too."""
    there = sorted(table["school_year"].astype(str).unique())
    first, last = (int(one[:4]) for one in (there[0], there[-1]))
    return [school_year_from(one) for one in range(first, last + 1)]


def line(
    points: pd.DataFrame,
    years: list[str],
    denominator: Denominator,
    made: Questionnaire,
    breaks: Comparability,
) -> Line:
    """The rows of one item as a line."""
    item = str(points["item"].iloc[0])
    segments = dict(zip(years, breaks.segments(years, (item,)), strict=True))
    places = {one: place for place, one in enumerate(years)}
    found = []
    for row in records(points):
        own = str(row.school_year)
        found.append(_point(row, places[own], segments[own], denominator, made))
    return Line(short_name(made, item), tuple(found))


def _point(
    row: Any, place: int, segment: int, denominator: Denominator, made: Questionnaire
) -> Point:
    """A row as a point, on the chosen denominator; whether it changed is of the scores."""
    found, few = told(row, denominator), row.n_persons < made.thresholds.few_answers
    reading = change_reading(sides(made, str(row.item)), str(row.changed))
    return Point(
        place,
        found.share,
        found.lower,
        found.upper,
        found.n,
        str(found) if found.how != "n_only" else text("too few"),
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


def axes(item: str, years: list[str], breaks: Comparability) -> Axes:
    """The axes of one item: school years, shares, and where its series starts anew."""
    cuts = [
        Cut(years.index(one.school_year), str(break_label(one.kind)))
        for one in breaks.breaks((item,))
        if one.school_year in years[1:]
    ]
    return Axes(tuple(year(one)[2:] for one in years), SHARE, tuple(cuts))

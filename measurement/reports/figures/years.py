"""A series over school years: rows of the declared table ``trend`` as a line, and its axes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from measurement.charts import colours
from measurement.charts.years.series import SHARE, Axes, Cut, Line, Point, Span
from measurement.denominator import Denominator, of_words
from measurement.measures.scales.scales import RELATIVE_AUTONOMY
from measurement.measures.trend.sentences import (
    break_label,
    changed_label,
    is_share_of_item,
    printed_value,
    reading,
    value_words,
)
from measurement.measures.trend.tables import SHARES
from measurement.measures.trend.trend import items_behind
from measurement.questionnaire.comparability import Comparability
from measurement.questionnaire.model import Questionnaire
from measurement.reports.figures.rows import short_name
from measurement.reports.figures.scales import scale_label, scales
from measurement.school_year import school_year_from
from measurement.tables import records
from measurement.words import Sentence, number, say, text, year

COLOURS = {"favourable": colours.GOOD, "unfavourable": colours.POOR, "neutral": ""}
MARKS = {"higher": "▲", "lower": "▼"}
SUBJECTS: Mapping[str, Sentence] = {
    "effect": say("Effect"),
    "factors": say("Factors"),
    "capacities": say("Capacities"),
    "motivation": say("Motivation"),
    "experiment": say("Change tracks"),
    "response": say("Response"),
}
RATE = "rate"
WIDEST = 10  # steps of a scale up to which every point has a tick


def subjects(points: pd.DataFrame, made: Questionnaire) -> pd.Series:
    """The subject of every row of ``trend``: one of ``SUBJECTS``, '' for what its scale tells already."""
    made_of = scales(made)
    scaled = {scale.role for scale in made_of.values()}
    found = []
    for measure, item in zip(
        points["measure"].astype(str), points["item"].astype(str), strict=True
    ):
        if measure == RATE:
            found.append("response")
        elif measure == "scale":
            found.append(made_of[item].role)
        else:
            role = made.role_of(item)
            found.append("" if role in scaled else role)
    return pd.Series(found, index=points.index, dtype=object)


def items_of(points: pd.DataFrame) -> list[str]:
    """The items (scales) with a value; the rate for the response."""
    points = points[points["value"].notna()]
    items = points["item"].astype(object).where(points["measure"] != RATE, RATE)
    return list(dict.fromkeys(items.astype(str)))


def only(points: pd.DataFrame, item: str) -> pd.DataFrame:
    """The rows of one item."""
    return points[points["item"].isna() if item == RATE else points["item"].astype(str) == item]


def item_name(item: str, made: Questionnaire) -> str:
    """A short name: of a factor, a scale, a level of effect; else the wording."""
    if item == RATE:
        return text("Response rate")
    return scale_label(item) if item in scales(made) else short_name(made, item)


def years_of(points: pd.DataFrame) -> list[str]:
    """Every school year from the first with a value to the last, those without data too."""
    with_value = sorted(points.loc[points["value"].notna(), "school_year"].astype(str).unique())
    if not with_value:
        return []
    first, last = (int(one[:4]) for one in (with_value[0], with_value[-1]))
    return [school_year_from(one) for one in range(first, last + 1)]


def line(
    points: pd.DataFrame, name: str, years: list[str], base: Denominator, made: Questionnaire
) -> Line:
    """The rows of one series as a line."""
    rows = (r for r in records(points) if r.value == r.value and str(r.school_year) in years)
    return Line(name, tuple(_point(r, years.index(str(r.school_year)), base, made) for r in rows))


def _point(row: Any, place: int, base: Denominator, made: Questionnaire) -> Point:
    """A row as a point, on the chosen denominator; whether it changed is of the scores."""
    told, few = printed_value(row, base), row.n_persons < made.thresholds.few_answers
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
        colours.PALE if few else COLOURS[reading(row, made)],
        of_words(told.n, base) if is_share_of_item(row) else "",
    )


def _mark(changed: str) -> str:
    """The mark and the word of a change; '' where no test says that there is one."""
    return f"{MARKS[changed]} {changed_label(changed)}" if changed in MARKS else ""


def axes(
    points: pd.DataFrame, years: list[str], made: Questionnaire, breaks: Comparability
) -> Axes:
    """The axes of a series: school years as short as people write them (24-25), values, breaks."""
    cuts = tuple(_cuts(points, years, made, breaks))
    return Axes(tuple(year(one)[2:] for one in years), _span(points, made), cuts)


def _cuts(
    points: pd.DataFrame, years: list[str], made: Questionnaire, breaks: Comparability
) -> list[Cut]:
    """The breaks between two of the years shown."""
    first = next(records(points))
    item = "" if pd.isna(first.item) else str(first.item)
    return [
        Cut(years.index(one.school_year), str(break_label(one.kind)))
        for one in breaks.breaks(items_behind(str(first.measure), item, made))
        if one.school_year in years[1:]
    ]


def _span(points: pd.DataFrame, made: Questionnaire) -> Span:
    """The whole scale, from its lowest to its highest point: never zoomed in."""
    first = next(records(points))
    if str(first.measure) in SHARES:
        return SHARE
    low, high = _ends(str(first.measure), str(first.item), made)
    many = low < 0 or high - low > WIDEST
    ticks = [low, (low + high) / 2, high] if many else [low + k for k in range(int(high - low) + 1)]
    return Span(low, high, tuple((tick, number(tick)) for tick in ticks))


def _ends(measure: str, item: str, made: Questionnaire) -> tuple[float, float]:
    """The ends of the axis of a measure that is no share."""
    points = made.scale_of(items_behind(measure, item, made)[0]).points
    if item == RELATIVE_AUTONOMY:  # a difference of two means
        return points[0] - points[-1], points[-1] - points[0]
    return points[0], points[-1]

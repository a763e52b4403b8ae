"""From a row of a declared table to a dot or bar, and figures that several rooms show."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.bars import Bar
from measurement.charts.rows import Row
from measurement.denominator import Measure, printed
from measurement.measures.extremes import Value, distribution_said
from measurement.reports.figures import rows, tracks
from measurement.words import number
from measurement.words import text as _
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection


def dot(row: Any, measure: Measure, selection: Selection, label: str, **more: Any) -> Row:
    """A row of a declared table as a row of a chart, on the chosen denominator; its share is its mark."""
    return rows.dot(row, measure, selection.denominator, label, **more)


def value(row: Any, measure: Measure, selection: Selection, name: str) -> Value:
    """A row of a declared table as a value for a sentence, on the chosen denominator."""
    told = printed(row, measure, selection.denominator)
    persons = getattr(row, "n_persons", told.n)
    return Value(name, told.share, str(told), told.lower, told.upper, int(persons))


def mean_value(row: Any, name: str) -> Value:
    """A row with a mean and its interval as a value for a sentence."""
    bounds = float(row.lower), float(row.upper)
    return Value(name, float(row.mean), number(float(row.mean), 1), *bounds, int(row.n_persons))


def wording(item: str) -> str:
    """The wording of an item; of one that is read from the other end it says so."""
    return rows.wording(source.questionnaire(), item)


def short_name(item: str) -> str:
    """A short name: of a factor, a level of effect; else the wording."""
    return rows.short_name(source.questionnaire(), item)


def scale_sentence(item: str) -> str:
    """From what to what an item was scored; '' where its scale has no words at its ends."""
    scale = source.questionnaire().scale_of(item)
    ends = scale.end_labels()
    if not ends:
        return ""
    return _(
        "Scale {first} ({low}) to {last} ({high}).",
        first=scale.points[0],
        low=ends[0],
        last=scale.points[-1],
        high=ends[1],
    )


def bar(row: Any, selection: Selection, label: str, heading: str = "") -> Bar:
    """A row of ``shares``, or of ``factors``, as a bar on the chosen denominator.

    Of factors low is hindering and high is enabling: items about a hindrance are turned.
    """
    return rows.bar(row, source.questionnaire(), selection.denominator, label, heading)


def bands(items: list[str]) -> tuple[str, str]:
    """The names of low and high for these items; of factors what they mean."""
    return rows.bands(source.questionnaire(), items)


@kept
def distribution(selection: Selection, item: str) -> go.Figure:
    """The answers to one item over the points of its scale."""
    return over_points(tables.distribution_table(selection), item)


def over_points(spread: pd.DataFrame, item: str) -> go.Figure:
    """The answers to one item over the points of its scale, of a table with a row per item and point."""
    return tracks.distribution(spread, source.questionnaire(), item)


@kept
def most_chosen(selection: Selection, item: str) -> str:
    """The point that was chosen most often, and the mean, in a sentence."""
    shares = tables.share_table(selection)
    spread = tables.distribution_of(selection, item)
    return distribution_said(spread, shares[shares["item"] == item])


def group_name(row: Any, by: tuple[str, ...]) -> str:
    """What a group is called."""
    return rows.group_name(source.questionnaire(), row, by)


def distribution_read() -> str:
    """How the answers to one item over the points of its scale are read."""
    return _(
        "Every bar is a point of the scale, its height the number of answers. Where the scale has a border between low and high, blue is the favourable side and orange the other."
    )


def ticked_read() -> str:
    """How the shares who ticked something in a list are read."""
    return _(
        "A dot is the share that ticked this, of all who saw the list; the line through it is the interval in which that share of all who could have answered lies with 95 % certainty. Who ticks nothing does not say that it is absent."
    )

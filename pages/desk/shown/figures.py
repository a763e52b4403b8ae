"""From a row of a declared table to a dot or bar, and figures that several rooms show."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.bars import Bar
from measurement.charts.counts import points
from measurement.charts.rows import Row
from measurement.denominator import Measure, of_words, printed
from measurement.measures.extremes import Value, distribution_said
from measurement.measures.sentences import band_names, row_words
from measurement.questionnaire.favourable import point_readings, sides, turned
from measurement.words import number, year
from measurement.words import text as _
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection


def dot(row: Any, measure: Measure, selection: Selection, label: str, **more: Any) -> Row:
    """A row of a declared table as a row of a chart, on the chosen denominator; its share is its mark."""
    told = printed(row, measure, selection.denominator)
    of = [of_words(told.n, selection.denominator), row_words(row)]
    looks = {"mark": str(told), "of": "<br>".join(part for part in of if part), **more}
    return Row(label, told.share, told.lower, told.upper, told.n, **looks)


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
    questionnaire = source.questionnaire()
    said = str(questionnaire.item_by_id[item].wording)
    return _("{wording} (turned)", wording=said) if turned(questionnaire, [item]) else said


def short_name(item: str) -> str:
    """A short name: of a factor, a level of effect; else the wording."""
    questionnaire = source.questionnaire()
    described = questionnaire.item_by_id[item]
    if questionnaire.role_of(item) == "factors" and questionnaire.scale_of(item).kind == "rating":
        return str(questionnaire.factor_label(described.dimension))
    level = next((level for level in questionnaire.levels if level.id == described.dimension), None)
    return f"{item} · {level.label if level else described.wording}"


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
    questionnaire, item = source.questionnaire(), str(row.item)
    of_factor = hasattr(row, "n_enabling")
    told = printed(row, "enabling" if of_factor else "high", selection.denominator)
    n_low = row.n_hindering if of_factor else row.n_low
    read = sides(questionnaire, item)
    return Bar(
        label,
        int(n_low),
        told.part,
        int(row.n_not_applicable),
        told.n,
        told.lower,
        told.upper,
        low=read.low,
        high=read.high,
        hint=_("mean {mean}", mean=number(float(row.mean), 2)) if pd.notna(row.mean) else "",
        heading=heading,
        of=of_words(told.n, selection.denominator),
        n_all=int(row.n),
    )


def bands(items: list[str]) -> tuple[str, str]:
    """The names of low and high for these items; of factors what they mean."""
    questionnaire = source.questionnaire()
    low, high = band_names(questionnaire, items)
    if items and questionnaire.role_of(items[0]) == "factors":
        return _("hindering: {band}", band=low), _("enabling: {band}", band=high)
    return low, high


@kept
def distribution(selection: Selection, item: str) -> go.Figure:
    """The answers to one item over the points of its scale."""
    return over_points(tables.distribution_table(selection), item)


def over_points(spread: pd.DataFrame, item: str) -> go.Figure:
    """The answers to one item over the points of its scale, of a table with a row per item and point."""
    questionnaire = source.questionnaire()
    scale, spread = questionnaire.scale_of(item), spread[spread["item"] == item]
    counts = dict(zip(spread["point"].astype(int), spread["n"].astype(int), strict=True))
    readings = point_readings(questionnaire, item)
    return points(
        [str(p) for p in scale.points],
        [counts.get(p, 0) for p in scale.points],
        [readings[p] for p in scale.points],
        scale.has_cut,
    )


@kept
def most_chosen(selection: Selection, item: str) -> str:
    """The point that was chosen most often, and the mean, in a sentence."""
    spread, shares = tables.distribution_table(selection), tables.share_table(selection)
    return distribution_said(spread[spread["item"] == item], shares[shares["item"] == item])


def group_name(row: Any, by: tuple[str, ...]) -> str:
    """What a group is called."""
    questionnaire = source.questionnaire()
    survey = (
        questionnaire.survey_label(str(row.strategy), str(row.moment)) if "strategy" in by else ""
    )
    rest = [c for c in by if c not in ("strategy", "moment")]
    if not rest:
        return survey
    value = getattr(row, rest[0])
    name = (
        _("unknown")
        if pd.isna(value)
        else year(str(value))
        if rest[0] == "school_year"
        else str(value)
    )
    return f"{name} · {survey}" if survey else name

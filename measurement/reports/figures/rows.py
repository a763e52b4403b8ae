"""From a row of a declared table to a dot or a bar, and what items and groups are called beside it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.charts.bars import Bar
from measurement.charts.rows import Row
from measurement.charts.slim import shares
from measurement.denominator import Denominator, Measure, of_words, printed
from measurement.measures.sentences import band_names, row_words
from measurement.questionnaire.favourable import sides, turned
from measurement.questionnaire.model import Questionnaire
from measurement.tables import records
from measurement.words import number, text, year


def wording(made: Questionnaire, item: str) -> str:
    """The wording of an item; of one that is read from the other end it says so."""
    said = str(made.item_by_id[item].wording)
    return text("{wording} (turned)", wording=said) if turned(made, [item]) else said


def short_name(made: Questionnaire, item: str) -> str:
    """A short name: of a factor, a level of effect; else the wording."""
    described = made.item_by_id[item]
    if made.role_of(item) == "factors" and made.scale_of(item).kind == "rating":
        return str(made.factor_label(described.dimension))
    level = next((level for level in made.levels if level.id == described.dimension), None)
    return f"{item} · {level.label if level else described.wording}"


def bands(made: Questionnaire, items: list[str]) -> tuple[str, str]:
    """The names of low and high for these items; of factors what they mean."""
    low, high = band_names(made, items)
    if items and made.role_of(items[0]) == "factors":
        return text("hindering: {band}", band=low), text("enabling: {band}", band=high)
    return low, high


def group_name(made: Questionnaire, row: Any, by: tuple[str, ...]) -> str:
    """What a group is called."""
    survey = made.survey_label(str(row.strategy), str(row.moment)) if "strategy" in by else ""
    rest = [c for c in by if c not in ("strategy", "moment")]
    if not rest:
        return survey
    value = getattr(row, rest[0])
    name = (
        text("unknown")
        if pd.isna(value)
        else year(str(value))
        if rest[0] == "school_year"
        else str(value)
    )
    return f"{name} · {survey}" if survey else name


def dot(row: Any, measure: Measure, denominator: Denominator, label: str, **more: Any) -> Row:
    """A row of a declared table as a row of a chart; its share is its mark."""
    told = printed(row, measure, denominator)
    of = [of_words(told.n, denominator), row_words(row)]
    looks = {"mark": str(told), "of": "<br>".join(part for part in of if part), **more}
    return Row(label, told.share, told.lower, told.upper, told.n, **looks)


def bar(
    row: Any, made: Questionnaire, denominator: Denominator, label: str, heading: str = ""
) -> Bar:
    """A row of ``shares``, or of ``factors``, as a bar.

    Of factors low is hindering and high is enabling: items about a hindrance are turned.
    """
    of_factor = hasattr(row, "n_enabling")
    told = printed(row, "enabling" if of_factor else "high", denominator)
    n_low, read = row.n_hindering if of_factor else row.n_low, sides(made, str(row.item))
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
        hint=text("mean {mean}", mean=number(float(row.mean), 2)) if pd.notna(row.mean) else "",
        heading=heading,
        of=of_words(told.n, denominator),
        n_all=int(row.n),
    )


def chain(table: pd.DataFrame, made: Questionnaire, denominator: Denominator) -> go.Figure | None:
    """The chain of effect, a dot per level; None when fewer than two levels were asked.

    ``table``: :func:`measurement.measures.overview.chain`.
    """
    names = {level.id: str(level.label) for level in made.levels}
    rows = [
        dot(
            r,
            "high",
            denominator,
            names[str(r.level)],
            hint=canvas.wrapped(str(made.item_by_id[str(r.item)].wording)),
        )
        for r in records(table)
        if r.n
    ]
    return shares(rows, text("high")) if len(rows) > 1 else None

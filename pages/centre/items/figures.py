"""The figures of what was released of items: bars where it is exact, spans where it is a bound, else words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.denominator import Denominator
from measurement.reports.figures import told_bars, told_parts
from measurement.words import text as _
from measurement.words import year
from pages.centre.items import data
from pages.desk import released, source
from pages.desk.cache import kept_of_centre
from pages.desk.selection import Look
from pages.desk.shown.figures import over_points, wording


@kept_of_centre
def items(look: Look, module: str, order: str, denominator: Denominator) -> go.Figure | None:
    """The items of a module; by share: what is told exactly from high to low, then what is not."""
    table = data.on_scale(look, module)
    if order == "share":
        table = told_bars.by_share(table, denominator)
    return _bars(table, denominator, lambda row: wording(str(row.item)), beside=True)


@kept_of_centre
def ticked(look: Look, module: str, denominator: Denominator) -> go.Figure | None:
    """What was ticked in a list: the share of who saw the list."""
    made, table = source.questionnaire(), data.in_list(look, module)
    return told_parts.ticked(table, made, denominator, look.centre)


@kept_of_centre
def per_year(look: Look, item: str, denominator: Denominator) -> go.Figure | None:
    """One item per school year; joined ones together."""
    table = data.of_item(data.per_year(look), item)
    return _bars(table, denominator, part_words)


@kept_of_centre
def per_strategy(look: Look, item: str, denominator: Denominator) -> go.Figure | None:
    """One item per strategy of a school year."""
    return _bars(data.of_item(data.per_strategy(look), item), denominator, part_words)


@kept_of_centre
def distribution(look: Look, item: str) -> go.Figure | None:
    """The scores over the points of the scale, where these are told."""
    table = data.of_item(released.distribution(look), item)
    return None if table.empty else over_points(table, item)


def part_words(row: Any) -> str:
    """The school years of a row, and before them its strategy where it is of one."""
    years, strategy = years_words(str(row.school_years)), getattr(row, "strategy", None)
    if strategy is None or pd.isna(strategy) or not str(strategy):
        return years
    return f"{source.questionnaire().strategy_label(str(strategy))} · {years}"


def years_words(joined: str) -> str:
    """A school year, or several that were released together."""
    years = [year(one) for one in joined.split("|")]
    return years[0] if len(years) == 1 else _("{years} together", years=" + ".join(years))


def _bars(
    table: pd.DataFrame,
    denominator: Denominator,
    label: Callable[[Any], str],
    beside: bool = False,
) -> go.Figure | None:
    return told_bars.bars(table, source.questionnaire(), denominator, label, beside)

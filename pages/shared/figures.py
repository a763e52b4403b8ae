"""From a selection to a figure: declared tables in, rows of a chart out. Drawn once, then kept."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.charts.bars import Bar, diverging
from measurement.charts.dots import Dot, dots
from measurement.charts.grids import points
from measurement.charts.rates import rates
from measurement.denominator import Measure, column_of, of_words, printed
from measurement.favourable import point_readings, sides, turned
from measurement.overview import band_names
from measurement.person_words import row_words
from measurement.response import doubt
from measurement.tables import records
from measurement.words import number, year
from measurement.words import text as _
from pages.shared import overview_data, source, tables
from pages.shared.cache import kept
from pages.shared.selection import Selection


def dot(row: Any, measure: Measure, selection: Selection, label: str, **more: Any) -> Dot:
    """A row of a declared table as a dot, on the chosen denominator; its share is its mark."""
    told = printed(row, measure, selection.denominator)
    of = [of_words(told.n, selection.denominator), row_words(row)]
    made = {"mark": str(told), "of": "<br>".join(part for part in of if part), **more}
    return Dot(label, told.share, told.lower, told.upper, told.n, **made)


@kept
def chain(selection: Selection) -> go.Figure | None:
    """The chain of effect: one dot per level; None when fewer than two levels were asked."""
    known = source.questionnaire()
    names = {level.id: str(level.label) for level in known.levels}
    rows = [
        dot(
            r,
            "high",
            selection,
            names[str(r.level)],
            hint=canvas.wrapped(str(known.item_by_id[str(r.item)].wording)),
        )
        for r in records(overview_data.chain_table(selection))
        if r.n
    ]
    return dots(rows, _("high")) if len(rows) > 1 else None


@kept
def effect(selection: Selection) -> go.Figure | None:
    """The report's bars per item, in a block per kind of survey."""
    table, known = overview_data.effect_table(selection), source.questionnaire()
    asked = table.groupby(["strategy", "moment"], observed=True)["n"].max()
    answered = tables.response_table(selection, "strategy", "moment").set_index(
        ["strategy", "moment"]
    )["n_answered"]
    bars: list[Bar] = []
    before: tuple[str, str] | None = None
    for row in records(table):
        kind = (str(row.strategy), str(row.moment))
        heading = ""
        if kind != before:
            heading = f"{known.survey_label(*kind)} · {_('n = {n} of {all}', n=int(asked[kind]), all=int(answered[kind]))}"
        before = kind
        bars.append(bar(row, selection, wording(str(row.item)), heading))
    return diverging(bars, *band_names(known, [str(i) for i in table["item"]])) if bars else None


def wording(item: str) -> str:
    """The wording of an item; of one that is read from the other end it says so."""
    known = source.questionnaire()
    said = str(known.item_by_id[item].wording)
    return _("{wording} (turned)", wording=said) if turned(known, [item]) else said


def bar(row: Any, selection: Selection, label: str, heading: str = "") -> Bar:
    """A row of ``shares``, or of ``factors``, as a bar on the chosen denominator.

    Of factors low is hindering and high is enabling: items about a hindrance are turned.
    """
    known, item = source.questionnaire(), str(row.item)
    of_factor = hasattr(row, "n_enabling")
    told = printed(row, "enabling" if of_factor else "high", selection.denominator)
    n_low = row.n_hindering if of_factor else row.n_low
    read = sides(known, item)
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
    known = source.questionnaire()
    low, high = band_names(known, items)
    if items and known.role_of(items[0]) == "factors":
        return _("hindering: {band}", band=low), _("enabling: {band}", band=high)
    return low, high


@kept
def items(selection: Selection, module: str, order: str) -> go.Figure | None:
    """The items of a module on either side of a line; those without a cut have no bar."""
    table = module_table(selection, module)
    measure: Measure = "enabling" if "n_enabling" in table else "high"
    cut = table[table[f"n_{measure}"].notna()]
    if order == "share":
        cut = cut.sort_values(column_of(measure, selection.denominator), ascending=False)
    bars = [bar(r, selection, wording(str(r.item))) for r in records(cut)]
    return diverging(bars, *bands([str(i) for i in cut["item"]])) if bars else None


def module_table(selection: Selection, module: str, *by: str) -> pd.DataFrame:
    """The declared table ``shares`` of one module; of factors the declared table ``factors``."""
    known = source.questionnaire()
    if known.module_by_id[module].role == "factors":
        table = tables.factor_table(selection, *by)
        table = table[table["kind"] == "scale"]
    else:
        table = tables.share_table(selection, *by)
    return table[table["item"].astype(str).map(lambda i: known.item_by_id[i].module == module)]


@kept
def distribution(selection: Selection, item: str) -> go.Figure:
    """The answers to one item over the points of its scale."""
    known = source.questionnaire()
    scale, spread = known.scale_of(item), tables.distribution_table(selection)
    spread = spread[spread["item"] == item]
    counts = dict(zip(spread["point"].astype(int), spread["n"].astype(int), strict=True))
    readings = point_readings(known, item)
    return points(
        [str(p) for p in scale.points],
        [counts.get(p, 0) for p in scale.points],
        [readings[p] for p in scale.points],
        scale.has_cut,
    )


@kept
def per_group(selection: Selection, item: str, by: tuple[str, ...]) -> go.Figure | None:
    """One item's bars per group, in the order of the groups' names."""
    table = of_item(selection, item, by)
    bars = [bar(r, selection, group_name(r, by)) for r in records(table)]
    return diverging(bars, *bands([item])) if bars else None


def of_item(selection: Selection, item: str, by: tuple[str, ...]) -> pd.DataFrame:
    """The rows of one item per group."""
    table = module_table(selection, source.questionnaire().item_by_id[item].module, *by)
    return table[table["item"] == item]


def group_name(row: Any, by: tuple[str, ...]) -> str:
    """What a group is called."""
    known = source.questionnaire()
    survey = known.survey_label(str(row.strategy), str(row.moment)) if "strategy" in by else ""
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


@kept
def response(selection: Selection, by: tuple[str, ...], order: str) -> go.Figure | None:
    """Answered of invited per group."""
    table = tables.response_table(selection, *by)
    if order == "rate":
        table = table.sort_values("rate", na_position="last")
    elif by == ("strategy", "moment"):
        place = {kind: n for n, kind in enumerate(overview_data.kinds(selection))}
        kinds = zip(table["strategy"].astype(str), table["moment"].astype(str), strict=True)
        table = table.iloc[
            sorted(range(len(table)), key=[place.get(k, len(place)) for k in kinds].__getitem__)
        ]
    invited = [int(i) if pd.notna(i) else None for i in table["n_invited"]]
    names = [group_name(r, by) for r in records(table)]
    doubts = [doubt(r) for r in records(table)]
    answered = [int(n) for n in table["n_answered"]]
    return rates(names, answered, invited, doubts) if names else None

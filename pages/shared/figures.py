"""From a selection to a figure: declared tables in, rows of a chart out. Drawn once, then kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import canvas
from measurement.charts.bars import Bar, diverging
from measurement.charts.dots import Dot, dots
from measurement.charts.grids import heat, points, rates
from measurement.factors import verdict_label
from measurement.overview import band_names, strongest
from measurement.tables import records
from measurement.words import number, percent, year
from measurement.words import text as _
from pages.shared import source
from pages.shared.source import Selection, kept

VERDICT_COLOURS = {
    "enabling": canvas.GOOD,
    "hindering": canvas.POOR,
    "mixed": canvas.PALE,
    "not_named": canvas.PALE,
    "too_few": canvas.PALE,
}


@kept
def chain(selection: Selection) -> go.Figure | None:
    """The chain of effect: one dot per level; None when fewer than two levels were asked."""
    known = source.questionnaire()
    names = {level.id: str(level.label) for level in known.levels}
    rows = [
        Dot(
            names[str(r.level)],
            r.high,
            r.high_lower,
            r.high_upper,
            int(r.n),
            mark=percent(int(r.n_high), int(r.n)),
            hint=canvas.wrapped(str(known.item_by_id[str(r.item)].wording)),
        )
        for r in records(source.chain_table(selection))
        if r.n
    ]
    return dots(rows, _("high")) if len(rows) > 1 else None


@kept
def effect(selection: Selection) -> go.Figure | None:
    """The report's bars per item, in a block per kind of survey."""
    table, known = source.effect_table(selection), source.questionnaire()
    asked = table.groupby(["strategy", "moment"], observed=True)["n"].max()
    answered = source.response_table(selection, "strategy", "moment").set_index(
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
        bars.append(bar(row, str(known.item_by_id[str(row.item)].wording), heading=heading))
    return diverging(bars, *band_names(known, [str(i) for i in table["item"]])) if bars else None


def bar(row: Any, label: str, with_none: bool = True, heading: str = "") -> Bar:
    """A row of the table ``shares`` as a bar, on the chosen denominator."""
    item = source.questionnaire().item_by_id[str(row.item)]
    bounds = (
        (row.high_lower, row.high_upper)
        if with_none
        else (row.high_scored_lower, row.high_scored_upper)
    )
    base = int(row.n) if with_none else int(row.n_scored)
    hint = _("mean {mean}", mean=number(float(row.mean), 2)) if pd.notna(row.mean) else ""
    return Bar(
        label,
        int(row.n_low),
        int(row.n_high),
        int(row.n_not_applicable),
        base,
        bounds[0],
        bounds[1],
        favourable=item.direction != "-",
        hint=hint,
        heading=heading,
    )


@kept
def top_factors(selection: Selection, share: str) -> go.Figure | None:
    """The five factors with the largest share ``enabling`` or ``hindering``."""
    known, rows = source.questionnaire(), []
    for r in records(strongest(source.factor_table(selection), share)):
        value = float(getattr(r, share))
        bounds = (
            (r.enabling_lower, r.enabling_upper)
            if share == "enabling"
            else source.interval(int(r.n_hindering), int(r.n))
        )
        colour = canvas.GOOD if share == "enabling" else canvas.POOR
        wording = canvas.wrapped(str(known.item_by_id[str(r.item)].wording))
        rows.append(
            Dot(
                str(known.factor_label(str(r.factor))),
                value,
                bounds[0],
                bounds[1],
                int(r.n),
                colour,
                mark=f"{number(100 * value, 1)}\u00a0%",
                hint=wording,
            )
        )
    return dots(rows, "") if rows else None


@kept
def ticked(selection: Selection) -> go.Figure | None:
    """Factors asked as one multi-select question: the share who ticked each."""
    table, known = source.factor_table(selection), source.questionnaire()
    rows = []
    for r in records(table[table["kind"] == "ticked"]):
        item = known.item_by_id[str(r.item)]
        n = int(r.n_enabling if item.direction == "+" else r.n_hindering)
        colour = canvas.GOOD if item.direction == "+" else canvas.POOR
        rows.append(
            Dot(
                str(item.wording),
                n / r.n,
                *source.interval(n, int(r.n)),
                int(r.n),
                colour,
                mark=percent(n, int(r.n)),
            )
        )
    return dots(rows, _("ticked")) if rows else None


@kept
def network(selection: Selection) -> go.Figure | None:
    """Every factor over the whole selection, from enabling to hindering."""
    table, known = source.factor_table(selection), source.questionnaire()
    scales = table[table["kind"] == "scale"].sort_values("enabling", ascending=False)
    rows = [
        Dot(
            str(known.factor_label(str(r.factor))),
            r.enabling,
            r.enabling_lower,
            r.enabling_upper,
            int(r.n),
            VERDICT_COLOURS.get(str(r.verdict), canvas.PALE),
            mark=str(verdict_label(str(r.verdict))),
            hint=_strict(r),
        )
        for r in records(scales)
    ]
    return dots(rows, _("share enabling"), centre_line=0.5) if rows else None


def _strict(row: Any) -> str:
    """The mean and the strict band of a factor."""
    if pd.isna(row.mean):
        return ""
    return _(
        "mean {mean}, strictly hindering {strict} %",
        mean=number(float(row.mean), 1),
        strict=number(100 * float(row.strict_hindering), 1),
    )


def by_centre(selection: Selection) -> pd.DataFrame:
    """Factors on a scale per centre, compared with the rest; the filter on centres is left out."""
    table = source.factor_table(replace(selection, centre=()), "centre")
    return table[(table["kind"] == "scale") & table["centre"].notna()]


@kept
def centres(selection: Selection) -> go.Figure | None:
    """The heat map: a row is a centre, a column a factor."""
    scales, known = by_centre(selection), source.questionnaire()
    if scales.empty:
        return None
    items = list(dict.fromkeys(scales["item"].astype(str)))
    keyed = scales.assign(
        centre=scales["centre"].astype(str), item=scales["item"].astype(str)
    ).set_index(["centre", "item"])
    values, n, verdicts = (
        keyed[c].astype(object).unstack().reindex(columns=items)
        for c in ("enabling_scored", "n_scored", "verdict")
    )
    labels = [str(known.factor_label(known.item_by_id[i].dimension)) for i in items]
    words = [
        [str(verdict_label(str(w))) if isinstance(w, str) else "" for w in line]
        for line in verdicts.to_numpy()
    ]
    shown = [[float("nan") if v is None else float(v) for v in line] for line in values.to_numpy()]
    sizes = [[0 if k is None or k != k else int(k) for k in line] for line in n.to_numpy()]
    return heat(
        [str(c) for c in values.index], labels, shown, sizes, known.thresholds.few_answers, words
    )


@kept
def items(selection: Selection, module: str, with_none: bool, order: str) -> go.Figure | None:
    """The items of a module on either side of a line; those without a cut have no bar."""
    table, known = module_table(selection, module), source.questionnaire()
    cut = table[table["n_high"].notna()]
    if order == "share":
        cut = cut.sort_values("high" if with_none else "high_scored", ascending=False)
    bars = [bar(r, str(known.item_by_id[str(r.item)].wording), with_none) for r in records(cut)]
    return diverging(bars, *band_names(known, [str(i) for i in cut["item"]])) if bars else None


def module_table(selection: Selection, module: str) -> pd.DataFrame:
    """The declared table ``shares`` of one module."""
    known, table = source.questionnaire(), source.share_table(selection)
    return table[table["item"].astype(str).map(lambda i: known.item_by_id[i].module == module)]


@kept
def distribution(selection: Selection, item: str) -> go.Figure:
    """The answers to one item over the points of its scale."""
    known = source.questionnaire()
    scale, described = known.scale_of(item), known.item_by_id[item]
    spread = source.distribution_table(selection)
    spread = spread[spread["item"] == item]
    counts = dict(zip(spread["point"].astype(int), spread["n"].astype(int), strict=True))
    bands = ([p in scale.low for p in scale.points], [p in scale.high for p in scale.points])
    return points(
        [str(p) for p in scale.points],
        [counts.get(p, 0) for p in scale.points],
        *bands,
        described.direction != "-",
    )


@kept
def per_group(
    selection: Selection, item: str, by: tuple[str, ...], with_none: bool
) -> go.Figure | None:
    """One item's bars per group, in the order of the groups' names."""
    table = source.share_table(selection, *by)
    table = table[table["item"] == item]
    bars = [bar(r, group_name(r, by), with_none) for r in records(table)]
    return diverging(bars, *band_names(source.questionnaire(), [item])) if bars else None


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
    table = source.response_table(selection, *by)
    if order == "rate":
        table = table.sort_values("rate", na_position="last")
    elif by == ("strategy", "moment"):
        place = {kind: n for n, kind in enumerate(source.kinds(selection))}
        kinds = zip(table["strategy"].astype(str), table["moment"].astype(str), strict=True)
        table = table.iloc[
            sorted(range(len(table)), key=[place.get(k, len(place)) for k in kinds].__getitem__)
        ]
    invited = [int(i) if pd.notna(i) else None for i in table["n_invited"]]
    names = [group_name(r, by) for r in records(table)]
    return rates(names, [int(n) for n in table["n_answered"]], invited) if names else None

"""Figures of what helps and what hinders: the table ``factors`` in, rows of a chart out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import canvas, colours
from measurement.charts.grids import heat
from measurement.charts.slim import shares
from measurement.denominator import WITH, column_of, of_words, printed
from measurement.measures import extremes
from measurement.measures.extremes import verdicts_said
from measurement.measures.sentences import verdict_label
from measurement.measures.tables import Side
from measurement.questionnaire.favourable import sides
from measurement.tables import records
from measurement.words import number, percent
from measurement.words import text as _
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown import figures
from pages.results.factors import data

VERDICT_COLOURS = {
    "enabling": colours.GOOD,
    "hindering": colours.POOR,
    "mixed": colours.PALE,
    "not_named": colours.PALE,
    "too_few": colours.PALE,
}


@kept
def top_factors(selection: Selection, side: Side) -> go.Figure | None:
    """The five factors with this verdict, the largest share first."""
    questionnaire = source.questionnaire()
    rows = [
        figures.dot(
            r,
            side,
            selection,
            str(questionnaire.factor_label(str(r.factor))),
            colour=VERDICT_COLOURS[side],
            hint=canvas.wrapped(figures.wording(str(r.item))),
        )
        for r in records(tables.strongest_factors(selection, side))
    ]
    return shares(rows, "") if rows else None


@kept
def ticked(selection: Selection) -> go.Figure | None:
    """Factors asked as one multi-select question: the share who ticked each."""
    table, questionnaire = tables.factor_table(selection), source.questionnaire()
    rows = []
    for r in records(table[table["kind"] == "ticked"]):
        good = sides(questionnaire, str(r.item)).high == "favourable"
        rows.append(
            figures.dot(
                r,
                "enabling" if good else "hindering",
                selection,
                str(questionnaire.item_by_id[str(r.item)].wording),
                colour=colours.GOOD if good else colours.POOR,
            )
        )
    return shares(rows, _("ticked")) if rows else None


@kept
def network(selection: Selection) -> go.Figure | None:
    """Every factor over the whole selection, from enabling to hindering."""
    table, questionnaire = tables.factor_table(selection), source.questionnaire()
    scales = table[table["kind"] == "scale"]
    scales = scales.sort_values(column_of("enabling", selection.denominator), ascending=False)
    rows = [
        figures.dot(
            r,
            "enabling",
            selection,
            str(questionnaire.factor_label(str(r.factor))),
            colour=VERDICT_COLOURS.get(str(r.verdict), colours.PALE),
            mark=" · ".join(filter(None, [_verdict(r), _strict(r, selection)])),
            hint=_("mean {mean}", mean=number(float(r.mean), 1)) if pd.notna(r.mean) else "",
        )
        for r in records(scales)
    ]
    return shares(rows, _("share enabling"), line=0.5) if rows else None


def _verdict(row: Any) -> str:
    return "" if pd.isna(row.verdict) else str(verdict_label(str(row.verdict)))


def _strict(row: Any, selection: Selection) -> str:
    """The share of a factor in the narrow low band; '' where it has none."""
    base = int(row.n if selection.denominator == WITH else row.n_scored)
    if pd.isna(row.strict_hindering) or not base:
        return ""
    strict = source.questionnaire().scale_of(str(row.item)).strict_low
    return _(
        "{first}–{last}: {share}",
        first=strict[0],
        last=strict[-1],
        share=percent(round(float(row.strict_hindering) * int(row.n)), base),
    )


@kept
def centres(selection: Selection) -> go.Figure | None:
    """The heat map: a row is a centre, a column a factor."""
    scales, questionnaire = tables.factors_of_centres(selection), source.questionnaire()
    if scales.empty:
        return None
    items = list(dict.fromkeys(scales["item"].astype(str)))
    keyed = scales.assign(
        centre=scales["centre"].astype(str), item=scales["item"].astype(str)
    ).set_index(["centre", "item"])
    measure = column_of("enabling", selection.denominator)
    values, n, persons, verdicts = (
        keyed[c].astype(object).unstack().reindex(columns=items)
        for c in (measure, "n_scored", "n_persons", "verdict")
    )
    labels = [str(questionnaire.factor_label(questionnaire.item_by_id[i].dimension)) for i in items]
    words = [
        [str(verdict_label(str(w))) if isinstance(w, str) else "" for w in line]
        for line in verdicts.to_numpy()
    ]
    shown = [[float("nan") if v is None else float(v) for v in line] for line in values.to_numpy()]
    sizes, who = (
        [[0 if k is None or k != k else int(k) for k in line] for line in of.to_numpy()]
        for of in (n, persons)
    )
    names = [str(c) for c in values.index]
    said = {
        (str(r.centre), str(r.item)): printed(r, "enabling", selection.denominator).n
        for r in records(scales)
    }
    of = [[of_words(said.get((c, i), 0), selection.denominator) for i in items] for c in names]
    return heat(names, labels, shown, sizes, questionnaire.thresholds.few_answers, words, of, who)


@kept
def network_said(selection: Selection) -> list[str]:
    """What the factors say: how many help and hinder, and which most."""
    table = tables.factor_table(selection)
    verdicts = table[table["kind"] == "scale"]["verdict"].astype(str).tolist()
    return [verdicts_said(verdicts), *data.strongest_said(selection)]


@kept
def centres_said(selection: Selection) -> list[str]:
    """What the heat map says: which factor hinders, and which helps, in most centres."""
    table, questionnaire = tables.factors_of_centres(selection), source.questionnaire()
    names = {str(f): str(questionnaire.factor_label(str(f))) for f in table["factor"].unique()}
    return extremes.centres_said(table, names)


@kept
def ticked_said(selection: Selection) -> str:
    """The factor that was ticked most, and least."""
    table, known = tables.factor_table(selection), source.questionnaire()
    rows = records(table[table["kind"] == "ticked"])
    return extremes.spread(
        figures.value(r, "enabling", selection, str(known.item_by_id[str(r.item)].wording))
        if sides(known, str(r.item)).high == "favourable"
        else figures.value(r, "hindering", selection, str(known.item_by_id[str(r.item)].wording))
        for r in rows
    )

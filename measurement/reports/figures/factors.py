"""Figures of what helps and what hinders: the declared table ``factors`` in, rows or a map out."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.charts import colours
from measurement.charts.grids import heat
from measurement.charts.slim import shares
from measurement.denominator import WITH, Denominator, column_of, of_words, printed
from measurement.measures.sentences import verdict_label
from measurement.questionnaire.model import Questionnaire
from measurement.reports.figures.rows import dot
from measurement.tables import records
from measurement.words import number, percent, text

VERDICT_COLOURS = {
    "enabling": colours.GOOD,
    "hindering": colours.POOR,
    "mixed": colours.PALE,
    "not_named": colours.PALE,
    "too_few": colours.PALE,
}


def network(table: pd.DataFrame, made: Questionnaire, denominator: Denominator) -> go.Figure | None:
    """Every factor on a scale, from enabling to hindering."""
    scales = table[table["kind"] == "scale"]
    scales = scales.sort_values(column_of("enabling", denominator), ascending=False)
    rows = [
        dot(
            r,
            "enabling",
            denominator,
            str(made.factor_label(str(r.factor))),
            colour=VERDICT_COLOURS.get(str(r.verdict), colours.PALE),
            mark=" · ".join(filter(None, [_verdict(r), _strict(r, made, denominator)])),
            hint=text("mean {mean}", mean=number(float(r.mean), 1)) if pd.notna(r.mean) else "",
        )
        for r in records(scales)
    ]
    return shares(rows, text("share enabling"), line=0.5, head=text("% enabling")) if rows else None


def _verdict(row: Any) -> str:
    return "" if pd.isna(row.verdict) else str(verdict_label(str(row.verdict)))


def _strict(row: Any, made: Questionnaire, denominator: Denominator) -> str:
    """The share of a factor in the narrow low band; '' where it has none."""
    base = int(row.n if denominator == WITH else row.n_scored)
    if pd.isna(row.strict_hindering) or not base:
        return ""
    strict = made.scale_of(str(row.item)).strict_low
    return text(
        "{first}–{last}: {share}",
        first=strict[0],
        last=strict[-1],
        share=percent(round(float(row.strict_hindering) * int(row.n)), base),
    )


def centres(
    scales: pd.DataFrame, made: Questionnaire, denominator: Denominator
) -> go.Figure | None:
    """The heat map: a row is a centre, a column a factor; ``scales``: rows of known centres."""
    if scales.empty:
        return None
    items = list(dict.fromkeys(scales["item"].astype(str)))
    keyed = scales.assign(
        centre=scales["centre"].astype(str), item=scales["item"].astype(str)
    ).set_index(["centre", "item"])
    measure = column_of("enabling", denominator)
    values, n, persons, verdicts = (
        keyed[c].astype(object).unstack().reindex(columns=items)
        for c in (measure, "n_scored", "n_persons", "verdict")
    )
    labels = [str(made.factor_label(made.item_by_id[i].dimension)) for i in items]
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
        (str(r.centre), str(r.item)): printed(r, "enabling", denominator).n for r in records(scales)
    }
    of = [[of_words(said.get((c, i), 0), denominator) for i in items] for c in names]
    return heat(names, labels, shown, sizes, made.thresholds.few_answers, words, of, who)

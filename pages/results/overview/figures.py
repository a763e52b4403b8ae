"""The figures of the first screen: the chain of effect, and the report's bars."""

from __future__ import annotations

import plotly.graph_objects as go

from measurement.charts.bars import Bar, diverging
from measurement.measures.extremes import along, spread
from measurement.measures.sentences import band_names
from measurement.reports.figures import rows
from measurement.tables import records
from measurement.words import text as _
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown.figures import bar, value, wording
from pages.results.overview import data


@kept
def chain(selection: Selection) -> go.Figure | None:
    """The chain of effect: one dot per level; None when fewer than two levels were asked."""
    return rows.chain(data.chain_table(selection), source.questionnaire(), selection.denominator)


@kept
def thinning(selection: Selection) -> str:
    """What the chain says: how its end compares with its beginning."""
    names = {level.id: str(level.label) for level in source.questionnaire().levels}
    found = records(data.chain_table(selection))
    return along([value(r, "high", selection, names[str(r.level)].lower()) for r in found if r.n])


@kept
def extremes(selection: Selection) -> str:
    """The highest and the lowest of the report's bars."""
    known, found = source.questionnaire(), records(data.effect_table(selection))
    said = [
        value(
            r,
            "high",
            selection,
            f"“{known.item_by_id[str(r.item)].wording}”, {known.survey_label(str(r.strategy), str(r.moment))}",
        )
        for r in found
    ]
    return spread(said, known.thresholds.few_answers)


@kept
def effect(selection: Selection) -> go.Figure | None:
    """The report's bars per item, in a block per kind of survey."""
    table, questionnaire = data.effect_table(selection), source.questionnaire()
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
            some = _("n = {n} of {all}", n=int(asked[kind]), all=int(answered[kind]))
            heading = f"{questionnaire.survey_label(*kind)} · {some}"
        before = kind
        bars.append(bar(row, selection, wording(str(row.item)), heading))
    return (
        diverging(bars, *band_names(questionnaire, [str(i) for i in table["item"]]))
        if bars
        else None
    )

"""The figures of items: of a module, and of one item per group."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.bars import diverging
from measurement.denominator import Measure, column_of
from measurement.measures.extremes import spread
from measurement.tables import records
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown.figures import bands, bar, group_name, value, wording


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
    questionnaire = source.questionnaire()
    if questionnaire.module_by_id[module].role == "factors":
        table = tables.factor_table(selection, *by)
        table = table[table["kind"] == "scale"]
    else:
        table = tables.share_table(selection, *by)
    return table[
        table["item"].astype(str).map(lambda i: questionnaire.item_by_id[i].module == module)
    ]


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


@kept
def items_said(selection: Selection, module: str) -> str:
    """The items of a module with the highest and the lowest share."""
    table = module_table(selection, module)
    measure: Measure = "enabling" if "n_enabling" in table else "high"
    rows = records(table[table[f"n_{measure}"].notna()])
    few = source.questionnaire().thresholds.few_answers
    return spread((value(r, measure, selection, f"“{wording(str(r.item))}”") for r in rows), few)


@kept
def groups_said(selection: Selection, item: str, by: tuple[str, ...]) -> str:
    """The groups in which an item has the highest and the lowest share."""
    table = of_item(selection, item, by)
    measure: Measure = "enabling" if "n_enabling" in table else "high"
    few = source.questionnaire().thresholds.few_answers
    return spread((value(r, measure, selection, group_name(r, by)) for r in records(table)), few)

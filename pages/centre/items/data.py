"""The page's door to what was released of the items of a centre. Kept as in ``pages.desk.released``."""

from __future__ import annotations

import pandas as pd

from measurement.centre.released import blocks
from measurement.centre.released.said import items_sentences
from measurement.denominator import Denominator
from measurement.questionnaire.scale import TICK
from pages.desk import released, source
from pages.desk.cache import kept_of_centre
from pages.desk.selection import Look
from pages.desk.shown.figures import wording


@kept_of_centre
def modules(look: Look) -> dict[str, str]:
    """The modules of which something was released in this choice, with their names."""
    questionnaire = source.questionnaire()
    there = {questionnaire.item_by_id[i].module for i in released.items(look)["item"].astype(str)}
    return {m.id: f"{m.id} · {m.label}" for m in questionnaire.modules if m.id in there}


@kept_of_centre
def rows(look: Look, module: str) -> pd.DataFrame:
    """The rows of ``released_items`` of a module."""
    table, questionnaire = released.items(look), source.questionnaire()
    inside = [questionnaire.item_by_id[i].module == module for i in table["item"].astype(str)]
    return table[inside].reset_index(drop=True)


@kept_of_centre
def on_scale(look: Look, module: str) -> pd.DataFrame:
    """Those scored on a scale with a low and a high side."""
    table = rows(look, module)
    return table[[not _ticked(i) for i in table["item"].astype(str)]]


@kept_of_centre
def in_list(look: Look, module: str) -> pd.DataFrame:
    """Those that are ticked in a list."""
    table = rows(look, module)
    return table[[_ticked(i) for i in table["item"].astype(str)]]


def _ticked(item: str) -> bool:
    return source.questionnaire().scale_of(item).kind == TICK.kind


@kept_of_centre
def sentences(look: Look, module: str, denominator: Denominator) -> list[str]:
    """What the items of a module say, before its figure."""
    factors = source.questionnaire().module_by_id[module].role == "factors"
    return items_sentences(on_scale(look, module), wording, denominator, factors)


@kept_of_centre
def per_year(look: Look) -> pd.DataFrame:
    """The declared table ``released_items`` per school year, joined ones together."""
    return blocks.released_per_year(released.seen(look))


@kept_of_centre
def per_strategy(look: Look) -> pd.DataFrame:
    """The declared table ``released_items`` per strategy of a school year."""
    return blocks.released_per_strategy(released.seen(look))


def of_item(table: pd.DataFrame, item: str) -> pd.DataFrame:
    """The rows of one item."""
    return table[table["item"] == item].reset_index(drop=True)

"""The page's door to what was released of the items of a centre. Kept as in ``pages.desk.released``."""

from __future__ import annotations

import pandas as pd

from measurement.centre.released import blocks
from measurement.centre.released.said import elsewhere_sentence, items_sentences
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
    table, made = released.items(look), source.questionnaire()
    inside = [item for item in made.counted if made.item_by_id[item].module == module]
    return table[table["item"].isin(inside)].reset_index(drop=True)


@kept_of_centre
def on_scale(look: Look, module: str) -> pd.DataFrame:
    """Those scored on a scale with a low and a high side."""
    table = rows(look, module)
    return table[~table["item"].isin(_ticks())]


@kept_of_centre
def in_list(look: Look, module: str) -> pd.DataFrame:
    """Those that are ticked in a list."""
    table = rows(look, module)
    return table[table["item"].isin(_ticks())]


def _ticks() -> list[str]:
    made = source.questionnaire()
    return [item for item in made.counted if made.scale_of(item).kind == TICK.kind]


@kept_of_centre
def sentences(look: Look, module: str, denominator: Denominator) -> list[str]:
    """What the items of a module say, before its figure."""
    made = source.questionnaire()
    factors = made.module_by_id[module].role == "factors"
    elsewhere = [i for i in released.seen(look).elsewhere if made.item_by_id[i].module == module]
    said = items_sentences(on_scale(look, module), wording, denominator, factors)
    return [one for one in (*said, elsewhere_sentence(len(elsewhere))) if one]


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

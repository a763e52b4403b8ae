"""The pages' door to the fair comparison of centres and to the change tracks. Kept as in ``pages.desk.source``."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pandas as pd

from measurement.denominator import Measure, Printed, printed
from measurement.measures.fair import before_after, change_tracks, funnel, sentences
from measurement.questionnaire.favourable import sides
from measurement.questionnaire.scale import TICK
from measurement.reports.figures import tracks
from measurement.tables import records
from measurement.words import text as _
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection


def network(selection: Selection) -> Selection:
    """The same surveys, of all centres: a comparison needs every one of them."""
    return replace(selection, centre=())


@kept
def compared(selection: Selection, role: str) -> pd.DataFrame:
    """The declared table ``comparison`` of all items with one role, every centre.

    The correction is over all centres and items of the role, as in the picture of a centre.
    """
    questionnaire, counted = source.questionnaire(), source.counts(network(selection), "centre")
    items = [i for i in counted.items if questionnaire.role_of(i) == role]
    return funnel.fair(counted, items, questionnaire, denominator=selection.denominator)


@kept
def modules(selection: Selection) -> dict[str, str]:
    """The modules with an item that at least two centres scored, with their names."""
    questionnaire = source.questionnaire()
    asked = {
        questionnaire.item_by_id[str(item)].module
        for role in funnel.ROLES
        for item, n in _centres_per_item(selection, role).items()
        if n > 1
    }
    return {m.id: f"{m.id} · {m.label}" for m in questionnaire.modules if m.id in asked}


def _centres_per_item(selection: Selection, role: str) -> dict[str, int]:
    table = compared(selection, role)
    scored = table.loc[table["n_scored"] > 0, "item"].astype(str)
    return {str(item): int(n) for item, n in scored.value_counts().items()}


@kept
def of_module(selection: Selection, module: str) -> pd.DataFrame:
    """The rows of the table ``comparison`` of one module."""
    questionnaire = source.questionnaire()
    table = compared(selection, questionnaire.module_by_id[module].role)
    own = table["item"].astype(str).map(lambda i: questionnaire.item_by_id[i].module == module)
    return table[own.astype(bool) & (table["n_scored"] > 0)]


@kept
def items(selection: Selection, module: str) -> list[str]:
    """The items of a module that were scored, in the order of the questionnaire."""
    asked = set(of_module(selection, module)["item"].astype(str))
    return [i for i in source.questionnaire().counted if i in asked]


def item_name(item: str) -> str:
    """An item in a list of choices; an option says that it was ticked."""
    questionnaire = source.questionnaire()
    name = f"{item} · {questionnaire.item_by_id[item].wording}"
    return (
        name + " (" + _("ticked") + ")" if questionnaire.scale_of(item).kind == TICK.kind else name
    )


@kept
def of_item(selection: Selection, item: str) -> pd.DataFrame:
    """The rows of the table ``comparison`` of one item, centres in the order of their names."""
    table = of_module(selection, source.questionnaire().item_by_id[item].module)
    own = table[table["item"] == item]
    return own.sort_values("centre", key=lambda c: c.astype(str)).reset_index(drop=True)


@kept
def differing(selection: Selection, module: str) -> pd.DataFrame:
    """The rows of a module whose centre is called different, item by item."""
    table = of_module(selection, module)
    called = table[table["differs"].isin(["higher", "lower"])]
    return called.sort_values(["item", "centre"]).reset_index(drop=True)


@kept
def tested(selection: Selection, module: str) -> bool:
    """Whether any centre has enough answers to be compared on an item of the module."""
    return bool((of_module(selection, module)["differs"] != "too_few").any())


@kept
def item_sentences(selection: Selection, item: str) -> list[str]:
    """What the comparison says of one item."""
    table = of_item(selection, item)
    return sentences.item_sentences(
        table, source.questionnaire(), selection.denominator, everybody(selection, item)
    )


def everybody(selection: Selection, item: str) -> Printed | None:
    """The share of all answers together, as every page prints it; none for an option that has no
    direction.
    """
    questionnaire, measure = source.questionnaire(), "high"
    table = tables.share_table(network(selection))
    if questionnaire.role_of(item) == "factors":
        table = tables.factor_table(network(selection))
        hinders = sides(questionnaire, item).high == "unfavourable"
        measure = "hindering" if hinders else "enabling"
    row = next(records(table[table["item"] == item]))
    told = printed(row, cast(Measure, measure), selection.denominator)
    return told if told.share == told.share else None


@kept
def module_sentences(selection: Selection, module: str) -> list[str]:
    """On which items of a module centres differ."""
    return sentences.module_sentences(differing(selection, module), source.questionnaire())


@kept
def ratings(selection: Selection, *by: str) -> pd.DataFrame:
    """The declared table ``ratings``: groups with a score, in the order of their names."""
    table = change_tracks.ratings(source.answers(selection), by)
    return table[(table["n"] > 0) & table[list(by)].notna().all(axis=1)].reset_index(drop=True)


@kept
def rating_sentences(selection: Selection) -> list[str]:
    """The mean of every item of the experiment, with its interval."""
    return sentences.rating_sentences(ratings(selection), source.questionnaire())


@kept
def changes(selection: Selection) -> pd.DataFrame:
    """The declared table ``before_after``, over all school years: a track may run over several."""
    return before_after.before_after(source.all_answers(replace(selection, school_year=())))


@kept
def change_sentences(selection: Selection, item: str) -> list[str]:
    """What changed since the zero measurements, on one item."""
    table = changes(selection)
    tested = int(table["p"].notna().sum())
    return sentences.change_sentences(table[table["item"] == item], tested)


@kept
def zero_name() -> str:
    """What the moment of a zero measurement is called."""
    return tracks.zero_name(source.questionnaire())


@kept
def mean_of(selection: Selection, item: str) -> float:
    """The mean of one item over the whole selection."""
    return next(
        (float(r.mean) for r in records(ratings(selection)) if r.item == item), float("nan")
    )

"""The page's door to what was released of a centre over school years. Kept as in ``pages.desk.released``."""

from __future__ import annotations

import pandas as pd

from measurement.centre.released.evolution import joined_items, released_evolution
from measurement.centre.released.said import evolution_sentences, joined_sentence
from measurement.questionnaire import comparability
from measurement.reports.figures import told_years
from pages.desk import released, source
from pages.desk.cache import kept_of_centre
from pages.desk.selection import Look
from pages.desk.shown.figures import short_name

WHATS = ("effect", "factors", "capacities", "motivation")


@kept_of_centre
def table(look: Look) -> pd.DataFrame:
    """The declared table ``released_evolution`` of all items, so that a change has one q everywhere."""
    return released_evolution(released.seen(look), comparability.load())


@kept_of_centre
def rows(look: Look, what: str) -> pd.DataFrame:
    """Its rows on one subject."""
    points, made = table(look), source.questionnaire()
    inside = [item for item in made.counted if made.role_of(item) == what]
    return points[points["item"].isin(inside)].reset_index(drop=True)


@kept_of_centre
def offered(look: Look) -> list[str]:
    """The subjects of which a single school year was released."""
    role_of = source.questionnaire().role_of
    there = {role_of(item) for item in table(look)["item"].astype(str)}
    return [what for what in WHATS if what in there]


@kept_of_centre
def items(look: Look, what: str) -> list[str]:
    """The items of a subject."""
    return list(dict.fromkeys(rows(look, what)["item"].astype(str)))


def only(points: pd.DataFrame, item: str) -> pd.DataFrame:
    """The rows of one item."""
    return points[points["item"] == item].reset_index(drop=True)


@kept_of_centre
def years(look: Look) -> list[str]:
    """Every school year from the first that was released to the last, those without figures too."""
    return told_years.years_of(table(look))


@kept_of_centre
def sentences(look: Look, what: str) -> list[str]:
    """What changed on one subject, and of how many items years are joined."""
    role_of = source.questionnaire().role_of
    joined = [i for i in joined_items(released.seen(look)) if role_of(i) == what]
    said = [*evolution_sentences(rows(look, what), short_name), joined_sentence(len(joined))]
    return [one for one in said if one]


@kept_of_centre
def item_sentences(look: Look, what: str, item: str) -> list[str]:
    """What changed of one item."""
    return evolution_sentences(only(rows(look, what), item), short_name)

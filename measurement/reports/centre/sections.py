"""Parts of a centre's report that are sentences and tables: response, evolution, change tracks, quotes."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from measurement.centre.released.evolution import joined_items, released_evolution
from measurement.centre.released.figures import (
    released_means,
    released_response,
    released_scales,
)
from measurement.centre.released.said import evolution_sentences, joined_sentence
from measurement.centre.released.seen import Seen
from measurement.questionnaire.model import Role
from measurement.questionnaire.scale_labels import scale_labels
from measurement.reports.centre.beside import Beside, quoted
from measurement.reports.paper.parts import Block, Grid, Quotes, Section
from measurement.tables import records
from measurement.words import number, percent, text, year

_WITH_SCALES: tuple[Role, ...] = ("motivation", "capacities")


def response(seen: Seen) -> Iterator[Block]:
    """Invited and answered per school year, as it was at the release."""
    table = released_response(seen)
    rows = []
    for row in records(table):
        known = pd.notna(row.n_invited) and int(row.n_invited) >= int(row.n_answered) > 0
        invited = number(int(row.n_invited)) if pd.notna(row.n_invited) else text("unknown")
        rate = percent(int(row.n_answered), int(row.n_invited), 0) if known else text("unknown")
        rows.append((year(str(row.school_year)), invited, number(int(row.n_answered)), rate))
    if rows:
        heads = (text("School year"), text("invited"), text("answered"), text("response rate"))
        caption = text("Counts at the release, all strategies together, without zero measurements.")
        yield Grid(text("Response"), caption, heads, tuple(rows), source="released_response")


def scales(seen: Seen) -> Block | None:
    """The means of the scales of capacities and motivation."""
    label = scale_labels()
    rows = tuple(
        (
            str(label.get(str(r.scale)) or str(r.scale).replace("_", " ")),
            " + ".join(year(one) for one in str(r.school_years).split("|")),
            number(float(r.mean), 2),
            number(int(r.n)),
        )
        for role in _WITH_SCALES
        for r in records(released_scales(seen, role))
    )
    if not rows:
        return None
    heads = (text("Scale"), text("School year"), text("mean"), "n")
    caption = text("A mean of the means of the items, of scales of which every item has one.")
    title = text("Means of the scales")
    return Grid(title, caption, heads, rows, (5, 3, 1.6, 1), "released_scales")


def means(seen: Seen) -> Block | None:
    """The means of the experiment with change tracks, before and after."""
    table = released_means(seen)
    rows = tuple(
        (
            str(seen.made.item_by_id[str(r.item)].wording),
            text("before") if r.moment == "before" else text("after"),
            " + ".join(year(one) for one in str(r.school_years).split("|")),
            "–" if pd.isna(r.mean) else number(float(r.mean), 1),
            number(int(r.n_scored)),
        )
        for r in records(table)
    )
    if not rows:
        return None
    heads = (text("Statement"), "", text("School year"), text("mean"), "n")
    caption = text(
        "Means on a scale of 1 to 10, rounded, from 10 persons. Open dot: before. Who answered before and who after are not laid beside each other person by person."
    )
    title = text("Change tracks (experiment)")
    return Grid(title, caption, heads, rows, (7, 1.2, 2, 1.6, 1), "released_means")


def evolution(seen: Seen, beside: Beside) -> Section | None:
    """What changed over the school years by a test."""
    table = released_evolution(seen, beside.comparability)
    if table.empty:
        return None

    def named(item: str) -> str:
        return str(seen.made.item_by_id[item].wording)

    lines = [*evolution_sentences(table, named), joined_sentence(len(joined_items(seen)))]
    return Section(text("Evolution"), tuple(line for line in lines if line))


def own_words(seen: Seen, beside: Beside) -> Section | None:
    """What colleagues wrote, as it was released; of a strategy alone nothing is told."""
    found = () if seen.view.strategy else quoted(beside, seen.view.school_year)
    title = text("In their own words")
    return Section(title, (), (Quotes(title, found),)) if found else None

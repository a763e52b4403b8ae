"""Figures of a centre by their names, of what was released and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.mirror.mirror import in_force
from measurement.centre.mirror.released import experiences, released_knoster, released_mirror
from measurement.centre.released.evolution import released_evolution
from measurement.centre.released.factors import released_factors
from measurement.centre.released.figures import released_means
from measurement.centre.released.items import released_distribution
from measurement.charts.told import span_note
from measurement.charts.years.large import lines
from measurement.charts.years.series import Axes, Line
from measurement.charts.years.small import small
from measurement.denominator import base_words, judged_words
from measurement.questionnaire.model import Role
from measurement.reports.figures import told_bars, told_parts, told_rows, told_years, tracks
from measurement.reports.figures.rows import wording
from measurement.reports.figures.years import SUBJECTS
from measurement.reports.named.asked import Figure, OfCentre
from measurement.words import mark, say, text

Drawn = Callable[[OfCentre], go.Figure | None]


def _with_role(asked: OfCentre, role: Role) -> pd.DataFrame:
    return asked.items[asked.items["item"].isin(list(asked.made.items_with(role)))]


def _effect(asked: OfCentre) -> go.Figure | None:
    table = _with_role(asked, "effect")
    return told_rows.effect(table, asked.made, asked.denominator, asked.seen.centre)


def _factors(asked: OfCentre) -> go.Figure | None:
    table = released_factors(asked.seen)
    return told_rows.factors(table, asked.made, asked.denominator, asked.seen.centre)


def _scales(role: Role) -> Drawn:
    def drawn(asked: OfCentre) -> go.Figure | None:
        table = _with_role(asked, role)
        return told_rows.scales(table, asked.made, asked.denominator, asked.seen.centre)

    return drawn


def _mirror(asked: OfCentre) -> go.Figure | None:
    seen, terms = asked.seen, asked.known.terms
    states = in_force(asked.known.checklists)
    own = {factor: state for (centre, factor), state in states.items() if centre in seen.names}
    found = experiences(seen.history.atoms, asked.made, seen.view, "success_factor")
    return told_rows.mirror(released_mirror(seen.centre, own, found, asked.made, terms.ids), terms)


def _on_scale(asked: OfCentre) -> pd.DataFrame:
    rated = [asked.made.scale_of(str(i)).kind == "rating" for i in asked.items["item"]]
    return asked.items[rated]


def _modules(asked: OfCentre) -> list[str]:
    there = {asked.made.item_by_id[str(i)].module for i in _on_scale(asked)["item"]}
    return [one.id for one in asked.made.modules if one.id in there]


def _items(asked: OfCentre) -> go.Figure | None:
    made, table = asked.made, _on_scale(asked)
    table = table[[made.item_by_id[str(i)].module == asked.of for i in table["item"]]]
    return told_bars.bars(
        table, made, asked.denominator, lambda row: wording(made, str(row.item)), beside=True
    )


def _points(asked: OfCentre) -> list[str]:
    """The items of which the points are told."""
    return list(dict.fromkeys(released_distribution(asked.seen)["item"].astype(str)))


def _distribution(asked: OfCentre) -> go.Figure | None:
    spread = released_distribution(asked.seen)
    return tracks.distribution(spread[spread["item"] == asked.of], asked.made, asked.of)


def _elements(asked: OfCentre) -> go.Figure | None:
    found = experiences(asked.seen.history.atoms, asked.made, asked.seen.view, "knoster")
    table = released_knoster(asked.seen.centre, found, asked.made)
    return told_parts.elements(table, asked.known.terms)


def _over_years(asked: OfCentre) -> pd.DataFrame:
    return released_evolution(asked.seen, asked.known.breaks)


def _single_years(asked: OfCentre) -> list[str]:
    return list(dict.fromkeys(_over_years(asked)["item"].astype(str)))


def _subjects(asked: OfCentre) -> list[str]:
    """The roles with an item of which a single school year was released."""
    there = {asked.made.role_of(item) for item in _single_years(asked)}
    return [one for one in SUBJECTS if one in there]


def _series(asked: OfCentre, table: pd.DataFrame, item: str) -> tuple[Line, Axes]:
    years, breaks = told_years.years_of(table), asked.known.breaks
    points = table[table["item"] == item]
    line = told_years.line(points, years, asked.denominator, asked.made, breaks)
    return line, told_years.axes(item, years, breaks)


def _evolution(asked: OfCentre) -> go.Figure | None:
    return lines(*_series(asked, _over_years(asked), asked.of))


def _evolutions(asked: OfCentre) -> list[go.Figure]:
    """A small panel per item of a subject, as on the page."""
    table, role_of = _over_years(asked), asked.made.role_of
    own = [one for one in _single_years(asked) if role_of(one) == asked.of]
    return [small(*_series(asked, table, one)) for one in own]


def _said(*messages: str) -> Callable[[OfCentre], Sequence[str]]:
    def said(asked: OfCentre) -> Sequence[str]:
        few = asked.made.thresholds.few_answers
        spans = [span_note()] if (asked.items["told"] == "at_most").any() else []
        base = [base_words(asked.denominator), judged_words()]
        return [*base, *(text(one, few=few) for one in messages), *spans]

    return said


_ROWS = mark("Dot: share of high scores with 95 % interval.")
_OVER_YEARS = mark(
    "Whiskers: 95 % interval; grey point: fewer than {few} persons. ▲ or ▼ only when the test, counted in persons and corrected for all items and years of this centre (false discovery 5 %), says so. A change can also come from other initiatives being surveyed."
)
CENTRE: Mapping[str, Figure[OfCentre]] = {
    "effect": Figure(say("Effect"), _effect, _said(_ROWS)),
    "factors": Figure(
        say("What helps and what hinders"),
        _factors,
        _said(
            mark("Dot: share enabling with 95 % interval; negative items are turned (9 − score).")
        ),
    ),
    "capacities": Figure(say("PLC capacities"), _scales("capacities"), _said(_ROWS)),
    "motivation": Figure(say("Motivation"), _scales("motivation"), _said(_ROWS)),
    "mirror": Figure(
        say("Mirror"),
        _mirror,
        lambda _asked: [
            text(
                "Dot: favourable scores on the linked items, of who gave a score, with an interval that counts persons; hatched where they are told within bounds. The word at the end is the verdict; 'perhaps' means that it may be chance."
            )
        ],
    ),
    "items": Figure(
        say("Items"),
        _items,
        _said(mark("n/a %: of all who answered. Thin lines are 95 % intervals.")),
        _modules,
    ),
    "distribution": Figure(
        say("Distribution"),
        _distribution,
        lambda _asked: [text("Number of answers per point of the scale, of who gave a score.")],
        _points,
    ),
    "knoster": Figure(
        say("The same experience by the five elements of change (Knoster)"),
        _elements,
        lambda _asked: [
            text(
                "Favourable scores on the items linked to each element, of who gave a score, with 95 % interval; where one is missing, the tension to expect is named."
            )
        ],
    ),
    "means": Figure(
        say("Change tracks (experiment)"),
        lambda asked: told_parts.means(released_means(asked.seen), asked.made),
        lambda _asked: [
            text(
                "Means on a scale of 1 to 10, rounded, from 10 persons. Open dot: before. Who answered before and who after are not laid beside each other person by person."
            )
        ],
    ),
    "evolution": Figure(say("Evolution"), _evolution, _said(_OVER_YEARS), _single_years),
    "evolutions": Figure(say("Evolution"), _evolutions, _said(_OVER_YEARS), _subjects),
}

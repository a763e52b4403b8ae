"""The named figures that compare: centres, school years, and the checklist with what staff experience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.mirror.mirror import mirror
from measurement.centre.mirror.sentences import verdict_label
from measurement.charts.years.large import lines
from measurement.charts.years.series import Axes, Line
from measurement.charts.years.small import small
from measurement.counting.counts import count
from measurement.measures.fair import funnel
from measurement.measures.trend.trend import trend
from measurement.reports.figures import fair, years
from measurement.reports.figures import mirror as mirrors
from measurement.reports.named.asked import Figure, OfNetwork
from measurement.reports.named.said import only, with_base
from measurement.words import mark, say, text


def _compared(asked: OfNetwork) -> pd.DataFrame:
    """Corrected over all centres and all items of its role, as on the page."""
    made, counted = asked.made, count(asked.network, ("centre",))
    role = made.role_of(asked.of)
    items = [i for i in counted.items if made.role_of(i) == role]
    table = funnel.fair(counted, items, made, denominator=asked.denominator)
    own = asked.of_centres(table[(table["item"] == asked.of) & (table["n_scored"] > 0)])
    return own.sort_values("centre", key=lambda c: c.astype(str)).reset_index(drop=True)


def _comparable(asked: OfNetwork) -> list[str]:
    return [i for i in asked.scored if asked.made.role_of(i) in funnel.ROLES]


def _with_value(asked: OfNetwork) -> list[str]:
    return years.items_of(_trend(asked))


def _subjects(asked: OfNetwork) -> list[str]:
    points = _trend(asked)
    present = set(years.subjects(points[points["value"].notna()], asked.made))
    return [one for one in years.SUBJECTS if one in present]


def _trend(asked: OfNetwork) -> pd.DataFrame:
    return trend(asked.everything, (), comparability=asked.known.breaks)


def _series(
    asked: OfNetwork, points: pd.DataFrame, item: str, over: list[str], name: str
) -> tuple[Line, Axes]:
    own = years.only(points, item)
    found = years.line(own, name, over, asked.denominator, asked.made)
    return found, years.axes(own, over, asked.made, asked.known.breaks)


def _evolution(asked: OfNetwork) -> go.Figure | None:
    points = years.only(_trend(asked), asked.of)
    over = years.years_of(points)
    item = asked.made.item_by_id.get(asked.of)
    name = str(item.wording) if item else years.item_name(asked.of, asked.made)
    return lines(*_series(asked, points, asked.of, over, name))


def _evolutions(asked: OfNetwork) -> list[go.Figure]:
    """A small panel per item of a subject, as on the page."""
    points = _trend(asked)
    points = points[years.subjects(points, asked.made).eq(asked.of).to_numpy(bool)]
    over = years.years_of(points)
    return [
        small(*_series(asked, points, one, over, years.item_name(one, asked.made)))
        for one in years.items_of(points)
    ]


def _mirror(asked: OfNetwork) -> go.Figure | None:
    if asked.known.checklists.empty:
        return None
    lists, terms = asked.of_centres(asked.known.checklists), asked.known.terms
    return mirrors.grid(mirror(lists, asked.answers, asked.made, terms.ids), terms)


def _mirror_said(_asked: OfNetwork) -> Sequence[str]:
    marks = [f"{sign} {verdict_label(verdict)}" for verdict, sign in mirrors.MARKS.items()]
    how = text(
        "Checklist: the most cautious state that anyone gave last. Experience: favourable scores on the linked items, as a share of all scores on them (who gave a score; n/a is left out); the interval counts persons."
    )
    return [f"{'; '.join(marks)}.", how]


_OVER_YEARS = mark(
    "Whiskers: 95 % interval; grey point: fewer than {few} persons. Hollow diamond: starting year of the series. ▲ or ▼ only when the change stands after the correction for lucky hits. A change can also come from other initiatives being surveyed."
)
COMPARED: Mapping[str, Figure[OfNetwork]] = {
    "funnel": Figure(
        say("Centres compared"),
        lambda asked: fair.funnel(_compared(asked), asked.made, asked.denominator),
        with_base(
            mark(
                "Each mark is a centre. If all centres were alike, 19 in 20 would lie in the inner band (95 %) and nearly all in the outer one (99.8 %): so about one centre in twenty lies outside the inner band by chance alone. Only a triangle differs, of who gave a score: after the correction for lucky hits it still lies apart from the other centres at the same mix of strategies. Bands and line are of all strategies together."
            )
        ),
        _comparable,
    ),
    "difference": Figure(
        say("Difference with the other centres"),
        lambda asked: fair.differences(_compared(asked), asked.made),
        only(
            mark(
                "In percentage points, always of who gave a score: share of the centre minus that of all other centres together at the same mix of strategies, with 95 % interval; n is the number of scores of the centre. In the order of their names, not ranked. An interval beside the line is not yet a difference: only the word says so, after the correction for lucky hits."
            )
        ),
        _comparable,
    ),
    "evolution": Figure(say("Evolution"), _evolution, with_base(_OVER_YEARS), _with_value),
    "evolutions": Figure(say("Evolution"), _evolutions, with_base(_OVER_YEARS), _subjects),
    "mirror": Figure(
        say("Mirror"),
        _mirror,
        _mirror_said,
    ),
}

"""The named figures that compare: centres, school years, and the checklist with what staff experience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.mirror.mirror import mirror
from measurement.centre.mirror.sentences import verdict_label
from measurement.charts.years.large import lines
from measurement.counting.counts import count
from measurement.measures.fair import funnel
from measurement.measures.trend.trend import trend
from measurement.reports.figures import fair, scales, years
from measurement.reports.figures import mirror as mirrors
from measurement.reports.named.asked import Figure, OfNetwork
from measurement.reports.named.said import only, with_base
from measurement.words import mark, say, text

RATE = "rate"


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
    points = _trend(asked)
    points = points[points["value"].notna()]
    items = points["item"].astype(object).where(points["measure"] != RATE, RATE)
    return list(dict.fromkeys(items.astype(str)))


def _trend(asked: OfNetwork) -> pd.DataFrame:
    return trend(asked.everything, (), comparability=asked.known.breaks)


def _evolution(asked: OfNetwork) -> go.Figure | None:
    table, made = _trend(asked), asked.made
    own = table["item"].isna() if asked.of == RATE else table["item"].astype(str) == asked.of
    points = table[own]
    over, name = years.years_of(points), _series_name(asked)
    found = years.line(points, name, over, asked.denominator, made)
    return lines(found, years.axes(points, over, made, asked.known.breaks), None)


def _series_name(asked: OfNetwork) -> str:
    if asked.of == RATE:
        return text("Response rate")
    item = asked.made.item_by_id.get(asked.of)
    return str(item.wording) if item else scales.scale_label(asked.of)


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
    "evolution": Figure(
        say("Evolution"),
        _evolution,
        with_base(
            mark(
                "Whiskers: 95 % interval; grey point: fewer than {few} persons. Hollow diamond: starting year of the series. ▲ or ▼ only when the change stands after the correction for lucky hits. A change can also come from other initiatives being surveyed."
            )
        ),
        _with_value,
    ),
    "mirror": Figure(
        say("Mirror"),
        _mirror,
        _mirror_said,
    ),
}

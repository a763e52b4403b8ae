"""From a row of what was released of an item to a row of a chart: exact, within bounds, or n only."""

from __future__ import annotations

from typing import Any

from measurement.centre.released.told import told
from measurement.charts import colours
from measurement.charts.rows import Row
from measurement.denominator import WITH, Denominator, of_words
from measurement.measures.sentences import outcome_mark, reach_words


def item_row(
    row: Any, denominator: Denominator, label: str, mark: str = "", colour: str = colours.ACCENT
) -> Row:
    """A row of ``released_items``, with the rest of the network where that is told.

    At its end stand the share, or what is told instead of it, the difference with the rest, and
    ``mark``.
    """
    found = told(row, denominator)
    beside = "" if row.differs != row.differs else str(row.differs)
    rest = row.rest_all if denominator == WITH else row.rest
    of = [of_words(found.n, denominator), reach_words(row, beside)]
    marks = [str(found), mark, outcome_mark(beside)]
    return Row(
        label,
        found.share,
        found.lower,
        found.upper,
        found.n,
        colour,
        other=float(rest),
        mark=" · ".join(part for part in marks if part),
        of="<br>".join(part for part in of if part),
        least=found.share_least,
        most=found.share_most,
    )


def bounded(rows: list[Row]) -> bool:
    """Whether a figure of these rows has a hatched span, which its caption has to explain."""
    return any(row.bounded for row in rows)

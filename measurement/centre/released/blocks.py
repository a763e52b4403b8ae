"""Every item of a centre part by part: per school year, joined ones together, and per strategy of a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from measurement.centre.released.items import as_table, released_items
from measurement.centre.released.seen import Seen, offered
from measurement.centre.released.tables import RELEASED_ITEMS
from measurement.releases.atoms import Atom
from measurement.releases.verdicts import Verdict
from measurement.releases.views import EVERYTHING, Choice
from measurement.tables import records


@dataclass(frozen=True)
class _Joined(Seen):
    """What was released of some school years joined, and only that; it is beside no others."""

    years: tuple[str, ...] = ()

    @cached_property
    def atoms(self) -> Mapping[str, tuple[Atom, ...]]:
        found = {
            i: tuple(a for a in own if a.years == self.years) for i, own in super().atoms.items()
        }
        return {item: own for item, own in found.items() if own}

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        return {}


def released_per_year(seen: Seen) -> pd.DataFrame:
    """The declared table ``released_items`` per school year, whatever the choice of ``seen`` is.

    One row per item and school year, or several joined that were released together; by item,
    in the order of the years. A row is a choice by itself: its word beside the rest is of its own family.
    """
    whole = replace(seen, view=EVERYTHING)
    blocks = sorted({a.years for own in whole.atoms.values() for a in own})
    return _together(
        (
            replace(seen, view=Choice(years[0]))
            if len(years) == 1
            else _Joined(seen.history, seen.names, seen.made, EVERYTHING, years)
            for years in blocks
        ),
        seen,
    )


def released_per_strategy(seen: Seen) -> pd.DataFrame:
    """The declared table ``released_items`` per strategy of a school year, in the order of these.

    Of strategies that are not told apart there is the number of answers alone.
    """
    choices = [view for view in offered(seen.history) if view.strategy]
    choices.sort(key=lambda view: view.school_year)
    return _together((replace(seen, view=view) for view in choices), seen)


def _together(parts: Iterable[Seen], seen: Seen) -> pd.DataFrame:
    """The rows of all parts, by item."""
    rows = [row._asdict() for part in parts for row in records(released_items(part))]
    order = {item: place for place, item in enumerate(seen.made.counted)}
    rows.sort(key=lambda row: order[row["item"]])
    return as_table(rows, RELEASED_ITEMS, seen)

"""What is no item with a high side: response, scales, and means of the experiment with change tracks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from measurement.centre.released.seen import Seen
from measurement.centre.released.tables import (
    MOMENT_WORDS,
    RELEASED_MEANS,
    RELEASED_RESPONSE,
    RELEASED_SCALES,
)
from measurement.counting.columns import ZERO
from measurement.measures.scales.scales import scales_of
from measurement.questionnaire.model import Role
from measurement.questionnaire.scale import TICK
from measurement.releases.atoms import Atom
from measurement.releases.scales import scale_figures
from measurement.releases.views import Choice, in_view
from measurement.rows import framed_by_name
from measurement.tables import records


def released_response(seen: Seen) -> pd.DataFrame:
    """The declared table ``released_response``: the counts per school year as they were released.

    Of the chosen school year, or of all; a choice of strategy makes no difference. Of a year in
    several releases those of the last that holds count.
    """
    year = seen.view.school_year
    found = {
        (str(row.centre), str(row.school_year)): row
        for release in seen.history.holding
        for row in records(release.response)
        if not year or str(row.school_year) == year
    }
    names = RELEASED_RESPONSE.names
    rows = [{name: getattr(row, name) for name in names} for _, row in sorted(found.items())]
    return framed_by_name(rows, RELEASED_RESPONSE)


def released_scales(seen: Seen, role: Role) -> pd.DataFrame:
    """The declared table ``released_scales`` of capacities or motivation: means of items' means.

    Only scales of which every item has its mean over the same school years
    (:mod:`measurement.releases.scales`).
    """
    there = {one.id for one in scales_of(seen.made) if one.role == role}
    rows: list[dict[str, Any]] = [
        {
            "centre": seen.centre,
            "scale": one.scale,
            "school_years": "|".join(one.years),
            "n": one.n,
            "mean": one.mean,
        }
        for one in scale_figures(seen.history.atoms, seen.made, seen.view)
        if one.scale in there
    ]
    return framed_by_name(rows, RELEASED_SCALES, {"scale": [row["scale"] for row in rows]})


def released_means(seen: Seen) -> pd.DataFrame:
    """The declared table ``released_means``: items without a cut, before and after, each by itself.

    A mean is of one atom and as it was published; there is no paired one. A strategy that is
    chosen is left out of account.
    """
    scale_of = seen.made.scale_of
    uncut = {
        i for i in seen.made.counted if not scale_of(i).has_cut and scale_of(i).kind != TICK.kind
    }
    atoms = [one for one in seen.history.atoms if one.item in uncut]

    def place(one: Atom) -> tuple[int, tuple[str, ...], bool]:
        return seen.made.counted.index(one.item), one.years, one.moment != ZERO

    rows = [
        {
            "centre": seen.centre,
            "item": one.item,
            "school_years": "|".join(one.years),
            "moment": "before" if one.moment == ZERO else "after",
            "n": one.n,
            "n_persons": one.persons,
            "n_scored": one.scored,
            "mean": one.mean,
            "release": str(one.release),
        }
        for one in sorted(in_view(atoms, Choice(seen.view.school_year)), key=place)
    ]
    return framed_by_name(rows, RELEASED_MEANS, {"item": seen.made.counted, "moment": MOMENT_WORDS})

"""What the inspections say, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from measurement.tables import records
from measurement.words import Label, plural, text, year

_MOST = 3


def inspection_sentences(
    inspections: pd.DataFrame,
    table: pd.DataFrame,
    scales: Mapping[str, Label],
    levels: Mapping[str, Label],
) -> list[str]:
    """How many centres were inspected when, and on which scales most are not yet as expected.

    ``table`` is ``inspection_scales``.
    """
    if table.empty:
        return []
    said = [_inspected(inspections)]
    for level in ("below", "approaches"):
        rows = [r for r in records(table) if getattr(r, f"n_{level}")]
        rows.sort(key=lambda r: (-getattr(r, f"n_{level}") / r.n, -r.n))
        if rows:
            name = str(levels.get(level, level))
            said.append(_most(rows[:_MOST], level, name, scales))
    every = [str(scales.get(str(r.scale), r.scale)) for r in records(table) if r.share_meets == 1]
    if every:
        said.append(text("As expected or better in every centre: {scales}.", scales=every))
    return said


def _inspected(inspections: pd.DataFrame) -> str:
    """How many centres were inspected, and in which school years."""
    years = sorted(inspections["school_year"].astype(str).unique())
    span = (
        year(years[0])
        if len(years) == 1
        else text("{first} to {last}", first=year(years[0]), last=year(years[-1]))
    )
    n_centres = int(inspections["centre"].nunique())
    return plural(
        "{n} centre was inspected ({span}).",
        "{n} centres were inspected ({span}).",
        n_centres,
        span=span,
    )


def _most(rows: Sequence[Any], level: str, name: str, scales: Mapping[str, Label]) -> str:
    told = [
        text(
            "{scale} ({n} of {whole})",
            scale=str(scales.get(str(r.scale), r.scale)),
            n=getattr(r, f"n_{level}"),
            whole=r.n,
        )
        for r in rows
    ]
    return text("Most often “{level}”: {scales}.", level=name, scales=told)

"""Where a sheet keeps its checklists: the names of its columns and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from measurement.exports.lists import named
from measurement.questionnaire.success_factors import SuccessFactors

SHEETS = {"wide": "Checklist", "long": "Lijst", "about": "Uitleg"}
NAMES: Mapping[str, tuple[str, ...]] = {
    "centre": ("Centrum", "CLB", "centre", "center"),
    "date": ("Datum", "datum van invullen", "date", "day"),
    "filled_by": ("Ingevuld door", "invuller", "filled by", "filled in by"),
    "factor": ("Factor", "succesfactor", "success factor"),
    "state": ("Toestand", "aanwezig", "stand", "state", "score"),
    "note": ("Opmerking", "opmerkingen", "toelichting", "nota", "note", "remark"),
}
_LOOK_FOR, _FIRST_COLUMNS = 20, 3


@dataclass(frozen=True)
class Wide:
    """A column per centre: the row of each part of the head and of each factor."""

    labels: int
    head: Mapping[str, int]
    factors: Mapping[int, str]


def wide_on(rows: Sequence[Sequence[str]], success_factors: SuccessFactors) -> Wide | None:
    """Where a sheet that begins with these rows keeps a column per centre; None if it does not."""
    heads = named({key: NAMES[key] for key in ("centre", "date", "filled_by")})
    for column in range(_FIRST_COLUMNS):
        labels = [row[column] if column < len(row) else "" for row in rows]
        factors = {
            r: success_factors.meant("factor", text) for r, text in enumerate(labels) if text
        }
        factors = {row: factor for row, factor in factors.items() if factor}
        head: dict[str, int] = {}
        for row, text in enumerate(labels):
            if meant := heads(text):
                head.setdefault(meant[0], row)
        if head.get("centre", _LOOK_FOR) < _LOOK_FOR and factors:
            return Wide(column, head, factors)
    return None

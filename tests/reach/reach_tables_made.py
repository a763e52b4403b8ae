"""Participations, figures and facts from small text tables, so that a test shows its input."""

from __future__ import annotations

import pandas as pd

from measurement.centre.checklist.tables import FACTS
from measurement.reach.tables import FIGURES, PARTICIPATIONS

_TEXTS = ("school_year", "strategy", "initiative", "session", "held_on", "centre", "role")


def _rows(table: str) -> list[dict[str, str]]:
    lines = [line.split() for line in table.splitlines() if line.strip()]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def _category(rows: list[dict[str, str]], name: str, default: str = "?") -> pd.Categorical:
    values = [row.get(name, default) for row in rows]
    return pd.Categorical([None if value == "?" else value for value in values])


def participations(table: str) -> pd.DataFrame:
    """The declared table ``participations``; ``?`` is missing, as are columns left out.

    The school year is 2024-2025 and the strategy ``plg`` unless told.
    """
    rows = _rows(table)
    defaults = {"school_year": "2024-2025", "strategy": "plg"}
    frame = pd.DataFrame({n: _category(rows, n, defaults.get(n, "?")) for n in _TEXTS})
    people = [None if row["person"] == "?" else int(row["person"]) for row in rows]
    return frame.assign(person=pd.array(people, dtype="Int64"))[list(PARTICIPATIONS.names)]


def figures(table: str = "key centre value") -> pd.DataFrame:
    """The declared table ``figures``; of the network where the centre is ``?``."""
    rows = _rows(table)
    frame = pd.DataFrame(
        {n: _category(rows, n, "2024-2025") for n in ("school_year", "key", "centre")}
    )
    return frame.assign(value=[float(row["value"]) for row in rows])[list(FIGURES.names)]


def staff(table: str = "centre value") -> pd.DataFrame:
    """The declared table ``facts`` with numbers of staff."""
    rows = [{**row, "key": "staff", "date": "2024-09-02"} for row in _rows(table)]
    return pd.DataFrame({n: _category(rows, n) for n in FACTS.names})

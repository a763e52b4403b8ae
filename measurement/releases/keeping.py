"""A history as plain rows, for a store or a ledger beside it, and back. What is kept never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from pydantic import TypeAdapter

from measurement.releases.atoms import Atom
from measurement.releases.history import History, Undone, Withdrawal
from measurement.releases.release import Release
from measurement.releases.totals import Total

Row = dict[str, Any]
Kept = TypeVar("Kept")
TABLES = (
    "releases",
    "atoms",
    "totals",
    "held",
    "correlations",
    "response",
    "withdrawals",
    "undone",
)
_NAMES = ("centre", "school_year")
_ATOM, _TOTAL = TypeAdapter(Atom), TypeAdapter(Total)
_WITHDRAWAL, _UNDONE = TypeAdapter(Withdrawal), TypeAdapter(Undone)


def written(history: History) -> dict[str, list[Row]]:
    """The rows of every table of :data:`TABLES`: texts, numbers, flags, and lists of these.

    What waits is left out: it is no part of a release.
    """
    releases = history.releases
    return {
        "releases": [_head(one) for one in releases],
        "atoms": _rows(_ATOM, (a for one in releases for a in one.atoms)),
        "totals": _rows(_TOTAL, (t for one in releases for t in one.totals)),
        "held": [
            {"release": one.number, "key": key, "atom": atom}
            for one in releases
            for key, atom in one.held.items()
        ],
        "correlations": [
            {"release": one.number, "item": item, "rho": rho}
            for one in releases
            for item, rho in one.rho.items()
        ],
        "response": [row for one in releases for row in _response(one)],
        "withdrawals": _rows(_WITHDRAWAL, history.withdrawals),
        "undone": _rows(_UNDONE, history.undone),
    }


def read(tables: Mapping[str, Sequence[Row]]) -> History:
    """The history that :func:`written` wrote."""
    atoms, totals = _kept(_ATOM, tables["atoms"]), _kept(_TOTAL, tables["totals"])
    releases = tuple(
        Release(
            number=(number := int(row["number"])),
            day=str(row["day"]),
            by=str(row["by"]),
            years=tuple(row["years"]),
            atoms=tuple(a for a in atoms if a.release == number),
            totals=tuple(t for t in totals if t.release == number),
            held={r["key"]: r["atom"] for r in tables["held"] if r["release"] == number},
            rho={r["item"]: r["rho"] for r in tables["correlations"] if r["release"] == number},
            response=_rates([r for r in tables["response"] if r["release"] == number]),
        )
        for row in tables["releases"]
    )
    withdrawals = tuple(_kept(_WITHDRAWAL, tables["withdrawals"]))
    return History(releases, withdrawals, tuple(_kept(_UNDONE, tables["undone"])))


def _head(one: Release) -> Row:
    return {"number": one.number, "day": one.day, "by": one.by, "years": list(one.years)}


def _rows(kind: TypeAdapter[Kept], kept: Iterable[Kept]) -> list[Row]:
    return [dict(kind.dump_python(one, mode="json")) for one in kept]


def _kept(kind: TypeAdapter[Kept], rows: Iterable[Row]) -> list[Kept]:
    return [kind.validate_python(row) for row in rows]


def _response(one: Release) -> list[Row]:
    """The frozen response, with ``None`` for what is not known."""
    table = one.response.astype(object)
    rows = table.where(table.notna(), None).to_dict("records")
    return [{"release": one.number, **{str(k): v for k, v in row.items()}} for row in rows]


def _rates(rows: Sequence[Row]) -> pd.DataFrame:
    """The declared table ``response`` by centre and school year, from its rows."""
    table = pd.DataFrame(rows).drop(columns="release", errors="ignore")
    kinds: dict[str, Any] = dict.fromkeys(_NAMES, "category")
    kinds |= {"n_invited": "Int64", "rate": np.float64, "more_than_invited": bool}
    kinds |= {str(name): np.int64 for name in table.columns if name not in kinds}
    return table.astype({name: kind for name, kind in kinds.items() if name in table.columns})

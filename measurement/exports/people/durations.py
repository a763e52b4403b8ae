"""How long people took over a form, where the tool tells it."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from measurement.exports.people.identity import Identity
from measurement.exports.rows.table import Table

_SECONDS = re.compile(r"\d{1,9}(?:[.,]\d+)?")
_SECOND = np.timedelta64(1, "s")


def seconds(table: Table, who: Identity) -> npt.NDArray[np.float64]:
    """Seconds from opening the form to sending it in, per row; NaN where unknown.

    What the tool itself measured goes before the time between its two moments. Two moments
    without a time of day tell nothing, nor does an end before the start.
    """
    spent = np.full(table.n, np.nan)
    for index in table.of("meta", "duration"):
        told = table.cells(index).each(_number, np.nan, np.float64)
        spent = np.where(np.isnan(spent), told, spent)
    if who.clocked(who.start) and who.clocked(who.end):
        between = (who.end - who.start) / _SECOND
        spent = np.where(np.isnan(spent), np.where(between > 0, between, np.nan), spent)
    return np.asarray(spent, dtype=np.float64)


def _number(text: str) -> float:
    return float(text.replace(",", ".")) if _SECONDS.fullmatch(text) else np.nan

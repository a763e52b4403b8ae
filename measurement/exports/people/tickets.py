"""What a tool itself gives a response: its number, when it was begun and when it was sent in.

By these a response is recognised in a later export of the same survey, whatever was corrected.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from measurement.exports.dates import Times
from measurement.exports.people.identity import Identity
from measurement.exports.rows.table import Table

_HALF = np.timedelta64(500, "ms")  # Excel keeps a time as a fraction of a day


def marks(table: Table, who: Identity) -> dict[str, Any]:
    """The columns ``number`` ('' where unknown), ``started`` and ``sent`` (NaT where unknown)."""
    return {
        "number": pd.array(table.filled("meta", "id"), dtype="str"),
        "started": _clocked(who.start),
        "sent": _clocked(who.end),
    }


def _clocked(times: Times) -> Times:
    """The times to the minute, as some exports of a tool leave the seconds out.

    Days without a time of day say too little.

    >>> hours = np.array(["2025-03-04T00:00", "2025-03-03T11:59:59.6"], "M8[ns]")
    >>> _clocked(hours).astype("M8[m]").astype(str).tolist()
    ['2025-03-04T00:00', '2025-03-03T12:00']
    >>> np.isnat(_clocked(hours[:1])).tolist()
    [True]
    """
    minutes = (times + _HALF).astype("M8[m]")
    stated = minutes[~np.isnat(minutes)]
    if not (stated != stated.astype("M8[D]")).any():
        minutes[:] = np.datetime64("NaT", "s")
    return minutes.astype("M8[ns]")

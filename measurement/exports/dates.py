"""When people answered: dates and times as tools write them, and school years."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from measurement.exports.columns import Cells

_STRICT = r"^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?$"
_ISO = r"^\d{4}[-/.]\d\d?[-/.]\d\d?"
_PARTS = r"^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}"
_SERIAL = r"^[34]\d{4}(?:[.,]\d+)?$"
_ZONE = r"(?i)\s*(?:\(?(?:GMT|UTC|CET|CEST|EET|EEST)\)?(?:[+-]\d{1,2}(?::?\d\d)?)?)$"
Times = npt.NDArray[np.datetime64]
# What tools write where no moment is kept: LimeSurvey's survey without date stamps, and the zero
# of a computer's clock.
_NO_MOMENT = np.array(["1980-01-01", "1970-01-01"], dtype="M8[ns]")


def moments(cells: Cells) -> Times:
    """Dates and times of a column (``datetime64[ns]``, NaT where there is none)."""
    strict = pc.match_substring_regex(cells.tidied, _STRICT)
    found = _standard(pc.if_else(strict, cells.tidied, None))
    rest = np.flatnonzero(np.isnat(found))
    if len(rest):
        found[rest] = _others(
            pd.Series(cells.tidied.take(pa.array(rest)).to_pylist(), dtype=object)
        )
    found[np.isin(found, _NO_MOMENT)] = np.datetime64("NaT", "ns")
    return cells.spread(found, np.datetime64("NaT", "ns"), "M8[ns]")


def _standard(texts: pa.StringArray) -> Times:
    """Dates as every reader of Excel gives them; a day or hour that is not there gives NaT."""
    try:
        days = texts.cast(pa.timestamp("ns"))
    except pa.ArrowInvalid:
        return np.full(len(texts), np.datetime64("NaT", "ns"))
    return np.array(days.to_numpy(zero_copy_only=False), dtype="M8[ns]")


def _others(texts: pd.Series[Any]) -> Times:
    """Dates in other orders, with a zone or a 12-hour clock, or as the number Excel keeps."""
    found: pd.Series[Any] = pd.Series(np.full(len(texts), np.datetime64("NaT", "ns")))
    iso = texts.str.match(_ISO)
    if iso.any():
        found[iso] = _iso(texts[iso])
    parts = found.isna() & texts.str.match(_PARTS)
    if parts.any():
        found[parts] = _by_parts(texts[parts])
    serial = found.isna() & texts.str.match(_SERIAL)
    if serial.any():
        days = texts[serial].str.replace(",", ".").astype(float)
        found[serial] = pd.Timestamp("1899-12-30") + pd.to_timedelta(days, unit="D").dt.round("s")
    return found.to_numpy("datetime64[ns]")


def _iso(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Year first, with any sign, with or without a 12-hour clock or a zone."""
    clean = texts.str.replace(_ZONE, "", regex=True)
    clean = clean.str.replace(r"^(\d{4})[/.](\d\d?)[/.]", r"\1-\2-", regex=True)
    clean = clean.str.replace(r"-(\d)(?=[-T ]|$)", r"-0\1", regex=True)
    found = _naive(pd.to_datetime(clean, format="ISO8601", errors="coerce", utc=True))
    rest = found.isna()
    if rest.any():
        found[rest] = _mixed(clean[rest], day_first=False)
    return found


def _by_parts(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Day and month first: which of the two follows from the numbers, else from the order."""
    clean = texts.str.replace(_ZONE, "", regex=True)
    clean = clean.str.replace(r"^(\d{1,2})[-.](\d{1,2})[-.]", r"\1/\2/", regex=True)
    numbers = clean.str.extract(r"^(\d{1,2})/(\d{1,2})/").astype(int)
    if (numbers[0] > 12).any():
        return _mixed(clean, day_first=True)
    if (numbers[1] > 12).any():
        return _mixed(clean, day_first=False)
    ways = [_mixed(clean, day_first=True), _mixed(clean, day_first=False)]
    return min(ways, key=lambda way: int((way.diff() < pd.Timedelta(0)).sum()))


def _mixed(texts: pd.Series[Any], day_first: bool) -> pd.Series[Any]:
    clean = texts.str.replace(r"(?i)\b([ap])\.m\.", r"\1m", regex=True)
    return _naive(
        pd.to_datetime(clean, dayfirst=day_first, format="mixed", errors="coerce", utc=True)
    )


def _naive(found: pd.Series[Any]) -> pd.Series[Any]:
    made: pd.Series[Any] = found.dt.tz_localize(None).astype("datetime64[ns]")
    return made


def school_year_of(day: pd.Timestamp) -> str:
    """The school year of a date: it runs from 1 September to 31 August.

    >>> school_year_of(pd.Timestamp("2025-03-01"))
    '2024-2025'
    """
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}-{first + 1}"


def school_year(text: str) -> str:
    """A school year as people write it, in full; '' for anything else.

    >>> school_year("2024-25"), school_year("schooljaar 2024/2025"), school_year("2024-2026")
    ('2024-2025', '2024-2025', '')
    """
    match = re.search(r"\b(20\d\d)\s*[-/–]\s*((?:20)?\d\d)\b", text)
    if not match:
        return ""
    first, last = int(match[1]), int(match[2]) % 100
    return f"{first}-{first + 1}" if (first + 1) % 100 == last else ""

"""When people answered: a column of dates and times as tools write them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from measurement.exports.files.columns import Cells
from measurement.school_year import EARLIEST, LATEST, time_named

_STRICT = r"^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?$"
_WITH_YEAR = r"^(?:(?P<first>\d{4})[-/.]\d\d?[-/.]\d\d?|\d\d?[-/. ]+\d\d?[-/. ]+(?P<last>\d{4}))\b"
_TWO_NUMBERS = r"^(?P<one>\d{1,2})[-/. ]+(?P<other>\d{1,2})[-/. ]+\d"
_HALF_DAY = r"(?i)\d ?[ap]\.?m\b"
_CLOCK = r"\d[:.uh]\d\d"
Times = npt.NDArray[np.datetime64]
_NONE = np.datetime64("NaT", "ns")
# What tools write where no moment is kept: LimeSurvey's survey without date stamps, and the zero
# of a computer's clock.
_NO_MOMENT = np.array(["1980-01-01", "1970-01-01"], dtype="M8[ns]")


def moments(cells: Cells, by_hand: bool = False) -> Times:
    """Dates and times of a column (``datetime64[ns]``, NaT where there is none).

    In a column that a tool wrote the months may come first; in one written ``by_hand`` never.
    """
    strict = pc.match_substring_regex(cells.tidied, _STRICT)
    times = _standard(pc.if_else(strict, cells.tidied, None))
    rest = np.flatnonzero(np.isnat(times))
    if len(rest):
        texts = cells.tidied.take(pa.array(rest))
        month_first = not by_hand and _month_first(texts)
        times[rest] = [time_named(text, month_first) or _NONE for text in texts.to_pylist()]
    times[np.isin(times, _NO_MOMENT)] = _NONE
    return cells.spread(times, _NONE, "M8[ns]")


def out_of_reach(cells: Cells) -> npt.NDArray[np.intp]:
    """Rows with a day of a year that nobody can mean, such as 0001, 2924 or 9999."""
    years = pc.extract_regex(cells.tidied, _WITH_YEAR)
    told = pc.coalesce(pc.struct_field(years, "last"), pc.struct_field(years, "first"))
    filled = pc.if_else(pc.equal(told, ""), pc.struct_field(years, "first"), told)
    numbers = np.asarray(pc.fill_null(filled.cast(pa.int32()), EARLIEST).to_numpy(False))
    strange = (numbers < EARLIEST) | (numbers > LATEST)
    return np.flatnonzero(cells.spread(strange, False, bool))


def _standard(texts: pa.StringArray) -> Times:
    """Dates as every reader of Excel gives them; a day or hour that is not there gives NaT."""
    try:
        days = texts.cast(pa.timestamp("ns"))
    except pa.ArrowInvalid:
        return np.full(len(texts), _NONE)
    times = np.array(days.to_numpy(zero_copy_only=False), dtype="M8[ns]")
    years = times.astype("M8[Y]").astype(np.int64) + 1970
    times[(years < EARLIEST) | (years > LATEST)] = _NONE
    return times


def _month_first(texts: pa.StringArray) -> bool:
    """Whether the months come first: as the numbers show, the clock, or the order of the answers."""
    texts = texts.filter(pc.match_substring_regex(texts, _TWO_NUMBERS))
    numbers = pc.extract_regex(texts, _TWO_NUMBERS)
    one, other = (
        pc.struct_field(numbers, name).cast(pa.int8()).to_numpy() for name in ("one", "other")
    )
    if (one > 12).any():
        return False
    if (other > 12).any() or pc.any(pc.match_substring_regex(texts, _HALF_DAY)).as_py():
        return True
    if not pc.all(pc.match_substring_regex(texts, _CLOCK)).as_py():
        return False
    listed = texts.to_pylist()
    return _n_backwards(listed, True) < _n_backwards(listed, False)


def _n_backwards(texts: Sequence[str], month_first: bool) -> int:
    """How often an answer lies before the one above it."""
    times = [time for text in texts if (time := time_named(text, month_first))]
    return sum(one > other for one, other in pairwise(times))

"""Who answered and when, as numbers that can be compared; names only to be hashed later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from measurement.errors import rows_shown
from measurement.exports.dates import Times, moments, out_of_reach
from measurement.exports.files.columns import Mask
from measurement.exports.rows.table import Table
from measurement.texts import plain

_NOBODY = (
    r"^[\s_./*()-]*(anon(y|i)m(e|ous)?|(liever )?anoniem|onbekend|unknown|n[\s./]*v[\s./]*t|n/a"
    r"|niet van toepassing|not applicable|geen( e-?mail(adres)?| naam)?|none|nee|neen|no|x+"
    r"|liever niet|rather not|priv(e|é)|private)[\s_./*()-]*$"
)
_ONE_NAME = 75  # similarity (0-100) from which two spellings may be one person's name
_SECOND, _DAY = np.timedelta64(1, "s"), np.timedelta64(1, "D")
_NO_YEAR = -1
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Identity:
    """What tells respondents apart: e-mail or token, name, and when they answered.

    ``email``, ``name``, ``part`` (of a name: a first name alone) and ``row_id`` (the number of
    the row in the tool) hold a number per person, 0 where unknown. ``best`` is the e-mail address
    or token, else the name, '' where unknown; of an address of several names it is the name.
    """

    email: Numbers
    name: Numbers
    part: Numbers
    row_id: Numbers
    best: pa.StringArray
    start: Times
    end: Times

    def same_person(self, a: int, b: int) -> bool | None:
        """Whether two rows are of one person; None when that cannot be known."""
        for mark in (self.email, self.name):
            if mark[a] and mark[b]:
                return bool(mark[a] == mark[b])
        # Two people may share a first name, but one person has no two.
        return False if self.part[a] and self.part[b] and self.part[a] != self.part[b] else None

    def minutes(self, a: int, b: int) -> float | None:
        """The smallest time between the two answers; None without times.

        Dates without a time of day only tell that the answers lie a day or more apart.
        """
        times = self._clocked or [self.start, self.end]
        gaps = [
            abs(x[a] - y[b]) for x in times for y in times if not (np.isnat(x[a]) or np.isnat(y[b]))
        ]
        if not gaps or (not self._clocked and min(gaps) < _DAY):
            return None
        return float(min(gaps) / _SECOND) / 60

    def n_within(self, row: int, minutes: float, live: Mask) -> int:
        """How many of these rows were filled in within so many minutes of a row, itself included."""
        span = np.timedelta64(round(60 * minutes), "s")
        near = np.zeros(len(live), dtype=bool)
        for here in self._clocked:
            if not np.isnat(here[row]):
                near |= np.abs(here - here[row]) <= span
        return int((near & live).sum())

    def same_school_year(self, a: int, b: int) -> bool:
        """Whether two rows are not known to be of different school years."""
        one, other = self.school_year[a], self.school_year[b]
        return bool(one == other or _NO_YEAR in (one, other))

    @cached_property
    def school_year(self) -> Numbers:
        """A number per row for the school year of its date, from September on; -1 where unknown."""
        months = self.when.astype("M8[M]").astype(np.int64)
        return np.where(np.isnat(self.when), _NO_YEAR, (months - 8) // 12)

    @cached_property
    def _clocked(self) -> list[Times]:
        """The times that hold a time of day."""
        return [times for times in (self.start, self.end) if self.clocked(times)]

    @staticmethod
    def clocked(times: Times) -> bool:
        """Whether any of these moments has a time of day."""
        stated = times[~np.isnat(times)]
        return bool((stated != stated.astype("M8[D]")).any())

    @property
    def when(self) -> Times:
        """When each row was sent in, or begun where that is not known."""
        return np.where(np.isnat(self.end), self.start, self.end)


def identity(table: Table) -> Identity:
    """The persons and times of a table."""
    email, token = _addresses(table.filled("meta", "email")), _named(table.filled("meta", "token"))
    first = _named(table.filled("meta", "first_name"))
    last = _named(table.filled("meta", "last_name"))
    joined = pc.utf8_trim_whitespace(pc.binary_join_element_wise(first, last, " "))
    called = _first(
        _named(table.filled("meta", "name")), pc.if_else(pc.equal(last, ""), "", joined)
    )
    sure, spoken = _first(email, token), _first(called, first)
    shared = _shared(sure, spoken)
    return Identity(
        _numbered(pc.if_else(shared, _within(sure, _ordered(spoken)), sure)),
        _numbered(_ordered(called)),
        _numbered(first),
        _numbered(table.filled("meta", "id")),
        _first(pc.if_else(shared, "", sure), called),
        _times(table, "start"),
        _times(table, "submit", "end"),
    )


def _named(texts: pa.StringArray) -> pa.StringArray:
    lower = pc.utf8_lower(texts)
    return pc.if_else(pc.match_substring_regex(lower, _NOBODY), "", lower)


def _addresses(texts: pa.StringArray) -> pa.StringArray:
    """The e-mail addresses: a text without '@' is none, unless the column holds user names."""
    addresses = _named(texts)
    whole = pc.match_substring(addresses, "@")
    filled = pc.sum(pc.not_equal(addresses, "")).as_py() or 0
    distinct = pc.count_distinct(pc.if_else(pc.equal(addresses, ""), None, addresses)).as_py()
    if not pc.any(whole).as_py() and 2 * distinct >= filled:
        return addresses
    return pc.if_else(whole, addresses, "")


def _shared(sure: pa.StringArray, called: pa.StringArray) -> pa.BooleanArray:
    """Rows with an address of clearly different names: there, the name tells who it was.

    One person may write 'Jan' and then 'Jan Peeters', or mistype a letter.
    """
    box, ordered = _numbered(sure), _ordered(called)
    name = _numbered(ordered)
    _, rows = np.unique(np.where((box > 0) & (name > 0), box * (len(name) + 1) + name, 0), True)
    names: dict[int, list[str]] = {}
    for row in rows[(box[rows] > 0) & (name[rows] > 0)]:
        names.setdefault(int(box[row]), []).append(ordered[int(row)].as_py())
    several = [one for one, said in names.items() if len(said) > 1 and _differ(said)]
    return pa.array(np.isin(box, several))


def _differ(names: list[str]) -> bool:
    from rapidfuzz import fuzz

    return any(
        fuzz.token_set_ratio(a, b) < _ONE_NAME or re.findall(r"\d+", a) != re.findall(r"\d+", b)
        for a, b in combinations(names, 2)
    )


def _within(box: pa.StringArray, names: pa.StringArray) -> pa.StringArray:
    """A name within a mailbox; '' where the name is unknown."""
    return pc.if_else(pc.equal(names, ""), "", pc.binary_join_element_wise(box, names, " "))


def _ordered(names: pa.StringArray) -> pa.StringArray:
    """Names for comparison: 'Peeters, An' and 'an peeters' are one."""
    coded = names.dictionary_encode()
    said = [" ".join(sorted(plain(name).split())) or name for name in coded.dictionary.to_pylist()]
    return pa.array(said, pa.string()).take(coded.indices)


def _first(these: pa.StringArray, those: pa.StringArray) -> pa.StringArray:
    return pc.if_else(pc.equal(these, ""), those, these)


def _numbered(texts: pa.StringArray) -> Numbers:
    coded = pc.if_else(pc.equal(texts, ""), None, texts).dictionary_encode()
    return np.asarray(
        coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64) + 1
    )


def _times(table: Table, *roles: str) -> Times:
    times = np.full(table.n, np.datetime64("NaT", "ns"))
    for role in roles:
        for index in table.of("meta", role):
            cells = table.cells(index)
            times = np.where(np.isnat(times), moments(cells), times)
            if len(strange := out_of_reach(cells)):
                table.tell(
                    "date",
                    "days of a year that cannot be meant: {n} (rows {rows}); these answers count without a day.",
                    "Correct the cells, such as 0024 to 2024.",
                    strange,
                    index,
                    n=len(strange),
                    rows=rows_shown(table.excel_rows(strange)),
                )
    return times

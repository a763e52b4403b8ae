"""Who answered and when, as numbers that can be compared; names only to be hashed later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from measurement.exports.dates import Times, moments
from measurement.exports.table import Table

_NOBODY = r"(?i)^[\s_.-]*(anon(y|i)m(e|ous)?|anoniem|onbekend|unknown)[\s_.-]*$"
_SECOND = np.timedelta64(1, "s")


@dataclass(frozen=True)
class Identity:
    """What tells respondents apart: e-mail or token, name, and when they answered.

    ``email`` and ``name`` hold a number per person, 0 where unknown; ``best`` is the e-mail
    address or token, else the name, '' where unknown.
    """

    email: npt.NDArray[np.int64]
    name: npt.NDArray[np.int64]
    best: pa.StringArray
    start: Times
    end: Times

    def same_person(self, a: int, b: int) -> bool | None:
        """Whether two rows are of one person; None when that cannot be known."""
        for known in (self.email, self.name):
            if known[a] and known[b]:
                return bool(known[a] == known[b])
        return None

    def minutes(self, a: int, b: int) -> float | None:
        """The smallest time between the two answers; None without times."""
        gaps = [
            abs(x - y)
            for x in (self.start[a], self.end[a])
            for y in (self.start[b], self.end[b])
            if not (np.isnat(x) or np.isnat(y))
        ]
        return float(min(gaps) / _SECOND) / 60 if gaps else None

    @property
    def when(self) -> Times:
        """When each row was sent in, or begun where that is not known."""
        return np.where(np.isnat(self.end), self.start, self.end)


def identity(table: Table) -> Identity:
    """The persons and times of a table."""
    email, token = _named(table.text("meta", "email")), _named(table.text("meta", "token"))
    first, last = table.text("meta", "first_name"), table.text("meta", "last_name")
    name = _named(table.text("meta", "name"))
    joined = _named(pc.utf8_trim_whitespace(pc.binary_join_element_wise(first, last, " ")))
    sure, called = _first(email, token), _first(name, joined)
    return Identity(
        _numbered(sure),
        _numbered(called),
        _first(sure, called),
        _times(table, "start"),
        _times(table, "submit", "end"),
    )


def _named(texts: pa.StringArray) -> pa.StringArray:
    lower = pc.utf8_lower(texts)
    return pc.if_else(pc.match_substring_regex(lower, _NOBODY), "", lower)


def _first(these: pa.StringArray, those: pa.StringArray) -> pa.StringArray:
    return pc.if_else(pc.equal(these, ""), those, these)


def _numbered(texts: pa.StringArray) -> npt.NDArray[np.int64]:
    coded = pc.if_else(pc.equal(texts, ""), None, texts).dictionary_encode()
    return np.asarray(
        coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64) + 1
    )


def _times(table: Table, *roles: str) -> Times:
    found = np.full(table.n, np.datetime64("NaT", "ns"))
    for role in roles:
        for index in table.of("meta", role):
            found = np.where(np.isnat(found), moments(table.cells(index)), found)
    return found

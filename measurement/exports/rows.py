"""Which rows of an export are answers of respondents, and which are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from measurement.exports.columns import Cells
from measurement.exports.platforms import plain, tidy
from measurement.questionnaire import Questionnaire
from measurement.scale import FIRST_POINT, SKIPPED

Mask = npt.NDArray[np.bool_]
_RICH_CELLS, _RICH_VALUES, _NEAR_ROWS = 8, 3, 10


@dataclass(frozen=True)
class TestWords:
    """Recognises test rows by what was filled in."""

    questionnaire: Questionnaire

    def _listed(self, kind: str) -> frozenset[str]:
        return frozenset(plain(w) for w in self.questionnaire.test_rows.get(kind, ()))

    def centres(self, cells: Cells) -> Mask:
        """Rows whose centre is called 'test'."""
        words = self._listed("centres")
        return np.asarray(cells.each(lambda t: plain(t) in words, False, bool))

    def persons(self, cells: Cells) -> Mask:
        """Rows whose name or e-mail address is that of a tester."""
        words = self._listed("persons")

        def tester(text: str) -> bool:
            if "test" not in text.casefold():
                return False
            local, _, domain = tidy(text).casefold().partition("@")
            return plain(text) in words or (
                bool(domain) and (local in words or domain.startswith("test."))
            )

        return np.asarray(cells.each(tester, False, bool))

    def texts(self, cells: Cells) -> Mask:
        """Rows whose open text says that it is a test."""
        words = self._listed("texts")
        phrases = [w for w in words if " " in w]

        def test(text: str) -> bool:
            if len(text) > 60:
                return False
            said = plain(text)
            return said in words or any(p in said for p in phrases)

        return np.asarray(cells.each(test, False, bool))


@dataclass(frozen=True)
class Identity:
    """What tells respondents apart: e-mail or token, name, and when they answered."""

    email: npt.NDArray[Any]
    name: npt.NDArray[Any]
    start: npt.NDArray[Any]
    end: npt.NDArray[Any]

    @property
    def best(self) -> npt.NDArray[Any]:
        """E-mail or token; else the name; '' when unknown."""
        return np.where(self.email != "", self.email, self.name)

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
        return float(min(gaps) / np.timedelta64(1, "s")) / 60 if gaps else None


def duplicates(
    content: list[npt.NDArray[Any]],
    scores: npt.NDArray[np.uint8],
    who: Identity,
    live: Mask,
    minutes: float,
) -> Mask:
    """Rows that repeat an earlier row: the same answers by the same person.

    Where the person is unknown, the answers must lie within ``minutes``; where the time is
    unknown too, they must be rich enough not to agree by chance.
    """
    found = np.zeros(len(live), dtype=bool)
    for group in _equal_rows(content, live):
        for place, row in enumerate(group):
            found[row] = any(
                _repeats(content, scores, who, earlier, row, minutes)
                for earlier in group[:place]
                if not found[earlier]
            )
    return found


def _repeats(
    content: list[npt.NDArray[Any]],
    scores: npt.NDArray[np.uint8],
    who: Identity,
    a: int,
    b: int,
    minutes: float,
) -> bool:
    same = who.same_person(a, b)
    if same is not None:
        return same
    gap = who.minutes(a, b)
    if gap is not None:
        return gap <= minutes
    filled = sum(bool(c[a]) for c in content)
    points = scores[a][scores[a] >= FIRST_POINT]
    return (
        filled >= _RICH_CELLS and len(set(points.tolist())) >= _RICH_VALUES and b - a <= _NEAR_ROWS
    )


def _equal_rows(content: list[npt.NDArray[Any]], live: Mask) -> Iterable[list[int]]:
    """Groups of two or more live rows with equal content, by a 64-bit hash that is verified."""
    mixed = np.full(len(live), 1469598103934665603, dtype=np.uint64)
    for column in content:
        mixed = (mixed ^ column.astype(np.uint64)) * np.uint64(1099511628211)
    rows = (
        np.flatnonzero(live & np.logical_or.reduce([c > 0 for c in content]))
        if content
        else np.array([], int)
    )
    order = rows[np.argsort(mixed[rows], kind="stable")]
    edges = np.flatnonzero(np.diff(mixed[order])) + 1 if len(order) else np.array([], int)
    for group in np.split(order, edges):
        if len(group) > 1 and all(bool(np.all(c[group] == c[group[0]])) for c in content):
            yield [int(row) for row in group]


def content_codes(cells: Cells, meant: Callable[[str], str] = plain) -> npt.NDArray[np.intp]:
    """A number per row that is equal where the cells mean the same; 0 where they are empty."""
    numbers: dict[str, int] = {}

    def number(text: str) -> int:
        meaning = meant(text)
        return numbers.setdefault(meaning, len(numbers) + 1) if meaning else 0

    return np.asarray(cells.each(number, 0, np.intp))


def repeated(
    who: Identity, initiative: npt.NDArray[Any], live: Mask, answered: npt.NDArray[Any]
) -> dict[int, int]:
    """Rows of a person who answered again for the same initiative: {row left: row that counts}.

    The fullest answer counts, of equally full ones the last.
    """
    best: dict[tuple[str, str], int] = {}
    lost: dict[int, int] = {}
    names = who.email
    for row in np.flatnonzero(live & (names != "")):
        key = (str(names[row]), str(initiative[row]))
        before = best.get(key)
        if before is None:
            best[key] = int(row)
            continue
        keep, drop = (int(row), before) if answered[row] >= answered[before] else (before, int(row))
        best[key] = keep
        lost[drop] = keep
    return lost


def broken_off(items: npt.NDArray[np.uint8], after: Mask, tail: int) -> Mask:
    """Rows that stopped early, for tools that do not say so.

    ``items`` are the closed questions in the order of the sheet; ``after`` says whether anything
    stands behind the last of them. A row is partial when at least ``tail`` questions at the end
    and everything behind them are empty.
    """
    if items.shape[1] < tail:
        return np.zeros(len(items), dtype=bool)
    filled = items > SKIPPED
    trailing = np.where(filled.any(axis=1), np.argmax(filled[:, ::-1], axis=1), items.shape[1])
    return np.asarray((trailing >= tail) & ~after)


def anonymous(text: str) -> bool:
    """Whether an e-mail cell names nobody."""
    return bool(re.fullmatch(r"anon(y|i)m(e|ous)?|anoniem", plain(text).replace(" ", "")))

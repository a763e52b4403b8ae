"""What a cell says: a point of a scale, not applicable, skipped, not shown, or unreadable."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from measurement.exports.platforms import Platform, plain, tidy
from measurement.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED, Scale

UNREADABLE = 255


@dataclass(frozen=True)
class Reading:
    """One distinct cell text: its code, and what is worth telling about it."""

    code: int
    numeric: bool = False  # a bare number, without words
    claims: int | None = None  # +1 the words fit the number, −1 they say the opposite end
    by_code: bool = False  # N.v.t. recognised by a number outside the scale


@dataclass
class Reader:
    """Reads the cells of one scale as one tool writes them."""

    scale: Scale
    platform: Platform
    offers_not_applicable: bool = True
    words: dict[str, int] = field(init=False)
    absent: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = {plain(s): p for p, names in self.scale.spellings.items() for s in names}
        for ends in self.scale.ends.values():
            self.words.setdefault(plain(ends[0]), self.scale.points[0])
            self.words.setdefault(plain(ends[1]), self.scale.points[-1])
        self.absent = frozenset(_squeezed(s) for s in self.scale.not_applicable)

    def read(self, cell: str) -> Reading:
        """The reading of one cell text; blank text is skipped."""
        text = tidy(cell)
        if not text:
            return Reading(SKIPPED)
        if text.upper() in self.platform.spellings("not_shown"):
            return Reading(NOT_SHOWN)
        if _same_number(text, self.platform.spellings("skipped")):
            return Reading(SKIPPED)
        if _squeezed(text) in self.absent:
            return Reading(NOT_APPLICABLE)
        return self._point(text)

    def _point(self, text: str) -> Reading:
        number = _number(text)
        if number is not None:
            return self._of_number(number)
        if (word := self.words.get(plain(text))) is not None:
            return Reading(self.scale.code(word))
        lead = re.match(r"^(-?\d{1,3})\s*[-–—=.:)(]+\s*(.*?)\)?$", text) or re.match(
            r"^(-?\d{1,3})\s+(\D.*)$", text
        )
        tail = re.match(r"^(.*?)\s*[-–—=.:(]*\s*\(?(-?\d{1,3})\)?$", text)
        if lead and (made := self._labelled(int(lead[1]), lead[2])):
            return made
        if tail and tail[1] and (made := self._labelled(int(tail[2]), tail[1])):
            return made
        return Reading(UNREADABLE)

    def _of_number(self, number: float) -> Reading:
        if number in self.scale.points:
            return Reading(self.scale.code(int(number)), numeric=True)
        codes = self.scale.not_applicable_codes if self.platform.raw.get("numeric_codes") else ()
        if self.offers_not_applicable and number in codes:
            return Reading(NOT_APPLICABLE, numeric=True, by_code=True)
        return Reading(UNREADABLE, numeric=True)

    def _labelled(self, number: int, label: str) -> Reading | None:
        """A number with words: the words must not say the opposite of the number."""
        if re.search(r"\d", label):
            return None
        if _squeezed(label) in self.absent:
            return Reading(NOT_APPLICABLE)
        if number not in self.scale.points:
            return None
        word = self.words.get(plain(label))
        if word is None and plain(label) not in ("", "a", "ao"):
            return Reading(self.scale.code(number))
        if word is None:
            return Reading(self.scale.code(number), numeric=True)
        ends = (self.scale.points[0], self.scale.points[-1])
        if number not in ends:
            return Reading(UNREADABLE, claims=0)
        return Reading(self.scale.code(number), claims=1 if word == number else -1)

    def turned(self, code: int) -> int:
        """The code seen from the other end of the scale."""
        if code < FIRST_POINT or code == UNREADABLE:
            return code
        return FIRST_POINT + len(self.scale.points) - 1 - (code - FIRST_POINT)


def _same_number(text: str, spellings: tuple[str, ...]) -> bool:
    number = _number(text)
    return text in spellings or (number is not None and f"{number:g}" in spellings)


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    """Letters only: ``N.v.t.`` and ``nvt`` are one."""
    return plain(text).replace(" ", "")


def _number(text: str) -> float | None:
    """A bare number or answer code: ``6``, ``6,0``, ``6.00``, ``A6``, ``AO06``, ``a_6``."""
    if match := re.fullmatch(r"(-?\d{1,4})(?:[.,]0*)?", text):
        return float(match[1])
    if match := re.fullmatch(r"(?:A|AO|SQ|L)_?0*(\d{1,3})", text, re.I):
        return float(match[1])
    if match := re.fullmatch(r"-?\d{1,4}[.,]\d{1,6}", text):
        return float(match[0].replace(",", "."))
    return None

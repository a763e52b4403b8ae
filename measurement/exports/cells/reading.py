"""What a cell says: a point of a scale, not applicable, skipped, not shown, or unreadable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from measurement.exports.cells.labels import Labels, numbered, side
from measurement.exports.headers.platforms import Platform
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED, Scale
from measurement.questionnaire.spellings import Spellings, has_words, is_dashes
from measurement.texts import bare, mark, plain, squeezed, tidy
from measurement.word_lists import codes, is_blank, words

UNREADABLE = 255
_NUMBER = re.compile(r"[+]?(-?\d{1,4})(?:[.,]0*)?")
_CODE = re.compile(r"(?:A|AO|SQ|L)_?0*(\d{1,3})", re.I)
_DECIMAL = re.compile(r"-?\d{1,4}[.,]\d{1,6}")
_OF_TOP = re.compile(r"(\d{1,3})\s*(?:/|van de|van|op|uit|out of|of|sur)\s*(\d{1,3})", re.I)

# What joins several ways to say N.v.t. in one answer, and what is said beside it.
_BESIDE = re.compile(r"\s+[/|–—-]\s+|[()\[\];,]|\s+(?:of|or|en|and)\s+", re.I)
_BY_THE_WAY = re.compile(
    r"[(\[]?\b(?:nog|hier|hierop|hierover|deze vraag|deze stelling|dit|voor mij|momenteel|yet|this)\b[)\]]?",
    re.I,
)
_SHORTEST_ABSENT = 6
_CHANGES = re.compile(r"[±~≈<>≤≥€$%+?]")  # signs that make another number of a number
_NEAR = 3  # so far beyond its ends a number may be a point of another scale


@dataclass(frozen=True)
class Reading:
    """One distinct cell text: its code, and what is worth telling about it.

    ``strange`` are the words beside a number at an end of the scale that the scale does not know.
    """

    code: int
    claims: int = 0  # +1 the words fit the number, −1 they say the opposite end
    by_code: int | None = None  # the number outside the scale by which N.v.t. was recognised
    outside: int | None = None  # a point of another scale that the text speaks of
    strange: str = ""


@dataclass
class Reader:
    """Reads the cells of one scale as one tool writes them.

    ``more`` are words by point beside those of the scale itself.
    """

    scale: Scale
    platform: Platform
    offers_not_applicable: bool = True
    more: Iterable[tuple[int, tuple[str, ...]]] = ()
    labels: Labels = field(init=False)
    absent: frozenset[str] = field(init=False)
    _inapplicable: Spellings = field(init=False)

    def __post_init__(self) -> None:
        self.labels = Labels(self.scale, self.more)
        self._inapplicable = Spellings((text, NOT_APPLICABLE) for text in self.scale.not_applicable)
        self.absent = frozenset(squeezed(s) for s in self.scale.not_applicable) - {""}

    def read(self, cell: str) -> Reading:
        """The reading of one cell text; text that says nothing is skipped.

        What the scale itself declares goes before: a point may be called ``None`` or ``--``.
        """
        text = tidy(cell)
        if (point := self.labels.spellings.exactly(text)) is not None:
            return Reading(self.scale.code(point))
        if bare(text) in map(bare, self.platform.spellings("not_shown")):
            return Reading(NOT_SHOWN)
        if self._inapplicable.exactly(text) is not None:
            return Reading(NOT_APPLICABLE)
        if is_blank(text):
            unsure = self.labels.spellings.has_dashes and is_dashes(mark(text))
            return Reading(UNREADABLE if unsure else SKIPPED)
        if self._is_absent(text):
            return Reading(NOT_APPLICABLE)
        number = _number(text)
        return self._worded(text) if number is None else self._of_number(number)

    def _is_absent(self, text: str) -> bool:
        """Whether a text says N.v.t., in one of the known ways or in several beside one another.

        ``Nog geen zicht op`` and ``Weet niet / geen mening (n.v.t.)`` are known by their parts.
        """
        if squeezed(text) in self.absent:
            return True
        if len(text) < _SHORTEST_ABSENT or re.search(r"\d", text):
            return False
        parts = [part for part in _BESIDE.split(_BY_THE_WAY.sub(" ", text)) if plain(part)]
        return bool(parts) and all(map(self._part_is_absent, parts))

    def _part_is_absent(self, part: str) -> bool:
        if squeezed(part) in self.absent:
            return True
        return all(said in self.absent for said in map(squeezed, part.split("/")) if said)

    def _of_number(self, number: float) -> Reading:
        if number in self.scale.points:
            return Reading(self.scale.code(int(number)))
        if number in codes("blank_codes"):
            return Reading(SKIPPED)
        listed = {*self.scale.not_applicable_codes, *codes("not_applicable_codes")}
        if self.platform.raw.get("numeric_codes") and number in listed:
            if self.offers_not_applicable:
                return Reading(NOT_APPLICABLE, by_code=int(number))
            return Reading(UNREADABLE)
        first, last = self.scale.points[0], self.scale.points[-1]
        near = last < number <= last + _NEAR or first - _NEAR <= number < first
        whole = number == int(number)
        return Reading(UNREADABLE, outside=int(number) if near and whole else None)

    def _worded(self, text: str) -> Reading:
        counted = bool(re.search(r"\d", text))  # beside a number, words are held against it
        point = self.labels.spellings.of(text) if counted else self.labels.point(text)
        if point is not None:
            return Reading(self.scale.code(point))
        if match := _OF_TOP.fullmatch(text):
            return self._of_top(int(match[1]), int(match[2]))
        for number, label, sure in numbered(text, self.scale.points[0] < 0):
            if labelled := self._labelled(number, label, sure):
                return labelled
        return Reading(UNREADABLE)

    def _of_top(self, number: int, top: int) -> Reading:
        """``6 van 8`` or ``6/8``: only where the second number is the end of this scale."""
        if top == self.scale.points[-1] and number in self.scale.points:
            return Reading(self.scale.code(number))
        return Reading(UNREADABLE, outside=top)

    def _labelled(self, number: int, label: str, sure: bool) -> Reading | None:
        """A number with words: the words must not say another point of the scale."""
        if re.search(r"\d", label):
            return None
        if self._is_absent(label):
            return Reading(NOT_APPLICABLE)
        point = self.labels.point(label)
        if point is not None:
            return self._at_point(number, point)
        if _CHANGES.search(label) and not has_words(label):
            return None
        if number not in self.scale.points or not (sure or _of_a_score(label)):
            return None
        ends = (self.scale.points[0], self.scale.points[-1])
        if number not in ends or not has_words(label) or _of_any_score(label):
            return Reading(self.scale.code(number))
        fits = side(label) * (1 if number == ends[1] else -1)
        return Reading(self.scale.code(number), claims=fits, strange=label)

    def _at_point(self, number: int, point: int) -> Reading:
        turned = self.scale.turned(number)  # the middle of a scale is its own other side
        if number == point:
            return Reading(self.scale.code(number), claims=int(number != turned))
        if number in self.scale.points and point == turned:
            return Reading(self.scale.code(number), claims=-1)
        return Reading(UNREADABLE, outside=number)

    def turned(self, code: int) -> int:
        """The code seen from the other end of the scale."""
        if code < FIRST_POINT or code == UNREADABLE:
            return code
        return FIRST_POINT + len(self.scale.points) - 1 - (code - FIRST_POINT)


def _of_a_score(label: str) -> bool:
    """Whether words beside a number, without a sign between, belong to a score."""
    return _of_any_score(label) or bool(words("agreement") & set(plain(label).split()))


def _of_any_score(label: str) -> bool:
    """Whether words only say that a number is a score: ``Score``, ``Antwoord``."""
    said = plain(label).split()
    return not said or said[-1] in words("before_score")


def _number(text: str) -> float | None:
    """A bare number or answer code: ``6``, ``6,0``, ``6.00``, ``A6``, ``AO06``, ``a_6``."""
    text = text.replace("\u2212", "-")
    if match := _NUMBER.fullmatch(text) or _CODE.fullmatch(text):
        return float(match[1])
    if match := _DECIMAL.fullmatch(text):
        return float(match[0].replace(",", "."))
    return None

"""What the words of an answer say: a point of the scale, or a side of any scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from measurement.questionnaire import label_sets
from measurement.questionnaire.scale import Scale
from measurement.questionnaire.spellings import Spellings, has_words
from measurement.texts import plain, tidy

# A number with words: what may stand around the number, and between it and the words. A plus, a
# question mark or a sign for more, less or per cent says something of the number itself.
_OPEN, _CLOSE = r"[(\[{<«‹\"']", r"[)\]}>»›\"']"
_SIGN = r"[-–—=.:;,|/\\)(\]\[}{»›«‹→➔⇒•·*_\"']"
_NUMBER = r"([+−]?\d{1,3})"
_SHAPES = (
    (re.compile(rf"{_OPEN}+\s*{_NUMBER}\s*{_CLOSE}+\s*{_SIGN}*\s*(.*?)"), 1, True),
    (re.compile(rf"{_NUMBER}\s*{_SIGN}+>?\s*(.*?)[)\]}}]?"), 1, True),
    (re.compile(rf"{_NUMBER}\s*>+\s*(\S.*?)"), 1, True),
    (re.compile(rf"(.*?)\s*{_SIGN}+\s*{_NUMBER}\s*{_CLOSE}*"), 2, True),
    (re.compile(rf"(.*?)\s*{_OPEN}+\s*{_NUMBER}\s*{_CLOSE}+"), 2, True),
    (re.compile(rf"{_NUMBER}\s+(\D.*)"), 1, False),
    (re.compile(rf"(.*?)\s+{_NUMBER}"), 2, False),
)
_LONGEST = 500  # of a label with its number; in what is longer the shapes search for minutes
# A minus that belongs to the number: after nothing, a space or a bracket.
_MINUS = re.compile(r"(?:^|(?<=[\s(\[{<:=]))[-−–](?=\d)")
_BETWEEN = re.compile(r"\s*[/|;•·]\s*|\s+[-–—]\s+|[()\[\]{}]|\n")


def numbered(text: str, negative: bool) -> Iterator[tuple[int, str, bool]]:
    """Number, words, and whether a sign tells them apart, for every way to take a text.

    ``negative`` says that the scale has points below zero, so that a minus may be one.

    >>> next(numbered("[8] helemaal akkoord", False)), next(numbered("oneens (-2)", True))
    ((8, 'helemaal akkoord', True), (-2, 'oneens', True))
    """
    if len(text) > _LONGEST:
        return
    said = _MINUS.sub("−", text) if negative else text
    for shape, at, sure in _SHAPES:
        if match := shape.fullmatch(said):
            yield int(match[at].replace("−", "-")), match[3 - at].replace("−", "-").strip(), sure


def words_of(text: str) -> str:
    """The words of an answer without the number beside them."""
    for _number, label, _sure in numbered(tidy(text), True):
        if not re.search(r"\d", label):
            return label
    return tidy(text)


class Labels:
    """The words that a scale knows for its points."""

    def __init__(self, scale: Scale, others: Iterable[tuple[int, tuple[str, ...]]] = ()) -> None:
        self.spellings = Spellings((s, p) for p, names in scale.spellings.items() for s in names)
        for first, last in scale.ends.values():
            self.spellings.add(first, scale.points[0])
            self.spellings.add(last, scale.points[-1])
        for point, names in others:
            for name in names:
                self.spellings.add(name, point)

    def point(self, text: str) -> int | None:
        """The point that words stand for: as they are, in two languages, or in a sentence.

        What is said in parts must not name two points; what stands around a label in a sentence
        must not change it.
        """
        point = self._alone(text)
        if point is not None or not has_words(text):
            return point
        parts = [part for part in _BETWEEN.split(text) if has_words(part)]
        points = {self._alone(part) for part in parts} - {None}
        return points.pop() if len(parts) > 1 and len(points) == 1 else None

    def _alone(self, text: str) -> int | None:
        point = self.spellings.of(text)
        return self._within(plain(text)) if point is None else point

    def _within(self, said: str) -> int | None:
        """The point of the longest label in a sentence that adds nothing to it."""
        spoken = f" {said} "
        for label in sorted(self.spellings.words, key=len, reverse=True):
            if f" {label} " in spoken:
                rest = spoken.replace(f" {label} ", " ", 1).split()
                fits = set(rest) <= label_sets.beside()
                return self.spellings.words[label] if fits else None
        return None


@cache
def _sides() -> Spellings:
    return Spellings(label_sets.sides().items())


@lru_cache(maxsize=4096)
def side(label: str) -> int:
    """−1 for words that say little of something, +1 for much of it, 0 where that is not known.

    >>> side("zeer tevreden"), side("bijna nooit / never"), side("prima")
    (1, -1, 0)
    """
    parts = [part for part in (label, *_BETWEEN.split(label)) if has_words(part)]
    sides = {_sides().of(part) for part in parts} - {None, 0}
    return sides.pop() or 0 if len(sides) == 1 else 0


def negates(label: str) -> bool:
    """Whether words hold a negation, in one of the languages of forms."""
    return bool(label_sets.negations() & set(plain(label).split()))

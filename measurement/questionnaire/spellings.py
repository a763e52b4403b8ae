"""How the points of a scale are written: in words, in signs or as smileys."""

from __future__ import annotations

from collections.abc import Iterable

from measurement.texts import mark, plain

_DASHES = frozenset("-–—‒―")


def has_words(text: str) -> bool:
    """Whether a text holds a letter, so that its punctuation says nothing."""
    return any(sign.isalpha() for sign in text)


def is_dashes(text: str) -> bool:
    """Whether a text holds dashes only, of any length."""
    return bool(text) and set(text) <= _DASHES


class Spellings:
    """The meaning of a text among those that are written down: by its signs, else by its words."""

    def __init__(self, pairs: Iterable[tuple[str, int]] = ()) -> None:
        self._marks: dict[str, int] = {}
        self._words: dict[str, int] = {}
        for text, meaning in pairs:
            self.add(text, meaning)

    def add(self, text: str, meaning: int) -> None:
        """Write down a text; one that stands there already keeps its meaning."""
        if mark(text):
            self._marks.setdefault(mark(text), meaning)
        if has_words(text):
            self._words.setdefault(plain(text), meaning)

    def exactly(self, text: str) -> int | None:
        """The meaning of a text that is written down as it stands, signs included."""
        return self._marks.get(mark(text))

    def of(self, text: str) -> int | None:
        """The meaning of a text, whatever its punctuation; None for a text that is not known."""
        meaning = self.exactly(text)
        return self._words.get(plain(text)) if meaning is None else meaning

    @property
    def words(self) -> dict[str, int]:
        """Meaning by plain words."""
        return self._words

    @property
    def has_dashes(self) -> bool:
        """Whether a dash stands for something."""
        return any(map(is_dashes, self._marks))

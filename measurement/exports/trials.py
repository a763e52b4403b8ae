"""Rows that somebody filled in to try the form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from measurement.exports.platforms import plain, tidy
from measurement.questionnaire import Questionnaire

_LONGEST_TEXT = 60
_TEST = re.compile(r"test(er|persoon|account|gebruiker|user|clb|centrum|je)?\d*")
_FILLER = frozenset({"a", "b", "x", "y", "z", "aa", "bb", "xx", "abc", "clb", "go", "centrum"})


@dataclass(frozen=True)
class TrialWords:
    """Recognises test rows by what was filled in."""

    questionnaire: Questionnaire

    def _listed(self, kind: str) -> frozenset[str]:
        return frozenset(plain(w) for w in self.questionnaire.test_rows.get(kind, ()))

    @cached_property
    def _centres(self) -> frozenset[str]:
        return self._listed("centres")

    @cached_property
    def _persons(self) -> frozenset[str]:
        return self._listed("persons")

    @cached_property
    def _texts(self) -> frozenset[str]:
        return self._listed("texts")

    @cached_property
    def _phrases(self) -> list[str]:
        return [f" {word} " for word in self._texts if " " in word]

    @cached_property
    def about_persons(self) -> str:
        """A pattern without which no name or address is a tester's."""
        return "|".join(["test", *map(re.escape, sorted(self._persons))])

    @cached_property
    def about_texts(self) -> str:
        """A pattern without which no text says that it is a test."""
        return "|".join(map(re.escape, sorted(self._texts))) or "test"

    def names_centre(self, text: str) -> bool:
        """Whether a centre (or an initiative) is called 'test', whatever stands around it."""
        said = plain(text)
        if said in self._centres:
            return True
        common = {plain(word) for word in self.questionnaire.centre_words}
        rest = [w for w in said.split() if w not in common and w not in _FILLER and not w.isdigit()]
        return bool(rest) and all(w in self._centres or _TEST.fullmatch(w) for w in rest)

    def names_person(self, text: str) -> bool:
        """Whether a name or an e-mail address is that of a tester."""
        said = tidy(text).casefold()
        if "test" not in said:
            return plain(text) in self._persons
        local, at, domain = said.partition("@")
        words = re.split(r"[\s._+-]+", local)
        return (
            plain(text) in self._persons
            or any(_TEST.fullmatch(word) for word in words)
            or bool(at and re.match(r"test\d*\.", domain))
        )

    def says_test(self, text: str) -> bool:
        """Whether an open text says that it is a test."""
        if len(text) > _LONGEST_TEXT:
            return False
        said = plain(text)
        bare = re.sub(r"[ \d]+$", "", said)
        return bool(bare) and (
            bare in self._texts
            or said in self._texts
            or any(phrase in f" {said} " for phrase in self._phrases)
        )

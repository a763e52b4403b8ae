"""Rows that somebody filled in to try the form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from measurement.questionnaire.model import Questionnaire
from measurement.texts import bare, plain
from measurement.word_lists import words

_LONGEST_TEXT, _MOST_BESIDE = 60, 20  # letters: of a text, and beside a phrase that says 'test'
_KINDS = "er|persoon|account|gebruiker|user|clb|centrum|je|opleiding|invulling|respons|inzending|ing|test"
_TEST = re.compile(rf"test({_KINDS})?\d*")
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
        return [word for word in self._texts if " " in word]

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
        if said in self._centres or self.says_test(text):
            return True
        common = {plain(word) for word in self.questionnaire.centre_words}
        rest = [w for w in said.split() if w not in common and w not in _FILLER and not w.isdigit()]
        kinds = words("guidance")
        return bool(rest) and all(
            w in self._centres or _TEST.fullmatch(w) or (at and w in kinds)
            for at, w in enumerate(rest)
        )

    def names_person(self, text: str) -> bool:
        """Whether a name or an e-mail address is that of a tester."""
        said = bare(text)
        if "test" not in said:
            return plain(text) in self._persons
        local, at, domain = said.partition("@")
        parts = re.split(r"[\s._+-]+", local)
        return (
            plain(text) in self._persons
            or any(_TEST.fullmatch(word) for word in parts)
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
            or any(
                len(said) - len(phrase) <= _MOST_BESIDE
                and (said.startswith(phrase) or said.endswith(phrase))
                for phrase in self._phrases
            )
        )

"""Recognises a centre by its name, whatever the spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from measurement.questionnaire.model import Questionnaire
from measurement.texts import plain
from measurement.word_lists import words

_NEARLY = 88
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")  # C.L.B. or C.L.B
_REMARK = re.compile(r"\([^()\d]*\)")  # a number belongs to the name: 'Centrum (2)'


def with_spellings(questionnaire: Questionnaire, spellings: Mapping[str, str]) -> Questionnaire:
    """The questionnaire in which these names are aliases of the centres that were meant by them."""
    more: dict[str, list[str]] = {}
    for spelling, centre in spellings.items():
        more.setdefault(centre, []).append(spelling)
    centres = tuple(
        c.model_copy(update={"aliases": (*c.aliases, *more[c.name])}) if c.name in more else c
        for c in questionnaire.centres
    )
    return questionnaire.model_copy(update={"centres": centres}) if more else questionnaire


@dataclass(frozen=True)
class Centres:
    """The list of centres, and the key by which two spellings of a name are one."""

    questionnaire: Questionnaire

    @cached_property
    def _common(self) -> set[str]:
        return {plain(word) for word in self.questionnaire.centre_words}

    def key(self, name: str) -> str:
        """What stays of a name without the words that every centre's name has."""
        said = f" {plain(_INITIALS.sub(lambda match: match[0].replace('.', ''), name))} "
        for full in words("centre_in_full"):
            said = said.replace(f" {plain(full)} ", " ")
        return " ".join(w for w in said.split() if w not in self._common) or plain(name)

    @cached_property
    def _known(self) -> dict[str, str]:
        return {
            self.key(n): c.name for c in self.questionnaire.centres for n in (c.name, *c.aliases)
        }

    @cached_property
    def official(self) -> frozenset[str]:
        """The names on the list."""
        return frozenset(centre.name for centre in self.questionnaire.centres)

    @cached_property
    def nets(self) -> dict[str, str]:
        """The net of every centre of the list."""
        return {centre.name: centre.net for centre in self.questionnaire.centres}

    def exactly(self, name: str) -> str | None:
        """The official name of this spelling or alias; None for another name, however near."""
        return self._known.get(self.key(name))

    def known(self, name: str) -> str | None:
        """The official name, also of what is nearly one; None for a centre that is not on the list."""
        return (
            self.exactly(name)
            or self.exactly(_REMARK.sub(self._another, name))
            or self._nearly(self.key(name))
        )

    def _another(self, remark: re.Match[str]) -> str:
        """What to keep of a remark in brackets: one that names a centre itself."""
        said = f" {self.key(remark[0])} "
        return remark[0] if any(f" {name} " in said for name in self._known) else " "

    def _nearly(self, key: str) -> str | None:
        from rapidfuzz import fuzz, process

        if len(key) < 6 or re.search(r"\d", key):
            return None
        near = process.extract(
            key, list(self._known), scorer=fuzz.ratio, limit=2, score_cutoff=_NEARLY
        )
        return self._known[near[0][0]] if len(near) == 1 else None

    def names(self, written: Iterable[tuple[str, int]]) -> dict[str, str]:
        """The name to show per distinct spelling; unknown centres keep their likeliest spelling.

        ``written`` are spellings, each with how often it occurs.
        """
        spellings: dict[str, Counter[str]] = {}
        for text, n in written:
            spellings.setdefault(self.key(text), Counter())[text] += n
        shown: dict[str, str] = {}
        for texts in spellings.values():
            official = self.known(next(iter(texts)))
            best = official or max(texts, key=lambda t: (self._formal(t), texts[t], t))
            shown.update(dict.fromkeys(texts, best))
        return shown

    def _formal(self, name: str) -> bool:
        return plain(name).startswith(plain(" ".join(self.questionnaire.centre_words)))

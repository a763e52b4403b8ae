"""Headers that are nearly, but not quite, a wording of the questionnaire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from measurement.exports.headers.meaning import ASK, SIMILAR, UNKNOWN, Meaning
from measurement.questionnaire.model import Thresholds
from measurement.texts import plain
from measurement.word_lists import words

_SHORTEST, _CUT, _MOST_OF_IT = 12, 24, 0.6
_SMALL_WORD, _SMALL_PART, _SAME_WORD, _SAME_SMALL_WORD = 4, 3, 70, 60
_WORDED = ("item", "option", "question")
# What turns a word into its opposite: onvoldoende, ontmoedigt, wantrouwen; insufficient, mistrust.
_OPPOSITES = ("on", "ont", "wan", "in", "im", "un", "dis", "non", "mis")


@dataclass(frozen=True)
class SimilarWordings:
    """Compares a header with every wording: sure (similar), perhaps (ask) or no."""

    texts: Mapping[str, Meaning]
    limits: Thresholds
    _found: dict[str, Meaning] = field(default_factory=dict)

    def of(self, header: str) -> Meaning:
        """The meaning of the wording that a header resembles."""
        wanted = plain(header)
        if len(wanted) < _SHORTEST:
            return UNKNOWN
        if wanted not in self._found:
            self._found[wanted] = self._search(canonical(wanted))
        return self._found[wanted]

    @cached_property
    def _wordings(self) -> dict[str, Meaning]:
        """Meaning by canonical wording, without those that two meanings share."""
        by_wording: dict[str, Meaning] = {}
        shared = set()
        for text, meaning in self.texts.items():
            if meaning.kind in _WORDED and len(text) >= 9:
                same = by_wording.setdefault(canonical(text), meaning)
                shared |= {canonical(text)} if same.key != meaning.key else set()
        return {text: meaning for text, meaning in by_wording.items() if text not in shared}

    def _search(self, wanted: str) -> Meaning:
        from rapidfuzz import fuzz, process

        if exact := self._wordings.get(wanted):
            return replace(exact, how=SIMILAR)
        if cut := self._cut_off(wanted):
            return cut
        close = process.extract(
            wanted,
            list(self._wordings),
            scorer=fuzz.ratio,
            limit=6,
            score_cutoff=self.limits.header_ask,
        )
        if not close:
            return UNKNOWN
        name, score, _ = close[0]
        best = self._wordings[name]
        others = max((s for n, s, _ in close if self._wordings[n].key != best.key), default=0)
        clear = score >= self.limits.header_accept and score - others >= self.limits.header_margin
        if clear and same_words(wanted, name):
            return replace(best, how=SIMILAR, score=float(score))
        return Meaning("unknown", best.key, ASK, float(score))

    def _cut_off(self, wanted: str) -> Meaning | None:
        """A wording of which a tool kept the beginning only."""
        if len(wanted) < _CUT:
            return None
        whole = {t: m for t, m in self._wordings.items() if t.startswith(wanted)}
        if not whole:
            return None
        text, meaning = next(iter(whole.items()))
        if len({m.key for m in whole.values()}) > 1:
            return Meaning("unknown", meaning.key, ASK, 100 * len(wanted) / len(text))
        if len(wanted) >= _MOST_OF_IT * len(text):
            return replace(meaning, how=SIMILAR)
        return Meaning("unknown", meaning.key, ASK, 100 * len(wanted) / len(text))


def canonical(text: str) -> str:
    """A plain wording with one word for every kind of guidance: begeleiding, opleiding, PLG …"""
    kinds = words("guidance")
    return " ".join("begeleiding" if word in kinds else word for word in text.split())


def same_words(header: str, wording: str) -> bool:
    """Whether two plain texts differ in spelling only, not in a word that counts.

    >>> same_words("ik ben tevreden over de inhoud", "ik ben tevredn over den inhoud")
    True
    >>> same_words("ik ben tevreden over de vorm", "ik ben tevreden over de inhoud")
    False
    >>> same_words("ik krijg onvoldoende tijd", "ik krijg voldoende tijd")
    False
    """
    from rapidfuzz import fuzz

    here, there = header.split(), wording.split()
    if _negations(here) != _negations(there):
        return False
    extra, missing = _left(here, there), _left(there, here)
    if any(_opposite(a, b) or _opposite(b, a) for a in extra for b in missing):
        return False
    small = all(len(word) <= _SMALL_WORD for word in [*extra, *missing])
    if not extra or not missing:
        return small and len(extra) + len(missing) <= 2
    one, other = "".join(extra), "".join(missing)
    needed = _SAME_SMALL_WORD if small else _SAME_WORD
    return len(one) + len(other) <= _SMALL_PART or fuzz.ratio(one, other) >= needed


def _opposite(word: str, of: str) -> bool:
    return any(
        word == start + stem for start in _OPPOSITES for stem in (of, of.removeprefix("ver"))
    )


def _negations(said: Iterable[str]) -> Counter[str]:
    return Counter(word for word in said if word in words("negations"))


def _left(these: list[str], those: list[str]) -> list[str]:
    """The words of the first text that the second lacks, in order."""
    spare = Counter(those)
    left = []
    for word in these:
        if spare[word]:
            spare[word] -= 1
        else:
            left.append(word)
    return left

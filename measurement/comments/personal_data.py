"""Marks what in a text may tell who somebody is: names, e-mail addresses, telephones, IP addresses.

Names are found by how they are written, so this is a help for who reads, not a guarantee: a name
may be missed, and a word that is no name may be marked. That is why the screen says "possible name".
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path

from measurement.comments.keywords import stop_words
from measurement.contacts import contacts, without
from measurement.questionnaire.model import Questionnaire
from measurement.texts import folded

KINDS = ("email", "phone", "ip", "name")
_FILE = Path(__file__).resolve().parents[2] / "data" / "names_nl.toml"
PARTICLES, TITLES, GIVEN, KNOWN = (
    frozenset(tomllib.loads(_FILE.read_text(encoding="utf-8"))[kind].split())
    for kind in ("particles", "titles", "given", "known")
)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SHORTENED = re.compile(r"(?:^|[\s(])(?:[^\W\d_]\.)*([^\W\d_]+)\.$")  # the word before a full stop
_OPENING = frozenset('.!?…:;•|*"“”«([')


@dataclass(frozen=True)
class Mark:
    """A part of a text, from ``start`` up to ``end``, and what it may be: one of :data:`KINDS`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class _Word:
    """A word with its place, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def bare(self) -> str:
        """The word for comparison."""
        return folded(self.text.rstrip("."))

    @property
    def capital(self) -> bool:
        """Whether it is written as a name: a capital first, and not all capitals."""
        return self.text[0].isupper() and any(c.islower() for c in self.text)

    @property
    def initials(self) -> bool:
        """Whether it is initials with full stops: J.P., or one letter."""
        letters = [c for c in self.text if c.isalpha()]
        return "." in self.text and all(c.isupper() for c in letters)


def known_words(questionnaire: Questionnaire, *texts: Iterable[str]) -> frozenset[str]:
    """The words that are no names of people: of the questionnaire, its centres, and these texts.

    Given to :func:`marks`; ``texts`` are names of initiatives, centres and the like.
    """
    own = [
        *(
            str(label)
            for item in questionnaire.items
            for label in (item.wording.nl, item.wording.en)
        ),
        *(part for centre in questionnaire.centres for part in (centre.name, *centre.aliases)),
        *(part for s in questionnaire.strategies for part in (str(s.label), *s.aliases)),
        *(value.label.nl for value in questionnaire.values),
    ]
    every = [*own, *(text for some in texts for text in some)]
    return frozenset(folded(word) for text in every for word in _WORD.findall(text))


def marks(text: str, own_words: Collection[str] = frozenset()) -> tuple[Mark, ...]:
    """The parts of a text that may tell who somebody is, from left to right.

    Of ``own_words`` (see :func:`known_words`) and capitals that are places, days, tools and the
    like no name is made. Marked as a name: capitals within a sentence, common given names, what
    follows a title (``mevrouw``, ``juf``), whole names (``Jan De Smet``, ``An van den Berg``) and
    initials with full stops.

    >>> [text[m.start : m.end] for text in ["Bel An De Smet of juf Sofie."] for m in marks(text)]
    ['An De Smet', 'Sofie']
    """
    of_contacts = [Mark(*one) for one in contacts(text)]
    taken = [False] * (len(text) + 1)
    for mark in of_contacts:
        taken[mark.start : mark.end] = [True] * (mark.end - mark.start)
    words = [word for word in _words(text) if not taken[word.start]]
    return tuple(
        sorted([*of_contacts, *_names(text, words, own_words)], key=lambda mark: mark.start)
    )


def without_marks(text: str, own_words: Collection[str] = frozenset()) -> str:
    """The text with … in place of everything that is marked.

    >>> without_marks("Dank aan Jan De Smet!")
    'Dank aan …!'
    """
    return without(text, (astuple(mark) for mark in marks(text, own_words)))


def _words(text: str) -> list[_Word]:
    matches = _WORD.finditer(text)
    return [_Word(m.start(), m.end(), m.group(), _opens(text[: m.start()])) for m in matches]


def _opens(before: str) -> bool:
    """Whether a word after this text opens a sentence, so that its capital says nothing."""
    said = before.rstrip()
    if not said or "\n" in before[len(said) :]:
        return True
    if said[-1] == "." and (last := _SHORTENED.search(said[-24:])):
        initial = len(last[1]) == 1 and (last[1].isupper() or last[0].count(".") > 1)
        return not initial and last[1].casefold() not in TITLES
    if said[-1] in "-–—":
        return said[-2:-1].isspace() or len(said) == 1
    return said[-1] in _OPENING or unicodedata.category(said[-1]) == "So"


def _names(text: str, words: list[_Word], own_words: Collection[str]) -> list[Mark]:
    """Runs of words that are written as a name."""
    names: list[Mark] = []
    i = 0
    while i < len(words):
        end = _name_end(text, words, i, own_words)
        if end:
            names.append(Mark(words[i].start, words[end - 1].end, "name"))
        i = max(end, i + 1)
    return names


def _name_end(text: str, words: list[_Word], i: int, own_words: Collection[str]) -> int:
    """The place after the last word of a name that begins at word ``i``; 0 where none does."""
    end = _followed(text, words, i, own_words)
    word = words[i]
    titled = i > 0 and words[i - 1].bare in TITLES and _beside(text, words[i - 1], word)
    if titled and (word.text[0].isupper() or word.bare in GIVEN):
        named = word.bare in PARTICLES or _may_be_name(word, own_words)
        return end if named else 0
    if word.initials and len(word.text) > 2:
        return end
    if len(word.text) == 1 and word.text.isupper() and text[word.end : word.end + 1] == ".":
        return end if end > i + 1 else 0
    if not word.capital or not _may_be_name(word, own_words):
        return _surname(text, words, i, own_words)
    if word.opens and word.bare not in GIVEN and end > i + 1 and words[i + 1].bare in GIVEN:
        return 0  # Bel Sofie: the name begins at the second word
    if word.bare in GIVEN or end > i + 1:
        return end
    return 0 if word.opens else end


def _followed(text: str, words: list[_Word], i: int, own_words: Collection[str]) -> int:
    """The place after the capitals that follow word ``i``, with particles such as van den."""
    end = j = i + 1
    while j < len(words) and j - end < 3 and _beside(text, words[j - 1], words[j]):
        if words[j].bare in PARTICLES:
            j += 1
        elif words[j].capital and _may_be_name(words[j], own_words):
            end = j = j + 1
        else:
            break
    return end


def _surname(text: str, words: list[_Word], i: int, own_words: Collection[str]) -> int:
    """The place after a surname that begins with particles: De Smet, van den Berg; else 0."""
    if words[i].bare not in PARTICLES:
        return 0
    end = _followed(text, words, i, own_words)
    last = [words[j] for j in range(i + 1, end)]
    n_particles = sum(1 for word in [words[i], *last] if word.bare in PARTICLES)
    whole = words[i].capital and not words[i].opens
    return end if last and (n_particles > 1 or whole) else 0


def _beside(text: str, one: _Word, other: _Word) -> bool:
    """Whether nothing but spaces (or the full stop of a title or initial) stands between."""
    between = text[one.end : other.start].strip().strip("'’")
    return not between or (between == "." and (one.bare in TITLES or len(one.text) == 1))


@lru_cache(maxsize=1 << 14)
def _common(bare: str) -> bool:
    return bare in KNOWN or bare in stop_words("nl") or bare in TITLES or bare in PARTICLES


def _may_be_name(word: _Word, own_words: Collection[str]) -> bool:
    """Whether a capital may be a name: no common word, none of the questionnaire."""
    parts = {word.bare, *word.bare.split("-")}
    if word.bare in GIVEN:
        return word.bare not in own_words
    return not any(_common(part) or part in own_words for part in parts)

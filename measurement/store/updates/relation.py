"""What an export is to an earlier import: a newer state of it, other answers, or a question.

Only the same responses make an update. Who answers two surveys, or one survey twice, is no copy;
answers without a name that agree are copies only where that is not chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from measurement.store.updates.content import Hashes
from measurement.store.updates.matching import CONTENT, PERSON, SURE, Pairs

UPDATE, BESIDE = "update", "beside"
PART, AGAIN, CHANCE, OTHER, OLDER = "part", "again", "chance", "other", "older"
QUESTIONS = (PART, AGAIN, CHANCE, OTHER, OLDER)
# Chances below which agreement is no accident, and below which it may be none.
_RARE, _ODD = 1e-3, 0.05


@dataclass(frozen=True)
class Evidence:
    """What of an earlier import comes back.

    ``pairs`` are its rows that were found again; ``n`` are its rows that count, ``back`` those of
    them in the pairs. ``shared`` says whether both hold answers of one survey, ``same_file`` that
    they are one file. ``chance`` is how likely an earlier row finds its like among other people. ``older`` says that all
    rows that are lacking are of days after the last in the export.
    """

    pairs: Pairs
    n: int
    back: int
    shared: bool
    same_file: bool
    chance: float
    older: bool = False

    @property
    def relation(self) -> str:
        """:data:`UPDATE`, :data:`BESIDE` or one of :data:`QUESTIONS`."""
        relation = self._found
        return OLDER if relation == UPDATE and self.older else relation

    @property
    def _found(self) -> str:
        if not self.shared:
            sure = self.pairs.where(self.pairs.strength == SURE)
            same = 2 * np.count_nonzero(sure.close) > len(sure) and self._mostly
            return OTHER if same or self.same_file else BESIDE
        if self._n(SURE):
            return UPDATE if self._mostly else PART
        if self._n(PERSON):
            return self._by_person()
        back = self.pairs.where((self.pairs.strength == PERSON) & self.pairs.close)
        return AGAIN if 2 * len(back) > self.n else self._by_content()

    def _n(self, strength: int) -> int:
        return int(np.count_nonzero((self.pairs.strength == strength) & ~self.pairs.against))

    @property
    def _mostly(self) -> bool:
        return 2 * self.back > self.n

    def _by_person(self) -> str:
        """The same people: the same responses where they say the same, else perhaps a second time."""
        of_persons = self.pairs.where((self.pairs.strength == PERSON) & ~self.pairs.against)
        same = np.count_nonzero(of_persons.close & ~of_persons.apart)
        if 2 * same > len(of_persons):
            return UPDATE if self._mostly else PART
        apart = bool(of_persons.apart.all()) and 2 * np.count_nonzero(of_persons.close) <= len(
            of_persons
        )
        return BESIDE if apart else AGAIN

    def _by_content(self) -> str:
        """Answers of nobody known: a copy where more agree than chance would give.

        Of few rows chance could give much; so where half of the earlier rows say the same it is asked.
        """
        said = self.pairs.where((self.pairs.strength <= CONTENT) & self.pairs.alike)
        back = int(np.count_nonzero(~said.apart))
        likely = _tail(back, self.n, self.chance)
        if back and 2 * back > self.n:
            return UPDATE if likely < _RARE else CHANCE
        if likely < _ODD or (back and 2 * len(said) >= self.n):
            return PART
        shifted = 2 * len(said) > self.n and _tail(len(said), self.n, self.chance) < _RARE
        return AGAIN if shifted else BESIDE


def chance(old: Hashes, new: Hashes) -> float:
    """The chance that a row of the first finds one that says the same among those of the second.

    From how often two rows of one file agree, with one agreement added (Laplace's rule).
    """
    agree, pairs = 1.0, 1.0
    for said in (old, new):
        n = len(said)
        counts = np.unique(said, return_counts=True)[1].astype(float)
        agree += float((counts * (counts - 1) / 2).sum())
        pairs += n * (n - 1) / 2
    return float(1 - (1 - min(agree / pairs, 1)) ** max(len(new), 1))


def _tail(k: int, n: int, p: float) -> float:
    """The chance of at least ``k`` of ``n``, each with chance ``p`` (binomial)."""
    if k <= 0:
        return 1.0
    from scipy.special import bdtrc

    return float(bdtrc(k - 1, n, p)) if p < 1 else 1.0

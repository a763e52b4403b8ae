"""What staff experience of a success factor, by what was released: sums of atoms, with bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from measurement.centre.mirror.evidence import Standing, standing
from measurement.questionnaire.linked_items import Linked, linked_items
from measurement.questionnaire.model import Questionnaire
from measurement.releases.atoms import Atom
from measurement.releases.views import Choice, Sum, by_item, cautious_squares, interval


class Experience(NamedTuple):
    """What staff say on the items linked to a success factor, or to an element of Knoster.

    ``persons``: who scored, at least how many; ``least`` and ``most`` bound the favourable of ``n_answers``
    scores; the interval reaches over both; ``standing`` is told only where it is so at both.
    """

    factor: str
    items: tuple[str, ...]
    persons: int
    n_answers: int
    least: int
    most: int
    size: float
    lower: float
    upper: float
    standing: Standing
    n_ticked_answers: int


def experiences(
    atoms: Iterable[Atom], questionnaire: Questionnaire, view: Choice, link: str = "success_factor"
) -> tuple[Experience, ...]:
    """What is published of the items linked to every factor, in a view, of one centre.

    The number of persons is that of the item with most; as if the same persons gave all answers,
    so that the interval is never too narrow.
    """
    sums = by_item(atoms, view)
    linked = linked_items(questionnaire, link)
    return tuple(_experience(factor, one, sums, questionnaire) for factor, one in linked.items())


def _experience(
    factor: str, linked: Linked, sums: dict[str, Sum], questionnaire: Questionnaire
) -> Experience:
    items = tuple(item for item in linked.scales if item in sums and sums[item].scored)
    linked_sums = [sums[item] for item in items]
    persons = max((one.scorers for one in linked_sums), default=0)
    n, least, most = (
        sum(getattr(one, name) for one in linked_sums) for name in ("scored", "least", "most")
    )
    size = _size(linked_sums, n, persons)
    bounds = interval(least, most, n, size, questionnaire.thresholds.confidence)
    ticked = max((sums[i].scored for i in linked.ticked if i in sums), default=0)
    stands = _stands((least, most), n, size, persons, questionnaire)
    return Experience(factor, items, persons, n, least, most, size, *bounds, stands, ticked)


def _size(linked_sums: Sequence[Sum], n: int, persons: int) -> float:
    """n²/Σm², the persons counted, with Σm² at most: never more than there are persons."""
    squares = cautious_squares(one.squares for one in linked_sums)
    return min(n**2 / squares, float(persons)) if n else 0.0


def _stands(
    bounds: tuple[int, int], n: int, size: float, persons: int, questionnaire: Questionnaire
) -> Standing:
    if not n:
        return Standing("", False)
    both = [
        standing(
            k / n,
            *interval(k, k, n, size, questionnaire.thresholds.confidence),
            persons,
            questionnaire,
        )
        for k in bounds
    ]
    low, high = both
    if low.lean != high.lean:
        return Standing("divided", False)
    return Standing(low.lean, low.certain and high.certain)

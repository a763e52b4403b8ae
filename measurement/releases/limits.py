"""From how many persons or centres something is published, and the rules that can be left out."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from measurement.errors import SurveyError
from measurement.words import say

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# Each can be left out to prove that the attacker of the tests then finds something.
HELD = "held"  # only answers that were never in an atom form one
BUSIEST = "busiest"  # what a few know of themselves gives nobody else away
SPREAD = "spread"  # points only where both sides are held by enough
PARTS = "parts"  # the strategies of a year all or none
TOTALS = "totals"  # totals only where nobody's share of them follows
EXACT = "exact"  # only what is told exactly is compared, and only with a total that is told
FROZEN = "frozen"  # a correction withdraws, nothing that was published is made again
ALL = frozenset((HELD, BUSIEST, SPREAD, PARTS, TOTALS, EXACT, FROZEN))


def refuse_lower(limits: DataclassInstance) -> None:
    """Raise :class:`SurveyError` where a limit is below the one it has without being set."""
    for one in fields(limits):
        least = one.default
        if isinstance(least, int) and getattr(limits, one.name) < least:
            raise SurveyError(
                say("A limit that protects small groups cannot be lower than {least}.", least=least)
            )


@dataclass(frozen=True)
class Limits:
    """From how many on. Staff may raise a limit; no one goes below these.

    ``persons``: who answered, in an atom; ``writers``: who wrote, for quotes; ``crossed``: persons
    in a crossing with a characteristic, and behind a mean of an item without a cut; ``centres``:
    in a total of the network. Raises :class:`SurveyError` for a limit that is too low.
    """

    persons: int = 5
    writers: int = 10
    crossed: int = 10
    centres: int = 6

    def __post_init__(self) -> None:
        refuse_lower(self)


LIMITS = Limits()


@dataclass(frozen=True)
class Terms:
    """On what terms answers are published.

    ``strict`` keeps both sides of every item secret; ``hidden`` are items that do not go to
    directors, such as those shown only because of an earlier answer. ``rules`` is for tests.
    """

    limits: Limits = LIMITS
    strict: bool = False
    hidden: frozenset[str] = frozenset()
    rules: frozenset[str] = ALL


TERMS = Terms()

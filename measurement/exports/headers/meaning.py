"""What a column of an export may mean, and how surely that was recognised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from measurement.texts import plain

# How a column was recognised, from the surest to a mere proposal.
CHOSEN, TOOL, ID, WORDING, ALIAS = "chosen", "tool", "id", "wording", "alias"
CODE, SIMILAR, LOOK, ASK, NONE = "code", "similar", "look", "ask", "none"
RESEMBLES = "resembles"  # nearly a wording that another column has: settled by the cells
QUESTION = "question"  # the header is clear, but what its cells mean is asked, and told elsewhere


@dataclass(frozen=True)
class Meaning:
    """What a column is for.

    ``kind`` is meta, survey, person, item, question (multi-select in one column), option, open,
    other, consent or unknown; ``key`` names the role, characteristic, item or option. ``how`` is
    ``look`` where only a part of the header looks like the code of an item; ``array`` is then what
    stands around it. ``beside`` tells that a declared code stands beside a text of its own.
    """

    kind: str
    key: str = ""
    how: str = NONE
    score: float = 100.0
    array: str = ""
    beside: bool = False


UNKNOWN = Meaning("unknown")
_LOOSE: tuple[tuple[str, Meaning], ...] = (
    (
        r" (welk|welke|which|naam van (je|jouw|het|uw)) (\w+ )?(clb|centrum|centre|vestiging) ",
        Meaning("person", "centre", SIMILAR),
    ),
    (r"^ (clb|centrum|centre) $", Meaning("person", "centre", SIMILAR)),
    (
        r" (welke?|which) (opleiding|vorming|plg|initiatief|training|sessie|infosessie|nascholing)"
        r"(en)? .*(volg|nam|deel|bij|attend|follow|evalu)",
        Meaning("survey", "initiative", SIMILAR),
    ),
    (
        r" (hoeveel|aantal|how many) (jaar|jaren|years) .*(ervaring|werk|clb|experience|work|dienst)",
        Meaning("person", "experience", SIMILAR),
    ),
    (
        r" (je|jouw|uw|your) (ambt|discipline|functie|function|job) ",
        Meaning("person", "ambt", SIMILAR),
    ),
)


def loosely(header: str, characteristics: set[str]) -> Meaning:
    """A person or survey column by its telling words, so that wordings may vary.

    >>> loosely("In welk centrum ben je aan de slag?", {"centre"}).key
    'centre'
    """
    said = f" {plain(header)} "
    for pattern, meaning in _LOOSE:
        applies = meaning.kind == "survey" or meaning.key in characteristics
        if applies and re.search(pattern, said):
            return meaning
    return UNKNOWN

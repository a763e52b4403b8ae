"""The declared table of what is withheld from a director, and its words."""

from __future__ import annotations

from measurement.tables import Column, Table
from measurement.words import Sentence, say

REASONS = ("few", "protected", "unanimous")
COARSE = ("almost_all_high", "almost_all_low", "almost_all_not_applicable", "almost_all_alike")
REASON_WORDS: dict[str, Sentence] = {
    "few": say("too few answers"),
    "protected": say("hidden for protection"),
    "unanimous": say("nearly everybody says the same"),
}
REASON_SENTENCES: dict[str, Sentence] = {
    "few": say("Too few colleagues answered this to show it."),
    "protected": say(
        "Hidden for protection: with these figures those of a small group could be worked out."
    ),
    "unanimous": say(
        "Nearly everybody says the same here. So that nobody's own answer can be read from it, the exact figures are not shown."
    ),
}
COARSE_WORDS: dict[str, Sentence] = {
    "almost_all_high": say("(nearly) everybody high"),
    "almost_all_low": say("(nearly) everybody low"),
    "almost_all_not_applicable": say("(nearly) everybody 'not applicable'"),
    "almost_all_alike": say("(nearly) everybody the same score"),
}
# For an option of a list there is no high and low: it was ticked or not.
TICKED_WORDS: dict[str, Sentence] = {
    "almost_all_high": say("ticked by (nearly) everybody"),
    "almost_all_low": say("ticked by (nearly) nobody"),
}
# Of a factor the scale is turned where it is negative: high is enabling.
FACTOR_WORDS: dict[str, Sentence] = {
    "almost_all_high": say("(nearly) everybody enabling"),
    "almost_all_low": say("(nearly) everybody hindering"),
}

WITHHELD = Table(
    "withheld",
    (
        Column("centre", "category", say("name"), say("Own centre of the reader")),
        Column("item", "category", say("name"), say("Item that is not shown"), words="item"),
        Column(
            "reason",
            "category",
            say("name"),
            say("few, protected or unanimous"),
            labels=REASON_WORDS,
        ),
        Column(
            "coarse",
            "category",
            say("name"),
            say("What may be said of it all the same; of a factor high is enabling"),
            say("nothing may be said"),
            labels=COARSE_WORDS,
        ),
    ),
)


def reason_label(reason: str) -> Sentence:
    """The words for ``few``, ``protected`` or ``unanimous``."""
    return REASON_WORDS[reason]


def reason_sentence(reason: str) -> Sentence:
    """A sentence that says why something is not shown."""
    return REASON_SENTENCES[reason]


def coarse_label(coarse: str, ticked: bool = False, factor: bool = False) -> Sentence:
    """The words for what may be said coarsely; of a ticked option and of a factor other words."""
    words = TICKED_WORDS if ticked else FACTOR_WORDS if factor else COARSE_WORDS
    return words.get(coarse, COARSE_WORDS[coarse])

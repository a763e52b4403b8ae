"""Learned words that figures cannot do without, and what each means: one home for all pages.

A figure that uses one says what it means under *How do I read this?*; *Method* lists them all.
"""

from __future__ import annotations

from measurement.words import Sentence, say

MEANINGS: tuple[tuple[Sentence, Sentence], ...] = (
    (
        say("interval"),
        say(
            "**Interval**: what a few people say is less sure than what many say. The line through a dot shows how far the share could lie beside it. A wide line means: not sure."
        ),
    ),
    (
        say("mixed"),
        say(
            "**Mixed**: of who gave a score it is not sure whether more or fewer than half find that the factor helps. Where n/a counts too, the dot lies lower, so it can lie below 50 %."
        ),
    ),
    (
        say("lucky hits"),
        say(
            "**Lucky hits**: who compares much always finds something by chance. So a difference is named only when it still stands after a correction for that. Finding nothing does not mean that nothing is there."
        ),
    ),
    (
        say("mix of strategies"),
        say(
            "**The other centres**: a centre is compared with all other centres together, at its own mix of strategies and school years. It does not count among them itself."
        ),
    ),
)


def explained(*texts: str) -> list[str]:
    """What the learned words in these texts mean, in a fixed order."""
    said = " ".join(texts).casefold()
    return [str(meaning) for word, meaning in MEANINGS if str(word).casefold() in said]

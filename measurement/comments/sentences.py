"""Words for bands and leanings of open answers."""

from __future__ import annotations

from measurement.comments.tables import BAND_WORDS, LEAN_WORDS, NO_SCORES
from measurement.words import Sentence


def band_label(band: str) -> Sentence:
    """The words for a band: ``low``, ``mixed``, ``high``, or '' where there are no scores."""
    return BAND_WORDS.get(band, NO_SCORES)


def leans_label(leans: str) -> Sentence:
    """The words for where something leans: ``low``, ``high``, ``even`` or ``too_few``."""
    return LEAN_WORDS[leans]

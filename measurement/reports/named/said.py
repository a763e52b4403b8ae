"""What stands under a named figure: messages with the limits of the questionnaire in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from measurement.denominator import base_words
from measurement.reports.named.asked import OfNetwork
from measurement.words import text

Said = Callable[[OfNetwork], Sequence[str]]


def only(*messages: str) -> Said:
    """These messages (see :func:`measurement.words.mark`)."""

    def said(asked: OfNetwork) -> Sequence[str]:
        limits = asked.made.thresholds
        return [
            text(one, few=limits.few_answers, least=limits.association_from) for one in messages
        ]

    return said


def with_base(*messages: str) -> Said:
    """These messages, and before them of whom the shares are."""
    return lambda asked: [base_words(asked.denominator), *only(*messages)(asked)]

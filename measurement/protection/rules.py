"""The limits of protection, and which group must not be shown by itself.

A group is judged on the answers and the persons of one item. Sources of the limits: peers show
from five answers (``docs``: method); masks of shares near 0 and 100 per cent as in NCES (2011),
Statistical methods for protecting personally identifiable information in aggregate reporting
(SLDS Technical Brief 3, NCES 2011-603); secondary suppression as in A. Hundepool and others
(2012), Statistical Disclosure Control, chapter 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from measurement.releases.limits import refuse_lower

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
# Each can be left out to prove that the attacker of the tests then finds something.
RULES = (
    "minimum",
    "persons",
    "scored",
    "unanimous",
    "rest",
    "other_centres",
    "family",
    "audit",
    "views",
)
ALL = frozenset(RULES)


@dataclass(frozen=True)
class Limits:
    """From how many persons something is shown. Staff may raise a limit; no one goes below these.

    ``group``: persons (and answers) on one item; ``open``: persons with a remark, for quotes;
    ``other_centres``: other centres in the rest; ``unanimous``: below it a group in which at most
    ``dissent`` scores differ is only described; ``crossed``: crossings with a person characteristic.
    Raises :class:`SurveyError` for a limit that is too low.
    """

    group: int = 5
    open: int = 10
    other_centres: int = 3
    unanimous: int = 20
    crossed: int = 10
    dissent: int = 1

    def __post_init__(self) -> None:
        refuse_lower(self)


LIMITS = Limits()


class Weights(NamedTuple):
    """What is known of groups × items: answers, scores, bands, persons; centres in the rest.

    The last group is the rest. ``top`` is the number of scores on the most chosen point.
    """

    n: Numbers
    scored: Numbers
    low: Numbers
    high: Numbers
    top: Numbers
    persons: Numbers
    centres: Numbers


class Kinds(NamedTuple):
    """Of every item whether unanimity means anything, and whether its scale has a cut."""

    judged: Flags
    cut: Flags


def too_few(weights: Weights, limits: Limits, rules: frozenset[str]) -> Flags:
    """Which groups (groups × items) have some answers, but too few to be shown."""
    few = np.zeros(weights.n.shape, bool)
    if "minimum" in rules:
        few |= weights.n < limits.group
        if "persons" in rules:  # one person may have answered in several surveys
            few |= weights.persons < limits.group
    if "scored" in rules:
        few |= (weights.scored > 0) & (weights.scored < limits.group)
    return np.asarray(few & (weights.n > 0), bool)


def dissenting(weights: Weights, kinds: Kinds) -> Numbers:
    """How many scores differ from the rest of their group (groups × items)."""
    between = weights.scored - weights.low - weights.high
    most = np.maximum(np.maximum(weights.low, weights.high), between)
    apart = weights.scored - np.where(kinds.cut, most, weights.top)
    # All "not applicable" but for a few is alike as well.
    return np.asarray(
        np.where(2 * weights.scored < weights.n, np.minimum(apart, weights.scored), apart)
    )


def alike(weights: Weights, kinds: Kinds, limits: Limits, dissent: int) -> Flags:
    """Which groups (groups × items) are small and, but for ``dissent`` scores, unanimous.

    Small in scores or in persons: one person may have answered in several surveys.
    """
    small = (
        (weights.n > 0)
        & (np.minimum(weights.scored, weights.persons) < limits.unanimous)
        & kinds.judged
    )
    return np.asarray(small & (dissenting(weights, kinds) <= dissent), bool)


def unfit(weights: Weights, kinds: Kinds, limits: Limits, rules: frozenset[str]) -> Flags:
    """Which items must not be shown for this group: for an own centre, or for the rest beside it.

    The rest counts only where an own centre answered: without that it is the published total.
    """
    bad = too_few(weights, limits, rules)
    if "unanimous" in rules:
        bad |= alike(weights, kinds, limits, limits.dissent)
    answered = (weights.n[:-1] > 0).any(axis=0)
    rest = np.zeros_like(answered)
    if "rest" in rules:
        rest |= bad[-1] | (weights.n[-1] == 0)
    if "other_centres" in rules:
        rest |= weights.centres < limits.other_centres
    return np.asarray(bad[:-1].any(axis=0) | (answered & rest), bool)


def one_voice(weights: Weights, kinds: Kinds) -> Flags:
    """Which items an own centre, or the rest, answers with one voice, however large it is.

    What is hidden together must not be that: every part of it would be known, small ones too.
    """
    same = (weights.n > 0) & kinds.judged & (dissenting(weights, kinds) == 0)
    answered = (weights.n[:-1] > 0).any(axis=0)
    return np.asarray(same[:-1].any(axis=0) | (answered & same[-1]), bool)


def coarse_bands(n: int, limits: Limits = LIMITS) -> bool:
    """Whether a distribution of ``n`` scores is shown in two bands only, not point by point."""
    return n < limits.unanimous

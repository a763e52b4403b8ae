"""Sets of words for the points of a scale, from ``data/label_sets.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_LOWER = 0.4  # up to here a word says the lower part of a scale, and from 1 − this the upper
FILE = Path(__file__).parents[2] / "data" / "label_sets.toml"


@dataclass(frozen=True)
class LabelSet:
    """Words for every point of a scale, from the lowest to the highest.

    ``family`` is what they speak of: agreement, satisfaction, frequency.
    """

    id: str
    family: str
    words: tuple[tuple[str, ...], ...]

    @property
    def spellings(self) -> dict[int, tuple[str, ...]]:
        """The words by point, the lowest being 1."""
        return dict(enumerate(self.words, 1))


@cache
def _described() -> dict[str, Any]:
    with FILE.open("rb") as source:
        return tomllib.load(source)


@cache
def label_sets() -> tuple[LabelSet, ...]:
    """All sets, in the order of the file."""
    sets = []
    for name, degrees in _described()["sets"].items():
        family = name.partition("-")[0]
        words = _described()["words"][family]
        sets.append(LabelSet(name, family, tuple(tuple(words[degree]) for degree in degrees)))
    return tuple(sets)


def not_applicable() -> tuple[str, ...]:
    """What a form offers beside the points of any scale."""
    return tuple(_described()["not_applicable"])


def beside() -> frozenset[str]:
    """Words around a label that do not change it."""
    return frozenset(_described()["beside"])


def negations() -> frozenset[str]:
    """Words that turn a label around, in several languages."""
    return frozenset(_described()["negations"])


@cache
def sides() -> dict[str, int]:
    """By label: −1 where it stands in the lower part of its words, +1 in the upper, 0 between.

    >>> sides()["zeer ontevreden"], sides()["neutraal"], sides()["vaak"]
    (-1, 0, 1)
    """
    side_of: dict[str, int] = {}
    for degrees in _described()["words"].values():
        for place, labels in enumerate(degrees.values()):
            part = place / (len(degrees) - 1)
            side = -1 if part < _LOWER else 1 if part > 1 - _LOWER else 0
            side_of |= dict.fromkeys(labels, side)
    return side_of


def scale_of(name: str) -> dict[str, Any] | None:
    """A rating scale with the words of the set of this name; None if there is no such set.

    >>> scale_of("frequency-5")["points"]
    [1, 2, 3, 4, 5]
    """
    labels = next((one for one in label_sets() if one.id == name), None)
    if labels is None:
        return None
    return {
        "id": name,
        "points": [*labels.spellings],
        "spellings": labels.spellings,
        "not_applicable": not_applicable(),
    }

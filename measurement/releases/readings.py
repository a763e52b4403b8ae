"""How an item is protected: which of its points are favourable, and which side is kept secret."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from measurement.questionnaire.favourable import point_readings, sides, turned
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import TICK

# one_side: nobody may be known to have answered unfavourably; both_sides: nor favourably;
# mean: there are no sides, only points.
Secret = Literal["one_side", "both_sides", "mean"]


@dataclass(frozen=True)
class Reading:
    """The points of an item in order, those that are favourable, and what is kept secret.

    Every other point counts as unfavourable. Where high is not good, low is favourable; where
    neither is, the favourable side is the high one and both sides are secret.
    """

    item: str
    points: tuple[int, ...]
    favourable: frozenset[int]
    secret: Secret


def reading(made: Questionnaire, item: str, strict: bool = False) -> Reading:
    """How an item is protected; ``strict`` keeps both sides of every item secret."""
    scale = made.scale_of(item)
    if scale.kind == TICK.kind:
        good, known = _of_option(made, item), sides(made, item).high != "neutral"
    elif scale.has_cut:
        good, known = _of_scale(made, item)
    else:
        return Reading(item, scale.points, frozenset(), "mean")
    return Reading(item, scale.points, good, "one_side" if known and not strict else "both_sides")


def readings(
    made: Questionnaire, items: Iterable[str], strict: bool = False
) -> Mapping[str, Reading]:
    """How these items are protected."""
    return {item: reading(made, item, strict) for item in items}


def _of_option(made: Questionnaire, item: str) -> frozenset[int]:
    ticked = sides(made, item).high != "unfavourable"
    return frozenset(made.scale_of(item).points[1 if ticked else 0 :][:1])


def _of_scale(made: Questionnaire, item: str) -> tuple[frozenset[int], bool]:
    read = point_readings(made, item)
    good = frozenset(p for p, of in read.items() if of == "favourable")
    bad = frozenset(p for p, of in read.items() if of == "unfavourable")
    if good:
        return good, True
    if bad:
        return frozenset(read) - bad, True
    return frozenset(made.scale_of(item).high), False


def high_is_favourable(made: Questionnaire, item: str) -> bool:
    """Whether the favourable side is the one that pages count as high (:func:`~measurement.counting.bands.success`).

    Where it is not, what is not favourable counts as high: of controlled motivation, say.
    """
    scale = made.scale_of(item)
    high = {TICK.points[1]} if scale.kind == TICK.kind else set(scale.high)
    if item in turned(made, [item]):
        high = {scale.turned(point) for point in high}
    return high <= reading(made, item).favourable

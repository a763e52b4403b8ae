"""Which side of an item is good: the one place that says so, for every chart, table and sentence.

An item about a hindrance is read from the other end of its scale (9 − score on a scale of 8), and
so are its bands: of a hindrance the narrow end of the scale is enabling. High controlled motivation
is never favourable; low controlled motivation says nothing good either.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import TICK

Reading = Literal["favourable", "unfavourable", "neutral"]
Direction = Literal["+", "-", ""]
READINGS: tuple[Reading, ...] = ("favourable", "unfavourable", "neutral")


class Sides(NamedTuple):
    """How the low and the high band of an item read, after turning."""

    low: Reading
    high: Reading


_CAPACITIES = "capacities"
_GOOD_HIGH = Sides("unfavourable", "favourable")
_GOOD_LOW = Sides("favourable", "unfavourable")
_NEVER_GOOD = Sides("neutral", "unfavourable")
NEITHER = Sides("neutral", "neutral")
RATE = _GOOD_HIGH  # a rate of response


def turned(questionnaire: Questionnaire, items: Iterable[str]) -> frozenset[str]:
    """Those of the items that are read from the other end: about a hindrance, on a scale."""
    return frozenset(item for item in items if _is_turned(questionnaire, item))


def _is_turned(questionnaire: Questionnaire, item: str) -> bool:
    return (
        questionnaire.role_of(item) == "factors"
        and questionnaire.item_by_id[item].direction == "-"
        and questionnaire.scale_of(item).kind != TICK.kind
    )


def sides(questionnaire: Questionnaire, item: str) -> Sides:
    """How low and high read; of an option: that few tick it, and that many do.

    Neutral on both sides without a direction, and where the scale has no low and high.
    """
    scale, direction = questionnaire.scale_of(item), questionnaire.item_by_id[item].direction
    if not (scale.has_cut or scale.kind == TICK.kind):
        return NEITHER
    return sides_of(
        "+" if _is_turned(questionnaire, item) else direction, questionnaire.role_of(item)
    )


def low_is_good(questionnaire: Questionnaire, items: Iterable[str]) -> frozenset[str]:
    """Those of the items on a scale of which a low score, as it was given, is favourable."""
    return frozenset(item for item in items if _low_is_good(questionnaire, item))


def _low_is_good(questionnaire: Questionnaire, item: str) -> bool:
    if questionnaire.scale_of(item).kind == TICK.kind:
        return False
    return _is_turned(questionnaire, item) or sides_of_mean(questionnaire, item).low == "favourable"


def sides_of_mean(questionnaire: Questionnaire, item: str) -> Sides:
    """How a low and a high mean of the scores read, as they were given, with a cut or without."""
    return sides_of(questionnaire.item_by_id[item].direction, questionnaire.role_of(item))


def sides_of(direction: str, role: str) -> Sides:
    """How low and high read for a direction (+, - or none), where nothing is left to turn."""
    if direction == "+":
        return _GOOD_HIGH
    if not direction:
        return NEITHER
    return _NEVER_GOOD if role == "motivation" else _GOOD_LOW


def turned_in_scale(
    questionnaire: Questionnaire, role: str, items: Iterable[str]
) -> frozenset[str]:
    """The items that are turned in a scale with this role: negative ones of capacities alone."""
    return low_is_good(questionnaire, items) if role == _CAPACITIES else frozenset()


def direction_of_scale(role: str, directions: Iterable[Direction]) -> Direction:
    """The direction of a scale after turning: that of its items, none where they differ."""
    distinct = set(directions)
    return "+" if role == _CAPACITIES else distinct.pop() if len(distinct) == 1 else ""


def point_readings(questionnaire: Questionnaire, item: str) -> dict[int, Reading]:
    """How every point of the scale reads, as it was given: the bands turned back.

    A point in neither band is neutral.
    """
    scale, read = questionnaire.scale_of(item), sides(questionnaire, item)
    turn = _is_turned(questionnaire, item)
    readings: dict[int, Reading] = {}
    for point in scale.points:
        seen = scale.turned(point) if turn else point
        readings[point] = (
            read.low if seen in scale.low else read.high if seen in scale.high else "neutral"
        )
    return readings


def change_reading(read: Sides, way: str) -> Reading:
    """How more (``higher``) or fewer (``lower``) high scores read, for an item with these sides.

    Fewer of what is never favourable is neutral; so is anything but ``higher`` and ``lower``.
    """
    if way == "higher":
        return read.high
    return read.low if way == "lower" else "neutral"

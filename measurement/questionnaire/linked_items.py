"""Which items bear on a success factor or on an element of Knoster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from measurement.questionnaire.favourable import sides
from measurement.questionnaire.model import Item, Questionnaire
from measurement.questionnaire.scale import TICK

_SIGNED = ("factors", "effect", "capacities")
_MOTIVATION = "motivation"


class Linked(NamedTuple):
    """The items linked to one success factor or element: on a scale, and ticked in a list."""

    scales: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()


def linked_items(
    questionnaire: Questionnaire, link: str = "success_factor"
) -> Mapping[str, Linked]:
    """The items linked to every success factor, or ``knoster`` element, in order of its id.

    ``links.csv`` links a factor, the ``dimension`` of an item, to one of each. Linked are items
    of modules of factors, effect and capacities, the autonomous ones of motivation (direction
    ``+``: controlled motivation is never favourable), and ticked options; items on a scale
    without a cut have no favourable side and are left out.
    """
    by_target: dict[str, Linked] = {}
    for item in questionnaire.item_by_id.values():
        target = _target(item, questionnaire, link)
        if not target:
            continue
        scales, ticked = by_target.get(target, Linked())
        if item.scale == TICK.id:
            by_target[target] = Linked(scales, (*ticked, item.id))
        else:
            by_target[target] = Linked((*scales, item.id), ticked)
    named = {str(getattr(one, link)) for one in questionnaire.links} - {""}
    return {target: by_target.get(target, Linked()) for target in in_order({*named, *by_target})}


def in_order(ids: Iterable[str]) -> list[str]:
    """Ids in the order that people count: S2 before S10."""
    return sorted(ids, key=lambda one: (len(one), one))


def _target(item: Item, questionnaire: Questionnaire, link: str) -> str:
    """What the item is linked to; '' for nothing."""
    named = questionnaire.link_by_factor.get(item.dimension)
    if named is None or not item.closed:
        return ""
    role, scale = questionnaire.role_of(item.id), questionnaire.scale_of(item.id)
    favourable_motivation = (
        role == _MOTIVATION and sides(questionnaire, item.id).high == "favourable"
    )
    allowed = favourable_motivation or (role in _SIGNED and (scale.has_cut or scale is TICK))
    return str(getattr(named, link)) if allowed else ""

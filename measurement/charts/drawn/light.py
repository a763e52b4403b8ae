"""A figure that was made for a dark page, as it looks on a light one: pictures stand on white."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from typing import Any

from measurement.charts import colours

# What has another colour on a dark page, by where it stands in a figure; letters do so everywhere.
_CHOSEN: dict[str, tuple[Callable[[], Any], ...]] = {
    "error_x": (colours.interval,),
    "error_y": (colours.interval,),
    "heatmap": (colours.heat, colours.much, colours.on_heat),
}


def on_light(value: Any, pairs: tuple[tuple[Any, Any], ...] = ()) -> Any:
    """The figure, of plain dicts and lists, in the colours of a light page; as it is where it is light."""
    if isinstance(value, dict):
        own = (*pairs, *_of(str(value.get("type", ""))))
        return {key: on_light(part, (*own, *_of(key))) for key, part in value.items()}
    for dark, light in pairs:
        if value == dark:
            return light
    if isinstance(value, str):
        return value.replace(colours.INKS[True], colours.INKS[False])
    return [on_light(part, pairs) for part in value] if isinstance(value, list) else value


def _of(place: str) -> tuple[tuple[Any, Any], ...]:
    """The colours of a place in a figure on a dark page, each with that on a light one."""
    return tuple(
        (_plain(_on(True, one)), _plain(_on(False, one))) for one in _CHOSEN.get(place, ())
    )


def _on(dark: bool, colour: Callable[[], Any]) -> Any:
    def chosen() -> Any:
        colours.paper(dark)
        return colour()

    return copy_context().run(chosen)


def _plain(value: Any) -> Any:
    return [list(stop) for stop in value] if isinstance(value, list) else value

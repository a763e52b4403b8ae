"""What is being looked at, as a reader says it: it goes along in what is taken away."""

from __future__ import annotations

from contextvars import ContextVar

from measurement.words import say, year
from measurement.words import text as _
from pages.desk import source
from pages.desk.selection import Selection

_NAMES = {
    "school_years": say("School year"),
    "strategies": say("Strategy"),
    "initiatives": say("Initiative"),
    "centres": say("Centre"),
}
_selection: ContextVar[Selection | None] = ContextVar("selection", default=None)
_centre: ContextVar[str] = ContextVar("centre", default="")


def nothing_yet() -> None:
    """A page begins: nothing was chosen on it."""
    _selection.set(None)
    _centre.set("")


def looks_at(selection: Selection) -> Selection:
    """The page is about this choice from here on."""
    _selection.set(selection)
    return selection


def looks_at_centre(centre: str) -> str:
    """The page is about this centre."""
    _centre.set(centre)
    return centre


def in_words(selection: Selection) -> dict[str, str]:
    """What is filtered, as a reader says it, by the name that the audit log has for it."""
    questionnaire = source.questionnaire()
    chosen = {
        "school_years": [year(y) for y in selection.school_year],
        "strategies": [str(questionnaire.strategy_label(s)) for s in selection.strategy],
        "initiatives": list(selection.initiative),
        "centres": list(selection.centre),
    }
    return {name: ", ".join(values) for name, values in chosen.items() if values}


def selected(selection: Selection) -> list[str]:
    """The selection in lines for a sheet of definitions."""
    said = [f"{_NAMES[name]}: {values}" for name, values in in_words(selection).items()]
    return said or [_("All answers")]


def shown() -> list[str]:
    """What this page is about, as far as it was chosen: the centre, and the choice of answers."""
    selection, centre = _selection.get(), _centre.get()
    said = [f"{_NAMES['centres']}: {centre}"] if centre else []
    return said + (selected(selection) if selection is not None else [])

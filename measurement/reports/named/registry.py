"""The figures that have a name: of the network from answers, of a centre from its releases.

The same charts, fed by the same tables as the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from measurement.errors import SurveyError
from measurement.reports.figures.scales import scales
from measurement.reports.figures.years import RATE, SUBJECTS, item_name
from measurement.reports.named.answered import ANSWERED
from measurement.reports.named.asked import Asked, Figure, OfCentre, OfNetwork, chosen
from measurement.reports.named.checklists import CHECKLISTS
from measurement.reports.named.compared import COMPARED
from measurement.reports.named.of_centre import CENTRE
from measurement.reports.named.scales import SCALES
from measurement.reports.pictures import Shown, Words
from measurement.words import day, say, text

NETWORK: Mapping[str, Figure[OfNetwork]] = {**ANSWERED, **SCALES, **COMPARED, **CHECKLISTS}
Named = tuple[Shown, Words]


def named(name: str, asked: OfNetwork) -> Named:
    """A figure of the network, with its words.

    Raises :class:`SurveyError` for another name, for another item or module, or without answers.
    """
    figure = _found(name, NETWORK)
    if asked.everything.n:
        chosen(name, figure, asked)
        if (drawn := figure.drawn(asked)) is not None:
            return drawn, Words(_title(figure, asked), " ".join(figure.said(asked)))
    raise SurveyError(say("No data: nobody in this choice was asked this."))


def named_of_centre(name: str, asked: OfCentre) -> Named:
    """A figure of what was released of a centre, with when that was in its caption.

    Raises :class:`SurveyError` for a name that centres have not, or where nothing is released.
    """
    figure, last = _found(name, CENTRE), asked.seen.history.last
    if last is not None and not asked.items.empty:
        chosen(name, figure, asked)
        if (drawn := figure.drawn(asked)) is not None:
            when = day(date.fromisoformat(last.day), full=True)
            told = text("Released on {day} (no. {number})", day=when, number=last.number) + "."
            title = f"{asked.seen.centre} · {_title(figure, asked)}"
            return drawn, Words(title, " ".join([*figure.said(asked), told]))
    raise SurveyError(say("Nothing of {centre} is released.", centre=asked.seen.centre))


def _found(name: str, figures: Mapping[str, Figure[Asked]]) -> Figure[Asked]:
    if name not in figures:
        raise SurveyError(
            say("There is no figure '{name}'; there are {names}.", name=name, names=[*figures])
        )
    return figures[name]


def _title(figure: Figure[Asked], asked: OfNetwork | OfCentre) -> str:
    """The title, and of what the figure is: the wording of an item, the name of a module or scale."""
    made, of = asked.made, asked.of
    if of in made.item_by_id:
        return f"{figure.title} · {made.item_by_id[of].wording}"
    if of in made.module_by_id:
        return f"{figure.title} · {made.module_by_id[of].label}"
    if of == RATE or of in scales(made):
        return f"{figure.title} · {item_name(of, made)}"
    return f"{figure.title} · {SUBJECTS.get(of, of)}" if of else str(figure.title)

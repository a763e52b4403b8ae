"""The command that draws a figure as a picture."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measurement import outputs
from measurement.cli import filters
from measurement.denominator import DENOMINATORS, WITH
from measurement.errors import SurveyError
from measurement.words import say, text, year

if TYPE_CHECKING:
    from measurement.reports.named.asked import Known
    from measurement.reports.named.registry import Named
    from measurement.store import Store

FIGURES = (
    *("response", "chain", "effect", "factors", "factors-centres", "items", "distribution"),
    *("capacities", "motivation", "profiles", "association"),
    *("tracks", "tracks-centres", "before-after"),
    *("funnel", "difference", "evolution", "evolutions", "mirror"),
    *("checklists", "pressure"),
)
OF_CENTRE = (
    *("effect", "factors", "capacities", "motivation", "mirror", "items"),
    *("distribution", "knoster", "means", "evolution", "evolutions"),
)


def add_commands(
    commands: Any,
    command: Callable[..., argparse.ArgumentParser],
    store: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add ``picture`` to the command line."""
    picture = command(commands, "picture", _picture, text("draw a figure as png (300 dpi) or svg"))
    picture.add_argument("name", metavar=text("NAME"), help=", ".join(FIGURES))
    picture.add_argument(
        "--centre",
        metavar=text("CENTRE"),
        help=text("what was released of a centre: {figures}", figures=OF_CENTRE),
    )
    picture.add_argument(
        "--of",
        default="",
        metavar="ID",
        help=text("the item, scale or module of a figure that is of one"),
    )
    picture.add_argument("--denominator", choices=DENOMINATORS, default=WITH)
    picture.add_argument("--out", type=Path, required=True, metavar=text("FILE.svg|png"))
    filters.add(picture)
    store(picture)


def _picture(options: argparse.Namespace) -> int:
    from measurement.reports.pictures import pictured

    out: Path = options.out
    kind = out.suffix.lower().removeprefix(".")
    if kind not in ("png", "svg"):
        raise SurveyError(
            say("{name} does not end in {ends}.", name=out.name, ends=[".png", ".svg"])
        )
    figure, words = _of_centre(options) if options.centre else _of_network(options)
    out.parent.mkdir(parents=True, exist_ok=True)
    outputs.write(out, pictured(figure, words, "png" if kind == "png" else "svg"))
    return 0


def _of_network(options: argparse.Namespace) -> Named:
    """The figure, with what was chosen at the end of its caption."""
    from measurement.questionnaire.files.reading import load
    from measurement.reports.named.asked import OfNetwork
    from measurement.reports.named.registry import named
    from measurement.store import open_store
    from measurement.tables import GROUPS

    where, made = filters.asked(options), load(options.questionnaire)
    with open_store(options.store) as store:
        known, answers = _known(store, options), store.answers(made)
    asked = OfNetwork(answers, known, options.denominator, where, options.of)
    figure, words = named(options.name, asked)
    told = [f"{GROUPS[name].title}: {_values(name, v)}." for name, v in where.items()]
    chosen = [f"{one[0].upper()}{one[1:]}" for one in told]
    return figure, replace(words, caption=" ".join([words.caption, *chosen]))


def _known(store: Store, options: argparse.Namespace) -> Known:
    from measurement.questionnaire import comparability, success_factor_files
    from measurement.reports.named.asked import Known

    terms = success_factor_files.load(options.questionnaire)
    breaks = comparability.load(options.questionnaire)
    return Known(terms, breaks, store.checklists.table(terms))


def _values(name: str, values: Sequence[str]) -> str:
    return ", ".join(year(value) if name == "school_year" else value for value in values)


def _of_centre(options: argparse.Namespace) -> Named:
    """The figure of what was released of a centre, under whatever spelling it is asked."""
    from measurement.centre.released.seen import Seen
    from measurement.questionnaire.centres import Centres
    from measurement.questionnaire.files.reading import load
    from measurement.releases.views import Choice
    from measurement.reports.named.asked import OfCentre
    from measurement.reports.named.registry import named_of_centre
    from measurement.store import open_store

    where: Mapping[str, list[str]] = filters.asked(options)
    made = load(options.questionnaire)
    centre = Centres(made).exactly(options.centre) or options.centre
    view = Choice(*("".join(where.get(name, [])[:1]) for name in ("school_year", "strategy")))
    with open_store(options.store) as store:
        names = store.releases.names_of(centre)
        seen = Seen(store.releases.history().of(names), names, made, view)
        asked = OfCentre(seen, _known(store, options), options.denominator, options.of)
        return named_of_centre(options.name, asked)

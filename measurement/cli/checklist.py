"""The commands of the checklist: import a filled-in file, and write the empty workbook."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measurement import outputs
from measurement.errors import SurveyError
from measurement.words import day, plural, say, text


def add_commands(
    commands: Any,
    command: Callable[..., argparse.ArgumentParser],
    store: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add ``checklist import`` and ``checklist template`` to the command line."""
    about = text("checklists of success factors: import, template")
    parser = commands.add_parser("checklist", help=about, description=about)
    actions = parser.add_subparsers(required=True, metavar=text("ACTION"))
    take = command(actions, "import", _import, text("add filled-in checklists to the store"))
    take.add_argument("file", type=Path, metavar=text("file"))
    store(take)
    form = command(actions, "template", _template, text("write the workbook for checklists"))
    form.add_argument("--out", type=Path, required=True, metavar=text("BOOK.xlsx"))
    form.add_argument(
        "--centre",
        action="append",
        default=[],
        metavar=text("NAME"),
        help=text("fill in; may be repeated"),
    )


def _import(options: argparse.Namespace) -> int:
    from measurement.centre.checklist.file import checklists_file
    from measurement.questionnaire import success_factor_files
    from measurement.questionnaire.files import reading
    from measurement.store import open_store

    success_factors = success_factor_files.load(options.questionnaire)
    drafts = checklists_file(options.file, success_factors, reading.load(options.questionnaire))
    with open_store(options.store) as store:
        if store.example.there:
            raise SurveyError(
                say(
                    "The store holds the example data; real checklists are not added to it. Name "
                    "another store with --store."
                )
            )
        saved = store.checklists.take(drafts)
    print(
        plural(
            "{file}: {n} checklist saved.",
            "{file}: {n} checklists saved.",
            len(saved),
            file=options.file.name,
        )
    )
    for one in saved:
        print(f"  {one.centre}, {day(one.date)}, {success_factors.label('filler', one.filled_by)}")
    return 0


def _template(options: argparse.Namespace) -> int:
    from measurement.centre.checklist.template import template
    from measurement.questionnaire import success_factor_files
    from measurement.questionnaire.centres import Centres
    from measurement.questionnaire.files import reading

    success_factors = success_factor_files.load(options.questionnaire)
    questionnaire = reading.load(options.questionnaire)
    names = [centre.name for centre in questionnaire.centres if centre.status != "example"]
    filled = [Centres(questionnaire).exactly(name) or name for name in options.centre]
    outputs.write(options.out, template(success_factors, names, filled))
    return 0

"""The command that adds exports to the store, and what is said of their columns by hand."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measurement.errors import ExportError, SurveyError
from measurement.words import say, text

if TYPE_CHECKING:
    from measurement.exports.headers.choices import Choices
    from measurement.exports.recognised import Recognised
    from measurement.exports.remembered import Read
    from measurement.questionnaire.model import Questionnaire
    from measurement.store import Store
    from measurement.store.updates.receipts import Receipt

Parser = argparse.ArgumentParser
_MOST_INVITED = 1_000_000


def add_commands(
    commands: Any, command: Callable[..., Parser], store: Callable[[Parser], None]
) -> None:
    """Add the command ``import`` to the parser."""
    load = command(commands, "import", _import, text("add exports to the store"))
    load.add_argument("files", type=Path, nargs="+", metavar=text("file"))
    _add_naming(load)
    rows = {
        "--keep-rows": text("Excel rows to take back in"),
        "--leave-out": text("Excel rows to leave out"),
    }
    for option, what in rows.items():
        load.add_argument(option, type=_rows, default=(), metavar="N,N", help=what)
    add_choices(load)
    again = load.add_mutually_exclusive_group()
    again.add_argument(
        "--update",
        action="store_true",
        help=text("where it is asked: a newer export of its survey"),
    )
    again.add_argument(
        "--new",
        action="store_true",
        help=text("where it is asked: other answers beside those there"),
    )
    load.add_argument(
        "--preview", action="store_true", help=text("say what it would change; nothing is stored")
    )
    store(load)


def _add_naming(parser: Parser) -> None:
    """Which survey the files are of, and how many people were invited to it."""
    parser.add_argument(
        "--strategy", default="", metavar=text("STRATEGY"), help=text("e.g. opleiding_vorming, plg")
    )
    parser.add_argument(
        "--initiative", default="", metavar=text("INITIATIVE"), help=text("the training or PLG")
    )
    parser.add_argument(
        "--school-year", default="", metavar=text("SCHOOL YEAR"), help=text("e.g. 2024-2025")
    )
    parser.add_argument("--moment", default="", metavar="short|long|zero")
    parser.add_argument("--invited", type=_whole, metavar="N", help=text("people invited"))
    parser.add_argument(
        "--invitations",
        type=Path,
        metavar=text("FILE"),
        help=text("table of people invited per survey and centre"),
    )


def add_choices(parser: Parser) -> None:
    """Let columns and cells be spoken of."""
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar=text("HEADER=ITEM"),
        help=text(
            "what a column is: an item, a characteristic (centre, ambt, …), moment; HEADER= leaves it out"
        ),
    )
    parser.add_argument(
        "--cell",
        action="append",
        default=[],
        metavar=text("[HEADER:]TEXT=POINT"),
        help=text("what a cell means: a point, nvt, or nothing"),
    )


def said(options: argparse.Namespace) -> Choices:
    """What is said of columns and cells. Raises :class:`SurveyError` for what cannot be read."""
    from measurement.exports.headers.choices import EVERYWHERE, Choices

    columns = dict(_halves(pair, "HEADER=ITEM") for pair in options.column)
    cells: dict[str, dict[str, str]] = {}
    for pair in options.cell:
        place, meaning = _halves(pair, "HEADER:9=8")
        header, colon, text = place.rpartition(":")
        cells.setdefault(header.strip() if colon else EVERYWHERE, {})[text.strip()] = meaning
    return Choices(columns, cells)


def _halves(argument: str, example: str) -> tuple[str, str]:
    """What stands before and behind the last '='; a header may hold one itself."""
    name, equals, value = argument.rpartition("=")
    if not equals:
        raise SurveyError(
            say(
                "'{found}' has no '='; write for example {example}.",
                found=argument,
                example=example,
            )
        )
    return name.strip(), value.strip()


def _whole(number: str) -> int:
    if (
        not (number.isascii() and number.isdigit())
        or int(number[:9]) > _MOST_INVITED
        or len(number) > 9
    ):
        raise argparse.ArgumentTypeError(f"a whole number of people, up to {_MOST_INVITED}")
    return int(number)


def _rows(numbers: str) -> tuple[int, ...]:
    return tuple(int(n) for n in numbers.split(",") if n.strip())


def _import(options: argparse.Namespace) -> int:
    from measurement.exports.remembered import read, refuse_unknown
    from measurement.questionnaire.files.reading import load

    questionnaire, spoken = load(options.questionnaire), said(options)
    first = [_first(file, questionnaire, spoken) for file in options.files]
    refuse_unknown(spoken, [one for one in first if one is not None], questionnaire)

    from measurement.store import open_store  # half of the start: not for a file that is refused

    with open_store(options.store) as store:
        if store.example.there:
            raise SurveyError(
                say(
                    "The store holds the example data; real answers are not added to it. Name another store with --store, or start with an empty one on the page Imports."
                )
            )
        files_read = [
            read(file, questionnaire, _about(spoken, one), store.by_hand, None, one)
            for file, one in zip(options.files, first, strict=True)
        ]
        _add(options, store, files_read, questionnaire)
    return 0


def _add(
    options: argparse.Namespace,
    store: Store,
    files_read: Sequence[Read],
    questionnaire: Questionnaire,
) -> None:
    """Add what was read, or only say what that would change; what was said of columns stays."""
    from measurement.cli import updates
    from measurement.exports.proposals import by_date
    from measurement.exports.remembered import names
    from measurement.store.updates.adding import Addition

    namings = [_named(options, one.found, questionnaire) for one in files_read]
    files_read = [
        one if naming.school_year else replace(one, found=by_date(one.found))
        for one, naming in zip(files_read, namings, strict=True)
    ]
    rows, again = (options.keep_rows, options.leave_out), updates.said(options)
    additions = [
        Addition(one.found, naming, *rows, again)
        for one, naming in zip(files_read, namings, strict=True)
    ]
    invited, tell = _invited(options.invitations), partial(_tell, files_read)
    added = updates.add(store, additions, questionnaire, invited, tell, preview=options.preview)
    for one in files_read:
        if one.used and added:
            store.by_hand.remember(questionnaire.id, names(one.found), one.used)


def _first(file: Path, questionnaire: Questionnaire, spoken: Choices) -> Recognised | None:
    """What is recognised without the store; None where nothing is, so that it may remember."""
    from measurement.exports import recognise
    from measurement.exports.unknown import nothing_known

    try:
        return recognise(file, questionnaire, spoken.columns, spoken.cells)
    except ExportError as error:
        if not nothing_known(error):
            raise
        return None


def _about(spoken: Choices, recognised: Recognised | None) -> Choices:
    """What is said of the columns of one file."""
    from measurement.exports.remembered import names

    return spoken if recognised is None else spoken.within(names(recognised))


def _tell(files_read: Sequence[Read], receipts: Sequence[Receipt]) -> None:
    """What the files bring, and what was found in them."""
    from measurement.cli import updates
    from measurement.exports.remembered import in_words

    for one, receipt in zip(files_read, receipts, strict=True):
        updates.tell(receipt)
        if one.remembered:
            print(f"  {in_words(one.remembered)}")
        for problem in one.found.problems:
            print(f"  {problem}")


def _named(options: argparse.Namespace, recognised: Any, questionnaire: Any) -> Any:
    """The naming of the command line, filled in by what the file itself suggests."""
    from measurement.exports.proposals import proposed
    from measurement.exports.surveys import SurveyNaming

    guess = proposed(recognised, questionnaire)
    return SurveyNaming(
        options.school_year or guess.school_year,
        options.strategy or guess.strategy,
        options.initiative or guess.initiative,
        options.moment or guess.moment,
        options.invited if options.invited is not None else guess.invited,
    )


def _invited(file: Path | None) -> list[Any]:
    """The numbers of people invited that stand in a table of their own."""
    from measurement.exports.template.template import invitations_file
    from measurement.store.answers.invitations import Invitation

    return [Invitation(*row) for row in invitations_file(file)] if file is not None else []

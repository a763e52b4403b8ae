"""The command that publishes figures to directors, says what it would publish, lists and withdraws."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from measurement.access.roles import LOCAL
from measurement.errors import SurveyError
from measurement.words import day, plural, say, text, year

if TYPE_CHECKING:
    import pandas as pd

    from measurement.questionnaire.model import Questionnaire
    from measurement.store import Store
    from measurement.store.prospect import Prospect

Parser = argparse.ArgumentParser


def add_commands(
    commands: Any, command: Callable[..., Parser], store: Callable[[Parser], None]
) -> None:
    """Add the command ``release`` to the parser."""
    parser = command(commands, "release", _release, text("release figures to directors"))
    parser.add_argument(
        "--year",
        action="append",
        default=[],
        metavar="2024-2025",
        help=text("a school year to release, all of it; may be repeated (all there are)"),
    )
    one = parser.add_mutually_exclusive_group()
    one.add_argument(
        "--preview",
        action="store_true",
        help=text(
            "a preview: what would be released, per centre, and what waits; nothing is stored"
        ),
    )
    one.add_argument("--list", action="store_true", help=text("say what was released so far"))
    one.add_argument(
        "--withdraw",
        type=int,
        metavar="N",
        help=text("let directors no longer see release N"),
    )
    one.add_argument("--undo", type=int, metavar="N", help=text("undo the withdrawal of release N"))
    store(parser)


def _release(options: argparse.Namespace) -> int:
    from measurement.store import open_store

    past = options.list or options.withdraw is not None or options.undo is not None
    if past and options.year:
        raise SurveyError(say("--year goes with releasing and with --preview, with nothing else."))
    with open_store(options.store) as store:
        lines = list(_of_releases(options, store) if past else _of_answers(options, store))
    print("\n".join(lines))
    return 0


def _of_releases(options: argparse.Namespace, store: Store) -> Iterator[str]:
    """List what was released, withdraw it, or undo that."""
    from measurement.releases.overview import sentences

    if options.list:
        yield from _listed(store)
    elif options.withdraw is not None:
        store.releases.withdraw(options.withdraw, LOCAL)
        yield sentences.withdrawn_sentence(options.withdraw)
    else:
        store.releases.undo_withdrawal(options.undo, LOCAL)
        yield sentences.undone_sentence(options.undo)


def _of_answers(options: argparse.Namespace, store: Store) -> Iterator[str]:
    """Release what is there, or only say what would be released."""
    from measurement.questionnaire.files.reading import load
    from measurement.releases.overview import sentences

    made, today = load(options.questionnaire), date.today().isoformat()
    years = _years(options.year, store, made)
    if options.preview:
        yield from _previewed(store, made, today, years)
    else:
        one = store.releases.publish(made, day=today, by=LOCAL, years=years)
        yield sentences.released_sentence(one)


def _years(asked: list[str], store: Store, questionnaire: Questionnaire) -> list[str] | None:
    """The school years that are asked for, in full; None for all. Only those with answers."""
    from measurement.school_year import school_year_named

    there = sorted(
        set(store.answers(questionnaire).respondents["school_year"].dropna().astype(str))
    )
    wanted = [school_year_named(one) for one in asked]
    for one in wanted:
        if one not in there:
            known = [year(known) for known in there] or ["-"]
            raise SurveyError(
                say(
                    "There are no answers of {year}; there are of: {known}.",
                    year=year(one),
                    known=known,
                )
            )
    return wanted or None


def _previewed(
    store: Store, made: Questionnaire, today: str, years: list[str] | None
) -> Iterator[str]:
    from measurement.releases.overview import sentences
    from measurement.store.prospect import prospect

    found = prospect(store, made, day=today, by=LOCAL, years=years)
    yield sentences.news_sentence(found.history, found.release)
    yield from sentences.waiting_sentences(found.waiting, found.release)
    yield sentences.centres_sentence(found.by_centre)
    yield from (f"  {line}" for line in _centres(found))
    if not found.totals.empty:
        yield sentences.totals_sentence(found.totals)
    yield text("Nothing was stored: this was only a preview.")


def _centres(found: Prospect) -> Iterator[str]:
    from measurement.tables import records

    for row in records(found.by_centre):
        yield text(
            "{centre}: {exact} exactly, {at_most} at most, {only} only the number; {new} new, {joined} of several years; {waiting} answers wait; {quotes} quotes",
            centre=row.centre,
            exact=row.n_exact,
            at_most=row.n_at_most,
            only=row.n_only,
            new=row.n_new,
            joined=row.n_joined,
            waiting=row.n_waiting,
            quotes=row.n_quotes,
        )


def _listed(store: Store) -> Iterator[str]:
    from measurement.access.tables import ACTOR_WORDS
    from measurement.tables import records

    table: pd.DataFrame = store.releases.listing()
    if table.empty:
        yield text("Nothing has been released yet: directors see no figures.")
    for row in records(table):
        by = ACTOR_WORDS.get(row.released_by, row.released_by)
        years = [year(one) for one in row.school_years.split("|")]
        yield text(
            "No. {number}, {day}, by {who}: {years}; {figures} of {centres}",
            number=row.release,
            day=day(date.fromisoformat(row.released_on)),
            who=by,
            years=years,
            figures=plural("{n} figure", "{n} figures", row.n_figures),
            centres=plural("{n} centre", "{n} centres", row.n_centres),
        ) + _since(row)


def _since(row: Any) -> str:
    """What happened to a release afterwards."""
    said = ""
    if row.n_corrected:
        said += "; " + text(
            "{n} of them withdrawn because answers were corrected", n=row.n_corrected
        )
    if isinstance(row.withdrawn_on, str):
        when = day(date.fromisoformat(row.withdrawn_on))
        said += "; " + text("withdrawn on {day}", day=when)
    return said

"""The commands of lists of participants, and the tables of reach and targets."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measurement.errors import SurveyError, rows_shown
from measurement.words import plural, say, text

if TYPE_CHECKING:
    import pandas as pd

    from measurement.exports.participations import Participations
    from measurement.store import Store

BY = ("school_year", "strategy", "initiative", "centre")


def add_commands(
    commands: Any,
    command: Callable[..., argparse.ArgumentParser],
    store: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add ``participations check`` and ``participations import`` to the command line."""
    about = "lists of participants: check, import"
    made = commands.add_parser("participations", help=about, description=about)
    actions = made.add_subparsers(required=True, metavar="ACTION")
    look = command(actions, "check", _check, "say what is recognised in a list")
    look.add_argument("file", type=Path)
    look.add_argument("--json", action="store_true", help="print one JSON object")
    take = command(actions, "import", _import, "add a list to the store")
    take.add_argument("file", type=Path)
    store(take)


def reach_table(
    store: Store, by: Sequence[str] = (), filters: Mapping[str, Collection[str]] | None = None
) -> pd.DataFrame | None:
    """The declared table ``reach`` by those columns of ``by`` that participations have (``BY``).

    ``filters`` are the values that stay per column of ``BY``. None when nothing is left, or when
    another column is filtered, that participations do not have.
    """
    from measurement.reach import reach, staff_of

    if set(filters or {}) - set(BY):
        return None
    table = store.participation.table()
    for name, values in (filters or {}).items():
        table = table[table[name].isin(list(values))] if values else table
    if table.empty:
        return None
    return reach(table, [name for name in by if name in BY], staff_of(store.facts()))


def target_table(
    store: Store, questionnaire: str | None, filters: Mapping[str, Collection[str]] | None = None
) -> pd.DataFrame | None:
    """The declared table ``targets``, of the network and of every centre on the list.

    Of the school years in ``filters``, else of the last with participations or figures; of the
    centres in it alone. None when nothing is known of reach, there are no targets, or ``filters``
    names what targets do not have.
    """
    wanted = dict(filters or {})
    school_years, centres = wanted.pop("school_year", ()), wanted.pop("centre", ())
    if wanted:
        return None
    from measurement import questionnaire_files, target_files
    from measurement.targets import targets

    known, definitions = (
        questionnaire_files.load(questionnaire),
        target_files.load(questionnaire),
    )
    table, figures = store.participation.table(), store.participation.figures()
    both = {str(y) for of in (table, figures) for y in of["school_year"].dropna()}
    chosen = sorted(school_years or sorted(both)[-1:])
    if not both or not definitions:
        return None
    answers, facts = store.answers(known).without_zero(), store.facts()
    columns = (table["centre"], answers.respondents["centre"], facts["centre"])
    there = sorted({str(c) for column in columns for c in column.dropna()})
    official = {centre.name for centre in known.centres}
    listed = [c for c in there if c in official] or there
    made = targets(table, figures, facts, answers, definitions, chosen, listed)
    return made[made["centre"].isin(list(centres))] if centres else made


def _check(options: argparse.Namespace) -> int:
    found = _recognised(options.file, options.questionnaire, ())
    if options.json:
        print(json.dumps(checked(found), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(found)))
    return 0


def checked(found: Participations) -> dict[str, Any]:
    """What was recognised in a list, as plain values; nobody is named."""
    rows = found.counting
    return {
        "file": found.file,
        "participations": len(rows),
        "people": int(rows.loc[rows["identity"] != "", "identity"].nunique()),
        "unidentified": int((rows["identity"] == "").sum()),
        "school_years": sorted(set(rows["school_year"])),
        "strategies": sorted(set(rows["strategy"]) - {""}),
        "initiatives": sorted(set(rows["initiative"])),
        "sessions": _sessions(rows),
        "centres": sorted(set(rows["centre"]) - {""}),
        "excluded": {kind: list(of) for kind, of in found.aside.items()},
        "columns": {c.header: c.meaning for c in found.columns},
        "problems": [str(problem) for problem in found.problems],
    }


def _sessions(rows: pd.DataFrame) -> int:
    return len(rows[["school_year", "initiative", "session", "held_on"]].drop_duplicates())


def _told(found: Participations) -> list[str]:
    from measurement.reach_words import KINDS

    seen = checked(found)
    lines = [
        text(
            "Recognised: {participations} of {people}, {initiatives}, {sessions}, {centres}.",
            participations=plural(
                "{n} participation", "{n} participations", seen["participations"]
            ),
            people=plural("{n} different person", "{n} different people", seen["people"]),
            initiatives=plural("{n} initiative", "{n} initiatives", len(seen["initiatives"])),
            sessions=plural("{n} session", "{n} sessions", seen["sessions"]),
            centres=plural("{n} centre", "{n} centres", len(seen["centres"])),
        )
    ]
    for kind, rows in found.aside.items():
        lines.append(
            text(
                "Left out, {kind}: {n} (rows {rows}).",
                kind=KINDS.get(kind, kind),
                n=len(rows),
                rows=rows_shown(rows),
            )
        )
    return lines + [str(problem) for problem in found.problems]


def _recognised(file: Path, questionnaire: str | None, surveys: Collection[Any]) -> Participations:
    from measurement.exports.participations import recognise_participations
    from measurement.questionnaire_files import load

    return recognise_participations(file, load(questionnaire), surveys)


def _import(options: argparse.Namespace) -> int:
    from measurement.store import open_store

    with open_store(options.store) as store:
        if store.is_example:
            raise SurveyError(
                say(
                    "The store holds the example data; a real list is not added to it. Name another store with --store, or start with an empty one on the page Imports."
                )
            )
        found = _recognised(options.file, options.questionnaire, store.participation.surveys())
        receipt = store.participation.add(found)
    print(
        plural(
            "{file}: {n} participation added.",
            "{file}: {n} participations added.",
            receipt.n_added,
            file=found.file,
        )
    )
    for problem in found.problems:
        print(f"  {problem}")
    return 0

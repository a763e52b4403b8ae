"""The commands of lists of participants: check, import."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measurement.errors import SurveyError, rows_shown
from measurement.words import plural, say, text

if TYPE_CHECKING:
    import pandas as pd

    from measurement.exports.participations.participations import Participations


def add_commands(
    commands: Any,
    command: Callable[..., argparse.ArgumentParser],
    store: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add ``participations check`` and ``participations import`` to the command line."""
    about = text("lists of participants: check, import")
    parser = commands.add_parser("participations", help=about, description=about)
    actions = parser.add_subparsers(required=True, metavar=text("ACTION"))
    look = command(actions, "check", _check, text("say what is recognised in a list"))
    look.add_argument("file", type=Path, metavar=text("file"))
    look.add_argument("--json", action="store_true", help=text("print one JSON object"))
    take = command(actions, "import", _import, text("add a list to the store"))
    take.add_argument("file", type=Path, metavar=text("file"))
    store(take)


def _check(options: argparse.Namespace) -> int:
    participations = _recognised(options.file, options.questionnaire, ())
    if options.json:
        print(json.dumps(checked(participations), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(participations)))
    return 0


def checked(participations: Participations) -> dict[str, Any]:
    """What was recognised in a list, as plain values; nobody is named."""
    rows = participations.counting
    return {
        "file": participations.file,
        "participations": len(rows),
        "people": int(rows.loc[rows["identity"] != "", "identity"].nunique()),
        "unidentified": int((rows["identity"] == "").sum()),
        "school_years": sorted(set(rows["school_year"])),
        "strategies": sorted(set(rows["strategy"]) - {""}),
        "initiatives": sorted(set(rows["initiative"])),
        "sessions": _sessions(rows),
        "centres": sorted(set(rows["centre"]) - {""}),
        "excluded": {kind: list(of) for kind, of in participations.aside.items()},
        "columns": {c.header: c.meaning for c in participations.columns},
        "problems": [str(problem) for problem in participations.problems],
    }


def _sessions(rows: pd.DataFrame) -> int:
    return len(rows[["school_year", "initiative", "session", "held_on"]].drop_duplicates())


def _told(participations: Participations) -> list[str]:
    from measurement.reach.sentences import KINDS

    seen = checked(participations)
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
    for kind, rows in participations.aside.items():
        lines.append(
            text(
                "Left out, {kind}: {n} (rows {rows}).",
                kind=KINDS.get(kind, kind),
                n=len(rows),
                rows=rows_shown(rows),
            )
        )
    return lines + [str(problem) for problem in participations.problems]


def _recognised(file: Path, questionnaire: str | None, surveys: Collection[Any]) -> Participations:
    from measurement.exports.participations.participations import recognise_participations
    from measurement.questionnaire.files.reading import load

    return recognise_participations(file, load(questionnaire), surveys)


def _import(options: argparse.Namespace) -> int:
    from measurement.store import open_store

    with open_store(options.store) as store:
        if store.example.there:
            raise SurveyError(
                say(
                    "The store holds the example data; a real list is not added to it. Name another store with --store, or start with an empty one on the page Imports."
                )
            )
        participations = _recognised(options.file, options.questionnaire, store.reach.surveys())
        receipt = store.reach.add(participations)
    print(
        plural(
            "{file}: {n} participation added.",
            "{file}: {n} participations added.",
            receipt.n_added,
            file=participations.file,
        )
    )
    for problem in participations.problems:
        print(f"  {problem}")
    return 0

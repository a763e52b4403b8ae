"""The command of the summary tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from measurement import outputs
from measurement.cli import csv_form, filters
from measurement.errors import SurveyError
from measurement.words import say, text


def add_commands(
    commands: Any,
    command: Callable[..., argparse.ArgumentParser],
    store: Callable[[argparse.ArgumentParser], None],
) -> None:
    """Add ``tables`` to the command line."""
    tables = command(commands, "tables", _tables, text("write the summary tables"))
    tables.add_argument(
        "--by",
        default="",
        metavar=text("COLUMN,..."),
        help=text("e.g. strategy,school_year,moment,centre"),
    )
    csv_form.add(tables)
    filters.add(tables)
    tables.add_argument("--out", type=Path, required=True, metavar=text("DIR|BOOK.xlsx"))
    store(tables)


def _summary(
    options: argparse.Namespace, by: Sequence[str], chosen: dict[str, list[str]]
) -> dict[str, Any]:
    """Every table that there is something in, by the name of its file."""
    from measurement.questionnaire import comparability
    from measurement.questionnaire.files.reading import load
    from measurement.reports.summary import summary_tables
    from measurement.store import open_store, summary

    with open_store(options.store) as store:
        answers = store.answers(load(options.questionnaire))
        breaks = comparability.load(options.questionnaire)
        tables: dict[str, Any] = dict(summary_tables(answers, by, breaks, chosen))
        checklists = summary.exported(store, options.questionnaire, chosen.get("centre", ()))
        tables["checklist"] = checklists
        if checklists is not None:
            surveyed = answers.without_zero().where(**chosen)
            tables["mirror"] = summary.mirrored(checklists, surveyed, options.questionnaire)
        tables["reach"] = summary.reach_table(store, by, chosen)
        tables["targets"] = summary.target_table(store, options.questionnaire, chosen)
    return {name: table for name, table in tables.items() if table is not None}


def _tables(options: argparse.Namespace) -> int:
    from measurement.reports.files import csv

    out: Path = options.out
    csv_form.refuse_other(options, out.suffix.lower() != ".xlsx")
    by = list(dict.fromkeys(n.strip() for n in options.by.split(",") if n.strip()))
    tables = _summary(options, by, filters.asked(options))
    if out.suffix.lower() == ".xlsx":
        out.parent.mkdir(parents=True, exist_ok=True)
        outputs.write(out, _book(options, tables, by, filters.asked(options)))
        return 0
    if out.is_file():
        raise SurveyError(
            say("{out} is a file; give a folder, or a name that ends in .xlsx.", out=str(out))
        )
    out.mkdir(parents=True, exist_ok=True)
    how = options.belgian, options.full
    outputs.together({out / f"{name}.csv": csv(table, *how) for name, table in tables.items()})
    return 0


def _book(
    options: argparse.Namespace,
    tables: dict[str, Any],
    by: Sequence[str],
    asked: dict[str, list[str]],
) -> bytes:
    """All tables as one workbook, with what was chosen and the files that answers came from."""
    from measurement.questionnaire.files.reading import load
    from measurement.releases.limits import LIMITS
    from measurement.reports.book.account import Account, how, made_on, sources_of
    from measurement.reports.book.workbook import Contents, workbook
    from measurement.reports.summary import DECLARED, TITLES
    from measurement.store import open_store
    from measurement.tables import GROUPS, records

    chosen = [(str(GROUPS[name].title), ", ".join(values)) for name, values in asked.items()]
    with open_store(options.store) as store:
        sources = tuple(sources_of(records(store.imports.table()), asked))
    told = [made_on(date.today()), *(chosen or [(text("Choice"), text("All answers"))])]
    facts = (*told, *how(load(options.questionnaire), LIMITS))
    account = Account(text("All tables"), date.today(), facts, sources)
    titles = {name: str(title) for name, title in TITLES.items()}
    contents = Contents(tables, DECLARED, titles, tuple(dict.fromkeys((*by, "centre"))))
    return workbook(contents, account, options.questionnaire)

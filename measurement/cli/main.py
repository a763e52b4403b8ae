"""The command line: the same tool without a browser."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measurement import workplace
from measurement.cli import checklist, imports, participations
from measurement.errors import ExportError, SurveyError, of_file
from measurement.words import FIRST, LANGUAGES, say, speak, text

if TYPE_CHECKING:
    from measurement.exports.recognised import Recognised


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it is done, 2 with a sentence per problem when it is not."""
    options = _parser().parse_args(arguments)
    speak(options.language)
    try:
        with workplace.beside(getattr(options, "store", None)):
            return int(options.run(options))
    except ExportError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
    except SurveyError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(of_file(error), file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m measurement", description="Survey exports to summary tables."
    )
    parser.add_argument("--language", choices=LANGUAGES, default=FIRST, help="of messages (nl)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = _command(commands, "check", _check, "say what is recognised in an export")
    check.add_argument("file", type=Path)
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.add_argument(
        "--out",
        type=Path,
        metavar="MARKED.xlsx",
        help="write the file with its remarks in the cells",
    )
    imports.add_choices(check)
    imports.add_commands(commands, _command, _store)
    _add_tables(commands)
    demo = _command(commands, "demo", _demo, "fill an empty store with the example data")
    _store(demo)
    checklist.add_commands(commands, _command, _store)
    participations.add_commands(commands, _command, _store)
    form = _command(commands, "template", _template, "write the template workbook for answers")
    form.add_argument("--out", type=Path, required=True, metavar="BOOK.xlsx")
    return parser


def _add_tables(commands: Any) -> None:
    tables = _command(commands, "tables", _tables, "write the summary tables")
    tables.add_argument(
        "--by", default="", metavar="COLUMN,...", help="e.g. strategy,school_year,moment,centre"
    )
    tables.add_argument(
        "--where", action="append", default=[], metavar="COLUMN=VALUE", help="may be repeated"
    )
    tables.add_argument("--out", type=Path, required=True, metavar="DIR|BOOK.xlsx")
    _store(tables)


def _command(commands: Any, name: str, run: Any, what: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what)
    parser.set_defaults(run=run)
    parser.add_argument(
        "--questionnaire", metavar="FILE", help="a folder, .toml or .csv file (data/questionnaire)"
    )
    return parser


def _store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", metavar="URL", help="a database URL or file (data/store.sqlite)")


def _check(options: argparse.Namespace) -> int:
    from measurement.exports import recognise
    from measurement.exports.checked import checked
    from measurement.exports.remembered import refuse_unknown
    from measurement.questionnaire.files.reading import load

    questionnaire, said = load(options.questionnaire), imports.said(options)
    recognised = recognise(options.file, questionnaire, said.columns, said.cells)
    refuse_unknown(said, [recognised], questionnaire)
    counted = checked(recognised, questionnaire)
    if options.out is not None:
        _mark(options.file, options.out, recognised)
    if options.json:
        print(json.dumps(counted, ensure_ascii=False, indent=1))
        return 0
    print("\n".join(_told(counted)))
    if options.out is not None:
        out = str(options.out)
        print(
            text(
                "{file} with remarks in its cells was written to {out}.",
                file=options.file.name,
                out=out,
            )
        )
    return 0


def _mark(file: Path, out: Path, recognised: Recognised) -> None:
    """Write the file with its remarks in the cells."""
    from measurement.exports.marks.marked import marked

    if out.suffix.lower() not in (".xlsx", ".xlsm"):
        raise SurveyError(say("{out} does not end in .xlsx.", out=str(out)))
    if out.resolve() == file.resolve():
        raise SurveyError(say("Do not write the marked file over the export itself."))
    out.write_bytes(marked(file, recognised))


def _told(counted: dict[str, Any]) -> list[str]:
    from measurement.errors import rows_shown
    from measurement.exports.headers.platforms import by_id

    lines = [
        text(
            "Recognised: {tool}; {n} respondents, {partial} of them partial; {items} items.",
            tool=by_id(counted["platform"]).label,
            n=counted["respondents"],
            partial=counted["partial"],
            items=len(counted["items"]),
        )
    ]
    for kind, rows in counted["excluded"].items():
        if rows:
            lines.append(
                text(
                    "Left out, {kind}: {n} (rows {rows}).",
                    kind=text(kind),
                    n=len(rows),
                    rows=rows_shown(rows),
                )
            )
    return lines + [str(problem) for problem in counted["problems"]]


def _pair(argument: str) -> tuple[str, str]:
    name, equals, value = argument.partition("=")
    if not equals:
        raise SurveyError(
            say("'{found}' has no '='; write for example strategy=plg.", found=argument)
        )
    return name.strip(), value.strip()


def _summary(
    options: argparse.Namespace, by: Sequence[str], filters: dict[str, list[str]]
) -> dict[str, Any]:
    """Every table that there is something in, by the name of its file."""
    from measurement.questionnaire import comparability
    from measurement.questionnaire.files.reading import load
    from measurement.reports.summary import summary_tables
    from measurement.store import open_store, summary

    with open_store(options.store) as store:
        answers = store.answers(load(options.questionnaire))
        breaks = comparability.load(options.questionnaire)
        tables: dict[str, Any] = dict(summary_tables(answers, by, breaks, filters))
        checklists = summary.exported(store, options.questionnaire, filters.get("centre", ()))
        tables["checklist"] = checklists
        if checklists is not None:
            surveyed = answers.without_zero().where(**filters)
            tables["mirror"] = summary.mirrored(checklists, surveyed, options.questionnaire)
        tables["reach"] = summary.reach_table(store, by, filters)
        tables["targets"] = summary.target_table(store, options.questionnaire, filters)
    return {name: table for name, table in tables.items() if table is not None}


def _filters(options: argparse.Namespace) -> dict[str, list[str]]:
    """What is asked per column; surveys and centres in whatever spelling."""
    from measurement.exports.surveys import SURVEY, survey_value_named
    from measurement.questionnaire.centres import Centres
    from measurement.questionnaire.files.reading import load

    questionnaire = load(options.questionnaire)
    filters: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in map(_pair, options.where):
        if name in SURVEY:
            value = survey_value_named(questionnaire, name, value)
        elif name == "centre":
            value = Centres(questionnaire).exactly(value) or value
        filters[name].append(value)
    return dict(filters)


def _tables(options: argparse.Namespace) -> int:
    from measurement.reports.files import csv_for_analysis, workbook
    from measurement.reports.summary import DECLARED

    by = list(dict.fromkeys(n.strip() for n in options.by.split(",") if n.strip()))
    filters = _filters(options)
    tables = _summary(options, by, filters)
    out: Path = options.out
    if out.suffix.lower() == ".xlsx":
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(workbook(tables, DECLARED, by, (), options.questionnaire))
        return 0
    if out.is_file():
        raise SurveyError(
            say("{out} is a file; give a folder, or a name that ends in .xlsx.", out=str(out))
        )
    out.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        (out / f"{name}.csv").write_bytes(csv_for_analysis(frame))
    return 0


def _demo(options: argparse.Namespace) -> int:
    from measurement.example.load import load_example
    from measurement.questionnaire.files.reading import load
    from measurement.store import open_store

    with open_store(options.store) as store:
        added = load_example(store, load(options.questionnaire))
        print(text("The store holds the example data: {n} answers added.", n=added))
    return 0


def _template(options: argparse.Namespace) -> int:
    from measurement.exports.template.template import template
    from measurement.questionnaire.files.reading import load

    options.out.write_bytes(template(load(options.questionnaire)))
    return 0

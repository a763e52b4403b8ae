"""The command line: the same tool without a browser."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measurement import logs, outputs, workplace
from measurement.cli import (
    argparse_words,
    checklist,
    data,
    imports,
    participations,
    people,
    picture,
    release,
    reports,
    tables,
    upkeep,
)
from measurement.errors import ExportError, SurveyError, of_file
from measurement.words import FIRST, LANGUAGES, say, speak, text

if TYPE_CHECKING:
    from measurement.exports.recognised import Recognised


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it is done, 2 with a sentence per problem when it is not.

    3 for what nobody thought of, with the number under which it is logged.
    """
    speak(_language(arguments))  # that of the help as well
    argparse_words.translate()
    options = _parser().parse_args(arguments)
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
    except Exception as error:
        print(logs.unforeseen(error), file=sys.stderr)
        return 3
    return 2


def _language(arguments: Sequence[str] | None) -> str:
    """The language that is asked for among the arguments; the first where there is none."""
    asked = argparse.ArgumentParser(add_help=False)
    asked.add_argument("--language", default=FIRST)
    return str(asked.parse_known_args(arguments)[0].language)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m measurement", description=text("Survey exports to summary tables.")
    )
    parser.add_argument(
        "--version", action=_Version, nargs=0, help=text("say the version and exit")
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default=FIRST, help=text("of messages and help (nl)")
    )
    _add_commands(parser.add_subparsers(required=True, metavar=text("COMMAND")))
    return parser


def _add_commands(commands: Any) -> None:
    check = _command(commands, "check", _check, text("say what is recognised in an export"))
    check.add_argument("file", type=Path, metavar=text("file"))
    check.add_argument("--json", action="store_true", help=text("print one JSON object"))
    check.add_argument(
        "--out",
        type=Path,
        metavar=text("MARKED.xlsx"),
        help=text("write the file with its remarks in the cells"),
    )
    imports.add_choices(check)
    for one in (imports, tables, picture, data, reports):
        one.add_commands(commands, _command, _store)
    demo = _command(commands, "demo", _demo, text("fill an empty store with the example data"))
    _store(demo)
    for one in (checklist, participations, upkeep, people, release):
        one.add_commands(commands, _command, _store)
    form = _command(
        commands, "template", _template, text("write the template workbook for answers")
    )
    form.add_argument("--out", type=Path, required=True, metavar=text("BOOK.xlsx"))


class _Version(argparse.Action):
    """Say the version of the tool, and of the tables of a store that it works with."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        """Print it and stop."""
        import tomllib

        from measurement.store.schema import VERSION

        project = Path(__file__).parents[2] / "pyproject.toml"
        told = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
        print(f"measurement {told} (store {VERSION})")
        parser.exit()


def _command(commands: Any, name: str, run: Any, what: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what)
    parser.set_defaults(run=run)
    parser.add_argument(
        "--questionnaire",
        metavar=text("FILE"),
        help=text("a folder, .toml or .csv file (data/questionnaire)"),
    )
    return parser


def _store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--store", metavar="URL", help=text("a database URL or file (data/store.sqlite)")
    )


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
    outputs.write(out, marked(file, recognised))


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

    outputs.write(options.out, template(load(options.questionnaire)))
    return 0

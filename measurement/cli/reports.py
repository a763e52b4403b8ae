"""The commands that write reports: of a centre, of all centres, and a summary on one page."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from measurement import outputs
from measurement.errors import SurveyError
from measurement.words import say, text

if TYPE_CHECKING:
    from measurement.reports.paper.parts import Report
    from measurement.store import Store
    from measurement.store.taken import Asked

Parser = argparse.ArgumentParser


def add_commands(
    commands: Any, command: Callable[..., Parser], store: Callable[[Parser], None]
) -> None:
    """Add ``report`` and ``summary`` to the command line."""
    report = command(
        commands, "report", _report, text("write the report of a centre, or of all centres")
    )
    about = report.add_mutually_exclusive_group(required=True)
    about.add_argument("--centre", metavar=text("NAME"))
    about.add_argument(
        "--all-centres", action="store_true", help=text("of every centre that has a release")
    )
    about.add_argument(
        "--annual", metavar="2024-2025", help=text("the annual pack of a school year, for staff")
    )
    report.add_argument(
        "--out", type=Path, required=True, metavar=text("FILE.pdf|pptx|docx, DIR|FILE.zip")
    )
    report.add_argument(
        "--kind", choices=("pdf", "pptx"), help=text("of all centres: as slides, otherwise PDF")
    )
    _choice(report, store)
    summary = command(
        commands, "summary", _summary, text("write the summary of a centre on one page")
    )
    summary.add_argument("--centre", metavar=text("NAME"), required=True)
    summary.add_argument("--a3", action="store_true", help=text("for the wall; otherwise A4"))
    summary.add_argument("--out", type=Path, required=True, metavar=text("FILE.pdf"))
    _choice(summary, store)


def _choice(parser: Parser, store: Callable[[Parser], None]) -> None:
    parser.add_argument(
        "--school-year",
        default="",
        metavar=text("SCHOOL YEAR"),
        help=text("e.g. 2024-2025, or all; otherwise the newest"),
    )
    parser.add_argument(
        "--strategy",
        default="",
        metavar=text("STRATEGY"),
        help=text("one strategy of that school year"),
    )
    parser.add_argument(
        "--preview", action="store_true", help=text("of the answers of now, stamped as a draft")
    )
    store(parser)


def _asked(options: argparse.Namespace) -> Asked:
    from measurement.access.roles import LOCAL
    from measurement.exports.surveys import survey_value_named
    from measurement.questionnaire.files.reading import load
    from measurement.releases.views import EVERYTHING, Choice
    from measurement.store.taken import Asked

    choice, made = None, load(options.questionnaire)
    if options.school_year:
        year = survey_value_named(made, "school_year", options.school_year)
        choice = EVERYTHING if options.school_year == "all" else Choice(year)
    if options.strategy:
        if choice is None or not choice.school_year:
            raise SurveyError(say("Give the school year of the strategy with --school-year."))
        kind = survey_value_named(made, "strategy", options.strategy)
        choice = Choice(choice.school_year, kind)
    return Asked(choice, options.preview, LOCAL, options.questionnaire)


def _report(options: argparse.Namespace) -> int:
    from measurement.reports.paper import forms
    from measurement.store import open_store, taken

    out: Path = options.out
    if options.kind and not options.all_centres:
        raise SurveyError(say("--kind is for --all-centres; of one report --out tells the kind."))
    with open_store(options.store) as store:
        if options.all_centres:
            return _all(store, out, _asked(options), options.kind or "pdf")
        if options.annual:
            _write(out, forms.written(_annual(store, options), forms.form_of(out.name)))
            return 0
        made = taken.report(store, _centre(options), _asked(options))
    _write(out, forms.written(made, forms.form_of(out.name)))
    return 0


def _annual(store: Store, options: argparse.Namespace) -> Report:
    """The annual pack; said that it is a draft where it is."""
    from measurement.exports.surveys import survey_value_named
    from measurement.questionnaire.files.reading import load
    from measurement.store.annual import annual

    made = load(options.questionnaire)
    year = survey_value_named(made, "school_year", options.annual)
    report = annual(store, year, options.questionnaire)
    if report.stamp:
        print(f"{report.stamp}: {report.told}.")
    return report


def _summary(options: argparse.Namespace) -> int:
    from measurement.reports.paper.pdf import pdf
    from measurement.store import open_store, taken

    out: Path = options.out
    if out.suffix.lower() != ".pdf":
        raise SurveyError(say("{name} does not end in {ends}.", name=out.name, ends=".pdf"))
    with open_store(options.store) as store:
        made = taken.summary(store, _centre(options), _asked(options))
    _write(out, pdf(made, "a3" if options.a3 else "a4"))
    return 0


def _centre(options: argparse.Namespace) -> str:
    from measurement.questionnaire.centres import Centres
    from measurement.questionnaire.files.reading import load

    return Centres(load(options.questionnaire)).exactly(options.centre) or options.centre


def _all(store: Store, out: Path, asked: Asked, kind: Literal["pdf", "pptx"]) -> int:
    """The report of every centre, in a folder or a zip; what is written is told one by one."""
    from measurement.reports.paper import forms
    from measurement.store import taken

    names = taken.centres(store, asked)
    files: dict[str, bytes] = {}
    day = ""
    for done, (centre, made) in enumerate(taken.reports(store, asked, names), start=1):
        files[forms.file_name(centre, kind)] = forms.written(made, kind)
        day = made.day
        print(text("{done} of {all}: {centre}", done=done, all=len(names), centre=centre))
    if not files:
        raise SurveyError(say("Nothing of any centre is released now, so there is no report."))
    if out.suffix.lower() == ".zip":
        _write(out, forms.zipped(files, day))
        return 0
    if out.is_file():
        raise SurveyError(
            say("{out} is a file; give a folder, or a name that ends in .zip.", out=str(out))
        )
    out.mkdir(parents=True, exist_ok=True)
    outputs.together({out / name: data for name, data in files.items()})
    return 0


def _write(out: Path, data: bytes) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    outputs.write(out, data)

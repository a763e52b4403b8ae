"""What is taken away: every summary table of a selection, and for analysts the answers themselves.

Files are built when they are asked for, in another thread, without a session or a language: all
that they need is bound here. Who takes answers of persons is written in the audit log then.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from measurement.counting.answers import Answers
from measurement.counting.tables import ANSWERS
from measurement.protection.small_groups import counts_people, small_groups
from measurement.questionnaire import comparability
from measurement.releases.limits import Limits
from measurement.reports.answers import answers_per_person
from measurement.reports.book.workbook import Contents, workbook
from measurement.reports.data.variables import Form
from measurement.reports.data.write import WITH_ANSWERS, Kind, data_file, n_rows
from measurement.reports.files import csv
from measurement.reports.paper.forms import Form as PaperForm
from measurement.reports.paper.forms import written
from measurement.reports.summary import DECLARED, TITLES, summary_tables
from measurement.reports.wording import names
from measurement.store import summary
from measurement.store.annual import annual
from measurement.words import Sentence, plural, say
from measurement.words import text as _
from pages.desk import account, source
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.frame import person

GROUPS = ("school_year", "strategy", "initiative", "moment", "centre", "ambt", "role", "net")
FIRST = ("school_year", "strategy", "moment")
HOLDS: dict[str, Sentence] = {
    "shares": say("Low and high scores of every item on a scale"),
    "response": say("Invited, answered and completed"),
    "factors": say("How enabling and hindering every factor is, with a verdict"),
    "scales": say("Means and reliability of the scales of capacities and motivation"),
    "trend": say("Every figure per school year, against the comparable year before"),
    "comparison": say("Every centre against all other centres"),
    "checklist": say("The checklists of success factors, as they were filled in"),
    "mirror": say("The checklists of success factors beside the answers"),
    "reach": say("Participations, different persons and sessions"),
    "targets": say("How far the targets are, of the network and per centre"),
}


@kept
def tables(selection: Selection, *by: str) -> dict[str, pd.DataFrame]:
    """The tables that ``python -m measurement tables`` writes for this selection, by name."""
    everything, filters = source.all_answers(), selection.filters()
    store = source.store()
    by_name: dict[str, pd.DataFrame | None] = {
        **summary_tables(everything, by, comparability.load(), filters)
    }
    checklists = summary.exported(store, None, filters.get("centre", ()))
    if checklists is not None:
        surveyed = everything.without_zero().where(**filters)
        by_name["checklist"] = checklists
        by_name["mirror"] = summary.mirrored(checklists, surveyed, None)
    by_name["reach"] = summary.reach_table(store, by, filters)
    by_name["targets"] = summary.target_table(store, None, filters)
    return {name: table for name, table in by_name.items() if table is not None}


def small(name: str, table: pd.DataFrame, limits: Limits) -> int:
    """How many rows of a summary table rest on a small group; 0 where it does not count people."""
    return int(small_groups(table, limits).sum()) if counts_people(DECLARED[name]) else 0


def contents(made: Mapping[str, pd.DataFrame], limits: Limits) -> pd.DataFrame:
    """One row per table: its name, what it holds, its rows, and those on a small group."""
    rows = [
        (str(TITLES[n]), str(HOLDS[n]), len(table), small(n, table, limits))
        for n, table in made.items()
    ]
    heads = [_("table"), _("what it holds"), _("rows"), _("rows on a small group")]
    return pd.DataFrame(rows, columns=heads)


def about_small(limits: Limits) -> str:
    """What a small group is, in a sentence."""
    return _(
        "A small group is fewer than {group} answers, or fewer than {crossed} in a table per ambt or role.",
        group=limits.persons,
        crossed=limits.crossed,
    )


def notes(made: Mapping[str, pd.DataFrame], limits: Limits) -> tuple[str, ...]:
    """What a reader is told of the tables: how many rows rest on a small group, and what that is."""
    told = []
    for name, table in made.items():
        if n := small(name, table, limits):
            rests = plural("{n} row rests on a small group", "{n} rows rest on a small group", n)
            told.append(f"{TITLES[name]}: {rests}.")
    return (about_small(limits), *told)


def book_of(selection: Selection, by: Sequence[str], limits: Limits) -> Callable[[], bytes | str]:
    """Builds one workbook with every table and their definitions, when it is asked for."""
    made = tables(selection, *by)
    told = account.of_file(
        _("All tables"), notes(made, limits), replace(account.now(), selection=selection)
    )
    grouped = tuple(dict.fromkeys((*by, "centre")))  # a comparison is always per centre
    titles = {name: str(title) for name, title in TITLES.items()}
    contents = Contents(made, DECLARED, titles, grouped, selection.denominator)

    def build() -> bytes:
        return workbook(contents, told())

    return person.while_allowed(build, "see_all_centres")


def zip_of(
    selection: Selection, by: Sequence[str], belgian: bool = False
) -> Callable[[], bytes | str]:
    """Builds a zip with one csv per table, as the command line writes them."""
    made = tables(selection, *by)

    def build() -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
            for name, table in made.items():
                book.writestr(f"{name}.csv", csv(table, belgian))
        return buffer.getvalue()

    return person.while_allowed(build, "see_all_centres")


def rows_of(
    selection: Selection, write: Callable[[pd.DataFrame], bytes]
) -> Callable[[], bytes | str]:
    """Builds a file of the answers per person; who asks for it is written in the audit log first.

    The answers are read when it is built: who was erased since the page was drawn is not in it.
    """
    return _taken(selection, lambda answers: write(answers_per_person(answers)), "long")


def file_of(
    selection: Selection, kind: Kind, form: Form, belgian: bool = False
) -> Callable[[], bytes | str]:
    """Builds a file of the answers for analysts; where it holds answers, it is logged like the above."""
    words_of, told = names(), account.selected(selection)

    def write(answers: Answers) -> bytes:
        return data_file(answers, kind, words_of, form=form, belgian=belgian, selected=told)

    return _taken(selection, write, form, logged=kind in WITH_ANSWERS)


def _taken(
    selection: Selection, write: Callable[[Answers], bytes], form: Form, logged: bool = True
) -> Callable[[], bytes | str]:
    who = person.me()
    store, questionnaire = source.store(), source.questionnaire()
    said, filters = account.in_words(selection), selection.filters()

    def build() -> bytes:
        answers = store.answers(questionnaire).where(**filters)
        if logged:
            rows = n_rows(answers, form)
            details: dict[str, str | int] = {"table": ANSWERS.name, "rows": rows, **said}
            store.audit.record(who.by, "rows_exported", details)
        return write(answers)

    return person.while_allowed(build, "export_rows")


def school_years() -> list[str]:
    """The school years with answers, the newest first."""
    asked = source.all_answers().respondents["school_year"].dropna().astype(str)
    return sorted(asked.unique(), reverse=True)


def annual_of(school_year: str, form: PaperForm) -> Callable[[], bytes | str]:
    """Builds the annual pack of a school year, when it is asked for."""
    store = source.store()

    def build() -> bytes:
        return written(annual(store, school_year), form)

    return person.while_allowed(build, "see_all_centres")

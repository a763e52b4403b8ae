"""Nothing that a page of one centre asks reaches the answers: what it shows was released."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from measurement.errors import SurveyError
from pages.desk import source, tables
from pages.desk.selection import EVERYTHING
from pages.frame import person
from pages.frame.person import Person

OF_CENTRE = ("profile", "items", "trend")
DESK = ("released", "publishing")
DRAWN = ("told_rows", "told_bars", "told_years", "told_parts")
MODULES = [
    *(path for room in OF_CENTRE for path in sorted((ROOT / "pages/centre" / room).glob("*.py"))),
    *(ROOT / f"pages/desk/{name}.py" for name in DESK),
    *(ROOT / f"measurement/reports/figures/{name}.py" for name in DRAWN),
]
ANSWERS = {"answers", "all_answers", "counts", "centre_names", "names_of_centres"}
LIVING = {"pages.desk.tables", "pages.desk.filters", "pages.desk.shown.remarks"}


def asked(path: Path) -> Iterator[str]:
    """What of answers a module names: in an import, or as an attribute of the source or the store."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ANSWERS:
            yield ast.unparse(node)
        if isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{one.name}" for one in node.names} | {str(node.module)}
            yield from names & LIVING
            yield from (name for name in names if name.startswith("measurement.counting.answers"))
            if node.module == "pages.desk.source":
                yield from (one.name for one in node.names if one.name in ANSWERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_of_one_centre_asks_for_no_answers(path: Path) -> None:
    assert [*asked(path)] == []


def test_that_it_is_noticed_where_a_page_does_ask() -> None:
    assert "source.answers" in [*asked(ROOT / "pages/centre/mirror/data.py")]
    assert [*asked(ROOT / "pages/results/items/page.py")]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: source.answers(),
        lambda: source.all_answers(EVERYTHING),
        lambda: source.counts(EVERYTHING, "centre"),
        lambda: source.centre_names(),
        lambda: tables.share_table(EVERYTHING),
        lambda: tables.response_table(EVERYTHING, "centre"),
    ],
)
def test_a_director_is_refused_the_answers(ask: Callable[[], object], on_example: Path) -> None:
    person.let_in(Person("a@b.be", "", "director", "director", ("Centrum 07",)))
    try:
        with pytest.raises(SurveyError):
            ask()
    finally:
        person.let_in(None)

"""Items and evolution of a centre, of what was released: as its director and as staff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest
from opened_pages import dashboard, director, drawn, page, said, unfold
from streamlit.testing.v1 import AppTest

from measurement.charts import colours
from measurement.releases.history import History
from measurement.tables import Table, check
from pages.centre.items import data as items
from pages.centre.trend import data as trend
from pages.desk import panels, publishing, released
from pages.desk.selection import Look
from pages.frame import person

ITEMS, TREND = "pages/centre/items/page.py", "pages/centre/trend/page.py"
CENTRE, FEW = "Centrum 08", "Centrum 10"

pytestmark = pytest.mark.usefixtures("own_page_cache", "on_example")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Table, pd.DataFrame, Any]]:
    """Every table that the pages offer as a file: its name, with its declaration and account."""
    found: list[tuple[str, Table, pd.DataFrame, Any]] = []
    offered = panels._downloads

    def seen(key: str, tables: Any, declared: Any, by: Any, told: Any, *rest: Any) -> None:
        found.extend((name, declared[name], table, told()) for name, table in tables.items())
        offered(key, tables, declared, by, told, *rest)

    monkeypatch.setattr(panels, "_downloads", seen)
    return found


@pytest.fixture
def let_in() -> Iterator[None]:
    person.let_in(person.OWNER)
    yield
    person.let_in(None)


# The lines of a hatched bar (measurement/charts/drawn/strokes.py): in a colour, intervals are in ink.
HATCHING = re.compile(f'stroke="(?!{colours.interval()})[^"]*" stroke-width="1.2"')


def opened(path: str, centre: str, **query: str) -> AppTest:
    app = page(path, director(centre), **query)
    assert not app.exception
    assert not app.error
    return app


def spans(app: AppTest) -> int:
    """How many hatched spans are drawn."""
    return sum(len(HATCHING.findall(figure.svg)) for figure in drawn(app))


@pytest.mark.parametrize("path", [ITEMS, TREND])
def test_a_director_sees_the_own_centre_and_when_it_was_released(path: str) -> None:
    words = said(opened(path, CENTRE))
    assert CENTRE in words
    assert "Vrijgegeven op" in words
    assert "Centrum 07" not in words


@pytest.mark.parametrize("path", [ITEMS, TREND])
def test_staff_read_of_a_centre_what_its_director_reads(path: str) -> None:
    own = said(opened(path, CENTRE))
    app = page(path, None, centrum=CENTRE)
    assert not app.exception
    figures = [
        line for line in own.splitlines() if line.startswith(("{", "Het vaakst", "Aandeel van"))
    ]
    assert figures
    assert set(figures) <= set(said(app).splitlines())


def test_bounds_are_spans_and_only_n_is_words_on_the_page(let_in: None) -> None:
    table = items.on_scale(Look(FEW), "C")
    told = table["told"].astype(str).value_counts()
    assert (told["at_most"], told["n_only"]) == (5, 1)
    person.let_in(None)
    app = opened(ITEMS, FEW, module="C", view_year="all")
    words = said(app)
    assert spans(app) == 5
    assert "Van 5 stellingen is alleen vrijgegeven tussen welke aantallen" in words
    assert "te weinig om meer te tonen" in words
    assert "Gearceerd: alleen binnen deze grenzen vrijgegeven" in words


def test_the_other_denominator_changes_what_is_printed() -> None:
    shown = [
        said(opened(ITEMS, FEW, module="C", view_year="all", denominator=base))
        for base in ("with", "without")
    ]
    assert "n.v.t. meegerekend" in shown[0]
    assert "van de antwoorden met een score" in shown[1]
    assert "n.v.t. meegerekend" not in shown[1].replace("Aandelen: n.v.t. mee", "")


def test_one_item_stands_per_school_year_and_per_strategy(let_in: None) -> None:
    per_year = items.of_item(items.per_year(Look(FEW)), "B1")
    person.let_in(None)
    joined = [years for years in per_year["school_years"] if "|" in years]
    words = said(opened(ITEMS, FEW, module="B", view_year="all", item="B1"))
    assert joined
    assert "samen" in words
    per_strategy = said(opened(ITEMS, CENTRE, module="A", item="A1", released_per="strategy"))
    assert "Opleiding en vorming · 2024-25" in per_strategy


def test_the_evolution_draws_bounds_and_leaves_joined_years_out(let_in: None) -> None:
    assert spans(opened(TREND, CENTRE, released_what="factors")) > 0
    words = said(opened(TREND, FEW))
    assert "samengevoegde jaren staan niet in een evolutie" in words
    person.let_in(person.OWNER)
    years = trend.table(Look(FEW))["school_year"].astype(str)
    assert not years.str.contains("|", regex=False).any()


@pytest.mark.parametrize(("path", "least"), [(ITEMS, 2), (TREND, 1)])
def test_files_carry_the_centre_the_release_and_its_date(
    path: str, least: int, taken: list[tuple[str, Table, pd.DataFrame, Any]]
) -> None:
    app = dashboard(director(CENTRE)).run()
    taken.clear()  # those of the first page
    app.switch_page(path).run()
    unfold(app)
    app.run()
    assert len(taken) >= least
    for name, declared, table, told in taken:
        check(table, declared)
        assert f"{CENTRE} vrijgave 2 van 2025-09-15" in name
        assert any("Vrijgegeven op" in value for _label, value in told.facts)
        assert told.day is None
        assert set(table["release"]) <= {"1", "2", "1|2"}


@pytest.mark.parametrize("path", [ITEMS, TREND])
def test_before_the_first_release_a_director_reads_that_there_is_none(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "history", History)
    monkeypatch.setattr(person.Person, "previews", False)
    app = opened(path, CENTRE)
    assert [one.value for one in app.info] == ["Er is nog niets vrijgegeven."]
    assert not drawn(app)


@pytest.mark.parametrize("path", [ITEMS, TREND])
def test_of_a_centre_without_released_figures_that_is_said_and_nothing_is_drawn(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "names_of", lambda _centre: ("a name of nobody",))
    app = opened(path, "Centrum 15")
    assert [one.value for one in app.info] == ["Hierover is nu niets vrijgegeven."]
    assert not drawn(app)


def test_a_director_asks_no_page_for_another_centre(let_in: None) -> None:
    asked: list[Callable[[Look], Any]] = [items.per_year, items.per_strategy, trend.table]
    person.let_in(person.Person("a@b.be", "", "director", "director", (CENTRE,)))
    for ask in asked:
        assert len(ask(Look(CENTRE)))
        with pytest.raises(Exception, match="toegang"):
            ask(Look(FEW))
    assert released.file_name(Look(CENTRE), "x").startswith(f"x {CENTRE} vrijgave 2")


def test_when_it_was_released_is_told_in_the_language_of_the_reader() -> None:
    assert "Vrijgegeven op" in said(opened(ITEMS, CENTRE, lang="nl"))
    english = said(opened(ITEMS, CENTRE, lang="en"))
    assert "Released on" in english
    assert "Vrijgegeven op" not in english

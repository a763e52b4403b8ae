"""The page to take tables and answers away, and the files that it builds in another thread."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pyreadstat
import pytest
from opened_pages import page
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from measurement.access.roles import LOCAL, Account
from measurement.access.tables import details_in_words
from measurement.cli.main import main
from measurement.counting.tables import ANSWERS
from measurement.errors import SurveyError
from measurement.releases.limits import LIMITS, Limits
from measurement.reports.answers import rows_workbook
from measurement.reports.files import csv
from measurement.reports.summary import DECLARED, TITLES
from measurement.store import Store, open_store
from measurement.words import speak
from pages.data.exports import data as take_away
from pages.desk import cache, source
from pages.desk.selection import Selection
from pages.frame import person
from pages.frame.menu import DOORS
from pages.frame.person import Person

PAGE = "pages/data/exports/page.py"
WIDE = ("csv", "belgian", "sav", "parquet")
FILES = (
    "take_book",
    "take_zip",
    "take_zip_belgian",
    *(f"take_rows_{kind}" for kind in WIDE),
    "take_dictionary",
    "take_ddi",
    *(f"take_annual_{form}" for form in ("docx", "pptx", "pdf")),
)
STAFF = Person(LOCAL, "", "staff", "staff")
ONE_YEAR = Selection(school_year=("2023-2024",), strategy=("plg",))
POC, ANALYST = "poc@goclb.be", "an@goclb.be"
T = TypeVar("T")


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def store(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MEASUREMENT_STORE", str(own_store))
    with open_store(str(own_store)) as opened:
        yield opened


@pytest.fixture
def opened(store: Store) -> Callable[..., AppTest]:
    return lambda **state: page(PAGE, state)


def offered(app: AppTest) -> set[str]:
    """The keys of the downloads on the page."""
    found = [str(e.proto.id) for e in app.get("download_button")]
    return {key for key in FILES for name in found if name.endswith(f"-{key}")}


def seen_by(who: Person, ask: Callable[..., T], *args: Any) -> T:
    """What a function of the pages answers this person, as in a run of its own."""

    def run() -> T:
        person.let_in(who)
        cache.look_again()
        return ask(*args)

    return copy_context().run(run)


def elsewhere(build: Callable[[], bytes | str]) -> bytes:
    """What is built in a plain thread, that knows of no session, person or language."""
    with ThreadPoolExecutor(1) as threads:
        made = threads.submit(build).result()
    assert isinstance(made, bytes)
    return made


def taken(store: Store) -> list[str]:
    """The entries of the audit log on answers that were taken away."""
    table = store.audit.table(actions=["rows_exported"])
    return [f"{r.who}: {details_in_words(str(r.details))}" for r in table.itertuples()]


# ── The page ──────────────────────────────────────────────────────────────────────────────────


def test_the_page_lists_every_table_and_logs_nothing(opened: Any, store: Store) -> None:
    app = opened()
    assert not app.exception
    assert not app.error
    assert app.title[0].value == str(next(d.title for d in DOORS if d.path == PAGE))
    assert offered(app) == set(FILES)
    assert app.warning
    listed = app.dataframe[0].value
    assert set(listed.iloc[:, 0]) == {str(TITLES[name]) for name in DECLARED}
    assert (listed.iloc[:, 2] > 0).all()
    small = dict(zip(listed.iloc[:, 0], listed.iloc[:, 3], strict=True))
    assert small[str(TITLES["comparison"])] > 0
    assert small[str(TITLES["targets"])] == small[str(TITLES["checklist"])] == 0
    assert not taken(store)


def test_without_grouping_a_table_is_of_all_answers_together(opened: Any) -> None:
    app = opened()
    app.multiselect(key="take_by").set_value([]).run()
    assert not app.exception
    listed = app.dataframe[0].value.set_index(app.dataframe[0].value.columns[0])
    assert listed.loc[str(TITLES["response"])].iloc[1] == 1


def test_an_analyst_gets_the_page(opened: Any) -> None:
    app = opened(look_as="analyst")
    assert not app.error
    assert offered(app) == set(FILES)


def test_a_director_does_not_get_the_page(opened: Any) -> None:
    director = {"look_as": "director", "look_at": "Centrum 07"}
    with pytest.raises(ValueError, match=r"exports/page\.py"):
        opened(**director)
    app = opened()
    for name, value in director.items():
        app.session_state[name] = value
    app.run()
    assert not app.exception
    assert not offered(app)


# ── Summary tables ────────────────────────────────────────────────────────────────────────────


def test_the_tables_are_those_of_the_command_line(store: Store, tmp_path: Path) -> None:
    by = ("strategy", "moment", "centre")
    chosen = ["--by", ",".join(by), "--where", "school_year=2023-2024", "--where", "strategy=plg"]
    assert main(["tables", "--store", store.url, *chosen, "--out", str(tmp_path / "csv")]) == 0
    content = elsewhere(seen_by(STAFF, take_away.zip_of, ONE_YEAR, by))
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        found = {name: files.read(name) for name in files.namelist()}
    assert found == {path.name: path.read_bytes() for path in (tmp_path / "csv").iterdir()}
    assert {"shares.csv", "comparison.csv", "mirror.csv", "reach.csv"} <= set(found)


def test_the_workbook_holds_the_same_tables_and_explains_every_column(store: Store) -> None:
    by = ("school_year", "strategy")
    made = seen_by(STAFF, take_away.tables, ONE_YEAR, *by)
    content = elsewhere(seen_by(STAFF, take_away.book_of, ONE_YEAR, by, LIMITS))
    book = load_workbook(io.BytesIO(content), read_only=True)
    titles = [str(TITLES[name]) for name in made]
    raw = [f"{name} ruw" for name in made]
    assert (book.sheetnames[: len(made)], book.sheetnames[-len(made) :]) == (titles, raw)
    for sheets in (titles, raw):
        for name, table in zip(sheets, made.values(), strict=True):
            assert book[name].max_row == len(table) + 1
    lines = list(book["Verantwoording"].values)
    facts = {row[0]: row[1] for row in lines}
    assert (facts["Schooljaar"], facts["Strategie"]) == ("2023-24", "PLG")
    files = {row[0] for row in lines if isinstance(row[2], int)}
    assert files == {"2023-2024_plg_long.xlsx", "2023-2024_plg_short.xlsx"}
    explained = {(row[0], row[1]) for row in lines}
    assert {(n, c) for n, table in made.items() for c in table.columns} <= explained


def test_a_limit_that_staff_raised_marks_more_rows(store: Store) -> None:
    made = seen_by(STAFF, take_away.tables, ONE_YEAR, "centre")
    few = {name: take_away.small(name, table, LIMITS) for name, table in made.items()}
    many = {n: take_away.small(n, table, Limits(persons=40)) for n, table in made.items()}
    assert few["shares"] < many["shares"]
    told = "\n".join(seen_by(STAFF, take_away.notes, made, LIMITS))
    assert f"{TITLES['shares']}: {few['shares']} " in told
    assert str(TITLES["targets"]) not in told


@pytest.mark.parametrize("ask", [take_away.zip_of, take_away.tables])
def test_a_director_is_refused_the_tables(store: Store, ask: Any) -> None:
    director = Person(LOCAL, "", "staff", "director", ("Centrum 07",))
    with pytest.raises(SurveyError):
        seen_by(director, ask, ONE_YEAR, "centre")


# ── Answers per person ────────────────────────────────────────────────────────────────────────


def test_a_file_is_logged_when_it_is_built_each_time(store: Store) -> None:
    build = seen_by(STAFF, take_away.rows_of, ONE_YEAR, csv)
    assert not taken(store)
    one, two = (pd.read_csv(io.BytesIO(elsewhere(build))) for _ in range(2))
    assert list(one.columns) == list(ANSWERS.names)
    assert set(one["strategy"]) == {"plg"}
    assert len(one) == len(two)
    assert set(one["respondent"]) != set(two["respondent"])
    entries = taken(store)
    assert len(entries) == 2
    assert entries[0].startswith(f"{LOCAL}: tabel: answers; rijen: {len(one)}; ")
    assert "2023-24" in entries[0]
    assert "PLG" in entries[0]


@pytest.mark.parametrize("kind", ["csv", "parquet", "sav"])
def test_every_file_with_answers_is_logged_with_its_rows(store: Store, kind: Any) -> None:
    answers = store.answers(source.questionnaire()).where(**ONE_YEAR.filters())
    for form, rows in (("wide", answers.n), ("long", answers.n * len(answers.items))):
        assert elsewhere(seen_by(STAFF, take_away.file_of, ONE_YEAR, kind, form))
        assert f"rijen: {rows}; " in taken(store)[0]
    assert len(taken(store)) == 2


@pytest.mark.parametrize("kind", ["xml", "xlsx"])
def test_what_only_describes_the_answers_is_not_logged(store: Store, kind: Any) -> None:
    assert elsewhere(seen_by(STAFF, take_away.file_of, ONE_YEAR, kind, "wide"))
    assert not taken(store)


def test_the_selection_stands_in_a_file_for_spss(store: Store, tmp_path: Path) -> None:
    place = tmp_path / "answers.sav"
    place.write_bytes(elsewhere(seen_by(STAFF, take_away.file_of, ONE_YEAR, "sav", "wide")))
    _, about = pyreadstat.read_sav(place, metadataonly=True)
    told = " ".join(about.notes)
    assert "Schooljaar: 2023-24" in told
    assert "Strategie: PLG" in told


def test_long_the_page_offers_excel_too(opened: Any) -> None:
    app = opened(take_form="long")
    assert not app.exception
    keys = {str(e.proto.id).rpartition("-")[2] for e in app.get("download_button")}
    assert "take_rows_xlsx" in keys
    assert {*FILES} <= keys


def test_a_workbook_is_built_in_the_language_of_who_asked(store: Store) -> None:
    def ask() -> Callable[[], bytes | str]:
        speak("en")
        return take_away.rows_of(ONE_YEAR, rows_workbook)

    book = load_workbook(io.BytesIO(elsewhere(seen_by(STAFF, ask))), read_only=True)
    assert book.sheetnames == ["answers", "Account"]


def test_whose_access_ended_since_gets_nothing_and_nothing_is_logged(store: Store) -> None:
    assert store.access.ensure_first([POC])
    store.access.grant(POC, ANALYST, "analyst")
    known = store.access.account_of(ANALYST)
    assert isinstance(known, Account)
    analyst = Person(ANALYST, "An", "analyst", "analyst", (), known, "mark", time.time() + 600)
    build = seen_by(analyst, take_away.rows_of, ONE_YEAR, csv)
    assert elsewhere(build)
    assert taken(store)[0].startswith(f"{ANALYST}: ")
    store.access.end(POC, ANALYST)
    with pytest.raises(SurveyError):
        elsewhere(build)
    assert len(taken(store)) == 1


def test_who_may_not_take_answers_away_gets_nothing_and_nothing_is_logged(store: Store) -> None:
    director = Person(LOCAL, "", "staff", "director", ("Centrum 07",))
    with pytest.raises(SurveyError):
        elsewhere(seen_by(director, take_away.rows_of, ONE_YEAR, csv))
    assert not taken(store)


def test_what_was_removed_since_the_page_was_drawn_is_not_in_the_file(store: Store) -> None:
    build = seen_by(STAFF, take_away.rows_of, Selection(), csv)
    store.imports.undo(int(store.imports.table()["id"].iloc[0]))
    left = store.answers(source.questionnaire())
    assert len(elsewhere(build).splitlines()) == 1 + left.n * len(left.items)

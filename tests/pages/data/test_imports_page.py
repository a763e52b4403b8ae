"""The page where exports come in and go out again, used as a reader uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from opened_pages import as_read, page
from store_exports import SMALL, TRAINING, export, people
from streamlit.testing.v1 import AppTest
from survey_again import ITEMS, Survey
from test_survey_again import changes
from test_survey_again import people as answering

from measurement.access.roles import LOCAL
from measurement.questionnaire.files.reading import load
from measurement.store import Store, open_store

PAGE = "pages/data/imports/page.py"
Open = Callable[[], AppTest]

pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with one import of three answers."""
    monkeypatch.setenv("MEASUREMENT_STORE", str(tmp_path / "store.sqlite"))
    with open_store(tmp_path / "store.sqlite") as made:
        made.example.decline()
        made.imports.add(export(*people(3)), TRAINING, SMALL)
        yield made


@pytest.fixture
def opened(store: Store) -> Open:
    return lambda: page(PAGE)


def said(app: AppTest, *kinds: str) -> str:
    wanted = kinds or ("markdown", "caption", "info", "warning", "error", "success")
    told = "\n".join(str(e.value) for kind in wanted for e in app.get(kind))
    return as_read(told).replace("\xa0", " ")


def undone(store: Store) -> list[bool]:
    return [bool(value) for value in store.imports.table()["undone"]]


def test_undo_pressed_in_two_tabs_stays_undone_and_the_second_press_says_so(
    store: Store, opened: Open
) -> None:
    one, other = opened(), opened()
    one.button(key="undo_import_1").click().run()
    assert (undone(store), said(one, "error")) == ([True], "")
    assert [toast.value for toast in one.toast] == [
        "export.xlsx telt niet meer mee. Met ‘Opnieuw meetellen’ komt het terug."
    ]
    other.button(key="undo_import_1").click().run()
    assert not other.exception
    assert undone(store) == [True]
    assert said(other, "error") == ("export.xlsx was al ongedaan gemaakt; er is niets veranderd.")
    other.button(key="redo_import_1").click().run()
    assert (undone(store), said(other, "error")) == ([False], "")
    assert [toast.value for toast in other.toast] == ["export.xlsx telt weer mee."]


def test_after_an_import_it_is_said_what_is_new_and_the_figures_open_on_it(opened: Open) -> None:
    app = opened()
    app.session_state["strategy"] = ["plg"]
    upload(app, Survey(answering(12)))
    named(app)
    app.button(key="confirm").click().run()
    told = "12 antwoorden toegevoegd: Rouw (2024-25). De cijfers zijn bijgewerkt."
    assert told in said(app, "success")
    assert [link.label for link in app.get("page_link")] == [
        "Bekijk de cijfers van 2024-25",
        "Hoe goed is de bevraging ingevuld?",
        "Vrijgeven: directeurs zien hier nog niets van",
    ]
    assert app.session_state["school_year"] == ["2024-2025"]
    assert "strategy" not in app.session_state


def test_once_something_was_released_it_is_said_what_undoing_costs(
    store: Store, opened: Open
) -> None:
    warning = "worden de cijfers met een antwoord daaruit voorgoed ingetrokken"
    assert warning not in said(opened(), "caption")
    store.releases.publish(load(), day="2025-07-01", by=LOCAL)
    assert warning in said(opened(), "caption")


def test_count_again_pressed_twice_counts_once_and_says_so(store: Store, opened: Open) -> None:
    store.imports.undo(1)
    one, other = opened(), opened()
    one.button(key="redo_import_1").click().run()
    other.button(key="redo_import_1").click().run()
    assert undone(store) == [False]
    assert said(other, "error") == "export.xlsx telt al mee; er is niets veranderd."


def upload(app: AppTest, survey: Survey, tool: str = "ms_forms", file: str = "week.csv") -> None:
    app.file_uploader[0].upload(file, survey.as_csv(tool), "text/csv").run()


def named(app: AppTest) -> None:
    """Say which survey the file is of."""
    app.selectbox(key=key_of(app, "selectbox", "year_")).set_value("2024-2025")
    app.selectbox(key=key_of(app, "selectbox", "strategy_")).set_value("opleiding_vorming")
    app.text_input(key=key_of(app, "text_input", "initiative_")).set_value("Rouw")
    app.run()


def key_of(app: AppTest, kind: str, start: str) -> str:
    return next(e.key for e in getattr(app, kind) if str(e.key).startswith(start))


def test_an_update_is_told_before_it_is_stored_and_stored_when_confirmed(
    store: Store, opened: Open
) -> None:
    week = Survey(answering(12))
    app = opened()
    upload(app, week)
    named(app)
    app.button(key="confirm").click().run()
    assert not app.exception
    assert len(store.imports.table()) == 2
    upload(app, changes(week), file="week2.csv")
    named(app)
    assert len(store.imports.table()) == 2
    told = "10 antwoorden waren er al, 1 is gewijzigd, 2 zijn nieuw, 1 is weg"
    assert f"Deze bevraging is al ingelezen: {told}." in said(app, "info")
    before, after = week.people[2].scores["A2"], 9 - week.people[2].scores["A2"]
    assert f"A2 {before} → {after}" in said(app, "markdown")
    assert "Weg: rijen 6 van week.csv." in said(app, "markdown")
    assert app.button(key="confirm").label == "Deze wijzigingen overnemen"
    app.button(key="confirm").click().run()
    assert told in said(app, "success")
    assert len(store.imports.table()) == 3
    app.button(key="undo_import_3").click().run()
    assert store.imports.table()["n_respondents"].tolist()[1:] == [12, 3]


def test_a_file_that_leaves_a_question_cannot_be_stored_before_it_is_answered(
    store: Store, opened: Open
) -> None:
    week = Survey(answering(12))
    app = opened()
    upload(app, week)
    named(app)
    app.button(key="confirm").click().run()
    part = Survey((*week.people[:4], *answering(18)[12:]), ITEMS)
    upload(app, part, file="deel.csv")
    named(app)
    assert "van de 12 antwoorden van Rouw (2024-25)" in said(app, "markdown")
    assert app.button(key="confirm").disabled
    app.radio(key=key_of(app, "radio", "again_")).set_value("beside").run()
    assert "4 antwoorden waren er al" in said(app, "info")
    assert not app.button(key="confirm").disabled
    app.button(key="confirm").click().run()
    assert not app.exception
    assert store.imports.table()["n_respondents"].tolist() == [10, 8, 3]

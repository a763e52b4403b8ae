"""The page on which staff release figures to directors: what it says, releases and takes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from opened_pages import dashboard, director, page, said
from store_exports import TRAINING
from streamlit.testing.v1 import AppTest
from survey_again import Survey
from test_survey_again import people

from measurement.access.roles import ANALYST, DIRECTOR, LOCAL
from measurement.questionnaire.files.reading import load
from measurement.store import Store, open_store

PAGE = "pages/data/release/page.py"
CENTRES, PERSONS = 6, 8
FIRST = {"2023-2024": 1, "2024-2025": 1001}  # no one answered twice
YEARS = tuple(FIRST)

pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A survey in each of two school years: eight persons of each of six centres."""
    path = tmp_path / "store.sqlite"
    with open_store(path) as made:
        for year in YEARS:
            add(made, year, PERSONS)
        monkeypatch.setenv("MEASUREMENT_STORE", str(path))
        yield made


def add(store: Store, year: str, persons: int) -> None:
    """The survey of a school year as it is when so many persons of each centre answered."""
    every = people(CENTRES * persons, first=FIRST[year])
    network = tuple(replace(p, centre=f"Centrum 0{p.number % CENTRES + 1}") for p in every)
    naming = replace(TRAINING, school_year=year)
    store.imports.add(Survey(network).as_told("ms_forms"), naming, load())


def sound(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def opened() -> AppTest:
    return sound(page(PAGE))


def confirm(app: AppTest, form: str) -> AppTest:
    """Tick the box of a form and press its button."""
    box = next(b for b in app.checkbox if str(b.key).startswith(f"{form}_sure"))
    sound(box.check().run())
    return sound(app.button(key=form).click().run())


def test_the_first_sentence_says_what_is_new_and_what_each_centre_would_get(store: Store) -> None:
    app = opened()
    n = len(YEARS) * CENTRES * PERSONS
    first = f"Klaar om vrij te geven: {n} antwoorden op 2 bevragingen, van 6 centra, uit 2023-24, 2024-25."
    assert first in said(app)
    assert "Er wacht geen enkel antwoord." in said(app)
    (table,) = app.dataframe
    assert table.value["centrum"].tolist() == [f"Centrum 0{c}" for c in range(1, CENTRES + 1)]
    told = table.value[["precies", "hoogstens", "alleen het aantal"]].sum(axis=1)
    assert told.tolist() == [len(YEARS) * 8] * CENTRES  # eight items, two years
    assert "responsgraad gaan over alle schooljaren samen" in said(app)
    assert "Er is nog niets vrijgegeven: directeurs zien geen cijfers." in said(app)
    assert store.releases.history().last is None


def test_nothing_is_released_before_it_is_confirmed(store: Store) -> None:
    app = opened()
    assert app.button(key="release_now").disabled
    assert store.releases.history().last is None


def test_what_is_confirmed_is_released_by_who_is_here(store: Store) -> None:
    app = confirm(opened(), "release_now")
    (success,) = app.success
    wholes = [a for a in store.releases.history().atoms if a.level == "whole"]
    assert f"Vrijgegeven (nr. 1): {len(wholes)} cijfers van 6 centra" in success.value
    assert len(wholes) == len(YEARS) * 8 * CENTRES
    assert "is er niets nieuws" in said(app)
    assert "release_now" not in [b.key for b in app.button]
    centres, listed = app.dataframe
    assert centres.value["nieuw"].tolist() == [0] * CENTRES
    assert listed.value.iloc[0, 0] == 1
    done = store.audit.table(1)
    assert done[["who", "action"]].astype(str).to_numpy().tolist() == [[LOCAL, "figures_released"]]


def test_one_school_year_can_be_released_and_the_other_later(store: Store) -> None:
    app = opened()
    sound(app.multiselect(key="release_years").set_value([YEARS[0]]).run())
    confirm(app, "release_now")
    (first,) = store.releases.history().releases
    assert first.years == (YEARS[0],)
    again = opened()
    assert "Nieuw sinds de vrijgave van" in said(again)
    confirm(again, "release_now")
    second = store.releases.history().releases[1]
    assert {y for a in second.atoms for y in a.years} == {YEARS[1]}


def test_what_changed_in_the_meantime_is_to_be_confirmed_anew(store: Store) -> None:
    app = opened()
    box = next(b for b in app.checkbox if str(b.key).startswith("release_now_sure"))
    sound(box.check().run())
    add(store, "2024-2025", PERSONS + 5)
    sound(app.button(key="release_now").click().run())
    assert "Er veranderde intussen iets" in said(app)
    assert store.releases.history().last is None


def test_late_answers_that_are_too_few_wait_and_it_is_said_why(store: Store) -> None:
    store.releases.publish(load(), day="2025-07-01", by=LOCAL)
    add(store, "2024-2025", PERSONS + 2)
    text = said(opened())
    assert "Sinds de vrijgave van 1 jul 2025 (nr. 1) is er niets nieuws." in text
    waiting = 2 * CENTRES * 8
    said_why = (
        f"{waiting} antwoorden op stellingen wachten: na de vrijgave van het schooljaar gekomen"
    )
    assert said_why in text


def test_a_release_is_withdrawn_and_put_back_after_it_was_confirmed(store: Store) -> None:
    store.releases.publish(load(), day="2025-07-01", by=LOCAL)
    atoms = store.releases.history().atoms
    app = sound(opened().selectbox(key="release_which").set_value(1).run())
    app = confirm(app, "release_withdraw")
    assert "Vrijgave 1 is ingetrokken" in app.success[0].value
    assert store.releases.history().last is None
    app = confirm(app, "release_undo")
    assert "Vrijgave 1 geldt opnieuw" in app.success[0].value
    assert store.releases.history().atoms == atoms


def test_a_centre_opens_as_its_director_would_see_it(store: Store) -> None:
    app = opened()
    assert app.button(key="release_open").disabled
    sound(app.selectbox(key="release_centre").set_value("Centrum 03").run())
    sound(app.button(key="release_open").click().run())
    assert app.title[0].value == "Centrumprofiel"
    assert app.session_state["centrum"] == "Centrum 03"


@pytest.mark.parametrize("role", [DIRECTOR, ANALYST])
def test_who_may_not_release_does_not_find_the_page(store: Store, role: str) -> None:
    app = dashboard({**director("Centrum 03"), "look_as": role}).run()
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        app.switch_page(PAGE)


def test_without_answers_there_is_nothing_to_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "empty.sqlite"
    with open_store(path) as made:
        made.example.decline()
    monkeypatch.setenv("MEASUREMENT_STORE", str(path))
    text = said(opened())
    assert "Er is nog niets vrijgegeven, en er is ook niets om vrij te geven." in text


def test_once_something_is_released_it_says_why_a_late_answer_waits(store: Store) -> None:
    late = "Komt een antwoord binnen nadat het schooljaar is vrijgegeven"
    assert late not in said(opened())
    assert late in said(confirm(opened(), "release_now"))

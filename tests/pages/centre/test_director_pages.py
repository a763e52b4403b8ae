"""What a director may fill in and read beside what was released."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import copied
from opened_pages import dashboard, said
from streamlit.testing.v1 import AppTest

from measurement.store import ChecklistDraft, Entry, Fact, open_store

NOTE = "Alleen voor wie dit invulde"


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture(scope="module")
def few_store(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, with what one colleague filled in and a flag of a centre."""
    store = copied(example_store, tmp_path_factory.mktemp("few") / "store.sqlite")
    with open_store(str(store)) as opened:
        entries = {"S8": Entry("absent", NOTE)}
        opened.checklists.save(ChecklistDraft("Centrum 07", date.today(), "medewerker", entries))
        opened.centres.record_facts([Fact("Centrum 07", "flag_director", "yes", date.today())])
    return store


@pytest.fixture
def opened(few_store: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    monkeypatch.setenv("MEASUREMENT_STORE", str(few_store))

    def open_as(centre: str, path: str = "", role: str = "director", **query: str) -> AppTest:
        app = dashboard({"look_as": role, "look_at": centre}, **query).run()
        if path:
            app.switch_page(path).run()
        assert not app.exception
        return app

    return open_as


def test_what_one_colleague_filled_in_is_not_for_the_director(opened: Any) -> None:
    app = opened("Centrum 07", "pages/centre/checklist/page.py")
    assert "medewerker" not in " ".join(app.selectbox(key="checklist").options)
    assert NOTE not in said(app) + "".join(t.value.to_csv() for t in app.dataframe)
    staff = opened("Centrum 07", "pages/centre/checklist/page.py", role="staff")
    assert NOTE in "".join(t.value.to_csv() for t in staff.dataframe)


def test_a_director_fills_in_the_own_checklist_and_no_other(opened: Any, few_store: Path) -> None:
    app = opened("Centrum 07", "pages/centre/checklist/page.py")
    app.selectbox(key="checklist").set_value(0).run()  # it opens on the own newest one
    assert "new_filler" not in [box.key for box in app.selectbox]
    assert app.selectbox(key="new_centre").options == ["Centrum 07"]
    assert app.selectbox(key="new_centre").value == "Centrum 07"
    app.button(key="new_start").click().run()
    assert not app.error
    with open_store(str(few_store)) as store:
        newest = store.checklists.one(int(store.checklists.listing()["checklist"].max()))
    assert (newest.centre, newest.filled_by) == ("Centrum 07", "directie")


@pytest.mark.parametrize(
    ("day", "filler", "role", "changed"),
    [(2, "directie", "director", True), (3, "poc", "director", False), (4, "poc", "staff", True)],
)
def test_what_another_role_says_is_read_and_not_changed_by_a_director(
    opened: Any, few_store: Path, day: int, filler: str, role: str, changed: bool
) -> None:
    with open_store(str(few_store)) as store:
        made = store.checklists.save(
            ChecklistDraft("Centrum 07", date(2025, 9, day), filler, {"S1": Entry("partial", "zo")})
        )
    app = opened("Centrum 07", "pages/centre/checklist/page.py", role=role)
    app.selectbox(key="checklist").set_value(made.id).run()
    note = app.text_input(key=f"note_{made.id}_S1")
    assert note.disabled is not changed
    assert ("close" in [button.key for button in app.button]) is changed
    note._value = "toch gewijzigd"  # as a browser can send it, though it does not let it be typed
    app.run()
    with open_store(str(few_store)) as store:
        assert (store.checklists.one(made.id).entries["S1"].note == "toch gewijzigd") is changed


def test_staff_start_a_checklist_as_the_support_team_and_may_pass_on_another(opened: Any) -> None:
    app = opened("Centrum 07", "pages/centre/checklist/page.py", role="staff")
    box = app.selectbox(key="new_filler")
    assert box.value == "poc"
    assert len(box.options) == 4


def test_a_checklist_of_another_centre_is_not_opened_by_its_number(
    opened: Any, few_store: Path
) -> None:
    with open_store(str(few_store)) as store:
        listing = store.checklists.listing()
        other = int(listing.loc[listing["centre"] == "Centrum 03", "checklist"].iloc[0])
    app = dashboard()
    app.session_state["look_as"], app.session_state["look_at"] = "director", "Centrum 07"
    app.session_state["open"] = other
    app.run()
    app.switch_page("pages/centre/checklist/page.py").run()
    assert "Centrum 03" not in said(app)
    assert not [w for w in app.text_input if str(w.key).startswith("note_")]


def test_the_priority_of_a_centre_is_for_staff(opened: Any) -> None:
    flag = "nieuwe directeur"
    assert flag in said(
        opened("Centrum 07", "pages/centre/profile/page.py", "staff", centrum="Centrum 07")
    )
    assert flag not in said(opened("Centrum 07"))


def test_a_store_without_answers_breaks_nothing_for_a_director(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store.sqlite"
    with open_store(str(store)) as made:
        made.example.decline()
        made.checklists.save(ChecklistDraft("Centrum 07", date.today(), "directie", {}))
    monkeypatch.setenv("MEASUREMENT_STORE", str(store))
    app = dashboard()
    app.session_state["look_as"], app.session_state["look_at"] = "director", "Centrum 07"
    app.run()
    assert not app.exception
    assert "Klaar om te starten?" in said(app)


def test_a_centre_of_which_nothing_is_released_has_its_checklist_and_no_figure(
    opened: Any, few_store: Path
) -> None:
    with open_store(str(few_store)) as store:
        store.checklists.save(ChecklistDraft("GO! CLB Nova", date.today(), "directie", {}))
    app = opened("GO! CLB Nova")
    assert "Hierover is nu niets vrijgegeven." in said(app)
    assert not app.metric
    assert "Klaar om te starten?" in said(app)
    assert not [key for key in app.toggle if str(key.key).endswith("_table")]


def test_participations_are_no_answers_and_are_told_of_all_years_together(opened: Any) -> None:
    told = "Volgens de deelnemerslijsten"
    for year in ("all", "2024-2025"):
        page = said(opened("Centrum 07", view_year=year))
        assert told in page
        assert "(in alle schooljaren samen)" in page

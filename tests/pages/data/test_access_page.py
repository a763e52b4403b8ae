"""The page on access: giving, changing and ending it, limits, and the audit log."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from opened_pages import dashboard, page
from streamlit.testing.v1 import AppTest

from measurement import words
from measurement.access.file import template
from measurement.access.roles import ANALYST, DIRECTOR, LOCAL, STAFF, Account
from measurement.errors import SurveyError
from measurement.releases.limits import LIMITS, Limits
from measurement.store import Store, open_store
from measurement.store.people.limits import MOST

PAGE = "pages/data/access/page.py"
AN, BO, CAS = "an@school.be", "bo@school.be", "cas@school.be"

pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def store(own_store: Path) -> Iterator[Store]:
    with open_store(str(own_store)) as opened:
        yield opened


@pytest.fixture
def opened(on_own_store: Path) -> Callable[[], AppTest]:
    """Opens the page as the user of this computer."""
    return lambda: sound(page(PAGE))


def sound(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def click(app: AppTest, key: str) -> AppTest:
    return sound(app.button(key=key).click().run())


def given(app: AppTest, email: str, role: str, *centres: str) -> AppTest:
    """Fill the form in and press its button."""
    app.radio(key="access_give_role").set_value(role).run()
    app.text_input(key="access_give_email").input(email)
    if centres:
        app.multiselect(key="access_give_centres").set_value(list(centres))
    return click(app, "access_give")


def chosen(app: AppTest, email: str) -> AppTest:
    return sound(app.selectbox(key="access_who").set_value(email).run())


def account(store: Store, email: str) -> Account:
    known = store.access.account_of(email)
    assert known is not None
    return known


def entries(store: Store) -> list[tuple[str, str, Any]]:
    """Who did what with whose access, the newest first."""
    table = store.audit.table()[["who", "action", "about"]].astype(object)
    return list(table.where(table.notna(), None).itertuples(index=False, name=None))


def a_list(*rows: tuple[object, ...]) -> bytes:
    """The template, filled in."""
    book = openpyxl.load_workbook(io.BytesIO(template(["Centrum 07"])))
    for row in rows:
        book["Toegang"].append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def dropped(app: AppTest, *rows: tuple[object, ...]) -> AppTest:
    uploader = next(u for u in app.file_uploader if str(u.key).startswith("access_list_"))
    return sound(uploader.upload("lijst.xlsx", a_list(*rows), "application/x").run())


def test_who_is_given_access_has_it_and_it_is_logged_as_done_on_this_computer(
    opened: Callable[[], AppTest], store: Store
) -> None:
    app = given(opened(), " An@School.be ", DIRECTOR, "Centrum 07", "Centrum 08")
    assert app.success
    assert not app.error
    assert account(store, AN).role == DIRECTOR
    assert account(store, AN).centres == ("Centrum 07", "Centrum 08")
    assert account(store, AN).until is None
    assert entries(store) == [(LOCAL, "access_granted", AN)]
    assert any(AN in frame.value.to_string() for frame in app.dataframe)
    assert app.text_input(key="access_give_email").value == ""
    assert app.multiselect(key="access_give_centres").value == []


def test_access_can_be_given_to_and_with_a_day(opened: Callable[[], AppTest], store: Store) -> None:
    app, last = opened(), date.today() + timedelta(days=30)
    app.date_input(key="access_give_until").set_value(last)
    given(app, AN, ANALYST)
    assert (account(store, AN).role, account(store, AN).until) == (ANALYST, last)


@pytest.mark.parametrize("email", ["an@school", "=an@school.be", ""])
def test_what_is_no_address_is_refused_and_nothing_changes(
    opened: Callable[[], AppTest], store: Store, email: str
) -> None:
    app = given(opened(), email, STAFF)
    assert len(app.error) == 1
    assert not app.success
    assert store.access.list().empty
    assert entries(store) == []
    assert app.text_input(key="access_give_email").value == email


def test_a_director_without_a_centre_is_refused(
    opened: Callable[[], AppTest], store: Store
) -> None:
    app = given(opened(), AN, DIRECTOR)
    assert len(app.error) == 1
    assert store.access.list().empty


def test_only_a_director_is_asked_for_centres(opened: Callable[[], AppTest]) -> None:
    app = opened()
    assert "Centrum 07" in app.multiselect(key="access_give_centres").options
    app.radio(key="access_give_role").set_value(ANALYST).run()
    assert "access_give_centres" not in [m.key for m in app.multiselect]


def test_who_has_access_already_is_not_given_it_again(
    opened: Callable[[], AppTest], store: Store
) -> None:
    store.access.grant(LOCAL, AN, ANALYST)
    app = given(opened(), AN, STAFF)
    assert len(app.error) == 1
    assert account(store, AN).role == ANALYST


def test_access_is_changed_from_what_holds(opened: Callable[[], AppTest], store: Store) -> None:
    store.access.grant(LOCAL, AN, DIRECTOR, ["Centrum 07", "Elders"])
    app = chosen(opened(), AN)
    assert app.radio(key="access_change_role").value == DIRECTOR
    assert app.multiselect(key="access_change_centres").value == ["Centrum 07", "Elders"]
    app.multiselect(key="access_change_centres").set_value(["Centrum 08"])
    app = click(app, "access_change")
    assert app.success
    assert account(store, AN).centres == ("Centrum 08",)
    assert entries(store)[0] == (LOCAL, "access_changed", AN)
    assert app.multiselect(key="access_change_centres").value == ["Centrum 08"]


def test_the_form_shows_what_holds_of_the_person_that_is_chosen(
    opened: Callable[[], AppTest], store: Store
) -> None:
    last = date.today() + timedelta(days=9)
    store.access.grant(LOCAL, AN, DIRECTOR, ["Centrum 07"])
    store.access.grant(LOCAL, BO, DIRECTOR, ["Centrum 08"], last)
    store.access.grant(LOCAL, CAS, ANALYST)
    app = opened()
    for email, centres, until in ((AN, ["Centrum 07"], None), (BO, ["Centrum 08"], last)):
        chosen(app, email)
        assert app.multiselect(key="access_change_centres").value == centres
        assert app.date_input(key="access_change_until").value == until
    app.checkbox(key="access_change_sure").check().run()
    chosen(app, CAS)
    assert app.radio(key="access_change_role").value == ANALYST
    assert app.checkbox(key="access_change_sure").value is False


def test_what_somebody_else_changed_is_not_undone_unseen(
    opened: Callable[[], AppTest], store: Store
) -> None:
    store.access.grant(LOCAL, AN, DIRECTOR, ["Centrum 07"])
    app = chosen(opened(), AN)
    store.access.change(LOCAL, AN, DIRECTOR, ["Centrum 07", "Centrum 08"])
    app = click(app, "access_change")
    assert app.warning
    assert account(store, AN).centres == ("Centrum 07", "Centrum 08")
    assert app.multiselect(key="access_change_centres").value == ["Centrum 07", "Centrum 08"]


def test_access_is_ended_only_when_that_is_confirmed(
    opened: Callable[[], AppTest], store: Store
) -> None:
    store.access.grant(LOCAL, AN, ANALYST)
    app = chosen(opened(), AN)
    assert app.button(key="access_end").disabled
    app.button(key="access_end").proto.disabled = False  # a browser that does not hold to that
    click(app, "access_end")
    assert account(store, AN)
    app.checkbox(key="access_change_sure").check().run()
    app = click(app, "access_end")
    assert app.success
    assert store.access.account_of(AN) is None
    assert entries(store)[0] == (LOCAL, "access_ended", AN)
    assert "access_change_role" not in [r.key for r in app.radio]


def test_the_last_staff_is_not_ended(opened: Callable[[], AppTest], store: Store) -> None:
    store.access.grant(LOCAL, AN, STAFF)
    app = chosen(opened(), AN)
    app.checkbox(key="access_change_sure").check().run()
    app = click(app, "access_end")
    assert len(app.error) == 1
    assert account(store, AN).role == STAFF
    assert entries(store) == [(LOCAL, "access_granted", AN)]


def test_a_list_is_shown_first_and_taken_in_when_confirmed(
    opened: Callable[[], AppTest], store: Store
) -> None:
    store.access.grant(LOCAL, CAS, ANALYST)
    rows = ((AN, "directeur", "Centrum 07; Elders", "31/08/2099"), (BO, "poc"))
    app = dropped(opened(), *rows)
    assert any("Elders" in warning.value for warning in app.warning)
    assert store.access.account_of(AN) is None
    app = click(app, "access_take")
    assert app.success
    assert account(store, AN).centres == ("Centrum 07", "Elders")
    assert account(store, AN).until == date(2099, 8, 31)
    assert (account(store, BO).role, account(store, CAS).role) == (STAFF, ANALYST)
    assert "access_take" not in [b.key for b in app.button]


def test_every_fault_in_a_list_is_named_and_nothing_is_taken(
    opened: Callable[[], AppTest], store: Store
) -> None:
    app = dropped(opened(), (AN, "baas"), ("bo@school", "poc"), (CAS, "directeur"))
    assert len(app.error) == 3
    assert "access_take" not in [b.key for b in app.button]
    assert store.access.list().empty


def test_limits_and_rule_are_saved_and_logged(opened: Callable[[], AppTest], store: Store) -> None:
    app = opened()
    usual = asdict(LIMITS)
    shown = {name: app.number_input(key=f"access_limits_{name}") for name in usual}
    assert {name: field.value for name, field in shown.items()} == usual
    assert {name: field.min for name, field in shown.items()} == usual
    shown["persons"].set_value(8)
    app.toggle(key="access_limits_strict").set_value(True)
    app = click(app, "access_limits")
    assert app.success
    assert asdict(store.access.limits) == usual | {"persons": 8}
    assert store.access.strict
    assert entries(store) == [(LOCAL, "limits_set", None)]
    assert app.number_input(key="access_limits_persons").value == 8
    assert app.toggle(key="access_limits_strict").value


def test_a_limit_below_the_usual_one_is_not_possible(
    opened: Callable[[], AppTest], store: Store
) -> None:
    app = opened()
    app.number_input(key="access_limits_persons").set_value(4)  # a browser refuses this
    app = click(app, "access_limits")
    assert app.number_input(key="access_limits_persons").value == LIMITS.persons
    assert store.access.limits == LIMITS
    for name, usual in asdict(LIMITS).items():
        with pytest.raises(SurveyError):
            store.access.set_limits(LOCAL, Limits(**{name: usual - 1}))
        with pytest.raises(SurveyError):
            store.access.set_limits(LOCAL, Limits(**{name: MOST + 1}))


def test_the_audit_log_shows_what_was_done_the_newest_first(
    opened: Callable[[], AppTest], store: Store
) -> None:
    store.access.grant(LOCAL, AN, STAFF)
    store.access.grant(AN, BO, DIRECTOR, ["Centrum 07"])
    store.access.end(AN, BO)
    app = opened()
    assert list(app.dataframe[-1].value.iloc[:, 0]) == [3, 2, 1]
    text = app.dataframe[-1].value.to_string()
    assert "Centrum 07" in text
    assert "{" not in text
    assert LOCAL not in text.split()
    app.multiselect(key="access_actions").set_value(["access_ended"]).run()
    assert list(sound(app).dataframe[-1].value.iloc[:, 0]) == [3]


@pytest.mark.parametrize("role", [DIRECTOR, ANALYST])
def test_who_may_not_manage_access_does_not_find_the_page(
    own_store: Path, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(own_store))
    app = dashboard()
    app.session_state["look_as"], app.session_state["look_at"] = role, "Centrum 07"
    app.run()
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        app.switch_page(PAGE)


def test_who_begins_to_look_as_a_director_leaves_the_page(opened: Callable[[], AppTest]) -> None:
    app = opened()
    app.radio(key="look_as").set_value(DIRECTOR).run()
    sound(app.run())
    assert "access_give" not in [b.key for b in app.button]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_empty_store_gives_a_page_to_begin_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    path = tmp_path / "empty.sqlite"
    with open_store(str(path)) as made:
        made.example.decline()
    monkeypatch.setenv("MEASUREMENT_STORE", str(path))
    words.speak(language)  # for the options, which AppTest puts in words once more
    app = dashboard()
    app.query_params["lang"] = language
    app.run()
    sound(app.switch_page(PAGE).run())
    assert not app.error
    assert not app.dataframe
    given(app, AN, STAFF)
    assert app.success


def test_staff_release_an_account_for_another_sign_in(
    opened: Callable[[], AppTest], store: Store
) -> None:
    store.access.grant(LOCAL, "dir@school.be", "analyst")
    store.access.admit("dir@school.be", "https://idp", "sub:1")
    assert store.access.admit("dir@school.be", "https://idp", "sub:2") is None
    app = opened()
    app.selectbox(key="access_who").set_value("dir@school.be").run()
    app = click(app, "access_release")
    assert app.success
    assert store.access.admit("dir@school.be", "https://idp", "sub:2") is not None

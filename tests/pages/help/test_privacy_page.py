"""The page of privacy: the same text for everybody; finding, erasing and keeping for staff only."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd
import pytest
from opened_pages import director, page, said
from store_exports import SMALL, TRAINING, export, people
from streamlit.testing.v1 import AppTest
from test_comment_store import written

from measurement import words
from measurement.access.roles import LOCAL
from measurement.errors import SurveyError
from measurement.releases.limits import LIMITS
from measurement.store import open_store

PAGE = "pages/help/privacy/page.py"
P0, P1 = "p0@example.org", "p1@example.org"
SAID = "Dit schreef alleen p0 zelf"
OLD = "2014-2015"  # long ago, whatever day it is
TOOLS = {"privacy_find", "privacy_save"}
Opened = Callable[..., AppTest]

pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Opens the page on a store, for staff or looking as another role."""

    def open_page(store: Path, look_as: str = "staff") -> AppTest:
        monkeypatch.setenv("MEASUREMENT_STORE", str(store))
        return page(PAGE, director("Centrum 07") if look_as == "director" else {"look_as": look_as})

    return open_page


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """Three people, of whom the first wrote a remark, in a school year and in one long ago."""
    path = tmp_path / "known.sqlite"
    with open_store(str(path)) as store:
        store.imports.add(written(export(*people(3)), (2, SAID), (3, "Van p1")), TRAINING, SMALL)
        old = export(*people(2), file="oud.xlsx")
        store.imports.add(old, replace(TRAINING, school_year=OLD), SMALL)
    return path


def keys(app: AppTest) -> set[str]:
    return {str(b.key) for b in app.button if str(b.key).startswith("privacy_")}


def box(app: AppTest, start: str) -> str:
    """The key of the checkbox that begins so: it holds for one person, or for these years."""
    (key,) = [str(b.key) for b in app.checkbox if str(b.key).startswith(start)]
    return key


def searched(app: AppTest, who: str) -> AppTest:
    app.text_input(key="privacy_who").set_value(who)
    app.button(key="privacy_find").click().run()
    assert not app.exception
    return app


def pressed_anyway(app: AppTest, key: str) -> None:
    """Press a button that is off, as a browser that does not keep to that."""
    assert app.button(key=key).disabled
    app.button(key=key).proto.disabled = False
    app.button(key=key).click().run()


def logged(path: Path, action: str) -> list[dict[str, object]]:
    with open_store(str(path)) as store:
        table = store.audit.table(actions=[action])
    assert set(table["who"]) <= {LOCAL}
    return [json.loads(details) for details in table["details"]]


def n_forms(path: Path, who: str) -> int:
    with open_store(str(path)) as store:
        return store.people.find(who).counts.n_forms


def keep(path: Path, years: int | None) -> None:
    with open_store(str(path)) as store:
        store.retention.keep_for(LOCAL, years)


# ── What everybody reads ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", ["staff", "analyst", "director"])
def test_everybody_reads_the_same_text_and_only_staff_has_the_tools(
    opened: Opened, own_store: Path, role: str
) -> None:
    app = opened(own_store, role)
    assert not app.exception
    assert not app.error
    assert len(app.header) == (8 if role == "staff" else 6)
    assert keys(app) == (TOOLS if role == "staff" else set())
    assert [e.key for e in app.text_input] == (["privacy_who"] if role == "staff" else [])


def test_the_limits_in_the_text_are_those_of_the_store(opened: Opened, own_store: Path) -> None:
    app = opened(own_store, "director")
    assert "17" not in said(app)
    assert "23" not in said(app)
    with open_store(str(own_store)) as store:
        store.access.set_limits(LOCAL, replace(LIMITS, persons=17, writers=23))
    app.run()
    assert "17" in said(app)
    assert "23" in said(app)


def test_the_least_that_is_told_is_the_least_that_can_be_set(
    opened: Opened, own_store: Path
) -> None:
    told = next(e.value for e in opened(own_store).markdown if "verhogen" in e.value)
    line = next(one for one in told.splitlines() if "verhogen" in one)
    usual = asdict(LIMITS)
    assert sorted(int(n) for n in re.findall(r"\d+", line)) == sorted(usual.values())
    for name, least in usual.items():
        with pytest.raises(SurveyError):
            replace(LIMITS, **{name: least - 1})


def test_the_rule_in_the_text_is_that_of_the_store(opened: Opened, own_store: Path) -> None:
    app = opened(own_store, "director")
    assert "of hij of zij tevreden of ontevreden antwoordde" not in said(app)
    with open_store(str(own_store)) as store:
        store.access.set_limits(LOCAL, LIMITS, strict=True)
    assert "of hij of zij tevreden of ontevreden antwoordde" in said(app.run())


def test_the_time_in_the_text_is_that_of_the_store(opened: Opened, own_store: Path) -> None:
    app = opened(own_store, "director")
    assert "37" not in said(app)
    keep(own_store, 37)
    assert "37" in said(app.run())


def test_it_is_said_that_the_people_of_the_example_are_invented(
    opened: Opened, own_store: Path, known: Path
) -> None:
    words.speak("en")
    example = str(
        words.text("The example data hold invented people: there is nobody real to find.")
    )
    words.speak("nl")
    assert words.text(example) in said(opened(own_store))


def test_a_real_store_is_not_called_an_example(opened: Opened, known: Path) -> None:
    assert not [e for e in opened(known).info if "science" in str(e.icon)]


# ── Finding and erasing a person ──────────────────────────────────────────────────────────────


def test_who_is_found_is_counted_and_the_search_is_logged_once(opened: Opened, known: Path) -> None:
    app = searched(opened(known), f" {P0.upper()} ")
    (table,) = [frame.value for frame in app.dataframe]
    assert len(table) == 2  # the surveys of both school years
    assert SAID not in said(app) + table.to_csv()
    (entry,) = logged(known, "person_searched")
    assert (entry["forms"], entry["remarks"]) == (2, 1)
    assert str(entry["mark"]) in said(app)
    app.checkbox(key=box(app, "privacy_erase_sure_")).check().run()
    assert len(app.dataframe) == 1  # still there, and not searched anew
    assert len(logged(known, "person_searched")) == 1


def test_the_address_is_nowhere_but_in_its_own_box(opened: Opened, known: Path) -> None:
    app = searched(opened(known), P0)
    state = app.session_state.to_dict()
    assert [key for key, value in state.items() if P0 in str(value)] == ["privacy_who"]
    assert P0 not in str(dict(app.query_params)) + said(app)
    app.switch_page("pages/help/method/page.py").run()
    assert P0 not in str(app.session_state.to_dict())
    app.switch_page(PAGE).run()
    assert app.text_input(key="privacy_who").value == ""
    assert not app.dataframe


def test_nothing_is_erased_without_the_confirmation(opened: Opened, known: Path) -> None:
    app = searched(opened(known), P0)
    pressed_anyway(app, "privacy_erase")
    assert not app.exception
    assert n_forms(known, P0) == 2
    assert logged(known, "person_erased") == []


def test_who_is_erased_is_gone_and_told_and_logged(opened: Opened, known: Path) -> None:
    app = searched(opened(known), P0)
    app.checkbox(key=box(app, "privacy_erase_sure_")).check().run()
    app.button(key="privacy_erase").click().run()
    assert not app.exception
    assert not app.error
    assert n_forms(known, P0) == 0
    assert n_forms(known, P1) == 2
    (entry,) = logged(known, "person_erased")
    assert (entry["forms"], entry["remarks"]) == (2, 1)
    assert str(entry["mark"]) in app.success[0].value
    assert app.text_input(key="privacy_who").value == ""
    assert not app.dataframe
    assert not app.run().success  # told once


def test_a_confirmation_holds_for_one_person_only(opened: Opened, known: Path) -> None:
    app = searched(opened(known), P0)
    app.checkbox(key=box(app, "privacy_erase_sure_")).check().run()
    searched(app, P1)
    assert app.button(key="privacy_erase").disabled
    assert not app.checkbox(key=box(app, "privacy_erase_sure_")).value


@pytest.mark.parametrize("who", ["p9@example.org", "%", "<script>alert(1)</script>", "ß" * 320])
def test_who_is_not_known_gives_a_sentence(opened: Opened, known: Path, who: str) -> None:
    app = searched(opened(known), who)
    assert not app.error
    assert not app.dataframe
    assert [e for e in app.info if "search_off" in str(e.icon)]
    assert "privacy_erase" not in keys(app)
    assert len(logged(known, "person_searched")) == 1


def test_an_empty_address_is_a_sentence_and_no_search(opened: Opened, known: Path) -> None:
    app = searched(opened(known), " ")
    assert len(app.error) == 1
    assert logged(known, "person_searched") == []


def test_who_lost_the_right_meanwhile_can_erase_nobody(opened: Opened, known: Path) -> None:
    app = searched(opened(known), P0)
    app.checkbox(key=box(app, "privacy_erase_sure_")).check().run()
    app.session_state["look_as"] = "analyst"
    app.button(key="privacy_erase").click().run()
    assert not app.exception
    assert keys(app) == set()
    assert n_forms(known, P0) == 2


def test_of_an_erased_person_only_the_rows_of_others_come_in_later(
    opened: Opened, known: Path
) -> None:
    app = searched(opened(known), P0)
    app.checkbox(key=box(app, "privacy_erase_sure_")).check().run()
    app.button(key="privacy_erase").click().run()
    with open_store(str(known)) as store:
        store.imports.add(
            export(*people(3), file="later.xlsx"), replace(TRAINING, initiative="B"), SMALL
        )
    assert (n_forms(known, P0), n_forms(known, P1)) == (0, 3)


# ── For how long ──────────────────────────────────────────────────────────────────────────────


def test_the_number_of_years_is_saved_and_taken_away(opened: Opened, known: Path) -> None:
    app = opened(known)
    assert app.number_input(key="privacy_years").value is None
    app.number_input(key="privacy_years").set_value(4)
    app.button(key="privacy_save").click().run()
    assert not app.exception
    assert app.success
    with open_store(str(known)) as store:
        assert store.retention.years == 4
        assert store.answers(SMALL).n == 5  # saving deletes nothing
    app.number_input(key="privacy_years").set_value(None)
    app.button(key="privacy_save").click().run()
    with open_store(str(known)) as store:
        assert store.retention.years is None
    assert [entry["years"] for entry in logged(known, "retention_set")] == ["-", 4]


def test_what_somebody_else_set_is_not_undone_by_saving(opened: Opened, known: Path) -> None:
    app = opened(known)
    keep(known, 4)
    app.run()
    assert app.number_input(key="privacy_years").value == 4
    app.switch_page("pages/help/method/page.py").run()
    app.switch_page(PAGE).run()
    assert app.number_input(key="privacy_years").value == 4


def test_without_an_end_nothing_is_offered_for_deletion(opened: Opened, known: Path) -> None:
    app = opened(known)
    assert "privacy_delete" not in keys(app)
    assert not app.dataframe


def test_nothing_is_deleted_without_the_confirmation(opened: Opened, known: Path) -> None:
    keep(known, 3)
    app = opened(known)
    pressed_anyway(app, "privacy_delete")
    assert not app.exception
    with open_store(str(known)) as store:
        assert store.answers(SMALL).n == 5
    assert logged(known, "retention_applied") == []


def test_the_years_that_are_due_are_told_and_deleted(opened: Opened, known: Path) -> None:
    keep(known, 3)
    app = opened(known)
    (table,) = [frame.value for frame in app.dataframe]
    assert len(table) == 1
    app.checkbox(key=f"privacy_due_sure_{OLD}").check().run()
    app.button(key="privacy_delete").click().run()
    assert not app.exception
    assert "2014-15" in app.success[0].value
    with open_store(str(known)) as store:
        years = store.answers(SMALL).respondents["school_year"]
    assert set(years) == {TRAINING.school_year}
    (entry,) = logged(known, "retention_applied")
    assert (entry["school_years"], entry["forms"]) == (OLD, 2)
    assert "privacy_delete" not in keys(app)


def test_a_confirmation_holds_for_these_years_only(opened: Opened, known: Path) -> None:
    """Another member of staff may have changed what is due since it was shown."""
    keep(known, 3)
    app = opened(known)
    app.checkbox(key=f"privacy_due_sure_{OLD}").check().run()
    with open_store(str(known)) as store:
        older = replace(TRAINING, school_year="2012-2013")
        store.imports.add(export(*people(2), file="ouder.xlsx"), older, SMALL)
    app.button(key="privacy_delete").click().run()
    assert not app.exception
    with open_store(str(known)) as store:
        assert store.answers(SMALL).n == 7
    assert app.button(key="privacy_delete").disabled


def test_the_example_is_never_offered_for_deletion(opened: Opened, own_store: Path) -> None:
    keep(own_store, 1)
    app = opened(own_store)
    assert not app.exception
    assert "privacy_delete" not in keys(app)


def test_tables_on_the_screen_speak_to_people(opened: Opened, known: Path) -> None:
    app = searched(opened(known), P0)
    headings = [str(name) for name in pd.DataFrame(app.dataframe[0].value).columns]
    assert not [heading for heading in headings if heading.startswith("n_")]

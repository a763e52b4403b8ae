"""The picture of a centre: profile, checklist and mirror, opened as a reader opens them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from opened_pages import dashboard, drawn, page, said

from measurement.access.roles import LOCAL
from measurement.charts import canvas
from measurement.store import open_store
from pages.centre.checklist.figures import ready_said

PAGES = {
    "Centrumprofiel": "pages/centre/profile/page.py",
    "Checklist": "pages/centre/checklist/page.py",
    "Spiegel": "pages/centre/mirror/page.py",
}


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def opened(on_own_store: Path) -> Any:
    return lambda title, **query: page(PAGES[title], **query)


@pytest.mark.parametrize("title", PAGES)
def test_every_page_of_a_centre_opens_in_dutch(opened: Any, title: str) -> None:
    app = opened(title)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == title


def test_the_profile_of_every_centre_reads_and_draws_nothing_twice(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = canvas.figure
    heights: list[int] = []
    monkeypatch.setattr(
        canvas,
        "figure",
        lambda data, height, **more: heights.append(height) or figure(data, height, **more),
    )
    app = opened("Centrumprofiel")
    for n, centre in enumerate(app.selectbox(key="centrum").options, start=1):
        app.selectbox(key="centrum").set_value(centre).run()
        assert not app.exception, centre
        assert centre in said(app)
        before = len(heights)
        app.run()
        assert len(heights) == before >= n
    assert n == 19


def test_a_contradiction_between_checklist_and_staff_is_told(opened: Any) -> None:
    """Centrum 05 ticks the engagement of management; its staff scores encouragement low."""
    text = said(opened("Centrumprofiel", centrum="Centrum 05"))
    assert "blinde vlek" in text
    assert "Gespreksvragen" in text


def test_the_mirror_of_the_network_names_blind_spots(opened: Any) -> None:
    assert "een blinde vlek in" in said(opened("Spiegel"))


def test_the_mirror_of_staff_says_what_a_director_sees_only_where_something_is_released(
    opened: Any, own_store: Path
) -> None:
    differs = "telt alleen wat is vrijgegeven"
    assert differs in said(opened("Spiegel"))
    with open_store(own_store) as store:
        for release in store.releases.history().releases:
            store.releases.withdraw(release.number, LOCAL)
    assert differs not in said(opened("Spiegel"))


def test_all_checklists_say_first_who_is_ready_to_start(opened: Any) -> None:
    text = said(opened("Checklist"))
    assert "Klaar om te starten: 6 van 19 centra. Nog niet (" in text
    assert "Centrum 12 (S1 ○, S3 ◐)" in text


def test_who_did_not_fill_in_a_precondition_is_not_ready() -> None:
    lists = [("A", "ready", None, None), ("B", "unknown", None, "S3"), ("C", "partly", "S1", None)]
    table = pd.DataFrame(lists, columns=["centre", "readiness", "lacking", "not_filled"])
    states = pd.DataFrame(
        {
            "centre": ["A", "B", "C"],
            "S1": ["present", "present", "partial"],
            "S3": ["present", None, "present"],
        }
    )
    assert ready_said(table, states).startswith("Klaar om te starten: 1 van 3 centra.")
    assert ready_said(table, states).endswith(": C (S1 ◐); B (S3 ·).")
    assert "Nog niet" not in ready_said(table[:1], states)


def test_a_checklist_that_is_half_filled_in_is_not_lost(opened: Any, own_store: Path) -> None:
    app = opened("Checklist")
    app.selectbox(key="new_centre").set_value("Centrum 19").run()
    app.button(key="new_start").click().run()
    assert not app.exception
    app.segmented_control[1].set_value("partial").run()
    assert not app.exception
    with open_store(str(own_store)) as store:
        listing = store.checklists.listing()
        newest = store.checklists.one(int(listing["checklist"].max()))
    assert newest.centre == "Centrum 19"
    assert [e.state for e in newest.entries.values()] == ["partial"]


def test_a_checklist_says_that_it_is_saved_whether_it_is_ready_and_what_is_missing(
    opened: Any,
) -> None:
    """Of this list alone: Centrum 03 has an older one on which five factors are not present."""
    app = opened("Checklist")
    app.selectbox(key="new_centre").set_value("Centrum 03").run()
    app.button(key="new_start").click().run()
    assert "Niet volledig aanwezig" not in said(app)
    assert "Nog niet elke randvoorwaarde is ingevuld." in said(app)
    assert "Nog in te vullen: S1, S2, S3, S4, S5, S6, S7, S8, S9." in said(app)
    app.segmented_control[1].set_value("absent").run()
    assert [toast.value for toast in app.toast] == ["Bewaard: S1."]
    assert "Een randvoorwaarde is niet aanwezig: werk daar eerst aan." in said(app)
    assert "Niet volledig aanwezig: Engagement" in said(app)
    assert "Nog in te vullen: S2, S3, S4, S5, S6, S7, S8, S9." in said(app)


def test_a_checklist_that_was_begun_by_mistake_is_thrown_away(opened: Any, own_store: Path) -> None:
    with open_store(str(own_store)) as store:
        before = store.checklists.listing()["checklist"].tolist()
    app = opened("Checklist")
    app.selectbox(key="new_centre").set_value("Centrum 19").run()
    app.button(key="new_start").click().run()
    app.button(key="discard").click().run()
    assert [toast.value for toast in app.toast] == ["De lijst is weggegooid."]
    with open_store(str(own_store)) as store:
        assert store.checklists.listing()["checklist"].tolist() == before


def test_two_people_at_one_checklist_lose_nothing_and_the_second_is_told(
    opened: Any, own_store: Path
) -> None:
    from measurement.store import Entry

    app = opened("Checklist")
    app.selectbox(key="new_centre").set_value("Centrum 19").run()
    app.button(key="new_start").click().run()
    with open_store(str(own_store)) as store:
        newest = store.checklists.one(int(store.checklists.listing()["checklist"].max()))
        draft = newest.draft
        draft.entries["S2"] = Entry("present", "")  # type: ignore[index]
        store.checklists.save(draft, newest.version)
    app.segmented_control[1].set_value("absent").run()
    assert not app.exception
    assert app.warning
    with open_store(str(own_store)) as store:
        both = store.checklists.one(newest.id).entries
    assert {f: e.state for f, e in both.items() if e.state} == {"S1": "absent", "S2": "present"}


def test_without_anything_there_is_a_sentence_and_no_empty_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "empty.sqlite"
    with open_store(str(store)) as made:
        made.example.decline()
    monkeypatch.setenv("MEASUREMENT_STORE", str(store))
    for path in PAGES.values():
        app = dashboard().run()
        app.switch_page(path).run()
        assert not app.exception, path
        assert not drawn(app)


def test_a_centre_without_checklist_and_one_without_answers_are_said_to_be_so(
    opened: Any, own_store: Path
) -> None:
    from datetime import date

    from measurement.store import ChecklistDraft, Entry

    with open_store(str(own_store)) as store:
        store.checklists.save(
            ChecklistDraft(
                "GO! CLB Nova", date(2024, 10, 1), "directie", {"S1": Entry("present", "")}
            )
        )
    app = opened("Centrumprofiel", centrum="GO! CLB Nova")
    assert not app.exception
    assert "GO! CLB Nova" in said(app)

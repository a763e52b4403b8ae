"""What is filled in and cannot be saved is said, and stays in the form until it can."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from opened_pages import page, said
from streamlit.testing.v1 import AppTest

from measurement.store import Entry, open_store, opening

pytestmark = pytest.mark.usefixtures("own_page_cache")
NOT_SAVED = "Niet bewaard"


@pytest.fixture
def form(on_own_store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """A new checklist, in a store that waits a moment only for who is writing."""
    monkeypatch.setattr(opening, "PATIENCE", 0.2)
    app = page("pages/centre/checklist/page.py")
    app.selectbox(key="new_centre").set_value("Centrum 19").run()
    return app.button(key="new_start").click().run()


def held(path: Path) -> sqlite3.Connection:
    """The store while another writes."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def states(path: Path) -> dict[str, str]:
    with open_store(str(path)) as store:
        newest = store.checklists.one(int(store.checklists.listing()["checklist"].max()))
        return {factor: entry.state for factor, entry in newest.entries.items() if entry.state}


def test_a_locked_store_is_told_and_what_was_chosen_stays(form: AppTest, own_store: Path) -> None:
    other = held(own_store)
    form.segmented_control[1].set_value("partial").run()
    other.close()
    assert not form.exception
    assert "is in gebruik" in form.error[0].value
    assert NOT_SAVED in said(form)
    assert form.segmented_control[1].value == "partial"
    assert states(own_store) == {}
    again = next(b for b in form.button if str(b.key).startswith("again_"))
    again.click().run()
    assert NOT_SAVED not in said(form)
    assert states(own_store) == {"S1": "partial"}


def test_it_is_still_there_after_another_page(form: AppTest, own_store: Path) -> None:
    chosen = form.selectbox(key="checklist").value
    other = held(own_store)
    form.segmented_control[1].set_value("partial").run()
    other.close()
    form.switch_page("pages/centre/mirror/page.py").run()
    form.switch_page("pages/centre/checklist/page.py").run()
    form.selectbox(key="checklist").set_value(chosen).run()
    assert form.segmented_control[1].value == "partial"
    assert NOT_SAVED in said(form)


def test_trying_again_tells_what_somebody_else_gave_meanwhile(
    form: AppTest, own_store: Path
) -> None:
    other = held(own_store)
    form.segmented_control[1].set_value("partial").run()
    other.close()
    with open_store(str(own_store)) as store:
        newest = store.checklists.one(int(store.checklists.listing()["checklist"].max()))
        draft: Any = newest.draft
        draft.entries["S1"] = Entry("present", "")
        store.checklists.save(draft, newest.version)
    form.run()
    next(b for b in form.button if str(b.key).startswith("again_")).click().run()
    assert form.warning
    assert states(own_store) == {"S1": "present"}

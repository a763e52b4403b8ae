"""The page where exports come in and go out again, used as a reader uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_exports import SMALL, TRAINING, export, people
from streamlit.testing.v1 import AppTest

from measurement.store import Store, open_store

ROOT = Path(__file__).resolve().parents[1]
PAGE = "pages/data/imports.py"
Open = Callable[[], AppTest]

pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with one import of three answers."""
    monkeypatch.setenv("MEASUREMENT_STORE", str(tmp_path / "store.sqlite"))
    with open_store(tmp_path / "store.sqlite") as made:
        made.decline_example()
        made.add(export(*people(3)), TRAINING, SMALL)
        yield made


@pytest.fixture
def opened(store: Store) -> Open:
    def open_page() -> AppTest:
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=90).run()
        return app.switch_page(PAGE).run()

    return open_page


def said(app: AppTest, *kinds: str) -> str:
    wanted = kinds or ("markdown", "caption", "info", "warning", "error", "success")
    return "\n".join(str(e.value) for kind in wanted for e in app.get(kind)).replace("\xa0", " ")


def undone(store: Store) -> list[bool]:
    return [bool(value) for value in store.imports()["undone"]]


def test_undo_pressed_in_two_tabs_stays_undone_and_the_second_press_says_so(
    store: Store, opened: Open
) -> None:
    one, other = opened(), opened()
    one.button(key="undo_import_1").click().run()
    assert (undone(store), said(one, "error")) == ([True], "")
    other.button(key="undo_import_1").click().run()
    assert not other.exception
    assert undone(store) == [True]
    assert said(other, "error") == ("export.xlsx was al ongedaan gemaakt; er is niets veranderd.")
    other.button(key="redo_import_1").click().run()
    assert (undone(store), said(other, "error")) == ([False], "")


def test_count_again_pressed_twice_counts_once_and_says_so(store: Store, opened: Open) -> None:
    store.undo(1)
    one, other = opened(), opened()
    one.button(key="redo_import_1").click().run()
    other.button(key="redo_import_1").click().run()
    assert undone(store) == [False]
    assert said(other, "error") == "export.xlsx telt al mee; er is niets veranderd."

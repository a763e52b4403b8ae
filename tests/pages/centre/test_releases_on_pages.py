"""Directors see what was released and nothing else: with all answers gone, every page and file is the same.

Every page that a director may enter, in every view, to the byte: all that goes to the browser, and
every file that is offered, built.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from conftest import copied
from google.protobuf.message import Message
from opened_pages import dashboard, director, unfold
from streamlit.testing.v1 import AppTest
from survey_again import ITEMS, Person, Survey

from measurement.access.roles import DIRECTOR, LOCAL, may
from measurement.example.load import FOLDER
from measurement.exports.files.read import read
from measurement.questionnaire.files.reading import load
from measurement.store import SurveyNaming, open_store
from measurement.store.secret import persons
from pages.frame.menu import DOORS

PAGES = [door.path for door in DOORS if may(DIRECTOR, door.needs)]
CENTRES = ("Centrum 01", "Centrum 07", "Centrum 19")
VIEWS: tuple[dict[str, str], ...] = (
    {"view_year": "all"},
    {"view_year": "2024-2025", "view_strategy": "opleiding_vorming"},
)
# What holds answers, or came of them, in the tables of a store.
ANSWERS = ("quote", "comment", "invitation", "respondent")

pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """Every file that a page offers, built as if it were asked for."""
    built: list[tuple[str, bytes]] = []
    offered = st.download_button

    def button(label: str, data: Any = None, file_name: Any = None, *rest: Any, **more: Any) -> Any:
        content = data() if callable(data) else data
        content = content.encode() if isinstance(content, str) else bytes(content)
        built.append((f"{label} {file_name}", content))
        return offered(label, data, file_name, *rest, **more)

    monkeypatch.setattr(st, "download_button", button)
    return built


def messages(app: AppTest) -> Iterator[bytes]:
    """All that goes to the browser, elements and blocks, in order.

    But for the number under which a file is fetched: it is drawn anew at every run.
    """
    todo = list(app._tree.children.values())
    while todo:
        node = todo.pop(0)
        if isinstance(node.proto, Message):
            told = type(node.proto).FromString(node.proto.SerializeToString())
            if told.DESCRIPTOR.name == "DownloadButton":
                told.ClearField("deferred_file_id")
            yield told.SerializeToString(deterministic=True)
        todo = [*getattr(node, "children", {}).values(), *todo]


@pytest.fixture
def seen(
    monkeypatch: pytest.MonkeyPatch, files: list[tuple[str, bytes]]
) -> Callable[[Path, str], dict[str, Any]]:
    """All that the director of a centre gets of a store: per page and view the bytes."""

    def see(store: Path, centre: str, views: Sequence[dict[str, str]] = VIEWS) -> dict[str, Any]:
        monkeypatch.setenv("MEASUREMENT_STORE", str(store))
        st.cache_resource.clear()
        found: dict[str, Any] = {}
        for view in views:
            app = dashboard(director(centre), **view).run()
            for page in PAGES:
                app.switch_page(page).run()
                files.clear()
                for toggle in app.toggle:
                    toggle.set_value(True)
                unfold(app)
                app.run()
                assert not app.exception
                found[f"{page} {json.dumps(view)}"] = ([*messages(app)], [*files])
        return found

    return see


def without_answers(store: Path) -> None:
    """Delete all that anybody answered, as no command does."""
    with sqlite3.connect(store) as raw:
        for table in ANSWERS:
            raw.execute(f"delete from {table}")
    raw.close()


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert one.keys() == other.keys()
    assert [place for place in one if one[place] != other[place]] == []


@pytest.mark.parametrize("centre", CENTRES)
def test_with_all_answers_deleted_a_director_sees_the_same(
    centre: str, example_store: Path, tmp_path: Path, seen: Any
) -> None:
    emptied = copied(example_store, tmp_path / "store.sqlite")
    before = seen(emptied, centre)
    without_answers(emptied)
    after = seen(emptied, centre)
    assert any(files for _, files in before.values())
    same(before, after)


def imported(store: Path) -> None:
    """A survey of a new training comes in, with answers of all three centres."""
    people = tuple(
        Person(n, dict.fromkeys(ITEMS, 1 + n % 8), "Te druk", CENTRES[n % 3]) for n in range(1, 31)
    )
    naming = SurveyNaming("2024-2025", "opleiding_vorming", "Een nieuwe opleiding", "short", 60)
    with open_store(str(store)) as opened:
        opened.imports.add(Survey(people).as_told("ms_forms"), naming, load())


def undone(store: Path) -> None:
    """The newest import, of which nothing was released, is undone."""
    with sqlite3.connect(store) as raw:
        ((newest,),) = raw.execute("SELECT max(id) FROM import").fetchall()
    raw.close()
    with open_store(str(store)) as opened:
        opened.imports.undo(newest)


def erased(store: Path) -> None:
    """Whoever answered most is erased."""
    with sqlite3.connect(store) as raw:
        ((person,),) = raw.execute(
            "SELECT person FROM respondent WHERE person != '' AND centre = 'Centrum 07'"
            " GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        ).fetchall()
    raw.close()
    key = store.with_suffix(".key").read_bytes()
    address = next(a for a in addresses() if persons(key, [a]) == [person])
    with open_store(str(store)) as opened:
        assert opened.people.erase(LOCAL, address).counts.n_forms


def addresses() -> Iterator[str]:
    """All addresses in the files of the example."""
    for path in [*FOLDER.glob("*.xlsx"), *FOLDER.glob("*.csv")]:
        for sheet in read(path).sheets:
            for column in sheet.table.columns:
                texts = column.combine_chunks().dictionary.to_pylist()
                yield from {t.strip().lower() for t in texts if "@" in (t or "")}


def test_an_import_its_undoing_and_an_erasure_change_nothing_that_a_director_sees(
    example_store: Path, tmp_path: Path, seen: Any
) -> None:
    """Lists of participants are no answers and stay living, so they are left out here."""
    store, centre = copied(example_store, tmp_path / "store.sqlite"), "Centrum 07"
    with sqlite3.connect(store) as raw:
        raw.execute("DELETE FROM participation")
    raw.close()
    before = seen(store, centre, VIEWS[:1])
    for change in (imported, undone, erased):
        change(store)
        same(before, seen(store, centre, VIEWS[:1]))

"""Directors see what was released and nothing else: with all answers gone, every page and file is the same.

Every page that a director may enter, in every view, to the byte: all that goes to the browser, and
every file that is offered, built.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from conftest import ROOT, copied
from google.protobuf.message import Message
from opened_pages import dashboard, director
from streamlit.testing.v1 import AppTest

from measurement.access.roles import DIRECTOR, LOCAL, may
from measurement.exports import read_export
from measurement.questionnaire.files.reading import load
from measurement.store import open_store
from pages.frame.menu import DOORS

PAGES = [door.path for door in DOORS if may(DIRECTOR, door.needs)]
CENTRES = ("Centrum 01", "Centrum 07", "Centrum 19")
VIEWS: tuple[dict[str, str], ...] = (
    {},
    {"view_year": "all"},
    {"view_year": "2024-2025"},
    {"view_year": "2024-2025", "view_strategy": "opleiding_vorming"},
)
# What holds answers, or came of them, in the tables of a store.
ANSWERS = ("comment", "quote", "invitation", "respondent")

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
    """All that goes to the browser, elements and blocks, in order."""
    todo = list(app._tree.children.values())
    while todo:
        node = todo.pop(0)
        if isinstance(node.proto, Message):
            yield node.proto.SerializeToString(deterministic=True)
        todo = [*getattr(node, "children", {}).values(), *todo]


@pytest.fixture
def seen(
    monkeypatch: pytest.MonkeyPatch, files: list[tuple[str, bytes]]
) -> Callable[[Path, str], dict[str, Any]]:
    """All that the director of a centre gets of a store: per page and view the bytes."""

    def see(store: Path, centre: str) -> dict[str, Any]:
        monkeypatch.setenv("MEASUREMENT_STORE", str(store))
        found: dict[str, Any] = {}
        for page in PAGES:
            for view in VIEWS:
                files.clear()
                app = dashboard(director(centre), **view).run().switch_page(page).run()
                for toggle in app.toggle:
                    toggle.set_value(True)
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
    st.cache_resource.clear()
    after = seen(emptied, centre)
    assert any(files for _, files in before.values())
    same(before, after)


def imported(store: Path) -> None:
    export = read_export(ROOT / "tests" / "data" / "exports" / "ms_forms_nl.xlsx", load())
    assert export
    raise NotImplementedError


def undone(store: Path) -> None:
    raise NotImplementedError


def erased(store: Path) -> None:
    with open_store(str(store)) as opened:
        opened.people.erase(LOCAL, "nobody")

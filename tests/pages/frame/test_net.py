"""What nobody thought of becomes a sentence with a number, on a page and before it runs."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from opened_pages import dashboard, page, said

from measurement import logs
from measurement.store import open_store
from pages.centre.checklist import form
from pages.desk import opening

pytestmark = pytest.mark.usefixtures("own_page_cache", "on_example")
SECRET = "jan.peeters@school.be"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last_net: Callable[[], None]) -> Path:
    last_net()
    path = tmp_path / "log.jsonl"
    monkeypatch.setenv(logs.SETTING, str(path))
    logs.set_up()
    return path


def broken(*_what: object) -> None:
    raise KeyError(SECRET)


def number_in(text: str) -> str:
    found = re.search(r"nummer (\d{6})", text)
    assert found, text
    return found[1]


def test_a_page_that_fails_says_a_number_that_stands_in_the_log(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "look_again", broken)
    app = dashboard().run()
    assert not app.exception
    line = json.loads(log.read_text().splitlines()[-1])
    assert line["number"] == number_in(app.error[0].value)
    assert line["kind"] == "KeyError"
    assert "test_net.py" in str(line["through"])


def test_the_log_holds_nothing_that_people_wrote(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "look_again", broken)
    dashboard().run()
    assert SECRET not in log.read_text()


def test_a_widget_that_fails_is_told_on_the_page_that_follows(
    log: Path, example_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(example_store) as store:
        listing = store.checklists.listing()
    still_open = int(listing.loc[listing["status"] == "open", "checklist"].iloc[0])
    app = page("pages/centre/checklist/page.py")
    app.selectbox(key="checklist").set_value(still_open).run()
    monkeypatch.setattr(form, "_as", broken)
    app.segmented_control[1].set_value("absent").run()
    assert not app.exception
    number_in(said(app))


def test_whatever_a_widget_calls_is_caught() -> None:
    """Every function behind ``on_change`` and ``on_click`` has the net around it."""
    called, inside = set(), set()
    for path in (ROOT / "pages").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in ("on_change", "on_click"):
                if isinstance(node.value, ast.Attribute | ast.Name):
                    called.add(ast.unparse(node.value).rpartition(".")[2])
            elif isinstance(node, ast.FunctionDef):
                inside |= {node.name for d in node.decorator_list if ast.unparse(d) == "net.caught"}
    assert "save" in called
    assert called <= inside

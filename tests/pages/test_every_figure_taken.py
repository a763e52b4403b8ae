"""Every figure on every page can be taken along as a picture, with its title, its caption and n in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import streamlit as st
from conftest import ROOT
from opened_pages import director, drawn, page, unfolded
from streamlit.testing.v1 import AppTest

from measurement.reports.pictures import Shown, Words, pictured
from pages.desk import panels
from pages.frame.menu import DOORS

CENTRE = "Centrum 07"
STAFF: dict[str, Any] = {}
# What a reader chooses on a page to see another figure there.
CHOSEN: dict[str, tuple[dict[str, str], ...]] = {
    "pages/results/trend/page.py": ({"trend_per": "strategy"}, {"trend_per": "centre"}),
    "pages/centre/items/page.py": ({"module": "C"}, {"released_per": "strategy"}),
}
pytestmark = pytest.mark.usefixtures("own_page_cache", "on_example")


@contextmanager
def taking(key: str) -> Iterator[bool]:
    """What is prepared to be taken along only once that is opened, opened."""
    with st.popover(key):
        yield True


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Shown, Words]]:
    """The pictures that a page offers, by their key."""
    found: dict[str, tuple[Shown, Words]] = {}
    usual = panels.pictures

    def noted(key: str, figure: Shown, words: Words, name: str) -> None:
        found[key] = (figure, words)
        usual(key, figure, words, name)

    monkeypatch.setattr(panels, "pictures", noted)
    monkeypatch.setattr(panels, "folded", unfolded)
    monkeypatch.setattr(panels, "taking", taking)
    return found


def opened(path: str, who: dict[str, Any]) -> AppTest:
    """A page with all of it unfolded."""
    app = page(path, who, centrum=CENTRE)
    assert not app.exception
    return app


def keys(app: AppTest) -> set[str]:
    """The keys of the figures on a page."""
    return {one.key for one in drawn(app)}


def without(app: AppTest, offered: dict[str, tuple[Shown, Words]]) -> set[str]:
    """The figures on a page that cannot be taken along; small ones go in one picture."""
    buttons = {str(one.proto.id).rpartition("-")[2] for one in app.get("download_button")}
    whole = {key for key in offered if {f"{key}_png", f"{key}_svg"} <= buttons}
    return {key for key in keys(app) if key not in whole and not _of_a_row(key, whole, offered)}


def _of_a_row(key: str, whole: set[str], offered: dict[str, tuple[Shown, Words]]) -> bool:
    return any(key.startswith(f"{one}_") and isinstance(offered[one][0], list) for one in whole)


def said(shown: Shown, words: Words) -> str:
    """The text in a picture."""
    root = ElementTree.fromstring(pictured(shown, words, "svg"))
    for style in root.findall("{http://www.w3.org/2000/svg}style"):
        root.remove(style)
    return " ".join("".join(text.itertext()) for text in root.iter() if text.tag.endswith("}text"))


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.address)
def test_every_figure_has_a_picture_that_says_what_it_is_of(
    door: Any, offered: dict[str, tuple[Shown, Words]]
) -> None:
    app = opened(door.path, STAFF)
    assert without(app, offered) == set()
    for choice in CHOSEN.get(door.path, ()):
        for key, value in choice.items():
            app.session_state[key] = value
        assert not app.run().exception
        assert without(app, offered) == set()
    for key, (figure, words) in offered.items():
        told = said(figure, words).replace("\u00a0", " ")
        assert words.title, key
        assert words.caption, key
        for part in (words.title, words.caption):
            assert part.replace("\u00a0", " ").split()[-1] in told, (key, part)
        assert re.search(r"\d", told), key


@pytest.mark.parametrize(
    "path",
    ["pages/centre/profile/page.py", "pages/centre/items/page.py", "pages/centre/trend/page.py"],
)
def test_a_director_takes_the_same_figures(
    path: str, offered: dict[str, tuple[Shown, Words]]
) -> None:
    app = opened(path, director(CENTRE))
    assert keys(app)
    assert without(app, offered) == set()


def test_a_figure_without_a_picture_is_noticed(offered: dict[str, tuple[Shown, Words]]) -> None:
    app = opened("pages/results/items/page.py", STAFF)
    del offered["items"]
    assert without(app, offered) == {"items"}


def test_a_checklist_that_is_filled_in_has_its_figure(
    own_store: Path, monkeypatch: pytest.MonkeyPatch, offered: dict[str, tuple[Shown, Words]]
) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(own_store))
    app = opened("pages/centre/checklist/page.py", {"open": 1})
    assert keys(app) == {"pressure"}
    assert without(app, offered) == set()


def test_nothing_else_draws_a_figure_on_a_page() -> None:
    drawing = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pages").rglob("*.py")
        if re.search(
            r"\.(?:plotly|bar|line|area|scatter|altair|vega_lite)_chart\(|pyplot|on_screen\(",
            path.read_text("utf-8"),
        )
    }
    assert drawing == {"pages/desk/panels.py"}

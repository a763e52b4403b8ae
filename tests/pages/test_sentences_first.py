"""A sentence stands before every figure, and how to read it under it: on every page, for either role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import streamlit as st
from opened_pages import dashboard, director, page
from streamlit.testing.v1 import AppTest

from measurement.access.roles import ROLES
from pages.desk import panels
from pages.frame.menu import DOORS, Door

READ = "Hoe lees ik dit?"
OPENED = [("staff", door) for door in DOORS] + [
    ("director", door) for door in DOORS if door.needs in ROLES["director"].may
]
pytestmark = pytest.mark.usefixtures("own_page_cache", "on_example")


@contextmanager
def unfolded(label: str, key: str, icon: str | None = None) -> Iterator[bool]:
    """What is worked out only once it is unfolded, unfolded."""
    with st.expander(label, icon=icon, key=key, expanded=True):
        yield True


def parts(block: Any) -> Iterator[tuple[str, Any]]:
    """What stands on a page in the order in which it is read: kind and what it says."""
    for child in block.children.values():
        if child.type in ("popover", "expander"):
            yield child.type, getattr(child.proto, child.type, child.proto).label
        if hasattr(child, "children"):
            yield from parts(child)
        elif child.type == "plotly_chart":
            yield child.type, child.proto.alt
        else:
            yield child.type, getattr(child, "value", None)


def opened(role: str, door: Door) -> AppTest:
    """A page as a reader of this role sees it."""
    state = director("Centrum 07") if role == "director" else {}
    return page(door.path, state) if door.address else dashboard(state).run()


def unsaid(app: AppTest) -> list[str]:
    """The figures before which no sentence stands, or under which nobody says how to read them."""
    shown = list(parts(app.main))
    figures = [place for place, (kind, _) in enumerate(shown) if kind == "plotly_chart"]
    faults = []
    for place in figures:
        before = place - 1
        while shown[before][0] == "plotly_chart":  # small ones beside each other
            before -= 1
        after = next(
            (at for at in figures if at > place and shown[at - 1][0] != "plotly_chart"), None
        )
        kind, said = shown[before]
        if kind != "markdown" or "." not in str(said):
            faults.append(f"before: {shown[place][1]!r:.60} {kind} {said!r:.60}")
        if ("popover", READ) not in shown[place:after]:
            faults.append(f"under: {shown[place][1]!r:.60}")
    return faults


@pytest.fixture
def all_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is folded is unfolded, tables under figures too."""
    toggle = st.toggle
    monkeypatch.setattr(panels, "folded", unfolded)
    monkeypatch.setattr(
        st,
        "toggle",
        lambda label, key="", **more: toggle(label, key=key, **more) or key.endswith("_table"),
    )


@pytest.mark.usefixtures("all_unfolded")
@pytest.mark.parametrize(("role", "door"), OPENED, ids=lambda one: getattr(one, "address", one))
def test_a_sentence_stands_before_every_figure_and_how_to_read_it_under_it(
    role: str, door: Door
) -> None:
    app = opened(role, door)
    assert not app.exception
    assert unsaid(app) == []

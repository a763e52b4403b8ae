"""A sentence stands before every figure, and how to read it under it: on every page, for either role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from opened_pages import all_unfolded, figure_in, opened
from streamlit.testing.v1 import AppTest

from measurement.access.roles import ROLES
from pages.frame.menu import DOORS, Door

READ = "Hoe lees ik dit?"
OPENED = [("staff", door) for door in DOORS] + [
    ("director", door) for door in DOORS if door.needs in ROLES["director"].may
]
pytestmark = pytest.mark.usefixtures("own_page_cache", "on_example")


def parts(block: Any) -> Iterator[tuple[str, Any]]:
    """What stands on a page in the order in which it is read: kind and what it says."""
    for child in block.children.values():
        if child.type in ("popover", "expander"):
            yield child.type, getattr(child.proto, child.type, child.proto).label
        if hasattr(child, "children"):
            yield from parts(child)
        elif child.type == "html" and (figure := figure_in(child.proto.body)):
            yield "figure", figure.alt
        else:
            yield child.type, getattr(child, "value", None)


def unsaid(app: AppTest) -> list[str]:
    """The figures before which no sentence stands, or under which nobody says how to read them."""
    shown = list(parts(app.main))
    figures = [place for place, (kind, _) in enumerate(shown) if kind == "figure"]
    faults = []
    for place in figures:
        before = place - 1
        while shown[before][0] == "figure":  # small ones beside each other
            before -= 1
        after = next((at for at in figures if at > place and shown[at - 1][0] != "figure"), None)
        kind, said = shown[before]
        if kind != "markdown" or "." not in str(said):
            faults.append(f"before: {shown[place][1]!r:.60} {kind} {said!r:.60}")
        if ("popover", READ) not in shown[place:after]:
            faults.append(f"under: {shown[place][1]!r:.60}")
    return faults


@pytest.mark.parametrize(("role", "door"), OPENED, ids=lambda one: getattr(one, "address", one))
def test_a_sentence_stands_before_every_figure_and_how_to_read_it_under_it(
    role: str, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_unfolded(monkeypatch)
    app = opened(role, door)
    assert not app.exception
    assert unsaid(app) == []

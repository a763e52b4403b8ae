"""The dashboard as a reader has it open, without a browser: a page, and all that stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
import streamlit as st
from conftest import ROOT
from streamlit.testing.v1 import AppTest

from pages.desk import panels
from pages.frame.menu import Door

TEXTS = (
    "title",
    "header",
    "subheader",
    "markdown",
    "caption",
    "info",
    "warning",
    "error",
    "success",
)


def dashboard(state: Mapping[str, Any] | None = None, **query: str) -> AppTest:
    """The dashboard before its first run, with this in its session and its address."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
    for name, value in (state or {}).items():
        app.session_state[name] = value
    for name, value in query.items():
        app.query_params[name] = value
    return app


def page(path: str, state: Mapping[str, Any] | None = None, **query: str) -> AppTest:
    """A page of the dashboard."""
    return dashboard(state, **query).run().switch_page(path).run()


def director(centre: str) -> dict[str, str]:
    """The session of staff who look as the director of a centre."""
    return {"look_as": "director", "look_at": centre}


def opened(role: str, door: Door) -> AppTest:
    """A page as a reader of this role sees it."""
    state = director("Centrum 07") if role == "director" else {"look_as": role}
    return page(door.path, state) if door.address else dashboard(state).run()


@contextmanager
def unfolded(label: str, key: str, icon: str | None = None, **_more: bool) -> Iterator[bool]:
    """What is worked out only once it is unfolded, unfolded."""
    with st.expander(label, icon=icon, key=key, expanded=True):
        yield True


def all_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what is folded unfolded from now on, tables under figures too."""
    toggle = st.toggle
    monkeypatch.setattr(panels, "folded", unfolded)
    monkeypatch.setattr(
        st,
        "toggle",
        lambda label, key="", **more: toggle(label, key=key, **more) or key.endswith("_table"),
    )


def unfold(app: AppTest) -> None:
    """Have what is worked out only when it is opened opened at the next run."""
    for box in app.get("popover"):
        if named := box.proto.popover.id:
            app.session_state[named.rpartition("-")[2]] = True


class Drawn(NamedTuple):
    """A figure on a page: its name, what it says to who cannot see it, and the largest drawing."""

    key: str
    alt: str
    svg: str

    @property
    def text(self) -> str:
        """All that is written in it, and what its marks tell."""
        root = ElementTree.fromstring(self.svg)
        marks = (mark.get("data-told", "") for mark in root.iter())
        return " ".join([*root.itertext(), *marks])


class _Attributes(HTMLParser):
    """The attributes of the one tag in a html."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.first: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not self.first, f"<{tag}> in a figure"
        self.first = {name: value or "" for name, value in attrs}


def figure_in(html: str) -> Drawn | None:
    """The figure that this html of a page is, if it is one."""
    if not html.startswith('<div class="figure"'):
        return None
    one = _Attributes(html).first
    widest = max((name for name in one if name.startswith("data-w")), key=lambda n: float(n[6:]))
    return Drawn(one["id"].removeprefix("figure-"), one["aria-label"], one[widest])


def drawn(app: AppTest) -> list[Drawn]:
    """The figures on a page."""
    return [one for box in app.get("html") if (one := figure_in(box.proto.body))]


def said(app: AppTest) -> str:
    """All text on a page, cards and figures included."""
    parts = [str(element.value) for kind in TEXTS for element in app.get(kind)]
    parts += [f"{card.label} {card.value}" for card in app.metric]
    parts = [as_read(part) for part in parts]
    parts += [figure.text for figure in drawn(app)]
    return "\n".join(parts).replace("\u00a0", " ")


def as_read(text: str) -> str:
    """A text as it stands on the screen: without what keeps it from being markup."""
    return re.sub(r"\\([\\`*_\[\]<>~$&|#+=-])", r"\1", text.replace("\u2060", ""))


SAID = ("label", "body", "help", "placeholder", "options", "alt")


def texts(app: AppTest, but: str = "") -> Iterator[str]:
    """Every text that a reader meets: of labels, choices, tables and figures, and what is folded.

    What is folded under the label ``but`` is left out.
    """
    todo = [app.main, app.sidebar]
    while todo:
        node = todo.pop()
        if node.type == "expander" and node.label == but:
            continue
        todo += getattr(node, "children", {}).values()
        if node.type == "dataframe":
            yield from map(str, [*node.value.columns, *node.value.to_numpy().ravel()])
        if node.type == "html" and (figure := figure_in(node.proto.body)):
            yield from (figure.alt, figure.text)
            continue
        own = node.proto.popover if node.type == "popover" else node.proto
        for name in SAID:
            said = getattr(own, name, None) or ()
            for one in [said] if isinstance(said, str) else said:
                yield _bare(getattr(one, "content", one))


def _bare(text: str) -> str:
    """A text without what a browser makes of it: icons, the addresses of links, style and script."""
    text = re.sub(r"(?s)<(style|script)\b.*?</\1>", "", text)
    return as_read(re.sub(r":material/\w+:|\]\([^)]*\)|<[^>]+>", " ", text))

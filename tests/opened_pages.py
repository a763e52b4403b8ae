"""The dashboard as a reader has it open, without a browser: a page, and all that stands on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
import streamlit as st
from conftest import ROOT
from streamlit.testing.v1 import AppTest

from measurement.charts.drawn.lettering import lines
from measurement.charts.drawn.svg import svg
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
def _unfolded(label: str, key: str, icon: str | None = None) -> Iterator[bool]:
    with st.expander(label, icon=icon, key=key, expanded=True):
        yield True


def all_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what is folded unfolded from now on, tables under figures too."""
    toggle = st.toggle
    monkeypatch.setattr(panels, "folded", _unfolded)
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


def drawn(app: AppTest) -> list[dict[str, Any]]:
    """The figures on a page."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def unsaid(spec: Mapping[str, Any]) -> list[str]:
    """The notes of a figure that a picture of it, drawn without a browser, would not show."""
    layout = {name: value for name, value in spec["layout"].items() if name != "template"}
    picture = svg(go.Figure({"data": spec["data"], "layout": layout}, _validate=False))
    texts = " ".join("".join(ElementTree.fromstring(picture).itertext()).split())
    notes = [note["text"] for note in layout.get("annotations", ())]
    told = ["".join(run.text for run in line) for note in notes for line in lines(note)]
    return [line for line in told if " ".join(line.split()) not in texts]


def said(app: AppTest) -> str:
    """All text on a page, cards and figures included."""
    parts = [str(element.value) for kind in TEXTS for element in app.get(kind)]
    parts += [f"{card.label} {card.value}" for card in app.metric]
    parts = [as_read(part) for part in parts]
    parts += [json.dumps(figure, ensure_ascii=False) for figure in drawn(app)]
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
        if node.type == "plotly_chart":
            yield from _in_figure(json.loads(node.proto.spec))
        own = node.proto.popover if node.type == "popover" else node.proto
        for name in SAID:
            said = getattr(own, name, None) or ()
            for one in [said] if isinstance(said, str) else said:
                yield _bare(getattr(one, "content", one))


def _in_figure(part: Any, name: str = "") -> Iterator[str]:
    """The texts in a figure: not its colours, kinds and places."""
    if isinstance(part, str):
        yield from [part] if name in ("text", "hovertext", "ticktext", "name") else []
    elif isinstance(part, list):
        for one in part:
            yield from _in_figure(one, name)
    elif isinstance(part, dict):
        for key, one in part.items():
            yield from _in_figure(one, key)


def _bare(text: str) -> str:
    """A text without what a browser makes of it: icons, the addresses of links, style and script."""
    text = re.sub(r"(?s)<(style|script)\b.*?</\1>", "", text)
    return as_read(re.sub(r":material/\w+:|\]\([^)]*\)|<[^>]+>", " ", text))

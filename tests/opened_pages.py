"""The dashboard as a reader has it open, without a browser: a page, and all that stands on it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from conftest import ROOT
from streamlit.testing.v1 import AppTest

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


def drawn(app: AppTest) -> list[dict[str, Any]]:
    """The figures on a page."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


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

"""Text from data is never markup: on no page, for no role, in no label, figure or sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.protobuf.message import Message
from hostile_store import HOSTILE, hostile_store
from opened_pages import page
from streamlit.testing.v1 import AppTest

from measurement.access.roles import DIRECTOR, STAFF, may
from measurement.store import open_store
from pages.frame.menu import DOORS

ROOT = Path(__file__).resolve().parents[2]
LIVE = re.compile(r"(?<!\\)\[[xyq]|http://127|(?<!\\)<img|(?<!\\)\*vet|:red|(?<!\\)[$]a|(?<!\\)`c")
# What Streamlit shows as it stands, and what is no text on the screen.
PLAIN = {
    "placeholder", "options", "default", "value", "raw_value", "raw_values", "url", "url_path", "alt", "id",
    "form_id", "page_name", "element_id", "key", "user_key", "set_value", "query_param_key",
    "column_order", "data", "columns", "spec",
}  # fmt: skip
MARKED = {"ButtonGroup", "Radio"}  # of these the options are markup

SEEN = [
    pytest.param(door, role, id=f"{door.address or 'overzicht'}-{role}")
    for door in DOORS
    for role in (STAFF, DIRECTOR)
    if may(role, door.needs)
]

pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture(scope="module")
def hostile(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, with text that would be markup wherever people can write one."""
    return hostile_store(example_store, tmp_path_factory.mktemp("hostile"))


def texts(message: Message, inside: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a message tells a browser to show as markup, with its field."""
    kind = message.DESCRIPTOR.name
    for field, value in message.ListFields():
        plain = field.name in PLAIN and kind not in MARKED
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                if not plain and kind not in ("ArrowNamedDataSet",):
                    yield from texts(one, f"{kind}.{field.name}")
            elif isinstance(one, str) and not plain:
                yield f"{kind}.{field.name}", one


def shown(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every such text of a page: of its elements and of the blocks around them."""
    todo = list(app._tree.children.values())
    while todo:
        node = todo.pop()
        if isinstance(node.proto, Message):
            yield from texts(node.proto)
        todo += list(getattr(node, "children", {}).values())


def live(field: str, text: str) -> bool:
    """Whether a browser would take what people wrote for markup; of HTML only its own tags are."""
    return "<img" in text if field == "Html.body" else LIVE.search(text) is not None


@pytest.mark.parametrize(("door", "role"), SEEN)
def test_what_people_wrote_is_shown_as_they_wrote_it(
    door, role: str, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(hostile))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.session_state["look_as"], app.session_state["look_at"] = role, HOSTILE
    app.query_params["centre"] = HOSTILE
    app.run().switch_page(f"pages/{door.path.split('pages/')[-1]}").run()
    assert not app.exception
    found = [(field, text) for field, text in shown(app) if live(field, text)]
    assert found == []


def test_a_dropped_file_writes_no_markup_before_it_is_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(tmp_path / "store.sqlite"))
    with open_store(tmp_path / "store.sqlite") as store:
        store.example.decline()
    app = page("pages/data/imports/page.py")
    quoted = '"' + HOSTILE + '"'
    rows = [f"Nr,Centrum,A1,A4,{quoted}", *(f"{n},{quoted},{n},7,x{n}" for n in range(1, 9))]
    rows.append(f"9,{quoted},{quoted},7,x9")
    name = f"{HOSTILE.replace('/', '')}.csv"
    app.file_uploader[0].upload(name, "\n".join(rows).encode(), "text/csv").run()
    assert not app.exception
    told = list(shown(app))
    assert any("\\[y\\]" in text for _, text in told)  # it is told, and escaped
    assert [(field, text) for field, text in told if LIVE.search(text)] == []

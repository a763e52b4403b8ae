"""Everything a director gets from the pages, in every choice there is: read as an attacker would.

That the counts of open items give nothing away is what the attacker of ``attack.py`` shows. Here is
shown that the pages, their tables, figures, sentences and files hold nothing but those: no item
that is closed, no other centre, and nothing that depends on which other centre said what.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import copied
from opened_pages import TEXTS, dashboard, director
from sqlalchemy import create_engine, text
from streamlit.testing.v1 import AppTest

from measurement.protection.decide import Guard, guard
from measurement.protection.scope import REST, Scope, View
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale import NOT_APPLICABLE
from measurement.store import open_store
from measurement.tables import Table
from pages.desk import panels
from pages.desk.filters import ALL

CENTRES = [f"Centrum {number:02}" for number in range(1, 20)]
MOST = ("Centrum 08",)  # with all years and strategies offered
PAGES = (
    "pages/centre/profile/page.py",
    "pages/centre/checklist/page.py",
    "pages/help/privacy/page.py",
)
TABLES = ("effect", "one_centre", "mirror", "knoster", "motivation", "capacities")


pytestmark = pytest.mark.usefixtures("own_page_cache")


@pytest.fixture(scope="module")
def answers(example_store: Path) -> Any:
    with open_store(str(example_store)) as store:
        return store.answers(load())


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Table, pd.DataFrame]]:
    """Every table that the pages offer as a file."""
    found: list[tuple[Table, pd.DataFrame]] = []
    offered = panels._downloads

    def seen(key: str, tables: Any, declared: Any, *rest: Any) -> None:
        found.extend((declared[name], table) for name, table in tables.items())
        offered(key, tables, declared, *rest)

    monkeypatch.setattr(panels, "_downloads", seen)
    return found


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """A page as the director of a centre sees it, with every table open."""

    def open_page(store: Path, centre: str, view: View = View(), page: str = "") -> AppTest:
        monkeypatch.setenv("MEASUREMENT_STORE", str(store))
        app = dashboard(director(centre))
        app.query_params["view_year"] = view.school_year or ALL
        if view.strategy:
            app.query_params["view_strategy"] = view.strategy
        for key in TABLES:
            app.session_state[f"{key}_table"] = True
        app.run()
        if page:
            app.switch_page(page).run()
        assert not app.exception
        assert not app.error
        return app

    return open_page


def shown(app: AppTest) -> list[str]:
    """All that stands on a page: words, figures with their hover texts, tables, choices."""
    parts = [str(e.value) for kind in TEXTS for e in app.get(kind)]
    parts += [f"{m.label} {m.value} {m.help}" for m in app.metric]
    parts += [json.dumps(json.loads(c.proto.spec), sort_keys=True) for c in app.get("plotly_chart")]
    parts += [table.value.to_csv() for kind in ("dataframe", "table") for table in app.get(kind)]
    parts += [str(box.options) for box in app.selectbox if box.key != "look_at"]
    parts += [str(box.options) for box in app.multiselect]
    return parts


def open_items(known: Guard, view: View) -> set[str]:
    names = known.cells.names[:-1]
    return {
        name for name, is_open in zip(names, known.level(view, known.open), strict=False) if is_open
    }


def items_of(row: Any) -> set[str]:
    """The items that a row of a table tells about."""
    held = getattr(row, "item", None) or getattr(row, "items", None)
    return set() if held is None or pd.isna(held) else set(str(held).split(", "))


@pytest.mark.parametrize("centre", CENTRES)
def test_the_pages_of_a_director_hold_open_items_of_the_own_centre_only(
    centre: str, answers: Any, example_store: Path, opened: Any, taken: Any
) -> None:
    known = guard(answers, Scope("director", (centre,)))
    others = [name for name in CENTRES if name != centre]
    assert View() in known.views()
    every = known.views()
    # What a view may show is the same work for every centre: all of them for the one with most.
    for view in every if centre in MOST else {View(), every[-1]}:
        taken.clear()
        page = "\n".join(shown(opened(example_store, centre, view)))
        assert [name for name in others if name in page] == []
        held = open_items(known, view)
        assert taken or view.strategy  # of a strategy all may be told coarsely, without a table
        for declared, table in taken:
            assert [n for n in others if n in table.to_csv()] == []
            if declared.name == "withheld":
                assert set(table["item"].astype(str)).isdisjoint(held)
                continue
            for row in table.itertuples():
                assert items_of(row) <= held, (declared.name, row)
                assert getattr(row, "centre", centre) in (centre, REST)


@pytest.mark.parametrize("centre", ["Centrum 07", "Centrum 10", "Centrum 19"])
def test_what_is_hidden_is_drawn_as_hidden_and_has_its_own_words(
    centre: str, answers: Any, example_store: Path, opened: Any, taken: Any
) -> None:
    known = guard(answers, Scope("director", (centre,)))
    page = "\n".join(shown(opened(example_store, centre)))
    asked = known.cells.x[0, :, :-1, NOT_APPLICABLE:].any(axis=(0, 2))
    hidden = {n for n, a in zip(known.cells.names, asked, strict=False) if a} - open_items(
        known, View()
    )
    assert hidden
    reasons = {str(r) for d, t in taken if d.name == "withheld" for r in t["reason"]}
    words = {"few": "te weinig antwoorden", "protected": "verborgen ter bescherming"}
    for reason in reasons & set(words):
        assert words[reason] in page
    assert "figures" not in page
    assert '"dash": "2px,7px"' in page


def relabelled(store: Path, folder: Path, own: str) -> Path:
    """The same store in which the other centres changed names with one another."""
    made = copied(store, folder / "relabelled.sqlite")
    others = [name for name in CENTRES if name != own]
    engine = create_engine(f"sqlite:///{made}")
    with engine.begin() as connection:
        found = connection.execute(
            text(
                "select m.name from sqlite_master m join pragma_table_info(m.name) c "
                "where m.type = 'table' and c.name = 'centre'"
            )
        )
        tables = [row[0] for row in found]
        assert {"respondent", "invitation", "checklist"} <= set(tables)
        for table in tables:
            change = text(f"update {table} set centre = :new where centre = :old")
            for old in others:
                connection.execute(change, {"old": old, "new": f"~{old}"})
            for old, new in zip(others, [*others[1:], others[0]], strict=True):
                connection.execute(change, {"old": f"~{old}", "new": new})
    engine.dispose()
    return made


@pytest.mark.parametrize("centre", ["Centrum 01", "Centrum 18"])
def test_a_director_sees_the_same_whichever_other_centre_said_what(
    centre: str, example_store: Path, opened: Any, tmp_path: Path
) -> None:
    other = relabelled(example_store, tmp_path, centre)
    with open_store(str(example_store)) as one, open_store(str(other)) as two:
        before, after = one.answers(load()).respondents, two.answers(load()).respondents
        assert (before["centre"].astype(str) != after["centre"].astype(str)).any()
    for page in PAGES:
        here = shown(opened(example_store, centre, page=page))
        assert shown(opened(other, centre, page=page)) == here

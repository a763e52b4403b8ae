"""The profile of a centre: of what was released, the same for every role, whatever comes in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import copied
from opened_pages import TEXTS, dashboard, director, drawn, page, said
from signing import claims, secrets_of
from sqlalchemy import create_engine, text
from streamlit.testing.v1 import AppTest

from measurement.counting.significance import false_discovery
from measurement.store import open_store
from pages.centre.profile import data
from pages.desk import released
from pages.desk.selection import Look
from pages.frame import person

PROFILE = "pages/centre/profile/page.py"
TABLES = ("effect", "one_centre", "mirror", "knoster", "motivation", "capacities", "means")
CENTRE = "Centrum 07"
pytestmark = pytest.mark.usefixtures("own_page_cache")


def opened(state: dict[str, Any], centre: str = CENTRE, **query: str) -> AppTest:
    """The profile with all its parts and tables unfolded."""
    state = state | {f"{key}_{what}": True for key in TABLES for what in ("open", "table")}
    app = page(PROFILE, state, centrum=centre, **query)
    assert not app.exception
    assert not app.error
    return app


def shown(app: AppTest) -> list[str]:
    """All that stands on the page of what was released: words, figures, tables, choices."""
    parts = [str(e.value) for kind in TEXTS for e in app.get(kind)]
    parts += [f"{m.label} {m.value} {m.help}" for m in app.metric]
    parts += [one.svg for one in drawn(app)]
    parts += [table.value.to_csv() for kind in ("dataframe", "table") for table in app.get(kind)]
    return parts + [str(box.options) for box in app.selectbox if str(box.key).startswith("view")]


@pytest.fixture
def as_staff_on_example(on_example: Path) -> Iterator[None]:
    person.let_in(person.OWNER)
    yield
    person.let_in(None)


def test_a_director_reads_what_staff_read(on_example: Path) -> None:
    both = [opened({}), opened(director(CENTRE))]
    figures = [[one.svg for one in drawn(app) if one.key in TABLES] for app in both]
    assert figures[0] == figures[1]
    assert len(figures[0]) >= 5
    tables = [[t.value.to_csv() for t in app.dataframe] for app in both]
    assert tables[0] == tables[1]
    for app in both:
        assert "(nr. 2)" in said(app)
        assert "belemmerend: tijd" in said(app)


def test_nothing_that_is_done_to_answers_changes_what_a_director_sees(
    example_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copied(example_store, tmp_path / "store.sqlite")
    monkeypatch.setenv("MEASUREMENT_STORE", str(store))
    before = shown(opened(director(CENTRE), view_year="all"))
    engine = create_engine(f"sqlite:///{store}")
    with engine.begin() as connection:
        gone = connection.execute(text("delete from respondent")).rowcount
        connection.execute(text("update setting set value = value + 1 where key = 'revision'"))
    engine.dispose()
    assert gone > 1000
    assert shown(opened(director(CENTRE), view_year="all")) == before


def test_before_the_first_release_staff_get_a_preview_and_a_director_nothing(
    example_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copied(example_store, tmp_path / "store.sqlite")
    with open_store(str(store)) as made:
        for one in made.releases.history().holding:
            made.releases.withdraw(one.number, "local")
        made.access.grant("local", "dir@school.be", "director", [CENTRE])
    monkeypatch.setenv("MEASUREMENT_STORE", str(store))
    refused = dashboard()
    refused.secrets, refused.user = secrets_of(), claims("dir@school.be")
    refused.run().switch_page(PROFILE).run()
    assert "Er is nog niets vrijgegeven." in said(refused)
    assert [one for one in drawn(refused) if one.key in TABLES] == []
    assert "Klaar om te starten?" in said(refused)
    staff = opened({})
    assert "directeurs zien geen cijfers. Dit is een voorproef." in said(staff)
    assert "Voorproef van" in said(staff)


def test_staff_can_look_at_what_would_be_released_in_every_role(on_example: Path) -> None:
    app = opened({})
    app.segmented_control(key="release_state").set_value("preview").run()
    assert not app.exception
    assert "Voorproef van" in said(app)
    looking = opened(director(CENTRE))
    assert "release_state" in [one.key for one in looking.segmented_control]


def test_the_tests_of_a_choice_are_corrected_together(as_staff_on_example: None) -> None:
    table = released.items(Look(CENTRE, "2024-2025"))
    tested = table[table["p"].notna()]
    assert len(tested) > 5
    assert tested["q"].tolist() == pytest.approx([*false_discovery(tested["p"])])
    factors = data.factors(Look(CENTRE, "2024-2025"))
    same = dict(zip(tested["item"].astype(str), tested["q"], strict=True))
    assert [same.get(str(r.item), r.q) for r in factors.itertuples() if r.q == r.q] == [
        q for q in factors["q"] if q == q
    ]


@pytest.mark.parametrize("year", ["2024-2025", "all"])
def test_every_centre_has_sentences_that_fit(on_example: Path, year: str) -> None:
    for number in (1, 5, 12, 15, 19):
        centre = f"Centrum {number:02}"
        app = opened(director(centre), centre, view_year=year)
        assert "{" not in "".join(str(m.value) for m in app.markdown)
        others = [f"Centrum {n:02}" for n in range(1, 20) if n != number]
        assert [name for name in others if name in "\n".join(shown(app))] == []

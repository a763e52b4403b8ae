"""What stands on a page is said in the reader's words: unfolded, in tables and figures, for every role."""

from __future__ import annotations

import re

import pytest
from opened_pages import all_unfolded, opened, texts, unfold

from measurement.access.roles import ROLES
from measurement.reports.summary import TITLES
from pages.frame.menu import DOORS, Door
from pages.help.handbook.data import chapters

# Names of methods: only for who wants to know how it is computed.
LEARNED = re.compile(
    r"Fisher|Welch|Newcombe|Wilson|Cronbach|Spearman|Benjamini|Hochberg|Mann-Whitney|binomia"
    r"|exacte toets|rangtoets|t-toets|t-interval|standaardafwijking|p-waarde|effectieve? aantal"
    r"|\b(?:alfa|rho|sd)\b|vals(?:e vondst|e ontdekking| alarm)",
    re.IGNORECASE,
)
# What only a programmer should know: ids, paths of files, English names of tables.
TABLES = "|".join(name for name, title in TITLES.items() if name != str(title).casefold())
INTERNAL = re.compile(rf"\b[a-z]+_[a-z_]+\b|data/\w+|\w+\.(?:toml|csv|py|po)\b|\b(?:{TABLES})\b")
FOR_WHO_WANTS_TO_KNOW = "Hoe het berekend wordt, voor wie het wil weten"
OPENED = [(role, door) for role in ROLES for door in DOORS if door.needs in ROLES[role].may]

pytestmark = pytest.mark.usefixtures("own_page_cache", "on_example")


@pytest.mark.parametrize(("role", "door"), OPENED, ids=lambda one: getattr(one, "address", one))
def test_no_name_of_a_method_and_nothing_internal_stands_on_a_page(
    role: str, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_unfolded(monkeypatch)
    app = opened(role, door)
    unfold(app)
    app.run()
    assert not app.exception
    found = [*texts(app, but=FOR_WHO_WANTS_TO_KNOW)]
    assert len(found) > 10
    assert [text for text in found if LEARNED.search(text) or INTERNAL.search(text)] == []


def test_what_is_folded_and_what_stands_in_tables_and_figures_is_read_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    all_unfolded(monkeypatch)
    app = opened("staff", DOORS[0])
    unfold(app)
    read = " | ".join(texts(app.run()))
    for said in ("n hoog", "Leereffect", "Hoe lees ik dit?", "Excel", "gemiddelde 6,76"):
        assert said in read, said
    assert not LEARNED.search(read)


def test_methods_have_their_names_where_somebody_wants_to_know() -> None:
    """So the test above finds them where they are."""
    method = opened("director", next(door for door in DOORS if door.address == "methode"))
    assert LEARNED.search(" ".join(texts(method)))
    named = {one.title for one in chapters() if LEARNED.search(" ".join(map(str, one.parts)))}
    assert named == {"Hoe de cijfers gemaakt worden", "Opdrachtregel voor analisten"}

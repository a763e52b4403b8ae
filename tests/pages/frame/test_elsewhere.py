"""An address without a page is told in the reader's language, and a director's bare address is the profile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from opened_pages import dashboard, director, said

from pages.frame import elsewhere

PROFILE = "pages/centre/profile/page.py"


def hidden_page(asked: str, known: set[str], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is made for an address: the script or function, its title and its address."""
    made = lambda of, **how: (of, how["title"], how["url_path"], how["visibility"])  # noqa: E731
    monkeypatch.setattr(elsewhere.st, "Page", made)
    monkeypatch.setattr(elsewhere, "_asked", lambda: asked)
    return list(elsewhere.page_for(PROFILE, known))


@pytest.mark.parametrize("asked", ["", "items", "a/b"])
def test_a_known_address_needs_no_other_page(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hidden_page(asked, {"", "items"}, monkeypatch) == []


def test_an_unknown_address_gets_a_page_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    (page,) = hidden_page("nergens", {"", "items"}, monkeypatch)
    assert page[1:] == ("Geen pagina", "nergens", "hidden")


def test_the_address_of_the_first_page_leads_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    (page,) = hidden_page("centrumprofiel", {"", "stellingen"}, monkeypatch)
    assert page == (PROFILE, "Centrumprofiel", "centrumprofiel", "hidden")


def test_a_director_lands_on_the_own_profile(on_example: Path) -> None:
    app = dashboard(director("Centrum 07")).run()
    assert not app.exception
    assert [title.value for title in app.title] == ["Centrumprofiel"]
    assert "Centrum 07" in [header.value for header in app.header]
    assert "Helpt duidelijk" in said(app)

"""Links at the top of a long page go to every heading on it, also without a mouse."""

from __future__ import annotations

import re

import pytest
from opened_pages import dashboard, director, page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("own_page_cache")
LONG = ("overview", "factors", "trend", "comparison", "motivation", "capacities")


def linked(texts: list[str]) -> list[str]:
    """The places to which a line of links goes."""
    return next(re.findall(r"\(#([^)]+)\)", text) for text in texts if "](#" in text)


@pytest.mark.parametrize("name", LONG)
def test_every_heading_is_linked_to_at_the_top(name: str, on_example: object) -> None:
    path = f"pages/results/{name}/page.py"
    app = dashboard().run() if name == "overview" else page(path)
    headings = [one.proto.anchor for one in (*app.header, *app.subheader)]
    assert sorted(linked([one.value for one in app.markdown])) == sorted(headings)
    assert len(set(headings)) == len(headings) > 0


def test_a_director_goes_from_the_top_to_the_parts_of_the_own_profile(on_example: object) -> None:
    app = page("pages/centre/profile/page.py", director("Centrum 07"))
    places = linked([one.value for one in app.markdown])
    assert "effect" in places
    assert set(places) <= {one.proto.anchor for one in (*app.header, *app.subheader)}


@pytest.mark.browser
def test_the_keyboard_follows_a_link_to_a_part(page: Page, server: object) -> None:
    page.goto(f"{server.url}/centrumprofiel")  # type: ignore[attr-defined]
    link = page.locator(".st-key-parts").get_by_role("link", name="Spiegel", exact=True)
    expect(link).to_be_visible(timeout=180_000)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Spiegel")).to_be_in_viewport(timeout=10_000)

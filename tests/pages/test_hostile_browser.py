"""What people wrote makes no request and no link, on any page, for any role, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Server
from hostile_store import HOSTILE, hostile_store
from playwright.sync_api import Page, expect

from measurement.access.roles import DIRECTOR, ROLES, may
from pages.frame.menu import DOORS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard in which a centre, trainings, remarks and files are named like markup."""
    server = Server(hostile_store(example_store, tmp_path_factory.mktemp("hostile")))
    try:
        server.wait()
        yield server
    finally:
        server.stop()


def settled(page: Page) -> None:
    expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)


def look_as(page: Page, role: str) -> None:
    page.get_by_role("button", name=re.compile("POC")).first.click()
    page.get_by_role("radio", name=str(ROLES[role].label), exact=False).check(force=True)
    settled(page)
    page.keyboard.press("Escape")


def walk(page: Page, role: str) -> None:
    """Every page of this role, reached as a reader does: within the session."""
    for door in DOORS:
        if not may(role, door.needs):
            continue
        page.evaluate(
            "address => { history.pushState({}, '', address); window.dispatchEvent(new PopStateEvent('popstate')) }",
            f"/{door.address}",
        )
        settled(page)
        assert (
            page.locator("a[href*='javascript'], img[src*='127.0.0.1:9'], img[src='z']").count()
            == 0
        )


@pytest.mark.parametrize("role", [*ROLES])
def test_markup_in_names_asks_nothing_and_links_nowhere(
    page: Page, hostile: Server, role: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hostile.url)
    settled(page)
    if role != "staff":
        look_as(page, role)
    if role == DIRECTOR:  # the first of the centres is the one that is named like markup
        expect(page.get_by_role("button").filter(has_text=HOSTILE[:10]).first).to_be_visible()
    walk(page, role)
    inside = (hostile.url, hostile.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(inside)] == []

"""Every page is read by everybody: axe-core finds nothing serious, in light and in dark, for either role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from measurement.access.roles import ROLES
from pages.frame.menu import DOORS

pytestmark = pytest.mark.browser
# Streamlit lays its own menu out as items without a list around them.
OURS = {"exclude": [["[data-testid='stSidebarNav']"]]}
Theme = Literal["light", "dark"]


@pytest.fixture(params=["light", "dark"])
def themed(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a browser that prefers this theme."""
    theme: Theme = request.param
    context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme=theme)
    yield context.new_page()
    context.close()


def settled(page: Page, title: str) -> None:
    heading = page.get_by_role("heading", name=title, exact=True, level=1)
    expect(heading).to_be_visible(timeout=180_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)
    page.wait_for_timeout(500)


def serious(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with the first place where it is."""
    found = Axe().run(page, context=OURS).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical") or one["id"] == "heading-order"
    ]


def test_nothing_serious_on_any_page_of_staff(themed: Page, server) -> None:
    faults = {}
    for door in DOORS:
        themed.goto(f"{server.url}/{door.address}")
        settled(themed, str(door.title))
        faults[door.address] = serious(themed)
    assert {address: found for address, found in faults.items() if found} == {}


def test_nothing_serious_on_any_page_of_a_director(themed: Page, server) -> None:
    themed.goto(f"{server.url}/privacy")
    settled(themed, "Privacy")
    themed.get_by_role("button", name="POC-medewerker").click()
    themed.get_by_text(str(ROLES["director"].label), exact=True).click()
    expect(themed.get_by_test_id("stSidebarNavLink").filter(has_text="Overzicht")).to_have_count(
        0, timeout=30_000
    )
    themed.keyboard.press("Escape")
    faults = {}
    own = [door for door in DOORS if door.needs in ROLES["director"].may]
    assert own
    for door in own:
        link = themed.get_by_test_id("stSidebarNavLink").filter(has_text=str(door.title)).first
        link.click()
        settled(themed, str(door.title))
        faults[door.address] = serious(themed)
    assert {address: found for address, found in faults.items() if found} == {}


def test_the_page_holds_at_double_size(browser: Browser, server) -> None:
    """Zoom 200 % of a laptop leaves 683 × 384 pixels: nothing is to scroll sideways."""
    context = browser.new_context(viewport={"width": 683, "height": 384})
    page = context.new_page()
    for door in DOORS[:4]:
        page.goto(f"{server.url}/{door.address}")
        settled(page, str(door.title))
        wide = page.evaluate(
            "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
        )
        assert wide <= 0, door.address
    context.close()


def test_the_keyboard_reaches_the_menu_and_goes_to_a_page(themed: Page, server) -> None:
    themed.goto(server.url)
    settled(themed, "Overzicht")
    for _press in range(12):
        themed.keyboard.press("Tab")
        if "Stellingen" in str(themed.evaluate("() => document.activeElement.innerText")):
            break
    themed.keyboard.press("Enter")
    settled(themed, "Stellingen")

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
REACHED = ("POC-medewerker", "Schooljaar", "Strategie", "Centrum", "Meer over de respons")
TAKEAWAY = 20  # characters that a sentence about a figure has at least
# What of a page lies beyond the right edge, and cannot be scrolled to within its own frame.
BEYOND = """() => [...document.querySelectorAll(
    '[data-testid=stMain] :is(h1, h2, h3, p, button, label, input, .figure)'
)].filter(one => {
    const place = one.getBoundingClientRect();
    if (!place.width || place.right <= window.innerWidth + 1) return false;
    for (let up = one; up && up.dataset.testid !== 'stMain'; up = up.parentElement)
        if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return false;
    return true;
}).map(one => one.innerText.slice(0, 40) || one.outerHTML.slice(0, 80))"""
# Whether what has the keyboard is marked: itself, or what is drawn around it.
MARKED = """() => {
    for (let one = document.activeElement, up = 0; one && up < 5; one = one.parentElement, up++) {
        const look = getComputedStyle(one);
        if (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 1) return true;
        if (look.boxShadow !== 'none' && !look.boxShadow.startsWith('rgba(0, 0, 0, 0)')) return true;
        if (look.borderColor === 'rgb(31, 102, 153)' || look.borderColor === 'rgb(111, 177, 222)')
            return true;
    }
    return false;
}"""
# What has the keyboard; nothing while the page is drawn anew.
HELD = """() => document.activeElement === document.body ? '' :
    document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"""


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
    """What axe-core calls serious or critical, with the first place where it is.

    So is a figure that does not say what it shows to who cannot see it.
    """
    found = Axe().run(page, context=OURS).response["violations"]
    said = page.locator(".figure").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label') || '')"
    )
    mute = [f"figure: {alt}" for alt in said if len(alt) < TAKEAWAY]
    return mute + [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical") or one["id"] == "heading-order"
    ]


def test_nothing_serious_on_any_page_of_staff(themed: Page, shared_server) -> None:
    faults = {}
    for door in DOORS:
        themed.goto(f"{shared_server.url}/{door.address}")
        settled(themed, str(door.title))
        faults[door.address] = serious(themed)
    assert {address: found for address, found in faults.items() if found} == {}


def test_nothing_serious_on_any_page_of_a_director(themed: Page, shared_server) -> None:
    themed.goto(f"{shared_server.url}/privacy")
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


@pytest.mark.parametrize(
    "size", [(683, 384), (390, 844)], ids=["double size on a laptop", "a phone"]
)
def test_nothing_is_cut_or_beyond_the_edge_of_a_small_screen(
    browser: Browser, shared_server, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page, beyond = context.new_page(), {}
    for door in DOORS:
        page.goto(f"{shared_server.url}/{door.address}")
        settled(page, str(door.title))
        wide = page.evaluate(
            "() => document.querySelector('[data-testid=stMain]').scrollWidth - window.innerWidth"
        )
        beyond[door.address] = page.evaluate(BEYOND) + ["scrolls sideways"] * (wide > 0)
    context.close()
    assert {address: found for address, found in beyond.items() if found} == {}


def test_the_keyboard_skips_the_menu_and_is_always_seen(themed: Page, shared_server) -> None:
    themed.goto(shared_server.url)
    settled(themed, "Overzicht")
    themed.keyboard.press("Tab")
    focused = themed.locator(":focus")
    expect(focused).to_have_attribute("data-testid", "stSkipToContent")
    themed.keyboard.press("Enter")
    expect(themed.get_by_test_id("stMain")).to_be_focused()
    held, unseen = [], []
    while REACHED[-1] not in "".join(held[-1:]) and len(held) < 20:
        themed.keyboard.press("Tab")
        held.append(str(themed.evaluate(HELD)))
        if held[-1] and not themed.evaluate(MARKED):
            unseen.append(held[-1])
    assert unseen == []
    order = [next((i for i, said in enumerate(held) if name in said), -1) for name in REACHED]
    assert order[0] >= 0
    seen = [place for place in order if place >= 0]
    assert seen == sorted(seen)


def test_the_keyboard_reaches_the_menu_and_goes_to_a_page(themed: Page, shared_server) -> None:
    themed.goto(shared_server.url)
    settled(themed, "Overzicht")
    for _press in range(12):
        themed.keyboard.press("Tab")
        if "Stellingen" in str(themed.evaluate("() => document.activeElement.innerText")):
            break
    assert themed.evaluate(MARKED)
    themed.keyboard.press("Enter")
    settled(themed, "Stellingen")

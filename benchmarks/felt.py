"""How quick and how steady every page feels: from a click in the menu until nothing changes any more.

Run: ``python -m benchmarks.felt [--visits 2] [--pages items bereik]``, in a real browser, as staff and as a
director. Per page: the middle of the times and the slowest, as multiples of the same click to a page
with a title alone, between the visits of the same run; and how far what stood there was shifted
(cumulative layout shift, without what comes in the half second after a click), the worst of all
visits by the menu and of one by the address. ``--shifts`` names what moved.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.servers import a_server
from docs.pictures import FLAGS, as_director
from measurement.access.roles import ROLES
from pages.frame.menu import DOORS, Door

QUIET = 800  # milliseconds without any change after which a page is settled
WATCH = """
window.felt = {clicked: 0, changed: 0, shifts: []};
new PerformanceObserver(list => { for (const one of list.getEntries()) {
  felt.changed = Math.max(felt.changed, one.startTime);
  if (!one.hadRecentInput) felt.shifts.push([one.startTime, one.value, one.sources.map(source => {
    const node = source.node?.nodeType === 1 ? source.node : source.node?.parentElement;
    const from = source.previousRect, to = source.currentRect;
    return `${node?.closest('[data-testid]')?.dataset.testid}: ${node?.innerText?.slice(0, 40)}`
      + ` (${from.y} → ${to.y}, ${from.height} → ${to.height})`; })]);
} }).observe({type: 'layout-shift', buffered: true});
document.addEventListener('click', () => { felt.clicked = performance.now(); felt.shifts = []; }, true);
new MutationObserver(seen => {
  // What lies within a canvas is what a table says to who hears it, filled in 0.3 s later: nobody sees it.
  if (seen.some(one => { const at = one.target.parentElement ?? one.target;
      return at.closest('[data-testid=stMain]') && !at.closest('canvas') && one.target.tagName !== 'CANVAS'; }))
    felt.changed = performance.now();
}).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
"""
SETTLED = """quiet => performance.now() - felt.changed > quiet
  && document.querySelector('[data-test-script-state=notRunning]')
"""


class Felt(NamedTuple):
    """One visit: milliseconds until it was settled, and what shifted meanwhile."""

    took: float
    shift: float
    moved: list[str]


def settled(page: Page) -> Felt:
    """Wait until a page does not change any more."""
    page.wait_for_function(SETTLED, arg=QUIET, timeout=120_000, polling=100)
    seen: dict[str, Any] = page.evaluate("() => felt")
    moved = [f"{value:.3f} {'; '.join(of)}" for _, value, of in seen["shifts"] if value > 0.005]
    shift = sum(value for _, value, _ in seen["shifts"])
    return Felt(seen["changed"] - seen["clicked"], shift, moved)


def clicked(page: Page, title: str) -> Felt:
    """Go to a page by the menu."""
    links = page.get_by_test_id("stSidebarNavLink")
    links.filter(has=page.get_by_text(title, exact=True)).click()
    page.get_by_role("heading", name=title, exact=True, level=1).wait_for(timeout=60_000)
    return settled(page)


def visited(page: Page, door: Door, visits: int) -> tuple[list[Felt], list[float]]:
    """Visits to a page, and beside each the time that an empty page took."""
    felt, empty = [], []
    for _visit in range(visits):
        clicked(page, "Empty")
        empty.append(clicked(page, "Void").took)
        felt.append(clicked(page, str(door.title)))
    return felt, empty


def opened(browser: Browser, url: str, role: str) -> Page:
    """The dashboard in a browser that watches it, for a reader of this role."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.add_init_script(WATCH)
    if role == "director":
        as_director(page, url)
    else:
        page.goto(url)
    settled(page)
    return page


def rows(browser: Browser, url: str, asked: argparse.Namespace) -> Iterator[str]:
    """One row of the table per page and role."""
    for role in ("staff", "director"):
        page = opened(browser, url, role)
        own = [door for door in DOORS if door.needs in ROLES[role].may]
        for door in own:
            if asked.pages and door.address not in asked.pages:
                continue
            clicked(page, str(door.title))  # what the first visitor waits for is kept from here on
            felt, empty = visited(page, door, asked.visits)
            if role == "staff":
                felt.append(by_address(browser, f"{url}/{door.address}"))
            yield row(f"{door.title} ({role})", felt[: asked.visits], empty, felt)
            for line in dict.fromkeys(line for one in felt for line in one.moved):
                if asked.shifts:
                    print(f"    {line}")


def by_address(browser: Browser, url: str) -> Felt:
    """What shifts for who opens the address of a page."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.add_init_script(WATCH)
    page.goto(url)
    page.get_by_role("heading", level=1).first.wait_for(timeout=60_000)
    felt = settled(page)
    page.context.close()
    return felt


def row(name: str, felt: list[Felt], empty: list[float], all_felt: list[Felt]) -> str:
    """A row: times as multiples of the empty page beside them, and the most that shifted."""
    floor, took = median(empty), [one.took for one in felt]
    times = (f"{median(took) / floor:.1f}", f"{max(took) / floor:.1f}")
    shifts = max(one.shift for one in all_felt)
    return f"| {name} | {floor:.0f} | {' | '.join(times)} | {shifts:.3f} |"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--visits", type=int, default=2)
    options.add_argument("--pages", nargs="*", default=[])
    options.add_argument("--shifts", action="store_true")
    options.add_argument("--store", default="")
    asked = options.parse_args()
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with (
        a_server(asked.store, start="benchmarks.empty") as (url, _process),
        sync_playwright() as by,
    ):
        browser = by.chromium.launch(executable_path=found, args=FLAGS.split())
        print("| page | empty page (ms) | times it | slowest | layout shift |", flush=True)
        print("|---|---:|---:|---:|---:|", flush=True)
        for line in rows(browser, url, asked):
            print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main()

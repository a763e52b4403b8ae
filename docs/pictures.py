"""Takes the pictures of README and handbook from the running tool, on the example data.

Run: ``make pictures``. A page is shown as a reader sees it at 1366 × 768, in light.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.servers import a_server

HERE = Path(__file__).resolve().parent
EXPORT = HERE.parent / "tests" / "data" / "exports" / "ms_forms_nl.xlsx"
FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


def settled(page: Page) -> None:
    """Wait until a page has drawn itself."""
    page.get_by_role("heading", level=1).first.wait_for(timeout=120_000)
    page.wait_for_timeout(2_000)
    page.get_by_test_id("stStatusWidget").wait_for(state="detached", timeout=120_000)
    page.wait_for_timeout(2_000)


def at(address: str, heading: str = "") -> Callable[[Page, str], None]:
    """Open an address; show it from this heading on, else from the top."""

    def show(page: Page, url: str) -> None:
        page.goto(f"{url}/{address}")
        settled(page)
        if heading:
            page.get_by_role("heading", name=heading).first.evaluate("h => h.scrollIntoView()")
            page.wait_for_timeout(1_500)

    return show


def dropped(page: Page, url: str) -> None:
    """The page of imports with an export dropped in."""
    page.goto(f"{url}/gegevens")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(str(EXPORT))
    settled(page)


def as_director(page: Page, url: str) -> None:
    """The profile of a centre as its director sees it."""
    page.goto(f"{url}/")
    settled(page)
    page.get_by_role("button", name=re.compile("POC")).first.click()
    page.get_by_role("radio", name="directeur").check(force=True)
    settled(page)
    page.keyboard.press("Escape")
    page.wait_for_timeout(1_000)


PICTURES: dict[str, Callable[[Page, str], None]] = {
    "overzicht": at(""),
    "factoren": at("factoren", "Centra × factoren"),
    "centrum": at("centrumprofiel?centrum=Centrum%2007", "Spiegel"),
    "vergelijking": at("vergelijking"),
    "gegevens": dropped,
    "directeur": as_director,
}


def main(names: list[str]) -> None:
    """Take these pictures, or all of them, into this folder."""
    with a_server() as (url, _process):
        take(url, names or list(PICTURES))


def take(url: str, names: list[str]) -> None:
    """Take pictures of the dashboard at this address."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=FLAGS.split())
        for name in names:
            page = opened.new_page(viewport={"width": 1366, "height": 768})
            PICTURES[name](page, url)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        opened.close()


if __name__ == "__main__":
    main(sys.argv[1:])

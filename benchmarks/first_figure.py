"""How long a reader waits for the first figure, in a real browser.

Run: ``python -m benchmarks.first_figure [--store F.sqlite] [--page factoren]``. Printed: seconds from
the address until a figure stands there, the first time after the server started (nothing is kept
yet), after that (the middle of seven), and for a browser that was here before and has Streamlit's
files, beside a page of text alone as the floor.
"""

from __future__ import annotations

import argparse
import shutil
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.servers import a_server
from docs.pictures import FLAGS

FIGURE, TEXT = ".figure svg", "[data-testid=stMarkdown]"


def seconds(browser: Browser, url: str, seen: str) -> float:
    """Seconds from the address to what is looked for, for a reader who was never here."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    taken = visit(context, url, seen)
    context.close()
    return taken


def visit(context: BrowserContext, url: str, seen: str) -> float:
    """The same in a browser that keeps what it fetched."""
    page = context.new_page()
    start = perf_counter()
    page.goto(url)
    page.locator(seen).first.wait_for(timeout=120_000)
    taken = perf_counter() - start
    page.close()
    return taken


def main() -> None:
    """Print the figures as a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--store", default="")
    options.add_argument("--page", default="factoren")
    asked = options.parse_args()
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with a_server(asked.store) as (url, _process), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS.split())
        if not asked.store:
            seconds(browser, url, FIGURE)  # the example data are put in place, once
        seconds(browser, f"{url}/privacy", TEXT)  # what Streamlit itself loads once
        first = seconds(browser, f"{url}/{asked.page}", FIGURE)
        later = median(seconds(browser, f"{url}/{asked.page}", FIGURE) for _ in range(7))
        here = browser.new_context(viewport={"width": 1366, "height": 768})
        again = median([visit(here, f"{url}/{asked.page}", FIGURE) for _ in range(8)][1:])
        floor = median(seconds(browser, f"{url}/privacy", TEXT) for _ in range(7))
        browser.close()
    print("| page | nothing kept (s) | kept (s) | here before (s) | text alone (s) |")
    print("|---|---:|---:|---:|---:|")
    print(f"| {asked.page} | {first:.2f} | {later:.2f} | {again:.2f} | {floor:.2f} |")


if __name__ == "__main__":
    main()

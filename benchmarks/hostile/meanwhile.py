"""What another reader waits while hostile files are dropped on the same server.

    python -m benchmarks.hostile.meanwhile [--seconds 60] [--seed 1]

One reader changes a filter over a websocket (``benchmarks.load``), first alone, then while somebody
drops broken exports in a browser, one after another, on the page that reads them. Server, reader and
browser share the machine, so part of what is waited is the browser's. Printed: both, how many files
were dropped, and whether the server still answers.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.hostile.made import files
from benchmarks.servers import ROOT, a_server, wait_for

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def reader(url: str, seconds: float) -> subprocess.Popen[str]:
    """A process in which a reader changes a filter all the time."""
    command = [sys.executable, "-m", "benchmarks.load", "--url", url, "--sessions", "1"]
    command += ["--think", "1", "--seconds", str(seconds)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)


def told(process: subprocess.Popen[str]) -> str:
    """The row of figures that a reader ends with."""
    return process.communicate()[0].splitlines()[-1]


def drop(page: Page, url: str, until: float, seed: int) -> int:
    """Drop broken exports until then; how many were read to the end."""
    n = 0
    with tempfile.TemporaryDirectory() as folder:
        for made in files(10_000, seed, Path(folder)):
            if time.monotonic() > until:
                return n
            if made.door != "export":
                continue
            page.goto(f"{url}/gegevens")
            page.locator("input[type=file]").first.set_input_files(str(made.path))
            page.get_by_text(made.path.name).first.wait_for(timeout=60_000)
            page.wait_for_function(_QUIET, timeout=60_000)
            n += 1
    return n


_QUIET = "() => !document.querySelector('[data-testid=stStatusWidget]')"


def main() -> int:
    """Print a row of figures for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with a_server() as (url, _), sync_playwright() as playwright:
        told(reader(url, 10))  # the example is put in place, once
        print("alone    ", told(reader(url, options.seconds)), flush=True)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_FLAGS)
        )
        beside = reader(url, options.seconds)
        n = drop(browser.new_page(), url, time.monotonic() + options.seconds, options.seed)
        print("meanwhile", told(beside))
        browser.close()
        wait_for(f"{url}/_stcore/health", 5)
    print(f"{n} files dropped (seed {options.seed}); the server answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())

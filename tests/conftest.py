"""Fixtures that several files of tests share."""

from __future__ import annotations

import gc
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import Page, sync_playwright

from measurement import words
from measurement.demo import load_example
from measurement.questionnaire_files import load
from measurement.store import open_store

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """Every test starts in Dutch, whatever the one before spoke."""
    words.speak("nl")
    yield
    words.speak("nl")


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the example data; read only."""
    path = tmp_path_factory.mktemp("example") / "store.sqlite"
    with open_store(str(path)) as store:
        load_example(store, load())
    return path


@pytest.fixture
def own_store(example_store: Path, tmp_path: Path) -> Path:
    """A copy of the example that a test may change."""
    store = tmp_path / "store.sqlite"
    shutil.copy(example_store, store)
    shutil.copy(example_store.with_suffix(".key"), store.with_suffix(".key"))
    return store


@pytest.fixture
def no_page_cache() -> Iterator[None]:
    """Tests do not share what the pages keep; what was frozen is let go."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()
    gc.unfreeze()


class Server:
    """A dashboard of its own on a free port."""

    def __init__(self, store: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.store = store
        command = [
            sys.executable,
            "-m",
            "pages.shared.launch",
            "--server.port",
            str(self.port),
            "--server.address",
            "127.0.0.1",
            "--server.headless",
            "true",
        ]
        environment = {**_environment(), "MEASUREMENT_STORE": str(store)}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def wait(self) -> None:
        """Wait until the server answers."""
        for _ in range(150):
            if self.alive():
                return
            time.sleep(0.2)
        raise TimeoutError("the server did not start")

    def alive(self) -> bool:
        """Whether the server answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """End this server, and only this one."""
        self.process.terminate()
        self.process.wait(timeout=20)


def _environment() -> dict[str, str]:
    import os

    return {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "MEASUREMENT_"))}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A dashboard on an empty store."""
    made = Server(tmp_path / "store.sqlite")
    try:
        made.wait()
        yield made
    finally:
        made.stop()


@pytest.fixture
def page() -> Iterator[Page]:
    """A page in the system's chromium, with nothing going outside."""
    flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser(), args=flags.split())
        yield browser.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=True)
        browser.close()


def _browser() -> str:
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    assert found, "no browser found: install chromium (apt-get install chromium)"
    return found

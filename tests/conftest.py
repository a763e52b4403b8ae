"""Fixtures that several files of tests share."""

from __future__ import annotations

import gc
import gettext
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.components.v2 import manifest_scanner

from benchmarks.servers import free_port, wait_for
from measurement import logs, words
from measurement.example.load import load_example
from measurement.questionnaire.files.reading import load
from measurement.store import open_store
from pages.frame import person

pytest_plugins = ["databases"]  # fixtures of the stores that a test may need
ROOT = Path(__file__).resolve().parents[1]
settings.register_profile("quick", max_examples=50, deadline=None)
settings.load_profile("quick")


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """Every test starts in Dutch, whatever the one before spoke."""
    words.speak("nl")
    yield
    words.speak("nl")


class Untranslated(gettext.NullTranslations):
    """What is asked for messages that the catalogue does not hold."""

    def gettext(self, message: str) -> str:
        raise AssertionError(f"not in locale/nl.po, so no mark(...) around it: {message!r}")


@pytest.fixture(scope="session", autouse=True)
def _every_text_is_in_the_catalogue() -> None:
    """A text that is looked up, and was not marked, fails the test that shows it."""
    words._catalogue("nl").add_fallback(Untranslated())


@pytest.fixture(autouse=True)
def last_net(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Nothing unforeseen may happen in a test; call this to let the last net catch it."""
    caught = logs.unforeseen

    def fail(error: Exception) -> None:
        raise AssertionError("something unforeseen") from error

    monkeypatch.setattr(logs, "unforeseen", fail)
    return lambda: monkeypatch.setattr(logs, "unforeseen", caught)


@pytest.fixture
def own_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test with texts of its own: they are shown as they are."""
    monkeypatch.setattr(words._catalogue("nl"), "_fallback", None)


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_at_once() -> None:
    """Streamlit searches all packages for components at the start of every page under test."""
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the example data; read only."""
    path = tmp_path_factory.mktemp("example") / "store.sqlite"
    with open_store(str(path)) as store:
        load_example(store, load())
    return path


def copied(store: Path, place: Path) -> Path:
    """A copy of a store with its key, that a test may change."""
    shutil.copy(store, place)
    shutil.copy(store.with_suffix(".key"), place.with_suffix(".key"))
    return place


@pytest.fixture
def own_store(example_store: Path, tmp_path: Path) -> Path:
    """A copy of the example that a test may change."""
    return copied(example_store, tmp_path / "store.sqlite")


@pytest.fixture
def on_example(example_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dashboard shows the example, which a test leaves as it is."""
    monkeypatch.setenv("MEASUREMENT_STORE", str(example_store))
    return example_store


@pytest.fixture
def on_own_store(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dashboard shows a copy of the example that a test may change."""
    monkeypatch.setenv("MEASUREMENT_STORE", str(own_store))
    return own_store


@pytest.fixture(scope="module")
def own_page_cache() -> Iterator[None]:
    """The tests of a file share what the pages keep (by store and revision), with no other file.

    What was frozen is let go.
    """
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()
    gc.unfreeze()


@pytest.fixture
def as_staff() -> Iterator[None]:
    """What is asked of the pages' doors outside of a page is asked as staff."""
    person.let_in(person.OWNER)
    yield
    person.let_in(None)


def answers(url: str) -> bool:
    """Whether a server of this machine answers there."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


class Server:
    """A dashboard of its own on a free port."""

    def __init__(self, store: Path, *options: str, host: str = "127.0.0.1", port: int = 0) -> None:
        self.port = port or free_port()
        self.url = f"http://{host}:{self.port}"
        self.store = store
        command = [
            sys.executable,
            "-m",
            "pages.frame.launch",
            "--server.port",
            str(self.port),
            "--server.address",
            host,
            "--server.headless",
            "true",
            *options,
        ]
        environment = {**_environment(), "MEASUREMENT_STORE": str(store)}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def wait(self) -> None:
        """Wait until the server answers."""
        wait_for(f"{self.url}/_stcore/health", 30)

    def alive(self) -> bool:
        """Whether the server answers."""
        return answers(f"{self.url}/_stcore/health")

    def stop(self) -> None:
        """End this server, and only this one."""
        self.process.terminate()
        self.process.wait(timeout=20)


def _environment() -> dict[str, str]:
    import os

    return {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "MEASUREMENT_"))}


@contextmanager
def running(store: Path) -> Iterator[Server]:
    """A dashboard on this store, for as long as it is asked things."""
    made = Server(store)
    try:
        made.wait()
        yield made
    finally:
        made.stop()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A dashboard on an empty store."""
    with running(tmp_path / "store.sqlite") as made:
        yield made


@pytest.fixture(scope="session")
def shared_server(
    example_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A dashboard on the example, for journeys that only look and take away."""
    with running(copied(example_store, tmp_path_factory.mktemp("shared") / "store.sqlite")) as made:
        yield made


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps what a reader sees at a step of a journey, in ``build/journeys``."""
    kept = ROOT / "build" / "journeys"

    def take(page: Page, step: str) -> None:
        kept.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=kept / f"{request.node.name}-{step}.png")

    return take


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's chromium, with nothing going outside."""
    flags = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_browser(), args=flags.split())
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who was never here."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    yield context.new_page()
    context.close()


def _browser() -> str:
    found = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    assert found, "no browser found: install chromium (apt-get install chromium)"
    return found

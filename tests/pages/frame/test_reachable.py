"""Without sign-in the dashboard is for the person at this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from opened_pages import dashboard, drawn

from pages.frame.listening import refusal

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.2"])
def test_this_machine_may_be_listened_on(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.4", "example.org", "", None])
def test_any_other_address_is_refused_in_a_sentence(address: str | None) -> None:
    why = str(refusal(address))
    assert (address or "0.0.0.0") in why
    assert "--server.address 127.0.0.1" in why
    assert "secrets.toml" in why


def test_the_launcher_stops_before_it_listens() -> None:
    command = [sys.executable, "-m", "pages.frame.launch", "--server.address", "0.0.0.0"]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")}
    ended = subprocess.run(
        command, cwd=ROOT, env=clean, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode != 0
    assert "Zonder aanmelding" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_dashboard_shows_nothing_on_an_address_that_others_reach(
    monkeypatch: pytest.MonkeyPatch, example_store: Path
) -> None:
    monkeypatch.setenv("MEASUREMENT_STORE", str(example_store))
    from streamlit import config

    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    try:
        app = dashboard().run()
    finally:
        config.set_option("server.address", before)
    assert "Zonder aanmelding" in app.error[0].value
    assert not app.title
    assert not drawn(app)

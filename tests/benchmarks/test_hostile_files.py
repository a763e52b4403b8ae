"""Hostile files of our own making: each is read or a sentence, within the limits.

A small part of ``benchmarks.hostile``, with another seed every time, named when a test fails.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import pytest

from benchmarks.hostile import doors
from benchmarks.hostile.made import files
from measurement.store import open_store


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_what_is_broken_is_read_or_a_sentence_within_the_limits(tmp_path: Path) -> None:
    seed = secrets.randbelow(10**9)
    store = tmp_path / "store.sqlite"
    open_store(store).close()
    doors.warm()
    for made in files(24, seed, tmp_path):
        outcome = doors.put(made, store)
        assert outcome.held, f"seed {seed}: {made} {outcome}"
        # One line a column is a list to work through, one a cell is not.
        assert len(outcome.told) < 400, f"seed {seed}: {made}"


def test_a_process_that_fails_is_no_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_arguments: list[str]) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(doors, "main", fails)
    made = next(files(1, 1, tmp_path))
    outcome = doors.put(made, tmp_path / "store.sqlite")
    assert (outcome.kind, outcome.held) == ("traceback", False)

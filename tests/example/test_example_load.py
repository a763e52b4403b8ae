"""The example comes in whole and marked as invented, whoever is stopped or comes at the same time."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from test_store_opening import ended, start

from measurement.store import open_store

LOAD = """
    import sys, time
    from sqlalchemy import Engine, event
    from measurement.example.load import load_example
    from measurement.questionnaire.files.reading import load
    from measurement.store import open_store

    def stop(connection, cursor, statement, *rest):
        if statement.startswith(sys.argv[2]):
            print("half-way", flush=True)
            time.sleep(60)

    if len(sys.argv) > 2:
        event.listen(Engine, "after_cursor_execute", stop)
    with open_store(sys.argv[1]) as store:
        print(load_example(store, load()))
"""


@pytest.mark.parametrize(
    "statement", ["INSERT INTO respondent", "INSERT INTO checklist ", "UPDATE survey SET example"]
)
def test_who_is_stopped_half_way_leaves_an_empty_store(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "s.sqlite"
    process = start(LOAD, path, statement)
    assert process.stdout is not None
    assert process.stdout.readline() == "half-way\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)
    with open_store(path) as store:
        assert (store.empty, store.example.there) == (True, False)
        assert (store.revision, len(store.imports.table())) == (0, 0)


def test_of_two_who_load_it_at_once_one_adds_and_one_finds_it(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    added = ended([start(LOAD, path), start(LOAD, path)])
    assert sorted(added, key=len) == ["0\n", "1627\n"]
    with open_store(path) as store:
        assert store.example.there
        assert store.imports.table()["example"].all()

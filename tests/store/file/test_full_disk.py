"""A disk that takes no more: a sentence with the cause, nothing lost, and nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_exports import SMALL, TRAINING, export, people
from test_store_opening import start

from measurement.store import open_store

FULL = """
    import resource, signal, sys
    from pathlib import Path
    from measurement.errors import SurveyError
    from measurement.store import SurveyNaming, open_store
    from measurement.words import speak
    from store_exports import SMALL, export, people
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    def fill():
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
    speak("en")
    plg = SurveyNaming("2024-2025", "plg", "PLG")
    try:
        if sys.argv[2] == "new":
            fill()
        with open_store(sys.argv[1]) as store:
            fill()
            if sys.argv[2] == "add":
                store.imports.add(export(*people(3000), file="b"), plg, SMALL)
            elif sys.argv[2] == "backup":
                store.file.backup(Path(sys.argv[1]).with_name("copy.sqlite"))
    except SurveyError as error:
        print(error)
"""


def said(path: Path, what: str, limit: int) -> str:
    process = start(FULL, path, what, limit)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


def test_a_new_store_that_does_not_fit_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    assert "disk" in said(path, "new", 8192)
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".sqlite"] == []


@pytest.mark.parametrize("what", ["add", "backup"])
def test_what_does_not_fit_is_told_and_nothing_is_lost(tmp_path: Path, what: str) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        store.imports.add(export(*people(5)), TRAINING, SMALL)
    assert "disk" in said(path, what, 50_000)
    with open_store(path) as store:
        assert (store.answers(SMALL).n, store.file.health().sound) == (5, True)
    assert not path.with_name("copy.sqlite").exists()

"""Where a file is read: beside the store, and nothing of it stays, not even when a process is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from measurement import workplace
from measurement.exports import recognise

KILLED = """
import os, signal
from measurement import workplace
with workplace.folder() as folder:
    (folder / "0.arrow").write_text("wat iemand schreef")
    print(folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MEASUREMENT_STORE", str(tmp_path / "data" / "store.sqlite"))
    return tmp_path / "data"


def killed() -> Path:
    """The folder that a reading process leaves behind when it is killed."""
    done = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL
    return Path(done.stdout.strip())


def test_what_is_read_stands_beside_the_store_for_its_owner_only(place: Path) -> None:
    with workplace.folder() as folder:
        assert folder.parent == place
        assert folder.stat().st_mode & 0o077 == 0
    assert list(place.iterdir()) == []


def test_a_folder_that_a_killed_process_left_goes_and_one_in_use_stays(place: Path) -> None:
    left = killed()
    assert (left / "0.arrow").exists()
    with workplace.folder() as mine:
        assert not left.exists()
        again = killed()
        assert mine.exists()
        workplace.clear()
        assert mine.exists()
        assert not again.exists()


def test_an_export_is_unpacked_beside_the_store_and_not_elsewhere(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    monkeypatch.setattr("shutil.rmtree", lambda *_args, **_more: None)
    file = tmp_path / "export.csv"
    file.write_text("Nr,A1,A4\n" + "".join(f"{n},{n},7\n" for n in range(1, 9)), encoding="utf-8")
    recognise(file)
    assert list(elsewhere.iterdir()) == []
    (left,) = place.iterdir()
    assert {one.name for one in left.iterdir()} >= {"0.arrow", "sheets.json"}


@pytest.mark.parametrize(
    ("store", "where"),
    [("/x/y/s.sqlite", Path("/x/y")), ("sqlite:////x/y/s.sqlite", Path("/x/y")),
     ("postgresql://h/db", workplace.DATA), (None, workplace.DATA)],
)  # fmt: skip
def test_the_place_is_that_of_the_store(
    store: str | None, where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MEASUREMENT_STORE", raising=False)
    with workplace.beside(store):
        assert workplace.place() == where

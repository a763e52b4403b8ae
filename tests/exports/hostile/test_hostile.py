"""No upload, however broken or hostile, may crash the loader, exhaust memory or reach the store."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hostile import HOSTILE
from hostile_books import sound
from hostile_case import Hostile

from measurement.cli.main import main

TESTS = Path(__file__).resolve().parents[2]
ROOT = TESTS.parent
SOUND_EXPORT = TESTS / "data" / "exports" / "ms_forms_nl.xlsx"
REFUSED = 2
TIMEOUT = 60
MOST_FLOORS = 4  # as long as a sound workbook takes on the same machine, which is 1.5 s on a laptop
MAX_BYTES = 0.7 * 2**30  # 500 MB more than a process that reads nothing large
MAX_SENTENCES = 3
PLAIN_TEXT_MEGABYTES = 51  # only the csv files of one long line may be this large
DUTCH = set(
    re.findall(r"\w+", "het de een geen niet dit bestand deze van kan werd zijn blad vraag")
)
ENGLISH = re.compile(r"\b(the|error|exception|failed|invalid|unexpected|cannot|file not)\b", re.I)

each_case = pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)


@dataclass(frozen=True)
class Outcome:
    code: int
    timed_out: bool
    seconds: float  # of a machine with nothing else to do: processor time where that is less
    out: str
    err: str
    peak_bytes: int


def measurement(*arguments: str | Path) -> Outcome:
    """Run the command line in a process of its own and measure it."""
    command = [sys.executable, str(Path(__file__).with_name("hostile_run.py")), str(TIMEOUT)]
    command += [sys.executable, "-m", "measurement", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return Outcome(**json.loads(done.stdout))


def import_into(store: Path, file: Path, initiative: str) -> Outcome:
    options = ["--strategy", "plg", "--initiative", initiative, "--school-year", "2024-2025"]
    return measurement("import", file, *options, "--store", f"sqlite:///{store}")


def row_counts(store: Path) -> dict[str, int]:
    with closing(sqlite3.connect(store)) as database:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        names = [name for (name,) in database.execute(query)]
        return {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
        }


def sentences_of(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+(?=\S)", text.strip()) if part]


def is_dutch(text: str) -> bool:
    words = set(re.findall(r"[a-zà-ÿ]+", text.lower()))
    return bool(words & DUTCH) and not ENGLISH.search(text)


@cache
def floor() -> float:
    """The seconds that a sound workbook takes: whoever is as slow for all is not slow for one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.xlsx"
        sound(path)
        outcome = measurement("check", path)
    assert outcome.code == 0, outcome.err
    return outcome.seconds


def assert_tame(outcome: Outcome) -> None:
    """Whatever the answer: no crash, no waiting, no flood of memory."""
    assert not outcome.timed_out, outcome
    assert "Traceback" not in outcome.out + outcome.err, outcome.err
    assert outcome.seconds < MOST_FLOORS * floor(), (floor(), outcome)
    assert outcome.peak_bytes < MAX_BYTES, f"{outcome.peak_bytes / 2**30:.2f} GB"


def assert_explained(err: str, path: Path, words: tuple[str, ...]) -> None:
    """One to three Dutch sentences that name the reason, and no trace of code."""
    assert "Traceback" not in err, err
    message = err.replace(str(path), "‹bestand›").replace(path.name, "‹bestand›")
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    assert 1 <= len(lines) <= MAX_SENTENCES, err
    assert all(line.endswith(".") for line in lines), err
    assert all(is_dutch(line) for line in lines), err
    assert len(sentences_of(message)) <= MAX_SENTENCES, err
    assert not words or any(word in message.lower() for word in words), (words, err)


def assert_refused(outcome: Outcome, case: Hostile, path: Path) -> None:
    assert_tame(outcome)
    if case.may_pass and outcome.code == 0:
        return
    assert outcome.code == REFUSED, outcome
    assert_explained(outcome.err, path, case.words)


@pytest.fixture
def hostile_file(case: Hostile, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / case.filename
    case.build(path)
    yield path
    if path.is_file():  # a kept temporary directory need not hold fifty megabytes
        path.unlink()


@pytest.fixture(scope="module")
def filled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds one sound import."""
    store = tmp_path_factory.mktemp("filled") / "x.db"
    outcome = import_into(store, SOUND_EXPORT, "Eerste")
    assert outcome.code == 0, outcome
    assert sum(row_counts(store).values()) > 0
    return store


def test_names_are_unique() -> None:
    names = [case.name for case in HOSTILE]
    assert len(set(names)) == len(names)


@each_case
def test_check_refuses_and_explains_and_goes_on(
    case: Hostile, hostile_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process, as a page does it: the server survives."""
    code = main(["check", str(hostile_file)])
    told = capsys.readouterr()
    if code != 0 or not case.may_pass:
        assert code == REFUSED, told
        assert_explained(told.err, hostile_file, case.words)
    limit = PLAIN_TEXT_MEGABYTES if "long_line" in case.name else case.megabytes
    if hostile_file.is_file():
        assert hostile_file.stat().st_size < limit * 2**20


def test_the_sound_workbook_they_start_from_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "upload.xlsx"
    sound(path)
    outcome = measurement("check", path)
    assert_tame(outcome)
    assert outcome.code == 0, outcome.err


@each_case
def test_import_leaves_the_store_alone(
    case: Hostile, hostile_file: Path, filled_store: Path, tmp_path: Path
) -> None:
    shutil.copytree(filled_store.parent, tmp_path / "store")
    store = tmp_path / "store" / filled_store.name
    before = row_counts(store)
    outcome = import_into(store, hostile_file, "Tweede")
    assert_refused(outcome, case, hostile_file)
    if outcome.code != 0:
        assert row_counts(store) == before

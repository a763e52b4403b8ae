"""The store opens from anywhere, by several processes at once, and survives being killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from store_exports import SMALL, TRAINING, export, people, refuses

from measurement.store import open_store
from measurement.store.opening import STEPS
from measurement.store.schema import VERSION, metadata

ROOT = Path(__file__).parents[2]


def start(code: str, *arguments: object, cwd: Path | None = None) -> subprocess.Popen[str]:
    """A Python process of its own that runs this code."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": paths},
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ended(processes: Sequence[subprocess.Popen[str]]) -> list[str]:
    outputs = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), outputs
    return [out for out, _ in outputs]


def test_the_steps_give_the_tables_that_the_code_declares(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        engine = create_engine(store.url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_version_in_the_code_is_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    assert ScriptDirectory.from_config(config).get_current_head() == VERSION


def test_a_store_that_is_up_to_date_opens_without_the_migration_tool(tmp_path: Path) -> None:
    open_store(tmp_path / "s.sqlite").close()
    code = """
        import sys
        from measurement.store import open_store
        with open_store(sys.argv[1]) as store:
            print(store.revision, "alembic" in sys.modules)
    """
    assert ended([start(code, "s.sqlite", cwd=tmp_path)]) == ["0 False\n"]


def test_a_store_is_made_wherever_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("new/deep 100%/s.sqlite") as store:
        store.imports.add(export(*people(1)), TRAINING, SMALL)
    folder = tmp_path / "new" / "deep 100%"
    for name in ("s.sqlite", "s.key"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert len((folder / "s.key").read_bytes()) == 32
    with open_store(f"sqlite:///{folder}/s.sqlite") as again:
        assert again.answers(SMALL).n == 1
    monkeypatch.setenv("MEASUREMENT_STORE", "other.sqlite")
    with open_store() as other:
        assert other.place == str(tmp_path / "other.sqlite")
        assert other.empty


def test_several_processes_can_open_and_fill_a_new_store_at_once(tmp_path: Path) -> None:
    code = """
        import sys
        from measurement.store import SurveyNaming, open_store
        from store_exports import SMALL, export, people
        with open_store(sys.argv[1]) as store:
            plg = SurveyNaming("2024-2025", "plg", "PLG " + sys.argv[2])
            store.imports.add(export(*people(20), file=sys.argv[2]), plg, SMALL)
    """
    path = tmp_path / "new" / "s.sqlite"
    ended([start(code, path, n) for n in range(3)])
    with open_store(path) as store:
        answers = store.answers(SMALL)
        assert (store.revision, answers.n) == (3, 60)
        assert answers.respondents["respondent"].nunique() == 20  # one key for all


@pytest.mark.parametrize(
    ("statement", "survey"),
    [("INSERT INTO respondent", "PLG 1"), ("UPDATE respondent", "Traject op maat")],
)
def test_a_process_killed_half_way_leaves_the_old_state(
    tmp_path: Path, statement: str, survey: str
) -> None:
    """While a survey is added, and while an update replaces the rows of before."""
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        store.imports.add(export(*people(5)), TRAINING, SMALL)
    code = """
        import sys, time
        from sqlalchemy import Engine, event
        from measurement.store import SurveyNaming, open_store
        from store_exports import SMALL, export, people

        def stop(connection, cursor, statement, *rest):
            if statement.startswith(sys.argv[2]) and "excluded" in statement:
                print("half-way", flush=True)
                time.sleep(60)

        event.listen(Engine, "after_cursor_execute", stop)
        strategy = "plg" if sys.argv[3].startswith("PLG") else "opleiding_vorming"
        naming = SurveyNaming("2024-2025", strategy, sys.argv[3])
        open_store(sys.argv[1]).imports.add(export(*people(500), file="b"), naming, SMALL)
    """
    process = start(code, path, statement, survey)
    assert process.stdout is not None
    assert process.stdout.readline() == "half-way\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)
    with open_store(path) as store:
        assert (store.revision, store.answers(SMALL).n, len(store.imports.table())) == (1, 5, 1)
        store.imports.add(export(*people(6), file="c"), TRAINING, SMALL)


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a database" * 100, b"x" * 4096])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "s.sqlite"
    path.write_bytes(content)
    with refuses("is not a store: it is no database"):
        open_store(path)
    assert path.read_bytes() == content


def test_a_store_damaged_in_the_middle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        store.imports.add(export(*people(500)), TRAINING, SMALL)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with refuses("is damaged .*malformed"), open_store(path) as store:
        store.answers(SMALL)


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")
    other.close()
    with refuses("of another program"):
        open_store(path)


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    open_store(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    with refuses(r"newer version of this tool \(9999\)"):
        open_store(path)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nosuchdatabase://x/y", "kind 'nosuchdatabase' cannot be used"),
        ("://", "not the address of a database"),
        ("/proc/nowhere/s.sqlite", "cannot be made"),
        ("/", "cannot be (made|opened)"),
    ],
)
def test_a_place_that_cannot_be_used_is_named(url: str, said: str) -> None:
    with refuses(said):
        open_store(url)


def test_a_store_in_memory_works_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MEASUREMENT_SECRET_FILE", str(tmp_path / "my.key"))
    with open_store("sqlite://") as store:
        store.imports.add(export(*people(2)), TRAINING, SMALL)
        assert store.answers(SMALL).n == 2
    assert (tmp_path / "my.key").exists()

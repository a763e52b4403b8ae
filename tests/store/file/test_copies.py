"""Copies are made while the store is used, verified, and put back whole; what is mixed is refused."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from store_exports import SMALL, export, people, refuses
from test_store_opening import start

from measurement.access.roles import LOCAL
from measurement.cli.main import main
from measurement.store import Store, SurveyNaming, open_store
from measurement.store.file import copies
from measurement.store.restoring import restore

HOLD = """
    import sys, time
    from measurement.store import open_store
    from store_exports import SMALL, export, people
    from measurement.store import SurveyNaming
    store = open_store(sys.argv[1])
    if len(sys.argv) > 2:
        held = SurveyNaming("2024-2025", "plg", "PLG held")
        store.imports.add(export(*people(int(sys.argv[2])), file="held"), held, SMALL)
    print(store.revision, flush=True)
    time.sleep(60)
"""


def n(path: Path) -> int:
    with open_store(path) as store:
        return store.answers(SMALL).n


def filled(path: Path, *numbers: int) -> Path:
    """A store with an import for each number of people, in time."""
    with open_store(path) as store:
        for number in numbers:
            add(store, number)
    return path


def add(store: Store, number: int) -> None:
    named = SurveyNaming("2024-2025", "plg", f"PLG {number}")
    store.imports.add(export(*people(number), file=f"{number}.xlsx"), named, SMALL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "data" / "s.sqlite", 5)


def test_a_backup_is_made_while_another_process_uses_the_store(path: Path, tmp_path: Path) -> None:
    other = start(HOLD, path, 7)
    assert other.stdout is not None
    assert other.stdout.readline() == "2\n"
    out = tmp_path / "copies" / "today.sqlite"
    with open_store(path) as store:
        assert store.file.backup(out) == out
    other.kill()
    other.communicate()
    assert sorted(f.name for f in out.parent.iterdir()) == ["today.key", "today.sqlite"]
    assert n(out) == 5 + 7


def test_a_copy_is_never_written_over_another_and_a_folder_gets_a_name(
    path: Path, tmp_path: Path
) -> None:
    with open_store(path) as store:
        out = store.file.backup(tmp_path)
        assert out.name.startswith("s-20")
        with refuses("there already"):
            store.file.backup(out)


def test_a_copy_comes_back_with_what_it_replaces_kept(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        copy = store.file.backup(tmp_path / "copy.sqlite")
        add(store, 7)
    kept = restore(path, copy).kept
    assert n(path) == 5
    assert kept is not None
    assert kept in copies.beside(path)
    restore(path, kept)
    assert n(path) == 5 + 7


def test_a_store_in_use_is_not_replaced(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        copy = store.file.backup(tmp_path / "copy.sqlite")
    other = start(HOLD, path)
    assert other.stdout is not None
    other.stdout.readline()
    before = path.read_bytes()
    with refuses("is in use"):
        restore(path, copy)
    other.kill()
    other.communicate()
    assert path.read_bytes() == before
    restore(path, copy)


@pytest.mark.parametrize("harm", ["cut", "flipped", "foreign", "text"])
def test_a_copy_that_is_not_sound_leaves_the_store_as_it_was(
    path: Path, tmp_path: Path, harm: str
) -> None:
    with open_store(path) as store:
        add(store, 500)
        copy = store.file.backup(tmp_path / "copy.sqlite")
    whole = copy.read_bytes()
    if harm == "cut":
        copy.write_bytes(whole[: len(whole) // 2])
    elif harm == "flipped":
        copy.write_bytes(whole[:8192] + b"\xff" * 40_000 + whole[48_192:])
    elif harm == "text":
        copy.write_bytes(b"nothing of the kind" * 999)
    else:
        copy.unlink()
        with sqlite3.connect(copy) as other:
            other.execute("CREATE TABLE theirs (id INTEGER)")
        other.close()
    with refuses("not sound|no database|of another program"):
        restore(path, copy)
    assert n(path) == 5 + 500
    assert [f.name for f in path.parent.iterdir() if "restor" in f.name] == []


def test_a_copy_without_its_key_is_refused_where_another_key_stands(
    path: Path, tmp_path: Path
) -> None:
    with open_store(path) as store:
        copy = store.file.backup(tmp_path / "copy.sqlite")
    elsewhere = filled(tmp_path / "other" / "s.sqlite", 3)
    copy.with_suffix(".key").unlink()
    with refuses("The key of this copy"):
        restore(elsewhere, copy)
    assert n(elsewhere) == 3
    shutil.copy(path.with_suffix(".key"), copy.with_suffix(".key"))
    restore(elsewhere, copy)
    with open_store(elsewhere) as store:
        add(store, 6)


def killed_with_a_log(path: Path, number: int) -> None:
    """Another process adds an import, and is killed: what it wrote stands in the log only."""
    other = start(HOLD, path, number)
    assert other.stdout is not None
    other.stdout.readline()
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert path.with_name(f"{path.name}-wal").stat().st_size > 4096


def test_what_stood_in_the_log_of_a_killed_process_is_there(path: Path) -> None:
    killed_with_a_log(path, 7)
    assert n(path) == 5 + 7


def test_a_copy_laid_beside_the_log_of_another_state_is_refused(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        copy = store.file.backup(tmp_path / "copy.sqlite")
        add(store, 6)
    filled(path, 8, 9)
    killed_with_a_log(path, 7)
    shutil.copyfile(copy, path)
    with refuses("not of the same moment"):
        open_store(path)
    restore(path, copy)
    assert n(path) == 5


def test_the_copy_of_another_store_beside_a_log_is_refused(path: Path, tmp_path: Path) -> None:
    other = filled(tmp_path / "other" / "s.sqlite", 3)
    killed_with_a_log(path, 7)
    shutil.copyfile(other, path)
    with refuses("not of the same moment"):
        open_store(path)


@pytest.mark.parametrize("way", ["deleted", "moved over", "copied over"])
def test_a_store_replaced_under_a_running_tool_is_noticed_before_anything_is_written(
    path: Path, tmp_path: Path, way: str
) -> None:
    with open_store(path) as store:
        copy = store.file.backup(tmp_path / "copy.sqlite")
        add(store, 6)
        sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
        store.revision  # noqa: B018 - as a page asks it
        if way == "deleted":
            path.unlink()
        elif way == "moved over":
            copy.replace(path)
        else:
            shutil.copyfile(copy, path)
        before = path.read_bytes() if path.exists() else b""
        for ask in (lambda: store.revision, lambda: add(store, 7)):
            with refuses("replaced or removed"):
                ask()
        assert (path.read_bytes() if path.exists() else b"") == before


def test_copies_made_without_asking_go_after_thirty_days(path: Path) -> None:
    copy = copies.before(path, "something")
    assert copies.beside(path) == [copy]
    made = date.today()
    assert copies.forget(path, made + timedelta(30)) == []
    assert copies.forget(path, made + timedelta(31)) == [copy]
    assert copies.beside(path) == []
    assert n(path) == 5


def test_a_store_that_is_whole_is_said_to_be(path: Path) -> None:
    with open_store(path) as store:
        health = store.file.health()
    assert (health.sound, health.rows["respondent"], health.rows["import"]) == (True, 5, 1)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE import SET layout = '[[\"A1\"'", "import holds a value that cannot be read"),
        ("UPDATE respondent SET codes = x'00' WHERE row = 2", "instead of"),
        ("UPDATE respondent SET import_id = 99 WHERE row = 2", "that is not there"),
        ("UPDATE setting SET value = 'x' WHERE key = 'key_check'", "The key"),
        ("UPDATE respondent SET answered_on = 'gisteren'", "respondent holds a value"),
    ],
)
def test_what_is_wrong_inside_is_named(path: Path, statement: str, said: str) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute(statement)
    raw.close()
    with open_store(path) as store:
        problems = "\n".join(p.message.format(**p.values) for p in store.file.health().problems)
    assert said in problems


def test_who_imported_and_undid_stands_in_the_audit_log(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        named = SurveyNaming("2024-2025", "plg", "PLG 1")
        (receipt,) = store.imports.add_all([(export(*people(3)), named)], SMALL, by=LOCAL)
        store.imports.undo(receipt.import_id, by=LOCAL)
        store.imports.redo(receipt.import_id, by=LOCAL)
        log = store.audit.table()
    assert log["action"].tolist() == ["import_redone", "import_undone", "imported"]
    assert set(log["who"]) == {LOCAL}
    assert json.loads(log["details"].iloc[-1]) == {"imports": "1", "added": 3}


def test_the_command_puts_a_copy_back_and_verifies(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    assert main(["backup", "--out", str(copy), "--store", str(path)]) == 0
    filled(path, 7)
    assert main(["restore", str(copy), "--store", str(path)]) == 0
    assert main(["verify", "--store", str(path)]) == 0
    assert n(path) == 5


def test_a_copy_with_another_key_takes_its_own_along_and_what_stood_there_is_kept(
    path: Path, tmp_path: Path
) -> None:
    """Also where people were erased from both: each has a ledger, of its own key."""
    elsewhere = filled(tmp_path / "other" / "s.sqlite", 3)
    for store_path in (path, elsewhere):
        with open_store(store_path) as store:
            store.people.erase(LOCAL, "p0@example.org")
    with open_store(elsewhere) as store:
        copy = store.file.backup(tmp_path / "copy.sqlite")
    keys = {path.with_suffix(".key").read_bytes(), copy.with_suffix(".key").read_bytes()}
    restore(path, copy)
    with open_store(path) as store:
        assert store.file.health().sound
        assert store.answers(SMALL).n == 3 - 1
        add(store, 6)
    kept = {f.suffix: f for f in path.parent.glob("s-before-restore-*") if f.suffix != ".sqlite"}
    assert set(kept) == {".key", ".ledger"}
    assert {kept[".key"].read_bytes(), path.with_suffix(".key").read_bytes()} == keys


def test_a_backup_that_does_not_succeed_leaves_nothing(path: Path, tmp_path: Path) -> None:
    path.with_suffix(".ledger").mkdir()  # cannot be copied
    (tmp_path / "copies").mkdir()
    with refuses("folder"):
        copies.backup(path, tmp_path / "copies" / "copy.sqlite")
    assert list((tmp_path / "copies").iterdir()) == []

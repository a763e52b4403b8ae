"""A copy of before that is put back knows nothing of later releases and erasures: the ledger does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from store_exports import refuses
from test_release_corrections import withdrawn
from test_release_store import ASKED, add, network, publish

from measurement.access.roles import LOCAL
from measurement.releases.keeping import written
from measurement.store import Store, open_store

PERSON = "p3@voorbeeld.example"


@contextmanager
def put_back(path: Path, meanwhile: Callable[[Store], None]) -> Iterator[Store]:
    """The store after a copy was made, something was done, and the copy was put back."""
    with open_store(path) as store:
        add(store, network(8))
    copy = path.with_suffix(".copy")
    shutil.copy(path, copy)
    with open_store(path) as store:
        meanwhile(store)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    copy.replace(path)
    with open_store(path) as store:
        yield store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


def test_what_was_published_and_erased_is_done_again_in_a_copy_put_back(path: Path) -> None:
    before = {}

    def meanwhile(store: Store) -> None:
        publish(store)
        store.people.erase(LOCAL, PERSON)
        before["history"] = written(store.releases.history())
        before["n"] = store.answers(ASKED).n

    with put_back(path, meanwhile) as store:
        assert written(store.releases.history()) == before["history"]
        assert store.answers(ASKED).n == before["n"] == 8 * 6 - 1
        assert store.people.find(PERSON).nothing
        add(store, network(13))
        assert store.answers(ASKED).n == 13 * 6 - 1
        second = publish(store)
        assert second.number == 2
        wholes = [a for a in second.atoms if a.level == "whole" and a.item == "A1"]
        assert {a.n for a in wholes} == {13 - 8}  # who was in the first is held still
        actions = store.audit.table()["action"].tolist()
        assert actions.count("erased_again") == 1


def test_a_withdrawal_and_a_correction_are_done_again(path: Path) -> None:
    def meanwhile(store: Store) -> None:
        publish(store)
        store.imports.leave_out(1, [2])
        store.releases.withdraw(1, LOCAL)

    with put_back(path, meanwhile) as store:
        assert store.releases.history().last is None
        store.releases.undo_withdrawal(1, LOCAL)
        assert {centre for centre, _ in withdrawn(store)} == {network(8).people[0].centre}


def test_nothing_of_a_person_is_in_the_ledger(path: Path) -> None:
    with open_store(path) as store:
        add(store, network(8))
        publish(store)
        store.people.erase(LOCAL, PERSON)
    text = path.with_suffix(".ledger").read_text()
    assert "voorbeeld" not in text
    assert "Persoon" not in text
    assert "Idee" not in text  # the remarks
    assert path.with_suffix(".ledger").stat().st_mode & 0o077 == 0
    assert len(text.splitlines()) >= 3  # whose, a release, a person and what the tool gave her


def test_a_line_that_was_cut_off_is_written_again(path: Path) -> None:
    with open_store(path) as store:
        add(store, network(8))
        publish(store)
    ledger = path.with_suffix(".ledger")
    whole = ledger.read_bytes()
    for left in (len(whole) - 7, whole.index(b"\n") + 1, 5, 0):
        ledger.write_bytes(whole[:left])
        open_store(path).close()
        assert ledger.read_bytes() == whole
    ledger.unlink()
    open_store(path).close()
    assert ledger.read_bytes() == whole


def test_the_ledger_of_another_store_is_refused(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    for one in (path, other):
        with open_store(one) as store:
            add(store, network(8))
            publish(store)
    shutil.copy(other.with_suffix(".ledger"), path.with_suffix(".ledger"))
    with refuses("belongs to another store"):
        open_store(path)


def test_a_store_that_went_another_way_than_its_ledger_is_refused(path: Path) -> None:
    ledger = path.with_suffix(".ledger")

    def meanwhile(store: Store) -> None:
        publish(store)
        ledger.rename(ledger.with_suffix(".away"))

    with put_back(path, meanwhile) as store:
        publish(store)
    ledger.with_suffix(".away").replace(ledger)
    with refuses("hold different releases"):
        open_store(path)


def test_the_example_is_in_no_ledger(path: Path) -> None:
    with open_store(path) as store:
        add(store, network(8))
        store.example.mark()
        publish(store)
    assert not path.with_suffix(".ledger").exists()


def test_the_look_over_a_store_sees_a_ledger_that_lost_lines_or_cannot_be_read(path: Path) -> None:
    with open_store(path) as store:
        add(store, network(8))
        store.people.erase(LOCAL, PERSON)
        assert store.file.health().sound
        ledger = path.with_suffix(".ledger")
        first, *_rest = ledger.read_text("utf-8").splitlines(keepends=True)
        ledger.write_text(first, encoding="utf-8")
        assert not store.file.health().sound
        ledger.write_text(first + "nonsense\n", encoding="utf-8")
        assert not store.file.health().sound

"""A store on a server: opened by several at once, read while it is written, and refused in words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from databases import new_database
from sqlalchemy import Engine, make_url
from store_exports import SMALL, TRAINING, export, people

from measurement.errors import SurveyError
from measurement.store import open_store

LATER = replace(TRAINING, initiative="Een leergemeenschap")


@pytest.fixture
def address(
    postgresql: str, on_postgresql: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A new database on the server."""
    monkeypatch.setenv("MEASUREMENT_SECRET_FILE", str(tmp_path / "store.key"))
    return new_database(postgresql, on_postgresql)


def at_once(*works: Callable[[], object]) -> list[BaseException]:
    """Do these in threads of their own; what went wrong."""
    wrong: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return wrong


def test_a_new_store_that_several_open_at_once_is_made_once(address: str) -> None:
    assert at_once(*[lambda: open_store(address).close()] * 4) == []
    with open_store(address) as store:
        assert store.empty


def test_two_who_have_it_open_see_what_the_other_writes(address: str) -> None:
    with open_store(address) as one, open_store(address) as other:
        before = other.revision
        receipt = one.imports.add(export(*people(3)), TRAINING, SMALL)
        assert other.revision > before
        assert other.answers(SMALL).n == 3
        other.imports.undo(receipt.import_id)
        assert one.empty or one.answers(SMALL).n == 0


def test_who_reads_while_an_import_is_undone_and_put_back_sees_one_state(address: str) -> None:
    """All of both imports, or of the first alone: never a row without its survey."""
    with open_store(address) as store, open_store(address) as reader:
        store.imports.add(export(*people(3)), TRAINING, SMALL)
        number = store.imports.add(export(*people(4), file="plg.xlsx"), LATER, SMALL).import_id
        done = threading.Event()
        seen: set[int] = set()

        def back_and_forth() -> None:
            for _ in range(25):
                store.imports.undo(number)
                store.imports.redo(number)
            done.set()

        def read() -> None:
            while not done.is_set():
                answers = reader.answers(SMALL)
                seen.add(answers.n)
                assert answers.respondents["strategy"].notna().all()

        assert at_once(back_and_forth, read) == []
        assert seen <= {3, 7}


def test_who_writes_the_same_file_at_once_adds_it_once(address: str) -> None:
    with open_store(address) as one, open_store(address) as other:
        wrong = at_once(
            *[lambda s=s: s.imports.add(export(*people(3)), TRAINING, SMALL) for s in (one, other)]
        )
        assert [type(error) for error in wrong] == [SurveyError]
        assert one.answers(SMALL).n == 3


def test_without_rights_it_is_said_which(address: str, on_postgresql: Engine) -> None:
    with on_postgresql.connect() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS guest")
        connection.exec_driver_sql("CREATE ROLE guest LOGIN")
    guest = make_url(address).set(username="guest").render_as_string(hide_password=False)
    with pytest.raises(SurveyError, match="rechten"):
        open_store(guest)
    open_store(address).close()
    with pytest.raises(SurveyError, match="rechten"):
        open_store(guest).imports.table()


def test_a_server_that_is_not_there_is_told(address: str) -> None:
    elsewhere = make_url(address).set(port=1).render_as_string(hide_password=False)
    with pytest.raises(SurveyError, match="antwoordt niet"):
        open_store(elsewhere)

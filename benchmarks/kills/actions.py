"""What is done to a store while it is killed, and the stores that this starts from."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from benchmarks.kills.places import Place
from benchmarks.updating import a_week_later
from measurement.access.roles import LOCAL
from measurement.cli.main import main
from measurement.example import load as example
from measurement.exports import recognise
from measurement.exports.participations.participations import recognise_participations
from measurement.exports.recognised import Recognised
from measurement.exports.surveys import SurveyNaming
from measurement.questionnaire.files.reading import load
from measurement.store import ChecklistDraft, Entry, open_store
from measurement.store.file.place import address_of, file_of
from measurement.store.opening import STEPS
from measurement.store.restoring import restore
from measurement.store.updates.relation import UPDATE

TODAY = date.today().isoformat()
Act = Callable[[Place], None]
_REAL = (0, 3, -2)  # of two school years
known = cache(load)


@cache
def read(file: Path) -> Recognised:
    """An export, read once: while it is read no store is touched."""
    return recognise(file, known())


@cache
def surveys() -> tuple[tuple[Recognised, SurveyNaming], ...]:
    """The exports of the example, with the surveys they are of."""
    rows = example.listed("surveys.csv")
    return tuple(
        (
            read(example.FOLDER / row["file"]),
            SurveyNaming(row["school_year"], row["strategy"], "", row["moment"]),
        )
        for row in rows
    )


# --- the stores that are started from -------------------------------------------------------------


@contextlib.contextmanager
def small_example() -> Iterator[None]:
    """The example with fewer exports, so that more kills go in an hour."""

    def fewer(file: str) -> list[dict[str, str]]:
        rows = listed(file)
        return [rows[n] for n in _REAL] if file == "surveys.csv" else rows

    listed = example.listed
    with patch.object(example, "listed", fewer):
        yield


def first_start(place: Place) -> None:
    """The example, as the dashboard loads it when it starts for the first time."""

    def read_before(file: Path, _known: object) -> Recognised:
        return read(file)

    with (
        small_example(),
        patch.object(example, "recognise", read_before),
        open_store(place.address) as store,
    ):
        example.load_example(store, known())


def real(place: Place) -> None:
    """Some of the same exports, as if they were real, with participants and checklists."""
    with open_store(place.address) as store:
        store.imports.add_all([surveys()[n] for n in _REAL], known())
        store.checklists.take(example.checklists("open"))
        listed = example.FOLDER / "participations.xlsx"
        store.reach.add(recognise_participations(listed, known(), store.reach.surveys()))


def released(place: Place) -> None:
    """And figures of a school year released to directors."""
    real(place)
    with open_store(place.address) as store:
        store.releases.publish(known(), day=TODAY, by=LOCAL, years=["2023-2024"])


def copied(place: Place) -> None:
    """And a copy made, after which more was done."""
    released(place)
    backup(place)
    undo(place)
    checklist(place)


def strange_copy(place: Place) -> None:
    """And a copy beside it that is of another store, with another key."""
    released(place)
    place.copy.parent.mkdir()
    with open_store(place.copy) as other:
        other.imports.add(*surveys()[-1], known())


def older(place: Place) -> None:
    """Real data in the tables of an earlier version."""
    real(place)
    engine = create_engine(address_of(place.address))
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(STEPS))
        command.downgrade(config, "0005")
    engine.dispose()


# --- what is done ---------------------------------------------------------------------------------


def demo(place: Place) -> None:
    """The command, files read and all."""
    _command("demo", place)


def add(place: Place) -> None:
    with open_store(place.address) as store:
        store.imports.add_all([surveys()[-1]], known(), by=LOCAL)


def update(place: Place) -> None:
    found, naming = surveys()[0]
    later = replace(a_week_later(found, len(found.respondents)), digest="later")
    with open_store(place.address) as store:
        store.imports.add(later, naming, known(), again=UPDATE)


def undo(place: Place) -> None:
    with open_store(place.address) as store:
        store.imports.undo(1, by=LOCAL)


def erase(place: Place) -> None:
    who = next(one for one in surveys()[0][0].respondents["identity"] if one)
    with open_store(place.address) as store:
        store.people.erase(LOCAL, who)


def checklist(place: Place) -> None:
    draft = ChecklistDraft(
        "Centrum 01", date(2025, 3, 3), "directie", {"S1": Entry("present", "ja")}
    )
    with open_store(place.address) as store:
        store.checklists.save(draft)


def clear(place: Place) -> None:
    with open_store(place.address) as store:
        store.example.clear()


def release(place: Place) -> None:
    with open_store(place.address) as store:
        store.releases.publish(known(), day=TODAY, by=LOCAL)


def withdraw(place: Place) -> None:
    with open_store(place.address) as store:
        store.releases.withdraw(1, LOCAL)


def migrate(place: Place) -> None:
    open_store(place.address).close()


def backup(place: Place) -> None:
    with open_store(place.address) as store:
        store.file.backup(place.copy)


def put_back(place: Place) -> None:
    path = file_of(address_of(place.address))
    assert path is not None
    restore(path, place.copy)


def _command(name: str, place: Place) -> None:
    with small_example(), contextlib.redirect_stdout(io.StringIO()):
        if main([name, "--store", place.address]) != 0:
            raise RuntimeError(name)


class Action(NamedTuple):
    """What is done, and to what store; None is none at all."""

    do: Act
    to: Act | None
    only_files: bool = False


ACTIONS = {
    "first start": Action(first_start, None),
    "demo": Action(demo, None),
    "import": Action(add, released),
    "read again (update)": Action(update, released),
    "undo": Action(undo, released),
    "erase": Action(erase, released),
    "clear the example": Action(clear, first_start),
    "checklist": Action(checklist, released),
    "release": Action(release, released),
    "withdraw": Action(withdraw, released),
    "migration": Action(migrate, older),
    "backup": Action(backup, released, only_files=True),
    "restore": Action(put_back, copied, only_files=True),
    "restore of another": Action(put_back, strange_copy, only_files=True),
}

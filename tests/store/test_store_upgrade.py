"""A store of an earlier version opens with everything that was in it, and counts the same."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from pandas.testing import assert_frame_equal
from sqlalchemy import create_engine
from store_exports import SMALL, TRAINING, export, people, point

from measurement.store import Store, SurveyNaming, open_store
from measurement.store.file import copies
from measurement.store.file.place import address_of
from measurement.store.opening import STEPS
from measurement.store.secret import persons

LAYOUT = json.dumps([[item, list(SMALL.scale_of(item).points)] for item in SMALL.counted])
KEY = bytes(range(32))
PLG = SurveyNaming("2024-2025", "plg", "Een leergemeenschap")
# Import, Excel row, why it does not count, kept by hand, who, the points given.
BEFORE = [
    (1, 2, "", False, "p0@example.org", (1, 1, 1)),
    (1, 3, "", False, "p1@example.org", (1, 1, 1)),
    (1, 4, "left_out", False, "p2@example.org", (2, 2, 2)),
    (1, 5, "test", False, "p3@example.org", (3, 3, 3)),
    (1, 6, "", False, "", (4, 4, 4)),
    (2, 2, "repeated", False, "p0@example.org", (1, 1, 1)),
    (2, 3, "", True, "p1@example.org", (1, 1, 1)),
    (2, 4, "", False, "p4@example.org", (5, 5, 5)),
]


def older(path: Path) -> Path:
    """A store as it was before exports could be updated, with two imports of one survey."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(STEPS))
        command.upgrade(config, "0005")
    engine.dispose()
    path.with_suffix(".key").write_bytes(KEY)
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO survey VALUES (1, '2024-2025', 'opleiding_vorming', ?, 'short', 0)",
                    [TRAINING.initiative])  # fmt: skip
        for number in (1, 2):
            raw.execute(
                "INSERT INTO import (id, created_at, file, digest, platform, header_rows,"
                " questionnaire, layout, notes, example) VALUES (?, '2025-03-01 12:00:00', ?, ?,"
                " 'ms_forms', 1, 'small', ?, '{\"aside\": {}}', 0)",
                [number, f"{number}.xlsx", str(number) * 64, LAYOUT],
            )
        raw.executemany(
            "INSERT INTO respondent (import_id, survey_id, row, excluded, kept, completed, centre,"
            " centre_known, net, ambt, role, experience, education, person, codes)"
            " VALUES (?, 1, ?, ?, ?, 1, '', 1, '', '', '', '', '', ?, ?)",
            [
                (i, row, why, kept, persons(KEY, [who])[0], bytes(point(*said)))
                for i, row, why, kept, who, said in BEFORE
            ],
        )
    raw.close()
    return path


def counts(store: Store) -> list[int]:
    """The first point of every answer that counts, in order."""
    return sorted(int(code) - 2 for code in store.answers(SMALL).codes[:, 0])


def test_what_counted_counts_and_what_did_not_does_not(tmp_path: Path) -> None:
    with open_store(older(tmp_path / "s.sqlite")) as store:
        assert counts(store) == [1, 1, 1, 4, 5]
        assert store.imports.exclusions(1) == {"left_out": (4,), "replaced": (2,), "test": (5,)}
        store.imports.take_back(1, [4, 5])
        assert counts(store) == [1, 1, 1, 2, 3, 4, 5]


def test_a_copy_counts_when_the_import_beside_it_is_undone(tmp_path: Path) -> None:
    with open_store(older(tmp_path / "s.sqlite")) as store:
        store.imports.undo(2)
        assert counts(store) == [1, 1, 4]
        store.imports.redo(2)
        store.imports.undo(1)
        assert counts(store) == [1, 1, 5]


def test_answers_of_before_are_recognised_by_their_person(tmp_path: Path) -> None:
    with open_store(older(tmp_path / "s.sqlite")) as store:
        rows = [{**row, "codes": point(1, 1, 1), "centre": ""} for row in people(2)]
        more = [
            {"identity": "p4@example.org", "codes": point(5, 5, 6)},
            {"identity": "p2@example.org", "codes": point(2, 2, 2)},
            {"codes": point(4, 4, 4)},
        ]
        receipt = store.imports.add(
            export(*rows, *more, file="later.xlsx"), TRAINING, SMALL, again="update"
        )
        assert receipt.n_added == 0
        assert 2 not in counts(store)  # p2 was left out by hand


@pytest.mark.parametrize("version", ["0005", "0008"])
def test_the_figures_of_an_earlier_version_are_those_of_today_on_both_databases(
    database: str, version: str
) -> None:
    """After a copy of the file; a server has copies of its own."""
    with open_store(database) as store:
        store.imports.add(export(*people(4), file="plg.xlsx"), PLG, SMALL)
        store.imports.undo(store.imports.add(export(*people(3)), TRAINING, SMALL).import_id)
        rows = [{**row, "codes": point(n, n, n)} for n, row in enumerate(people(5), start=1)]
        store.imports.add(export(*rows, file="later.xlsx"), TRAINING, SMALL)
        before = store.answers(SMALL)
    engine = create_engine(address_of(database))
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(STEPS))
        command.downgrade(config, version)
    engine.dispose()
    with open_store(database) as store:
        after = store.answers(SMALL)
        assert after.codes.tolist() == before.codes.tolist()
        assert_frame_equal(after.respondents, before.respondents)
        assert store.file.health().sound
    kept = [] if "://" in database else copies.beside(Path(database))
    assert len(kept) == ("://" not in database)

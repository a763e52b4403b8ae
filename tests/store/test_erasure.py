"""A person is found by the address, counted but never shown, and erased for good."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import event, text
from store_exports import SMALL, TRAINING, export, people, point, refuses
from test_comment_store import written
from test_participation_store import listed
from test_store_privacy import stored_bytes

from measurement.access.roles import LOCAL
from measurement.access.tables import PERSON
from measurement.questionnaire.files.reading import load
from measurement.store import Store, SurveyNaming, open_store
from measurement.store.people.erasure import Found, left_out
from measurement.store.secret import key_file, persons
from measurement.tables import check

P0, P1 = "p0@example.org", "p1@example.org"
PLG = SurveyNaming("2023-2024", "plg", "PLG 1", "long")
SAID = "Dit schreef alleen p0 zelf"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """Three people in a training; the first two in a learning community too, one set aside."""
    with open_store(database) as made:
        training = written(export(*people(3)), (2, SAID), (3, "Dit is van p1"))
        made.imports.add(training, TRAINING, SMALL)
        again = [*people(2), {"identity": P0, "excluded": "test", "codes": point(2, 2, 2)}]
        made.imports.add(export(*again, file="plg.xlsx"), PLG, SMALL)
        yield made


def took_part(store: Store, tmp_path: Path) -> None:
    """Put the first person in a list of participants, once present and once not, beside another."""
    text = f"""E-mail;Naam;Titel;Sessie;Datum;CLB;Status
{P0};Po Nul;PLG 1;1;3/10/2023;Gent;aanwezig
{P0};Po Nul;PLG 1;2;7/11/2023;Gent;afwezig
{P1};Pe Een;PLG 1;1;3/10/2023;Gent;aanwezig
"""
    store.reach.add(listed(tmp_path, text))


def rows(found: Found) -> list[tuple[object, ...]]:
    check(found.table, PERSON)
    return [
        tuple(None if pd.isna(v) else v for v in row)
        for row in found.table.itertuples(index=False, name=None)
    ]


def persons_stored(store: Store) -> set[str]:
    chosen = text("SELECT person FROM respondent UNION ALL SELECT person FROM participation")
    with store._engine.connect() as connection:
        return {person for (person,) in connection.execute(chosen)}


def hash_of(store: Store, identity: str) -> str:
    return persons(key_of(store).read_bytes(), [identity])[0]


def key_of(store: Store) -> Path:
    return key_file(store._engine.url)


def test_a_person_is_found_with_counts_and_names_of_surveys_only(
    store: Store, tmp_path: Path
) -> None:
    took_part(store, tmp_path)
    (remark,) = store.comments.table().query("text == @SAID")["comment"]
    store.comments.release(int(remark), "Een citaat.")
    found = store.people.find(" P0@Example.org\u200b")
    assert rows(found) == [
        ("2023-2024", "plg", "PLG 1", None, 0, 0, 0, 0, 2),
        ("2023-2024", "plg", "PLG 1", "long", 1, 1, 0, 0, 0),
        ("2024-2025", "opleiding_vorming", "Traject op maat", "short", 1, 0, 1, 1, 0),
    ]
    assert found.counts.each == (3, 1, 1, 2)
    assert found.mark == hash_of(store, P0)[:8]
    assert SAID not in repr(found)


def test_who_is_not_known_is_not_found(store: Store, tmp_path: Path) -> None:
    for stranger in ("p9@example.org", "example.org", "p0@example", "%", "p_@example.org"):
        found = store.people.find(stranger)
        assert found.nothing
        assert rows(found) == []
    with open_store(tmp_path / "new.sqlite") as empty:
        assert empty.people.find(P0).nothing
    assert not (tmp_path / "new.key").exists()  # looking makes no key


@pytest.mark.parametrize("blank", ["", " ", "\u200b", "\u00a0\n"])
def test_an_empty_address_never_means_everybody_who_is_unknown(store: Store, blank: str) -> None:
    unnamed = [{"centre": "Centrum 01", "codes": point(4, 4, 4)}] * 3
    store.imports.add(export(*unnamed, file="anoniem.xlsx"), TRAINING, SMALL)
    before = store.answers(SMALL).n
    with refuses("Fill in an e-mail address"):
        store.people.find(blank)
    with refuses("Fill in an e-mail address"):
        store.people.erase(LOCAL, blank)
    assert store.answers(SMALL).n == before


def test_what_is_erased_is_gone_and_all_else_stays(store: Store, tmp_path: Path) -> None:
    took_part(store, tmp_path)
    (remark,) = store.comments.table().query("text == @SAID")["comment"]
    store.comments.release(int(remark), "Een citaat.")
    before, n_imports = store.revision, len(store.imports.table())
    erased = store.people.erase(LOCAL, P0.upper())
    assert erased.counts.each == (3, 1, 1, 2)
    assert store.revision == before + 1
    assert store.people.find(P0).nothing
    assert store.answers(SMALL).n == 3 + 2 - 2
    assert store.comments.table()["text"].tolist() == ["Dit is van p1"]
    assert store.comments.quotes().empty
    assert len(store.reach.table()) == 1
    assert len(store.imports.table()) == n_imports
    assert persons_stored(store) == {hash_of(store, p) for p in (P1, "p2@example.org")}
    assert store.people.find(P1).counts.each == (2, 1, 0, 1)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("secure", ["ON", "OFF"])
def test_nothing_of_it_is_left_in_the_bytes_of_the_store(store: Store, secure: str) -> None:
    """Whether SQLite was built to overwrite what is deleted, or not."""
    folder = Path(store.place).parent
    store._engine.dispose()
    event.listen(
        store._engine, "connect", lambda made, _: made.execute(f"PRAGMA secure_delete={secure}")
    )
    assert SAID.encode() in stored_bytes(folder)
    assert store.people.erase(LOCAL, P0).overwritten
    content = stored_bytes(folder)
    assert SAID.encode() not in content
    assert P0.encode() not in content
    kept_out_by = content.count(hash_of(store, P0).encode())
    assert kept_out_by <= 3  # a row, a key, and a line of the ledger


def test_the_audit_log_tells_the_counts_and_nobodys_address(store: Store) -> None:
    store.access.ensure_first(["poc@x.be"])
    store.people.find(P0, by="poc@x.be")
    store.people.erase("poc@x.be", P0)
    told = {"forms": 3, "remarks": 1, "quotes": 0, "participations": 0}
    table = store.audit.table(actions=["person_searched", "person_erased"])
    assert table["action"].tolist() == ["person_erased", "person_searched"]
    for row in table.itertuples():
        assert json.loads(row.details) == {"mark": hash_of(store, P0)[:8], **told}
        assert (row.who, pd.isna(row.about)) == ("poc@x.be", True)
    assert P0 not in table.to_csv()
    assert hash_of(store, P0) not in table.to_csv()


def test_a_search_without_a_name_leaves_no_trace(store: Store) -> None:
    before = store.revision
    store.people.find(P0)
    assert (store.revision, len(store.audit.table())) == (before, 0)


def test_who_is_not_there_cannot_be_erased(store: Store) -> None:
    before = store.revision
    with refuses("Nothing is kept of this person"):
        store.people.erase(LOCAL, "p9@example.org")
    store.people.erase(LOCAL, P0)
    with refuses("Nothing is kept of this person"):
        store.people.erase(LOCAL, P0)
    assert store.revision == before + 1


def test_a_file_that_comes_again_leaves_the_person_out_and_says_how_many(store: Store) -> None:
    store.people.erase(LOCAL, P0)
    later = [*people(5), {"identity": "P0@example.ORG", "excluded": "test"}]
    receipt = store.imports.add(
        written(export(*later, file="later.xlsx"), (2, SAID), (4, "Van p2")), TRAINING, SMALL
    )
    assert (receipt.n_changed, receipt.n_added) == (2, 2)  # other remarks than before
    assert store.people.find(P0).nothing
    assert SAID not in store.comments.table()["text"].tolist()
    newest = store.imports.table().iloc[0]
    assert newest["excluded"]["erased"] == 2
    assert store.imports.exclusions(receipt.import_id)["erased"] == (2, 7)
    with refuses("Rows 2 cannot be taken back"):
        store.imports.take_back(receipt.import_id, [2])


def test_keeping_a_row_by_hand_does_not_bring_the_person_back(store: Store) -> None:
    store.people.erase(LOCAL, P0)
    copies = [*people(2), {"identity": P1, "excluded": "duplicate"}]
    store.imports.add(export(*copies, file="d.xlsx"), PLG, SMALL, keep_rows=[2, 4])
    assert store.people.find(P0).nothing


def test_a_file_with_nobody_else_is_refused(store: Store) -> None:
    store.people.erase(LOCAL, P0)
    with refuses("alone.xlsx has no answers to import"):
        store.imports.add(export(*people(1), file="alone.xlsx"), TRAINING, SMALL)


def test_after_erasing_somebody_the_same_file_is_still_known(store: Store) -> None:
    store.people.erase(LOCAL, P0)
    with refuses("export.xlsx was already imported"):
        store.imports.add(
            written(export(*people(3)), (2, SAID), (3, "Dit is van p1")), TRAINING, SMALL
        )


def test_erasing_reaches_imports_that_were_undone(store: Store) -> None:
    number = int(store.imports.table()["id"].iloc[0])
    store.imports.undo(number)
    assert rows(store.people.find(P0))[0][4:6] == (0, 2)
    store.people.erase(LOCAL, P0)
    store.imports.redo(number)
    assert store.people.find(P0).nothing
    assert store.answers(SMALL).n == 2 + 1


def test_rows_of_which_the_survey_is_not_known_are_found_and_erased(store: Store) -> None:
    row = {"identity": "p7@example.org", "excluded": "test", "strategy": "bestaat niet"}
    store.imports.add(
        export(*people(2), row, file="x.xlsx"), replace(TRAINING, strategy="plg"), SMALL
    )
    found = store.people.find("p7@example.org")
    assert rows(found) == [(None, None, None, None, 0, 1, 0, 0, 0)]
    assert store.people.erase(LOCAL, "p7@example.org").counts.n_forms == 1


def test_numbers_of_people_invited_stay(store: Store) -> None:
    store.imports.add(
        export(*people(1), file="i.xlsx"), replace(PLG, initiative="P2", invited=4), SMALL
    )
    before = store.answers(SMALL).invitations["n_invited"].tolist()
    store.people.erase(LOCAL, P0)
    assert store.answers(SMALL).invitations["n_invited"].tolist() == before == [4]


def test_without_the_key_nothing_is_searched_or_erased(store: Store) -> None:
    key_of(store).unlink()
    with refuses("does not belong to this store or is missing"):
        store.people.find(P0)
    with refuses("does not belong to this store or is missing"):
        store.people.erase(LOCAL, P0)


def test_rows_of_a_list_are_marked_by_the_same_hash(store: Store) -> None:
    """What the list of participants needs to leave people out too."""
    store.people.erase(LOCAL, P0)
    frame = pd.DataFrame({"identity": [P0, P1, ""], "excluded": ["", "absent", ""]})
    key = key_of(store)
    with store._engine.connect() as connection:
        found = left_out(connection, key, frame)
    assert found["excluded"].tolist() == ["erased", "absent", ""]
    assert frame["excluded"].tolist() == ["", "absent", ""]


def test_a_person_of_the_example_can_be_found_and_erased_for_a_demonstration(
    own_store: Path,
) -> None:
    with open_store(own_store) as store:
        with sqlite3.connect(store.place) as raw:
            (person, n) = raw.execute(
                "SELECT person, count(*) FROM respondent WHERE person != '' GROUP BY 1 ORDER BY 2 DESC, 1"
            ).fetchone()
        raw.close()
        address = next(a for a in _addresses() if hash_of(store, a) == person)
        before = store.answers(load()).n
        erased = store.people.erase(LOCAL, address)
        assert erased.counts.n_forms == n
        assert before - n <= store.answers(load()).n < before
        assert store.example.there


def _addresses() -> Iterator[str]:
    """All addresses in the files of the example, one by one."""
    import re

    from measurement.example.load import FOLDER
    from measurement.exports.files.read import read

    for path in [*FOLDER.glob("*.xlsx"), *FOLDER.glob("*.csv")]:
        for sheet in read(path).sheets:
            for column in sheet.table.columns:
                texts = column.combine_chunks().dictionary.to_pylist()
                yield from {t.strip().lower() for t in texts if re.fullmatch(r"\S+@\S+", t or "")}


def test_a_list_of_participants_leaves_erased_people_out_too(store: Store, tmp_path: Path) -> None:
    store.people.erase(LOCAL, P0)
    took_part(store, tmp_path)
    assert len(store.reach.table()) == 1
    assert hash_of(store, P0) not in persons_stored(store)

"""Nobody can be found in the store: no name, address, telephone number or IP address."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pandas as pd
import pytest
from alembic import command
from migrated import steps
from store_exports import SMALL, TRAINING, export, people, refuses

from measurement.contacts import masked, masker
from measurement.errors import Problem
from measurement.exports import recognise
from measurement.questionnaire.files.reading import load
from measurement.store import open_store
from measurement.store.secret import persons
from measurement.words import say

IDENTITIES = (
    "An.Desmet@goclb.example",
    "Jürgen Van den Bossche",
    "0478 12 34 56",
    "+32 (0)9 123 45 67",
    "192.168.17.204",
    "2001:db8:85a3::8a2e:370:7334",
    "tok-9f8e7d6c5b4a",
)


def stored_bytes(folder: Path) -> bytes:
    """Everything the store keeps: database, log and key."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def traces(identity: str) -> list[bytes]:
    """How an identity might stand in a file."""
    spellings = {identity, identity.casefold(), identity.upper(), "".join(identity.split())}
    encoded = [s.encode(e) for s in spellings for e in ("utf-8", "utf-16-le", "latin-1")]
    return encoded + [s.encode("unicode_escape") for s in spellings]


@pytest.mark.usefixtures("own_texts")
def test_no_identity_stands_in_any_byte_of_the_store(tmp_path: Path) -> None:
    rows = [
        {"identity": identity, "excluded": "test" if i % 3 == 2 else ""}
        for i, identity in enumerate(IDENTITIES)
    ]
    told = " / ".join(IDENTITIES[:6])
    problem = Problem("x", say("row 4 holds {found}", found=told), where=say(told))
    recognised = export(
        *rows, file=f"{IDENTITIES[1]}.xlsx", headers=[f"Vraag van {told}?"], problems=[problem]
    )
    folder = tmp_path / "data"
    with open_store(folder / "store.sqlite") as store:
        number = store.imports.add(recognised, TRAINING, SMALL).import_id
        store.imports.undo(number)
        store.imports.redo(number)
        assert (folder / "store.sqlite-wal").stat().st_size > 0
        open_data = stored_bytes(folder)
        assert b"Vraag van" in open_data
    for content in (open_data, stored_bytes(folder)):
        found = [i for i in IDENTITIES if any(trace in content for trace in traces(i))]
        assert found == []


def test_what_the_tool_gave_a_response_stands_in_no_byte_of_the_store(tmp_path: Path) -> None:
    begun = pd.Timestamp("2025-03-03 12:34:56")
    rows = [{"number": f"R_9f8e7d6c5b4a{n}", "started": begun, "sent": begun} for n in range(3)]
    with open_store(tmp_path / "store.sqlite") as store:
        store.imports.add(export(*rows), TRAINING, SMALL)
    content = stored_bytes(tmp_path)
    assert b"9f8e7d6c5b4a" not in content.lower()
    assert b"2025-03-03 12:34" not in content


def test_the_key_is_not_in_the_store_and_hashes_need_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        store.imports.add(export(*people(3)), TRAINING, SMALL)
    key = (tmp_path / "store.key").read_bytes()
    content = (tmp_path / "store.sqlite").read_bytes()
    assert key not in content
    assert key.hex().encode() not in content
    [mine] = persons(key, ["p0@example.org"])
    [other] = persons(b"\0" * 32, ["p0@example.org"])
    assert mine.encode() in content
    assert other.encode() not in content


def test_answers_of_who_refused_are_not_stored(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        rows = [*people(1), {"excluded": "refused", "centre": "Centrum dat weigerde"}]
        store.imports.add(export(*rows), TRAINING, SMALL)
    assert b"weigerde" not in stored_bytes(tmp_path)


def test_a_lost_or_changed_key_stops_imports_but_not_reading(tmp_path: Path) -> None:
    key = tmp_path / "store.key"
    with open_store(tmp_path / "store.sqlite") as store:
        store.imports.add(export(*people(3)), TRAINING, SMALL)
        for spoil in (key.unlink, lambda: key.write_bytes(b"x" * 32), lambda: key.write_bytes(b"")):
            spoil()
            with refuses("does not belong to this store or is missing"):
                store.imports.add(export(*people(3), file="b.xlsx"), TRAINING, SMALL)
            assert store.answers(SMALL).n == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("An@X.be", " an@x.be "),
        ("Jürgen", "JU\u0308RGEN"),
        ("An  De Smet", "an de\u00a0smet"),
        ("\uff41n@x.be", "an@x.be"),
        ("Straße", "STRASSE"),
    ],
)
def test_spellings_of_one_identity_have_one_hash(one: str, other: str) -> None:
    assert len(set(persons(b"k", [one, other]))) == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mail an.desmet@goclb.be!", "Mail …!"),
        ("bel 0478/12.34.56 of +32 478 12 34 56", "bel … of …"),
        ("vanaf 10.0.0.254 gestuurd", "vanaf … gestuurd"),
        ("van 0032 478 12 34 56 of +32 (0)9 123 45 67.", "van … of …."),
        ("2001:db8::1:2 en fe80:0:0:0:1:2:3:4", "… en …"),
        ("Bevraging 2024-2025 (1-291)", "Bevraging 2024-2025 (1-291)"),
        ("op 01/09/2024 10:30:15", "op 01/09/2024 10:30:15"),
        ("2024-09-01 08:15:00, versie 3.1.1", "2024-09-01 08:15:00, versie 3.1.1"),
        ("A1[SQ001]. 1-8; 3,5 op 10", "A1[SQ001]. 1-8; 3,5 op 10"),
    ],
)
def test_only_what_identifies_somebody_is_masked(text: str, kept: str) -> None:
    assert masked(text) == kept


def test_names_are_masked_whatever_their_spelling_and_single_words_stay() -> None:
    clean = masker(["An De Smet", "Jan  Peeters", "7", "Mechelen", "an@x.be"])
    assert clean("AN DE SMET (7) van Mechelen en jan peeters-Claes") == (
        "… (7) van Mechelen en …-Claes"
    )
    assert clean({"rows": [7], "text": ["Jan Peeters"], "none": None}) == {
        "rows": [7],
        "text": ["…"],
        "none": None,
    }


def test_names_are_masked_in_every_order_and_as_files_write_them() -> None:
    clean = masker(["Zanna Van Hulle", "Van Damme, Odrik", "xerxes.quidam@x.be"])
    assert clean("Opleiding Zanna_Van_Hulle.csv") == "Opleiding ….csv"
    assert "Hulle" not in clean("Met Van Hulle Zanna erbij")
    assert "Odrik" not in clean("Odrik Van Damme was er")
    assert "Quidam" not in clean("Dank aan Xerxes Quidam")


def test_a_text_typed_in_a_score_cell_stays_in_no_byte_of_the_store(tmp_path: Path) -> None:
    typed = "Mijn directeur pest mij"
    file = tmp_path / "export.csv"
    said = ["4", typed, "5", "8", "7", "6", "7", "8"]
    lines = ["Nr,E-mailadres,A1,A4", *(f"{n},p{n}@x.be,{a},7" for n, a in enumerate(said, 1))]
    file.write_text("\n".join(lines), encoding="utf-8")
    recognised = recognise(file)
    told = [str(problem) for problem in recognised.problems if typed in str(problem)]
    assert told  # before confirming, who has the file reads it
    folder = tmp_path / "data"
    with open_store(folder / "store.sqlite") as store:
        store.imports.add(recognised, TRAINING, load())
        content = stored_bytes(folder)
    assert typed.encode() not in content + stored_bytes(folder)
    with sqlite3.connect(folder / "store.sqlite") as raw:
        (notes,) = raw.execute("SELECT notes FROM import").fetchone()
    kept = [said for said in json.loads(notes)["problems"] if "schaal" in said]
    assert len(kept) == len(told)
    assert kept[0].startswith("kolom C, rij 3: …")


def test_what_an_earlier_version_kept_of_typed_texts_goes(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        store.imports.add(export(*people(2)), TRAINING, SMALL)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE import SET notes = json_set(notes, '$.problems', json('[\"zeg ik\"]'))")
    steps(path, lambda config: command.downgrade(config, "0006"))
    with open_store(path) as store:
        store.file.forget_copies()  # the one that was made before the step
    with sqlite3.connect(path) as raw:
        (notes,) = raw.execute("SELECT notes FROM import").fetchone()
    assert json.loads(notes)["problems"] == []
    assert {"aside", "columns", "unmapped"} < set(json.loads(notes))
    assert b"zeg ik" not in stored_bytes(tmp_path)

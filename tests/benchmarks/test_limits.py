"""The limits of 5 s and 500 MB hold at every door, with files made to reach them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.hostile import doors, tables
from benchmarks.hostile.made import Made
from measurement.exports.files.guard import MOST_COLUMNS
from measurement.questionnaire.files.cells import HOME
from measurement.store import open_store

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory is read from /proc"
)
HEADS = {
    "export": "ID;E-mail;Naam;Ik ben tevreden over de inhoud van deze begeleiding",
    "participants": "E-mail;Naam;Initiatief;Datum;CLB;Status",
    "checklist": "Centrum;Datum;Ingevuld door;Factor;Toestand;Opmerking",
}
ROW = {
    "export": "1;a@x.be;An;7",
    "participants": "p{}@clb.be;Piet;Rouw;3/10/2024;GO! CLB Gent;aanwezig",
    "checklist": "GO! CLB Gent;3/10/2024;directie;S{};deels;zo is het",
}


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, Path], doors.Outcome]:
    store = tmp_path / "store.sqlite"
    open_store(store).close()
    doors.warm()
    return lambda door, path: doors.put(Made(door, "made for it", path), store)


def refused(outcome: doors.Outcome) -> str:
    assert (outcome.kind, outcome.held) == ("sentence", True), outcome
    assert len(outcome.told) < 400
    return outcome.told[0]


@pytest.mark.parametrize("door", HEADS)
def test_more_columns_than_a_list_has_are_refused_alike_in_csv_and_xlsx(
    door: str, tmp_path: Path, put: Callable[[str, Path], doors.Outcome]
) -> None:
    """One less is no matter of width."""
    told = {}
    for n in (MOST_COLUMNS, MOST_COLUMNS + 1):
        width = n - HEADS[door].count(";") - 1
        rows = [
            [*HEADS[door].split(";"), *(f"k{k}" for k in range(width))],
            [*ROW[door].format(1).split(";"), *["x"] * width],
        ]
        csv, xlsx = tmp_path / "breed.csv", tmp_path / "breed.xlsx"
        csv.write_text("\n".join(map(";".join, rows)) + "\n", encoding="utf-8")
        xlsx.write_bytes(tables.packed(tables.parts([tables.sheet(rows)])))
        told[n] = [" ".join(put(door, path).told) for path in (csv, xlsx)]
    assert ["beslaat" in one for one in told[MOST_COLUMNS + 1]] == [True, True]
    assert ["beslaat" in one for one in told[MOST_COLUMNS]] == [False, False]


@pytest.mark.parametrize("door", ["participants", "checklist"])
def test_a_list_that_nobody_can_have_written_is_refused_in_time(
    door: str, tmp_path: Path, put: Callable[[str, Path], doors.Outcome]
) -> None:
    path = tmp_path / "lang.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write(HEADS[door] + "\n")
        out.writelines(ROW[door].format(n % 9 + 1) + "\n" for n in range(60_000))
    assert "20\u00a0000 rijen" in refused(put(door, path))


@pytest.mark.parametrize("name", ["items.csv", "options.csv", "centres.csv", "questionnaire.toml"])
def test_a_folder_of_a_questionnaire_is_refused_in_time(
    name: str, tmp_path: Path, put: Callable[[str, Path], doors.Outcome]
) -> None:
    """With as many rows as fit in what is read at all, and with more."""
    for size in (190_000 if name.endswith("toml") else 4_900_000, 60_000_000):
        folder = tmp_path / str(size)
        folder.mkdir()
        for file in HOME.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        line = b"x" if name.endswith("csv") else b"[[scales]]"
        with (folder / name).open("ab") as out:
            out.write((b"\n" + line) * (size // (len(line) + 1)))
        refused(put("questionnaire", folder))

"""The invented checklists and inspection results, and the contradictions planted in them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from checklist_made import KNOWN

from data.example.generator import FOLDER
from data.example.generator.checklists import generate
from measurement.centre.checklist.checklist import change, readiness, spread
from measurement.cli.main import main
from measurement.counting.counts import count
from measurement.measures.factors import factors
from measurement.questionnaire.files.reading import load
from measurement.store import open_store

# The annual report, inspection results of 17 centres: scale, approaches, meets, centres seen.
REPORT = """
Beeldvorming                              10  7 17
Signaalfunctie                            14  3 17
Consultatieve leerlingenbegeleiding        2 15 17
Handelingsgerichte diagnostiek            11  4 15
Multidisciplinariteit                      4 13 17
Belang van de leerling                     0 15 15
Subsidiariteit                             1 16 17
Proactiviteit                             15  2 17
Beleid op het vlak van de dienstverlening  5 12 17
Cyclische evaluatie van de kwaliteit       6 11 17
Betrouwbare evaluatie van de kwaliteit    16  1 17
Borgen en bijsturen                        4 13 17
""".strip().split("\n")


@pytest.fixture(scope="module")
def checklist(example_store: Path) -> pd.DataFrame:
    with open_store(example_store) as store:
        return store.checklists.table(KNOWN)


@pytest.fixture(scope="module")
def management(checklist: pd.DataFrame) -> dict[tuple[str, str], str]:
    """State by centre and factor, as the management gave it in autumn 2024."""
    own = checklist[
        (checklist["filled_by"] == "directie") & (checklist["date"].astype(str) > "2024")
    ]
    keys = own[["centre", "factor"]].astype(str).itertuples(index=False, name=None)
    return dict(zip(keys, own["state"].astype(str), strict=True))


@pytest.fixture(scope="module")
def enabling(example_store: Path) -> dict[tuple[str, str], float]:
    """Share of staff that calls a factor enabling, by centre and item."""
    with open_store(example_store) as store:
        table = factors(count(store.answers(load()), ["centre"]), ["centre"], load())
    return {(str(r.centre), str(r.item)): r.enabling_scored for r in table.itertuples()}


def listed(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@pytest.mark.parametrize("line", REPORT)
def test_inspection_results_add_up_to_the_report(example_store: Path, line: str) -> None:
    *words, approaches, meets, n = line.split()
    scale = KNOWN.meant("scale", " ".join(words))
    with open_store(example_store) as store:
        found = store.centres.inspections()
    rows = found[found["scale"] == scale]
    assert Counter(rows["level"]) == Counter(approaches=int(approaches), meets=int(meets))
    assert len(rows) == rows["centre"].nunique() == int(n)


def test_seventeen_of_the_nineteen_centres_were_inspected_each_in_one_school_year() -> None:
    seen = {(row["centre"], row["school_year"]) for row in listed("inspections.csv")}
    assert len(seen) == len({centre for centre, _ in seen}) == 17
    assert {year for _, year in seen} == {"2021-2022", "2022-2023", "2023-2024", "2024-2025"}


def test_all_nineteen_centres_filled_in_twice(checklist: pd.DataFrame) -> None:
    own = checklist[checklist["filled_by"] == "directie"]
    lists = own[["centre", "date"]].drop_duplicates()
    assert sorted(Counter(lists["centre"].astype(str)).items()) == [
        (f"Centrum {n:02d}", 2) for n in range(1, 20)
    ]
    assert {str(d)[:4] for d in lists["date"]} == {"2023", "2024"}
    assert {int(str(d)[5:7]) for d in lists["date"]} <= {9, 10, 11}
    assert set(Counter(own["checklist"]).values()) == {9}


def test_every_kind_of_readiness_and_change_occurs(checklist: pd.DataFrame) -> None:
    assert set(readiness(checklist, KNOWN)["readiness"]) == {"ready", "partly", "not_ready"}
    assert {"better", "same", "worse"} <= set(change(checklist)["change"])
    differing = spread(checklist, KNOWN).query("n > 1 and consensus.isna()")
    assert set(differing["centre"].astype(str)) == {"Centrum 03", "Centrum 05", "Centrum 14"}


@pytest.mark.parametrize(
    ("centre", "factor", "item", "in_place"),
    [
        ("Centrum 05", "S1", "C1", True),
        ("Centrum 14", "S1", "C1", True),
        ("Centrum 01", "S8", "C3", True),
        ("Centrum 04", "S8", "C3", True),
        ("Centrum 10", "S8", "C3", True),
        ("Centrum 16", "S8", "C3", True),
        ("Centrum 12", "S1", "C1", False),
        ("Centrum 08", "S2", "C6", True),
        ("Centrum 08", "S5", "C5", True),
    ],
)
def test_checklist_and_staff_contradict(
    management: dict[tuple[str, str], str],
    enabling: dict[tuple[str, str], float],
    centre: str,
    factor: str,
    item: str,
    in_place: bool,
) -> None:
    assert management[centre, factor] == ("present" if in_place else "absent")
    assert (enabling[centre, item] < 0.5) == in_place


@pytest.mark.parametrize("centre", ["Centrum 09", "Centrum 13"])
def test_time_is_not_ticked_where_staff_find_most_of_it(
    management: dict[tuple[str, str], str], enabling: dict[tuple[str, str], float], centre: str
) -> None:
    assert management[centre, "S8"] == "absent"
    others = [
        share
        for (name, item), share in enabling.items()
        if item == "C3" and name not in ("Centrum 02", "Centrum 09", "Centrum 13")
    ]
    assert enabling[centre, "C3"] > 3 * max(others)


def test_one_centre_sees_itself_as_its_staff_do(
    management: dict[tuple[str, str], str], enabling: dict[tuple[str, str], float]
) -> None:
    assert management["Centrum 11", "S1"] == "absent"
    assert enabling["Centrum 11", "C1"] < 0.5
    assert management["Centrum 02", "S8"] == "present"
    assert enabling["Centrum 02", "C3"] > 0.5


def test_committed_files_equal_a_fresh_generation(tmp_path: Path) -> None:
    for path in generate(tmp_path):
        assert path.read_bytes() == (FOLDER / path.name).read_bytes(), path.name


def test_facts_name_every_centre_and_only_known_facts() -> None:
    rows = listed("facts.csv")
    assert len({row["centre"] for row in rows}) == 19
    assert {row["key"] for row in rows} == set(KNOWN.named("fact"))


def test_the_example_is_written_as_checklist_csv(example_store: Path, tmp_path: Path) -> None:
    arguments = ["tables", "--store", str(example_store), "--out", str(tmp_path)]
    assert main([*arguments, "--where", "centre=Centrum 05"]) == 0
    found = pd.read_csv(tmp_path / "checklist.csv")
    assert len(found) == 3 * 9
    assert set(found["centre"]) == {"Centrum 05"}

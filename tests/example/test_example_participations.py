"""The invented list of participants: the committed file, and that it agrees with the surveys."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data.example.generator import FOLDER
from data.example.generator.participations import FIGURES, FILE, HEADER, generate

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """The rows of the committed file that say somebody was present, each once."""
    sheet = load_workbook(FOLDER / FILE)["Deelnemers"]
    _title, _blank, header, *body = sheet.iter_rows(values_only=True)
    assert header == HEADER
    every = dict.fromkeys(tuple(str(c) for c in line) for line in body)
    named = [dict(zip(HEADER, line, strict=True)) for line in every]
    return [row for row in named if row["Status"] == "aanwezig"]


def people(rows: list[Row], year: str = "", kind: str = "") -> set[str]:
    return {r["E-mailadres"] for r in chosen(rows, year, kind)}


def chosen(rows: list[Row], year: str = "", kind: str = "") -> list[Row]:
    return [
        r
        for r in rows
        if year in ("", r["Schooljaar"]) and kind in ("", r["Begeleidingsstrategie"])
    ]


def test_three_years_hold_2290_participations_of_561_people(rows: list[Row]) -> None:
    assert (len(rows), len(people(rows))) == (2290, 561)


def test_the_trainings_of_2024_25_are_those_of_the_report(rows: list[Row]) -> None:
    found = chosen(rows, "2024-2025", "Opleiding")
    assert len(found) == 664
    assert len(people(found)) == 205
    assert len({r["Titel"] for r in found}) == 14
    assert len({(r["Titel"], r["Sessie"], r["Datum"]) for r in found}) == 38
    assert len({r["CLB"] for r in found}) == 19


@pytest.mark.parametrize(
    ("kind", "n", "titles"), [("Starters", 132, 2), ("PLG", 288, 12), ("Verandertraject", 38, 4)]
)
def test_what_lasts_a_year_has_one_row_per_person(
    rows: list[Row], kind: str, n: int, titles: int
) -> None:
    found = chosen(rows, "2024-2025", kind)
    assert len(found) == len(people(found)) == n
    assert len({r["Titel"] for r in found}) == titles
    assert len({r["CLB"] for r in found}) == 19


@pytest.mark.parametrize("year", ["2023-2024", "2024-2025"])
@pytest.mark.parametrize(
    ("kind", "strategy"),
    [("Opleiding", "opleiding_vorming"), ("Starters", "starterstraject"), ("PLG", "plg")],
)
def test_as_many_take_part_as_were_invited_per_initiative_and_centre(
    rows: list[Row], year: str, kind: str, strategy: str
) -> None:
    there = defaultdict(set)
    for r in chosen(rows, year, kind):
        there[r["Titel"], r["CLB"].removeprefix("GO! CLB ")].add(r["E-mailadres"])
    with (FOLDER / "invitations.csv").open(encoding="utf-8", newline="") as source:
        invited = {
            (r["initiative"], r["centre"]): int(r["invited"])
            for r in csv.DictReader(source)
            if (r["school_year"], r["strategy"]) == (year, strategy)
        }
    assert {place: len(of) for place, of in there.items()} == invited


def test_the_figures_are_those_of_the_report_and_new_staff_is_never_fewer_than_starters(
    rows: list[Row],
) -> None:
    with (FOLDER / FIGURES).open(encoding="utf-8", newline="") as source:
        figures = list(csv.DictReader(source))
    network = {
        r["key"]: int(r["value"])
        for r in figures
        if not r["centre"] and r["school_year"] == "2024-2025"
    }
    assert (network["website_views"], network["website_users"]) == (20353, 7326)
    assert network["materials"] == 108
    new = {r["centre"]: int(r["value"]) for r in figures if r["key"] == "new_staff"}
    starters = Counter(r["CLB"] for r in chosen(rows, "2024-2025", "Starters"))
    assert all(new[centre] >= n for centre, n in starters.items())


def test_the_committed_files_are_what_the_generator_writes(tmp_path: Path) -> None:
    made = generate(tmp_path)
    assert [path.name for path in made] == [FILE, FIGURES]
    assert (tmp_path / FIGURES).read_bytes() == (FOLDER / FIGURES).read_bytes()
    cells = [
        [tuple(row) for row in load_workbook(folder / FILE).active.iter_rows(values_only=True)]
        for folder in (tmp_path, FOLDER)
    ]
    assert cells[0] == cells[1]

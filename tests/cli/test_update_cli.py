"""The command says what a file changes before it is stored, and refuses what it cannot know."""

from __future__ import annotations

from pathlib import Path

import pytest
from survey_again import Survey
from test_survey_again import changes, people

from measurement.cli.main import main
from measurement.questionnaire.files.reading import load
from measurement.store import open_store

WEEK = Survey(people(12))
NAMING = ("--strategy", "opleiding_vorming", "--initiative", "Rouw", "--school-year", "2024-2025")


def run(folder: Path, survey: Survey, *options: str, tool: str = "ms_forms") -> int:
    """Import this survey as a csv file; the exit code."""
    path = folder / f"{len(list(folder.glob('*.csv'))) + 1}.csv"
    path.write_bytes(survey.as_csv(tool))
    return main(["import", str(path), *NAMING, "--store", str(folder / "s.sqlite"), *options])


def n_answers(folder: Path) -> int:
    with open_store(folder / "s.sqlite") as store:
        return store.answers(load()).n


def test_an_update_is_told_with_its_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, WEEK) == 0
    assert capsys.readouterr().out == "1.csv: 12 antwoorden toegevoegd.\n"
    assert run(tmp_path, changes(WEEK)) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == ("2.csv: 10 antwoorden waren er al, 1 is gewijzigd, 2 zijn nieuw, 1 is weg.")
    before = WEEK.people[2].scores["A2"]
    assert told[1:] == [
        f"  Rij 12: A2 {before} → {9 - before}.",
        "  Nieuw: rijen 2–3.",
        "  Weg: rijen 6 van 1.csv.",
    ]
    assert n_answers(tmp_path) == 13


def test_a_preview_tells_the_same_and_stores_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, WEEK)
    capsys.readouterr()
    assert run(tmp_path, changes(WEEK), "--preview") == 0
    told = capsys.readouterr().out
    assert "10 antwoorden waren er al, 1 is gewijzigd, 2 zijn nieuw, 1 is weg." in told
    assert told.endswith("Er is niets bewaard: dit was een voorproef.\n")
    assert n_answers(tmp_path) == 12


@pytest.mark.parametrize(("option", "n"), [("--update", 10), ("--new", 18)])
def test_what_only_the_reader_knows_is_refused_until_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, n: int
) -> None:
    run(tmp_path, WEEK)
    part = Survey((*WEEK.people[:4], *people(18)[12:]))
    assert run(tmp_path, part) == 2
    asked = capsys.readouterr().err
    assert "van de 12 antwoorden van Rouw (2024-25) die al bewaard zijn, staan er 4" in asked
    assert "Zet er --update bij" in asked
    assert n_answers(tmp_path) == 12
    assert run(tmp_path, part, option) == 0
    assert n_answers(tmp_path) == n


def test_doubtful_rows_are_named_until_it_is_said_of_each_whether_it_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, WEEK, "--leave-out", "2", tool="table")
    first = WEEK.people[0]
    twins = tuple(first.with_score(item, 9 - first.scores[item]) for item in ("A1", "B2"))
    later = Survey((*twins, *WEEK.people[1:]))
    assert run(tmp_path, later, tool="table") == 2
    assert "rijen 2–3 zijn misschien antwoorden die eerder" in capsys.readouterr().err
    assert run(tmp_path, later, "--leave-out", "3", "--keep-rows", "2", tool="table") == 0
    assert n_answers(tmp_path) == 12

"""The command that releases figures to directors, as a colleague without a browser uses it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from survey_again import Survey
from test_survey_again import people

from measurement.cli.main import main
from measurement.store import open_store

CENTRES, PERSONS = 6, 8
FIRST = {"2023-2024": 1, "2024-2025": 1001}  # no one answered twice


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A survey in each of two school years: eight persons of each of six centres."""
    path = tmp_path / "store.sqlite"
    for year, first in FIRST.items():
        every = people(CENTRES * PERSONS, first=first)
        network = tuple(replace(p, centre=f"Centrum 0{p.number % CENTRES + 1}") for p in every)
        file = tmp_path / f"{year}.csv"
        file.write_bytes(Survey(network).as_csv("ms_forms"))
        about = ("--strategy", "plg", "--initiative", "PLG Onthaal", "--moment", "short")
        assert main(["import", str(file), *about, "--school-year", year, "--store", str(path)]) == 0
    capsys.readouterr()
    return path


def told(capsys: pytest.CaptureFixture[str], store: Path, *options: str) -> str:
    """What the command says when it can do what is asked."""
    assert main(["release", *options, "--store", str(store)]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


def refused(capsys: pytest.CaptureFixture[str], store: Path, *options: str) -> str:
    """The one sentence that says why it cannot."""
    assert main(["release", *options, "--store", str(store)]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    (line,) = error.splitlines()
    return line


def numbers(store: Path) -> list[int]:
    with open_store(store) as opened:
        return [one.number for one in opened.releases.history().holding]


def test_the_preview_says_what_each_centre_would_get_and_stores_nothing(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    lines = told(capsys, store, "--preview").splitlines()
    n = len(FIRST) * CENTRES * PERSONS
    assert lines[0].startswith("Er is nog niets vrijgegeven. Klaar om vrij te geven: ")
    assert f"{n} antwoorden op 2 bevragingen, van 6 centra, uit 2023-24, 2024-25" in lines[0]
    assert lines[1] == "Er wacht geen enkel antwoord."
    told_of = [line.split(":")[0].strip() for line in lines if line.startswith("  Centrum")]
    assert told_of == [f"Centrum 0{number}" for number in range(1, CENTRES + 1)]
    assert lines[-1] == "Er is niets bewaard: dit was een voorproef."
    assert numbers(store) == []


def test_what_is_released_is_listed_with_day_and_by_whom(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    assert "nog niets vrijgegeven" in told(capsys, store, "--list")
    first = told(capsys, store, "--year", "23-24")
    n = CENTRES * 8  # items
    assert first == f"Vrijgegeven (nr. 1): {n} cijfers van 6 centra, uit 2023-24.\n"
    assert "(nr. 2)" in told(capsys, store)
    newest, oldest = told(capsys, store, "--list").splitlines()
    assert newest.startswith("Nr. 2, ")
    assert oldest.endswith(f"door gebruiker van deze computer: 2023-24; {n} cijfers van 6 centra")
    assert refused(capsys, store) == "Er is niets nieuws om vrij te geven."


def test_a_release_is_withdrawn_and_put_back(
    capsys: pytest.CaptureFixture[str], store: Path
) -> None:
    told(capsys, store)
    assert "ingetrokken" in told(capsys, store, "--withdraw", "1")
    assert numbers(store) == []
    assert "; ingetrokken op" in told(capsys, store, "--list")
    assert "geldt opnieuw" in told(capsys, store, "--undo", "1")
    assert numbers(store) == [1]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--withdraw", "3"), "Er is geen vrijgave 3 om in te trekken."),
        (("--undo", "3"), "Vrijgave 3 was niet ingetrokken."),
        (
            ("--year", "2030-2031"),
            "Er zijn geen antwoorden uit 2030-31; wel uit: 2023-24, 2024-25.",
        ),
        (("--year", "vorig jaar"), "‘vorig jaar’ is geen schooljaar. Schrijf het als 2024-2025."),
        (
            ("--list", "--year", "23-24"),
            "--year past alleen bij het vrijgeven zelf en bij --preview.",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    capsys: pytest.CaptureFixture[str], store: Path, options: tuple[str, ...], says: str
) -> None:
    assert refused(capsys, store, *options) == says
    assert numbers(store) == []


def test_the_help_is_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    for language, word in (("nl", "voorproef"), ("en", "would be released")):
        with pytest.raises(SystemExit):
            main(["--language", language, "release", "--help"])
        assert word in " ".join(capsys.readouterr().out.split())

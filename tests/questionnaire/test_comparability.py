"""Which school years can be compared comes from a data file; every fault in it is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from measurement.errors import ExportError
from measurement.questionnaire.comparability import LISTED, Change, Comparability, load
from measurement.questionnaire.files import reading
from measurement.words import speak

YEARS = ["2021-2022", "2022-2023", "2023-2024", "2024-2025", "2025-2026"]
HEAD = "school_year;item;kind;note_nl;note_en\n"


def known(*rows: str) -> Comparability:
    """What these rows say: school year, kind, and the item if it is about one."""
    cells = [row.split() for row in rows]
    return Comparability(
        tuple(
            Change(school_year=year, kind=kind, item="".join(item))  # type: ignore[arg-type]
            for year, kind, *item in cells
        )
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's questionnaire, to spoil."""
    return Path(shutil.copytree(reading.HOME, tmp_path / "questionnaire"))


def faults(folder: Path, content: str) -> str:
    (folder / LISTED.file).write_text(content, encoding="utf-8-sig")
    with pytest.raises(ExportError) as error:
        load(folder)
    speak("en")
    return str(error.value)


def test_the_projects_own_file_says_that_older_data_are_not_comparable() -> None:
    (first,) = load().breaks(["A1"])
    assert (first.school_year, first.kind) == ("2023-2024", "comparable")
    for language in ("nl", "en"):
        speak(language)
        assert "2023-24" in str(first.note)


def test_a_segment_counts_the_breaks_at_or_before_a_school_year() -> None:
    made = known("2023-2024 comparable", "2025-2026 wording A1")
    assert made.segments(YEARS, ["A1"]) == [0, 0, 1, 1, 2]
    assert made.segments(YEARS, ["A2"]) == [0, 0, 1, 1, 1]


def test_without_rows_all_years_can_be_compared() -> None:
    assert Comparability().segments(YEARS, ["A1"]) == [0] * 5
    assert Comparability().breaks(["A1"]) == ()


def test_a_scale_starts_anew_when_one_of_its_items_does_and_the_rate_only_when_all_does() -> None:
    made = known("2023-2024 comparable", "2024-2025 wording", "2025-2026 wording D2")
    assert made.segments(YEARS, ["D1", "D2"]) == [0, 0, 1, 2, 3]
    assert made.segments(YEARS, ["D1"]) == [0, 0, 1, 2, 2]
    assert made.segments(YEARS, []) == [0, 0, 1, 1, 1]


def test_two_breaks_in_one_year_are_one_and_the_graver_is_named() -> None:
    made = known("2023-2024 wording A1", "2023-2024 comparable")
    assert [b.kind for b in made.breaks(["A1"])] == ["comparable"]
    assert made.segments(YEARS, ["A1"]) == [0, 0, 1, 1, 1]


def test_a_zero_measurement_breaks_nothing() -> None:
    assert known("2024-2025 zero").segments(YEARS, ["A1"]) == [0] * 5


@pytest.mark.parametrize(
    ("rows", "with_data", "zero"),
    [
        ([], YEARS, "2021-2022"),
        ([], [], ""),
        (["2023-2024 comparable"], YEARS, "2023-2024"),
        (["2023-2024 comparable"], YEARS[:2], "2021-2022"),  # nothing after the break yet
        (["2023-2024 comparable"], ["2022-2023", "2024-2025"], "2024-2025"),
        (["2023-2024 comparable", "2025-2026 wording A1"], YEARS, "2025-2026"),
        (["2023-2024 comparable", "2025-2026 wording A2"], YEARS, "2023-2024"),
        (["2024-2025 zero"], YEARS, "2024-2025"),
        (["2024-2025 zero", "2022-2023 zero A1"], YEARS, "2022-2023"),
        (["2024-2025 zero", "2022-2023 zero A2"], YEARS, "2024-2025"),
        (["2023-2024 comparable", "2022-2023 zero"], YEARS, "2023-2024"),  # before the break
        (["2026-2027 zero"], YEARS, "2021-2022"),  # not there yet
        (["2026-2027 comparable", "2024-2025 zero"], YEARS, "2024-2025"),  # nor is that break
        (["2022-2023 zero"], ["2021-2022", "2023-2024"], "2022-2023"),  # named, without data
    ],
)
def test_the_zero_measurement_is_the_one_named_or_the_first_comparable_year_with_data(
    rows: list[str], with_data: list[str], zero: str
) -> None:
    assert known(*rows).zero(with_data, ["A1"]) == zero


def test_a_questionnaire_without_the_file_has_no_breaks(folder: Path) -> None:
    (folder / LISTED.file).unlink()
    assert load(folder) == Comparability()


def test_an_edit_is_seen_without_a_restart(folder: Path) -> None:
    assert len(load(folder).changes) == 1
    (folder / LISTED.file).write_text(HEAD + "2024-2025;A1;wording;;\n", encoding="utf-8-sig")
    assert load(folder).changes == (Change(school_year="2024-2025", item="A1", kind="wording"),)


def test_a_ticked_option_is_an_item_too(folder: Path) -> None:
    option = next(iter(reading.load(folder).options)).id
    (folder / LISTED.file).write_text(
        HEAD + f"2024-2025;{option};wording;;\n", encoding="utf-8-sig"
    )
    assert load(folder).changes[0].item == option


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2024;;comparable;;", "row 2: '2024' is not possible for 'school_year'"),
        ("2024-2026;;comparable;;", "row 2: '2024-2026' is not possible for 'school_year'"),
        (";;comparable;;", "row 2: the field 'school_year' is empty"),
        ("2024-2025;;broken;;", "row 2: 'broken' is not possible for 'kind'"),
        ("2024-2025;A1;;;", "row 2: the field 'kind' is empty"),
        ("2024-2025;Z9;wording;;", "the item 'Z9' is not in the questionnaire"),
        (
            "2024-2025;A1;wording;;\n2024-2025;A1;wording;;",
            "'2024-2025 A1 wording' stands there twice",
        ),
        ("2024-2025;;zero;;\n2023-2024;;zero;;", "there is more than one zero measurement."),
        ("2024-2025;A1;zero;;\n2023-2024;A1;zero;;", "more than one zero measurement (A1)"),
    ],
)
def test_a_fault_is_named_with_file_and_row(folder: Path, rows: str, said: str) -> None:
    text = faults(folder, HEAD + rows + "\n")
    assert LISTED.file in text
    assert said in text


def test_every_fault_is_named_at_once(folder: Path) -> None:
    text = faults(folder, HEAD + "2024;;comparable;;\n2024-2025;Z9;wording;;\n2024-2025;;odd;;\n")
    assert all(part in text for part in ("row 2", "'Z9'", "row 4"))


def test_a_file_without_its_columns_says_which_are_missing(folder: Path) -> None:
    assert "school_year" in faults(folder, "year;kind\n2024-2025;zero\n")

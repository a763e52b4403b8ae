"""Inspection results from a workbook: what is filled in, and every fault by its row."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from measurement.centre.inspection.file import inspections_file, template
from measurement.errors import ExportError
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.success_factor_files import load as success_factors
from measurement.store import open_store

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "data/example/inspections.csv"


def filled(path: Path, **cells: object) -> Path:
    """The template with some cells filled in; C is Beeldvorming, D Signaalfunctie."""
    path.write_bytes(template(success_factors(), ["Centrum 01", "GO! CLB Gent"]))
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.active[place] = value
    book.save(path)
    return path


def found(path: Path) -> list[tuple[str, str, str, str]]:
    rows = inspections_file(path, success_factors(), load())
    return [(r.centre, r.school_year, r.scale, r.level) for r in rows]


def faults(path: Path) -> list[str]:
    with pytest.raises(ExportError) as refused:
        inspections_file(path, success_factors(), load())
    return str(refused.value).splitlines()


def listed(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["Centrum;Schooljaar;Schaal;Niveau", *rows]), encoding="utf-8")
    return path


def test_what_is_filled_in_comes_back_and_empty_cells_say_nothing(tmp_path: Path) -> None:
    path = filled(
        tmp_path / "d.xlsx",
        B2="2024-25",
        C2="benadert de verwachting",
        D2="volgens",
        B3="2024-2025",
    )
    assert found(path) == [
        ("Centrum 01", "2024-2025", "beeldvorming", "approaches"),
        ("Centrum 01", "2024-2025", "signaalfunctie", "meets"),
    ]


def test_the_template_has_a_column_per_scale_in_order(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(filled(tmp_path / "d.xlsx")).active
    heads = [cell.value for cell in sheet[1]]
    names = [label.nl for label in success_factors().named("scale").values()]
    assert heads == ["Centrum", "Schooljaar", *names]


def test_a_row_per_result_is_read_as_well() -> None:
    """The example itself, read by csv alone on the other side."""
    with EXAMPLE.open(encoding="utf-8", newline="") as source:
        expected = [tuple(row.values()) for row in csv.DictReader(source)]
    assert found(EXAMPLE) == expected
    assert len(expected) == 10 * 17 + 2 * 15


def test_other_spellings_of_a_centre_are_one(tmp_path: Path) -> None:
    path = listed(tmp_path / "d.csv", "CLB GO! Gent;2023-24;Beeldvorming;Volgens de verwachting")
    assert found(path) == [("GO! CLB Gent", "2023-2024", "beeldvorming", "meets")]


def test_every_fault_is_named_with_its_row(tmp_path: Path) -> None:
    told = faults(
        listed(
            tmp_path / "d.csv",
            "Nergens;2024-25;Beeldvorming;volgens",
            "Centrum 01;vorig jaar;Beeldvorming;volgens",
            "Centrum 01;;Beeldvorming;volgens",
            ";2024-25;Beeldvorming;volgens",
            "Centrum 01;2024-25;Sterkte;volgens",
            "Centrum 01;2024-25;Beeldvorming;goed",
        )
    )
    assert [line.split(":")[0] for line in told] == [f"Rij {row}" for row in range(2, 8)]
    for part, line in zip(
        ("Nergens", "vorig jaar", "schooljaar", "centrum", "Sterkte", "goed"), told, strict=True
    ):
        assert part in line


def test_a_result_that_stands_there_twice_must_say_the_same(tmp_path: Path) -> None:
    row = "Centrum 01;2024-25;Beeldvorming;"
    assert len(found(listed(tmp_path / "a.csv", row + "volgens", row + "volgens"))) == 1
    told = faults(listed(tmp_path / "b.csv", row + "volgens", row + "benadert"))
    assert told[0].startswith("Rij 3: 'benadert'")


def test_a_column_that_is_no_scale_is_named(tmp_path: Path) -> None:
    told = faults(filled(tmp_path / "d.xlsx", O1="Sterkte", B2="2024-25", C2="volgens"))
    assert "'Sterkte'" in told[0]


def test_another_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert "resultaten van een doorlichting" in faults(path)[0]


def test_what_was_read_can_be_stored(tmp_path: Path) -> None:
    path = filled(tmp_path / "d.xlsx", B2="2024-25", C2="overstijgt")
    with open_store(tmp_path / "store.sqlite") as store:
        store.centres.record_inspections(inspections_file(path, success_factors(), load()))
        assert store.centres.inspections().astype(str).to_numpy().tolist() == [
            ["Centrum 01", "2024-2025", "beeldvorming", "exceeds"]
        ]

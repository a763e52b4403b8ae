"""Facts of centres from a workbook: what is filled in, and every fault by its row."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from measurement.centre.facts_file import facts_file, template
from measurement.errors import ExportError
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.success_factor_files import load as success_factors


def filled(path: Path, **cells: object) -> Path:
    """The template with some cells filled in."""
    path.write_bytes(template(success_factors(), ["Centrum 01", "GO! CLB Gent"]))
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.active[place] = value
    book.save(path)
    return path


def test_what_is_filled_in_comes_back_and_empty_cells_say_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "f.xlsx", B2=34, D2="ja", D3="nee")
    found = facts_file(path, success_factors(), load())
    assert [(f.centre, f.key, f.value) for f in found] == [
        ("Centrum 01", "staff", "34"),
        ("Centrum 01", "flag_inspection", "yes"),
        ("GO! CLB Gent", "flag_inspection", "no"),
    ]


def test_every_fault_is_named_with_its_row(tmp_path: Path) -> None:
    path = filled(tmp_path / "f.xlsx", B2="veel", D3="misschien")
    with pytest.raises(ExportError) as refused:
        facts_file(path, success_factors(), load())
    told = str(refused.value)
    assert "Rij 2" in told
    assert "Rij 3" in told
    assert "veel" in told


def test_another_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(ExportError, match="gegevens van centra"):
        facts_file(path, success_factors(), load())

"""Lists that people fill in: which row names the columns, and where each cell stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from measurement.centre.facts_file import facts_file
from measurement.errors import ExportError
from measurement.exports.files.read import read
from measurement.exports.lists import ListSheet, list_on, named
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.success_factor_files import load as success_factors
from measurement.words import speak

NAMES = {"who": ("naam", "wie"), "when": ("datum",), "note": ("opmerking",)}


def listed(path: Path, *rows: Sequence[str | None]) -> ListSheet | None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Lijst"
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return list_on(read(path).sheets[0], named(NAMES), {"who", "when"}.issubset)


def test_cells_come_by_role_with_the_place_that_excel_shows(tmp_path: Path) -> None:
    speak("en")
    found = listed(
        tmp_path / "l.xlsx",
        ("Lijst van 2024", None),
        ("DATUM", "Wie?"),
        ("3/10/2024", " An\u00a0Peeters "),
        (None, "-"),
        (None, "Bo\nCas"),
    )
    assert found is not None
    an, bo = found.rows(NAMES)
    assert {role: cell.text for role, cell in an.items()} == {
        "when": "3/10/2024",
        "who": "An Peeters",
        "note": "",
    }
    assert str(an["who"].where) == "Sheet 'Lijst', row 3, column B"
    assert (bo["who"].excel_row, bo["who"].lines, bo["when"].text) == (5, ["Bo", "Cas"], "")


@pytest.mark.parametrize("heads", [("wie", "datum", "naam"), ("naam", "datum", "wie")])
def test_of_two_columns_for_the_same_the_name_that_is_listed_first_counts(
    tmp_path: Path, heads: Sequence[str]
) -> None:
    found = listed(tmp_path / "l.xlsx", heads, ["x"] * 3)
    assert found is not None
    assert found.places["who"] == heads.index("naam")


def test_the_row_that_names_most_columns_has_the_heads(tmp_path: Path) -> None:
    rows = [("wie", "datum", None), ("wie", "datum", "opmerking"), ("An", "3/10/2024", "ziek")]
    found = listed(tmp_path / "l.xlsx", *rows)
    assert found is not None
    assert (found.top, found.texts("note")) == (1, ["ziek"])


def test_without_the_columns_it_needs_a_sheet_holds_no_list(tmp_path: Path) -> None:
    assert listed(tmp_path / "l.xlsx", ("wie", "opmerking"), ("An", "ziek")) is None


def test_a_list_of_centres_without_facts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("Centrum;Kleur\nCentrum 01;groen\n", encoding="utf-8")
    with pytest.raises(ExportError, match="gegevens van centra"):
        facts_file(path, success_factors(), load())

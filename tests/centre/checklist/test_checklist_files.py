"""Checklists from files: the template comes back as it was filled in, and every fault is named."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from checklist_made import KNOWN

from measurement.centre.checklist.file import checklists_file
from measurement.centre.checklist.template import template
from measurement.cli.main import main
from measurement.errors import ExportError
from measurement.questionnaire.files.reading import load
from measurement.store import ChecklistDraft, Entry, open_store
from measurement.words import language, speak

QUESTIONNAIRE = load()
CENTRES = [centre.name for centre in QUESTIONNAIRE.centres]
DAY = date(2024, 10, 1)
LONG = ("Centrum", "Datum", "Ingevuld door", "Factor", "Toestand", "Opmerking")


def book(tmp_path: Path, wide: dict[str, Any] | None = None, long: Sequence[Any] = ()) -> Path:
    """The template, with these cells of the first sheet and rows of the second filled in."""
    made = openpyxl.load_workbook(io.BytesIO(template(KNOWN, CENTRES)))
    for place, value in (wide or {}).items():
        made["Checklist"][place] = value
    for row in long:
        made["Lijst"].append(row)
    path = tmp_path / "checklist.xlsx"
    made.save(path)
    return path


def table(tmp_path: Path, *rows: Sequence[str], head: Sequence[str] = LONG) -> Path:
    path = tmp_path / "checklist.csv"
    lines = [";".join(row) for row in (head, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[ChecklistDraft]:
    return checklists_file(path, KNOWN, QUESTIONNAIRE)


def faults(path: Path) -> list[str]:
    speak("en")
    with pytest.raises(ExportError) as error:
        read(path)
    assert all(problem.blocking for problem in error.value.problems)
    return [str(problem) for problem in error.value.problems]


def test_the_template_has_both_layouts_an_explanation_and_no_formulas() -> None:
    made = openpyxl.load_workbook(io.BytesIO(template(KNOWN, CENTRES, ["GO! CLB Gent"])))
    states = {sheet.title: sheet.sheet_state for sheet in made}
    assert states == {
        "Checklist": "visible",
        "Lijst": "visible",
        "Uitleg": "visible",
        "Keuzes": "hidden",
    }
    labels = [cell.value for cell in made["Checklist"]["A"]]
    assert labels[:4] == [
        "Centrum",
        "Datum",
        "Ingevuld door",
        "S1 Engagement en betrokkenheid van de leidinggevende",
    ]
    assert len(labels) == 3 + 9
    assert made["Checklist"]["B1"].value == "GO! CLB Gent"
    assert tuple(cell.value for cell in made["Lijst"][1]) == LONG
    explained = [row[2].value for row in made["Uitleg"].iter_rows(min_row=7)]
    assert explained == [factor.tip.nl for factor in KNOWN.factors]
    assert not [c for sheet in made for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_the_template_is_dutch_whatever_the_reader_speaks() -> None:
    speak("en")
    made = openpyxl.load_workbook(io.BytesIO(template(KNOWN)))
    assert made["Checklist"]["A1"].value == "Centrum"
    assert language() == "en"


def test_an_empty_template_says_that_nothing_is_filled_in(tmp_path: Path) -> None:
    [fault] = faults(book(tmp_path))
    assert "no checklist is filled in" in fault


def test_a_column_per_centre(tmp_path: Path) -> None:
    first = {"B1": "Centrum 01", "B2": DAY, "B3": "directie"}
    first |= {f"B{row}": "volledig aanwezig" for row in range(4, 13)}
    second = {"D1": "CLB GO! Gent", "D2": "1/10/2024", "D3": "POC+", "D4": "deels", "D12": "niet"}
    assert read(book(tmp_path, first | second)) == [
        ChecklistDraft("Centrum 01", DAY, "directie", {f: Entry("present") for f in KNOWN.ids}),
        ChecklistDraft("GO! CLB Gent", DAY, "poc", {"S1": Entry("partial"), "S9": Entry("absent")}),
    ]


def test_a_row_per_centre_and_factor_with_remarks(tmp_path: Path) -> None:
    rows = [
        ("Centrum 01", DAY, "kernteam", "S1 Engagement", "deels aanwezig", "groeit"),
        ("Centrum 01", DAY, "kernteam", "Tijd", None, "geen zicht op"),
        ("Centrum 02", DAY, "kernteam", "S1", "niet aanwezig", None),
        ("Centrum 02", DAY, "kernteam", "S2", None, None),
    ]
    assert read(book(tmp_path, long=rows)) == [
        ChecklistDraft(
            "Centrum 01",
            DAY,
            "kernteam",
            {"S1": Entry("partial", "groeit"), "S8": Entry("", "geen zicht op")},
        ),
        ChecklistDraft("Centrum 02", DAY, "kernteam", {"S1": Entry("absent")}),
    ]


def test_states_on_one_sheet_and_remarks_on_the_other_are_one_checklist(tmp_path: Path) -> None:
    wide = {"B1": "Centrum 01", "B2": DAY, "B3": "directie", "B4": "deels"}
    long = [("Centrum 01", DAY, "directie", "S1", None, "groeit")]
    assert read(book(tmp_path, wide, long)) == [
        ChecklistDraft("Centrum 01", DAY, "directie", {"S1": Entry("partial", "groeit")})
    ]


def test_several_of_the_staff_may_fill_in_on_one_day(tmp_path: Path) -> None:
    wide = {
        f"{column}{row}": value
        for column, state in (("B", "deels"), ("C", "niet"))
        for row, value in ((1, "Centrum 01"), (2, DAY), (3, "medewerker"), (4, state))
    }
    found = read(book(tmp_path, wide))
    assert [draft.entries["S1"].state for draft in found] == ["partial", "absent"]


def test_english_headers_and_a_csv_work_too(tmp_path: Path) -> None:
    head = ("centre", "date", "filled by", "success factor", "state")
    path = table(
        tmp_path, ("Centrum 01", "2024-10-01", "management", "S1", "fully present"), head=head
    )
    assert read(path) == [ChecklistDraft("Centrum 01", DAY, "directie", {"S1": Entry("present")})]


def test_every_fault_is_named_with_its_sheet_row_and_column(tmp_path: Path) -> None:
    wide = {
        "B1": "Nergens", "B2": DAY, "B3": "directie", "B4": "deels",
        "C1": "Centrum 02", "C2": "ooit", "C3": "de buur", "C5": "soms",
        "D5": "deels",
        "A9": "S77 Iets anders", "B9": "deels",
    }  # fmt: skip
    long = [("Centrum 01", date(2099, 1, 1), "directie", "S1", "deels", None)]
    told = faults(book(tmp_path, wide, long))
    expected = [
        "Sheet 'Checklist', row 1, column B: 'Nergens' is not a centre of the list.",
        "Sheet 'Checklist', row 9, column A: 'S77 Iets anders' is not a success factor.",
        "Sheet 'Checklist', row 2, column C: 'ooit' is not a date.",
        "Sheet 'Checklist', row 3, column C: 'de buur' does not say who filled in.",
        "Sheet 'Checklist', row 5, column C: 'soms' is not a state.",
        "Sheet 'Checklist', row 1, column D: The centre is not filled in.",
        "Sheet 'Checklist', row 2, column D: The date is not filled in.",
        "Sheet 'Checklist', row 3, column D: It is not said who filled in.",
        "Sheet 'Lijst', row 2, column B: The date 1 Jan 2099 is still to come.",
    ]
    assert [t[: len(e)] for t, e in zip(told, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("wide", "long", "said"),
    [
        (
            {f"{c}{r}": v for c in "BC" for r, v in ((1, "Centrum 01"), (2, DAY), (3, "directie"), (4, "deels"))},
            [],
            "Sheet 'Checklist', row 1, column C: The checklist of Centrum 01 of 1 Oct 2024 stands",
        ),
        (
            {},
            [("Centrum 01", DAY, "poc", "S1", state, None) for state in ("deels", "niet")],
            "Sheet 'Lijst', row 3, column D: S1 stands there twice for Centrum 01",
        ),
        (
            {"B1": "Centrum 01", "B2": DAY, "B3": "poc", "B4": "deels"},
            [("Centrum 01", DAY, "poc", "S1", "niet", None)],
            "Sheet 'Lijst', row 2, column D: S1 stands there twice for Centrum 01",
        ),
    ],
    ids=["columns", "rows", "both"],
)  # fmt: skip
def test_nothing_may_stand_there_twice(
    tmp_path: Path, wide: dict[str, Any], long: Sequence[Any], said: str
) -> None:
    [told] = faults(book(tmp_path, wide, long))
    assert told.startswith(said)


def test_a_csv_has_no_sheet_to_name(tmp_path: Path) -> None:
    path = table(tmp_path, ("Centrum 01", "2024-10-01", "directie", "S1", "soms", ""))
    assert faults(path)[0].startswith("Row 2, column E: 'soms' is not a state.")


def test_a_file_without_checklists_is_refused_with_what_was_expected(tmp_path: Path) -> None:
    [told] = faults(table(tmp_path, ("a", "b"), head=("x", "y")))
    assert "holds no checklist of success factors." in told
    assert "Centrum, Datum, Ingevuld door, Factor, Toestand, Opmerking" in told


def test_a_file_that_cannot_be_read_goes_through_the_same_guard(tmp_path: Path) -> None:
    path = tmp_path / "leeg.xlsx"
    path.touch()
    assert "The file is empty (0 bytes)." in faults(path)[0]


def test_the_commands_write_the_template_import_it_and_export_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, store = tmp_path / "leeg.xlsx", tmp_path / "s.sqlite"
    assert main(["checklist", "template", "--out", str(out), "--centre", "GO! CLB Gent"]) == 0
    made = openpyxl.load_workbook(out)
    for place, value in {"B2": DAY, "B3": "directie", "B4": "deels", "B7": "volledig"}.items():
        made["Checklist"][place] = value
    made.save(out)
    for _ in range(2):  # the second time nothing changes
        assert main(["checklist", "import", str(out), "--store", str(store)]) == 0
    assert "GO! CLB Gent" in capsys.readouterr().out
    with open_store(store) as opened:
        assert opened.checklists.listing()["version"].tolist() == [1]
    assert (
        main(["tables", "--store", str(store), "--by", "centre", "--out", str(tmp_path / "t")]) == 0
    )
    found = pd.read_csv(tmp_path / "t" / "checklist.csv")
    assert list(found.columns) == ["centre", "date", "filled_by", "factor", "precondition", "state"]
    assert found.to_numpy().tolist() == [
        ["GO! CLB Gent", "2024-10-01", "directie", "S1", True, "partial"],
        ["GO! CLB Gent", "2024-10-01", "directie", "S4", False, "present"],
    ]


def test_an_import_with_faults_leaves_the_store_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "s.sqlite"
    path = table(
        tmp_path,
        ("Centrum 01", "2024-10-01", "directie", "S1", "deels", ""),
        ("Centrum 01", "2024-10-01", "directie", "S2", "soms", ""),
    )
    assert main(["checklist", "import", str(path), "--store", str(store)]) == 2
    assert "soms" in capsys.readouterr().err
    assert not store.exists()


def test_real_checklists_are_not_mixed_with_the_example(
    example_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, ("Centrum 01", "2024-10-01", "directie", "S1", "deels", ""))
    assert main(["checklist", "import", str(path), "--store", str(example_store)]) == 2
    assert capsys.readouterr().err


def test_tables_without_checklists_have_no_checklist_file(tmp_path: Path) -> None:
    assert (
        main(["tables", "--store", str(tmp_path / "s.sqlite"), "--out", str(tmp_path / "t")]) == 0
    )
    assert not (tmp_path / "t" / "checklist.csv").exists()


@pytest.mark.parametrize(("gone", "name"), [(1, "Datum"), (2, "Ingevuld door")])
def test_a_file_without_one_column_is_one_sentence(gone: int, name: str, tmp_path: Path) -> None:
    rows = [[CENTRES[n], "3/10/2024", "directie", "S1", "aanwezig", "x"] for n in range(9)]
    head, *rows = [[*row[:gone], *row[gone + 1 :]] for row in (LONG, *rows)]
    assert faults(table(tmp_path, *rows, head=head)) == [
        f"Row 1, column A: The sheet has no column {name}. Add it, or use the template."
    ]


def test_of_hundreds_of_faults_forty_are_told_and_how_many_more(tmp_path: Path) -> None:
    rows = [[CENTRES[0], "3/10/2024", "directie", "S1", f"no state {n}", ""] for n in range(300)]
    told = faults(table(tmp_path, *rows))
    assert len(told) == 40 + 1
    assert told[-1] == (
        f"{300 - 40} more cells are not right. Mend those above first, and read the file again."
    )


def test_our_own_export_is_read_back_with_who_filled_in(tmp_path: Path) -> None:
    rows = [
        [CENTRES[n], "2024-10-03", filler, "S1", "True", state]
        for n, (filler, state) in enumerate(
            [
                ("directie", "absent"),
                ("kernteam", "partial"),
                ("poc", "present"),
                ("medewerker", "absent"),
            ]
        )
    ]
    store = str(tmp_path / "s.sqlite")
    head = ["centre", "date", "filled_by", "factor", "precondition", "state"]
    assert (
        main(["checklist", "import", str(table(tmp_path, *rows, head=head)), "--store", store]) == 0
    )
    out = tmp_path / "out"
    assert main(["tables", "--by", "centre", "--out", str(out), "--store", store]) == 0
    exported = out / "checklist.csv"
    assert sorted(exported.read_text("utf-8").splitlines()) == sorted(
        ",".join(r) for r in [head, *rows]
    )
    assert [(d.centre, d.filled_by) for d in read(exported)] == sorted((r[0], r[2]) for r in rows)

"""The project's own workbook: what it offers, and that it is read back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from exports_made import CENTRE, WORDING, csv_file, problems

from measurement.errors import ExportError
from measurement.exports import recognise
from measurement.exports.recognised import Recognised
from measurement.exports.template.template import invitations_file, template
from measurement.questionnaire.files.reading import load
from measurement.words import language, speak

MADE = load()
HEAD = "school_year,strategy,initiative,moment,centre,invited"


@pytest.fixture(scope="module")
def empty() -> bytes:
    return template(MADE)


def filled(
    folder: Path,
    empty: bytes,
    people: Sequence[Mapping[str, object]],
    survey: Sequence[object] = (),
    invited: Sequence[Sequence[object]] = (),
) -> Recognised:
    """The template with these answers, read back."""
    book = openpyxl.load_workbook(io.BytesIO(empty))
    answers = book["Antwoorden"]
    places = {cell.value: cell.column for cell in answers[1]}
    for row, person in enumerate(people, 2):
        for header, value in person.items():
            answers.cell(row, places[header], value)  # type: ignore[arg-type]
    for row, value in enumerate(survey, 1):
        book["Bevraging"].cell(row, 2, value)  # type: ignore[arg-type]
    for line in invited:
        book["Uitnodigingen"].append(list(line))
    path = folder / "sjabloon.xlsx"
    book.save(path)
    return recognise(path)


AN = {
    "Respondent": 1,
    "Datum": datetime(2025, 3, 1),
    CENTRE: "Gent",
    WORDING["A1"]: 8,
    WORDING["A2"]: "N.v.t. of geen zicht op",
}
BO = {
    "Respondent": 2,
    CENTRE: "CLB GO! Nova",
    WORDING["A1"]: "3",
    WORDING["A2"]: 7,
    "Initiatief": "Trauma",
}
SURVEY = ("2024-25", "PLG", "Onthaal", "lange termijn", 40)


def test_the_template_asks_every_item_in_the_words_of_the_questionnaire(empty: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(empty))
    headers = [cell.value for cell in book["Antwoorden"][1]]
    assert book.sheetnames[:4] == ["Antwoorden", "Bevraging", "Uitnodigingen", "Uitleg"]
    assert headers[:5] == ["Respondent", "Datum", "E-mail", CENTRE, "Initiatief"]
    assert set(WORDING.values()) <= set(headers)
    explained = {row[0].value for row in book["Uitleg"].iter_rows()}
    assert set(headers) <= explained


def test_the_template_offers_lists_for_the_survey(empty: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(empty))
    rules = {str(r.sqref): r.formula1 for r in book["Bevraging"].data_validations.dataValidation}
    assert str(MADE.strategies[0].label) in rules["B2"]
    assert [row[0].value for row in book["Bevraging"].iter_rows()] == [
        "Schooljaar",
        "Strategie",
        "Initiatief",
        "Moment",
        "Uitgenodigd",
    ]


def test_the_template_is_dutch_whatever_the_reader_speaks(empty: bytes) -> None:
    spoken = language()
    speak("en")
    try:
        headers = openpyxl.load_workbook(io.BytesIO(template(MADE)))["Antwoorden"][1]
    finally:
        speak(spoken)
    assert WORDING["A1"] in [cell.value for cell in headers]


def test_answers_in_the_template_are_read_back(tmp_path: Path, empty: bytes) -> None:
    made = filled(tmp_path, empty, [AN, BO])
    assert (made.platform, made.items, made.unmapped) == ("template", ("A1", "A2"), ())
    assert made.codes.tolist() == [[10, 2], [5, 9]]
    assert made.respondents["centre"].tolist() == ["GO! CLB Gent", "GO! CLB Nova"]


def test_the_sheet_about_the_survey_fills_in_what_a_row_leaves_open(
    tmp_path: Path, empty: bytes
) -> None:
    made = filled(tmp_path, empty, [AN, BO], SURVEY)
    assert made.survey == {
        "school_year": "2024-2025",
        "strategy": "plg",
        "initiative": "Onthaal",
        "moment": "long",
        "invited": "40",
    }
    assert made.respondents["initiative"].tolist() == ["Onthaal", "Trauma"]
    assert made.respondents["strategy"].tolist() == ["plg", "plg"]


def test_the_sheet_with_invitations_is_read_and_its_faults_are_told(
    tmp_path: Path, empty: bytes
) -> None:
    lines = [
        ["2024-2025", "PLG", "Onthaal", "lange termijn", "Gent", 12],
        [None, None, None, None, "CLB GO! Nova", 5],
        ["2024-2025", "Onbekend", "Onthaal", "", "Gent", 3],
    ]
    made = filled(tmp_path, empty, [AN, BO], SURVEY, lines)
    survey = ("2024-2025", "plg", "Onthaal", "long")
    assert made.invitations == ((*survey, "GO! CLB Gent", 12), (*survey, "GO! CLB Nova", 5))
    assert "Onbekend" in problems(made)["invitations"]


def test_an_unknown_value_on_the_sheet_about_the_survey_is_told(
    tmp_path: Path, empty: bytes
) -> None:
    made = filled(tmp_path, empty, [AN, BO], ("vorig jaar", "PLG"))
    assert made.survey == {"strategy": "plg"}
    assert "vorig jaar" in problems(made)["unknown_survey"]


def test_an_empty_template_has_no_answers(tmp_path: Path, empty: bytes) -> None:
    with pytest.raises(ExportError) as caught:
        filled(tmp_path, empty, [])
    assert caught.value.problems[0].kind == "no_answers"


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\n2024-2025,plg,Onthaal,long,GO! CLB Gent,12\n",
        "Uitgenodigd;Centrum;Moment;Initiatief;Strategie;Schooljaar\n12;gent;lange termijn;Onthaal;PLG;2024-25\n",
    ],
)
def test_invitations_are_read_in_any_order_in_dutch_or_english(
    tmp_path: Path, content: str
) -> None:
    expected = [("2024-2025", "plg", "Onthaal", "long", "GO! CLB Gent", 12)]
    assert invitations_file(csv_file(tmp_path, content)) == expected


def test_moment_and_centre_may_be_left_out(tmp_path: Path) -> None:
    path = csv_file(
        tmp_path, "schooljaar;strategie;initiatief;uitgenodigd\n2024-25;plg;Onthaal;40\n"
    )
    assert invitations_file(path) == [("2024-2025", "plg", "Onthaal", "", "", 40)]


@pytest.mark.parametrize(
    ("line", "n"),
    [
        ("2024-2025,plg,Onthaal,long,Gent,veel", 1),
        ("2024-2025,plg,Onthaal,long,Gent,-3", 1),
        ("2024-2025,plg,Onthaal,long,Gent,", 1),
        ("2024,coaching,,long,Gent,3", 3),
        ("2024-2025,plg,Onthaal,ooit,Gent,3", 1),
        ("2024-2025,plg,Eerste,long,Gent,3", 1),
    ],
)
def test_every_fault_in_a_table_of_invitations_is_named_with_its_row(
    tmp_path: Path, line: str, n: int
) -> None:
    path = csv_file(tmp_path, f"{HEAD}\n2024-2025,plg,Eerste,long,Gent,3\n{line}\n")
    with pytest.raises(ExportError) as caught:
        invitations_file(path)
    assert [problem.rows for problem in caught.value.problems] == [(3,)] * n


def test_a_file_without_invitations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        invitations_file(csv_file(tmp_path, "Nr;A1\n1;8\n"))
    assert caught.value.problems[0].kind == "no_invitations"

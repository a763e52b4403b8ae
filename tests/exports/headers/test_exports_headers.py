"""Which tool wrote a sheet, and where its header stands."""

from __future__ import annotations

import pytest
from exports_made import FORMS, WORDING, found, found_in, problems, sheet, told

A, ANSWERS = [WORDING["A1"], WORDING["A2"]], [8, 7]

TOOLS = {
    "Forms in Dutch": ("ms_forms", [FORMS + A]),
    "Forms in English": (
        "ms_forms",
        [["Id", "Start time", "Completion time", "Email", "Name", "Last modified time", *A]],
    ),
    "Google in Dutch": ("google_forms", [["Tijdstempel", *(f"Stellingen [{a}]" for a in A)]]),
    "Google in English": ("google_forms", [["Timestamp", "Email Address", *A]]),
    "LimeSurvey codes": (
        "limesurvey",
        [["id", "submitdate", "lastpage", "startlanguage", "seed", "A[SQ001]", "A[SQ002]"]],
    ),
    "LimeSurvey text": (
        "limesurvey",
        [["Response ID", "Date submitted", "Last page", *(f"Stellingen [{a}]" for a in A)]],
    ),
    "LimeSurvey Dutch text": (
        "limesurvey",
        [["Antwoord-ID", "Datum ingestuurd", "Laatste pagina", "Starttaal", *A]],
    ),
    "LimeSurvey another version": (
        "limesurvey",
        [["Respons-ID", "Tijdstip van inzending", "Laatst getoonde pagina", "Toegangscode", *A]],
    ),
    "LimeSurvey codes and text": (
        "limesurvey",
        [
            [
                "id. Antwoord-ID",
                "submitdate. Datum ingezonden",
                "lastpage. Laatste pagina",
                f"A[SQ001]. Stellingen [{A[0]}]",
                f"A[SQ002]. Stellingen [{A[1]}]",
            ]
        ],
    ),
    "Qualtrics": (
        "qualtrics",
        [
            [
                "StartDate",
                "EndDate",
                "Status",
                "IPAddress",
                "Progress",
                "ResponseId",
                "Q1_1",
                "Q1_2",
            ],
            ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Response ID"]
            + [f"Stellingen - {a}" for a in A],
        ],
    ),
    "SurveyMonkey": (
        "surveymonkey",
        [
            [
                "Respondent ID",
                "Collector ID",
                "Start Date",
                "End Date",
                "Hoe akkoord ben je?",
                None,
            ],
            [None, None, None, None, *A],
        ],
    ),
    "SurveyMonkey in Dutch": (
        "surveymonkey",
        [
            [
                "Respondent-ID",
                "Verzamelprogramma-ID",
                "Begindatum",
                "Einddatum",
                "Hoe akkoord?",
                "",
            ],
            [None, None, None, None, *A],
        ],
    ),
    "table": ("table", [["Nr", "Datum", *A]]),
    "table with a response id only": ("table", [["Respons-ID", *A]]),
    "table of ids": ("table", [["nr", "A1", "A2"]]),
}


@pytest.mark.parametrize(("platform", "headers"), TOOLS.values(), ids=TOOLS.keys())
def test_a_tool_is_known_by_its_own_columns(platform: str, headers: list[list[str]]) -> None:
    width = len(headers[0])
    people = [["1187345678901", *["2025-03-01 10:00:00"] * (width - 3), 8, 7] for _ in range(3)]
    made = found([*headers, *people])
    assert (made.platform, made.header_rows) == (platform, len(headers))
    assert made.items == ("A1", "A2")


@pytest.mark.parametrize("depth", [0, 1, 3, 11, 35])
def test_rows_above_the_header_are_passed_over(depth: int) -> None:
    above = [["Antwoordsleutel: 1 = helemaal niet akkoord, 8 = helemaal akkoord"]] * depth
    made = found([*above, FORMS + A, [1, "2025-03-01", "2025-03-01", "", "", *ANSWERS]])
    assert made.platform == "ms_forms"
    assert list(made.respondents["row"]) == [depth + 2]


def test_an_answer_key_that_names_the_items_is_not_the_header() -> None:
    key = [["A1", WORDING["A1"]], ["A2", WORDING["A2"]], []]
    assert told([*key, ["Nr", "Datum", *A], [1, "2025-03-01", 8, 7]])["respondents"] == 1


def test_a_merged_title_above_the_header_is_passed_over() -> None:
    rows = [["Bevraging vorming 2024-2025", None, None], ["Nr", *A], [1, 8, 7], [2, 6, 5]]
    assert list(found(rows).respondents["row"]) == [3, 4]


def test_rows_count_as_excel_shows_them_also_when_the_sheet_starts_lower() -> None:
    made = found_in(sheet([["Nr", *A], [1, 8, 7]], first_row=5, first_column=3))
    assert list(made.respondents["row"]) == [6]


def test_the_bigger_of_two_sheets_is_read_and_the_other_one_is_told() -> None:
    small = sheet([["Nr", *A], [1, 8, 7]], name="Onthaal & 'trauma' <1>")
    large = sheet([["Nr", *A], [1, 8, 7], [2, 7, 6]], name="Vorming Ω")
    made = found_in(small, large)
    assert made.sheet == "Vorming Ω"
    assert "Onthaal & 'trauma' <1>" in problems(made)["other_sheet"]


def test_a_hidden_sheet_counts_only_when_no_visible_one_will_do() -> None:
    rows = [["Nr", *A], [1, 8, 7], [2, 7, 6]]
    hidden = sheet(rows, name="Kopie", visible=False)
    assert found_in(hidden, sheet(rows[:2], name="Echt")).sheet == "Echt"
    assert found_in(hidden, sheet([["Nota"], ["geen vragen"]], name="Nota")).sheet == "Kopie"


def test_the_second_header_row_of_surveymonkey_may_be_empty() -> None:
    header = ["Respondent ID", "Collector ID", "Start Date", "End Date", *A]
    made = found([header, [], ["11873456789", "412345678", "2025-03-01", "2025-03-01", 8, 7]])
    assert (made.platform, made.header_rows, len(made.respondents)) == ("surveymonkey", 2, 1)


def test_three_header_rows_of_qualtrics_end_with_the_import_ids() -> None:
    codes = ["StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId", "Q1_1", "Q1_2"]
    words = [*codes[:6], *(f"Hoe akkoord ben je? - {a}" for a in A)]
    ids = [f'{{"ImportId":"{code}"}}' for code in codes]
    person = ["2025-03-01 10:00:00", "2025-03-01 10:05:00", "IP Address", 100, "True", "R_1", 8, 7]
    made = found([codes, words, ids, person])
    assert (made.header_rows, made.items, list(made.respondents["row"])) == (3, ("A1", "A2"), [4])

"""What survey tools leave out or write their own way: read as it stands, not as it usually stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from exports_made import FORMS, WORDING, csv_file, found, found_in, problems, sheet, told

from measurement.exports import check
from measurement.questionnaire.files.reading import load

A = [WORDING[item] for item in ("A1", "A2", "A3", "A4")]
LIME = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
BEG = [f"BEG[SQ{n:03}]" for n in range(1, 5)]


def sent(n: int) -> list[object]:
    """The n-th answer and when it came in, on a day of its own."""
    return [n, f"2025-03-{n + 1:02} 10:00:00", 3, "nl", 1000000]


def answers(made: dict[str, Any], item: str) -> dict[int, int]:
    """How often each point was given."""
    return {int(p): n for p, n in made["items"][item]["distribution"].items() if n}


def test_answers_that_look_like_codes_below_the_header_of_a_tool_are_answers() -> None:
    other = [f"WERK[SQ{n:03}]" for n in range(1, 15)]
    rows = [[*LIME, *BEG, *other]]
    rows += [[*sent(n), *["A6", "A7", "A8", "A5"], *["A5"] * 14] for n in range(5)]
    rows += [[*sent(5), *["A4", "A4", "A4", "A1"], *["A3", "A4"] * 7]]
    made = told(rows)
    assert (made["platform"], made["respondents"], made["header_rows"]) == ("limesurvey", 6, 1)
    assert answers(made, "A1") == {6: 5, 4: 1}


def test_answers_that_look_like_codes_are_answers_in_a_plain_table_too() -> None:
    rows = [["Nr", *A, *["Andere vraag"] * 6], [1, *["A7"] * 4, *["A1"] * 6]]
    rows += [[2, "A1", "A2", "A3", "A4", *["A1", "A2", "A3"] * 2]]
    assert answers(told(rows), "A1") == {7: 1, 1: 1}


def test_a_sheet_with_codes_of_two_letters_is_not_the_one_with_the_answers() -> None:
    seats = [["A1", "B1", "C1", "D1", "E1", "A2", "B2", "C2", "D2", "E2"], *[[4] * 10] * 40]
    asked = [["Opmerking", *A[:3]], ["goed", 7, 6, 8], ["kort", 5, 5, 5]]
    made = found_in(sheet(seats, name="Zaalplan"), sheet(asked, name="Antwoorden"))
    assert (made.sheet, len(made.respondents)) == ("Antwoorden", 2)
    assert "other_sheet" not in problems(made)


def test_a_sheet_of_which_all_headers_are_codes_is_read_when_there_is_no_other() -> None:
    made = found_in(sheet([["A1", "A2", "A3"], [7, 6, 8]]), sheet([["Nota"], ["klaar"]], name="N"))
    assert made.items == ("A1", "A2", "A3")


ROOM = ["ZAAL[A1]", "ZAAL[A2]", "ZAAL[A3]", "ZAAL[A4]"]


@pytest.mark.parametrize(
    "other",
    [
        ROOM,
        ["ZAAL_A1", "ZAAL_A2", "ZAAL_A3", "ZAAL_A4"],
        ["A[SQ001]", "A[SQ002]", "A[SQ003]", "A[SQ004]"],
        ["Hoe was de zaal? [A1]", "Hoe was de zaal? [A2]", "Hoe was de zaal? [A3]"],
        ["A1", "A2", "A3", "A4"],
    ],
    ids=["brackets", "underscore", "an array called A", "text", "codes alone"],
)
@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
def test_codes_of_the_questionnaire_win_from_what_looks_like_them(
    other: list[str], first: bool
) -> None:
    room, asked = [1, 2, 3, 4][: len(other)], [8, 7, 6, 5]
    headers = [*other, *BEG] if first else [*BEG, *other]
    cells = [*room, *asked] if first else [*asked, *room]
    made = told([[*LIME, *headers], *([*sent(n), *cells] for n in range(3))])
    for item, right in zip(("A1", "A2", "A3", "A4"), asked, strict=True):
        assert answers(made, item) == {right: 3}
    assert made["unmapped"] == other


def test_of_an_array_that_looks_like_items_nothing_is_taken_once_one_is_known_better() -> None:
    made = found([[*LIME, *BEG[:2], *ROOM], *([*sent(n), 8, 7, 1, 2, 3, 4] for n in range(3))])
    assert (made.items, list(made.unmapped)) == (("A1", "A2"), ROOM)
    assert "A3" in " ".join(str(p) for p in made.problems if p.kind == "proposed")


def test_where_codes_of_the_questionnaire_are_used_another_array_is_none_of_it() -> None:
    b = ["BEG[SQ005]", "BEG[SQ006]"]
    made = found([[*LIME, *b, *ROOM], *([*sent(n), 8, 7, 1, 2, 3, 4] for n in range(3))])
    assert made.items == ("B1", "B3")


def test_of_two_arrays_that_claim_the_same_items_neither_is_taken() -> None:
    kitchen = [header.replace("ZAAL", "KEUKEN") for header in ROOM]
    made = found([[*LIME, *ROOM, *kitchen, "B1"], *([*sent(n), *[4] * 8, 7] for n in range(3))])
    assert (made.items, list(made.unmapped)) == (("B1",), [*ROOM, *kitchen])


def test_an_array_per_module_is_still_known_beside_codes_of_the_questionnaire() -> None:
    made = found([[*LIME, *BEG, "C[SQ001]", "C[SQ002]"], [*sent(1), 8, 7, 6, 5, 4, 3]])
    assert made.items == ("A1", "A2", "A3", "A4", "C1", "C2")


def test_a_declared_code_counts_beside_any_text_and_that_is_told() -> None:
    made = found(
        [
            [*LIME[:3], "BEG[SQ001]. Wat vond je al met al van deze voormiddag?", *A[1:]],
            [1, "2025-03-01", 3, 8, 7, 6, 5],
        ]
    )
    assert made.items == ("A1", "A2", "A3", "A4")
    assert "BEG[SQ001]" in problems(made)["code_beside_text"]


def test_a_word_before_a_colon_is_no_declared_code() -> None:
    made = found(
        [
            [*FORMS, "CLB: hoe vind je de werking van jouw team?", *A],
            [1, *[""] * 4, "goed", 7, 7, 7, 7],
        ]
    )
    assert (made.respondents["centre"] == "").all()


@pytest.mark.parametrize("header", ["{c}", "{u}", "{d}"], ids=["brackets", "underscore", "dots"])
def test_limesurvey_is_known_by_its_codes_alone(header: str) -> None:
    named = [
        header.format(
            c=c, u=c.replace("[", "_").strip("]"), d=c.replace("[", ".").replace("]", ".")
        )
        for c in [*BEG, "BEG[SQ005]"]
    ]
    made = told([["id", *named], [1, 8, 7, 6, 5, "N/A"], [2, 8, 7, 6, 5, 4]])
    assert made["platform"] == "limesurvey"
    b1 = made["items"]["B1"]
    assert (b1["n_not_applicable"], b1["n_not_shown"], answers(made, "B1")) == (0, 1, {4: 1})


def test_limesurvey_in_words_is_known_by_its_number_of_the_answer_and_its_brackets() -> None:
    grid = [f"In welke mate ben je akkoord? [{a}]" for a in A]
    made = told([["Antwoord-ID", *grid], [1, 8, 7, 6, "N/A"], [2, 8, 7, 6, 4]])
    assert (made["platform"], made["items"]["A4"]["n_not_applicable"]) == ("limesurvey", 0)


GERMAN = ["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsstartwert"]


def test_limesurvey_in_german_tells_who_did_not_finish() -> None:
    rows = [[*GERMAN, "Datum gestartet", "Datum letzte Aktivität", *BEG]]
    rows += [
        [1, "2025-03-01 10:00:00", 3, "de", 7, "2025-03-01 09:00", "2025-03-01 10:00", 8, 7, 6, 5]
    ]
    rows += [[2, "", 1, "de", 8, "2025-03-02 09:00", "2025-03-02 10:00", 8, "", "", ""]]
    made = told(rows)
    assert (made["platform"], made["respondents"], made["partial"]) == ("limesurvey", 2, 1)


@pytest.mark.parametrize("asked", ["VERVOLG", "In welk CLB werk je?", "G1", "WERK[SQ001]"])
def test_a_row_that_only_says_not_shown_is_blank(asked: str) -> None:
    rows = [[*LIME, *BEG, asked], [*sent(1), 8, 7, 6, 5, "Ja"]]
    rows += [[2, "", 0, "nl", 8, "", "", "", "", "N/A"], [3, "", 0, "nl", 8, *["N/A"] * 5]]
    made = told(rows)
    assert (made["respondents"], made["excluded"]["blank"]) == (1, [3, 4])


META = [
    "ResponseId",
    "Progress",
    "Duration (in seconds)",
    "Finished",
    "RecordedDate",
    "UserLanguage",
]


@pytest.mark.parametrize("day", ["2025-03-01 10:00:00", "45717.4167", "01/03/2025 10:00"])
@pytest.mark.parametrize("n", [1, 6])
def test_one_header_row_of_qualtrics_is_one_whatever_its_dates_look_like(day: str, n: int) -> None:
    people = [[f"R_{i}aB", 100, 300, "True", day, "NL", 8, 7, 6, 5] for i in range(n)]
    made = told([[*META, "A1", "A2", "A3", "A4"], *people])
    assert (made["platform"], made["header_rows"], made["respondents"]) == ("qualtrics", 1, n)


def test_one_header_row_of_qualtrics_is_one_also_where_only_words_stand_below_it() -> None:
    meta = ["Status", "Finished", "DistributionChannel", "UserLanguage"]
    people = [["IP Address", "True", "anonymous", "NL", 8, 7]] * 3
    made = told([[*meta, "A1", "A2"], *people, ["IP Address", "False", "email", "NL", 1, 2]])
    assert (made["header_rows"], answers(made, "A1")) == (1, {8: 3, 1: 1})


def test_the_texts_of_qualtrics_are_a_header_in_any_language() -> None:
    texts = ["Antwort", "Fortschritt", "Dauer", "Beendet", "Datum", "Sprache", *A]
    people = [[f"R_{n}", 100, 300, "True", 45717.5 + n, "NL", 8, 7, 6, 5] for n in range(2)]
    made = told([[*META, "Q1_1", "Q1_2", "Q1_3", "Q1_4"], texts, *people])
    assert (made["header_rows"], made["respondents"]) == (2, 2)


def test_qualtrics_is_known_by_its_import_ids_without_any_column_of_its_own() -> None:
    ids = [f'{{"ImportId":"QID1_{n}"}}' for n in range(1, 5)]
    made = told([["Q1_1", "Q1_2", "Q1_3", "Q1_4"], [f"Hoe? - {a}" for a in A], ids, [8, 7, 6, 5]])
    assert (made["platform"], made["header_rows"], made["respondents"]) == ("qualtrics", 3, 1)
    made = told([["A1", "A2", "A3", "A4"], ids, [8, 7, 6, 5]])
    assert (made["platform"], made["header_rows"], answers(made, "A1")) == ("qualtrics", 2, {8: 1})


def own(folder: Path, questions: str, export: str) -> dict[str, Any]:
    """What is recognised of an export with a questionnaire of its own."""
    (folder / "eigen.csv").write_text(f"id;wording_nl;scale;codes\n{questions}", "utf-8")
    return check(csv_file(folder, export), load(folder / "eigen.csv"))


DASHES = ["Niveau 1 - Rekenen", "Niveau 1 - Opslag", "Niveau 2: Antwerpen"]


@pytest.mark.parametrize("codes", [True, False])
def test_a_statement_may_hold_the_sign_that_parts_it_from_its_question(
    tmp_path: Path, codes: bool
) -> None:
    questions = "".join(
        f"T{n};{text};1-5;{f'Q3_{n}' if codes else ''}\n" for n, text in enumerate(DASHES, 1)
    )
    texts = [f"Hoe belangrijk zijn deze diensten? - {text}" for text in DASHES]
    rows = [["ResponseId", "Q3_1", "Q3_2", "Q3_3"], ["Response ID", *texts]]
    rows += [['{"ImportId":"_recordId"}', *['{"ImportId":"QID3"}'] * 3], ["R_1", "4", "5", "2"]]
    export = "\n".join(
        ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
    )
    made = own(tmp_path, questions, export)
    assert [answers(made, item) for item in ("T1", "T2", "T3")] == [{4: 1}, {5: 1}, {2: 1}]


@pytest.mark.parametrize(
    "sign", ["Hoe vaak? [{}]", "Hoe vaak? - {}", "Hoe vaak?: {}", "Hoe vaak/{}"]
)
@pytest.mark.parametrize(
    "statement",
    [
        "Ik leer [samen] met collega's",
        "Team - ik leer met collega's",
        "Wij/zij leren van elkaar elke week",
    ],
)
def test_a_statement_may_hold_any_sign(tmp_path: Path, statement: str, sign: str) -> None:
    header = sign.format(statement)
    made = own(tmp_path, f"T1;{statement};1-5;\n", f"nr;{header};Nog iets\n1;4;x\n2;5;y\n")
    assert answers(made, "T1") == {4: 1, 5: 1}


MONKEY = ["Respondent ID", "Start Date", "End Date", "Custom Data 1"]


@pytest.mark.parametrize(
    "columns",
    [[0, 1, 2, 3], [0, 1, 2], [0], [0, 2]],
    ids=["usual", "no data", "only id", "id, end"],
)
def test_surveymonkey_is_known_without_a_collector(columns: list[int]) -> None:
    cells = ["118700001", "03/10/2025 10:00:00", "03/10/2025 10:05:00", ""]
    meta, person = [MONKEY[i] for i in columns], [cells[i] for i in columns]
    rows = [
        [*meta, "In welke mate?", "", "", "", WORDING["B1"]],
        [*[""] * len(meta), *A, "Response"],
    ]
    made = told([*rows, [*person, 8, 7, 6, 5, 4]])
    assert (made["platform"], made["header_rows"], made["respondents"]) == ("surveymonkey", 2, 1)
    assert (answers(made, "A2"), answers(made, "B1")) == ({7: 1}, {4: 1})


def test_respondents_with_short_numbers_are_not_taken_for_a_second_header() -> None:
    rows = [["Respondent ID", "Start Date", "End Date", *A]]
    made = told([*rows, *([n, "03/10/2025", "03/10/2025", 8, 7, 6, 5] for n in (1, 2, 3))])
    assert (made["header_rows"], made["respondents"]) == (1, 3)


@pytest.mark.parametrize(
    "group", ["Akkoord/", "deel_1/stellingen/", ""], ids=["one", "two", "none"]
)
def test_kobo_writes_its_groups_before_the_statement(group: str) -> None:
    headers = [
        "start",
        "end",
        *(group + a for a in A),
        "_id",
        "_uuid",
        "_submission_time",
        "_index",
    ]
    row = ["2025-03-01 10:00", "2025-03-01 10:05", 8, 7, 6, 5, 500, "u", "2025-03-01 10:06", 1]
    made = told([headers, row])
    assert (made["platform"], made["respondents"]) == ("kobo", 1)
    assert [answers(made, i) for i in ("A1", "A2", "A3", "A4")] == [{8: 1}, {7: 1}, {6: 1}, {5: 1}]


def test_a_group_before_the_statement_is_no_hindrance_without_the_columns_of_kobo() -> None:
    assert found([["nr", *(f"Akkoord/{a}" for a in A)], [1, 8, 7, 6, 5]]).items == (
        "A1",
        "A2",
        "A3",
        "A4",
    )


ALCHEMER = [
    "Response ID",
    "Time Started",
    "Date Submitted",
    "Status",
    "Contact ID",
    "Legacy Comments",
    "Comments",
    "Language",
    "Referer",
    "SessionID",
    "User Agent",
]


def test_alchemer_writes_the_question_behind_the_statement() -> None:
    headers = [*ALCHEMER, *(f"{a}:In welke mate ben je akkoord?" for a in A)]
    meta = ["Mar 01, 2025 10:00:00 AM", "Mar 01, 2025 10:05:00 AM"]
    rows = [
        [1, *meta, "Complete", *[""] * 7, 8, 7, 6, 5],
        [2, meta[0], "", "Partial", *[""] * 7, 8, "", "", ""],
    ]
    made = told([headers, *rows])
    assert (made["platform"], made["respondents"], made["partial"]) == ("alchemer", 2, 1)
    assert answers(made, "A4") == {5: 1}


OWN = "W1;De workshop was de moeite waard;1-5;\nW2;Wat wil je nog kwijt?;text;\n"
CONSENT = "Ik geef toestemming voor de verwerking van mijn antwoorden"


@pytest.mark.parametrize("form", ["csv", "toml"])
def test_who_refused_and_who_only_tried_are_left_out_with_any_questionnaire(
    tmp_path: Path, form: str
) -> None:
    rows = [
        f"Tijdstempel;{CONSENT};In welk centrum werk je?;De workshop was de moeite waard;Wat wil je nog kwijt?",
        "01/03/2026 10:00:00;Ja;GO! CLB Gent;5;prima",
        "02/03/2026 10:00:00;Nee;CLB GO! Gent;1;liever niet",
        "03/03/2026 10:00:00;Ja;Gent;4;dit is een test",
        "04/03/2026 10:00:00;Ja;CLB GO! Gent;4;leerrijk",
        "05/03/2026 10:00:00;Ja;test;2;ok",
    ]
    (tmp_path / "eigen.csv").write_text(f"id;wording_nl;scale;codes\n{OWN}", "utf-8")
    (tmp_path / "eigen.toml").write_text('id = "eigen"\n[files]\nitems = "eigen.csv"\n', "utf-8")
    made = check(csv_file(tmp_path, "\n".join(rows)), load(tmp_path / f"eigen.{form}"))
    assert (made["excluded"]["refused"], made["excluded"]["test"]) == ([3], [4, 6])
    assert answers(made, "W1") == {5: 1, 4: 1}
    assert list(made["centres"].values()) == [2]


def test_a_questionnaire_may_have_rules_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(f"id;wording_nl;scale;codes\n{OWN}", "utf-8")
    rules = 'id = "eigen"\nconsent = {}\n[files]\nitems = "items.csv"\n'
    (tmp_path / "eigen.toml").write_text(rules, "utf-8")
    rows = f"{CONSENT};De workshop was de moeite waard\nNee;1\nJa;5\nJa;4\n"
    assert check(csv_file(tmp_path, rows), load(tmp_path / "eigen.toml"))["respondents"] == 3

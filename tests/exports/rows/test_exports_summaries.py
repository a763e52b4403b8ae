"""Sums and formulas beside the answers are nobody's: rows below, columns beside, other sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from exports_made import CENTRE, FORMS, WORDING, found_in, problems, sheet, told

from measurement.questionnaire.files.reading import load

A = [WORDING[i] for i in ("A1", "A2", "A3", "A4")]
TABLE = ["Nr", "Datum", "Centrum", "Wat is je ambt?", *A]
TRAINING = "Welke opleiding volgde je?"
Rows = list[list[object]]


def scores(n: int) -> list[object]:
    """Answers that differ from person to person."""
    return [n % 8 + 1, n % 7 + 1, n % 5 + 2, n * 3 % 8 + 1]


def people(count: int) -> Rows:
    """Rows of a plain table."""
    return [
        [n, f"2025-03-{n:02} 10:00:00", "Gent", ["Arts", "PPC"][n % 2], *scores(n)]
        for n in range(1, count + 1)
    ]


def left_out(rows: Sequence[Sequence[object]]) -> tuple[int, dict[str, list[int]]]:
    """How many count, and the Excel rows that are left out by reason."""
    made = told(rows)
    return made["respondents"], {kind: at for kind, at in made["excluded"].items() if at}


LABELS = [
    ["Gemiddelde score", "", "", ""],
    ["Totaal:", "", "", ""],
    ["Aantal", "", "", ""],
    ["n", "", "", ""],
    ["Aantal hoog (6-8)", "", "", ""],
    ["Score 3", "", "", ""],
    ["", "", "Gemiddelde", ""],
    ["", "", "", "Mediaan"],
    ["", "", "Aantal", ""],
    ["Totaal", "", 14, ""],
    ["", "", "", ""],
]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: "|".join(map(str, label)))
def test_a_row_of_sums_below_the_answers_is_a_note(label: list[object]) -> None:
    assert left_out([TABLE, *people(9), [*label, 6, 7, 6, 7]]) == (9, {"note": [11]})


def test_a_table_of_frequencies_below_the_answers_is_no_people() -> None:
    counts: Rows = [[point, "", "", "", 1, 2, 9, 11] for point in range(1, 9)]
    rows = [TABLE, *people(9), [], *counts]
    assert left_out(rows) == (9, {"blank": [11], "note": list(range(12, 20))})
    assert sorted(told(rows)["items"]) == ["A1", "A2", "A3", "A4"]


def test_frequencies_are_known_by_their_labels_without_a_gap_too() -> None:
    counts: Rows = [[f"Score {point}", "", "", "", 1, 2, 0, 1] for point in range(1, 9)]
    assert left_out([TABLE, *people(9), *counts]) == (9, {"note": list(range(11, 19))})


def test_without_a_tool_frequencies_are_known_by_a_gap_and_by_what_everybody_fills_in() -> None:
    answers = [row[2:] for row in people(9)]
    counts: Rows = [["", "", 1, 2, 0, 1]] * 3
    found = left_out([TABLE[2:], *answers, [], *counts])
    assert found == (9, {"blank": [11], "note": [12, 13, 14]})


def anonymous() -> list[tuple[str, Rows]]:
    """Rows of people who tell little about themselves, at the end of a table."""
    nobody: list[object] = ["", "", "", ""]
    return [
        ("only a number", [TABLE, *people(6), [7, *nobody[1:], 8, 7, 6, 5]]),
        ("only a date after a gap", [TABLE, *people(6), [], [7, "2025-03-09", "", "", 8, 7, 6, 5]]),
        ("an open answer", [[*TABLE, WORDING["G1"]], *people(6), [*nobody, 8, 7, 6, 5, "Dank!"]]),
        ("a centre called so", [TABLE, *people(6), [7, "2025-03-09", "Aantal", "", 8, 7, 6, 5]]),
        ("nothing to tell", [["Centrum", *A], *[["Gent", *scores(n)] for n in range(6)], ["", 8, 7, 6, 5]]),
        ("often nothing", [["Centrum", *A], *[[["Gent", ""][n % 2], *scores(n)] for n in range(6)], [], ["", 8, 7, 6, 5]]),
        ("called Max", [["Naam", *A], *[[f"Piet{n}", *scores(n)] for n in range(6)], ["Max", 8, 7, 6, 5]]),
        ("high, but not at the end", [["Centrum", "Hoeveel jaar werk je in een CLB?", *A], *[["Gent", n, *scores(n)] for n in range(6)], ["", "Hoog, 12", 8, 7, 6, 5], ["Gent", 2, 1, 2, 3, 4]]),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "rows"), anonymous())
def test_somebody_who_tells_little_still_counts(name: str, rows: Rows) -> None:
    filled = sum(any(cell != "" for cell in row) for row in rows[1:])
    assert told(rows)["respondents"] == filled, name


@pytest.mark.parametrize(
    ("header", "of_somebody", "below"),
    [
        ("Gemiddelde", 6.5, 0),
        ("Gemiddelde", 6.5, "#DIV/0!"),
        ("Kolom1", 6.25, "#DEEL/0!"),
        ("Kolom1", 26, 0),
        ("Schooljaar", "2024-2025", "2024-2025"),
        (TRAINING, "Rouw en verlies", "Rouw en verlies"),
        ("Lesgever", "An Peeters", "An Peeters"),
    ],
)
def test_a_column_that_was_filled_down_makes_nobody(
    header: str, of_somebody: object, below: object
) -> None:
    rows: Rows = [["Nr", header, *A], *[[n, of_somebody, *scores(n)] for n in range(1, 7)]]
    rows += [[n, below, "", "", "", ""] for n in range(7, 10)]
    assert left_out(rows) == (6, {"blank": [8, 9, 10]})


def test_an_answer_to_an_unknown_question_is_still_an_answer() -> None:
    rows: Rows = [["Nr", *A, "Hoe waarschijnlijk raad je ons aan?"]]
    rows += [[n, *scores(n), n + 3] for n in range(1, 6)]
    assert left_out([*rows, [6, "", "", "", "", 9]]) == (6, {})


@pytest.mark.parametrize("mean", [7.5, "#DIV/0!"])
def test_a_mean_behind_the_questions_does_not_complete_an_answer(mean: object) -> None:
    rows: Rows = [["Nr", *A, "Gemiddelde"], *[[n, *scores(n), 5.25] for n in range(1, 6)]]
    assert told([*rows, [6, 8, 7, "", "", mean]])["partial"] == 1


def pivot(value: Any, name: str = "Samenvatting") -> Any:
    """A sheet with a row per centre."""
    return sheet([["Centrum", *A], *[[f"CLB {n}", *[value] * 4] for n in range(19)]], name)


@pytest.mark.parametrize("value", [3, 4.52])
@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_with_a_row_per_centre_is_not_read_for_the_answers(
    value: object, first: bool
) -> None:
    answers = sheet([TABLE, *people(9)], "Blad1")
    sheets = [pivot(value), answers] if first else [answers, pivot(value)]
    made = found_in(*sheets)
    assert (made.sheet, len(made.respondents)) == ("Blad1", 9)


def test_a_sheet_that_only_lists_centres_gives_way_to_a_nameless_one() -> None:
    answers = sheet([["Centrum", *A], *[["Gent", *scores(n)] for n in range(9)]], "Blad1")
    assert found_in(pivot(3), answers).sheet == "Blad1"


def test_a_longer_sheet_with_fewer_of_the_columns_is_told_but_not_read() -> None:
    fewer = sheet([["Nr", *A], *[[n, *scores(n)] for n in range(30)]], "Oud")
    made = found_in(sheet([TABLE, *people(9)], "Blad1"), fewer)
    assert made.sheet == "Blad1"
    assert "Oud" in problems(made)["other_sheet"]


GRID = "In hoeverre ga je akkoord met deze stellingen?"
SCALE = "1 = helemaal niet akkoord, 8 = helemaal akkoord"
AROUND = [
    "{} [" + SCALE + "]",
    "{} (1 (helemaal niet) tot 8 (helemaal wel))",
    "{}: " + SCALE,
    GRID + " | {}",
    GRID + " >> {}",
    GRID + " / {}",
    GRID + ".{}",
    GRID + " | 3. {}",
    GRID + " [SQ001. {}]",
    GRID + " [{}][Schaal 1]",
    GRID + " | {} [" + SCALE + "]",
    GRID + " - {} - Score",
    "{} / A sentence in another language altogether",
    '<p style="' + "margin: 0cm; " * 60 + '">{}</p>',
]


@pytest.mark.parametrize("around", AROUND)
def test_a_statement_is_known_with_its_question_or_scale_around_it(around: str) -> None:
    header = ["Nr", *(around.format(a) for a in A)]
    made = told([header, [1, 8, 7, 6, 5], [2, 4, 3, 2, 1]])
    assert sorted(made["items"]) == ["A1", "A2", "A3", "A4"]
    assert made["items"]["A4"]["distribution"]["5"] == 1


@pytest.mark.parametrize(
    "pair",
    [
        ("{} [Schaal 1]", "{} [Schaal 2]"),
        ("Hoe akkoord ben je hiermee? | {}", "Hoe belangrijk vind je dit? | {}"),
        ("{} / vond je dat voor de start ook", "{} / vind je dat vandaag nog steeds"),
    ],
)
def test_a_statement_that_is_asked_twice_in_other_words_is_not_guessed(pair: Sequence[str]) -> None:
    header = ["Nr", *(one.format(WORDING["A1"]) for one in pair), *A[1:3]]
    made = told([header, [1, 8, 7, 6, 5], [2, 4, 3, 2, 1]])
    assert list(made["items"]) == ["A2", "A3"]
    assert made["unmapped"] == header[1:3]


def test_what_explains_an_answer_is_not_the_answer() -> None:
    header = ["Nr", A[0], f"{A[0]} / Licht je antwoord hier kort toe"]
    made = told([header, [1, 8, 7], [2, 4, 3]])
    assert made["items"]["A1"]["column"] == A[0]
    assert made["unmapped"] == header[2:]


def test_a_question_before_the_sign_is_not_the_statement() -> None:
    header = ["Nr", *(f"{A[0]} | {about}" for about in ("de catering", "de lesgever")), *A[1:3]]
    assert list(told([header, [1, 8, 7, 6, 5], [2, 4, 3, 2, 1]])["items"]) == ["A2", "A3"]


def test_every_wording_of_the_questionnaire_is_still_itself() -> None:
    wordings = [i.wording.nl for i in load().items if i.closed]
    made = told([["Nr", CENTRE, *wordings], [1, "Gent", *[5] * len(wordings)]])
    assert sorted(made["items"]) == sorted(i.id for i in load().items if i.closed)


def test_a_quiz_with_the_scale_in_its_headers_keeps_its_items() -> None:
    said = [f"{a} [{SCALE}]" for a in A]
    header = [*FORMS, *(f"{lead}{s}" for s in said for lead in ("", "Punten - "))]
    who = ["2025-03-01 10:00", "2025-03-01 10:05", "", ""]
    rows = [[n, *who, *(cell for s in scores(n) for cell in (s, 0))] for n in (1, 2, 3)]
    assert sorted(told([header, *rows])["items"]) == ["A1", "A2", "A3", "A4"]

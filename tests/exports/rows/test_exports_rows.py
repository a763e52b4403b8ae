"""Which rows count: tests, duplicates, blank rows, refusals, partial answers, people and centres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from exports_made import CENTRE, FORMS, INITIATIVE, WORDING, found, problems, told
from hypothesis import given, settings
from hypothesis import strategies as st

from measurement.errors import ExportError
from measurement.exports.people.characteristics import undated
from measurement.questionnaire.files.reading import load
from measurement.school_year import school_year

A = [WORDING[i] for i in ("A1", "A2", "A3", "A4")]
OPEN = WORDING["G1"]
HEADER = [*FORMS, CENTRE, *A, OPEN]
SOMEBODY = [8, 7, 6, 5]


def person(
    n: int, *, centre: str = "Gent", text: str = "", scores: Sequence[object] = SOMEBODY, **who: str
) -> list[object]:
    """A row of the form: answered on the n-th of March."""
    start, end = f"2025-03-{n:02} 10:00:00", f"2025-03-{n:02} 10:05:00"
    return [n, start, end, who.get("email", ""), who.get("name", ""), centre, *scores, text]


def excluded(
    rows: Sequence[Sequence[object]], header: Sequence[object] = HEADER
) -> dict[str, list[int]]:
    """The Excel rows that are left out, by reason, without the reasons that left out none."""
    made = told([header, *rows])
    return {reason: left for reason, left in made["excluded"].items() if left}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("centre", c) for c in ("Test", "test CLB", "Test CLB", "GO! CLB Test", "test 2", "TEST", "testcentrum", "CLB GO! test1")),
        *(("name", n) for n in ("Jan Test", "Test", "test test", "Tester 2", "Test Persoon")),
        *(("email", e) for e in ("test@test.be", "jan.test@clb.be", "test1@go.be", "an@test.example")),
        *(("text", t) for t in ("test", "Test 2", "Dit is een test", "testje", "TEST - niet meetellen")),
    ],
)  # fmt: skip
def test_a_row_that_somebody_filled_in_to_try_is_left_out(field: str, value: str) -> None:
    rows = [person(1), person(2, scores=(1, 2, 3, 4), **{field: value}), person(3)]  # type: ignore[arg-type]
    assert excluded(rows) == {"test": [3]}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("centre", c) for c in ("Testelbergen", "CLB De Testament", "Protest", "NA", "CLB A")),
        *(("name", n) for n in ("An Testelmans", "Geert Detest", "Contesta", "Testa Rossa")),
        *(("email", e) for e in ("an.testelmans@clb.be", "contest@clb.be", "latest@clb.be")),
        *(("text", t) for t in ("De testafname was goed", "testen was leuk", "Meer uitleg over de intelligentietest graag", "protest")),
    ],
)  # fmt: skip
def test_words_that_only_contain_test_do_not_leave_a_row_out(field: str, value: str) -> None:
    rows = [person(1), person(2, scores=(1, 2, 3, 4), **{field: value}), person(3)]  # type: ignore[arg-type]
    assert excluded(rows) == {}


def test_a_preview_of_qualtrics_is_a_test() -> None:
    codes = ["StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId", "Q1_1", "Q1_2"]
    words = [*codes[:6], *(f"Stellingen - {a}" for a in A[:2])]
    day = "2025-03-01 10:00:00"
    kinds = ["IP Address", "Survey Preview", "Spam", "0", "1", "Voorbeeld van enquête", "16"]
    rows = [[day, day, kind, 100, "True", f"R_{n}", 8, n % 8 + 1] for n, kind in enumerate(kinds)]
    assert told([codes, words, *rows])["excluded"]["test"] == [4, 5, 7, 8]


@pytest.mark.parametrize("cell", ["", " ", "\u00a0", "-", "NULL", "(leeg)"])
def test_a_row_that_says_nothing_is_blank_whatever_its_metadata(cell: str) -> None:
    nobody = [2, "2025-03-02 10:00:00", "", "", "anonymous", *[cell] * (len(HEADER) - 5)]
    assert excluded([person(1), nobody, person(3)]) == {"blank": [3]}


def test_a_wholly_empty_row_in_between_is_blank_but_not_below_the_answers() -> None:
    assert excluded([person(1), [], person(3), [], []]) == {"blank": [3]}


@pytest.mark.parametrize("answer", ["Nee", "Neen", "Ik ga niet akkoord", "Nee, ik geef geen toestemming", "I do not agree"])  # fmt: skip
def test_who_refuses_consent_is_left_out(answer: str) -> None:
    header = [*HEADER, "Ik geef toestemming voor het gebruik van mijn antwoorden"]
    rows = [[*person(1), "Ja"], [*person(2), answer], [*person(3), "Ja, ik ga akkoord"]]
    assert excluded(rows, header) == {"refused": [3]}


@pytest.mark.parametrize(
    "below",
    [
        ["Gemiddelde", *[""] * 5, 6.52, 7.1, 5, 6],
        ["Totaal", *[""] * 5, 116, 7, 112, 99],
        ["nominaal", *["interval"] * 4, "nominaal", *["ordinaal"] * 4, "tekst"],
    ],
)
def test_a_row_of_means_or_levels_is_nobodys_answer(below: list[object]) -> None:
    assert excluded([person(1), person(2, scores=(1, 2, 3, 4)), below]) == {"note": [4]}


EIGHT = ("A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4")


def session(people: Sequence[Sequence[object]], items: Sequence[str] = EIGHT) -> list[list[object]]:
    """An anonymous form that everybody fills in within the same quarter of an hour."""
    rows: list[list[object]] = [[*FORMS, *(WORDING[item] for item in items)]]
    for n, scores in enumerate(people):
        start = f"2025-03-14 15:{n // 4:02}:{n % 4 * 15:02}"
        end = f"2025-03-14 15:{n // 4 + 2:02}:{n % 4 * 15:02}"
        rows.append([n + 1, start, end, "anonymous", None, *scores])
    return rows


def leaning(n: int, items: int, seed: int) -> list[list[int]]:
    """People who are more or less content, and whose answers lie around that."""
    rng = np.random.default_rng(seed)
    level = rng.integers(5, 9, n)[:, None]
    return np.clip(
        level + rng.integers(-1, 2, (n, items)) * rng.integers(0, 2, (n, items)), 1, 8
    ).tolist()


def test_rare_answers_that_return_within_minutes_are_a_double_and_it_is_said_why() -> None:
    people = [
        *leaning(24, 8, 1),
        [8, 3, 5, 1, 7, 2, 6, 4],
        *leaning(6, 8, 2),
        [8, 3, 5, 1, 7, 2, 6, 4],
    ]
    made = found(session(people))
    assert made.respondents.loc[made.respondents["excluded"] != "", "row"].tolist() == [33]
    assert "33" in problems(made)["rare_doubles"]


@pytest.mark.parametrize("n_items", [2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(4))
def test_people_who_answer_alike_in_one_room_are_people(n_items: int, seed: int) -> None:
    rows = session(leaning(40, n_items, seed), EIGHT[:n_items])
    made = found(rows)
    assert (made.respondents["excluded"] == "").all()
    answers = [tuple(row[5:]) for row in rows[1:]]
    again = [place for place, said in enumerate(answers) if said in answers[:place]]
    assert next(p for p in made.problems if p.kind == "alike").rows == tuple(i + 2 for i in again)


@pytest.mark.parametrize("seed", range(4))
def test_who_answers_the_same_everywhere_is_no_double_of_who_does_so_too(seed: int) -> None:
    people = [[score] * 8 for score in np.random.default_rng(seed).integers(6, 9, 30).tolist()]
    assert (found(session(people)).respondents["excluded"] == "").all()


def test_who_answers_the_same_a_school_year_later_is_counted_in_both() -> None:
    one, other = person(1, email="an@clb.be"), person(1, email="an@clb.be")
    other[1], other[2] = "2026-03-01 10:00:00", "2026-03-01 10:05:00"
    assert excluded([one, other]) == {}
    rows = [[*one, "Onthaal"], [*other, "Onthaal"]]
    assert excluded(rows, [*HEADER, INITIATIVE]) == {}


def test_the_same_answers_days_later_are_another_person() -> None:
    assert excluded([person(1), person(2), person(3)]) == {}


def test_the_same_answers_of_two_named_people_are_two_answers() -> None:
    one, other = person(1, email="an@clb.be"), person(1, email="bo@clb.be")
    assert excluded([one, other]) == {}


def test_the_same_answers_of_one_person_are_a_duplicate_whenever_they_were_given() -> None:
    one, other = person(1, email="An@clb.be "), person(9, email="an@clb.be")
    assert excluded([one, other]) == {"duplicate": [3]}


def test_another_spelling_of_the_same_answers_is_still_a_duplicate() -> None:
    one = person(
        1,
        email="an@clb.be",
        centre="GO! CLB Gent",
        scores=("8 - helemaal akkoord", "7", "N.v.t.", "5"),
    )
    two = person(1, email="an@clb.be", centre="CLB GO! Gent", scores=("8", "7.0", "nvt", "5"))
    assert excluded([one, two]) == {"duplicate": [3]}


def plain_table(people: Sequence[Sequence[object]]) -> list[list[object]]:
    """A table without time or identity, with enough different people to be called rare."""
    header = [
        "Nr",
        "Centrum",
        "Wat is je ambt?",
        *(WORDING[i] for i in ("A1", "A2", "A3", "A4", "B1", "B2")),
    ]
    return [header, *([n, *row] for n, row in enumerate(people, 1))]


def crowd(n: int) -> list[list[object]]:
    """People with scores that repeat only as a whole."""
    rng = np.random.default_rng(20250301)
    scores = rng.integers(1, 9, (n, 6)).tolist()
    return [
        [f"Centrum {i % 9 + 1:02}", ["Arts", "PPC", "MW"][i % 3], *row]
        for i, row in enumerate(scores)
    ]


@pytest.mark.parametrize("distance", [1, 8, 40])
def test_without_time_or_person_a_rare_row_that_returns_is_a_duplicate(distance: int) -> None:
    people = crowd(60)
    people.insert(5 + distance, list(people[5]))
    assert told(plain_table(people))["excluded"]["duplicate"] == [7 + distance]


def test_without_time_or_person_an_ordinary_row_may_return() -> None:
    people = [["Gent", "Arts", 8, 8, 8, 8, 8, 8], ["Gent", "PPC", 7, 7, 7, 7, 7, 7]] * 20
    people += [["Gent", "Arts", 8, 7, 8, 8, 7, 8], ["Gent", "PPC", 7, 8, 8, 8, 8, 8]] * 20
    assert told(plain_table(people))["excluded"]["duplicate"] == []


def test_who_answers_again_for_the_same_initiative_counts_once_with_the_fullest_answer() -> None:
    header = [*HEADER, INITIATIVE]
    rows = [
        [*person(1, email="an@clb.be", scores=(8, 8, "", "")), "Onthaal"],
        [*person(2, email="an@clb.be", scores=(1, 2, 3, 4)), "Onthaal"],
        [*person(3, email="an@clb.be", scores=(4, 3, 2, 1)), "Trauma"],
    ]
    assert excluded(rows, header) == {"duplicate": [2]}
    assert "answered_again" in problems(found([header, *rows]))


def test_who_answers_again_without_a_known_initiative_is_kept_and_told() -> None:
    rows = [person(1, email="an@clb.be"), person(2, email="an@clb.be", scores=(1, 2, 3, 4))]
    assert excluded(rows) == {}
    assert "answered_again" in problems(found([HEADER, *rows]))


@pytest.mark.parametrize(
    ("scores", "text", "partial"),
    [
        (SOMEBODY, "", 0),
        ((8, 7, 6, ""), "", 0),
        ((8, 7, "", ""), "", 1),
        ((8, 7, "-", "NULL"), "", 1),
        ((8, 7, "", ""), "Dank!", 0),
        ((8, "", "", 5), "", 0),
        ((8, 7, "N.v.t.", "nvt"), "", 0),
    ],
)
def test_who_leaves_the_last_questions_open_broke_off(
    scores: tuple[object, ...], text: str, partial: int
) -> None:
    rows = [person(1), person(2, scores=scores, text=text), person(3, scores=(4, 3, 2, 1))]
    assert told([HEADER, *rows])["partial"] == partial


@pytest.mark.parametrize(
    ("column", "whole", "broken"),
    [
        ("voltooid", "ja", "nee"),
        ("Status", "volledig", "onvolledig"),
        ("Finished", "True", "False"),
        ("completed", "1", "0"),
    ],
)
def test_a_table_may_say_who_broke_off(column: str, whole: str, broken: str) -> None:
    made = told([["Nr", column, *A], [1, whole, 8, "", "", ""], [2, broken, *SOMEBODY]])
    assert made["partial"] == 1
    assert not found([["Nr", column, *A], [1, broken, *SOMEBODY]]).respondents["completed"][0]


def test_an_empty_date_of_sending_is_partial_in_limesurvey() -> None:
    header = ["id", "submitdate", "lastpage", "A[SQ001]", "A[SQ002]"]
    made = told([header, [1, "2025-03-01 10:00:00", 4, 8, 7], [2, "", 2, 8, "N/A"]])
    assert made["partial"] == 1
    assert made["items"]["A2"]["n_not_shown"] == 1


def test_a_question_that_nobody_of_an_initiative_filled_in_was_not_asked_there() -> None:
    header = ["Nr", INITIATIVE, A[0], WORDING["B1"]]
    rows = [[n, "Onthaal", 8, n % 7 + 1] for n in range(6)] + [
        [n, "Trauma", 7, ""] for n in range(6)
    ]
    counts = told([header, *rows])["items"]["B1"]
    assert (counts["n_not_shown"], counts["n_skipped"]) == (6, 0)


@pytest.mark.parametrize(
    "cell",
    ["Onthaler;Anker;", "Onthaler, Anker", "['Onthaler', 'Anker']", "Onthaler\nAnker", "onthaler | anker", "Anker / Onthaler"],
)  # fmt: skip
def test_several_roles_are_read_however_they_are_joined(cell: str) -> None:
    made = found([["Nr", "Welke rol(len) neem je op?", *A], [1, cell, *SOMEBODY]])
    assert made.respondents["role"].tolist() == ["onthaler|anker"]


@pytest.mark.parametrize(
    "cell",
    ["Te weinig tijd;Steun van de directie;", "Te weinig tijd, Steun van de directie", "['Te weinig tijd', 'Steun van de directie']", "Te weinig tijd\nSteun van de directie", "Steun van de directie|tijdgebrek"],
)  # fmt: skip
def test_ticked_factors_are_read_however_they_are_joined(cell: str) -> None:
    question = load().options[0].question.nl
    made = told(
        [["Nr", question, *A], [1, cell, *SOMEBODY], [2, "", *SOMEBODY], [3, "iets", 1, 2, 3, 4]]
    )
    assert made["factors"]["K1"] == {"column": question, "n": 2, "n_ticked": 1}
    assert made["factors"]["K3"]["n_ticked"] == 1
    assert made["factors"]["K5"]["n_ticked"] == 0


@pytest.mark.parametrize("cell", ["2-5", "2-5 jaar", "2–5 jaar", "2-mei", "2025-05-02 00:00:00", "2/05/2025", "5-feb", "02-mei-25", "45779"])  # fmt: skip
def test_a_range_that_became_a_date_is_a_range_again(cell: str) -> None:
    made = found([["Nr", "Hoeveel jaar werk je in een CLB?", *A], [1, cell, *SOMEBODY]])
    assert made.respondents["experience"].tolist() == ["2-5"]


def test_a_text_that_is_no_date_is_no_range() -> None:
    assert undated("veel") == []


@pytest.mark.parametrize(
    ("written", "name", "known"),
    [
        *((c, "GO! CLB Gent", True) for c in ("GO! CLB Gent", "CLB GO! Gent", "clb gent", "Gent", " GENT\u00a0")),
        ("GO! CLB Vilvorde", "GO! CLB Vilvoorde", True),
        ("NA", "NA", False),
        ("A3", "A3", False),
        ("Vrij CLB Elders", "Vrij CLB Elders", False),
        ("NULL", "", False),
    ],
)  # fmt: skip
def test_a_centre_is_known_by_any_spelling_and_an_unknown_one_stays_visible(
    written: str, name: str, known: bool
) -> None:
    made = found([HEADER, person(1, centre=written)]).respondents
    assert (made["centre"][0], bool(made["centre_known"][0])) == (name, known)


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2025-03-04 10:05:00", "2025-03-05"], ["2025-03-04", "2025-03-05"]),
        (["2025-03-04T10:05:00.250", "2025-03-04T10:05:00+01:00"], ["2025-03-04", "2025-03-04"]),
        (["4/03/2025 10:05", "25/03/2025 10:05"], ["2025-03-04", "2025-03-25"]),
        (["3/4/25 10:05:33", "3/25/25 10:05:33"], ["2025-03-04", "2025-03-25"]),
        (["2/3/2025", "3/3/2025", "4/3/2025"], ["2025-03-02", "2025-03-03", "2025-03-04"]),
        (["3/2/2025 9:00", "3/3/2025 9:00", "3/4/2025 9:00", "4/1/2025 9:00"], ["2025-03-02", "2025-03-03", "2025-03-04", "2025-04-01"]),
        (["3/2/2025", "3/3/2025", "3/4/2025", "4/1/2025"], ["2025-02-03", "2025-03-03", "2025-04-03", "2025-01-04"]),
        (["3 maart 2025", "31/8/27", "di 4 mrt. 2025 om 10u05"], ["2025-03-03", "2027-08-31", "2025-03-04"]),
        (["2025/03/04 2:05:33 PM CET", "2025/03/04 2:05:33 p.m. GMT+1"], ["2025-03-04", "2025-03-04"]),
        (["04-03-2025", "04.03.2025 10:05"], ["2025-03-04", "2025-03-04"]),
        (["45720", "45720.5"], ["2025-03-04", "2025-03-04"]),
        (["gisteren", "-"], [None, None]),
        (["2025-02-30 10:00", "2025-03-04"], [None, "2025-03-04"]),
    ],
)  # fmt: skip
def test_dates_are_read_in_the_order_that_the_column_shows(
    cells: list[str], days: list[str | None]
) -> None:
    rows = [[n, cell, n % 8 + 1, 7] for n, cell in enumerate(cells)]
    made = found([["Nr", "Datum", *A[:2]], *rows]).respondents["answered_on"]
    assert [None if pd.isna(d) else f"{d:%Y-%m-%d}" for d in made] == days


@pytest.mark.parametrize(
    ("text", "year"),
    [("2024-25", "2024-2025"), ("2024/2025", "2024-2025"), ("schooljaar 2024 - 2025", "2024-2025"), ("2024-2026", ""), ("2024", "")],
)  # fmt: skip
def test_a_school_year_has_two_years_in_a_row(text: str, year: str) -> None:
    assert school_year(text) == year


def test_the_columns_of_the_survey_are_read_as_ids() -> None:
    header = ["Nr", "Schooljaar", "Begeleidingsstrategie", "Moment", "Initiatief", *A]
    made = found([header, [1, "2024-25", "PLG's", "lange termijn", " Onthaal ", *SOMEBODY]])
    said = made.respondents[["school_year", "strategy", "moment", "initiative"]].iloc[0].tolist()
    assert said == ["2024-2025", "plg", "long", "Onthaal"]


def test_an_unknown_strategy_is_told_and_left_open() -> None:
    made = found([["Nr", "Strategie", *A], [1, "Coaching", *SOMEBODY]])
    assert made.respondents["strategy"].tolist() == [""]
    assert "Coaching" in problems(made)["unknown_survey"]


CELLS = st.sampled_from(["", "1", "8", "8 - helemaal akkoord", "N.v.t.", "5,0", "-", "onzin"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=3, max_size=12), st.randoms())
def test_the_order_of_the_rows_does_not_change_what_is_counted(
    people: list[tuple[str, ...]], chance: Any
) -> None:
    header = [*FORMS, *A[:3], OPEN]
    rows = [
        [n, f"2025-03-{n + 1:02} 10:00", "", "", "", *row, f"tekst {n}"]
        for n, row in enumerate(people)
    ]
    rows.append([99, "2025-03-30 10:00", "", "", "", "8", "7", "6", "zeker"])
    mixed = list(rows)
    chance.shuffle(mixed)
    assert counted([header, *rows]) == counted([header, *mixed])


def counted(rows: list[list[Any]]) -> dict[str, Any] | str:
    """What is counted; where nothing can be, that it is refused."""
    try:
        made = told(rows)
    except ExportError:
        return "refused"
    return {key: made[key] for key in ("items", "respondents", "partial")}


def test_seen_but_not_answered_in_qualtrics_says_nothing() -> None:
    codes = [
        "StartDate",
        "EndDate",
        "Status",
        "Progress",
        "Finished",
        "ResponseId",
        "Q1",
        "Q2_1",
        "Q2_2",
    ]
    words = [*codes[:6], CENTRE, *(f"Stellingen - {a}" for a in A[:2])]
    day = "2025-03-01 10:00:00"
    rows = [
        [day, day, "0", 100, "1", "R_1", "Gent", 8, 9],
        [day, day, "0", 100, "1", "R_2", "-99", -99, -99],
        [day, day, "0", 60, "0", "R_3", "-99", 7, -99],
        [day, day, "0", 30, "0", "R_4", "Gent", 6, ""],
    ]
    made = told([codes, words, *rows])
    assert made["excluded"] == {"test": [], "duplicate": [], "blank": [4]}
    assert (made["respondents"], made["partial"], made["centres"]) == (3, 2, {"GO! CLB Gent": 2})
    counts = made["items"]["A2"]
    assert [counts[f"n_{s}"] for s in ("not_applicable", "skipped", "not_shown")] == [1, 1, 1]


@pytest.mark.parametrize("turned", [False, True])
def test_a_second_header_row_of_ids_or_wordings_is_nobodys_answer(turned: bool) -> None:
    two = [["Nr", "A1", "A2"], ["", *A[:2]]]
    rows = [*(reversed(two) if turned else two), [1, 8, 7], [2, 6, 5]]
    assert told(rows)["respondents"] == 2
    assert told(rows)["items"]["A1"]["distribution"]["8"] == 1


def test_a_column_without_any_content_is_not_missed() -> None:
    rows = [["Nr", *A, "Kolom 16", "Vraag"], [1, *SOMEBODY, "", "ja"], [2, *SOMEBODY, "", ""]]
    assert told(rows)["unmapped"] == ["Vraag"]

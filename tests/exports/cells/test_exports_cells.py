"""What a cell of an item says, however a tool or a person wrote it."""

from __future__ import annotations

import pytest
from exports_made import WORDING, beside, column, found, problems, told_items
from hypothesis import given
from hypothesis import strategies as st

from measurement.exports.cells.reading import UNREADABLE, Reader
from measurement.exports.headers.platforms import by_id
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale import NOT_APPLICABLE, NOT_SHOWN, SKIPPED

TO_8, TO_10 = load().scale_by_id["1-8"], load().scale_by_id["1-10"]
ENDS = {1: "helemaal niet akkoord", 8: "helemaal akkoord"}
RENDERINGS = [
    "{n}",
    " {n} ",
    "{n}.0",
    "{n},0",
    "{n},00",
    "0{n}",
    "{n}\u00a0",
    "\ufeff{n}",
    "A{n}",
    "AO0{n}",
    "{n} - {label}",
    "{n}- {label}",
    "{n} – {label}",
    "{n} = {label}",
    "{n}: {label}",
    "{n}. {label}",
    "{n}) {label}",
    "{n} ({label})",
    "{label} ({n})",
    "{label} - {n}",
    "{label}: {n}",
    "{n} {label}",
    "{n}/8",
    "{n} / 8",
    "{n} van 8",
    "{n} op 8",
    "{n} out of 8",
    "Score {n}",
    "score: {n}",
    "Antwoord {n}",
]


def read(text: str, platform: str = "table", scale: object = TO_8) -> int:
    assert scale in (TO_8, TO_10)
    made = TO_8 if scale is TO_8 else TO_10
    return Reader(made, by_id(platform)).read(text).code


@given(st.sampled_from(TO_8.points), st.sampled_from(RENDERINGS))
def test_every_way_to_write_a_point_is_read_as_that_point(point: int, way: str) -> None:
    label = ENDS.get(point, "eerder akkoord")
    assert read(way.format(n=point, label=label)) == TO_8.code(point)


@given(st.sampled_from(TO_10.points), st.sampled_from(["{n}", "{n}.0", "{n} / 10", "{n} op 10"]))
def test_a_scale_to_ten_has_its_own_points(point: int, way: str) -> None:
    assert read(way.format(n=point), scale=TO_10) == TO_10.code(point)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Helemaal akkoord", 8),
        ("helemaal  niet akkoord.", 1),
        ("HELEMAAL AKKOORD", 8),
        ("strongly agree", 8),
        ("Strongly disagree (1)", 1),
    ],
)
def test_an_end_of_the_scale_may_be_words_only(text: str, point: int) -> None:
    assert read(text) == TO_8.code(point)


@pytest.mark.parametrize(
    "text",
    [
        "N.v.t.",
        "n.v.t",
        "NVT",
        "nvt",
        "Niet van toepassing",
        "geen zicht op",
        "N.v.t. of geen\u00a0zicht op",
        "n.v.t./geen zicht op",
        "9 - n.v.t.",
        "0 (N.v.t.)",
        "N/A",
        "n/a",
        "Weet niet",
        "weet ik niet",
        "Geen mening",
        "Don't know",
    ],
)
def test_not_applicable_has_many_spellings(text: str) -> None:
    assert read(text) == NOT_APPLICABLE


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\u00a0", "\u200b", "-", "--", "–", ".", "…", "/", "?", "NULL", "null", "NaN"),
        *("(leeg)", "#N/A", "#N/B", "geen antwoord", "Geen antwoord.", "No answer", "-99", "-99.0"),
        *("niet ingevuld", "overgeslagen", "999"),
    ],
)
def test_words_for_no_answer_are_skipped_not_not_applicable(text: str) -> None:
    expected = UNREADABLE if text == "Geen antwoord." else SKIPPED
    assert read(text) in (expected, SKIPPED)


def test_limesurvey_writes_n_a_for_a_question_that_was_not_shown() -> None:
    assert read("N/A", "limesurvey") == NOT_SHOWN
    assert read("N/A", "ms_forms") == NOT_APPLICABLE


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "9",
        "10",
        "-1",
        "6,5",
        "6.5",
        "75%",
        "0.75",
        "6 of 7",
        "6-7",
        "2 keer",
        "6 jaar",
        "ja",
        "6/10",
        "4 van 5",
        "5 - helemaal akkoord",
        "akkoord",
        "#DEEL/0!",
        "2025-06-08",
        "1e3",
    ],
)
def test_what_is_no_point_of_the_scale_is_unreadable_never_guessed(text: str) -> None:
    assert read(text, "ms_forms") == UNREADABLE


@pytest.mark.parametrize("platform", ["table", "surveymonkey", "qualtrics", "limesurvey"])
def test_nine_or_ninety_nine_is_not_applicable_in_exports_of_codes(platform: str) -> None:
    assert read("9", platform) == read("99", platform) == NOT_APPLICABLE
    assert read("10", platform) == UNREADABLE


@given(st.text(max_size=30))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    code = read(text)
    assert code == UNREADABLE or code <= TO_8.code(8)


def test_a_cell_that_is_no_answer_is_named_with_column_row_and_text() -> None:
    made = found(beside("A1", 8, "bijna 7", 6, 7, 5))
    assert "Kolom B" in problems(made)["unreadable"] or "Column B" in problems(made)["unreadable"]
    assert "'bijna 7'" in problems(made)["unreadable"].replace("‘", "'").replace("’", "'")
    assert "3" in problems(made)["unreadable"]
    assert next(p for p in made.problems if p.kind == "unreadable").rows == (3,)


def test_a_strange_cell_in_a_row_that_is_left_out_is_not_told() -> None:
    rows = [
        ["Nr", "Centrum", "A1", "A2"],
        [1, "Gent", 8, 7],
        [2, "Test", "xx", 7],
        [3, "Gent", 6, 5],
    ]
    assert "unreadable" not in problems(found(rows))


def test_a_code_for_not_applicable_is_told_with_its_number() -> None:
    made = found([["Nr", "A1", "A2"], [1, 8, 9], [2, 9, 7], [3, 6, 9], [4, 5, 5]])
    assert "9" in problems(made)["coded_not_applicable"]
    assert column("A1", 8, 9, 6)["A1"]["n_not_applicable"] == 1


def test_beside_a_nine_for_not_applicable_a_ninety_nine_is_a_missing_answer() -> None:
    counts = column("A1", 8, 9, 99, 7, 6, 99)["A1"]
    assert (counts["n_not_applicable"], counts["n_skipped"]) == (1, 2)


def test_an_item_without_not_applicable_does_not_take_nine_for_it() -> None:
    made = found([["Nr", "E1", "E2"], [1, 8, 7], [2, 9, 7], [3, 6, 7], [4, 6, 8], [5, 1, 2]])
    assert made.points["E1"] == TO_8.points
    assert "unreadable" in problems(made)


OTHER_SCALES = {
    "labels to 5": ["5 - helemaal akkoord", "4", "3", "1 - helemaal niet akkoord", "2", "4"],
    "out of 5": ["4/5", "5/5", "3/5", "2/5", "5/5", "1/5"],
    "0 to 10": [10, 9, 8, 7, 10, 6],
    "1 to 10": [1, 9, 10, 7, 9, 6],
    "words": ["eens", "oneens", "neutraal", "helemaal eens", "eens", "eens"],
    "yes or no": ["ja", "nee", "ja", "ja", "nee", "ja"],
}


@pytest.mark.parametrize("cells", OTHER_SCALES.values(), ids=OTHER_SCALES.keys())
def test_a_column_on_another_scale_is_left_out_and_told(cells: list[object]) -> None:
    rows = [["Nr", WORDING["A1"], "A2"], *([n, cell, 7] for n, cell in enumerate(cells, 1))]
    made = found(rows)
    assert made.items == ("A2",)
    assert made.unmapped == (WORDING["A1"],)
    kinds = {problem.kind for problem in made.problems}
    assert kinds & {"other_scale", "not_answers"}


def test_an_answer_above_the_claimed_end_proves_our_own_scale() -> None:
    counts = column("A1", *[8, 7, 6, 7, 8, 6, 7, 5, 4, 3, 8, 7], "4/5", 7, 6, 8, 7, 5, 6, 7, 8, 6)
    assert counts["A1"]["n_skipped"] == 1


def test_no_answer_above_five_is_worth_a_question() -> None:
    rows = [["Nr", "A1", "A2"], *([n, n % 5 + 1, (n + 2) % 5 + 1] for n in range(40))]
    assert "short_scale" in problems(found(rows))


def test_a_scale_that_ran_the_other_way_in_the_whole_column_is_turned() -> None:
    labels = ["1 - helemaal akkoord", "2", "7", "8 - helemaal niet akkoord", "1 - helemaal akkoord"]
    assert column(WORDING["A1"], *labels)["A1"]["distribution"] == {
        **dict.fromkeys("12345678", 0),
        "1": 1,
        "2": 1,
        "7": 1,
        "8": 2,
    }


def changing(n: int, m: int) -> list[list[object]]:
    """Rows with the usual labels, then rows with the labels at the other end."""
    usual = [[f"{p} - {ENDS[p]}" if p in ENDS else p for p in (8, 3)], [7, "1 - " + ENDS[1]]]
    other = [["1 - helemaal akkoord", 6], [2, "8 - helemaal niet akkoord"]]
    return [*(usual * n)[:n], *(other * m)[:m]]


@pytest.mark.parametrize("first", ["usual", "turned"])
def test_a_scale_that_changes_half_way_is_turned_from_that_row_on(first: str) -> None:
    people = changing(6, 6) if first == "usual" else changing(6, 6)[6:] + changing(6, 6)[:6]
    rows = [["Nr", "A1", "A2"], *([n, *person] for n, person in enumerate(people, 1))]
    counts = told_items(rows)
    assert counts["A1"]["distribution"]["8"] == 6
    assert counts["A1"]["distribution"]["7"] == 6
    assert counts["A2"]["distribution"]["3"] == 6
    assert counts["A2"]["distribution"]["1"] == 6
    assert "turned" in problems(found(rows))


def test_the_change_is_the_same_row_for_all_questions_of_the_form() -> None:
    people = [["8 - helemaal akkoord", 3], [7, 7], ["1 - helemaal akkoord", 2], [2, 2]]
    rows = [["Nr", "A1", "A2"], *([n, *person] for n, person in enumerate(people, 1))]
    counts = told_items(rows)
    assert counts["A1"]["distribution"]["7"] == 2
    assert counts["A2"]["distribution"] == {**dict.fromkeys("12345678", 0), "3": 1, "7": 3}


def test_contradicting_labels_in_turns_are_told_not_turned() -> None:
    cells = ["8 - helemaal akkoord", "1 - helemaal akkoord"] * 4 + [5] * 20
    assert "unreadable" in problems(found(beside("A1", *cells)))

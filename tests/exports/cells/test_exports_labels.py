"""Words, signs and smileys of a scale: what they say, which end they name, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from exports_made import FORMS, WORDING, csv_file, found, problems, sheet

from measurement.errors import ExportError
from measurement.exports.cells.labels import numbered
from measurement.exports.cells.reading import UNREADABLE, Reader
from measurement.exports.checked import checked
from measurement.exports.files.read import File
from measurement.exports.headers.platforms import by_id
from measurement.exports.recognised import Recognised
from measurement.exports.tidy import recognise
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import NOT_APPLICABLE, SKIPPED, Scale

TO_8 = load().scale_by_id["1-8"]
ITEMS = ("A1", "A2", "A3", "A4")


def questionnaire(folder: Path, scale: str, *items: str) -> Questionnaire:
    """A questionnaire whose items W1, W2 … are all on one scale."""
    rows = [
        f'{{ id = "W{n}", wording = "{item}", scale = "s" }}' for n, item in enumerate(items, 1)
    ]
    path = folder / "q.toml"
    path.write_text(f"items = [{', '.join(rows)}]\n[[scales]]\nid = 's'\n{scale}", "utf-8")
    return load(path)


def bare(folder: Path, scale: str, *items: str) -> Questionnaire:
    """A csv of items that only names their scale."""
    rows = [f"W{n};{item};{scale}" for n, item in enumerate(items, 1)]
    return load(csv_file(folder, "\n".join(["id;wording_nl;scale", *rows]), "q.csv"))


def answers(known: Questionnaire, *columns: Sequence[object]) -> Recognised:
    """What is recognised in an export with one column per item of the questionnaire."""
    header = ["Tijdstempel", *(item.wording.nl for item in known.items)]
    rows = [
        [f"{n}/03/2026 10:00:00", *cells] for n, cells in enumerate(zip(*columns, strict=True), 1)
    ]
    return recognise(File("x.xlsx", "0" * 64, "xlsx", (sheet([header, *rows]),)), known)


def counts(made: Recognised, known: Questionnaire) -> dict[str, dict[str, int]]:
    """How often each point was given, per item."""
    items = checked(made, known)["items"]
    return {
        item: {point: n for point, n in one["distribution"].items() if n}
        for item, one in items.items()
    }


def form(*columns: Sequence[object], **chosen: str) -> dict[str, dict[str, int]]:
    return counts(forms(*columns, **chosen), load())


def forms(*columns: Sequence[object], **chosen: str) -> Recognised:
    """An anonymous form of A1, A2 … with these columns, each answer on a day of its own."""
    header: list[object] = [*FORMS, *(WORDING[item] for item in ITEMS[: len(columns)])]
    rows: list[list[object]] = [header]
    for n, cells in enumerate(zip(*columns, strict=True), 1):
        day = f"2025-03-{n:02d} 10:00:00"
        rows.append([n, day, day, "anonymous", None, *cells])
    return found(rows, **chosen)


# ── signs, smileys and words that look like an empty cell ─────────────────────────────────────


@pytest.mark.parametrize(
    "options",
    [
        ("--", "-", "+", "++"),
        ("--", "-", "+/-", "+", "++"),
        ("- -", "-", "0", "+", "+ +"),
        ("🙁", "😐", "🙂"),
        ("☹️", "😐", "☺️"),
        ("👎", "👍", "👍👍"),
        ("None", "A little", "A lot"),
        ("geen", "leeg", "vol"),
        (".", "..", "..."),
        ("?", "!", "!!"),
    ],
)
def test_what_looks_like_an_empty_cell_is_an_answer_where_the_scale_says_so(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    points = [*range(1, len(options) + 1)]
    spelt = ", ".join(f'{n} = ["{text}"]' for n, text in enumerate(options, 1))
    known = questionnaire(
        tmp_path, f"points = {points}\nspellings = {{ {spelt} }}", "Dit sloot aan", "Ik leerde bij"
    )
    made = answers(known, options, options[::-1])
    assert counts(made, known) == {w: {str(p): 1 for p in points} for w in ("W1", "W2")}
    assert (made.respondents["excluded"] == "").all()
    assert made.respondents["completed"].all()


def test_a_tint_of_skin_and_the_look_of_a_sign_do_not_matter() -> None:
    scale = Scale(id="s", points=(1, 2), spellings={1: ("👎",), 2: ("👍", "☺")})
    reader = Reader(scale, by_id("ms_forms"))
    assert [reader.read(t).code for t in ("👍🏽", "👎🏿", "☺️")] == [4, 3, 4]


@pytest.mark.parametrize(
    ("text", "code"), [("−", 4), ("- -", 3), ("—", UNREADABLE), ("–", UNREADABLE), (".", SKIPPED)]
)
def test_a_dash_that_the_scale_does_not_know_is_asked_about_where_dashes_are_answers(
    text: str, code: int
) -> None:
    scale = Scale(id="s", points=(1, 2, 3), spellings={1: ("--",), 2: ("-",), 3: ("+",)})
    assert Reader(scale, by_id("ms_forms")).read(text).code == code


@pytest.mark.parametrize("text", ["/", "?", "none", "-"])
def test_a_sign_may_be_declared_as_not_applicable(text: str) -> None:
    scale = Scale(id="s", points=(1, 2, 3), not_applicable=(text,))
    reader = Reader(scale, by_id("ms_forms"))
    assert reader.read(text).code == NOT_APPLICABLE
    assert reader.read("!!!").code == UNREADABLE


# ── numbers with words ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "way",
    [
        *("({n}) {label}", "[{n}] {label}", "<{n}> {label}", "{{{n}}} {label}", "({n}). {label}"),
        *("{n}/ {label}", "{n} | {label}", "{n}; {label}", "{n}, {label}", "{n} > {label}"),
        *("{n} • {label}", "{n} → {label}", "{n}_{label}", "{n}.) {label}", "[{n}]: {label}"),
        *("{label} [{n}]", "{label} <{n}>", "{label} / {n}", "{label}; {n}", "{label} | {n}"),
        *("({n})", "[{n}]", "{n}.", "{n})", "'{n}'", "{n} ({label})", "{n} [{label}]"),
    ],
)
@pytest.mark.parametrize(
    ("n", "label"), [(1, "helemaal niet akkoord"), (6, "eerder akkoord"), (8, "helemaal akkoord")]
)
def test_a_number_is_read_in_any_brackets_and_before_any_sign(way: str, n: int, label: str) -> None:
    read = Reader(TO_8, by_id("ms_forms")).read(way.format(n=n, label=label))
    assert read.code == TO_8.code(n)


@pytest.mark.parametrize(
    "text", ["> 5", "<5", "5+", "± 5", "5 %", "5?", "5 of 6", "5/6 goed", "~5", "€ 5"]
)
def test_a_sign_that_says_more_or_less_makes_a_number_no_answer(text: str) -> None:
    assert Reader(TO_8, by_id("ms_forms")).read(text).code == UNREADABLE


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("zeer oneens (-2)", -2),
        ("(-2) zeer oneens", -2),
        ("-2 - zeer oneens", -2),
        ("zeer oneens: -2", -2),
        ("zeer eens (+2)", 2),
        ("zeer eens - 2", 2),
        ("neutraal (0)", 0),
        ("−1", -1),
    ],
)
def test_a_minus_belongs_to_the_number_on_a_scale_below_zero(text: str, point: int) -> None:
    scale = Scale(id="s", points=(-2, -1, 0, 1, 2))
    assert Reader(scale, by_id("ms_forms")).read(text).code == scale.code(point)


# ── which end the words name ──────────────────────────────────────────────────────────────────

BILINGUAL = (
    "helemaal niet akkoord / pas du tout d'accord",
    "helemaal akkoord / tout à fait d'accord",
)
SENTENCE = ("Ik ga helemaal niet akkoord", "Ik ga helemaal akkoord")
SATISFIED = ("zeer ontevreden", "zeer tevreden")
ALWAYS = ("never", "always")


@pytest.mark.parametrize("labels", [BILINGUAL, SENTENCE, SATISFIED, ALWAYS])
def test_words_at_the_other_end_turn_the_column_whatever_stands_around_them(
    labels: tuple[str, str],
) -> None:
    low, high = labels
    turned = [f"1 - {high}", 2, f"8 - {low}", 4, f"1 - {high}"]
    usual = [f"8 - {high}", 7, f"1 - {low}", 5, f"8 - {high}"]
    right = {"A1": {"8": 2, "7": 1, "1": 1, "5": 1}, "A2": {"8": 2, "7": 1, "1": 1, "5": 1}}
    assert form(turned, turned) == right
    assert form(usual, usual) == right
    assert ("turned" in problems(forms(turned, turned))) is True
    assert "turned" not in problems(forms(usual, usual))


def test_words_without_a_number_may_stand_in_a_sentence_or_in_two_languages() -> None:
    cells = [BILINGUAL[1], SENTENCE[0], BILINGUAL[0], SENTENCE[1], "helemaal akkoord"]
    assert form(cells, [7, 6, 7, 6, 5])["A1"] == {"8": 3, "1": 2}


@pytest.mark.parametrize("words", ["niet helemaal akkoord", "bijna helemaal akkoord"])
def test_a_sentence_that_changes_a_label_is_not_that_label(words: str) -> None:
    assert Reader(TO_8, by_id("ms_forms")).read(words).code == UNREADABLE


def test_a_column_in_which_nobody_chose_an_end_goes_with_the_columns_beside_it() -> None:
    turned = ["1 - helemaal akkoord", 2, "8 - helemaal niet akkoord", 3, 4]
    middle = [3, 4, 2, 2, 5]
    assert form(turned, middle, turned)["A2"] == {"6": 1, "5": 1, "7": 2, "4": 1}


def test_a_column_between_a_turned_and_a_usual_one_is_asked_about() -> None:
    turned = ["1 - helemaal akkoord", 2, "8 - helemaal niet akkoord", 3, 4]
    usual = ["8 - helemaal akkoord", 2, "1 - helemaal niet akkoord", 3, 4]
    middle = [3, 4, 2, 2, 5]
    made = forms(turned, middle, usual)
    assert set(made.items) == {"A1", "A3"}
    assert made.unmapped == (WORDING["A2"],)
    assert "unsure_direction" in problems(made)
    answered = form(turned, middle, usual, **{WORDING["A2"]: "A2"})
    assert answered["A2"] == {"3": 1, "4": 1, "2": 2, "5": 1}  # as they stand


def test_bare_end_points_beside_turned_words_are_asked_about() -> None:
    turned = ["1 - helemaal akkoord", 2, "8 - helemaal niet akkoord", 3, 4]
    made = forms(turned, [8, 8, 7, 1, 8])
    assert made.items == ("A1",)
    assert "unsure_direction" in problems(made)


FOREIGN = ("stimme gar nicht zu", "stimme voll zu")


def test_words_that_nobody_knows_are_told() -> None:
    usual = [f"8 - {FOREIGN[1]}", 7, f"1 - {FOREIGN[0]}", 5, 6]
    made = forms(usual, usual)
    assert counts(made, load())["A1"] == {"8": 1, "7": 1, "1": 1, "5": 1, "6": 1}
    assert FOREIGN[1] in problems(made)["strange_words"]


@pytest.mark.parametrize(
    "cells",
    [
        [f"1 - {FOREIGN[1]}", 2, f"8 - {FOREIGN[0]}", 3, 4],
        [5, 2, f"8 - {FOREIGN[0]}", 3, 4],
        ["1 - tout à fait d'accord", 2, "8 - pas du tout d'accord", 3, 4],
    ],
)
def test_words_that_nobody_knows_but_that_deny_at_the_high_end_are_asked_about(
    cells: list[object],
) -> None:
    with pytest.raises(ExportError) as error:  # both columns are of one grid: neither is guessed
        forms(cells, [7, 6, 7, 6, 5])
    kinds = [problem.kind for problem in error.value.problems]
    assert kinds == ["no_items", "unsure_direction", "unsure_direction"]
    answered = {WORDING["A1"]: "A1", WORDING["A2"]: "A2"}
    assert form(cells, [7, 6, 7, 6, 5], **answered)["A2"] == {"7": 2, "6": 2, "5": 1}


# ── another scale than the questionnaire says ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    "cells",
    [
        [0, 1, 7, 6, 5, 4, 3, 2, 7, 0, 6, 5],
        [10, 9, 0, 8, 7, 7, 6, 5, 4, 9, 8, 8],
        [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 2, 3],
    ],
)
def test_a_scale_from_zero_or_to_ten_is_left_out_and_asked(cells: list[object]) -> None:
    made = forms(cells, [7, 6, 7, 6, 5, 4, 8, 8, 8, 7, 7, 7])
    assert made.items == ("A2",)
    assert made.unmapped == (WORDING["A1"],)
    assert "other_scale" in problems(made)


def test_where_most_questions_have_a_zero_the_one_without_goes_with_them() -> None:
    zeros = [0, 1, 7, 6, 5, 4, 3, 2, 7, 0]
    lucky = [7, 6, 7, 5, 5, 4, 3, 6, 7, 2]
    eight = [8, 6, 7, 5, 5, 4, 3, 6, 7, 2]  # what a scale from 0 to 7 does not have
    assert forms(zeros, zeros, zeros, eight).items == ("A4",)
    with pytest.raises(ExportError):
        forms(zeros, zeros, lucky)


def test_a_single_zero_is_no_other_scale_but_is_told() -> None:
    made = forms([8, 7, 6, 5, 8, 8, 7, 6, 5, 4, 0], [7] * 11)
    assert set(made.items) == {"A1", "A2"}
    assert "'0'" in problems(made)["unreadable"].replace("‘", "'").replace("’", "'")


# ── words on a scale of a bare csv ────────────────────────────────────────────────────────────

SETS = {
    ("1-4", "oneens"): ["helemaal oneens", "oneens", "eens", "helemaal eens"],
    ("1-4", "eerder"): ["Niet akkoord", "Eerder niet akkoord", "Eerder akkoord", "Akkoord"],
    ("1-5", "neutraal"): [
        "Helemaal niet akkoord",
        "Niet akkoord",
        "Neutraal",
        "Akkoord",
        "Helemaal akkoord",
    ],
    ("1-5", "tevreden"): [
        "zeer ontevreden",
        "ontevreden",
        "noch tevreden, noch ontevreden",
        "tevreden",
        "zeer tevreden",
    ],
    ("1-5", "english"): ["Never", "Rarely", "Sometimes", "Often", "Always"],
    ("1-6", "agree"): [
        "Strongly disagree",
        "Disagree",
        "Slightly disagree",
        "Slightly agree",
        "Agree",
        "Strongly agree",
    ],
    ("1-7", "agree"): [
        "Strongly disagree",
        "Disagree",
        "Somewhat disagree",
        "Neither agree nor disagree",
        "Somewhat agree",
        "Agree",
        "Strongly agree",
    ],
    ("0-4", "zero"): ["nooit", "zelden", "soms", "vaak", "altijd"],
}


@pytest.mark.parametrize(("name", "words"), SETS.items(), ids=lambda v: str(v)[:24])
def test_a_bare_csv_reads_an_export_in_words(
    tmp_path: Path, name: tuple[str, str], words: list[str]
) -> None:
    known = bare(tmp_path, name[0], "Dit sloot aan", "Ik leerde bij")
    made = answers(known, [*words, "N.v.t."], [*words[::-1], ""])
    first = int(name[0][0])
    right = {str(first + place): 1 for place in range(len(words))}
    assert counts(made, known) == {"W1": right, "W2": right}
    assert checked(made, known)["items"]["W1"]["n_not_applicable"] == 1
    assert "label_set" in problems(made)


def test_words_that_two_sets_place_elsewhere_are_asked_about_until_another_column_decides(
    tmp_path: Path,
) -> None:
    known = bare(tmp_path, "1-5", "Dit sloot aan", "Ik leerde bij")
    open_ = ["nooit", "soms", "vaak", "altijd", "soms"]
    telling = ["nooit", "zelden", "soms", "vaak", "altijd"]
    made = answers(known, open_, [1, 2, 3, 4, 5])
    assert made.items == ("W2",)
    assert "frequency-5" in problems(made)["unsure_words"]
    made = answers(known, open_, telling)
    assert counts(made, known)["W1"] == {"1": 1, "3": 2, "4": 1, "5": 1}


def test_the_questionnaire_says_which_set_it_is(tmp_path: Path) -> None:
    known = bare(tmp_path, "frequency-5-regularly", "Dit sloot aan")
    made = answers(known, ["nooit", "soms", "vaak", "altijd", "soms"])
    assert counts(made, known)["W1"] == {"1": 1, "2": 2, "4": 1, "5": 1}


def test_numbers_with_the_words_of_a_set_are_turned_where_these_stand_the_other_way(
    tmp_path: Path,
) -> None:
    known = bare(tmp_path, "1-5", "Dit sloot aan")
    cells = ["1 - Helemaal eens", "2 - Eens", "3 - Neutraal", "4 - Oneens", "2 - Eens"]
    assert counts(answers(known, cells), known)["W1"] == {"5": 1, "4": 2, "3": 1, "2": 1}


def test_words_of_no_set_are_no_answers(tmp_path: Path) -> None:
    known = bare(tmp_path, "1-5", "Dit sloot aan", "Ik leerde bij")
    made = answers(known, ["rood", "blauw", "rood", "rood", "blauw"], [1, 2, 3, 4, 5])
    assert made.items == ("W2",)
    assert "not_answers" in problems(made)


def test_every_reading_of_a_mark_is_told_with_plain_values(tmp_path: Path) -> None:
    known: Any = bare(tmp_path, "1-5", "Dit sloot aan")
    made = answers(known, ["Eens", "Oneens", "Neutraal", "Helemaal eens", "Eens"])
    assert "agreement-5" in problems(made)["label_set"]


def test_an_answer_that_is_far_too_long_for_a_label_is_not_searched_for_a_number() -> None:
    assert list(numbered("=" * 40_000 + " 8", False)) == []
    assert next(numbered("=" * 400 + " 8", False)) == (8, "", True)

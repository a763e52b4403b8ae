"""Text, numbers and dates as a reader sees them, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import copy_context
from dataclasses import fields
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.errors import Problem, SurveyError
from measurement.words import (
    CATALOGUES,
    FIRST,
    IN_CODE,
    LANGUAGES,
    Label,
    Sentence,
    day,
    half_up,
    language,
    number,
    percent,
    plural,
    say,
    shown,
    speak,
    text,
    year,
)

SPACE = "\N{NO-BREAK SPACE}"
ANSWERS = ("{n} answer", "{n} answers")


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    speak("nl")
    yield
    speak("nl")


# ── Numbers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "digits", "nl", "en"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1046, 0, f"1{SPACE}046", "1,046"),
        (1_234_567, 0, f"1{SPACE}234{SPACE}567", "1,234,567"),
        (3.4, 1, "3,4", "3.4"),
        (3.0, 2, "3,00", "3.00"),
        (1234.5, 1, f"1{SPACE}234,5", "1,234.5"),
        (-2, 0, "−2", "−2"),
        (Decimal("89.3"), 1, "89,3", "89.3"),
        (0.125, 2, "0,13", "0.13"),
        (2.5, 0, "3", "3"),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(
    value: float, digits: int, nl: str, en: str
) -> None:
    assert number(value, digits) == nl
    speak("en")
    assert number(value, digits) == en


@pytest.mark.parametrize("kind", [np.int64, np.int32, np.uint8, np.float64])
def test_numbers_of_numpy_are_numbers(kind: type) -> None:
    assert number(kind(12)) == "12"
    assert percent(kind(3), kind(4)) == f"75,0{SPACE}%"


@pytest.mark.parametrize("kind", [np.int64, np.int32, np.uint8])
def test_numbers_of_numpy_stand_in_a_sentence(kind: type) -> None:
    assert shown(kind(12)) == "12"
    assert shown(np.int64(1046)) == f"1{SPACE}046"
    assert [plural(*ANSWERS, kind(n)) for n in (1, 2)] == ["1 antwoord", "2 antwoorden"]


@pytest.mark.parametrize(
    ("part", "whole", "digits", "expected"),
    [
        (291, 472, 0, "62"),
        (121, 288, 0, "42"),
        (260, 291, 1, "89,3"),
        (0, 7, 1, "0,0"),
        (7, 7, 1, "100,0"),
        (1, 200, 0, "1"),  # 0.5: half goes up
        (1, 2000, 1, "0,1"),  # 0.05
        (3, 2000, 1, "0,2"),  # 0.15 is less than that as a float
        (29, 2000, 1, "1,5"),  # 1.45 too
    ],
)
def test_a_percentage_is_rounded_half_up(part: int, whole: int, digits: int, expected: str) -> None:
    assert percent(part, whole, digits) == f"{expected}{SPACE}%"
    assert percent(part, whole, digits, sign=False) == expected


def test_english_has_no_space_before_the_percent_sign() -> None:
    speak("en")
    assert percent(260, 291) == "89.3%"


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_rounding_is_that_of_the_exact_fraction(part: int, whole: int, digits: int) -> None:
    with localcontext() as context:
        context.prec = 60  # far more than is needed to see on which side of a half it lies
        step = Decimal(1).scaleb(-digits)
        expected = (Decimal(part) / Decimal(whole)).quantize(step, ROUND_HALF_UP)
    assert half_up(part, whole, digits) == expected


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**9), st.integers(0, 4))
def test_a_rounded_fraction_is_never_more_than_half_a_step_off(
    part: int, whole: int, digits: int
) -> None:
    off = Fraction(half_up(part, whole, digits)) - Fraction(part, whole)
    half = Fraction(1, 2 * 10**digits)
    assert -half < off <= half


@given(st.integers(1, 10**5).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_part_and_its_rest_are_shown_as_at_most_a_step_more_than_the_whole(
    counts: tuple[int, int],
) -> None:
    part, whole = counts
    both = half_up(100 * part, whole, 1) + half_up(100 * (whole - part), whole, 1)
    assert both in (Decimal("100.0"), Decimal("100.1"))


TIES = [
    (k, n) for n in range(8, 401) for k in range(n) if (1000 * k * 2) % n == 0 != (1000 * k) % n
]


def test_a_share_kept_as_a_float_is_shown_as_its_counts_are() -> None:
    """Exactly half-way: 23 of 80 is 28.75 %, and 100 · (23 / 80) a hair below it."""
    assert (23, 80) in TIES
    told = [number(100 * (k / n), 1) for k, n in TIES]
    assert told == [percent(k, n, sign=False) for k, n in TIES]


@given(st.lists(st.integers(1, 10), min_size=1, max_size=400), st.integers(1, 2))
def test_a_mean_is_shown_as_the_exact_fraction(scores: list[int], digits: int) -> None:
    exact = half_up(sum(scores), len(scores), digits)
    assert number(sum(scores) / len(scores), digits) == number(exact, digits)
    assert number(float(np.mean(scores)), digits) == number(exact, digits)


# ── Dates and school years ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("value", [date(2025, 3, 3), datetime(2025, 3, 3, 9, 30)])
def test_a_day_is_written_as_the_language_writes_it(value: date) -> None:
    assert day(value) == "3 mrt 2025"
    speak("en")
    assert day(value) == "3 Mar 2025"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("2024-2025", "2024-25"), ("1999-2000", "1999-00"), ("2024", "2024"), ("", "")],
)
def test_a_school_year_is_short(written: str, expected: str) -> None:
    assert year(written) == expected


# ── Language ──────────────────────────────────────────────────────────────────────────────────


def test_dutch_is_spoken_unless_something_else_is_chosen() -> None:
    assert language() == "nl"
    assert text("Overview") == "Overzicht"


@pytest.mark.parametrize("unknown", ["", "fr", "NL"])
def test_a_language_that_is_not_there_gives_dutch(unknown: str) -> None:
    speak("en")
    speak(unknown)
    assert language() == "nl"


def test_english_needs_no_catalogue() -> None:
    speak("en")
    assert text("Overview") == "Overview"


@pytest.mark.usefixtures("own_texts")
def test_a_text_without_translation_is_shown_as_it_is() -> None:
    assert text("Nobody has translated {this}.", this=1) == "Nobody has translated 1."


def test_every_reader_has_a_language_of_their_own() -> None:
    def other() -> str:
        speak("en")
        return text("Overview")

    assert copy_context().run(other) == "Overview"
    assert text("Overview") == "Overzicht"


def test_a_plural_follows_the_number() -> None:
    dutch = ["0 antwoorden", "1 antwoord", "2 antwoorden"]
    assert [plural(*ANSWERS, n) for n in (0, 1, 2)] == dutch
    assert plural(*ANSWERS, 1046) == f"1{SPACE}046 antwoorden"
    speak("en")
    assert [plural(*ANSWERS, n) for n in (0, 1, 2)] == ["0 answers", "1 answer", "2 answers"]


# ── Values in a sentence ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1046, f"1{SPACE}046"),
        ("1046", "1046"),
        (["a", "b"], "a, b"),
        ((), ""),
        (None, "None"),
        (True, "True"),
        (say("Overview"), "Overzicht"),
        ([say("strategy"), say("initiative")], "strategie, initiatief"),
    ],
)
def test_a_value_is_shown_as_it_stands_in_a_sentence(value: object, expected: str) -> None:
    assert shown(value) == expected


def test_a_text_of_a_reader_is_never_taken_for_a_placeholder() -> None:
    said = text("{file} has no answers to import.", file="{x}{0} {file}.xlsx")
    assert said == "{x}{0} {file}.xlsx bevat geen antwoorden om toe te voegen."


def test_a_sentence_is_translated_when_it_is_shown() -> None:
    sentence = say("{file} has no answers to import.", file="a.xlsx")
    assert isinstance(sentence, Sentence)
    assert str(sentence) == "a.xlsx bevat geen antwoorden om toe te voegen."
    speak("en")
    assert str(sentence) == "a.xlsx has no answers to import."


def test_an_error_is_shown_in_the_language_of_who_reads_it() -> None:
    error = SurveyError(say("The number of people invited cannot be below 0."))
    assert str(error) == "Het aantal uitgenodigden kan niet kleiner zijn dan 0."
    speak("en")
    assert str(error) == "The number of people invited cannot be below 0."


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = Problem(
        "password",
        say("The workbook is protected with a password."),
        say("Remove the password and save it again."),
        where=say("File {file}", file="a.xlsx"),
    )
    assert str(problem) == (
        "Bestand a.xlsx: de werkmap is beveiligd met een wachtwoord. "
        "Haal het wachtwoord weg en bewaar het bestand opnieuw."
    )


def test_a_label_without_english_is_shown_in_dutch() -> None:
    both, one = Label("Leren", "Learning"), Label("Leren")
    assert (str(both), str(one)) == ("Leren", "Leren")
    speak("en")
    assert (str(both), str(one)) == ("Learning", "Leren")


def test_every_language_has_its_names_and_its_catalogue() -> None:
    assert {field.name for field in fields(Label)} == set(LANGUAGES)
    lacking = [one for one in LANGUAGES if not (CATALOGUES / f"{one}.po").exists()]
    assert lacking == [IN_CODE]
    assert next(iter(LANGUAGES)) == FIRST

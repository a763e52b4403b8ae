"""What was released of items, in sentences: no more certain than what is told."""

from __future__ import annotations

from survey_tables import SMALL, released

from measurement.centre.released.evolution import released_evolution
from measurement.centre.released.items import released_items
from measurement.centre.released.said import (
    elsewhere_sentence,
    evolution_sentences,
    items_sentences,
    joined_sentence,
)
from measurement.centre.released.seen import Seen
from measurement.denominator import WITH, WITHOUT, Denominator
from measurement.questionnaire.comparability import Comparability

HEAD = "centre school_year strategy times A1 A2 A10"


def said(rows: str, denominator: Denominator = WITHOUT, factors: bool = False) -> list[str]:
    seen = Seen(released(HEAD, rows).of({"X"}), ("X",), SMALL)
    lines = items_sentences(released_items(seen), str, denominator, factors)
    return [line.replace("\u00a0", " ") for line in lines]


def changes(*rows: str) -> list[str]:
    seen = Seen(released(HEAD, "".join(rows)).of({"X"}), ("X",), SMALL)
    lines = evolution_sentences(released_evolution(seen, Comparability()), str)
    return [line.replace("\u00a0", " ") for line in lines]


def year(number: int, *scores: str) -> str:
    """Per text how many gave which scores to A1, A2 and A10."""
    return "".join(f"X {number}-{number + 1} training {one}\n" for one in scores)


def test_the_highest_and_the_lowest_are_named_with_their_figures() -> None:
    """A1 20 of 20 high, A2 4 of 20, A10 10 of 20: the intervals of the first two lie apart."""
    rows = year(2023, "4 8 8 8", "6 8 2 8", "10 8 2 2")
    assert said(rows) == [
        "Het vaakst hoog: “A1” (100,0 %, 20 van 20); het minst vaak: “A2” (20,0 %, 4 van 20)."
    ]


def test_all_that_are_least_often_high_are_named() -> None:
    """A2 and A10 both 4 of 20."""
    rows = year(2023, "4 8 8 8", "16 8 2 2")
    assert said(rows) == [
        "Het vaakst hoog: “A1” (100,0 %, 20 van 20); het minst vaak: “A2”, “A10” (20,0 %, 4 van 20)."
    ]


def test_of_factors_high_is_enabling() -> None:
    rows = year(2023, "4 8 8 8", "6 8 2 8", "10 8 2 2")
    assert said(rows, factors=True)[0].startswith("Het vaakst ondersteunend: “A1”")


def test_where_the_intervals_overlap_it_may_be_chance() -> None:
    """A1 11 of 20 high, A2 9 of 20, A10 10 of 20."""
    rows = year(2023, "9 8 8 8", "1 8 2 8", "1 8 2 2", "9 2 2 2")
    assert said(rows)[0].endswith("Hun intervallen overlappen: dat kan toeval zijn.")


def test_shares_are_of_the_chosen_denominator() -> None:
    """A1 8 of 10 with a score, and of 20 who answered."""
    rows = year(2023, "8 8 8 8", "2 2 8 8", "10 n 8 8")
    assert "“A1” (80,0 %, 8 van 10)" in said(rows)[0]
    assert "“A1” (40,0 %, 8 van 20)" in said(rows, WITH)[0]


def test_a_bound_is_neither_the_highest_nor_the_lowest() -> None:
    """A2: 1 of 20 high, told as at most 2; of A10 one person answered twice: n only."""
    rows = year(2023, "1 8 8 .", "9 8 2 .", "10 2 2 .")
    assert said(rows) == [
        "Van 1 stelling is alleen vrijgegeven tussen welke aantallen de hoge scores liggen."
    ]


def test_items_that_do_not_differ_have_no_highest() -> None:
    assert said(year(2023, "10 8 8 8", "10 2 2 2")) == []


def test_a_rise_is_told_with_both_years_and_of_whom() -> None:
    """A1: 5 of 20 high, then 20 of 25."""
    rows = year(2022, "5 8 8 8", "15 2 8 8"), year(2023, "20 8 8 8", "5 2 8 8")
    assert changes(*rows) == [
        "A1: 2023-24 ligt hoger dan 2022-23 (80,0 % van 25 met een score tegenover 25,0 % van 20 met een score)."
    ]


def test_no_change_is_no_equality_and_says_what_would_show() -> None:
    rows = year(2022, "10 8 8 8", "10 2 8 8"), year(2023, "11 8 8 8", "9 2 8 8")
    lines = changes(*rows)
    assert lines[0] == "Geen enkele verandering is groter dan wat het toeval alleen kan geven."
    assert lines[1].startswith("Wat hier zou opvallen, in vier van de vijf gevallen")


def test_what_is_not_told_exactly_is_said_to_be_compared_with_nothing() -> None:
    """A2: at most 2 of 20 in the second year."""
    rows = year(2022, "10 8 8 8", "10 2 2 8"), year(2023, "11 8 2 8", "9 2 2 8")
    assert "1 cijfer is niet precies vrijgegeven en wordt met geen ander vergeleken." in changes(
        *rows
    )


def test_one_school_year_is_compared_with_none() -> None:
    assert changes(year(2022, "10 8 8 8", "10 2 8 8"))[0] == (
        "Er zijn nog geen twee schooljaren die vergeleken kunnen worden."
    )


def test_answers_that_stand_with_other_years_are_said_to_be_elsewhere() -> None:
    assert elsewhere_sentence(0) == ""
    assert elsewhere_sentence(1).startswith("Van 1 stelling zijn de antwoorden van dit schooljaar")


def test_joined_years_are_said_to_stand_in_no_evolution() -> None:
    assert joined_sentence(0) == ""
    assert joined_sentence(2).startswith("Van 2 stellingen zijn schooljaren met weinig antwoorden")

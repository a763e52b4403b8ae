"""The sentence before a figure names what is highest and lowest, and never more than is known."""

from __future__ import annotations

import pandas as pd
import pytest

from measurement.measures.extremes import Value, along, distribution_said, spread

HIGH = Value("A", 0.9, "90 %", 0.8, 0.95, 20)
LOW = Value("B", 0.2, "20 %", 0.1, 0.3, 20)
NEAR = Value("C", 0.75, "75 %", 0.6, 0.85, 20)
TINY = Value("D", 1.0, "100 %", 0.3, 1.0, 2)
NOBODY = Value("E", float("nan"), "–")


def test_the_highest_and_the_lowest_are_named_with_their_figures() -> None:
    assert spread([LOW, NEAR, HIGH]) == "Het hoogst: A (90 %). Het laagst: B (20 %)."


def test_where_intervals_overlap_it_may_be_chance() -> None:
    assert "kan toeval zijn" in spread([NEAR, HIGH])  # 0.85 lies above 0.8


@pytest.mark.parametrize("values", [[], [HIGH], [HIGH, NOBODY], [HIGH, TINY]])
def test_one_value_is_neither_the_highest_nor_the_lowest(values: list[Value]) -> None:
    assert spread(values, few=5) == ""


def test_a_value_of_too_few_persons_is_never_named() -> None:
    assert "D" not in spread([HIGH, LOW, TINY], few=5)


def test_all_that_share_an_end_are_named_and_at_most_three() -> None:
    again = [Value(name, 0.2, "20 %", 0.1, 0.3, 20) for name in "FGH"]
    assert spread([LOW, HIGH, again[0]]).endswith("Het laagst: B, F (20 %).")
    assert spread([LOW, HIGH, *again]).endswith("Het laagst: B, F, G en nog 1 (20 %).")
    printed = Value("I", 0.2004, "20 %", 0.1, 0.3, 20)
    assert spread([LOW, HIGH, printed]).endswith("Het laagst: B, I (20 %).")


def test_of_all_that_share_an_end_one_interval_that_reaches_the_other_end_may_be_chance() -> None:
    wide = Value("F", 0.2, "20 %", 0.1, 0.85, 20)
    assert "kan toeval zijn" in spread([LOW, wide, HIGH])


def test_a_point_that_was_chosen_as_often_is_named_too() -> None:
    table = pd.DataFrame({"point": [6, 7, 8], "n": [2, 3, 3]})
    said = distribution_said(table, pd.DataFrame({"mean": []}))
    assert said == "Het vaakst gekozen: 7, 8 (3 van 8)."


def test_equal_values_have_no_highest() -> None:
    assert spread([HIGH, HIGH]) == "Overal gelijk: 90 %."


def test_a_chain_thins_out_only_where_its_ends_do_not_overlap() -> None:
    assert "neemt af" in along([HIGH, NEAR, LOW])
    assert "kan toeval zijn" in along([HIGH, NEAR])
    assert "neemt toe" in along([LOW, HIGH])
    assert along([HIGH]) == ""


def test_a_distribution_names_its_most_chosen_point_and_the_mean() -> None:
    table = pd.DataFrame({"point": [6, 7, 8], "n": [2, 5, 1]})
    mean = (6 * 2 + 7 * 5 + 8 * 1) / 8  # 6.875
    said = distribution_said(table, pd.DataFrame({"mean": [mean]}))
    assert said == "Het vaakst gekozen: 7 (5 van 8). Gemiddelde: 6,9."


def test_a_distribution_of_nobody_says_nothing() -> None:
    assert distribution_said(pd.DataFrame({"point": [1], "n": [0]}), pd.DataFrame()) == ""

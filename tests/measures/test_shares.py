"""Shares: the annual report's figures to the digit, and the rules of its denominators."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_tables import SMALL, answers

from measurement.counting.counts import count
from measurement.measures.shares import distribution, shares
from measurement.measures.tables import DISTRIBUTION, SHARES
from measurement.questionnaire.files.reading import load
from measurement.tables import check
from measurement.words import percent, speak

# The annual report: item, answered, low, high, not applicable, and the three printed figures.
GOLDEN = """
A1 291  31 260  0  10,7 89,3 -
A2 291  44 247  0  15,1 84,9 -
A3 291  22 266  3   7,6 91,4 -
A4 291  30 257  4  10,3 88,3 -
B1  89  16  72  1  18,0 80,9 -
B2  89  34  49  6  38,2 55,1 6,7
B3  89  28  49 12  31,5 55,1 13,5
B4  89  29  41 19  32,6 46,1 21,3
"""
WITHOUT_NOT_APPLICABLE = {
    "A3": "92,4",
    "A4": "89,5",
    "B1": "81,8",
    "B2": "59,0",
    "B3": "63,6",
    "B4": "58,6",
}
FOUR_STATES = """
centre  A1  A2  V1
X       8   n   10
X       6   n   4
X       5   -   .
X       n   .   .
Y       .   -   .
?       1   .   .
"""


def golden_rows():
    return [line.split() for line in GOLDEN.strip().splitlines()]


def shown(part, whole):
    return percent(int(part), int(whole), sign=False)


def one(table, **values):
    for column, value in values.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return table.iloc[0]


@pytest.mark.parametrize("row", golden_rows(), ids=lambda row: row[0])
def test_the_annual_report_is_reproduced_digit_for_digit(row):
    speak("nl")
    item, n, low, high, none, low_shown, high_shown, none_shown = row
    table = answers(f"times {item}\n{low} 5\n{high} 6\n{none} n", made=load())
    found = shares(count(table), load()).iloc[0]
    assert found["n"] == int(n) == int(low) + int(high) + int(none)
    assert shown(found["n_low"], found["n"]) == low_shown
    assert shown(found["n_high"], found["n"]) == high_shown
    if none_shown != "-":
        assert shown(found["n_not_applicable"], found["n"]) == none_shown
    if item in WITHOUT_NOT_APPLICABLE:
        without = shown(found["n_high"], found["n_scored"])
        assert without == WITHOUT_NOT_APPLICABLE[item]
    assert found["high"] == int(high) / int(n)
    assert found["high_scored"] == int(high) / (int(low) + int(high))


def test_who_was_not_shown_a_block_is_outside_its_denominator():
    """n = 89 of 121: 32 respondents of the learning communities had no B block."""
    counts = count(answers("times B4\n29 5\n41 6\n19 n\n32 .", made=load()))
    found = shares(counts, load()).iloc[0]
    assert (found["n"], found["n_not_shown"], counts.n_respondents[0]) == (89, 32, 121)


def test_not_applicable_is_inside_the_one_and_outside_the_other_denominator():
    table = shares(count(answers(FOUR_STATES), ["centre"]), SMALL)
    check(table, SHARES, ["centre"])
    a1 = one(table, centre="X", item="A1")
    assert (a1["n"], a1["n_scored"], a1["n_low"], a1["n_high"]) == (4, 3, 1, 2)
    assert (a1["low"], a1["high"], a1["not_applicable"]) == (1 / 4, 2 / 4, 1 / 4)
    assert (a1["low_scored"], a1["high_scored"]) == (1 / 3, 2 / 3)
    assert a1["mean"] == (8 + 6 + 5) / 3


def test_an_item_nobody_scored_has_no_mean_and_no_scored_share():
    a2 = one(shares(count(answers(FOUR_STATES), ["centre"]), SMALL), centre="X", item="A2")
    assert (a2["n"], a2["n_scored"], a2["n_skipped"], a2["n_not_shown"]) == (2, 0, 1, 1)
    assert (a2["high"], a2["not_applicable"]) == (0 / 2, 2 / 2)
    assert a2[["high_scored", "low_scored", "high_scored_lower", "mean"]].isna().all()


def test_an_item_that_was_only_skipped_has_no_share_at_all():
    table = shares(count(answers(FOUR_STATES), ["centre"]), SMALL)
    a2 = one(table, centre="Y", item="A2")
    assert (a2["n"], a2["n_skipped"]) == (0, 1)
    assert a2[["low", "high", "not_applicable", "high_lower", "high_upper"]].isna().all()


def test_an_item_without_a_cut_has_a_mean_but_no_high_or_low():
    v1 = one(shares(count(answers(FOUR_STATES), ["centre"]), SMALL), centre="X", item="V1")
    assert pd.isna(v1["n_low"])
    assert pd.isna(v1["n_high"])
    assert v1[["low", "high", "high_lower", "high_scored", "high_scored_upper"]].isna().all()
    assert (v1["n"], v1["mean"], v1["not_applicable"]) == (2, (10 + 4) / 2, 0)


def test_items_not_asked_are_left_out_unless_wanted():
    counts = count(answers(FOUR_STATES), ["centre"])
    asked = shares(counts, SMALL)
    known = asked["centre"].astype(object).fillna("unknown")
    assert list(zip(known, asked["item"], strict=True)) == [
        ("X", "A1"),
        ("X", "A2"),
        ("X", "V1"),
        ("Y", "A2"),
        ("unknown", "A1"),
    ]
    everything = shares(counts, SMALL, keep_empty=True)
    check(everything, SHARES, ["centre"])
    assert len(everything) == 3 * 3
    assert np.isnan(one(everything, centre="Y", item="A1")["high"])


@pytest.mark.parametrize(("point", "low", "high"), [(1, 1, 0), (5, 1, 0), (6, 0, 1), (8, 0, 1)])
def test_low_is_1_to_5_and_high_is_6_to_8(point, low, high):
    found = shares(count(answers(f"A1\n{point}")), SMALL).iloc[0]
    assert (found["n_low"], found["n_high"]) == (low, high)


def test_negative_items_are_not_turned_in_shares():
    found = shares(count(answers("C4\n8")), SMALL).iloc[0]
    assert (found["n_high"], found["mean"]) == (1, 8)


def test_no_answers_give_the_declared_table_without_rows():
    nothing = count(answers(FOUR_STATES).where(centre="nowhere"), ["centre"])
    check(shares(nothing, SMALL), SHARES, ["centre"])
    check(distribution(nothing, SMALL), DISTRIBUTION, ["centre"])


def test_the_distribution_has_every_point_of_the_scale():
    table = distribution(count(answers("A1 V1\n8 10\n8 n\n1 .\n- .")), SMALL)
    check(table, DISTRIBUTION)
    a1, v1 = table[table["item"] == "A1"], table[table["item"] == "V1"]
    assert list(a1["point"]) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert list(a1["n"]) == [1, 0, 0, 0, 0, 0, 0, 2]
    assert list(a1["share"]) == [1 / 3, 0, 0, 0, 0, 0, 0, 2 / 3]
    assert list(v1["n"]) == [0] * 9 + [1]


def test_the_distribution_of_an_item_nobody_scored_has_no_shares():
    table = distribution(count(answers("A1\nn")), SMALL)
    assert table["n"].sum() == 0
    assert table["share"].isna().all()


def test_items_keep_their_order_and_groups_theirs():
    counts = count(answers("strategy A10 A2\nq 8 1\np 8 2"), ["strategy"])
    table = shares(counts, SMALL)
    assert list(table["strategy"]) == ["p", "p", "q", "q"]
    assert list(table["item"]) == ["A10", "A2"] * 2


@given(st.lists(st.tuples(st.sampled_from("XY?"), st.sampled_from([*".-n12345678"])), min_size=1))
def test_shares_lie_within_0_and_1_and_add_up(rows):
    table = shares(
        count(answers("\n".join(["centre A1", *(" ".join(row) for row in rows)])), ["centre"]),
        SMALL,
        keep_empty=True,
    )
    check(table, SHARES, ["centre"])
    some = table[table["n"] > 0]
    assert (some["low"] + some["high"] + some["not_applicable"]).to_numpy() == pytest.approx(1)
    assert some["high"].between(some["high_lower"], some["high_upper"]).all()
    assert (table["n_low"] + table["n_high"] == table["n_scored"]).all()
    assert table[["n", "n_skipped", "n_not_shown"]].sum().sum() == len(rows)

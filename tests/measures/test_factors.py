"""Factors: turned scales, ticked options and the verdict at its boundaries."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_tables import SMALL, answers

from measurement.counting.counts import count
from measurement.counting.intervals import wilson
from measurement.measures.comparison import against_rest
from measurement.measures.comparison_tables import COMPARED
from measurement.measures.factors import VERDICTS, factors
from measurement.measures.sentences import verdict_label
from measurement.measures.tables import FACTORS
from measurement.questionnaire.model import Questionnaire
from measurement.tables import Table, check

SCALES = """
times  A1  C1  C4
4      8   8   8
2      8   2   2
1      8   4   5
3      8   n   .
"""
TICKS = """
times  K1  K2  K3
6      1   0   1
2      0   1   0
2      0   0   0
5      .   .   .
1      -   -   -
"""


def row(table, **values):
    for column, value in values.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return table.iloc[0]


def remade(item, **changes):
    """The small questionnaire with one item changed."""
    data = SMALL.model_dump()
    for one in data["items"]:
        one.update(changes if one["id"] == item else {})
    return Questionnaire.model_validate(data)


def test_high_is_enabling_and_low_is_hindering():
    table = factors(answers(SCALES), [], SMALL)
    check(table, FACTORS)
    time = row(table, item="C1")
    assert (time["factor"], time["kind"]) == ("tijd", "scale")
    assert (time["n"], time["n_scored"], time["n_not_applicable"]) == (10, 7, 3)
    assert (time["n_enabling"], time["n_hindering"]) == (4, 2 + 1)
    assert (time["enabling"], time["hindering"]) == (4 / 10, 3 / 10)
    assert time["mean"] == (4 * 8 + 2 * 2 + 4) / 7
    assert time["strict_hindering"] == 2 / 10
    assert time["enabling_scored"] == 4 / 7


def test_a_negative_item_is_turned_first():
    """9 − score: four times 1, twice 7, once 4."""
    load = row(factors(answers(SCALES), [], SMALL), item="C4")
    assert (load["n"], load["n_enabling"], load["n_hindering"]) == (7, 2, 4 + 1)
    assert load["mean"] == (4 * (9 - 8) + 2 * (9 - 2) + (9 - 5)) / 7
    assert load["strict_hindering"] == 4 / 7


def test_the_bounds_belong_to_the_share_beside_them():
    time = row(factors(answers(SCALES), [], SMALL), item="C1")
    assert time[["enabling_lower", "enabling_upper"]].tolist() == [*wilson(4, 10)]
    assert time[["enabling_scored_lower", "enabling_scored_upper"]].tolist() == [*wilson(4, 7)]


def test_a_ticked_option_counts_for_its_own_direction():
    table = factors(answers(TICKS), [], SMALL)
    check(table, FACTORS)
    little_time, support = row(table, item="K1"), row(table, item="K2")
    assert (little_time["kind"], little_time["n"]) == ("ticked", 6 + 2 + 2)
    assert (little_time["n_enabling"], little_time["n_hindering"]) == (0, 6)
    assert (little_time["enabling"], little_time["hindering"]) == (0, 6 / 10)
    assert (support["n_enabling"], support["n_hindering"]) == (2, 0)
    assert support["enabling"] == 2 / 10
    assert table[["mean", "strict_hindering"]].isna().all(axis=None)


def test_an_option_without_direction_is_neither():
    other = row(factors(answers(TICKS), [], SMALL), item="K3")
    assert other["n"] == 10
    missing = ["n_enabling", "n_hindering", "enabling", "hindering", "verdict"]
    assert other[missing].isna().all()


@pytest.mark.parametrize(
    ("high", "low", "none", "verdict"),
    [
        (8, 2, 0, "mixed"),  # Wilson of 8 in 10: 0.490 to 0.943
        (9, 2, 0, "enabling"),  # of 9 in 11: 0.523 to 0.949
        (2, 8, 0, "mixed"),
        (2, 9, 0, "hindering"),
        (5, 5, 0, "mixed"),
        (4, 0, 0, "too_few"),
        (4, 0, 50, "too_few"),
        (5, 0, 0, "enabling"),  # of 5 in 5: 0.566 to 1
        (0, 5, 0, "hindering"),
        (9, 2, 500, "enabling"),
        (0, 0, 3, "too_few"),
    ],
)
def test_the_verdict_of_a_scale_is_its_interval_among_the_scored(high, low, none, verdict):
    table = factors(answers(f"times C1\n{high} 6\n{low} 5\n{none} n"), [], SMALL)
    assert table["verdict"].tolist() == [verdict]


@pytest.mark.parametrize(
    ("ticked", "blank", "verdict"),
    [
        (4, 4, "mixed"),  # Wilson of 4 in 8: 0.215 to 0.785
        (5, 4, "ours"),  # of 5 in 9: 0.267 to 0.811
        (4, 0, "too_few"),
        (0, 9, "mixed"),
        (0, 11, "mixed"),  # of 0 in 11: 0 to 0.259
        (0, 12, "not_named"),  # of 0 in 12: 0 to 0.243
        (0, 54, "not_named"),
        (1, 20, "not_named"),  # of 1 in 21: 0.008 to 0.227
        (3, 17, "mixed"),
        (5, 0, "ours"),
    ],
)
@pytest.mark.parametrize(("item", "ours"), [("K1", "hindering"), ("K2", "enabling")])
def test_the_verdict_of_an_option_is_its_direction_if_many_tick_it(
    item, ours, ticked, blank, verdict
):
    table = factors(answers(f"times {item}\n{ticked} 1\n{blank} 0"), [], SMALL)
    assert table["verdict"].tolist() == [ours if verdict == "ours" else verdict]


def test_only_modules_of_factors_and_what_was_asked_have_rows():
    table = factors(answers("centre A1 C1 C4\nX 8 8 .\nY 8 . 1"), ["centre"], SMALL)
    check(table, FACTORS, ["centre"])
    assert table[["centre", "item"]].values.tolist() == [["X", "C1"], ["Y", "C4"]]


def test_a_factor_without_a_name_bears_the_id_of_its_item():
    named = remade("C1", dimension="")
    table = factors(answers("C1\n8", made=named), [], named)
    assert table["factor"].tolist() == ["C1"]


def test_a_scale_without_a_cut_has_a_mean_and_no_verdict():
    made = remade("V1", module="C")
    table = factors(answers("times V1\n9 10\n3 4", made=made), [], made)
    check(table, FACTORS)
    assert table["mean"].tolist() == [(9 * 10 + 3 * 4) / 12]
    assert table[["n_enabling", "enabling", "verdict"]].isna().all(axis=None)


def test_counts_give_the_same_as_answers_and_are_pooled():
    every = answers("centre strategy C1 K1\nX p 8 1\nX q 1 0\nY p n .")
    counts = count(every, ["centre", "strategy"])
    for by in ([], ["centre"], ["strategy", "centre"]):
        pd.testing.assert_frame_equal(factors(counts, by, SMALL), factors(every, by, SMALL))


def test_the_comparison_follows_when_asked():
    every = answers("centre times C1 K1\nX 30 8 1\nY 30 1 0\n? 2 4 0")
    table = factors(every, ["centre"], SMALL, compare="centre")
    check(table, Table("factors", FACTORS.columns + COMPARED.columns), ["centre"])
    assert row(table, centre="X", item="C1")["differs"] == "higher"
    assert row(table, centre="Y", item="K1")["differs"] == "lower"
    assert row(table, centre="Y", item="C1")["n_rest"] == 30 + 2
    assert table[table["centre"].isna()][list(COMPARED.names)].isna().all(axis=None)
    alone = against_rest(count(every, ["centre"]), ["C1", "K1"], SMALL)
    assert alone["q"].tolist() == table["q"].dropna().tolist()


def test_no_answers_give_the_declared_table_without_rows():
    nothing = answers("centre C1 K1\nX 8 1").where(centre="nowhere")
    check(factors(nothing, ["centre"], SMALL), FACTORS, ["centre"])
    compared = factors(nothing, ["centre"], SMALL, compare="centre")
    check(compared, Table("factors", FACTORS.columns + COMPARED.columns), ["centre"])
    check(factors(answers("A1\n8"), [], SMALL), FACTORS)


def test_counts_stay_as_they_were():
    counts = count(answers(SCALES))
    numbers = counts.numbers.copy()
    factors(counts, [], SMALL)
    assert (counts.numbers == numbers).all()


def test_every_verdict_has_words():
    assert [verdict_label(verdict).message for verdict in VERDICTS] == [
        *("enabling", "hindering", "mixed"),
        *("seldom or never named", "too few answers"),
    ]


@given(st.lists(st.sampled_from([*".-n12345678"]), min_size=1, max_size=40))
def test_turning_swaps_nothing_but_the_middle_of_an_uneven_cut(scores):
    """An item and its mirror image have means that add up to 9 and share their n."""
    lines = "\n".join(["C1 C4", *(f"{score} {score}" for score in scores)])
    table = factors(answers(lines), [], SMALL)
    check(table, FACTORS)
    if len(table):
        plus, minus = row(table, item="C1"), row(table, item="C4")
        assert plus["n"] == minus["n"]
        for one in (plus, minus):
            assert one["n_enabling"] + one["n_hindering"] == one["n_scored"]
        if plus["n_scored"]:
            assert np.isclose(plus["mean"] + minus["mean"], 9)

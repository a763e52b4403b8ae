"""A centre against the rest: exact, corrected for many tests, own centre excluded."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_tables import SMALL, answers

from measurement.counting.counts import count
from measurement.counting.intervals import newcombe
from measurement.counting.significance import false_discovery, fisher
from measurement.measures.comparison import OUTCOMES, against_rest
from measurement.measures.comparison_tables import COMPARISON
from measurement.measures.sentences import outcome_label
from measurement.tables import check

THREE_CENTRES = """
strategy  centre  times  A1  C4  K1  V1
p         X       20     8   8   1   10
p         X       5      2   n   0   1
p         Y       10     8   2   0   10
p         Y       30     2   2   0   1
p         Z       4      8   1   1   5
q         Z       9      1   1   1   1
p         ?       6      8   8   1   5
"""
PS = st.lists(st.floats(0, 1), min_size=1, max_size=40)
TABLES = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 400), st.integers(0, 400))


def rows(table, *columns):
    return [tuple(row) for row in table[list(columns)].astype(object).values]


def test_the_rest_is_all_others_within_the_same_group():
    counts = count(answers(THREE_CENTRES), ["strategy", "centre"])
    table = against_rest(counts, ["A1"], SMALL)
    check(table, COMPARISON, ["strategy", "centre"])
    assert rows(table, "strategy", "centre", "n_scored", "n_high", "n_rest", "n_high_rest") == [
        ("p", "X", 25, 20, 40 + 4 + 6, 10 + 4 + 6),
        ("p", "Y", 40, 10, 25 + 4 + 6, 20 + 4 + 6),
        ("p", "Z", 4, 4, 25 + 40 + 6, 20 + 10 + 6),
        ("q", "Z", 9, 0, 0, 0),
    ]
    first = table.iloc[0]
    assert (first["share"], first["rest"]) == (20 / 25, 20 / 50)
    assert first["difference"] == 20 / 25 - 20 / 50
    bounds = newcombe(20, 25, 20, 50)
    assert first[["difference_lower", "difference_upper"]].tolist() == [*bounds]


def test_only_tested_rows_have_p_and_q_and_a_difference_needs_q():
    from scipy.stats import false_discovery_control, fisher_exact

    counts = count(answers(THREE_CENTRES), ["strategy", "centre"])
    table = against_rest(counts, ["A1"], SMALL)
    p = [
        fisher_exact([[20, 5], [20, 30]]).pvalue,
        fisher_exact([[10, 30], [30, 5]]).pvalue,
    ]
    assert table["p"].tolist() == pytest.approx([*p, np.nan, np.nan], nan_ok=True)
    q = false_discovery_control(p)
    assert table["q"].tolist() == pytest.approx([*q, np.nan, np.nan], nan_ok=True)
    assert list(table["differs"]) == ["higher", "lower", "too_few", "too_few"]


def test_a_negative_factor_is_turned_and_an_option_counts_its_ticks():
    counts = count(answers(THREE_CENTRES), ["centre"])
    table = against_rest(counts, ["C4", "K1"], SMALL)
    x, y = table[table["centre"] == "X"], table[table["centre"] == "Y"]
    assert rows(x, "item", "n_scored", "n_high") == [("C4", 20, 0), ("K1", 25, 20)]
    assert rows(y, "item", "n_scored", "n_high") == [("C4", 40, 40), ("K1", 40, 0)]


def test_an_item_without_a_cut_and_an_unknown_centre_are_left_out():
    table = against_rest(count(answers(THREE_CENTRES), ["centre"]), ["V1", "A1"], SMALL)
    assert set(table["item"]) == {"A1"}
    assert table["centre"].notna().all()


@pytest.mark.parametrize(("own", "rest", "tested"), [(5, 5, True), (4, 5, False), (5, 4, False)])
def test_few_answers_on_either_side_are_not_tested(own, rest, tested):
    table = against_rest(
        count(answers(f"centre times A1\nX {own} 8\nY {rest} 1"), ["centre"]), ["A1"], SMALL
    )
    assert table["p"].notna().tolist() == [tested] * 2
    assert list(table["differs"] == "too_few") == [not tested] * 2


def test_not_applicable_is_not_a_score():
    table = against_rest(
        count(answers("centre times A1\nX 9 n\nX 6 8\nY 7 1"), ["centre"]), ["A1"], SMALL
    )
    assert rows(table, "n_scored", "n_rest") == [(6, 7), (7, 6)]


def test_centres_that_are_alike_do_not_differ():
    """Nineteen centres of 10, drawn from one distribution: no false alarm after correction."""
    rng = np.random.default_rng(7)
    lines = [f"c{i % 19:02} {point}" for i, point in enumerate(rng.integers(3, 9, 190))]
    counts = count(answers("\n".join(["centre A1", *lines])), ["centre"])
    assert set(against_rest(counts, ["A1"], SMALL)["differs"]) == {"same"}


def test_the_comparison_can_be_of_another_column():
    counts = count(answers("strategy times A1\np 9 8\nq 9 1"), ["strategy"])
    table = against_rest(counts, ["A1"], SMALL, of="strategy")
    assert list(table["differs"]) == ["higher", "lower"]


def test_no_answers_and_no_items_give_the_declared_table_without_rows():
    counts = count(answers(THREE_CENTRES), ["centre"])
    check(against_rest(counts, [], SMALL), COMPARISON, ["centre"])
    nothing = count(answers(THREE_CENTRES).where(centre="nowhere"), ["centre"])
    check(against_rest(nothing, ["A1"], SMALL), COMPARISON, ["centre"])


def test_counts_stay_as_they_were():
    counts = count(answers(THREE_CENTRES), ["centre"])
    numbers, groups = counts.numbers.copy(), counts.groups.copy()
    against_rest(counts, ["A1", "C4"], SMALL)
    assert (counts.numbers == numbers).all()
    pd.testing.assert_frame_equal(counts.groups, groups)


def test_every_outcome_has_words():
    assert len({outcome_label(outcome).message for outcome in OUTCOMES}) == len(OUTCOMES)


def test_tea_tasting_has_the_p_of_r():
    """R: fisher.test(matrix(c(3, 1, 1, 3), 2)), the example of its help page, two-sided."""
    assert fisher([3], [4], [1], [4]) == pytest.approx([0.4857142857])


@given(st.lists(TABLES, min_size=1, max_size=12))
def test_fisher_is_that_of_scipy(tables):
    from scipy.stats import fisher_exact

    k, missed, k_rest, missed_rest = np.array(tables).T
    expected = [fisher_exact([[a, b], [c, d]]).pvalue for a, b, c, d in tables]
    assert fisher(k, k + missed, k_rest, k_rest + missed_rest) == pytest.approx(expected, rel=1e-6)


def test_fisher_stays_exact_for_large_numbers():
    from scipy.stats import fisher_exact

    expected = fisher_exact([[4000, 1200], [69_000, 21_500]]).pvalue
    assert fisher([4000], [5200], [69_000], [90_500]) == pytest.approx([expected], rel=1e-6)


@given(PS)
def test_q_is_that_of_scipy_and_statsmodels(p):
    from scipy.stats import false_discovery_control
    from statsmodels.stats.multitest import multipletests

    q = false_discovery(p)
    assert q == pytest.approx(false_discovery_control(p), abs=1e-12)
    assert q == pytest.approx(multipletests(p, method="fdr_bh")[1], abs=1e-12)
    assert (q >= np.array(p)).all()


def test_no_tests_have_no_q():
    assert false_discovery([]).tolist() == []
    assert fisher([], [], [], []).tolist() == []

"""Association of motivation with intention and application: Spearman with an interval."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scale_survey import MADE, survey
from survey_tables import answers

from measurement.measures.scales.association import association, spearman
from measurement.measures.scales.tables import ASSOCIATION
from measurement.tables import check

FORTY = "\n".join(
    f"p {1 + i % 8} {1 + i % 8} {1 + i % 8} {8 - i % 8} 1 1 {1 + (i + i % 3) % 8} ."
    for i in range(40)
)
TABLE = f"strategy M1 M2 M3 N1 N2 N3 I T\n{FORTY}\nq 8 8 8 1 1 1 . 7"


def test_every_kind_meets_every_item_that_was_asked():
    table = association(answers(TABLE, made=MADE), ["strategy"])
    check(table, ASSOCIATION, ["strategy"])
    assert [tuple(r) for r in table[["strategy", "scale", "item", "n"]].astype(object).values] == [
        ("p", "willen", "I", 40),
        ("p", "moeten", "I", 40),
        ("p", "relative_autonomy", "I", 40),
        ("q", "willen", "T", 1),
        ("q", "moeten", "T", 1),
        ("q", "relative_autonomy", "T", 1),
    ]
    few = table[table["strategy"] == "q"]
    assert few[["rho", "lower", "upper"]].isna().all(axis=None)
    assert not few["clear"].any()


def test_rho_is_that_of_scipy_and_of_ranks_by_hand():
    from scipy.stats import pearsonr, rankdata, spearmanr

    one = np.array([1 + i % 8 for i in range(40)], float)
    other = np.array([1 + (i + i % 3) % 8 for i in range(40)], float)
    found = association(answers(TABLE, made=MADE), ["strategy"]).iloc[0]
    assert found["rho"] == pytest.approx(spearmanr(one, other).statistic, abs=1e-12)
    by_hand = pearsonr(rankdata(one), rankdata(other)).statistic
    assert found["rho"] == pytest.approx(by_hand, abs=1e-12)


def test_the_interval_is_that_of_bonett_and_wright():
    """ρ = 0.5 and n = 28 + 3: tanh(atanh 0.5 ± 1.959964 · √(1.125 / 28)), by arithmetic."""
    rng = np.random.default_rng(2)
    one = rng.normal(size=31)
    found = spearman(one, one + rng.normal(size=31) * 1.4)
    z, se = np.arctanh(found.rho), np.sqrt((1 + found.rho**2 / 2) / (31 - 3))
    bounds = np.tanh([z - 1.959963984540054 * se, z + 1.959963984540054 * se])
    assert [found.lower, found.upper] == pytest.approx(bounds, abs=1e-12)


@settings(deadline=None, max_examples=30)
@given(st.integers(30, 90), st.integers(0, 2**16))
def test_the_point_estimate_is_that_of_pingouin(n, seed):
    import pingouin

    one, other = np.random.default_rng(seed).integers(1, 9, (2, n)).astype(float)
    expected = pingouin.corr(one, other, method="spearman")["r"].iloc[0]
    found = spearman(one, other)
    assert found.rho == pytest.approx(expected, abs=1e-9)
    assert found.lower <= found.rho <= found.upper


@pytest.mark.parametrize(("n", "known"), [(29, False), (30, True)])
def test_an_association_is_given_from_thirty_answers(n, known):
    found = spearman(np.arange(n) % 7 / 1, np.arange(n) % 5 / 1)
    assert (found.rho == found.rho) is known


@pytest.mark.parametrize("which", [0, 1])
def test_one_value_only_has_no_association(which):
    columns = [np.arange(40) / 1, np.arange(40) / 1]
    columns[which] = np.full(40, 6.0)
    assert np.isnan(spearman(*columns)).all()


@pytest.mark.parametrize("sign", [1, -1])
def test_a_perfect_association_is_its_own_interval(sign):
    rank = np.arange(40) / 1
    assert spearman(rank, sign * rank) == (sign, sign, sign)


@pytest.mark.parametrize(
    ("follows", "clear"), [(True, True), (False, False)], ids=["strong", "none to speak of"]
)
def test_clear_means_that_the_interval_leaves_out_nought(follows, clear):
    rng = np.random.default_rng(4)
    lines = []
    for point in rng.integers(1, 9, 60):
        other = max(point - 1, 1) if follows else rng.integers(1, 9)
        lines.append(f"{point} {point} {point} 1 1 1 {other} .")
    table = association(answers("\n".join(["M1 M2 M3 N1 N2 N3 I T", *lines]), made=MADE))
    row = table.iloc[0]
    assert row["clear"] == clear
    assert (row["lower"] > 0 or row["upper"] < 0) == clear


def test_not_applicable_is_no_score():
    table = association(answers("M1 M2 M3 N1 N2 N3 I\n8 8 8 1 1 1 n\n8 8 8 1 1 1 7", made=MADE))
    assert table["n"].tolist() == [1, 1, 1]


def test_the_outcomes_are_the_levels_that_the_questionnaire_says():
    items = "X A + plan deelnemer\nM1 E + zin willen\nN1 E - plicht moeten"
    assert association(answers("X M1 N1\n8 8 1", made=survey(items))).empty
    plan = survey(items, outcomes=("plan",))
    assert set(association(answers("X M1 N1\n8 8 1", made=plan))["item"]) == {"X"}


def test_without_answers_or_kinds_there_are_no_rows():
    nobody = answers(TABLE, made=MADE).where(strategy="z")
    check(association(nobody), ASSOCIATION)
    check(association(nobody, ["strategy"]), ASSOCIATION, ["strategy"])
    alone = survey("I A + intentie x\nM1 E + zin willen")
    check(association(answers("I M1\n8 8", made=alone)), ASSOCIATION)

"""Cronbach's alpha: complete cases, from thirty answers, equal to R and pingouin."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurement.measures.scales.reliability import alpha

NAN = float("nan")


def by_hand(items):
    """Alpha as Cronbach wrote it."""
    k = items.shape[1]
    parts, whole = items.var(axis=0, ddof=1).sum(), items.sum(axis=1).var(ddof=1)
    return k / (k - 1) * (1 - parts / whole)


def shipped(name):
    import pingouin

    return pingouin.read_dataset(name)


def test_ratings_that_pingouin_ships_have_the_alpha_of_its_manual():
    """15 persons × 10 items (real-statistics.com): 0.5917188485995826 in the manual of pingouin."""
    items = shipped("cronbach_alpha").pivot(index="Subj", columns="Items", values="Scores")
    found = alpha(items.to_numpy(), least=15)
    assert (found.n, items.shape) == (15, (15, 10))
    assert found.value == pytest.approx(0.5917188485995826, abs=1e-9)
    assert found.value == pytest.approx(by_hand(items.to_numpy(float)), abs=1e-9)


def test_rows_with_a_gap_are_left_out_as_in_r():
    """R: psych::alpha(data, use = "complete.obs") gives 0.8016949152542373 (manual of pingouin)."""
    items = shipped("cronbach_wide_missing").to_numpy(float)
    found = alpha(items, least=2)
    complete = items[~np.isnan(items).any(axis=1)]
    assert found.n == len(complete) == 9
    assert found.value == pytest.approx(0.8016949152542373, abs=1e-9)
    kept = complete[:, complete.std(axis=0) > 0]
    assert found.value == pytest.approx(by_hand(kept), abs=1e-9)


@pytest.mark.parametrize(("n", "known"), [(29, False), (30, True)])
def test_alpha_is_given_from_thirty_complete_answers(n, known):
    rows = [[i % 8, (i + i % 3) % 8] for i in range(n)] + [[8, NAN]] * 9
    found = alpha(rows)
    assert found.n == n
    assert (found.value == found.value) is known


@pytest.mark.parametrize(
    "rows",
    [
        [[i % 8] for i in range(40)],
        [[i % 8, 5] for i in range(40)],
        [[5, 5] for _ in range(40)],
        [[i % 8, 7 - i % 8] for i in range(40)],
    ],
    ids=["one item", "one item that varies", "no spread", "totals all the same"],
)
def test_where_alpha_means_nothing_it_is_missing_and_n_is_told(rows):
    found = alpha(rows)
    assert (found.n, np.isnan(found.value)) == (40, True)


def test_an_item_without_variance_is_left_out_as_psych_does():
    """R: psych::alpha(delete = TRUE), the default, drops it; its k is that of the others."""
    rng = np.random.default_rng(1)
    two = rng.integers(1, 9, (40, 1)) + rng.integers(0, 3, (40, 2))
    with_constant = np.column_stack([two, np.full(40, 4)])
    assert alpha(with_constant).value == pytest.approx(alpha(two).value, abs=1e-12)


def test_no_answers_have_no_alpha():
    assert alpha(np.empty((0, 3))).n == 0
    assert np.isnan(alpha(np.empty((0, 3)), least=0).value)


def test_the_library_is_not_asked_for_without_need(monkeypatch):
    monkeypatch.setitem(sys.modules, "pingouin", None)  # an import would now raise
    assert np.isnan(alpha([[1, 2]] * 29).value)


@settings(deadline=None, max_examples=40)
@given(st.integers(30, 80), st.integers(2, 6), st.integers(0, 2**16))
def test_alpha_is_cronbachs_formula(n, k, seed):
    items = np.random.default_rng(seed).integers(1, 9, (n, k)).astype(float)
    assert alpha(items).value == pytest.approx(by_hand(items), abs=1e-9)

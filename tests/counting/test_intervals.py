"""Intervals, held against published and independent values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.counting.intervals import newcombe, share, wilson


def test_wilson_of_54_in_80_is_that_of_r():
    """R: prop.test(54, 80, correct = FALSE)."""
    lower, upper = wilson(54, 80, 0.95)
    assert lower == pytest.approx(0.566405273106, abs=1e-12)
    assert upper == pytest.approx(0.767558381556, abs=1e-12)


@pytest.mark.parametrize(
    ("n_success", "n"), [(0, 1), (1, 1), (0, 5), (5, 5), (3, 7), (260, 291), (41, 89)]
)
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_wilson_is_that_of_statsmodels(n_success, n, confidence):
    from statsmodels.stats.proportion import proportion_confint

    expected = proportion_confint(n_success, n, alpha=1 - confidence, method="wilson")
    assert wilson(n_success, n, confidence) == pytest.approx(expected, abs=1e-12)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_contains_the_share_and_stays_within_0_and_1(pair):
    n_success, n = pair
    lower, upper = wilson(n_success, n)
    assert 0 <= lower <= n_success / n <= upper <= 1


def test_nothing_asked_has_no_interval_and_no_share():
    assert np.isnan(wilson([0], [0])).all()
    assert np.isnan(share([0], [0])).all()
    assert np.isnan(newcombe([1], [2], [0], [0])).all()
    assert np.isnan(wilson([np.nan], [5])).all()


@pytest.mark.parametrize(
    ("own", "rest", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((0, 10), (0, 10), -0.2775, 0.2775),
    ],
)
def test_newcombe_gives_his_published_examples(own, rest, lower, upper):
    """Newcombe (1998), Table II, method 10, to four decimals."""
    assert newcombe(*own, *rest) == pytest.approx((lower, upper), abs=5e-5)


@given(
    st.tuples(st.integers(1, 300), st.integers(1, 300)).flatmap(
        lambda n: st.tuples(
            st.integers(0, n[0]), st.just(n[0]), st.integers(0, n[1]), st.just(n[1])
        )
    )
)
def test_newcombe_is_that_of_statsmodels(table):
    from statsmodels.stats.proportion import confint_proportions_2indep

    expected = confint_proportions_2indep(*table, method="newcomb", compare="diff")
    assert newcombe(*table) == pytest.approx(expected, abs=1e-9)

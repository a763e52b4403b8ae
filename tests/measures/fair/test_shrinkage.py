"""Small groups drawn to the middle: the likelihood, the interval and the fallbacks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurement.counting.intervals import wilson
from measurement.measures.fair.shrinkage import prior, shrunk

# Nineteen centres that differ beyond chance: drawn once from Beta(8, 2), sizes 4 to 40.
SIZES = np.arange(4, 42, 2)
HIGH = np.array([2, 6, 8, 6, 12, 9, 16, 17, 11, 22, 20, 26, 20, 29, 27, 34, 24, 36, 31])
GROUPS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=3, max_size=20
).filter(lambda rows: sum(a + b > 0 for a, b in rows) >= 3)


def test_the_prior_has_the_highest_likelihood_of_scipy_on_a_grid() -> None:
    from scipy.stats import betabinom

    found = prior(HIGH, SIZES)
    assert np.isfinite(found.strength)

    def likelihood(mean: float, strength: float) -> float:
        return float(betabinom.logpmf(HIGH, SIZES, mean * strength, (1 - mean) * strength).sum())

    best = likelihood(*found)
    grid = [(m, s) for m in np.linspace(0.5, 0.99, 80) for s in np.geomspace(1, 5000, 80)]
    assert best >= max(likelihood(m, s) for m, s in grid)
    # Flat at the top: a step to any side is lower.
    for mean, strength in [(1.001, 1), (0.999, 1), (1, 1.01), (1, 0.99)]:
        assert likelihood(found.mean * mean, found.strength * strength) < best


def test_the_strength_is_that_of_an_optimiser_of_scipy() -> None:
    from scipy.optimize import minimize
    from scipy.stats import betabinom

    def loss(logs: np.ndarray) -> float:
        return -float(betabinom.logpmf(HIGH, SIZES, *np.exp(logs)).sum())

    a, b = np.exp(minimize(loss, [1.0, 1.0], method="Nelder-Mead", tol=1e-10).x)
    found = prior(HIGH, SIZES)
    assert found.mean == pytest.approx(a / (a + b), rel=1e-5)
    assert found.strength == pytest.approx(a + b, rel=1e-3)


def test_mean_and_interval_are_those_of_the_beta_distribution_of_scipy() -> None:
    """The variance once more, from scipy's likelihood on an even grid of correlations."""
    from scipy.optimize import minimize_scalar
    from scipy.stats import beta, betabinom, binom

    mean, strength = prior(HIGH, SIZES)
    made = shrunk(HIGH, SIZES, 0.9)
    assert made.mean == pytest.approx(
        beta(HIGH + mean * strength, SIZES - HIGH + (1 - mean) * strength).mean()
    )
    chances, parts = [], []
    for correlation in np.linspace(0, 0.5, 201):
        s = 1 / correlation - 1 if correlation else 1e9

        def loss(m: float, s: float = s) -> float:
            fits = binom(SIZES, m) if s == 1e9 else betabinom(SIZES, m * s, (1 - m) * s)
            return -float(fits.logpmf(HIGH).sum())

        m = float(minimize_scalar(loss, bounds=(0.6, 0.99), method="bounded").x)
        bend = (loss(m + 1e-4) - 2 * loss(m) + loss(m - 1e-4)) / 1e-8
        posterior = beta(HIGH + m * s, SIZES - HIGH + (1 - m) * s)
        weight = s / (SIZES + s)
        parts.append(posterior.var() + weight**2 / bend + (posterior.mean() - made.mean) ** 2)
        end = 0.5 if correlation in (0, 0.5) else 1.0  # the trapezoid rule
        chances.append(end * np.exp(-loss(m)))
    variance = np.average(parts, axis=0, weights=chances)
    size = made.mean * (1 - made.mean) / variance - 1
    expected = beta(made.mean * size, (1 - made.mean) * size)
    assert made.lower == pytest.approx(expected.ppf(0.05), abs=1e-4)
    assert made.upper == pytest.approx(expected.ppf(0.95), abs=1e-4)


def test_a_small_group_is_drawn_more_strongly_than_a_large_one() -> None:
    """Both at 0 %: the group of 40 stays nearer to its own share than that of 4."""
    made = shrunk([*HIGH, 0, 0], [*SIZES, 4, 40])
    assert made.mean[-2] > made.mean[-1] > 0
    own = 1 - 40 / (40 + made.strength)  # the weight of the middle
    assert made.mean[-1] == pytest.approx(own * prior([*HIGH, 0, 0], [*SIZES, 4, 40]).mean)


def test_groups_that_differ_no_more_than_chance_all_get_the_pooled_share() -> None:
    made = shrunk([8, 8, 8, 7], [10, 10, 10, 9])
    assert made.strength == np.inf
    assert made.mean.tolist() == [31 / 39] * 4
    pooled = wilson(31, 39)
    assert (made.upper - made.lower > pooled.upper - pooled.lower).all()


@pytest.mark.parametrize("n_high", [[0, 0, 0], [5, 9, 7]])
def test_all_at_an_end_is_no_difference(n_high: list[int]) -> None:
    made = shrunk(n_high, [5, 9, 7])
    assert made.strength == np.inf
    assert set(made.mean) == {float(bool(n_high[0]))}
    assert (made.upper - made.lower > 0.1).all()


@pytest.mark.parametrize("n", [[10, 10], [10, 10, 0]])
def test_fewer_than_three_groups_keep_their_own_share(n: list[int]) -> None:
    made = shrunk([9, 2, 0][: len(n)], n)
    assert made.strength == 0
    assert made.mean[:2].tolist() == [0.9, 0.2]
    assert made.lower[:2].tolist() == wilson([9, 2], [10, 10]).lower.tolist()


def test_a_group_without_answers_has_no_share() -> None:
    made = shrunk([*HIGH, 0], [*SIZES, 0])
    assert np.isnan([made.mean[-1], made.lower[-1], made.upper[-1]]).all()
    assert made.mean[:-1] == pytest.approx(shrunk(HIGH, SIZES).mean)


def test_groups_as_different_as_can_be_keep_an_interval() -> None:
    """Every group at 0 or 100 %: the prior still weighs one answer, as that of Jeffreys."""
    made = shrunk([0, 5, 0, 6, 0], [5, 5, 5, 6, 4])
    assert made.strength == 1
    assert (made.upper - made.lower > 0.2).all()


@settings(deadline=None, max_examples=60)
@given(GROUPS)
def test_every_share_lies_between_its_own_and_the_middle_and_inside_its_interval(
    rows: list[tuple[int, int]],
) -> None:
    k = np.array([a for a, _ in rows])
    n = np.array([a + b for a, b in rows])
    made, middle = shrunk(k, n), prior(k, n).mean
    known = n > 0
    own = k[known] / n[known]
    low, high = np.minimum(own, middle), np.maximum(own, middle)
    assert ((made.mean[known] >= low - 1e-9) & (made.mean[known] <= high + 1e-9)).all()
    assert (made.lower[known] <= made.mean[known] + 1e-9).all()
    assert (made.upper[known] >= made.mean[known] - 1e-9).all()


@settings(deadline=None, max_examples=40)
@given(GROUPS)
def test_high_and_low_are_mirror_images(rows: list[tuple[int, int]]) -> None:
    k, missed = (np.array(side) for side in zip(*rows, strict=True))
    one, other = shrunk(k, k + missed), shrunk(missed, k + missed)
    known = k + missed > 0
    assert one.mean[known] == pytest.approx(1 - other.mean[known], abs=1e-4)


@pytest.mark.parametrize(
    ("a", "b", "largest", "ratio"), [(8, 2, 41, 0.8), (8, 2, 14, 0.6), (40, 10, 41, 0.4)]
)
def test_shrunken_shares_lie_nearer_to_the_truth_and_their_intervals_hold_it(
    a: float, b: float, largest: int, ratio: float
) -> None:
    """60 networks of nineteen centres of 3 answers or more whose true shares are Beta(a, b)."""
    rng = np.random.default_rng(3)
    raw, drawn, inside = [], [], []
    for _ in range(60):
        truth = rng.beta(a, b, 19)
        n = rng.integers(3, largest + 1, 19)
        k = rng.binomial(n, truth)
        made = shrunk(k, n)
        raw.append(np.mean((k / n - truth) ** 2))
        drawn.append(np.mean((made.mean - truth) ** 2))
        inside.append(np.mean((made.lower <= truth) & (truth <= made.upper)))
    assert np.mean(drawn) < ratio * np.mean(raw)
    assert 0.9 < np.mean(inside) < 0.98  # taking the prior for known: 0.77 to 0.92


def test_the_bounds_do_not_depend_on_how_finely_the_spreads_are_looked_at(monkeypatch) -> None:
    from measurement.measures.fair import shrinkage

    rng = np.random.default_rng()
    n = rng.integers(1, 60, 19)
    n_high = rng.binomial(n, rng.beta(8, 4, 19))
    found = shrunk(n_high, n)
    ends = np.r_[0.5, np.ones(3999), 0.5]  # the trapezoid rule, on 4 001 spreads
    monkeypatch.setattr(shrinkage, "_EVEN", np.linspace(0, 0.5, 4001))
    monkeypatch.setattr(shrinkage, "_WEIGHTS", ends)
    fine = shrunk(n_high, n)
    assert found.lower == pytest.approx(fine.lower, abs=1e-4)
    assert found.upper == pytest.approx(fine.upper, abs=1e-4)

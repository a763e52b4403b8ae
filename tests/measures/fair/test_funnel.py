"""The funnel: exact limits, what chance alone does, and who is called different."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pandas as pd
import pytest
from survey_tables import SMALL, answers

from measurement.counting.counts import Counts, count
from measurement.counting.significance import false_discovery
from measurement.measures.comparison import against_rest
from measurement.measures.comparison_tables import COMPARISON
from measurement.measures.fair.funnel import (
    INNER,
    OUTER,
    POSITIONS,
    fair,
    fair_by_role,
    funnel,
    limits,
)
from measurement.measures.fair.sentences import position_label
from measurement.measures.fair.shrinkage import shrunk
from measurement.measures.fair.tables import FAIR_COMPARISON, FUNNEL
from measurement.questionnaire.scale import FIRST_POINT
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
EIGHTS = ("1/2", "1/10", "4/5", "893/1000", "19/20", "999/1000")
N_CENTRES, RUNS = 19, 400
MIXED = tuple(np.linspace(3, 40, N_CENTRES).astype(int).tolist())
SIZES = pytest.mark.parametrize(
    "sizes", [5, 10, 30, 100, MIXED], ids=["5", "10", "30", "100", "3-40"]
)


def tails(n: int, share: Fraction) -> tuple[list[Fraction], list[Fraction]]:
    """P(X <= k) and P(X >= k) for k = 0..n, in exact fractions."""
    chances = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    below = [sum(chances[: k + 1], Fraction(0)) for k in range(n + 1)]
    return below, [1 - b + c for b, c in zip(below, chances, strict=True)]


@pytest.mark.parametrize("level", [INNER, OUTER])
@pytest.mark.parametrize("target", EIGHTS)
def test_a_count_lies_outside_exactly_when_its_one_sided_exact_tail_is_under_half_alpha(
    target: str, level: float
) -> None:
    share, alpha = Fraction(target), 1 - Fraction(str(level))
    n = np.arange(1, 61)
    lower, upper = limits(float(share), n, level)
    for size in n.tolist():
        below, above = tails(size, share)
        outside = [
            (k / size < lower[size - 1], k / size > upper[size - 1]) for k in range(size + 1)
        ]
        expected = [(b < alpha / 2, a < alpha / 2) for b, a in zip(below, above, strict=True)]
        assert outside == expected, size


@pytest.mark.parametrize("level", [INNER, OUTER])
def test_the_limits_are_the_quantiles_of_scipy(level: float) -> None:
    from scipy.stats import binom

    n, target = np.meshgrid(np.arange(1, 400, 7), [0.03, 0.2, 0.5, 0.8, 0.893, 0.99])
    lower, upper = limits(target, n, level)
    assert (lower == binom.ppf((1 - level) / 2, n, target) / n).all()
    assert (upper == binom.ppf(1 - (1 - level) / 2, n, target) / n).all()


def test_limits_at_the_ends_leave_no_room_and_without_answers_there_are_none() -> None:
    lower, upper = limits([0.0, 1.0, 0.5], [10, 10, 0])
    assert lower.tolist() == pytest.approx([0, 1, np.nan], nan_ok=True)
    assert upper.tolist() == pytest.approx([0, 1, np.nan], nan_ok=True)


def test_the_middle_line_is_that_of_all_groups_within_the_same_remaining_columns() -> None:
    table = funnel(count(answers(THREE_CENTRES), ["strategy", "centre"]), ["A1"], SMALL)
    check(table, FUNNEL, ["strategy", "centre"])
    p = (20 + 10 + 4 + 6) / (25 + 40 + 4 + 6)
    assert table["target"].tolist() == [p, p, p, 0 / 9]
    lower, upper = limits(p, [25, 40, 4], OUTER)
    assert table["lower_998"].tolist() == [*lower, 0]
    assert table["upper_998"].tolist() == [*upper, 0]


@pytest.mark.parametrize(
    ("n_high", "position"),
    [
        (2, "below_998"),  # P(X <= 2) = 0.0002 of 20 at one half
        (3, "below_95"),  # 0.0013
        (5, "below_95"),  # 0.0207
        (6, "inside"),  # 0.0577
        (14, "inside"),
        (15, "above_95"),
        (18, "above_998"),
    ],
)
def test_the_place_in_the_funnel_follows_from_the_exact_tails(n_high: int, position: str) -> None:
    """Centre Y balances X, so that the share of all is one half."""
    table = f"centre times A1\nX {n_high} 8\nX {20 - n_high} 1\nY {20 - n_high} 8\nY {n_high} 1"
    made = funnel(count(answers(table), ["centre"]), ["A1"], SMALL)
    assert (made["target"][0], made["position"][0]) == (0.5, position)


@pytest.mark.parametrize(("n", "place"), [(4, "too_few"), (5, "below_998")])
def test_few_answers_have_no_place(n: int, place: str) -> None:
    table = f"centre times A1\nX {n} 1\nY 95 8"
    made = funnel(count(answers(table), ["centre"]), ["A1"], SMALL)
    assert made["position"][0] == place


def test_fair_has_the_columns_of_the_comparison_unchanged() -> None:
    counts = count(answers(THREE_CENTRES), ["strategy", "centre"])
    table = fair(counts, ["A1", "C4", "K1", "V1"], SMALL)
    check(table, FAIR_COMPARISON, ["strategy", "centre"])
    plain = against_rest(counts, ["A1", "C4", "K1", "V1"], SMALL)
    pd.testing.assert_frame_equal(table[list(plain.columns)], plain)
    assert set(COMPARISON.names) < set(FAIR_COMPARISON.names)


def test_shares_are_drawn_to_those_of_the_same_item_and_strategy() -> None:
    table = fair(count(answers(THREE_CENTRES), ["strategy", "centre"]), ["A1", "K1"], SMALL)
    own = table[(table["strategy"] == "p") & (table["item"] == "A1")]
    expected = shrunk([20, 10, 4], [25, 40, 4])
    assert own["shrunk"].tolist() == pytest.approx(expected.mean.tolist())
    assert own["shrunk_lower"].tolist() == pytest.approx(expected.lower.tolist())


def test_what_nobody_answered_is_missing() -> None:
    table = fair(count(answers("centre times A1\nX 9 n\nY 9 8\nZ 9 1"), ["centre"]), ["A1"], SMALL)
    check(table, FAIR_COMPARISON, ["centre"])
    first = table.iloc[0]
    assert first[["target", "lower_95", "shrunk", "shrunk_upper"]].isna().all()
    assert first["position"] == "too_few"


def test_the_table_of_all_items_has_the_q_of_each_role() -> None:
    made = answers(THREE_CENTRES)
    table = fair_by_role(made)
    check(table, FAIR_COMPARISON, ["centre"])
    assert set(table["item"]) == {"A1", "C4", "K1"}
    factors = fair(count(made, ["centre"]), ["C4", "K1"], SMALL)
    assert table.loc[table["item"] != "A1", "q"].tolist() == pytest.approx(
        factors["q"].tolist(), nan_ok=True
    )


def test_no_answers_give_the_declared_tables_without_rows() -> None:
    nothing = answers(THREE_CENTRES).where(centre="nowhere")
    counts = count(nothing, ["centre"])
    check(funnel(counts, ["A1"], SMALL), FUNNEL, ["centre"])
    check(fair(counts, ["A1"], SMALL), FAIR_COMPARISON, ["centre"])
    check(fair_by_role(nothing), FAIR_COMPARISON, ["centre"])


def test_every_place_has_words() -> None:
    assert len({position_label(place).message for place in POSITIONS}) == len(POSITIONS)


# What chance alone does: centres that are identical, simulated.


def counted(n_high: np.ndarray, sizes: np.ndarray) -> Counts:
    """Counts of runs × centres × items in which ``n_high`` of ``sizes`` scored 8, the others 1."""
    n_runs, n_centres, n_items = n_high.shape
    numbers = np.zeros((n_runs * n_centres, n_items, FIRST_POINT + 8), np.int64)
    numbers[:, :, FIRST_POINT + 7] = n_high.reshape(-1, n_items)
    numbers[:, :, FIRST_POINT] = np.tile(sizes, n_runs)[:, None] - n_high.reshape(-1, n_items)
    run, centre = np.indices((n_runs, n_centres)).reshape(2, -1)
    groups = pd.DataFrame({"run": pd.Categorical(run), "centre": pd.Categorical(centre)})
    return Counts(groups, ("A1", "A2", "A10", "C1", "C4")[:n_items], numbers, SMALL)


def drawn(sizes: int | tuple[int, ...], shares: list[float], n_items: int, n_runs: int) -> Counts:
    """Runs of nineteen centres, the centres with these shares."""
    each = np.broadcast_to(np.asarray(sizes), N_CENTRES)
    rng = np.random.default_rng(20_26)
    by_centre = np.asarray(shares)[:, None]
    return counted(rng.binomial(each[:, None], by_centre, (n_runs, N_CENTRES, n_items)), each)


def called(counts: Counts) -> pd.DataFrame:
    """The comparison of every run, each corrected by itself: ``differs`` of one run alone."""
    table = against_rest(counts, counts.items, SMALL)
    tested = table["p"].notna()
    own_q = table[tested].groupby("run", observed=True)["p"].transform(false_discovery)
    words = np.where(
        own_q > 0.05, "same", np.where(table["difference"][tested] > 0, "higher", "lower")
    )
    return table.assign(
        differs=pd.Series(words, own_q.index).reindex(table.index).fillna("too_few")
    )


def test_the_runs_are_called_as_each_would_be_alone() -> None:
    shares = [0.8] * 18 + [0.3]
    together = called(drawn(MIXED, shares, 5, 12))
    counts = drawn(MIXED, shares, 5, 12)
    for run in range(12):
        own = (counts.groups["run"] == run).to_numpy()
        alone = Counts(counts.groups[own][["centre"]], counts.items, counts.numbers[own], SMALL)
        expected = list(against_rest(alone, alone.items, SMALL)["differs"])
        assert list(together.loc[together["run"] == run, "differs"]) == expected
    assert {"lower", "too_few"} <= set(together["differs"])


@SIZES
@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
@pytest.mark.parametrize("n_items", [1, 5])
def test_identical_centres_are_called_different_in_at_most_one_run_in_twenty(
    sizes: int | tuple[int, ...], share: float, n_items: int
) -> None:
    table = called(drawn(sizes, [share] * N_CENTRES, n_items, RUNS))
    flagged = table["differs"].isin(["higher", "lower"]).groupby(table["run"], observed=True).any()
    assert len(flagged) == RUNS
    assert flagged.mean() <= 0.05


@SIZES
def test_one_standard_deviation_would_call_identical_centres_different_in_most_runs(
    sizes: int | tuple[int, ...],
) -> None:
    """The habit this replaces: a centre more than 1 sd (of centres) from the mean of centres."""
    table = funnel(drawn(sizes, [0.8] * N_CENTRES, 1, RUNS), ["A1"], SMALL)
    of_run = table.groupby("run", observed=True)["share"]
    away = (table["share"] - of_run.transform("mean")).abs() > of_run.transform("std")
    assert away.groupby(table["run"], observed=True).any().mean() > 0.7


def test_the_limits_of_95_per_cent_alone_show_about_one_identical_centre_in_twenty() -> None:
    """Why a dot outside the inner band is not called different: most runs have one."""
    table = funnel(drawn(100, [0.5] * N_CENTRES, 1, RUNS), ["A1"], SMALL)
    outside = table["position"] != "inside"
    assert 0.02 < outside.mean() <= 0.05
    assert outside.groupby(table["run"], observed=True).any().mean() > 0.4


@pytest.mark.parametrize(
    ("n", "planted", "found"), [(10, 0.2, 0.8), (30, 0.5, 0.6), (100, 0.6, 0.8)]
)
def test_a_centre_that_does_differ_is_found(n: int, planted: float, found: float) -> None:
    """Eighteen centres at 80 %, one at the planted share."""
    table = called(drawn(n, [0.8] * 18 + [planted], 1, 200))
    assert (table.loc[table["centre"] == 18, "differs"] == "lower").mean() >= found

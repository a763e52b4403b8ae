"""Scales: which there are, scores of answers, means of groups, and a centre against the rest."""

from __future__ import annotations

import sys
from functools import partial

import numpy as np
import pandas as pd
import pytest
from scale_survey import ITEMS, MADE, survey
from survey_tables import answers

from measurement.counting.intervals import wilson
from measurement.counting.means import mean_interval, moments, welch
from measurement.measures.scales.comparison import scale_against_rest
from measurement.measures.scales.means import scale_means
from measurement.measures.scales.scales import (
    available_mean,
    high_from,
    middle,
    scale_scores,
    scales_of,
)
from measurement.measures.scales.tables import SCALE_COMPARISON, SCALE_MEANS, SCALES
from measurement.tables import check
from measurement.words import Label

NAN = float("nan")


def scores(table, *ids, made=MADE):
    scales = {scale.id: scale for scale in scales_of(made)}
    return scale_scores(answers(table, made=made), [scales[i] for i in ids])


def one(table, scale, **where):
    rows = table[table["scale"] == scale]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows.iloc[0]


def test_levels_come_with_their_dimensions_after_them_and_the_difference_last():
    found = [(s.id, s.kind, s.parent, s.items, s.direction) for s in scales_of(MADE)]
    assert found == [
        ("ik", "level", "", ("P1", "P2", "P3"), "+"),
        ("denken", "dimension", "ik", ("P1",), "+"),
        ("weten", "dimension", "ik", ("P2", "P3"), "+"),
        ("huis", "level", "", ("O1", "O2"), "+"),
        ("leiding", "dimension", "huis", ("O1", "O2"), "+"),
        ("willen", "level", "", ("M1", "M2", "M3"), "+"),
        ("zin", "dimension", "willen", ("M1", "M2"), "+"),
        ("nut", "dimension", "willen", ("M3",), "+"),
        ("moeten", "level", "", ("N1", "N2", "N3"), "-"),
        ("schuld", "dimension", "moeten", ("N1",), "-"),
        ("plicht", "dimension", "moeten", ("N2", "N3"), "-"),
        ("relative_autonomy", "derived", "", ("M1", "M2", "M3", "N1", "N2", "N3"), ""),
    ]


def test_a_name_comes_from_the_labels_or_is_the_id_with_spaces():
    made = survey("P1 D + een_ding ik")
    labels = {"ik": Label("Zelf", "Self")}
    assert [str(s.label) for s in scales_of(made, labels)] == ["Zelf", "een ding"]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("P1 D + . ik", ["ik"]),
        ("P1 D + denken .", ["denken"]),
        ("P1 D + ik ik", ["ik"]),
        ("P1 D + een ik\nO1 D + een huis", ["ik", "een", "huis", "huis_een"]),
        ("P1 D + een een\nM1 E + een een", ["een", "motivation_een"]),
        ("P1 D + een ik\nV1 D + een ik", []),
        ("M1 E + zin willen", ["willen", "zin"]),
        ("M1 E + a x\nM2 E + b y\nN1 E - c z", ["x", "a", "y", "b", "z", "c"]),
        ("", []),
    ],
    ids=[
        "no dimension",
        "no level",
        "dimension is level",
        "one dimension in two levels",
        "one level in two modules",
        "two rating scales",
        "no controlled motivation",
        "two autonomous levels",
        "nothing",
    ],
)
def test_any_questionnaire_has_scales_of_its_own(items, expected):
    assert [scale.id for scale in scales_of(survey(items))] == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([6], 6),
        ([NAN], NAN),
        ([6, 8], 7),
        ([6, NAN], 6),
        ([NAN, NAN], NAN),
        ([6, 8, NAN], 7),
        ([6, NAN, NAN], NAN),
        ([6, 8, NAN, NAN], 7),
        ([6, NAN, NAN, NAN], NAN),
    ],
)
def test_a_mean_needs_half_of_its_values_and_exactly_half_is_enough(given, expected):
    assert available_mean(np.array([given]))[0] == pytest.approx(expected, nan_ok=True)


def test_only_a_score_counts_as_answered():
    """One score of three is less than half; n/a, skipped and not shown are no scores."""
    found = scores("P1 P2 P3\n6 n -\n6 8 .\n6 8 8", "ik")
    assert found[:, 0] == pytest.approx([NAN, 7, (6 + 8 + 1) / 3], nan_ok=True)


def test_a_negative_item_of_capacities_is_turned_and_of_motivation_is_not():
    assert scores("P2 P3\n8 8", "weten")[0, 0] == (8 + (1 + 8 - 8)) / 2
    assert scores("N2 N3\n8 6", "plicht")[0, 0] == (8 + 6) / 2


def test_a_level_of_motivation_is_the_mean_of_its_kinds_not_of_its_items():
    found = scores("M1 M2 M3\n8 8 2\n8 8 n\n8 n 2\nn n n", "willen", "zin", "nut")
    assert found[:, 0] == pytest.approx([(8 + 2) / 2, 8, (8 + 2) / 2, NAN], nan_ok=True)


def test_a_level_of_motivation_needs_half_of_all_its_items_not_of_its_kinds():
    """One of three is half of one of two kinds, and yet less than half of the level."""
    found = scores("M1 M2 M3\n8 n n\nn n 2\n8 n 2\n8 6 n", "willen", "zin", "nut")
    assert found == pytest.approx(
        np.array([[NAN, 8, NAN], [NAN, NAN, 2], [(8 + 2) / 2, 8, 2], [7, 7, NAN]]), nan_ok=True
    )


def test_relative_autonomy_is_autonomous_less_controlled_and_needs_both():
    found = scores("M1 M2 M3 N1 N2 N3\n8 8 6 1 2 2\n8 8 6 n n n", "relative_autonomy")
    assert found[:, 0] == pytest.approx([7 - 1.5, NAN], nan_ok=True)


def test_an_item_without_a_column_is_an_item_without_a_score():
    assert np.isnan(scores("P1\n8", "ik", "leiding")).all()
    assert scores("P1 P2\n8 6", "ik")[0, 0] == 7


def test_the_middle_and_the_high_point_are_those_of_the_scale():
    found = {s.id: (middle(s, MADE), high_from(s, MADE)) for s in scales_of(MADE)}
    assert found["ik"] == found["willen"] == (4.5, 6)
    assert np.isnan(
        [found[i][1] for i in ("moeten", "schuld", "plicht", "relative_autonomy")]
    ).all()
    ten = survey("V1 D + . ik")
    assert middle(scales_of(ten)[0], ten) == 5.5
    assert np.isnan(high_from(scales_of(ten)[0], ten))


GROUPS = """
centre  times  P1  P2  P3  O1  O2
X       3      8   7   1   6   5
X       2      2   3   7   .   .
Y       4      6   6   3   n   -
Z       2      .   .   .   .   .
"""


def test_means_per_group_are_those_of_the_scores():
    table = scale_means(answers(GROUPS, made=MADE), ["centre"])
    check(table, SCALES, ["centre"])
    row = one(table, "ik", centre="X")
    x, y = (8 + 7 + 8) / 3, (2 + 3 + 2) / 3
    assert (row["n"], row["n_items"], row["n_high"], row["high"]) == (5, 3, 3, 3 / 5)
    assert row["mean"] == pytest.approx((3 * x + 2 * y) / 5)
    assert row["sd"] == pytest.approx(np.std([x, x, x, y, y], ddof=1))
    assert [row["high_lower"], row["high_upper"]] == pytest.approx([float(b) for b in wilson(3, 5)])


def test_the_interval_of_a_mean_is_that_of_statsmodels_and_scipy():
    from scipy.stats import t
    from statsmodels.stats.weightstats import DescrStatsW

    row = one(scale_means(answers(GROUPS, made=MADE), ["centre"]), "ik", centre="X")
    values = [(8 + 7 + 8) / 3] * 3 + [(2 + 3 + 2) / 3] * 2
    lower, upper = DescrStatsW(values).tconfint_mean()
    assert upper > 8  # of t alone; no mean lies beyond the ends of the scale
    assert [row["lower"], row["upper"]] == pytest.approx([lower, 8], abs=1e-9)
    error = np.std(values, ddof=1) / np.sqrt(5)
    assert row["lower"] == pytest.approx(t.interval(0.95, 4, np.mean(values), error)[0], abs=1e-9)


def test_the_interval_of_a_mean_counts_a_person_with_many_answers_once():
    """Persons 1 to 3 score 6, 4 and 3; person 4 scores 2 and 4 in turn, five times each."""
    lines = ["respondent P1", "1 6", "2 4", "3 3", *["4 2", "4 4"] * 5]
    row = one(scale_means(answers("\n".join(lines), made=MADE)), "denken")
    from scipy.stats import t

    mean = (6 + 4 + 3 + 30) / 13
    weight = np.sqrt(1 + 1 + 1 + 10**2) / 13
    half = t.ppf(0.975, 3) * np.std([6, 4, 3, 3], ddof=1) * weight
    assert (row["n"], row["n_persons"], row["mean"]) == (13, 4, pytest.approx(mean))
    assert row["upper"] == pytest.approx(min(8, mean + half))
    assert row["lower"] == pytest.approx(max(1, mean - half))


def test_alpha_counts_persons_not_answers():
    """33 answers of 15 persons: too few for an alpha, and M3, that nobody scored, has no say."""
    lines = [f"{1 + i % 15} {1 + (i * 3) % 8} {1 + (i * 5) % 8} -" for i in range(33)]
    given = answers("\n".join(["respondent M1 M2 M3", *lines]), made=MADE)
    row = one(scale_means(given), "willen")
    assert (row["n"], row["n_persons"], row["n_alpha"]) == (33, 15, 15)
    assert row["alpha"] != row["alpha"]
    assert one(scale_means(given), "nut")["n_alpha"] == 0


def test_a_group_that_was_not_asked_has_no_row_and_one_without_scores_has_no_mean():
    table = scale_means(answers(GROUPS, made=MADE), ["centre"])
    assert set(table["centre"]) == {"X", "Y"}
    row = one(table, "huis", centre="Y")
    assert row["n"] == 0
    assert row[["mean", "sd", "lower", "upper", "high"]].isna().all()


@pytest.mark.parametrize(
    ("table", "known"),
    [("P1\n8", False), ("P1\n8\n7", True), ("P1\n8\n8\n8", False)],
    ids=["one score", "two scores", "no spread"],
)
def test_an_interval_needs_two_scores_that_differ(table, known):
    row = one(scale_means(answers(table, made=MADE)), "denken")
    assert row[["lower", "upper"]].notna().tolist() == [known, known]


@pytest.mark.parametrize(
    ("table", "n_high"), [("6 6", 1), ("6 5", 0), ("5 7", 1), ("5 5", 0), ("8 n", 1)]
)
def test_high_starts_at_the_lowest_high_point_not_at_the_rounded_one(table, n_high):
    """5.5 is not yet high: so a scale of one item is high exactly where its item is."""
    row = one(scale_means(answers(f"O1 O2\n{table}", made=MADE)), "leiding")
    assert row["n_high"] == n_high


def test_a_mean_of_means_that_is_six_is_high():
    """(17/3 + 19/3) / 2 is a hair off 6 in floating point or not: high in either case."""
    made = survey("M1 E + a w\nM2 E + a w\nM3 E + a w\nM4 E + b w\nM5 E + b w\nM6 E + b w")
    table = scale_means(answers("M1 M2 M3 M4 M5 M6\n6 6 5 6 6 7", made=made))
    assert one(table, "w")["n_high"] == 1


def test_high_is_missing_where_high_is_not_favourable():
    table = scale_means(answers("M1 M2 M3 N1 N2 N3\n8 8 8 8 8 8", made=MADE))
    unknown = set(table[table["n_high"].isna()]["scale"])
    assert unknown == {"moeten", "schuld", "plicht", "relative_autonomy"}
    assert table[table["high"].isna()]["n_high"].isna().all()


def test_who_has_two_roles_counts_in_both_and_an_unknown_role_is_a_group():
    table = scale_means(answers("role P1\nanker|starter 8\nanker 4\n? 2", made=MADE), ["role"])
    check(table, SCALES, ["role"])
    rows = table[table["scale"] == "denken"][["role", "n", "mean"]]
    assert rows.iloc[:2].astype(object).values.tolist() == [["anker", 2, 6], ["starter", 1, 8]]
    assert rows["role"].isna().tolist() == [False, False, True]


def test_without_answers_and_without_scales_there_is_the_declared_table_without_rows():
    nobody = answers(GROUPS, made=MADE).where(centre="nowhere")
    for by in ([], ["centre"]):
        check(scale_means(nobody, by), SCALES, by)
        check(scale_means(nobody, by, reliability=False), SCALE_MEANS, by)
        effect = answers("I\n8", made=survey("I A + intentie x"))
        check(scale_means(effect, by), SCALES, by)
    check(scale_against_rest(nobody), SCALE_COMPARISON, ["centre"])
    assert scale_means(nobody).empty


def test_means_without_reliability_do_without_the_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "pingouin", None)  # an import would now raise
    many = answers("times O1 O2\n20 8 7\n20 2 3", made=MADE)
    check(scale_means(many, reliability=False), SCALE_MEANS)
    few = scale_means(answers("times O1 O2\n15 8 7\n14 2 3", made=MADE))
    assert one(few, "leiding")["n_alpha"] == 29
    assert np.isnan(one(few, "leiding")["alpha"])


def test_alpha_is_of_complete_answers_on_turned_items_and_not_of_a_difference():
    table = "times M1 M2 M3 N1 N2 N3\n20 8 8 8 1 1 1\n10 2 2 2 7 7 7\n5 8 n 8 1 1 1"
    found = scale_means(answers(table, made=MADE))
    row = one(found, "willen")
    assert (row["n"], row["n_alpha"]) == (35, 30)
    assert row["alpha"] == pytest.approx(1)
    assert pd.isna(one(found, "relative_autonomy")["n_alpha"])
    turned = scale_means(answers("times P1 P2 P3\n20 8 8 1\n10 2 2 7", made=MADE))
    assert one(turned, "ik")["alpha"] == pytest.approx(1)


def test_pooled_and_per_group_means_agree():
    per, whole = (scale_means(answers(GROUPS, made=MADE), by) for by in (["centre"], []))
    for row in whole.itertuples():
        own = per[(per["scale"] == row.scale) & (per["n"] > 0)]
        assert own["n"].sum() == row.n
        assert (own["n"] * own["mean"]).sum() / row.n == pytest.approx(row.mean)


REST = """
centre  times  P1
X       10     8
X       10     6
Y       15     5
Y       10     7
Z       4      8
?       6      6
"""


def test_the_rest_is_all_others_and_the_test_is_that_of_scipy():
    from scipy.stats import false_discovery_control, mannwhitneyu, ttest_ind

    ranks = partial(mannwhitneyu, method="asymptotic", use_continuity=False)

    table = scale_against_rest(answers(REST, made=MADE))
    check(table, SCALE_COMPARISON, ["centre"])
    rows = table[table["scale"] == "denken"]
    assert list(rows["centre"]) == ["X", "Y", "Z"]
    x, y, z = [8] * 10 + [6] * 10, [5] * 15 + [7] * 10, [8] * 4 + [6] * 6
    for row, own, rest in zip(rows.itertuples(), (x, y), (y + z, x + z), strict=False):
        expected = ttest_ind(own, rest, equal_var=False)
        assert (row.n, row.n_rest) == (len(own), len(rest))
        assert (row.mean, row.mean_rest) == pytest.approx((np.mean(own), np.mean(rest)))
        assert row.p == pytest.approx(ranks(own, rest).pvalue, rel=0.01)  # ties are nearly even
        bounds = expected.confidence_interval(0.95)
        assert [row.difference_lower, row.difference_upper] == pytest.approx([*bounds])
    tested = table[table["p"].notna()]
    assert tested["q"].to_numpy() == pytest.approx(false_discovery_control(tested["p"]))
    assert list(rows["differs"]) == ["higher", "lower", "too_few"]


@pytest.mark.parametrize(("own", "rest", "tested"), [(5, 5, True), (4, 5, False), (5, 4, False)])
def test_few_answers_on_either_side_are_not_tested(own, rest, tested):
    lines = [f"X {5 + i % 2}" for i in range(own)] + [f"Y {1 + i % 2}" for i in range(rest)]
    table = scale_against_rest(answers("\n".join(["centre P1", *lines]), made=MADE))
    rows = table[table["scale"] == "denken"]
    assert rows["p"].notna().tolist() == [tested] * 2
    assert list(rows["differs"] == "too_few") == [not tested] * 2


@pytest.mark.parametrize(("part", "expected"), [(1.0, "higher"), (0.99, "same")])
def test_a_difference_is_named_up_to_the_rate_of_false_discoveries(part, expected):
    table = "centre times P1\nX 4 8\nX 3 5\nX 3 4\nY 4 7\nY 6 4"
    q = float(one(scale_against_rest(answers(table, made=MADE)), "denken", centre="X")["q"])
    assert 0.05 < q < 0.5
    limits = MADE.thresholds.model_copy(update={"false_discovery": q * part})
    made = MADE.model_copy(update={"thresholds": limits})
    row = one(scale_against_rest(answers(table, made=made)), "denken", centre="X")
    assert row["differs"] == expected


def test_where_all_score_alike_nothing_is_claimed():
    table = scale_against_rest(answers("centre times P1\nX 40 8\nY 40 8", made=MADE))
    rows = table[table["scale"] == "denken"]
    assert rows[["p", "q", "difference_lower", "difference_upper"]].isna().all(axis=None)
    assert set(rows["differs"]) == {"same"}


def test_five_equal_scores_are_not_certain():
    """A t test calls five scores of 5 against 198 others certain (p = 2e-7); ranks do not."""
    others = "\n".join(
        f"Y {n} {point}"
        for point, n in zip((1, 3, 4, 5, 6, 8), (8, 30, 60, 60, 30, 10), strict=True)
    )
    table = scale_against_rest(answers(f"centre times P1\nX 5 5\n{others}", made=MADE))
    row = one(table, "denken", centre="X")
    assert row["n_rest"] == 198
    assert row["p"] > 0.2
    assert row["differs"] == "same"


def permuted(own, rest, runs=20_000):
    """The share of ways to give out the persons in which own is as far from the middle as here."""
    rng, both = np.random.default_rng(8), np.concatenate([own, rest])
    drawn = np.array([rng.permutation(both)[: len(own)].mean() for _ in range(runs)])
    return np.mean(abs(drawn - both.mean()) >= abs(np.mean(own) - both.mean()) - 1e-9)


def test_who_answered_ten_times_is_one_person_in_the_test():
    """Persons are given out between X and Y; the tenfold 6th, of whom nobody else is like, is one."""
    once = [8, 7, 6, 6, 7, 3, 6]
    mine = [f"{i} X {point}" for i, point in enumerate(once)] + ["6 X 2"] * 9
    rest = [f"{100 + i} Y {1 + i % 8}" for i in range(30)]
    given = answers("\n".join(["respondent centre P1", *mine, *rest]), made=MADE)
    row = one(scale_against_rest(given), "denken", centre="X")
    weights = dict.fromkeys(range(1, 9), 0.0)
    for point, weight in [*((p, 1.0) for p in once[:6]), (6, 0.1), (2, 0.9)]:
        weights[point] += weight
    for i in range(30):
        weights[1 + i % 8] += 1
    below = np.cumsum([0, *weights.values()])
    place = {point: (below[point - 1] + below[point]) / 2 / 37 for point in weights}
    own = [*(place[p] for p in once[:6]), 0.1 * place[6] + 0.9 * place[2]]
    expected = permuted(own, [place[1 + i % 8] for i in range(30)])
    assert (row["n"], row["n_persons"], row["n_persons_rest"]) == (16, 7, 30)
    assert row["p"] == pytest.approx(expected, rel=0.15)


@pytest.mark.parametrize("seed", range(4))
def test_the_test_is_that_of_permuting_within_strategies(seed):
    """Training is skewed to the top and learning communities are not; X has most of the training."""
    rng = np.random.default_rng(seed)
    points = {"t": rng.choice([8, 7, 3], 60, p=[0.7, 0.2, 0.1]), "p": rng.integers(1, 9, 60)}
    mine = {"t": 20, "p": 6}
    lines = [
        f"{strategy} {'X' if i < mine[strategy] else 'Y'} {point}"
        for strategy, given in points.items()
        for i, point in enumerate(given)
    ]
    table = answers("\n".join(["strategy centre P1", *lines]), made=MADE)
    row = one(scale_against_rest(table), "denken", centre="X")
    place = {
        s: np.array([(given < x).mean() + (given == x).mean() / 2 for x in given])
        for s, given in points.items()
    }
    found = sum(place[s][:n].sum() for s, n in mine.items()) - 13
    drawn = [
        sum(rng.permutation(place[s])[:n].sum() for s, n in mine.items()) - 13
        for _ in range(10_000)
    ]
    assert row["p"] == pytest.approx(np.mean(np.abs(drawn) >= abs(found) - 1e-9), abs=0.03)


def test_a_few_low_ones_are_no_certainty_where_nearly_all_score_alike():
    """3 of 5 low where 12 of 205 are: exact p is 0.0014; without its skew the test would say 1e-7."""
    from scipy.stats import fisher_exact

    table = "centre times P1\nX 3 2\nX 2 8\nY 9 2\nY 191 8"
    row = one(scale_against_rest(answers(table, made=MADE)), "denken", centre="X")
    assert row["p"] > fisher_exact([[3, 2], [9, 191]]).pvalue / 3


def test_a_difference_of_strategies_is_no_difference_of_centres():
    """X has training only, Y and Z mostly learning communities, which score three points lower."""
    lines = ["strategy centre times P1"]
    lines += [
        "t X 10 8",
        "t X 10 6",
        "t Y 2 8",
        "t Y 2 6",
        "p Y 20 5",
        "p Y 20 3",
        "p Z 9 3",
        "p Z 9 5",
    ]
    row = one(scale_against_rest(answers("\n".join(lines), made=MADE)), "denken", centre="X")
    assert row["difference"] == pytest.approx(0)
    assert row["differs"] == "same"


def test_centres_that_are_alike_do_not_differ():
    """Nineteen centres of 12, drawn from one distribution: no false alarm after correction."""
    points = np.random.default_rng(5).integers(3, 9, 228)
    lines = [f"c{i % 19:02} {point}" for i, point in enumerate(points)]
    table = scale_against_rest(answers("\n".join(["centre P1", *lines]), made=MADE))
    assert set(table[table["n"] > 0]["differs"]) == {"same"}


def test_the_comparison_can_be_of_another_column_but_not_of_roles():
    table = scale_against_rest(answers("strategy P1\np 8\nq 2", made=MADE), of="strategy")
    check(table, SCALE_COMPARISON, ["strategy"])
    with pytest.raises(ValueError, match="several roles"):
        scale_against_rest(answers("role P1\na|b 8", made=MADE), of="role")


def test_moments_of_the_rest_are_those_of_the_values_of_the_others():
    rng = np.random.default_rng(3)
    values, index = rng.integers(1, 9, (60, 2)) / 3, rng.integers(0, 4, 60)
    values[::7, 0] = np.nan
    rest = moments(values, index, 4).rest()
    for group in range(4):
        for column in range(2):
            others = values[index != group, column]
            others = others[~np.isnan(others)]
            assert rest.n[group, column] == len(others)
            assert rest.mean[group, column] == pytest.approx(others.mean())
            assert rest.variance[group, column] == pytest.approx(others.var(ddof=1))


def test_equal_values_have_no_spread_whatever_rounding_says():
    third = np.full((1000, 1), 17 / 3)
    found = moments(third, np.arange(1000) % 2, 2)
    assert found.squares.tolist() == found.rest().squares.tolist() == [[0], [0]]
    assert np.isnan(mean_interval(found)).all()
    assert np.isnan(welch(found, found.rest()).p).all()


def test_answers_stay_as_they_were():
    given = answers(GROUPS, made=MADE)
    codes, people = given.codes.copy(), given.respondents.copy()
    scale_means(given, ["centre"])
    scale_against_rest(given)
    assert (given.codes == codes).all()
    pd.testing.assert_frame_equal(given.respondents, people)


def test_no_id_of_a_scale_stands_in_the_code():
    """The same questions under other names give the same figures."""
    renamed = ITEMS.replace("willen", "u").replace("moeten", "v").replace("zin", "w")
    table = "M1 M2 M3 N1 N2 N3\n8 8 6 1 2 2"
    assert scores(table, "relative_autonomy", made=survey(renamed))[0, 0] == 7 - 1.5

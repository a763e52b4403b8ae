"""A centre over school years by what was released: part by part, and which changes exceed chance."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep
from survey_tables import SMALL, released

from measurement.centre.released.blocks import released_per_strategy, released_per_year
from measurement.centre.released.evolution import joined_items, released_evolution
from measurement.centre.released.evolution_table import RELEASED_EVOLUTION
from measurement.centre.released.seen import Seen
from measurement.centre.released.tables import RELEASED_ITEMS
from measurement.questionnaire.comparability import Change, Comparability
from measurement.releases.history import History
from measurement.tables import check, records

HEAD = "centre school_year strategy times A1 A2 A10"
# A1 high: 5 of 20, then 20 of 25. A2: 10 of 20, then at most 2 of 25. A10: only in the first year.
FIRST = """
X 2022-2023 training 5  8 8 8
X 2022-2023 training 5  2 8 8
X 2022-2023 training 10 2 2 2
"""
SECOND = """
X 2023-2024 training 20 8 2 .
X 2023-2024 training 5  2 2 .
"""
FEW = "X 2021-2022 training 2 8 8 8\n"
ANYTHING = Comparability()


def seen(history: History) -> Seen:
    return Seen(history.of({"X"}), ("X",), SMALL)


def evolution(
    history: History, comparability: Comparability = ANYTHING
) -> dict[tuple[str, str], object]:
    table = released_evolution(seen(history), comparability)
    check(table, RELEASED_EVOLUTION)
    return {(str(r.item), str(r.school_year)): r for r in records(table)}


def test_a_rise_is_one_where_the_test_says_so() -> None:
    row = evolution(released(HEAD, FIRST + SECOND))["A1", "2023-2024"]
    assert (row.previous, row.changed) == ("2022-2023", "higher")
    assert row.change == pytest.approx(20 / 25 - 5 / 20)
    assert row.p == pytest.approx(fisher_exact([[20, 5], [5, 15]]).pvalue)
    lower, upper = confint_proportions_2indep(20, 25, 5, 20, method="newcomb")
    assert (row.change_lower, row.change_upper) == pytest.approx((lower, upper))


def test_the_first_year_is_compared_with_none_and_a_bound_is_not_tested() -> None:
    rows = evolution(released(HEAD, FIRST + SECOND))
    assert rows["A1", "2022-2023"].changed == "first"
    bound = rows["A2", "2023-2024"]
    assert (bound.told, bound.n_high_most, bound.changed) == ("at_most", 2, "not_told")
    assert math.isnan(bound.p)
    assert pd.isna(bound.previous)


def test_a_year_is_compared_with_the_last_one_that_is_told_exactly() -> None:
    """A2: 10 of 20, at most 2 of 25, then 18 of 20."""
    third = "X 2024-2025 training 18 8 8 .\nX 2024-2025 training 2 8 2 .\n"
    row = evolution(released(HEAD, FIRST + SECOND + third))["A2", "2024-2025"]
    assert (row.previous, row.changed) == ("2022-2023", "higher")
    assert row.change == pytest.approx(18 / 20 - 10 / 20)


def test_all_tests_of_the_table_are_corrected_together() -> None:
    """Two tests of A1 and one of A2: q is p · 3 / its rank, made rising."""
    third = "X 2024-2025 training 18 8 8 .\nX 2024-2025 training 2 8 2 .\n"
    rows = evolution(released(HEAD, FIRST + SECOND + third)).values()
    p = sorted(r.p for r in rows if r.p == r.p)
    q = sorted(r.q for r in rows if r.q == r.q)
    expected = [min(p[j] * 3 / (j + 1) for j in range(i, 3)) for i in range(3)]
    assert len(p) == 3
    assert q == pytest.approx(expected)


def test_nothing_is_compared_across_a_break() -> None:
    breaks = Comparability((Change(school_year="2023-2024", kind="comparable"),))
    row = evolution(released(HEAD, FIRST + SECOND), breaks)["A1", "2023-2024"]
    assert (row.changed, pd.isna(row.previous)) == ("first", True)


def test_a_small_difference_is_no_change() -> None:
    """A1: 5 of 20 high, then 8 of 20: p = 0.5."""
    later = "X 2023-2024 training 8 8 2 .\nX 2023-2024 training 12 2 2 .\n"
    assert evolution(released(HEAD, FIRST + later))["A1", "2023-2024"].changed == "same"


def test_who_answers_several_times_counts_for_less() -> None:
    """The same shares of a third of the persons, each three times: the interval is wider."""
    head = "centre school_year strategy respondent times A1"
    rows = [
        f"X {year} training {year[2:4]}{person} 3 {8 if person < high else 2}"
        for year, high, n in (("2022-2023", 3, 9), ("2023-2024", 6, 9))
        for person in range(n)
    ]
    row = evolution(released(head, "\n".join(rows) + "\n"))["A1", "2023-2024"]
    lower, upper = confint_proportions_2indep(18, 27, 9, 27, method="newcomb")
    assert row.changed == "same"
    assert row.change_upper - row.change_lower > upper - lower


def test_joined_years_stand_in_no_trend_and_are_named() -> None:
    joined = released(HEAD, FEW + "X 2022-2023 training 8 8 8 8\n" + SECOND)
    assert {year for _item, year in evolution(joined)} == {"2023-2024"}
    assert joined_items(seen(joined)) == ("A1", "A2", "A10")
    assert joined_items(seen(released(HEAD, SECOND))) == ()


def test_without_single_years_the_evolution_is_empty() -> None:
    assert evolution(released(HEAD, FEW + "X 2022-2023 training 8 8 8 8\n")) == {}


def test_part_by_part_joined_years_stand_together_beside_the_single_ones() -> None:
    table = released_per_year(seen(released(HEAD, FEW + "X 2022-2023 training 8 8 8 8\n" + SECOND)))
    check(table, RELEASED_ITEMS)
    found = [(r.school_years, r.n) for r in records(table) if r.item == "A1"]
    assert found == [("2021-2022|2022-2023", 2 + 8), ("2023-2024", 20 + 5)]


def test_strategies_of_a_year_stand_apart_where_each_may_be_told() -> None:
    """12 and 8 persons, both exact; beside 12, 2 persons of another strategy are in one part with them."""
    training = "X 2023-2024 training 6 8 8 8\nX 2023-2024 training 6 2 8 8\n"
    apart = training + "X 2023-2024 plg 4 8 8 8\nX 2023-2024 plg 4 2 8 8\n"
    table = released_per_strategy(seen(released(HEAD, apart)))
    check(table, RELEASED_ITEMS)
    of_a1 = {r.strategy: (r.told, r.n_high_most, r.n) for r in records(table) if r.item == "A1"}
    assert of_a1 == {"plg": ("exact", 4, 8), "training": ("exact", 6, 12)}
    together = training + "X 2023-2024 plg 2 8 8 8\n"
    assert released_per_strategy(seen(released(HEAD, together))).empty

"""The items of a centre as they were released: exact figures, bounds, and numbers alone."""

from __future__ import annotations

import math

import pandas as pd
import pytest
import survey_tables
from statsmodels.stats.proportion import proportion_confint
from survey_tables import SMALL

from measurement.centre.released.items import (
    released_distribution,
    released_items,
    released_trend,
)
from measurement.centre.released.seen import Seen, offered
from measurement.centre.released.tables import (
    RELEASED_DISTRIBUTION,
    RELEASED_ITEMS,
    RELEASED_TREND,
)
from measurement.centre.released.told import told
from measurement.denominator import WITH, WITHOUT
from measurement.releases.history import History
from measurement.releases.views import EVERYTHING, Choice
from measurement.tables import check, records

# X: A1 9 of 11 high, A2 1 of 12 high, A10 3 of 4 high; C4 (about a hindrance) 9 of 11 low.
TABLE = """
centre school_year strategy times A1 A2 A10 C4 V1
X      2024-2025   training 3     8  8  n   2  9
X      2024-2025   training 6     6  3  n   1  8
X      2024-2025   training 2     4  3  n   7  3
X      2024-2025   training 1     n  3  .   n  5
"""
EARLIER = "X 2023-2024 training 6 8 3 8 1 4\nX 2023-2024 plg 2 4 3 8 1 4\n"
FEW = "X 2022-2023 training 2 8 8 8 1 4\n"


def released(*rows: str) -> History:
    return survey_tables.released(TABLE.split("\n")[1], *rows)


def rows_of(history: History, view: Choice = EVERYTHING, centre: str = "X") -> dict[str, object]:
    table = released_items(Seen(history.of({centre}), (centre,), SMALL, view))
    check(table, RELEASED_ITEMS)
    return {str(row.item): row for row in records(table)}


ROWS = TABLE.split("\n", 2)[2]


def test_what_is_told_exactly_has_its_figures_on_either_denominator() -> None:
    row = rows_of(released(ROWS))["A1"]
    assert (row.n, row.n_persons, row.n_scored, row.n_not_applicable) == (12, 12, 11, 1)
    assert (row.told, row.n_high_least, row.n_high_most) == ("exact", 9, 9)
    assert (row.share_least, row.share_all_most) == (9 / 11, 9 / 12)
    assert math.isnan(row.mean)  # 2 of 11 low: no more than K, so points are not told
    assert (row.lower, row.upper) == pytest.approx(proportion_confint(9, 11, method="wilson"))
    assert (row.lower_all, row.upper_all) == pytest.approx(
        proportion_confint(9, 12, method="wilson")
    )
    assert (row.school_years, row.release) == ("2024-2025", "1")
    assert math.isnan(row.rest)


def test_few_favourable_scores_are_told_within_bounds() -> None:
    """1 of 12 high: no more than K = 2, so at most 2 is what is told."""
    table = ROWS.replace("3     8  8", "3     8  3").replace("1     n  3", "1     n  8")
    row = rows_of(released(table))["A2"]
    assert (row.told, row.n_high_least, row.n_high_most) == ("at_most", 0, 2)
    assert (row.share_least, row.share_most) == (0, 2 / 12)
    assert row.upper == pytest.approx(proportion_confint(2, 12, method="wilson")[1])
    assert row.lower == 0
    assert math.isnan(row.mean)


def test_of_a_hindrance_low_scores_count_as_high() -> None:
    row = rows_of(released(ROWS))["C4"]
    assert (row.n_high_least, row.n_scored) == (9, 11)


def test_an_item_without_a_cut_is_left_out_and_items_keep_the_order_of_the_questionnaire() -> None:
    assert list(rows_of(released(EARLIER))) == ["A1", "A2", "A10", "C4"]


def test_bounds_of_two_years_add_up_and_both_releases_are_named() -> None:
    """A1: 6 of 8 high in 2023-2024 and 9 of 11 in 2024-2025."""
    history = released(EARLIER, ROWS)
    row = rows_of(history)["A1"]
    assert (row.n_high_least, row.n_high_most, row.n_scored) == (6 + 9, 6 + 9, 8 + 11)
    assert (row.school_years, row.release) == ("2023-2024|2024-2025", "1|2")
    row = rows_of(history)["A2"]  # at most 2 of 8, and 3 of 12
    assert (row.told, row.n_high_least, row.n_high_most) == ("at_most", 0 + 3, 2 + 3)
    assert rows_of(history, Choice("2023-2024"))["A1"].n == 8


def test_of_a_strategy_that_stands_with_another_only_numbers_are_told() -> None:
    """Two persons of the learning community: with the training in one part."""
    history = released(EARLIER)
    assert [one.strategy for one in offered(history.of({"X"}))] == ["", ""]
    row = rows_of(history, Choice("2023-2024", "plg"))["A1"]
    assert (row.told, row.n, row.strategy) == ("n_only", 2, "plg")
    assert pd.isna(row.n_high_most)
    assert math.isnan(row.share_most)


def test_joined_years_stand_in_all_years_together_and_in_no_other_choice() -> None:
    history = released(FEW + EARLIER)
    assert offered(history.of({"X"})) == (EVERYTHING,)
    assert rows_of(history)["A1"].school_years == "2022-2023|2023-2024"
    seen = Seen(history.of({"X"}), ("X",), SMALL, Choice("2022-2023"))
    assert seen.elsewhere == ("A1", "A2", "A10", "C4", "V1")
    assert released_trend(seen).empty
    assert released_items(seen).empty


def test_choices_begin_with_the_newest_year() -> None:
    choices = offered(released(EARLIER, ROWS).of({"X"}))
    assert choices == (
        EVERYTHING,
        Choice("2024-2025"),
        Choice("2024-2025", "training"),
        Choice("2023-2024"),
    )


def test_the_trend_has_every_single_year_in_order_whatever_the_choice() -> None:
    history = released(EARLIER, ROWS).of({"X"})
    table = released_trend(Seen(history, ("X",), SMALL, Choice("2024-2025", "training")))
    check(table, RELEASED_TREND)
    told_of = [(r.school_year, r.n_high_most) for r in records(table) if r.item == "A1"]
    assert told_of == [("2023-2024", 6), ("2024-2025", 9)]


def test_points_are_told_where_both_sides_are_large_enough() -> None:
    """A1: 3 of 12 low, more than K = 2."""
    rows = "X 2024-2025 training 5 8 8 n 2 9\nX 2024-2025 training 4 6 8 n 2 9\nX 2024-2025 training 3 2 8 n 2 9\n"
    seen = Seen(released(rows).of({"X"}), ("X",), SMALL)
    table = released_distribution(seen)
    check(table, RELEASED_DISTRIBUTION)
    assert set(table["item"]) == {"A1"}
    counted = {r.point: (r.n, r.share) for r in records(table) if r.n}
    assert counted == {8: (5, 5 / 12), 6: (4, 4 / 12), 2: (3, 3 / 12)}
    row = next(r for r in records(released_items(seen)) if r.item == "A1")
    assert row.mean == pytest.approx((5 * 8 + 4 * 6 + 3 * 2) / 12)


def test_another_centre_has_no_rows() -> None:
    assert rows_of(released(ROWS), centre="Y") == {}


def test_the_words_for_what_is_told() -> None:
    rows = rows_of(released(EARLIER, ROWS))
    assert str(told(rows["A1"], WITHOUT)).replace("\u00a0", " ") == "78,9 %"  # 15 of 19
    assert told(rows["A1"], WITH).part == "15 van 20"
    assert str(told(rows["A2"], WITH)) == "3 tot 5 van 20"
    early = rows_of(released(EARLIER))
    assert str(told(early["A2"], WITH)) == "hoogstens 2 van 8"
    part = rows_of(released(EARLIER), Choice("2023-2024", "plg"))["A1"]
    assert str(told(part, WITH)) == "2 antwoorden; te weinig om meer te tonen"

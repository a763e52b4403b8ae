"""Rows that rest on a small group: which, and judged on what."""

from __future__ import annotations

import pandas as pd
import pytest

from measurement.centre.checklist.tables import CHECKLIST
from measurement.centre.mirror.tables import MIRROR
from measurement.comments.tables import REMARKS
from measurement.measures.tables import DISTRIBUTION, FACTORS, RESPONSE, SHARES
from measurement.protection.small_groups import base_of, counts_people, least, small_groups
from measurement.reach.tables import TARGETS
from measurement.releases.limits import Limits


def marked(limits: Limits | None = None, **columns: list[object]) -> list[bool]:
    found = small_groups(pd.DataFrame(columns), *([limits] if limits else []))
    assert found.dtype == bool
    return found.tolist()


@pytest.mark.parametrize(
    ("crossing", "n", "small"),
    [
        ("", 0, False),
        ("", 1, True),
        ("", 4, True),
        ("", 5, False),
        ("centre", 4, True),
        ("centre", 5, False),
        ("net", 5, False),
        ("ambt", 9, True),
        ("ambt", 10, False),
        ("role", 9, True),
        ("experience", 9, True),
        ("education", 9, True),
        ("education", 10, False),
        ("role", 0, False),
    ],
)
def test_a_row_is_small_below_the_limit_of_its_table(crossing: str, n: int, small: bool) -> None:
    groups: dict[str, list[object]] = {crossing: ["x"]} if crossing else {}
    assert marked(**groups, item=["A1"], n=[n]) == [small]


@pytest.mark.parametrize(("n", "small"), [(6, True), (7, False)])
def test_a_limit_that_staff_raised_holds(n: int, small: bool) -> None:
    assert marked(Limits(persons=7), n=[n]) == [small]
    assert marked(Limits(crossed=12), ambt=["x"], n=[n]) == [True]


@pytest.mark.parametrize(
    ("columns", "base"),
    [
        (["n_answered", "n_scored", "n"], "n"),
        (["n_answered", "n_scored"], "n_scored"),
        (["n_invited", "n_answered"], "n_answered"),
        (["n_unique"], None),
    ],
)
def test_the_first_column_that_says_the_base_is_judged(columns: list[str], base: str) -> None:
    assert base_of(columns) == base
    numbers = {name: [4 if name == base else 100] for name in columns}
    assert marked(**numbers) == [base is not None]


def test_an_unknown_number_is_not_small_and_the_rows_keep_their_index() -> None:
    table = pd.DataFrame({"n": pd.array([None, 4, 5], dtype="Int64")}, index=[7, 8, 9])
    before = table.copy(deep=True)
    found = small_groups(table)
    assert found.to_dict() == {7: False, 8: True, 9: False}
    pd.testing.assert_frame_equal(table, before)


def test_a_table_without_rows_has_no_small_ones() -> None:
    assert small_groups(pd.DataFrame({"n": pd.array([], dtype="Int64")})).empty
    assert least(["centre"]) < least(["centre", "role"])


@pytest.mark.parametrize(
    ("declared", "counts"),
    [
        (SHARES, True),
        (RESPONSE, True),
        (FACTORS, True),
        (MIRROR, True),
        (DISTRIBUTION, False),  # a row is a point of a group, not a group
        (REMARKS, False),  # a row is a remark
        (TARGETS, False),  # what n is differs per target
        (CHECKLIST, False),
    ],
)
def test_only_tables_of_which_a_row_is_a_group_of_people_are_marked(declared, counts) -> None:
    assert counts_people(declared) is counts

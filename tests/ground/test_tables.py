"""The declared tables and the check that holds a frame to them."""

from __future__ import annotations

import pandas as pd
import pytest

from measurement.counting.tables import ANSWERS
from measurement.locale.catalogue import declared_tables
from measurement.measures.tables import FACTORS, RESPONSE, SHARES
from measurement.tables import Column, Table, check, definitions
from measurement.words import say

FRUIT = Table(
    "fruit",
    (
        Column("kind", "category", say("name"), say("Kind of fruit")),
        Column("n", "integer", say("pieces"), say("How many")),
        Column("weight", "number", say("gram"), say("Mean weight"), say("not weighed")),
        Column("ripe", "share", say("fraction 0-1"), say("Ripe ones"), say("none")),
        Column("ours", "flag", say("yes or no"), say("Of our own garden")),
    ),
)
GOOD = pd.DataFrame(
    {
        "basket": ["a", "b"],
        "kind": pd.Categorical(["apple", "pear"]),
        "n": [3, 0],
        "weight": [120.5, None],
        "ripe": [1 / 3, None],
        "ours": [True, False],
    }
)


def test_a_frame_that_fits_passes():
    check(GOOD, FRUIT, ["basket"])
    check(GOOD.assign(n=GOOD["n"].astype("Int64")), FRUIT, ["basket"])


@pytest.mark.parametrize(
    ("frame", "complaint"),
    [
        (GOOD.drop(columns="n"), "columns"),
        (GOOD[GOOD.columns[::-1]], "columns"),
        (GOOD.assign(extra=1), "columns"),
        (GOOD.assign(n=[3.0, 0.0]), "n is float64, declared integer"),
        (GOOD.assign(n=pd.array([3, None], "Int64")), "n has missing values"),
        (GOOD.assign(weight=["120", "x"]), "weight is str, declared number"),
        (GOOD.assign(ripe=[1.01, None]), "ripe lies outside 0 to 1"),
        (GOOD.assign(ours=[1, 0]), "ours is int64, declared flag"),
        (GOOD.assign(kind=["apple", "pear"]), "kind is str, declared category"),
    ],
)
def test_every_difference_is_named(frame, complaint):
    with pytest.raises(ValueError, match=complaint):
        check(frame, FRUIT, ["basket"])


def test_several_differences_stand_in_one_message():
    with pytest.raises(ValueError, match=r"ripe lies outside.*ours is int64"):
        check(GOOD.assign(ripe=[2.0, 0], ours=[1, 0]), FRUIT, ["basket"])


@pytest.mark.parametrize("table", declared_tables(), ids=lambda table: table.name)
def test_every_column_is_declared_once_with_its_words(table):
    assert len(set(table.names)) == len(table.names)
    sheet = definitions(table)
    assert sheet["column"].tolist() == list(table.names)
    assert (sheet[["kind", "unit", "meaning"]] != "").all(axis=None)


def test_definitions_start_with_the_grouping_columns():
    sheet = definitions(SHARES, ["strategy", "centre"])
    assert sheet["column"].tolist()[:3] == ["strategy", "centre", "item"]


def test_what_missing_means_is_said_where_it_can_be_missing():
    sheet = definitions(RESPONSE).set_index("column")
    assert sheet.loc["n_answered", "missing"] == ""
    assert sheet.loc["rate", "missing"] != ""


@pytest.mark.parametrize(
    ("table", "first"),
    [
        (
            ANSWERS,
            "school_year strategy initiative moment centre respondent item score state",
        ),
        (SHARES, "item n n_low n_high n_not_applicable low high not_applicable"),
        (RESPONSE, "n_invited n_answered n_completed rate"),
        (FACTORS, "factor item kind n n_enabling n_hindering enabling hindering mean"),
    ],
)
def test_the_columns_that_the_design_names_come_first(table, first):
    assert table.names[: len(first.split())] == tuple(first.split())

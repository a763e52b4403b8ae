"""The summary tables: what a filter may change, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from measurement.counting.answers import Answers
from measurement.questionnaire.files.reading import load
from measurement.reports.summary import DECLARED, summary_tables
from measurement.store import open_store
from measurement.tables import check


@pytest.fixture(scope="module")
def example(example_store: Path) -> Answers:
    with open_store(str(example_store)) as store:
        return store.answers(load())


def test_every_table_is_as_it_is_declared(example: Answers) -> None:
    for name, table in summary_tables(example, ["strategy"]).items():
        groups = ["strategy", "centre"] if name == "comparison" else ["strategy"]
        check(table, DECLARED[name], groups)


def test_one_centre_is_compared_with_the_others_though_they_are_filtered_out(
    example: Answers,
) -> None:
    whole = summary_tables(example, ["centre"])
    one = summary_tables(example, ["centre"], where={"centre": ["Centrum 11"]})
    for name in ("comparison", "trend"):
        own = whole[name][whole[name]["centre"] == "Centrum 11"].reset_index(drop=True)
        pd.testing.assert_frame_equal(one[name], own)
    assert (one["comparison"]["n_rest"] > 0).any()
    assert set(one["shares"]["centre"]) == {"Centrum 11"}


def test_a_filter_that_leaves_only_a_zero_measurement_shows_no_effect(example: Answers) -> None:
    initiative = "Verandertraject onthaal"
    years = {"school_year": ["2024-2025"], "strategy": ["verandertraject"]}
    made = summary_tables(example, (), where={**years, "initiative": [initiative]})
    n = int(made["shares"].set_index("item").loc["V1", "n_scored"])
    told = summary_tables(example, (), where={**years, "moment": ["zero"]})
    assert 0 < n < int(told["shares"].set_index("item").loc["V1", "n_scored"])
    zero = example.where(moment="zero")
    assert summary_tables(zero)["shares"].empty
    assert int(summary_tables(zero)["response"].loc[0, "n_answered"]) == zero.n


def test_the_figures_of_the_years_add_up_to_the_pooled_ones(example: Answers) -> None:
    made = summary_tables(example)
    trend = made["trend"]
    per_item = trend[trend["measure"] == "high"].groupby("item", observed=True)[["n", "n_high"]]
    pooled = made["shares"].set_index("item")
    for item, years in per_item.sum().iterrows():
        assert years["n"] == pooled.loc[item, "n_scored"]
        assert years["n_high"] == pooled.loc[item, "n_high"]

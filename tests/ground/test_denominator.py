"""One share, two denominators: what is printed is a choice, what is tested is not."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from survey_tables import SMALL, answers

from measurement.counting.counts import count
from measurement.counting.intervals import wilson
from measurement.denominator import WITH, WITHOUT, of_words, printed
from measurement.measures.comparison import against_rest
from measurement.measures.factors import factors
from measurement.measures.fair.funnel import fair
from measurement.measures.shares import shares
from measurement.measures.tables import FACTORS
from measurement.measures.trend.trend import trend
from measurement.questionnaire.comparability import Comparability
from measurement.tables import check, records

SURVEY = """
centre  school_year  times  A1  C4
X       2023-2024    30     8   1
X       2023-2024    10     2   8
X       2023-2024    20     n   n
Y       2023-2024    20     8   1
Y       2023-2024    25     2   8
Y       2023-2024    5      n   n
Z       2023-2024    3      -   -
"""
OF_X = {WITH: (30, 30 + 10 + 20), WITHOUT: (30, 30 + 10)}
OF_REST = {WITH: (20, 20 + 25 + 5), WITHOUT: (20, 20 + 25)}


def of(table: pd.DataFrame, item: str, centre: str = "X"):
    return next(r for r in records(table) if (str(r.item), str(r.centre)) == (item, centre))


@pytest.mark.parametrize("denominator", [WITH, WITHOUT])
def test_every_table_prints_the_same_share_of_an_item(denominator):
    asked = answers(SURVEY)
    counts = count(asked, ["centre"])
    by_year = trend(asked, ["centre"], comparability=Comparability(), measures=("high",))
    part, n = OF_X[denominator]
    for table, measure in (
        (shares(counts, SMALL), "high"),
        (against_rest(counts, ["A1"], SMALL), "share"),
        (fair(counts, ["A1"], SMALL, denominator=denominator), "share"),
        (by_year, "value"),
    ):
        found = printed(of(table, "A1"), measure, denominator)
        assert (found.part, found.n, found.share) == (part, n, part / n)
    told = printed(of(against_rest(counts, ["A1"], SMALL), "A1"), "rest", denominator)
    assert (told.part, told.n) == OF_REST[denominator]


@pytest.mark.parametrize("denominator", [WITH, WITHOUT])
def test_a_hindrance_is_hindering_on_either_denominator(denominator):
    table = factors(answers(SURVEY), ["centre"], SMALL)
    check(table, FACTORS, ["centre"])
    row = of(table, "C4")
    part, n = OF_X[denominator]
    assert printed(row, "enabling", denominator)[:3] == (part, n, part / n)
    hindering = printed(row, "hindering", denominator)
    assert hindering[:3] == (10, n, 10 / n)
    assert hindering[3:] == tuple(float(bound) for bound in wilson(10, n))


def test_the_funnel_is_drawn_on_the_denominator_and_the_test_is_not():
    counts = count(answers(SURVEY), ["centre"])
    of_all, of_scores = (
        fair(counts, ["A1"], SMALL, denominator=d).iloc[0] for d in (WITH, WITHOUT)
    )
    assert of_all["target"] == (30 + 20) / (60 + 50)
    assert of_scores["target"] == (30 + 20) / (40 + 45)
    assert (of_all["p"], of_all["q"], of_all["differs"]) == (
        of_scores["p"],
        of_scores["q"],
        of_scores["differs"],
    )


def test_what_nobody_answered_is_no_share():
    row = of(shares(count(answers(SURVEY), ["centre"]), SMALL), "A1", "Z")
    found = printed(row, "high", WITH)
    assert (found.part, found.n, str(found)) == (0, 0, "geen gegevens")
    assert math.isnan(found.share)


def test_the_denominator_is_named_beside_its_number():
    assert of_words(89, WITH) == "van 89, n.v.t. mee"
    assert of_words(70, WITHOUT) == "van 70 met een score"

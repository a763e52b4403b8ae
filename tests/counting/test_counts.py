"""Counting: every answer in exactly one place."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_tables import answers

from measurement.counting.counts import count
from measurement.counting.groups import group_rows
from measurement.counting.tables import COUNTS
from measurement.errors import SurveyError
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.tables import check

SMALL_SURVEY = """
centre  strategy  role           A1  A2  V1
X       plg       anker|starter  8   n   10
X       plg       anker          8   -   .
Y       plg       ?              5   1   .
Y       training  starter        1   1   9
?       training  starter        .   2   .
"""
CENTRES = st.sampled_from(["X", "Y", "Z", None])
ROWS = st.lists(
    st.tuples(CENTRES, st.sampled_from(["p", "q"]), *[st.sampled_from([*".-n12345678"])] * 3),
    min_size=1,
    max_size=60,
)


def tabled(rows):
    lines = [" ".join("?" if cell is None else cell for cell in row) for row in rows]
    return answers("\n".join(["centre strategy A1 A2 A10", *lines]))


def test_every_code_is_counted_per_group_and_item():
    counts = count(answers(SMALL_SURVEY), ["centre"])
    assert list(counts.groups["centre"][:2]) == ["X", "Y"]
    assert counts.groups["centre"].isna().tolist() == [False, False, True]
    assert counts.numbers.shape == (3, 3, FIRST_POINT + 10)
    assert counts.numbers[0, 0, FIRST_POINT + 7] == 2
    assert counts.numbers[0, 1, [NOT_APPLICABLE, SKIPPED]].tolist() == [1, 1]
    assert counts.numbers[0, 2, [FIRST_POINT + 9, NOT_SHOWN]].tolist() == [1, 1]
    assert counts.numbers[1, 1, FIRST_POINT] == 2
    assert counts.numbers[2, 0, NOT_SHOWN] == 1
    assert counts.n_respondents.tolist() == [2, 2, 1]


def test_only_combinations_that_occur_are_groups_and_they_are_sorted():
    counts = count(answers(SMALL_SURVEY), ["strategy", "centre"])
    found = counts.groups.astype(object).where(counts.groups.notna(), None).values.tolist()
    assert found == [["plg", "X"], ["plg", "Y"], ["training", "Y"], ["training", None]]


def test_groups_follow_the_order_of_the_categories():
    every = answers("experience A1\nlong 8\nshort 7")
    ordered = pd.Categorical(["long", "short"], ["short", "long"], ordered=True)
    every.respondents["experience"] = ordered
    groups = count(every, ["experience"]).groups["experience"]
    assert list(groups) == ["short", "long"]
    assert groups.dtype == ordered.dtype


def test_who_has_several_roles_counts_in_each():
    counts = count(answers(SMALL_SURVEY), ["role"], ["A1"])
    assert list(counts.groups["role"][:2]) == ["anker", "starter"]
    assert counts.n_respondents.tolist() == [2, 3, 1]


def test_counts_per_role_are_never_added_up():
    counts = count(answers(SMALL_SURVEY), ["role", "centre"])
    with pytest.raises(ValueError, match="several roles"):
        counts.pooled(["centre"])
    with pytest.raises(ValueError, match="several roles"):
        counts.rest("role")
    within = counts.rest("centre")
    assert within.n_respondents.tolist() == [2 - 2, 3 - 1, 3 - 1, 3 - 1, 1 - 1]


def test_numbers_flags_and_no_columns_group_too():
    every = answers("survey completed A1\n2 yes 8\n1 no 7\n2 yes 6")
    assert count(every, ["survey"]).groups["survey"].tolist() == [1, 2]
    assert count(every, ["completed"]).groups["completed"].tolist() == [False, True]
    assert count(every).n_respondents.tolist() == [3]
    assert count(every, "survey").by == ("survey",)


def test_no_answers_make_no_groups():
    nothing = answers(SMALL_SURVEY).where(centre="nowhere")
    for by in ([], ["centre"], ["role", "centre"]):
        counts = count(nothing, by)
        assert counts.numbers.shape == (0, 3, FIRST_POINT + 10)
        check(counts.frame(), COUNTS, by)


@pytest.mark.parametrize(("by", "items"), [(["colour"], None), ([], ["A1", "A99"])])
def test_an_unknown_column_or_item_is_a_survey_error(by, items):
    with pytest.raises(SurveyError, match=r"colour|A99"):
        count(answers(SMALL_SURVEY), by, items)


def test_the_counts_table_has_a_row_for_what_occurs():
    frame = count(answers(SMALL_SURVEY), ["centre"]).frame()
    check(frame, COUNTS, ["centre"])
    a2 = frame[(frame["centre"] == "Y") & (frame["item"] == "A2")]
    assert a2[["state", "score", "n"]].values.tolist() == [["answered", 1, 2]]
    assert frame["n"].sum() == 5 * 3
    assert frame["score"].isna().equals(frame["state"] != "answered")


def test_items_can_be_selected_and_keep_the_order_asked():
    counts = count(answers(SMALL_SURVEY)).select(["V1", "A1"])
    assert counts.items == ("V1", "A1")
    assert counts.numbers[0, 0, FIRST_POINT + 9] == 1
    assert counts.numbers[0, 1, FIRST_POINT + 7] == 2


def test_counting_changes_nothing():
    every = answers(SMALL_SURVEY)
    people, codes = every.respondents.copy(), every.codes.copy()
    counts = count(every, ["role", "centre"])
    numbers = counts.numbers.copy()
    counts.rest("centre")
    counts.frame()
    pd.testing.assert_frame_equal(every.respondents, people)
    assert (every.codes == codes).all()
    assert (counts.numbers == numbers).all()


@given(ROWS)
def test_counts_sum_to_the_respondents_of_every_item(rows):
    counts = count(tabled(rows), ["centre", "strategy"])
    assert (counts.numbers.sum(axis=(0, 2)) == len(rows)).all()
    assert (counts.numbers.sum(axis=2) == counts.n_respondents[:, None]).all()
    assert len(counts.groups) == len({row[:2] for row in rows})


@given(ROWS, st.randoms())
def test_the_order_of_answers_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    first, second = (count(tabled(r), ["strategy", "centre"]) for r in (rows, shuffled))
    pd.testing.assert_frame_equal(first.frame(), second.frame())


@given(ROWS)
def test_own_and_rest_make_the_total(rows):
    counts = count(tabled(rows), ["strategy", "centre"])
    total = counts.pooled(["strategy"])
    place = group_rows(counts.groups, ["strategy"]).index
    assert (counts.numbers + counts.rest("centre").numbers == total.numbers[place]).all()
    assert (counts.pooled().numbers == count(tabled(rows)).numbers).all()


@given(ROWS, st.integers(1, 40))
def test_counting_two_items_at_once_equals_counting_each(rows, times):
    """Small tables are counted item by item, long ones by two; pandas counts them all."""
    every = tabled(rows * times)
    counts = count(every, ["centre"])
    for i, item in enumerate(every.items):
        naive = pd.crosstab(
            every.respondents["centre"].astype(object).fillna("~"), every.codes[:, i]
        )
        ours = counts.numbers[:, i, :]
        assert (ours[:, naive.columns] == naive.to_numpy()).all(), item
        assert ours.sum() == naive.to_numpy().sum()


def test_many_columns_of_many_values_do_not_overflow():
    n = 500
    frame = pd.DataFrame({c: pd.Categorical(np.arange(n).astype(str)) for c in "abcdefgh"})
    assert len(group_rows(frame, list("abcdefgh")).groups) == n

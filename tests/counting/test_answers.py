"""Answers: the working form, its filters and its long form."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from survey_tables import SMALL, answers

from measurement.counting.answers import Answers, no_answers
from measurement.counting.columns import PERSON_COLUMNS
from measurement.counting.tables import ANSWERS
from measurement.errors import SurveyError
from measurement.tables import check

TWO_SURVEYS = """
survey  strategy  centre  role            A1  A2
1       plg       X       anker|starter   8   n
1       plg       Y       anker           5   -
2       training  X       ?               .   1
2       training  ?       starter         7   2
"""
INVITED = """
survey  strategy  centre  n_invited
1       plg       X       10
1       plg       Y       20
2       training  ?       40
"""


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({}, [0, 1, 2, 3]),
        ({"strategy": "plg"}, [0, 1]),
        ({"strategy": ["plg", "training"]}, [0, 1, 2, 3]),
        ({"strategy": []}, []),
        ({"centre": "X"}, [0, 2]),
        ({"centre": "X", "strategy": "training"}, [2]),
        ({"role": "starter"}, [0, 3]),
        ({"role": ["anker", "starter"]}, [0, 1, 3]),
        ({"survey": 2}, [2, 3]),
        ({"respondent": [1, 4]}, [0, 3]),
        ({"centre": "not a centre"}, []),
    ],
)
def test_filters_keep_the_rows_with_one_of_the_values(filters, rows):
    every = answers(TWO_SURVEYS, INVITED)
    found = every.where(**filters)
    assert found.respondents["respondent"].tolist() == [row + 1 for row in rows]
    assert found.codes.tolist() == [every.codes[row].tolist() for row in rows]
    assert found.codes.flags.f_contiguous
    assert found.respondents.index.tolist() == list(range(len(rows)))


def test_a_filter_on_an_unknown_column_is_a_survey_error():
    with pytest.raises(SurveyError, match="colour"):
        answers(TWO_SURVEYS).where(colour="red")


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"strategy": "plg"}, [(1, 10), (1, 20)]),
        ({"centre": "X"}, [(1, 10), (2, None)]),
        ({"net": "go"}, [(1, 10), (1, 20), (2, None)]),
        ({"net": "vrij"}, [(2, None)]),
        ({"role": "anker"}, [(1, None), (1, None), (2, None)]),
    ],
)
def test_invitations_are_narrowed_or_become_unknown(filters, left):
    table = answers(TWO_SURVEYS, INVITED).where(**filters).invitations
    found = [
        (key, None if pd.isna(n) else n)
        for key, n in zip(table["survey"], table["n_invited"], strict=True)
    ]
    assert found == left


def test_a_filter_leaves_its_input_as_it_was():
    every = answers(TWO_SURVEYS, INVITED)
    people, invitations = every.respondents.copy(), every.invitations.copy()
    codes = every.codes.copy()
    every.where(centre="X", role="anker").long()
    pd.testing.assert_frame_equal(every.respondents, people)
    pd.testing.assert_frame_equal(every.invitations, invitations)
    assert (every.codes == codes).all()


def test_the_long_form_holds_score_and_state_of_every_cell():
    long = answers(TWO_SURVEYS).long()
    check(long, ANSWERS)
    assert list(long["respondent"]) == [1, 1, 2, 2, 3, 3, 4, 4]
    assert list(long["item"]) == ["A1", "A2"] * 4
    assert [None if pd.isna(s) else s for s in long["score"]] == [8, None, 5, None, None, 1, 7, 2]
    assert list(long["state"]) == [
        *("answered", "not_applicable", "answered", "skipped"),
        *("not_shown", "answered", "answered", "answered"),
    ]
    assert list(long["role"][:2]) == ["anker|starter"] * 2
    assert list(long.columns[-5:]) == list(PERSON_COLUMNS)


def test_items_on_other_scales_keep_their_own_points():
    long = answers("A1 V1\n8 10\n1 1").long()
    assert list(long["score"]) == [8, 10, 1, 1]


def test_no_answers_are_empty_and_can_be_used():
    nothing = no_answers(SMALL)
    assert nothing.empty
    assert nothing.n == 0
    assert nothing.items == SMALL.counted
    check(nothing.long(), ANSWERS)
    assert nothing.where(centre="X").empty
    assert not answers(TWO_SURVEYS).empty


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"codes": np.zeros((3, 2), np.uint8)}, "3, 2"),
        ({"codes": np.zeros((4, 2), np.int64)}, "uint8"),
        ({"codes": np.full((4, 2), 11, np.uint8)}, "outside the scale"),
        ({"respondents": pd.DataFrame(index=range(4))}, "columns missing"),
    ],
)
def test_answers_that_do_not_fit_are_refused(change, complaint):
    good = answers(TWO_SURVEYS, INVITED)
    parts = {
        "respondents": good.respondents,
        "items": good.items,
        "codes": good.codes,
        "invitations": good.invitations,
        "questionnaire": good.questionnaire,
    }
    with pytest.raises(ValueError, match=complaint):
        Answers(**{**parts, **change})


def test_a_zero_measurement_is_not_pooled_with_what_came_after_it() -> None:
    made = answers(
        """
        moment  V1
        zero    3
        long    8
        long    9
        """
    )
    later = made.without_zero()
    assert later.respondents["moment"].astype(str).tolist() == ["long", "long"]
    assert later.codes.shape == (2, len(made.items))
    assert made.where(moment="zero").without_zero().empty
    assert later.without_zero() is later

"""Response rates: unknown stays unknown, and nobody is left out of a denominator."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_tables import answers, invited

from measurement.counting.answers import no_answers
from measurement.errors import SurveyError
from measurement.measures.response import response
from measurement.measures.sentences import doubt
from measurement.measures.tables import RESPONSE
from measurement.questionnaire.files.reading import load
from measurement.tables import check
from measurement.words import percent, speak

ANSWERED = """
survey  strategy  centre  ambt  completed  times  A1
1       plg       X       arts  yes        3      8
1       plg       X       psy   no         1      .
1       plg       Y       psy   yes        2      8
2       training  X       psy   yes        5      8
3       info      Z       arts  yes        1      8
"""
INVITED = """
survey  strategy  centre  n_invited
1       plg       X       10
1       plg       Y       20
1       plg       Z       5
2       training  ?       40
3       info      Z       ?
4       plg       X       7
"""


def rates(table, *columns):
    """The rows as tuples, with None for what is missing."""
    chosen = table[list(columns)].astype(object)
    return [tuple(None if pd.isna(v) else v for v in row) for row in chosen.values]


def test_the_rates_of_the_annual_report_are_62_and_42_per_cent():
    speak("nl")
    table = response(
        answers(
            "survey strategy times A1\n1 training 291 8\n2 plg 121 8",
            "survey strategy n_invited\n1 training 472\n2 plg 288",
        ),
        ["strategy"],
    )
    check(table, RESPONSE, ["strategy"])
    assert [
        percent(int(answered), int(asked), digits=0)
        for answered, asked in zip(table["n_answered"], table["n_invited"], strict=True)
    ] == ["42\u00a0%", "62\u00a0%"]
    assert list(table["rate"]) == [121 / 288, 291 / 472]


def test_a_survey_nobody_answered_is_in_the_denominator():
    table = response(answers(ANSWERED, INVITED), ["strategy"])
    check(table, RESPONSE, ["strategy"])
    assert rates(table, "strategy", "n_invited", "n_answered", "n_completed", "rate") == [
        ("info", None, 1, 1, None),
        ("plg", 10 + 20 + 5 + 7, 3 + 1 + 2, 3 + 2, 6 / 42),
        ("training", 40, 5, 5, 5 / 40),
    ]
    assert list(table["n_surveys"]) == [1, 2, 1]
    assert list(table["n_surveys_unknown"]) == [1, 0, 0]


def test_one_survey_without_invitations_makes_the_whole_unknown():
    table = response(answers(ANSWERED, INVITED))
    assert rates(table, "n_invited", "n_answered", "rate", "n_surveys", "n_surveys_unknown") == [
        (None, 12, None, 4, 1)
    ]


def test_a_survey_that_is_not_among_the_invitations_is_unknown_too():
    table = response(answers("survey A1\n1 8\n9 8", "survey n_invited\n1 2"))
    assert rates(table, "n_invited", "rate", "n_surveys_unknown") == [(None, None, 1)]


def test_a_centre_that_was_invited_and_did_not_answer_has_a_row():
    table = response(answers(ANSWERED, INVITED), ["strategy", "centre"])
    assert rates(table, "strategy", "centre", "n_invited", "n_answered", "rate") == [
        ("info", "Z", None, 1, None),
        ("plg", "X", 10 + 7, 4, 4 / 17),
        ("plg", "Y", 20, 2, 2 / 20),
        ("plg", "Z", 5, 0, 0 / 5),
        ("training", "X", None, 5, None),
    ]


def test_invitations_of_a_survey_as_a_whole_are_unknown_for_every_centre():
    table = response(answers(ANSWERED, INVITED).where(strategy=["plg", "training"]), ["centre"])
    assert rates(table, "centre", "n_invited", "n_answered", "n_surveys", "n_surveys_unknown") == [
        ("X", None, 4 + 5, 3, 1),
        ("Y", None, 2, 2, 1),
        ("Z", None, 0, 2, 1),
    ]


def test_a_centre_outside_the_split_invitations_is_unknown_and_the_others_are_not():
    table = response(answers("centre A1\nX 8\nY 8\n? 8", "centre n_invited\nX 4\nZ 5"), ["centre"])
    assert rates(table, "centre", "n_invited", "n_answered", "rate") == [
        ("X", 4, 1, 1 / 4),
        ("Y", None, 1, None),
        ("Z", 5, 0, 0),
        (None, None, 1, None),
    ]


def test_a_filter_on_centre_agrees_with_the_row_of_that_centre():
    every = answers(ANSWERED, INVITED).where(strategy="plg")
    per_centre = response(every, ["centre"])
    for i, centre in enumerate(["X", "Y", "Z"]):
        alone = response(every.where(centre=centre))
        assert rates(alone, *RESPONSE.names) == [rates(per_centre, *RESPONSE.names)[i]]


def test_the_net_of_a_centre_is_that_of_the_questionnaire():
    table = response(
        answers("centre net A1\nX go 8\nY go 8\nZ vrij 8", "centre n_invited\nX 4\nY 6\nZ 5"),
        ["net"],
    )
    assert rates(table, "net", "n_invited", "n_answered") == [("go", 10, 2), ("vrij", 5, 1)]


def test_a_centre_of_unknown_net_makes_the_nets_unknown():
    table = response(
        answers("centre net A1\nX go 8\nElsewhere ? 8", "centre n_invited\nX 4\nElsewhere 6"),
        ["net"],
    )
    assert rates(table, "net", "n_invited", "rate") == [("go", None, None), (None, None, None)]


@pytest.mark.parametrize("by", ["ambt", "role", "experience", "completed", "respondent"])
def test_nobody_knows_how_many_of_a_kind_of_person_were_invited(by):
    table = response(answers(ANSWERED, INVITED).where(strategy="plg"), [by])
    assert table["n_invited"].isna().all()
    assert table["rate"].isna().all()
    assert table["n_answered"].sum() == 6


def test_a_survey_for_several_initiatives_is_unknown_per_initiative():
    every = answers("initiative A1\nfirst 8\nsecond 8", "n_invited\n10")
    assert rates(response(every), "n_invited", "rate") == [(10, 2 / 10)]
    table = response(every, ["initiative"])
    assert rates(table, "initiative", "n_invited") == [("first", None), ("second", None)]


def test_a_survey_without_an_initiative_keeps_its_rate():
    every = answers(
        "survey initiative A1\n1 ? 8\n2 first 8", "survey initiative n_invited\n1 ? 4\n2 first 2"
    )
    table = response(every, ["initiative"])
    assert rates(table, "initiative", "rate") == [("first", 1 / 2), (None, 1 / 4)]


@pytest.mark.parametrize(
    ("n_invited", "known", "rate", "more"),
    [("4", 4, 3 / 4, False), ("3", 3, 1, False), ("2", 2, None, True), ("0", 0, None, True)],
)
def test_more_answers_than_invitations_is_a_problem_and_not_a_rate(n_invited, known, rate, more):
    table = response(answers("times A1\n3 8", f"n_invited\n{n_invited}"))
    assert rates(table, "n_invited", "rate", "more_than_invited") == [(known, rate, more)]


def test_a_whole_with_an_impossible_survey_in_it_says_so():
    """60 of 50 and 20 of 100 would be 80 of 150, 53 %."""
    every = answers(
        "times survey initiative A1\n60 1 one 8\n20 2 two 8",
        "survey initiative n_invited\n1 one 50\n2 two 100",
    )
    whole, each = response(every), response(every, ["initiative"])
    check(whole, RESPONSE)
    assert rates(whole, "n_answered", "n_invited", "n_surveys_impossible") == [(80, 150, 1)]
    assert rates(each, "initiative", "n_surveys_impossible") == [("one", 1), ("two", 0)]
    assert doubt(whole.iloc[0]).startswith("Bij 1 bevraging ")
    assert doubt(each.iloc[1]) == ""


def test_nobody_invited_and_nobody_answered_is_no_rate():
    every = answers("A1", "survey n_invited\n1 0")
    assert rates(response(every), "n_invited", "n_answered", "rate") == [(0, 0, None)]


def test_the_survey_itself_and_all_its_columns_can_group():
    by = ["school_year", "strategy", "initiative", "moment", "centre", "survey"]
    table = response(answers(ANSWERED, INVITED), by)
    check(table, RESPONSE, by)
    assert table["n_answered"].sum() == 12
    assert table["survey"].dtype == "int64"


def test_a_whole_number_beside_a_split_is_used_for_the_whole():
    every = answers("centre A1\nX 8", "centre n_invited\n? 9\nX 4")
    assert rates(response(every), "n_invited") == [(9,)]
    assert rates(response(every, ["centre"]), "centre", "n_invited") == [("X", 4)]


def test_nothing_at_all_gives_the_declared_table_without_rows():
    for by in ([], ["centre"], ["strategy", "ambt"], ["survey"]):
        table = response(no_answers(load()), by)
        check(table, RESPONSE, by)
        assert table.empty


def test_a_survey_of_which_only_the_whole_is_known_and_nobody_answered_keeps_a_row():
    every = answers("strategy A1", "strategy n_invited\nplg 9")
    table = response(every, ["strategy", "centre"])
    assert rates(table, "strategy", "centre", "n_invited", "n_answered", "n_surveys") == [
        ("plg", None, None, 0, 1)
    ]


def test_an_unknown_column_is_a_survey_error():
    with pytest.raises(SurveyError, match="colour"):
        response(answers(ANSWERED, INVITED), ["colour"])


def test_the_input_stays_as_it_was():
    every = answers(ANSWERED, INVITED)
    people = every.respondents.copy()
    response(every, ["strategy", "centre", "net", "role"])
    pd.testing.assert_frame_equal(every.respondents, people)
    pd.testing.assert_frame_equal(every.invitations, invited(INVITED))


@given(
    st.lists(
        st.tuples(st.sampled_from("12"), st.sampled_from("XYZ"), st.sampled_from(["yes", "no"]))
    ),
    st.lists(
        st.tuples(st.sampled_from("123"), st.sampled_from("XYZ"), st.integers(0, 9)),
        unique_by=lambda row: row[:2],
    ),
)
def test_groups_add_up_and_no_rate_exceeds_1(answered, sent):
    every = answers(
        "\n".join(["survey centre completed A1", *(" ".join(row) + " 8" for row in answered)]),
        "\n".join(["survey centre n_invited", *(" ".join(map(str, row)) for row in sent)]),
    )
    for by in ([], ["survey"], ["centre"], ["survey", "centre"]):
        table = response(every, by)
        check(table, RESPONSE, by)
        assert table["n_answered"].sum() == len(answered)
        assert (table["n_completed"] <= table["n_answered"]).all()
        assert (table["rate"].notna() <= table["n_invited"].notna()).all()
        known = table[table["n_invited"].notna()]
        if len(known) == len(table):
            assert known["n_invited"].sum() == sum(row[2] for row in sent)

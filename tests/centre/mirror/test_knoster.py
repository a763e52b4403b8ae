"""The five elements of Knoster: the evidence of the mirror, grouped otherwise."""

from __future__ import annotations

import pytest
from linked_survey import LINKED, row
from statsmodels.stats.proportion import proportion_confint
from survey_tables import answers

from measurement.centre.mirror.evidence import evidence
from measurement.centre.mirror.knoster import TENSIONS, knoster
from measurement.centre.mirror.tables import KNOSTER
from measurement.questionnaire.linked_items import linked_items
from measurement.questionnaire.model import Questionnaire
from measurement.tables import check


def test_the_elements_are_those_of_the_model_in_its_order():
    table = knoster(answers("centre C1\nX 8\nY 1", made=LINKED), LINKED)
    check(table, KNOSTER)
    assert table["element"].tolist() == [*TENSIONS] * 2
    assert list(TENSIONS) == ["vision", "interest", "plan", "means", "competences"]


def test_items_of_several_success_factors_meet_in_one_element():
    """Competences: learning effect (A2, of S9) and learning together (D4, of S6)."""
    assert linked_items(LINKED, "knoster")["competences"].scales == ("A2", "D4")
    every = answers("centre respondent A2 D4\nX 1 8 8\nX 2 8 1\nX 3 n .\nX 3 . 6", made=LINKED)
    found = row(knoster(every, LINKED), element="competences")
    assert (found.n, found.n_answers, found.n_favourable) == (3, 5, 4)
    assert found.share == 4 / 5
    bounds = proportion_confint(4 / 5 * 3, 3, 0.05, "wilson")
    assert (found.lower, found.upper) == pytest.approx(bounds, abs=1e-12)


@pytest.mark.parametrize(
    ("high", "low", "state"),
    [
        (9, 2, "present"),  # Wilson of 9 in 11: 0.523 to 0.949
        (8, 2, "mixed"),  # of 8 in 10: 0.490 to 0.943
        (5, 5, "mixed"),
        (2, 8, "mixed"),
        (2, 9, "missing"),
        (550, 450, "mixed"),  # the interval lies above half, the share below mirror_high
        (0, 5, "missing"),
        (0, 4, "too_few"),
    ],
)
def test_the_state_is_that_of_the_interval(high, low, state):
    every = answers(f"centre times C1\nX {high} 8\nX {low} 1", made=LINKED)
    found = row(knoster(every, LINKED), element="means")
    assert found.state == state
    assert (found.tension == "frustration") == (state == "missing")


def test_without_scores_or_links_it_says_so():
    table = knoster(answers("centre C1\nX 8", made=LINKED), LINKED)
    assert row(table, element="plan").state == "no_survey"
    bare = Questionnaire.model_validate(LINKED.model_dump() | {"links": ()})
    assert set(knoster(answers("centre C1\nX 8", made=bare), bare)["state"]) == {"no_link"}
    nothing = answers("centre C1\nX 8", made=LINKED).where(centre="nowhere")
    check(knoster(nothing, LINKED), KNOSTER)


def test_other_elements_follow_with_the_tension_that_is_given():
    every = answers("centre times C1 C4\nX 9 1 8", made=LINKED)
    table = knoster(every, LINKED, {"means": "stress"})
    assert table["element"].tolist()[0] == "means"
    assert row(table, element="means").tension == "stress"
    plan = row(table, element="plan")
    assert plan.state == "missing"
    assert plan.tension != plan.tension  # missing: no tension is named for it


def test_it_is_the_evidence_under_another_name():
    every = answers("centre C1 C2 C4\nX 8 7 1\nY 1 2 8", made=LINKED)
    table, same = knoster(every, LINKED), evidence(every, LINKED, "knoster", [*TENSIONS])
    assert table["share"].equals(same["share"])
    assert table["n"].tolist() == same["n"].tolist()

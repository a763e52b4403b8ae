"""The mirror and the elements of Knoster of what was released: no more certain than every bound."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from linked_survey import LINKED, row
from statsmodels.stats.proportion import proportion_confint
from survey_tables import released

from measurement.centre.mirror.knoster import TENSIONS
from measurement.centre.mirror.mirror import contradictions
from measurement.centre.mirror.released import experiences, released_knoster, released_mirror
from measurement.centre.mirror.sentences import cell_words, reason_sentence
from measurement.centre.mirror.tables import RELEASED_KNOSTER, RELEASED_MIRROR
from measurement.questionnaire.linked_items import linked_items
from measurement.questionnaire.model import Questionnaire
from measurement.releases.views import EVERYTHING
from measurement.tables import check
from measurement.words import speak

FACTORS = ("S1", "S3", "S4", "S5", "S6", "S7", "S8", "S9")


def mirrored(rows: str, made: Questionnaire = LINKED, **states: str) -> pd.DataFrame:
    found = experiences(_atoms(rows, made), made, EVERYTHING)
    table = released_mirror("X", states, found, made, FACTORS)
    check(table, RELEASED_MIRROR)
    return table


def elements(rows: str, tensions: Any = TENSIONS, made: Questionnaire = LINKED) -> pd.DataFrame:
    found = experiences(_atoms(rows, made), made, EVERYTHING, "knoster")
    table = released_knoster("X", found, made, tensions)
    check(table, RELEASED_KNOSTER)
    return table


def _atoms(rows: str, made: Questionnaire) -> Any:
    head, *lines = [line for line in rows.splitlines() if line.strip()]
    body = "".join(f"X 2024-2025 plg {line}\n" for line in lines)
    return released(f"centre school_year strategy {head}", body, made=made).of({"X"}).atoms


def time_of(high: int, low: int) -> str:
    return "times C1\n" + "".join(f"{n} {p}\n" for n, p in ((high, 8), (low, 1)) if n)


@pytest.mark.parametrize(
    ("state", "high", "low", "verdict", "reason"),
    [
        ("present", 9, 2, "strength", "clear"),
        ("present", 8, 2, "strength", "leaning"),
        ("present", 1, 10, "blind_spot", "clear"),  # at most 2 of 11
        ("present", 2, 8, "blind_spot", "leaning"),  # at most 2 of 10: at its most it may be chance
        ("absent", 8, 3, "hidden_strength", "leaning"),
        ("partial", 3, 12, "work_point", "clear"),
        ("present", 5, 5, "no_data", "uncertain"),
        ("present", 2, 3, "blind_spot", "leaning"),  # at most 2 of 5: both ends are few
        ("?", 9, 2, "no_data", "no_checklist"),
    ],
)
def test_a_word_is_said_only_where_it_holds_over_the_whole_bound(
    state: str, high: int, low: int, verdict: str, reason: str
) -> None:
    states = {} if state == "?" else {"S8": state}
    found = row(mirrored(time_of(high, low), **states), factor="S8")
    assert (found.verdict, found.reason, found.certain) == (verdict, reason, reason == "clear")


def test_what_is_not_told_of_so_few_is_too_few() -> None:
    """Five persons, of whom three gave a score: fewer than 2K = 4, so n alone is told."""
    found = row(mirrored("times C1\n3 8\n2 n", S8="present"), factor="S8")
    assert (found.n_answers, found.n_favourable_least, found.n_favourable_most) == (3, 3, 3)
    found = row(mirrored("times C1\n2 8\n1 1\n2 n", S8="present"), factor="S8")
    assert (found.n_answers, found.reason) == (3, "too_few")


@pytest.mark.parametrize(
    ("factor", "reason"),
    [
        ("S5", "no_link"),  # linked only to a scale without a cut
        ("S7", "no_link"),  # named by the checklist only
        ("S6", "no_survey"),  # the centre answered, not this
        ("S1", "only_ticked"),
        ("S9", "no_checklist"),
        ("S4", "neither"),
    ],
)
def test_what_is_missing_is_named(factor: str, reason: str) -> None:
    states = dict.fromkeys(("S1", "S5", "S6", "S7", "S8"), "present")
    found = row(mirrored("times A1 C1 K2\n6 8 8 1", **states), factor=factor)
    assert (found.verdict, found.certain, found.reason) == ("no_data", False, reason)
    assert reason_sentence(found, LINKED).endswith(".")


def test_contradictions_start_with_what_is_certain() -> None:
    table = mirrored(
        "times C1 C4 A1 D4 E1\n7 1 1 8 1 2\n4 8 8 8 1 8",
        **{"S8": "present", "S3": "present", "S9": "absent", "S6": "present", "S4": "partial"},
    )
    found = contradictions(table)
    assert [(r.factor, r.certain) for r in found] == [("S6", True), ("S9", True), ("S8", False)]


def test_the_words_say_no_more_than_the_verdict() -> None:
    leaning, clear, divided = (
        row(mirrored(time_of(*n), S8="present"), factor="S8") for n in ((4, 7), (1, 10), (5, 5))
    )
    assert [cell_words(r) for r in (leaning, clear, divided)] == [
        "blinde vlek (misschien)",
        "blinde vlek",
        "geen duidelijk beeld",
    ]
    assert "toeval" in reason_sentence(leaning, LINKED)
    assert reason_sentence(clear, LINKED).replace("\u00a0", " ") == (
        "Aanwezig volgens de checklist, maar medewerkers ervaren het niet zo: hoogstens 2 van 11 "
        "scores zijn gunstig (interval van 95 %: 0–48 %; minstens 11 personen)."
    )
    speak("en")
    assert "5 of 10 scores are favourable (50.0%; 95% interval 24–76%; at least 10 persons)" in (
        reason_sentence(divided, LINKED)
    )


def test_items_of_several_success_factors_meet_in_one_element() -> None:
    """Competences: learning effect (A2, of S9) and learning together (D4, of S6)."""
    assert linked_items(LINKED, "knoster")["competences"].scales == ("A2", "D4")
    table = elements("times A2 D4\n5 8 8\n3 1 1")
    found = row(table, element="competences")
    assert (found.n, found.n_answers) == (8, 16)
    assert (found.n_favourable_least, found.n_favourable_most) == (10, 10)
    bounds = proportion_confint(10 / 16 * 8, 8, 0.05, "wilson")  # never more than the persons
    assert (found.lower, found.upper) == pytest.approx(bounds, abs=1e-12)


@pytest.mark.parametrize(
    ("high", "low", "state"),
    [
        (9, 2, "present"),
        (8, 2, "mixed"),
        (5, 5, "mixed"),
        (2, 8, "mixed"),  # at most 2 of 10
        (1, 10, "missing"),  # at most 2 of 11
        (0, 5, "mixed"),  # at most 2 of 5
        (550, 450, "mixed"),  # the interval lies above half, the share below mirror_high
    ],
)
def test_the_state_of_an_element_holds_over_the_whole_bound(
    high: int, low: int, state: str
) -> None:
    found = row(elements(time_of(high, low)), element="means")
    assert found.state == state
    assert (found.tension == "frustration") == (state == "missing")


def test_the_elements_are_those_of_the_model_in_its_order() -> None:
    table = elements(time_of(8, 2))
    assert table["element"].tolist() == [*TENSIONS]
    assert list(TENSIONS) == ["vision", "interest", "plan", "means", "competences"]
    assert row(table, element="plan").state == "no_survey"
    bare = Questionnaire.model_validate(LINKED.model_dump() | {"links": ()})
    assert set(elements(time_of(8, 2), made=bare)["state"]) == {"no_link"}


def test_other_elements_follow_with_the_tension_that_is_given() -> None:
    table = elements("times C1 C4\n11 1 8", {"means": "stress"})
    assert table["element"].tolist()[0] == "means"
    assert row(table, element="means").tension == "stress"
    plan = row(table, element="plan")
    assert plan.state == "missing"
    assert pd.isna(plan.tension)

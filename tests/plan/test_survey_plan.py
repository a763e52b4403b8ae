"""The survey plan: what was asked against what is prescribed, and what is missing."""

from __future__ import annotations

import pytest
from survey_tables import SMALL, answers

from measurement.plan.plan import expected, modules_asked, part_missing, plan
from measurement.plan.sentences import calendar_sentence, plan_sentences
from measurement.plan.tables import EXPECTED, MODULES_ASKED, PLAN, PLAN_ITEMS, SURVEY_DAYS
from measurement.questionnaire.model import Questionnaire
from measurement.rows import framed
from measurement.tables import check

MADE = Questionnaire.model_validate(
    {
        **SMALL.model_dump(),
        "modules": [
            *SMALL.model_dump()["modules"],
            {"id": "F", "role": "person", "label": {"nl": "kenmerken"}},
            {"id": "G", "role": "open", "label": {"nl": "open"}},
        ],
        "strategies": [
            {
                "id": "plg",
                "label": {"nl": "PLG"},
                "modules": {"short": ["A", "C", "F", "G"], "long": ["V", "F"]},
            },
            {"id": "vorming", "label": {"nl": "Vorming"}, "modules": {"short": ["A"]}},
        ],
    }
)
YEAR = "2024-2025"
SURVEYS = """
school_year strategy initiative moment survey centre A1 A2 A10 C1 C4 K1 K2 K3 V1
2024-2025   plg      een        short  1      X      8  7  6   1  -  .  .  .  .
2024-2025   plg      een        short  1      ?      8  7  .   1  n  .  .  .  .
2024-2025   plg      twee       short  2      ?      8  .  .   .  .  1  0  0  .
2024-2025   plg      twee       long   3      X      .  .  .   .  .  .  .  .  9
2024-2025   vorming  drie       short  4      X      .  .  .   8  8  .  .  .  .
2024-2025   elders   vier       short  5      X      8  8  8   .  .  .  .  .  .
"""


def surveys(table: str = SURVEYS, invitations: str = ""):
    return answers(table, invitations, MADE)


def cells(table, *columns):
    return [
        tuple(None if value != value else value for value in row)
        for row in table[list(columns)].astype(object).itertuples(index=False, name=None)
    ]


def test_a_module_is_asked_when_any_of_its_items_was_shown_to_anybody():
    table = plan(surveys())
    check(table, PLAN)
    assert cells(table, "initiative", "moment", "prescribed", "present", "not_asked", "extra") == [
        ("een", "short", "A, C, F, G", "A, C, F", None, None),
        ("twee", "short", "A, C, F, G", "A, C", "F", None),
        ("twee", "long", "V, F", "V, F", None, None),
        ("drie", "short", "A", "C, F", "A", "C, F"),
        ("vier", "short", None, "A, F", None, "A, F"),
    ]
    assert table["n"].tolist() == [2, 1, 1, 1, 1]


def test_open_questions_are_neither_asked_nor_missing_while_nothing_tells():
    assert cells(plan(surveys()), "unknown") == [("G",), ("G",), (None,), (None,), (None,)]


@pytest.mark.parametrize("told", [{(YEAR, "plg", "een", "short")}, {1}])
def test_open_questions_are_known_by_the_key_or_the_number_of_the_survey(told):
    table = plan(surveys(), told)
    assert cells(table.head(2), "present", "not_asked", "unknown") == [
        ("A, C, F, G", None, None),
        ("A, C", "F, G", None),
    ]


def test_without_any_open_question_all_of_them_are_missing():
    assert cells(plan(surveys(), set()).head(1), "not_asked") == [("G",)]


@pytest.mark.parametrize(("cell", "present"), [(".", None), ("-", "V"), ("n", "V"), ("3", "V")])
def test_an_empty_answer_was_shown_and_a_question_not_shown_was_not_asked(cell, present):
    table = plan(surveys(f"strategy moment V1\nplg long {cell}"))
    assert cells(table, "present") == [(present,)]


@pytest.mark.parametrize("column", ["centre", "ambt", "role", "experience", "education"])
def test_any_characteristic_shows_that_persons_were_described(column):
    table = plan(surveys(f"strategy moment {column} V1\nplg long X 3\nplg long ? 3"))
    assert cells(table, "present", "not_asked") == [("V, F", None)]


def test_a_net_alone_does_not():
    table = plan(surveys("strategy moment net V1\nplg long go 3"))
    assert cells(table, "not_asked") == [("F",)]


def test_invited_is_summed_over_centres_and_missing_when_unknown():
    invited = """
school_year strategy initiative moment survey centre n_invited
2024-2025   plg      een        short  1      X      7
2024-2025   plg      een        short  1      Y      5
"""
    table = plan(surveys(invitations=invited))
    assert table["n_invited"].isna().tolist() == [False, True, True, True, True]
    assert table["n_invited"][0] == 7 + 5


def test_items_of_a_module_that_nobody_saw_are_named():
    table = part_missing(surveys())
    check(table, PLAN_ITEMS)
    assert cells(table, "initiative", "module", "item") == [
        ("twee", "A", "A2"),
        ("twee", "A", "A10"),
    ]


def test_a_list_to_tick_stands_in_for_the_items_on_a_scale():
    """Survey 'twee' asks module C as a list: its items C1 and C4 are not missed."""
    assert "C" not in set(part_missing(surveys())["module"])


def test_what_is_prescribed_and_has_no_answers_is_expected_with_the_reason():
    invited = "school_year strategy initiative moment survey n_invited\n"
    invited += "2024-2025 plg vijf short 9 12"
    table = expected(surveys(invitations=invited))
    check(table, EXPECTED)
    assert cells(table, "strategy", "initiative", "moment", "why") == [
        ("plg", "vijf", "short", "no_answers"),
        ("plg", "een", "long", "other_moment"),
        ("plg", "vijf", "long", "other_moment"),
    ]


def test_a_strategy_of_which_nothing_is_known_is_expected_without_a_name():
    table = expected(
        surveys("school_year strategy initiative moment A1\n2024-2025 vorming a short 8")
    )
    assert cells(table, "strategy", "initiative", "moment", "why") == [
        ("plg", None, "short", "no_survey"),
        ("plg", None, "long", "no_survey"),
    ]


def test_kinds_of_survey_and_modules_add_up_to_the_plan():
    table = modules_asked(plan(surveys()), MADE)
    check(table, MODULES_ASKED)
    short = table[(table["strategy"] == "plg") & (table["moment"] == "short")]
    assert cells(short, "module", "prescribed", "n", "n_asked", "n_unknown") == [
        ("A", True, 2, 2, 0),
        ("C", True, 2, 2, 0),
        ("V", False, 2, 0, 0),
        ("F", True, 2, 1, 0),
        ("G", True, 2, 0, 2),
    ]


def test_no_answers_give_the_declared_tables_without_rows():
    nothing = surveys().where(initiative="nowhere")
    check(plan(nothing), PLAN)
    check(part_missing(nothing), PLAN_ITEMS)
    check(expected(nothing), EXPECTED)
    check(modules_asked(plan(nothing), MADE), MODULES_ASKED)
    assert plan_sentences(plan(nothing), part_missing(nothing), expected(nothing), MADE) == []


def test_the_sentences_name_what_is_missing_with_its_number():
    every = surveys()
    said = plan_sentences(plan(every), part_missing(every), expected(every), MADE)
    assert said == [
        "5 bevragingen hebben antwoorden; voor 4 zijn modules voorgeschreven, en daarvan vroegen er 2 alles wat te controleren valt.",
        "In 1 bevraging ontbreekt module A (effect), die wel voorgeschreven is: drie.",
        "In 1 bevraging ontbreekt module F (kenmerken), die wel voorgeschreven is: twee.",
        "In 1 bevraging is module A (effect) maar voor een deel gevraagd; het gaat om: A2, A10.",
        "In 1 bevraging is module C (factoren) gevraagd zonder dat ze voorgeschreven is: Vorming.",
        "In 1 bevraging is module F (kenmerken) gevraagd zonder dat ze voorgeschreven is: Vorming.",
        "Van 2 bevragingen weten we niet of module G (open) gevraagd is.",
        "1 voorgeschreven bevraging heeft geen antwoorden: een (PLG, long).",
    ]


def days(*spans: tuple[str | None, str | None]):
    rows = [(YEAR, "plg", str(i), "short", *s, None, 1, 1, 0, False) for i, s in enumerate(spans)]
    return framed(rows, SURVEY_DAYS)


def test_the_busiest_month_counts_every_survey_that_ran_in_it():
    table = days(("2024-11-20", "2025-01-03"), ("2025-01-31", "2025-01-31"), (None, None))
    check(table, SURVEY_DAYS)
    assert calendar_sentence(table) == (
        "De drukste maand was januari 2025: toen liepen 2 van de 2 bevragingen."
    )
    assert calendar_sentence(days((None, None))) == ""


def test_the_input_stays_as_it_was():
    every = surveys()
    people, codes = every.respondents.copy(), every.codes.copy()
    plan(every, {1})
    expected(every)
    assert every.respondents.equals(people)
    assert (every.codes == codes).all()

"""The load: how many surveys one person answered or received in a school year."""

from __future__ import annotations

import pandas as pd
import pytest
from store_exports import SMALL, TRAINING, export, people
from survey_tables import answers

from measurement.plan.burden import surveys_per_person, surveys_per_person_in_centres
from measurement.plan.sentences import load_sentences
from measurement.plan.tables import LOAD, LOAD_CENTRES, SURVEY_DAYS
from measurement.store import SurveyNaming, open_store
from measurement.tables import check

YEAR = "2024-2025"
# Person 1 answers three surveys of 2024-25, person 2 two, persons 3 and 4 one.
ANSWERED = """
school_year strategy initiative moment respondent centre A1
2023-2024   plg      een        short  1          X      8
2024-2025   plg      een        short  1          X      8
2024-2025   plg      een        long   1          X      8
2024-2025   vorming  twee       short  1          Y      8
2024-2025   plg      een        short  2          X      8
2024-2025   vorming  twee       short  2          X      8
2024-2025   plg      een        short  3          ?      8
2024-2025   vorming  twee       short  4          Z      8
"""
COLUMNS = ["school_year", "strategy", "initiative", "session", "held_on", "centre", "role"]


def participations(*rows: tuple[str, str, int, str | None], year: str = YEAR) -> pd.DataFrame:
    """Rows of strategy, initiative, person and centre; each in two sessions."""
    made = [(year, s, i, n, None, centre, None, p) for s, i, p, centre in rows for n in ("1", "2")]
    frame = pd.DataFrame(made, columns=[*COLUMNS, "person"])
    return frame.astype(dict.fromkeys(COLUMNS, "category"))


def sizes(table, basis="answered", year=YEAR):
    own = table[(table["basis"] == basis) & (table["school_year"] == year)]
    return list(zip(own["n_surveys"], own["n_persons"], strict=True))


def test_a_person_counts_once_with_the_surveys_answered_in_that_year():
    table = surveys_per_person(answers(ANSWERED))
    check(table, LOAD)
    assert sizes(table) == [(1, 2), (2, 1), (3, 1)]
    assert sizes(table, year="2023-2024") == [(1, 1)]
    assert set(table["basis"]) == {"answered"}


def test_the_same_survey_twice_is_one_survey():
    again = ANSWERED + "2024-2025 vorming twee short 4 Y 1\n"
    assert sizes(surveys_per_person(answers(again))) == sizes(surveys_per_person(answers(ANSWERED)))


def test_who_took_part_received_every_survey_of_that_initiative_and_what_was_answered():
    """Person 3 answered one survey of 'een' and received two; person -1 never answered."""
    took = participations(
        ("plg", "een", 3, "X"), ("plg", "een", -1, "X"), ("vorming", "x", -2, "X")
    )
    table = surveys_per_person(answers(ANSWERED), took)
    check(table, LOAD)
    assert sizes(table) == [(1, 2), (2, 1), (3, 1)]
    # 1: three · 2: two · 3: two (short and long) · 4: one · -1: two · -2: no survey was held
    assert sizes(table, "received") == [(1, 1), (2, 3), (3, 1)]


def test_a_survey_that_only_invitations_tell_of_was_received_too():
    invited = "school_year strategy initiative moment survey n_invited\n"
    invited += "2024-2025 plg zes short 9 12"
    table = surveys_per_person(answers(ANSWERED, invited), participations(("plg", "zes", -1, "X")))
    assert sizes(table, "received") == [(1, 3), (2, 1), (3, 1)]


def test_participations_of_another_year_bring_no_survey():
    took = participations(("plg", "een", -1, "X"), year="2022-2023")
    assert sizes(surveys_per_person(answers(ANSWERED), took), "received") == sizes(
        surveys_per_person(answers(ANSWERED))
    )


def test_anonymous_answers_are_left_out_when_they_are_known():
    assert sizes(surveys_per_person(answers(ANSWERED), anonymous={3, 4})) == [(2, 1), (3, 1)]


def test_per_centre_the_mean_and_the_most_are_of_persons():
    """Centre X: persons 1 (three surveys) and 2 (two). Y: person 1. Z: person 4."""
    table = surveys_per_person_in_centres(answers(ANSWERED), many=2)
    check(table, LOAD_CENTRES)
    own = table[table["school_year"] == YEAR]
    columns = ["centre", "n_persons", "mean", "most", "n_many"]
    assert own[columns].astype(object).to_numpy().tolist() == [
        ["X", 2, (3 + 2) / 2, 3, 1],
        ["Y", 1, 3.0, 3, 1],
        ["Z", 1, 1.0, 1, 0],
    ]


def test_a_participant_belongs_to_the_centre_of_the_list():
    took = participations(("plg", "een", -1, "Z"), ("plg", "een", 3, None))
    table = surveys_per_person_in_centres(answers(ANSWERED), took)
    received = table[(table["basis"] == "received") & (table["school_year"] == YEAR)]
    assert dict(zip(received["centre"], received["n_persons"], strict=True)) == {
        "X": 2,
        "Y": 1,
        "Z": 2,
    }


@pytest.mark.parametrize(("many", "above"), [(1, 2), (2, 1), (3, 0)])
def test_the_sentence_counts_persons_above_the_limit(many, above):
    said = load_sentences(surveys_per_person(answers(ANSWERED)), YEAR, many=many)
    verb = "beantwoordde" if above == 1 else "beantwoordden"
    assert said == [
        f"In 2024-25 {verb} {above} van de 4 mensen meer dan {many} bevragingen; 50\u00a0% één."
    ]


def test_most_is_said_only_of_more_than_half():
    alone = ANSWERED + "2024-2025 plg een short 5 Z 8\n"
    assert (
        "de meesten (60\u00a0%) één" in load_sentences(surveys_per_person(answers(alone)), YEAR)[0]
    )


def test_answers_that_cannot_be_tied_are_told():
    said = load_sentences(surveys_per_person(answers(ANSWERED)), YEAR, n_anonymous=1)
    assert said[1] == "1 antwoord is niet aan een persoon te koppelen en telt hier niet mee."
    assert load_sentences(surveys_per_person(answers(ANSWERED)).iloc[:0], YEAR) == []


def test_no_answers_give_the_declared_tables_without_rows():
    nothing = answers(ANSWERED).where(centre="nowhere")
    check(surveys_per_person(nothing), LOAD)
    check(surveys_per_person(nothing, participations(("plg", "een", 1, "X"))), LOAD)
    check(surveys_per_person_in_centres(nothing), LOAD_CENTRES)


def test_the_days_of_a_survey_run_from_its_first_answer_to_its_last(tmp_path):
    dates = ["2024-10-03", "2024-10-01", None, "2024-10-08"]
    rows = [
        {**person, "answered_on": pd.Timestamp(day) if day else pd.NaT}
        for person, day in zip(people(4), dates, strict=True)
    ]
    rows[2]["identity"] = ""
    with open_store(tmp_path / "store.sqlite") as store:
        store.imports.add(export(*rows), TRAINING, SMALL)
        other = SurveyNaming(YEAR, "plg", "Zonder datum", "short")
        undated = [{**person, "answered_on": pd.NaT} for person in people(1)]
        store.imports.add(export(*undated, file="b.xlsx"), other, SMALL)
        gone = store.imports.add(export(*people(2), file="c.xlsx"), other, SMALL)
        store.imports.undo(gone.import_id)
        table = store.surveys.days()
        anonymous = store.surveys.anonymous()
        numbers = store.answers(SMALL).respondents["respondent"]
    check(table, SURVEY_DAYS)
    columns = ["initiative", "opened", "closed", "n_days", "n", "n_dated", "n_anonymous"]
    found = table[columns].astype(object).where(table[columns].notna(), None)
    assert found.to_numpy().tolist() == [
        ["Traject op maat", "2024-10-01", "2024-10-08", 8, 4, 3, 1],
        ["Zonder datum", None, None, None, 1, 0, 0],
    ]
    assert anonymous == {numbers[2]}
    assert table["open_asked"].tolist() == [False, False]


def test_an_open_question_is_known_by_the_column_it_had(example_store):
    with open_store(str(example_store)) as store:
        table = store.surveys.days()
    assert table["open_asked"].any()
    assert len(table) > 80


def test_an_empty_store_has_no_days(tmp_path):
    with open_store(tmp_path / "store.sqlite") as store:
        check(store.surveys.days(), SURVEY_DAYS)
        assert store.surveys.anonymous() == frozenset()

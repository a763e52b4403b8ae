"""Reach: participations, different people, sessions, staff; the golden figures of the report."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from reach_tables_made import participations
from survey_tables import answers

from measurement.errors import SurveyError
from measurement.reach.reach import answered_too, invitations_from, matrix, reach
from measurement.reach.sentences import (
    more_than_staff,
    reach_sentences,
    unit_sentence,
    unnamed_sentence,
)
from measurement.reach.tables import DERIVED, MATRIX, PARTICIPATIONS, REACH
from measurement.store import open_store
from measurement.tables import check

SMALL = """
initiative session centre person
P1         1       X      1
P1         2       X      1
P1         1       X      -1
P1         1       Y      2
P2         1       Y      2
P2         1       ?      -2
P2         1       Z      ?
"""


@pytest.fixture(scope="module")
def example(example_store: Path) -> pd.DataFrame:
    with open_store(example_store) as store:
        return store.reach.table()


def numbers(table: pd.DataFrame, **group: str) -> dict[str, int]:
    for name, value in group.items():
        table = table[table[name] == value]
    assert len(table) == 1
    return {name: int(table[name].iloc[0]) for name in REACH.names[:6]}


def test_a_person_counts_once_and_nobody_counts_as_a_participation_only() -> None:
    made = reach(participations(SMALL))
    check(made, REACH)
    assert numbers(made) == {
        "n_participations": 7,
        "n_unique": 4,  # 1, -1, 2 and -2
        "n_unidentified": 1,
        "n_sessions": 2 + 1,  # P1 twice, P2 once
        "n_initiatives": 2,
        "n_centres": 3,
    }


def test_groups_are_counted_each_on_its_own_and_the_unknown_centre_is_a_group() -> None:
    made = reach(participations(SMALL), ["centre"])
    check(made, REACH, ["centre"])
    assert made["centre"].astype(object).tolist()[:3] == ["X", "Y", "Z"]
    assert made["n_unique"].tolist() == [2, 1, 0, 1]
    assert made["n_participations"].sum() == 7
    assert pd.isna(made["centre"].iloc[3])


def test_a_session_on_another_day_is_another_session() -> None:
    table = participations(
        """
initiative session held_on    centre person
P1         1       2024-10-03 X      1
P1         1       2024-11-07 X      2
P1         1       2024-11-07 X      3
"""
    )
    assert numbers(reach(table))["n_sessions"] == 2


@pytest.mark.parametrize(
    ("staff", "reached", "more"),
    [
        ({"X": 4}, 2 / 4, False),
        ({"X": 2}, 1.0, False),
        ({"X": 1}, None, True),  # more people than staff: told, no share
        ({"X": 0}, None, True),
        ({}, None, False),
    ],
)
def test_the_share_of_staff_is_missing_when_it_cannot_be(
    staff: dict[str, int], reached: float | None, more: bool
) -> None:
    made = reach(participations(SMALL), ["centre"], staff)
    check(made, REACH, ["centre"])
    own = made[made["centre"] == "X"].iloc[0]
    assert (None if pd.isna(own["reached"]) else own["reached"]) == reached
    assert bool(own["more_than_staff"]) is more
    why = more_than_staff(made)
    assert why.startswith("Meer mensen dan medewerkers in X: ") if more else why == ""


def test_the_staff_of_all_centres_is_known_only_when_that_of_each_is() -> None:
    table = participations(SMALL)
    assert reach(table, (), {"X": 4, "Y": 3})["n_staff"].isna().all()
    whole = reach(table, (), {"X": 4, "Y": 3, "Z": 5})
    assert whole["reached"].tolist() == [4 / 12]


def test_nothing_gives_an_empty_table() -> None:
    nothing = participations(SMALL).iloc[:0]
    check(reach(nothing), REACH)
    check(reach(nothing, ["school_year", "centre"]), REACH, ["school_year", "centre"])
    assert reach(nothing).empty


def test_another_column_is_refused_in_words() -> None:
    with pytest.raises(SurveyError, match="geen kolom om deelnames"):
        reach(participations(SMALL), ["role"])


def test_the_matrix_has_every_centre_that_is_known_with_every_initiative() -> None:
    made = matrix(participations(SMALL), ["X", "Elsewhere"])
    check(made, MATRIX)
    found = {
        (str(c), str(i)): int(n)
        for c, i, n in zip(made["centre"], made["initiative"], made["n_unique"], strict=True)
    }
    assert found == {
        ("Elsewhere", "P1"): 0,
        ("Elsewhere", "P2"): 0,
        ("X", "P1"): 2,
        ("X", "P2"): 0,
        ("Y", "P1"): 1,
        ("Y", "P2"): 1,
        ("Z", "P1"): 0,
        ("Z", "P2"): 0,  # somebody took part, but nobody is named
    }
    assert made.loc[(made["centre"] == "Z"), "n_participations"].sum() == 1


SURVEY = """
school_year strategy initiative moment centre survey A1
2024-2025   plg      P1         short  X      1      7
2024-2025   plg      p2         short  Y      2      7
2024-2025   plg      Other      short  Y      3      7
"""


def derived(invited: str) -> dict[tuple[str, str], tuple[int, int | None, str]]:
    made = invitations_from(participations(SMALL), answers(SURVEY, invited))
    check(made, DERIVED)
    return {
        (str(r.initiative), str(r.centre)): (
            r.n_derived,
            None if pd.isna(r.n_known) else int(r.n_known),
            str(r.state),
        )
        for r in made.itertuples()
    }


def test_who_took_part_is_held_to_be_invited() -> None:
    found = derived(
        """
school_year strategy initiative moment centre survey n_invited
2024-2025   plg      P1         short  X      1      2
2024-2025   plg      P1         short  W      1      5
"""
    )
    assert found == {
        ("P1", "W"): (0, 5, "differs"),
        ("P1", "X"): (2, 2, "same"),
        ("P1", "Y"): (1, None, "differs"),  # invited per centre, and this one not
        ("p2", "Y"): (1, None, "new"),  # no number is known at all
    }


@pytest.mark.parametrize(("whole", "state"), [(3, "new"), (4, "differs")])
def test_a_number_for_the_whole_survey_agrees_or_differs(whole: int, state: str) -> None:
    found = derived(
        f"""
school_year strategy initiative moment centre survey n_invited
2024-2025   plg      P1         short  ?      1      {whole}
"""
    )
    assert found["P1", "X"] == (2, None, state)
    assert found["P1", "Y"] == (1, None, state)


def test_participations_without_person_or_centre_are_told_beside_the_number() -> None:
    made = invitations_from(participations(SMALL), answers(SURVEY))
    assert made.loc[made["initiative"] == "p2", "n_loose"].tolist() == [2]


def test_who_answered_stands_under_one_number_in_both() -> None:
    """Of 1, -1, 2 and -2 only 2 answered; somebody without a name has a number by chance."""
    asked = pd.DataFrame({"respondent": [2, 2, 1, 9], "anonymous": [False, False, True, False]})
    assert answered_too(participations(SMALL), asked) == (1, 4)


def test_the_example_gives_the_figures_of_the_annual_report(example: pd.DataFrame) -> None:
    """Annual report of the POC+: 2290 participations and 561 people over three years."""
    check(example, PARTICIPATIONS)
    whole = numbers(reach(example))
    assert (whole["n_participations"], whole["n_unique"]) == (2290, 561)
    assert sorted(example["school_year"].unique()) == ["2022-2023", "2023-2024", "2024-2025"]


def test_the_example_gives_the_trainings_of_2024_25(example: pd.DataFrame) -> None:
    """Annual report: 14 trainings, 38 sessions, 664 participations, 205 people, 19 centres."""
    made = reach(example, ["school_year", "strategy"])
    assert numbers(made, school_year="2024-2025", strategy="opleiding_vorming") == {
        "n_participations": 664,
        "n_unique": 205,
        "n_unidentified": 0,
        "n_sessions": 38,
        "n_initiatives": 14,
        "n_centres": 19,
    }


def test_the_example_gives_starters_communities_and_change_tracks(example: pd.DataFrame) -> None:
    """Annual report: 132 new staff from all 19 centres, 12 PLGs, a change track in every centre."""
    made = reach(example, ["school_year", "strategy"])
    starters = numbers(made, school_year="2024-2025", strategy="starterstraject")
    assert (starters["n_unique"], starters["n_centres"]) == (132, 19)
    assert numbers(made, school_year="2024-2025", strategy="plg")["n_initiatives"] == 12
    assert numbers(made, school_year="2024-2025", strategy="verandertraject")["n_centres"] == 19


def test_parts_add_up_to_the_whole_in_participations_and_not_in_people(
    example: pd.DataFrame,
) -> None:
    by = reach(example, ["school_year", "strategy", "initiative", "centre"])
    assert by["n_participations"].sum() == 2290
    assert by["n_unique"].sum() > 561
    own = example[(example["centre"] == "Centrum 07") & (example["school_year"] == "2024-2025")]
    counted = own.drop_duplicates(["strategy", "initiative", "person"])
    assert by.loc[
        (by["centre"] == "Centrum 07") & (by["school_year"] == "2024-2025"), "n_unique"
    ].sum() == len(counted)


def test_sentences_are_made_from_the_tables() -> None:
    from measurement.questionnaire.files.reading import load

    table = participations(SMALL)
    lines = reach_sentences(reach(table), reach(table, ["strategy"]), load(), ["2024-2025"])
    assert [line.replace("\u00a0", " ") for line in lines] == [
        "In 2024-25: 7 deelnames van 4 verschillende mensen aan 2 initiatieven, uit 3 centra."
    ]
    assert unnamed_sentence(reach(table)).startswith("Van 1 deelname")
    # 1, -1 and 2 at P1; 2 and -2 at P2
    assert "dat is hier 5." in unit_sentence(table)

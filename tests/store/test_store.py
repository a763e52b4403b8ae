"""What goes into the store comes out of it, once, under the right survey."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_exports import SMALL, TRAINING, export, people, point, questionnaire, refuses

from measurement.errors import ExportError, Problem
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN, SKIPPED
from measurement.store import Invitation, Store, Survey, SurveyNaming, open_store
from measurement.words import say


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as made:
        yield made


def test_a_new_store_is_empty(store: Store) -> None:
    answers = store.answers(SMALL)
    assert store.empty
    assert not store.example.there
    assert answers.n == 0
    assert answers.items == SMALL.counted
    assert store.imports.table().empty


def test_answers_come_back_with_their_survey_and_centre(store: Store) -> None:
    receipt = store.imports.add(
        export(
            {"identity": "a@x.be", "centre": "Centrum 01", "role": "anker|starter",
             "codes": [*point(8), NOT_APPLICABLE, *point(10)]},
            {"identity": "b@x.be", "completed": False, "codes": [SKIPPED, NOT_SHOWN, NOT_SHOWN]},
        ),
        TRAINING,
        SMALL,
    )  # fmt: skip
    answers = store.answers(SMALL)
    first = answers.respondents.iloc[0]
    assert receipt.n_added == 2
    assert receipt.surveys == [Survey("2024-2025", "opleiding_vorming", "Traject op maat", "short")]
    assert (first.school_year, first.strategy, first.initiative, first.moment) == receipt.surveys[0]
    assert (first.centre, first.role, bool(first.completed)) == (
        "Centrum 01",
        "anker|starter",
        True,
    )
    assert answers.codes.tolist() == [
        [*point(8), NOT_APPLICABLE, *point(10)],
        [SKIPPED, NOT_SHOWN, NOT_SHOWN],
    ]
    assert answers.codes.flags.f_contiguous
    assert answers.respondents.iloc[1][["centre", "net", "role"]].isna().all()


def test_a_centre_called_na_stays_a_centre(store: Store) -> None:
    store.imports.add(export({"centre": "NA"}), TRAINING, SMALL)
    assert store.answers(SMALL).respondents["centre"].tolist() == ["NA"]


def test_a_person_has_one_number_over_surveys_and_unknown_people_never_share_one(
    store: Store,
) -> None:
    rows = [{"identity": " An@X.be"}, {"identity": ""}, {"identity": ""}]
    store.imports.add(export(*rows), TRAINING, SMALL)
    store.imports.add(
        export({"identity": "an@x.be"}, file="b.xlsx"),
        SurveyNaming("2024-25", "plg", "PLG"),
        SMALL,
    )
    numbers = store.answers(SMALL).respondents["respondent"]
    assert numbers[0] == numbers[3]
    assert numbers.nunique() == 3


@pytest.mark.parametrize(
    ("in_file", "naming", "expected"),
    [
        ({}, SurveyNaming("2024-25", "plg", "PLG 1"), ("2024-2025", "plg", "PLG 1", "short")),
        ({}, SurveyNaming("2024-25", "PLG", "P", "lang"), ("2024-2025", "plg", "P", "long")),
        (
            {"initiative": "PLG 2", "moment": "long"},
            SurveyNaming("2024-2025", "plg", "PLG 1", "short"),
            ("2024-2025", "plg", "PLG 2", "long"),
        ),
        (
            {"school_year": "1999-00"},
            SurveyNaming("2024-2025", "verandertraject", "V"),
            ("1999-2000", "verandertraject", "V", "long"),
        ),
    ],
)
def test_the_file_goes_before_the_naming(
    store: Store, in_file: dict[str, str], naming: SurveyNaming, expected: tuple[str, ...]
) -> None:
    assert store.imports.add(export(in_file), naming, SMALL).surveys == [Survey(*expected)]


@pytest.mark.parametrize(
    ("naming", "said"),
    [
        (SurveyNaming("2024-2025", "plg"), "rows 2–3: initiative"),
        (SurveyNaming("2024-2025"), "strategy, initiative"),
        (SurveyNaming("2024-2026", "plg", "P"), "'2024-2026' is not a school year"),
        (SurveyNaming("2024-1925", "plg", "P"), "'2024-1925' is not a school year"),
        (SurveyNaming("2024", "plg", "P"), "'2024' is not a school year"),
        (SurveyNaming("2024-2025", "plgg", "P"), "'plgg' is not a strategy .* plg"),
        (SurveyNaming("2024-2025", "plg", "P", "later"), "'later' is not a moment"),
        (SurveyNaming("2024-2025", "plg", "P", invited=-1), "cannot be below 0"),
    ],
)
def test_a_survey_that_is_not_known_is_refused(
    store: Store, naming: SurveyNaming, said: str
) -> None:
    with refuses(said):
        store.imports.add(export({}, {}), naming, SMALL)
    assert (store.empty, store.revision) == (True, 0)


def test_rows_set_aside_need_no_survey(store: Store) -> None:
    rows = [{"initiative": "PLG 1"}, {"excluded": "test", "strategy": "proef"}]
    receipt = store.imports.add(export(*rows), SurveyNaming("2024-25", "plg"), SMALL)
    assert receipt.n_added == 1
    with refuses("not known which survey"):
        store.imports.take_back(receipt.import_id, [3])


def test_one_number_of_invited_cannot_stand_for_two_surveys(store: Store) -> None:
    rows = [{"initiative": "PLG 1"}, {"initiative": "PLG 2"}]
    with refuses("holds 2 surveys"):
        store.imports.add(export(*rows), SurveyNaming("2024-25", "plg", invited=9), SMALL)


@pytest.mark.usefixtures("own_texts")
def test_a_file_with_a_blocking_problem_is_refused_with_all_its_problems(store: Store) -> None:
    found = [Problem("a", say("first"), blocking=True), Problem("b", say("second"))]
    with pytest.raises(ExportError) as error:
        store.imports.add(export({}, problems=found), TRAINING, SMALL)
    assert str(error.value) == "first\nsecond"


def test_a_file_without_answers_is_refused(store: Store) -> None:
    with refuses("no answers to import"):
        store.imports.add(export({"excluded": "blank"}), TRAINING, SMALL)


def test_invitations_hold_per_survey_and_centre_and_the_last_number_counts(store: Store) -> None:
    plg = ("2024-2025", "plg", "PLG 1", "long")
    store.imports.add(export({}), SurveyNaming(*plg, invited=30), SMALL)
    store.surveys.invite(
        [Invitation(*plg, "Centrum 01", 7), Invitation(*plg, "Centrum 02", 9)], SMALL
    )
    store.surveys.invite(
        [Invitation(*plg, "Centrum 01", 8), Invitation(*plg, "Centrum 02", None)], SMALL
    )
    table = store.answers(SMALL).invitations
    assert table["centre"].isna().tolist() == [True, False]
    assert table["n_invited"].tolist() == [30, 8]
    assert table["n_invited"].dtype == "Int64"


def test_a_survey_with_invitations_and_no_answers_still_shows(store: Store) -> None:
    store.surveys.invite([Invitation("2024-25", "verandertraject", "V", n_invited=12)], SMALL)
    table = store.answers(SMALL).invitations
    assert table[["school_year", "moment", "n_invited"]].values.tolist() == [
        ["2024-2025", "long", 12]
    ]


def test_answers_follow_the_questionnaire_of_today(store: Store) -> None:
    then = questionnaire(A1="1-8", OLD="1-8", V1="1-10")
    now = questionnaire(V1="0-9", NEW="1-8", A1="1-8")
    store.imports.add(export({"codes": point(3, 4, 10)}, {"codes": [1, 2, *point(1)]}, asked=then), TRAINING, then)  # fmt: skip
    answers = store.answers(now)
    assert answers.items == ("V1", "NEW", "A1")
    assert answers.codes.tolist() == [
        [NOT_SHOWN, NOT_SHOWN, FIRST_POINT + 2],  # 10 is no point of 0-9 any more
        [FIRST_POINT + 1, NOT_SHOWN, SKIPPED],
    ]
    assert store.imports.left_behind(now) == {"OLD": (), "V1": (10,)}
    assert store.imports.left_behind(then) == {}


def _codes(asked: Questionnaire, items: tuple[str, ...]) -> st.SearchStrategy[list[int]]:
    return st.tuples(
        *(st.integers(0, FIRST_POINT - 1 + len(asked.scale_of(i).points)) for i in items)
    ).map(list)


@st.composite
def _exports(draw: st.DrawFn) -> tuple[tuple[str, ...], list[dict[str, object]]]:
    items = draw(st.permutations(SMALL.counted).map(tuple))
    items = items[: draw(st.integers(1, len(items)))]
    text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Nd")), max_size=8)
    row = st.fixed_dictionaries(
        {"codes": _codes(SMALL, items), "centre": text, "role": text, "completed": st.booleans()}
    )
    return items, draw(st.lists(row, min_size=1, max_size=12))


@given(_exports())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_goes_in_comes_out(made: tuple[tuple[str, ...], list[dict[str, object]]]) -> None:
    items, rows = made
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "s.sqlite") as store:
        store.imports.add(export(*rows, items=items), TRAINING, SMALL)
        answers = store.answers(SMALL)
    expected = np.full((len(rows), len(SMALL.counted)), NOT_SHOWN)
    for j, item in enumerate(items):
        expected[:, SMALL.counted.index(item)] = [row["codes"][j] for row in rows]  # type: ignore[index]
    assert answers.codes.tolist() == expected.tolist()
    for name in ("centre", "role"):
        came = answers.respondents[name].astype(object).where(lambda s: s.notna(), "")
        assert came.tolist() == [row[name] for row in rows]
    assert answers.respondents["completed"].tolist() == [row["completed"] for row in rows]


def test_adding_leaves_the_export_as_it_was(store: Store) -> None:
    recognised = export(*people(3), {"excluded": "test"})
    before, codes = recognised.respondents.copy(), recognised.codes.copy()
    store.imports.add(recognised, TRAINING, SMALL, keep_rows=[5], leave_out=[2])
    pd.testing.assert_frame_equal(recognised.respondents, before)
    assert (recognised.codes == codes).all()

"""Answers per person as files: the same answers, without the store's numbers or order."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from survey_tables import answers

from measurement.counting.answers import Answers, no_answers
from measurement.counting.tables import ANSWERS
from measurement.errors import SurveyError
from measurement.questionnaire.files.reading import load
from measurement.reports import answers as rows
from measurement.reports.answers import answers_per_person, rows_workbook
from measurement.reports.files import csv
from measurement.store import open_store
from measurement.tables import check

# In each survey the letter tells who it is; person 3 answered both, and the second one twice.
TWO_SURVEYS = """
respondent  survey  strategy  centre  role   A1  A2
1           1       plg       a       anker  8   n
2           1       plg       b       anker  5   -
3           1       plg       c       ?      1   2
3           2       training  c       ?      .   3
3           2       training  c       ?      .   4
4           2       training  d       anker  7   5
5           2       training  e       anker  6   6
"""


@pytest.fixture(scope="module")
def example(example_store: Path) -> Answers:
    with open_store(str(example_store)) as store:
        return store.answers(load())


def test_it_is_the_declared_table_and_nothing_more(example: Answers) -> None:
    check(answers_per_person(example), ANSWERS)
    check(answers_per_person(no_answers(load())), ANSWERS)


def test_every_answer_is_there_once_with_its_item_state_and_score(example: Answers) -> None:
    groups = ["school_year", "strategy", "initiative", "moment", "centre", "ambt", "role"]
    for by in (["item", "state", "score"], [*groups, "state"]):
        made = answers_per_person(example).groupby(by, observed=True, dropna=False).size()
        known = example.long().groupby(by, observed=True, dropna=False).size()
        pd.testing.assert_series_equal(made.sort_index(), known.sort_index())


def test_whose_answers_belong_together_stays_known() -> None:
    made = answers_per_person(answers(TWO_SURVEYS), Random(1))
    whose = made.groupby("respondent")["centre"].unique().map(list)
    assert sorted(whose) == [["a"], ["b"], ["c"], ["d"], ["e"]]
    assert made.groupby("respondent").size().sort_values().tolist() == [2, 2, 2, 2, 6]
    one = made[(made["centre"] == "a") & (made["item"] == "A1")]
    assert one["score"].tolist() == [8]


def test_the_numbers_are_not_those_of_the_store_nor_in_its_order() -> None:
    known = answers(TWO_SURVEYS)
    orders = set()
    for seed in range(30):
        made = answers_per_person(known, Random(seed))
        numbers = made.drop_duplicates("respondent").set_index("centre")["respondent"]
        assert set(numbers).isdisjoint(known.respondents["respondent"])
        orders.add(tuple(numbers.sort_values().index))
    assert len(orders) > 20


def test_two_files_share_no_numbers(example: Answers) -> None:
    one, two = answers_per_person(example, Random(1)), answers_per_person(example, Random(2))
    assert one["respondent"].nunique() == example.respondents["respondent"].nunique()
    assert set(one["respondent"]).isdisjoint(two["respondent"])
    again = answers_per_person(example)
    assert set(again["respondent"]) != set(answers_per_person(example)["respondent"])


def test_the_rows_do_not_stand_in_the_order_of_answering() -> None:
    known = answers(TWO_SURVEYS)
    orders, twice = set(), set()
    for seed in range(30):
        made = answers_per_person(known, Random(seed))
        first = made[made["item"] == "A1"]
        assert first["strategy"].tolist() == ["plg"] * 3 + ["training"] * 4
        orders.add(tuple(first["centre"]))
        second = made[(made["centre"] == "c") & (made["item"] == "A2")]
        twice.add(tuple(second.loc[second["strategy"] == "training", "score"]))
    assert len(orders) > 10
    assert twice == {(3, 4), (4, 3)}


def test_items_stand_in_the_order_of_the_questionnaire() -> None:
    made = answers_per_person(answers(TWO_SURVEYS))
    assert made["item"].tolist() == ["A1", "A2"] * 7


def test_the_answers_given_are_not_changed() -> None:
    known = answers(TWO_SURVEYS)
    people, codes = known.respondents.copy(deep=True), known.codes.copy()
    answers_per_person(known)
    pd.testing.assert_frame_equal(known.respondents, people)
    assert (known.codes == codes).all()


def test_a_csv_is_the_table_with_blanks_for_what_is_missing() -> None:
    made = answers_per_person(answers(TWO_SURVEYS), Random(1))
    written = csv(made).decode()
    assert written.splitlines()[0].split(",") == list(ANSWERS.names)
    read = pd.read_csv(io.StringIO(written), keep_default_na=False, dtype=str)
    assert (read["state"] != "answered").tolist() == (read["score"] == "").tolist()
    assert read["respondent"].astype(int).tolist() == made["respondent"].tolist()


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_never_runs_as_a_formula(start: str) -> None:
    made = answers_per_person(answers(f"centre  A1\n{start}1+1  8"))
    assert f"'{start}1+1" in csv(made).decode()
    cells = [c for row in _sheet(rows_workbook(made)).iter_rows() for c in row]
    assert "f" not in {c.data_type for c in cells}
    assert f"{start}1+1" in {c.value for c in cells}


def test_a_workbook_holds_the_rows_the_notes_and_what_the_columns_mean() -> None:
    made = answers_per_person(answers(TWO_SURVEYS))
    book = rows_workbook(made, ["Schooljaar: 2024-25"])
    sheet = _sheet(book)
    assert sheet.max_row == 1 + 7 * 2
    assert [c.value for c in sheet[1]] == [str(column.title) for column in ANSWERS.columns]
    explained = load_workbook(io.BytesIO(book)).worksheets[1]
    assert explained["B1"].value == "Schooljaar: 2024-25"
    words = {str(c.value) for row in explained.iter_rows() for c in row}
    assert set(ANSWERS.names) <= words


def test_more_rows_than_a_workbook_can_take_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made = answers_per_person(answers(TWO_SURVEYS))
    monkeypatch.setattr(rows, "MOST", len(made))
    assert rows_workbook(made)
    monkeypatch.setattr(rows, "MOST", len(made) - 1)
    with pytest.raises(SurveyError, match="14"):
        rows_workbook(made)


def _sheet(book: bytes) -> Any:
    return load_workbook(io.BytesIO(book))["answers"]

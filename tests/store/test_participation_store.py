"""Lists of participants in the store: all or nothing, undoable, nobody named, meeting the answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from store_exports import SMALL, TRAINING, export
from test_store_privacy import stored_bytes, traces

from measurement.errors import SurveyError
from measurement.exports.participations.participations import (
    Participations,
    recognise_participations,
)
from measurement.questionnaire.files.reading import load
from measurement.reach.tables import FIGURES, PARTICIPATIONS
from measurement.store import Store, open_store
from measurement.store.reach.yearly_figures import YearlyFigure
from measurement.tables import check

HEAD = "E-mail;Naam;Titel;Sessie;Datum;CLB;Status"
FIRST = f"""{HEAD}
an@x.be;An Peeters;PLG A;1;3/10/2024;Gent;aanwezig
jan@x.be;Jan Jans;PLG A;1;3/10/2024;Gent;aanwezig
mia@x.be;Mia Maas;PLG A;1;3/10/2024;Gent;afwezig
;;PLG A;1;3/10/2024;Gent;aanwezig
"""
SECOND = f"""{HEAD}
AN@x.be;An Peeters;PLG A;1;3/10/2024;Gent;aanwezig
an@x.be;An Peeters;PLG A;2;7/11/2024;Gent;aanwezig
"""


def listed(tmp_path: Path, text: str, name: str = "lijst.csv") -> Participations:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return recognise_participations(path, load())


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as made:
        yield made


def test_what_counts_comes_back_and_what_does_not_is_listed(store: Store, tmp_path: Path) -> None:
    receipt = store.reach.add(listed(tmp_path, FIRST))
    assert (receipt.n_added, receipt.n_repeated) == (3, 0)
    table = store.reach.table()
    check(table, PARTICIPATIONS)
    assert table["person"].tolist()[:2] == [-1, -2]
    assert pd.isna(table["person"].iloc[2])
    assert table["held_on"].astype(str).unique().tolist() == ["2024-10-03"]
    (row,) = store.reach.files().itertuples()
    assert (row.n_participations, row.excluded, row.school_years) == (
        3,
        {"absent": [4]},
        ("2024-2025",),
    )
    assert any("niemand genoemd" in problem for problem in row.problems)


def test_the_same_file_is_refused_until_it_is_undone(store: Store, tmp_path: Path) -> None:
    found = listed(tmp_path, FIRST)
    number = store.reach.add(found).file_id
    revision = store.revision
    with pytest.raises(SurveyError, match="al toegevoegd"):
        store.reach.add(found)
    assert store.revision == revision
    store.reach.undo(number)
    assert store.reach.table().empty
    assert store.reach.files()["undone"].tolist() == [True]
    store.reach.add(found)
    with pytest.raises(SurveyError, match="al toegevoegd"):
        store.reach.redo(number)
    assert len(store.reach.table()) == 3


def test_undo_and_redo_give_the_same_table(store: Store, tmp_path: Path) -> None:
    number = store.reach.add(listed(tmp_path, FIRST)).file_id
    before = store.reach.table()
    store.reach.undo(number)
    store.reach.redo(number)
    pd.testing.assert_frame_equal(before, store.reach.table())
    with pytest.raises(SurveyError, match="geen lijst 99"):
        store.reach.undo(99)


def test_the_same_person_at_the_same_session_in_two_lists_counts_once(
    store: Store, tmp_path: Path
) -> None:
    first = store.reach.add(listed(tmp_path, FIRST))
    second = store.reach.add(listed(tmp_path, SECOND, "later.csv"))
    assert (second.n_added, second.n_repeated) == (1, 1)
    assert len(store.reach.table()) == 3 + 1
    store.reach.undo(first.file_id)
    assert len(store.reach.table()) == 2  # what stood in both counts now from the second


def test_who_answered_a_survey_has_the_number_of_the_answers(store: Store, tmp_path: Path) -> None:
    store.imports.add(
        export({"identity": "an@x.be", "excluded": "test"}, {"identity": "an@x.be"}),
        TRAINING,
        SMALL,
    )
    store.reach.add(listed(tmp_path, FIRST))
    (number,) = store.answers(SMALL).respondents["respondent"].tolist()
    assert store.reach.table()["person"].tolist()[:2] == [number, -1]


def test_reach_and_answers_of_the_example_meet(example_store: Path) -> None:
    """Of the 291 answers to the trainings of 2024-25, 285 are of people in their list."""
    with open_store(example_store) as store:
        table = store.reach.table()
        people = store.answers(load()).where(school_year="2024-2025").respondents
    asked = people[(people["strategy"] == "opleiding_vorming") & (people["moment"] == "short")]
    pairs = set(zip(asked["initiative"], asked["respondent"], strict=True))
    trained = table[table["school_year"] == "2024-2025"]
    there = set(zip(trained["initiative"], trained["person"], strict=True))
    assert (len(pairs), len(pairs & there)) == (291, 285)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nobody_of_the_list_stands_in_any_byte_of_the_store(store: Store, tmp_path: Path) -> None:
    text = (
        "E-mail;Naam;Titel;Sessie;Datum;CLB\n"
        "an.desmet@goclb.example;An Desmet;Gesprek met An Desmet;bel 0478 12 34 56;3/10/2024;CLB van An Desmet\n"
        "jan@x.be;Jan Jans;Gesprek met An Desmet;2;3/10/2024;Gent\n"
    )
    store.reach.add(listed(tmp_path, text, "An Desmet.csv"))
    (tmp_path / "An Desmet.csv").unlink()
    content = stored_bytes(tmp_path)
    for identity in ("an.desmet@goclb.example", "An Desmet", "Jan Jans", "0478 12 34 56"):
        assert not [t for t in traces(identity) if t in content]
    assert store.reach.table()["initiative"].unique().tolist() == ["Gesprek met …"]


def test_figures_replace_each_other_and_none_takes_them_away(store: Store) -> None:
    room = store.reach
    room.record_figures([YearlyFigure("2024-25", "materials", "", 100)])
    room.record_figures(
        [
            YearlyFigure("2024-2025", "materials", "", 108),
            YearlyFigure("2024-2025", "new_staff", " Gent ", 0),
        ]
    )
    table = room.figures()
    check(table, FIGURES)
    assert table["value"].tolist() == [108, 0]
    assert table["centre"].astype(object).tolist()[1] == "Gent"
    room.record_figures([YearlyFigure("2024-2025", "materials", "", None)])
    assert room.figures()["key"].tolist() == ["new_staff"]


@pytest.mark.parametrize("value", [-1.0, 1.5, float("nan")])
def test_a_figure_is_a_whole_number_or_nothing_is_stored(store: Store, value: float) -> None:
    with pytest.raises(SurveyError, match="geen geheel getal"):
        store.reach.record_figures(
            [YearlyFigure("2024-2025", "a", "", 1), YearlyFigure("2024-2025", "b", "", value)]
        )
    assert store.reach.figures().empty


def test_a_list_or_figure_makes_a_store_not_empty_and_the_example_goes_with_the_rest(
    store: Store, tmp_path: Path
) -> None:
    assert store.empty
    store.reach.add(listed(tmp_path, FIRST))
    assert not store.empty
    store.example.mark()
    store.reach.add(listed(tmp_path, SECOND, "later.csv"))
    store.reach.record_figures([YearlyFigure("2024-2025", "materials", "", 1)])
    store.example.clear()
    assert store.reach.files()["file"].tolist() == ["later.csv"]
    assert store.reach.figures().empty  # filled in beside the example


def test_known_surveys_give_recognition_their_names(store: Store, tmp_path: Path) -> None:
    store.imports.add(export({"identity": "an@x.be"}), TRAINING, SMALL)
    assert store.reach.surveys() == [("2024-2025", "opleiding_vorming", "Traject op maat", "short")]
    path = tmp_path / "lijst.csv"
    path.write_text("E-mail;Titel;Datum\na@x.be;traject op  MAAT;3/10/2024", encoding="utf-8")
    found = recognise_participations(path, load(), store.reach.surveys())
    assert found.rows[["initiative", "strategy"]].iloc[0].tolist() == [
        "Traject op maat",
        "opleiding_vorming",
    ]
    assert found.rows["held_on"].iloc[0].date() == date(2024, 10, 3)

"""School years that ended too long ago are told, deleted, and written down; nothing else is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from store_exports import SMALL, export, people, refuses
from test_comment_store import written
from test_participation_store import listed
from test_store_privacy import stored_bytes

from measurement.access.roles import AUTOMATIC, LOCAL
from measurement.access.tables import RETENTION
from measurement.errors import SurveyError
from measurement.questionnaire.files.reading import load
from measurement.store import Invitation, Store, SurveyNaming, open_store
from measurement.store.file import copies
from measurement.store.people.retention import is_due
from measurement.store.reach.yearly_figures import YearlyFigure
from measurement.tables import check

OLD, NEW = "2021-2022", "2024-2025"
DAY = date(2025, 9, 1)  # three years and a day after 2021-2022 ended
SAID = "Dit stond er in 2022"


def training(school_year: str) -> SurveyNaming:
    return SurveyNaming(school_year, "opleiding_vorming", "Traject op maat")


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """The same three people in an old and a new school year, with invitations and remarks."""
    with open_store(database) as made:
        old = written(export(*people(3), file="oud.xlsx"), (2, SAID), (3, "Ook oud"))
        made.imports.add(old, training(OLD), SMALL)
        new = written(export(*people(3), file="nieuw.xlsx"), (2, "Nieuw"))
        made.imports.add(new, training(NEW), SMALL)
        made.surveys.invite(
            [
                Invitation(y, "opleiding_vorming", "Traject op maat", n_invited=9)
                for y in (OLD, NEW)
            ],
            SMALL,
        )
        yield made


def rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    check(table, RETENTION)
    return list(table.itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("today", "years", "due"),
    [
        (date(2025, 8, 31), 3, False),
        (date(2025, 9, 1), 3, True),
        (date(2022, 9, 1), 1, False),
        (date(2023, 9, 1), 1, True),
        (date(2024, 2, 29), 2, False),
    ],
)
def test_a_school_year_is_due_the_day_after_so_many_years(
    today: date, years: int, due: bool
) -> None:
    assert is_due(OLD, years, today) is due


def test_without_a_number_of_years_everything_is_kept(store: Store) -> None:
    assert store.retention.years is None
    assert rows(store.retention.due(date(2099, 1, 1))) == []
    assert rows(store.retention.apply(LOCAL, date(2099, 1, 1))) == []
    assert store.answers(SMALL).n == 6
    assert store.audit.table().empty


@pytest.mark.parametrize("years", [0, -1, 51])
def test_a_number_of_years_that_makes_no_sense_is_refused(store: Store, years: int) -> None:
    with refuses("Give a number of years from 1 to 50"):
        store.retention.keep_for(LOCAL, years)
    assert store.retention.years is None


def test_the_number_of_years_is_kept_and_can_be_taken_away(store: Store) -> None:
    store.retention.keep_for(LOCAL, 3)
    store.retention.keep_for(LOCAL, 5)
    assert store.retention.years == 5
    store.retention.keep_for(LOCAL, None)
    assert store.retention.years is None
    told = [json.loads(d)["years"] for d in store.audit.table()["details"]]
    assert told == ["-", 5, 3]


def test_what_is_told_beforehand_is_what_is_deleted(store: Store) -> None:
    (remark,) = store.comments.table().query("text == @SAID")["comment"]
    store.comments.release(int(remark), "Een citaat.")
    store.retention.keep_for(LOCAL, 3)
    assert rows(store.retention.due(date(2025, 8, 31))) == []
    told = store.retention.due(DAY)
    assert rows(told) == [(OLD, "2022-08-31", 3, 2, 1, 0)]
    before = store.revision
    deleted = store.retention.apply(LOCAL, DAY)
    assert deleted.equals(told)
    assert store.revision == before + 1
    assert store.answers(SMALL).respondents["school_year"].unique().tolist() == [NEW]
    assert store.comments.table()["text"].tolist() == ["Nieuw"]
    assert rows(store.retention.due(DAY)) == []
    assert rows(store.retention.apply(LOCAL, DAY)) == []


def test_the_deletion_stands_in_the_audit_log_once(store: Store) -> None:
    store.retention.keep_for(LOCAL, 3)
    store.retention.apply(LOCAL, DAY)
    store.retention.apply(LOCAL, DAY)
    (entry,) = store.audit.table(actions=["retention_applied"]).itertuples()
    assert json.loads(entry.details) == {
        "school_years": OLD,
        "forms": 3,
        "remarks": 2,
        "quotes": 0,
        "participations": 0,
    }


def test_what_is_old_goes_by_itself_only_where_that_was_set(store: Store) -> None:
    store.retention.keep_for(LOCAL, 3)
    assert store.retention.tidy_up(DAY).empty
    assert rows(store.retention.due(DAY))
    store.retention.keep_for(LOCAL, 3, automatic=True)
    assert store.retention.automatic
    assert store.retention.tidy_up(DAY).empty  # announced, with a period of grace
    later = DAY + timedelta(30)
    assert store.retention.tidy_up(later - timedelta(1)).empty
    assert list(store.retention.tidy_up(later)["school_year"]) == [OLD]
    assert store.retention.tidy_up(later).empty
    log = store.audit.table(actions=["retention_applied"])
    assert list(log["who"]) == [AUTOMATIC]
    store.retention.keep_for(LOCAL, None, automatic=True)
    assert not store.retention.automatic


@pytest.fixture
def in_use(store: Store) -> date:
    """The day on which something was last done: today."""
    store.retention.keep_for(LOCAL, 3, automatic=True)
    return date.today()


def test_by_a_clock_that_jumps_years_ahead_nothing_goes(store: Store, in_use: date) -> None:
    jumped = date(2041, 1, 1)
    for day in (jumped, jumped + timedelta(31), jumped + timedelta(400)):
        assert store.retention.tidy_up(day).empty
    assert store.answers(SMALL).n == 6
    assert store.retention.waiting(jumped).newest == in_use


def test_what_was_announced_by_a_wrong_clock_is_announced_anew_by_the_right_one(
    store: Store, in_use: date
) -> None:
    ahead = in_use + timedelta(390)
    assert store.retention.tidy_up(ahead).empty
    assert store.retention.tidy_up(in_use).empty  # the clock was set right
    assert store.retention.waiting(in_use).from_day == {OLD: in_use + timedelta(30)}
    assert store.retention.tidy_up(in_use + timedelta(29)).empty
    assert list(store.retention.tidy_up(in_use + timedelta(30))["school_year"]) == [OLD]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_copy_is_made_before_the_tool_deletes_by_itself(store: Store, in_use: date) -> None:
    store.retention.tidy_up(in_use)
    store.retention.tidy_up(in_use + timedelta(30))
    assert store.answers(SMALL).n == 3
    (copy,) = copies.beside(Path(store.place))
    with open_store(copy) as before:
        assert before.answers(SMALL).n == 6
    store.file.forget_copies(in_use + timedelta(31))
    assert copies.beside(Path(store.place)) == []


def test_the_tool_itself_may_delete_what_is_old_and_nothing_else(store: Store) -> None:
    with pytest.raises(SurveyError):
        store.access.grant(AUTOMATIC, "an@school.be", "staff")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_of_it_is_left_in_the_bytes_of_the_store(store: Store) -> None:
    folder = Path(store.place).parent
    store.retention.keep_for(LOCAL, 3)
    assert SAID.encode() in stored_bytes(folder)
    store.retention.apply(LOCAL, DAY)
    assert SAID.encode() not in stored_bytes(folder)


def test_invitations_without_answers_do_not_tell_of_a_response_of_nought(store: Store) -> None:
    store.retention.keep_for(LOCAL, 3)
    assert store.answers(SMALL).invitations["n_invited"].tolist() == [9, 9]
    store.retention.apply(LOCAL, DAY)
    left = store.answers(SMALL).invitations
    assert list(zip(left["school_year"], left["n_invited"], strict=True)) == [(NEW, 9)]


def test_participations_go_and_yearly_figures_stay(store: Store, tmp_path: Path) -> None:
    text = """E-mail;Titel;Sessie;Datum;CLB;Status
a@x.be;PLG A;1;3/10/2021;Gent;aanwezig
b@x.be;PLG A;1;3/10/2021;Gent;afwezig
a@x.be;PLG A;1;3/10/2024;Gent;aanwezig
"""
    store.reach.add(listed(tmp_path, text))
    store.reach.record_figures([YearlyFigure(OLD, "helpdesk", "", 12)])
    store.retention.keep_for(LOCAL, 3)
    assert rows(store.retention.apply(LOCAL, DAY)) == [(OLD, "2022-08-31", 3, 2, 0, 2)]
    assert store.reach.table()["school_year"].tolist() == [NEW]
    assert store.reach.figures()["value"].tolist() == [12]


def test_rows_without_a_survey_are_of_the_day_of_the_answer(store: Store) -> None:
    loose = {"excluded": "test", "strategy": "bestaat niet", "identity": "t@x.be"}
    days = (pd.Timestamp("2022-08-31"), pd.Timestamp("2022-09-01"), pd.NaT)
    strange = [{**loose, "answered_on": day} for day in days]
    other = {"identity": "somebody@else.be"}
    store.imports.add(export(other, *strange, file="los.xlsx"), training(NEW), SMALL)
    store.retention.keep_for(LOCAL, 3)
    assert rows(store.retention.apply(LOCAL, DAY)) == [(OLD, "2022-08-31", 4, 2, 0, 0)]
    assert store.people.find("t@x.be").counts.n_forms == 2


def test_rows_of_imports_that_were_undone_go_too(store: Store) -> None:
    store.imports.undo(int(store.imports.table()["id"].iloc[-1]))
    store.retention.keep_for(LOCAL, 3)
    assert rows(store.retention.apply(LOCAL, DAY)) == [(OLD, "2022-08-31", 3, 2, 0, 0)]


def test_several_school_years_are_told_apart_the_oldest_first(store: Store) -> None:
    store.imports.add(export(*people(2), file="ouder.xlsx"), training("2019-2020"), SMALL)
    store.retention.keep_for(LOCAL, 3)
    assert rows(store.retention.apply(LOCAL, DAY)) == [
        ("2019-2020", "2020-08-31", 2, 0, 0, 0),
        (OLD, "2022-08-31", 3, 2, 0, 0),
    ]


def test_the_invented_example_is_left_alone(own_store: Path) -> None:
    with open_store(own_store) as store:
        before = store.answers(load()).n
        store.retention.keep_for(LOCAL, 1)
        assert rows(store.retention.due(date(2099, 1, 1))) == []
        assert rows(store.retention.apply(LOCAL, date(2099, 1, 1))) == []
        assert store.answers(load()).n == before


def test_many_rows_without_a_survey_fit(tmp_path: Path) -> None:
    """More than one part of the list of their numbers."""
    with open_store(tmp_path / "s.sqlite") as store:
        day = pd.Timestamp("2022-01-01")
        loose = [
            {"excluded": "test", "strategy": "?", "identity": f"t{i}@x.be", "answered_on": day}
            for i in range(1_201)
        ]
        store.imports.add(export(*people(1), *loose), training(NEW), SMALL)
        store.retention.keep_for(LOCAL, 3)
        assert rows(store.retention.apply(LOCAL, DAY)) == [(OLD, "2022-08-31", 1_201, 0, 0, 0)]

"""The same survey exported again is an update: nobody is counted twice, nothing comes back unasked."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from exports_made import found
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from store_exports import TRAINING
from survey_again import ANONYMOUS, ITEMS, TOOLS, WITH_IDS, Person, Survey

from measurement.access.roles import LOCAL
from measurement.questionnaire.files.reading import load
from measurement.store import Addition, Receipt, Store, SurveyNaming, Undecided, open_store
from measurement.store.updates.receipts import Changed

ASKED = load()
Counted = list[tuple[str, tuple[int, ...]]]


@cache
def _empty() -> Path:
    path = Path(tempfile.mkdtemp(prefix="empty-")) / "store.sqlite"
    open_store(path).close()
    return path


@contextmanager
def new_store() -> Iterator[Store]:
    """A store of its own, without taking the steps of its tables every time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(_empty(), folder))
        with open_store(path) as made:
            yield made


@pytest.fixture
def store() -> Iterator[Store]:
    with new_store() as made:
        yield made


def counted(store: Store) -> Counted:
    """The answers that count: the centre and the codes of each, in no order."""
    answers = store.answers(ASKED)
    centres = answers.respondents["centre"].astype(object).fillna("").tolist()
    return sorted(zip(centres, map(tuple, answers.codes.tolist()), strict=True))


def alone(survey: Survey, tool: str) -> Counted:
    """The answers of an export in a store of its own."""
    with new_store() as store:
        store.imports.add(survey.as_told(tool), TRAINING, ASKED)
        return counted(store)


def add(store: Store, survey: Survey, tool: str, again: str = "") -> Receipt:
    return store.imports.add(survey.as_told(tool), TRAINING, ASKED, again=again)


def numbers(receipt: Receipt) -> tuple[int, int, int, int]:
    """How many were in already, changed, are new, are gone."""
    return receipt.n_same, receipt.n_changed, receipt.n_added, receipt.n_gone


def people(n: int, first: int = 1, seed: int = 7) -> tuple[Person, ...]:
    """So many people with answers from 1 to 8, each with a remark now and then."""
    drawn = random.Random(seed)
    made = [Person(k, {i: drawn.randint(1, 8) for i in ITEMS}) for k in range(1, n + first)]
    return tuple(replace(p, remark=f"Idee {p.number}") if p.number % 4 == 0 else p for p in made)[
        first - 1 :
    ]


TWELVE = Survey(people(12))


# What a week brings to a survey of twelve people.


def changes(survey: Survey) -> Survey:
    """Sorted, one answer corrected, one person gone, two new, one question more."""
    kept = [p for p in survey.people if p.number != 5]
    kept[2] = kept[2].with_score("A2", 9 - kept[2].scores["A2"])
    more = people(max(p.number for p in survey.people) + 2)[-2:]
    return replace(survey, people=tuple(reversed([*kept, *more])))


@pytest.mark.parametrize("tool", TOOLS)
def test_an_export_of_next_week_gives_the_answers_of_next_week(store: Store, tool: str) -> None:
    first = replace(TWELVE, items=ITEMS[:7])
    add(store, first, tool)
    later = replace(changes(first), items=ITEMS)
    receipt = add(store, later, tool)
    assert counted(store) == alone(later, tool)
    # All have answered the question that was added: the eleven who stay are changed by it.
    assert numbers(receipt) == (0, 11, 2, 1)
    assert receipt.surveys[0].initiative == TRAINING.initiative


@pytest.mark.parametrize("tool", TOOLS)
def test_it_is_told_what_changed_is_new_and_is_gone_with_the_rows(store: Store, tool: str) -> None:
    add(store, TWELVE, tool)
    later = changes(TWELVE)
    receipt = add(store, later, tool)
    assert numbers(receipt) == (10, 1, 2, 1)
    first = 2 + (tool in ("qualtrics", "surveymonkey"))  # the row below the header
    place = {p.number: first + n for n, p in enumerate(later.people)}
    was = TWELVE.people[2].scores["A2"]
    what = (("A2", str(was), str(9 - was)),)
    assert receipt.changed == (Changed(place[3], first + 2, what),)
    assert sorted(receipt.added) == sorted([place[13], place[14]])
    assert [rows for _file, rows in receipt.gone] == [(first + 4,)]


@pytest.mark.parametrize("tool", TOOLS)
def test_undoing_the_update_gives_the_state_before_it(store: Store, tool: str) -> None:
    add(store, TWELVE, tool)
    before = counted(store)
    number = add(store, changes(TWELVE), tool).import_id
    assert counted(store) != before
    store.imports.undo(number)
    assert counted(store) == before
    store.imports.redo(number)
    assert counted(store) == alone(changes(TWELVE), tool)


def test_what_a_preview_tells_is_what_happens_and_nothing_is_stored(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    before, revision = counted(store), store.revision
    later = changes(TWELVE).as_told("ms_forms")
    [seen] = store.imports.preview([Addition(later, TRAINING)], ASKED)
    assert (counted(store), store.revision, len(store.imports.table())) == (before, revision, 1)
    done = store.imports.add(later, TRAINING, ASKED)
    assert replace(seen, import_id=0) == replace(done, import_id=0)


def test_files_of_two_weeks_dropped_at_once_are_one_survey(store: Store) -> None:
    weeks = [(s.as_told("ms_forms"), TRAINING) for s in (TWELVE, changes(TWELVE))]
    store.imports.add_all(weeks, ASKED)
    assert counted(store) == alone(changes(TWELVE), "ms_forms")


def test_a_question_that_nobody_had_answered_yet_counts_nobody_twice(store: Store) -> None:
    ten = tuple(p.with_score("A4", 0) for p in people(10))
    add(store, Survey(ten), "ms_forms")
    later = Survey((*ten, *people(12)[10:]))
    assert numbers(add(store, later, "ms_forms")) == (10, 0, 2, 0)
    assert counted(store) == alone(later, "ms_forms")


def test_a_corrected_cell_of_nobody_known_is_a_correction(store: Store) -> None:
    unnamed = replace(TWELVE, named=False)
    add(store, unnamed, "ms_forms")
    fourth = TWELVE.people[3].with_score("A1", 9 - TWELVE.people[3].scores["A1"])
    later = replace(unnamed, people=(*TWELVE.people[:3], fourth, *TWELVE.people[4:]))
    assert numbers(add(store, later, "ms_forms")) == (11, 1, 0, 0)
    assert counted(store) == alone(later, "ms_forms")


def test_a_partial_answer_that_is_completed_is_one_answer(store: Store) -> None:
    half = replace(TWELVE.people[0], scores={"A1": 7}, done=False)
    add(store, replace(TWELVE, people=(half, *TWELVE.people[1:])), "limesurvey")
    add(store, TWELVE, "limesurvey")
    answers = store.answers(ASKED)
    assert (answers.n, int(answers.respondents["completed"].sum())) == (12, 12)


def test_an_export_without_anything_new_changes_nothing(store: Store) -> None:
    add(store, TWELVE, "google_forms")
    shuffled = replace(TWELVE, people=TWELVE.people[::-1])
    assert numbers(add(store, shuffled, "google_forms")) == (12, 0, 0, 0)
    assert counted(store) == alone(TWELVE, "google_forms")


def test_three_weeks_and_back_again(store: Store) -> None:
    second, third = changes(TWELVE), changes(changes(TWELVE))
    states = [TWELVE, second, third]
    ids = [add(store, s, "ms_forms").import_id for s in states]
    assert counted(store) == alone(third, "ms_forms")
    store.imports.undo(ids[1])
    assert counted(store) == alone(third, "ms_forms")
    store.imports.undo(ids[2])
    assert counted(store) == alone(TWELVE, "ms_forms")
    store.imports.redo(ids[1])
    assert counted(store) == alone(second, "ms_forms")
    store.imports.redo(ids[2])
    store.imports.undo(ids[0])
    assert counted(store) == alone(third, "ms_forms")


# Two files that are not one survey at two moments.


def second_session(survey: Survey) -> Survey:
    """The same people again, a month later: other numbers and times, other answers."""
    drawn = random.Random(99)
    return replace(
        survey,
        people=tuple(
            replace(p, number=p.number + 3000, scores={i: drawn.randint(1, 8) for i in ITEMS})
            for p in survey.people
        ),
    )


@pytest.mark.parametrize("tool", [*WITH_IDS, "google_forms"])
def test_two_sessions_of_one_training_add_up(store: Store, tool: str) -> None:
    other = second_session(TWELVE)
    add(store, TWELVE, tool)
    assert numbers(add(store, other, tool)) == (0, 0, 12, 0)
    assert counted(store) == sorted(alone(TWELVE, tool) + alone(other, tool))


def test_the_same_people_with_other_answers_and_no_times_are_asked_about(store: Store) -> None:
    first, other = TWELVE, second_session(TWELVE)
    rows = [TOOLS["table"](s) for s in (first, other)]
    for sheet in rows:
        for n, row in enumerate(sheet):
            row.append(f"p{n}@x.be" if n else "E-mail")
    made = [replace(found(r), digest=f"{n}" * 64, file=f"{n}.csv") for n, r in enumerate(rows, 1)]
    store.imports.add(made[0], TRAINING, ASKED)
    with pytest.raises(Undecided) as asked:
        store.imports.add(made[1], TRAINING, ASKED)
    assert [q.kind for q in asked.value.receipts[0].questions] == ["again"]
    assert store.imports.add(made[1], TRAINING, ASKED, again="beside").n_added == 12
    assert store.answers(ASKED).n == 24


def test_an_export_that_leaves_the_seconds_out_is_the_same_survey(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    rows = [[str(cell)[:16] if n and c in (1, 2) else cell for c, cell in enumerate(row)]
            for n, row in enumerate(TOOLS["ms_forms"](changes(TWELVE)))]  # fmt: skip
    assert rows[1][1].count(":") == 1
    receipt = store.imports.add(replace(found(rows), digest="1" * 64), TRAINING, ASKED)
    assert numbers(receipt) == (10, 1, 2, 1)


def test_the_same_answers_an_hour_later_are_asked_about(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    rows = TOOLS["ms_forms"](changes(TWELVE))
    for row in rows[1:]:
        row[1:3] = [time + timedelta(hours=1) for time in row[1:3]]
    with pytest.raises(Undecided) as asked:
        store.imports.add(replace(found(rows), digest="1" * 64), TRAINING, ASKED)
    assert [q.kind for q in asked.value.receipts[0].questions] == ["again"]
    store.imports.add(replace(found(rows), digest="1" * 64), TRAINING, ASKED, again="update")
    assert store.answers(ASKED).n == 13


def test_people_without_a_name_who_all_say_the_same_are_asked_about(store: Store) -> None:
    happy = tuple(
        Person(n, dict.fromkeys(ITEMS, 8), centre=f"Centrum 0{1 + n % 2}") for n in range(12)
    )
    others = tuple(replace(p, number=p.number + 500) for p in happy)
    first = replace(Survey(happy).as_told("table"), digest="1" * 64)
    again = replace(Survey((*others, *others[:2])).as_told("table"), digest="2" * 64)
    keep = [int(r) for r in first.respondents["row"]]
    store.imports.add(first, TRAINING, ASKED, keep_rows=keep)
    more = [int(r) for r in again.respondents["row"]]
    with pytest.raises(Undecided) as asked:
        store.imports.add(again, TRAINING, ASKED, keep_rows=more)
    assert [q.kind for q in asked.value.receipts[0].questions] == ["chance"]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_file_with_a_few_of_the_earlier_rows_is_asked_about(store: Store, tool: str) -> None:
    add(store, TWELVE, tool)
    part = replace(TWELVE, people=(*TWELVE.people[:4], *people(18)[12:]))
    before = counted(store)
    with pytest.raises(Undecided):
        add(store, part, tool)
    assert counted(store) == before
    add(store, part, tool, again="update")
    assert counted(store) == alone(part, tool)


@pytest.mark.parametrize("tool", WITH_IDS)
def test_a_part_stands_beside_the_rest_and_nobody_is_counted_twice(store: Store, tool: str) -> None:
    add(store, TWELVE, tool)
    part = replace(TWELVE, people=(*TWELVE.people[:4], *people(18)[12:]))
    add(store, part, tool, again="beside")
    assert counted(store) == alone(Survey(people(18)), tool)


def test_the_same_answers_under_another_name_are_asked_about(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    other, later = SurveyNaming("2024-2025", "plg", "PLG Onthaal", "short"), changes(TWELVE)
    with pytest.raises(Undecided) as asked:
        store.imports.add(later.as_told("ms_forms"), other, ASKED)
    assert [q.kind for q in asked.value.receipts[0].questions] == ["other"]
    store.imports.add(later.as_told("ms_forms"), other, ASKED, again="update")
    assert counted(store) == alone(later, "ms_forms")
    assert set(store.answers(ASKED).respondents["initiative"]) == {"PLG Onthaal"}


def test_two_moments_of_one_initiative_are_two_surveys(store: Store) -> None:
    long = replace(TRAINING, strategy="plg", moment="long")
    store.imports.add(TWELVE.as_told("ms_forms"), replace(long, moment="short"), ASKED)
    store.imports.add(second_session(TWELVE).as_told("ms_forms"), long, ASKED)
    assert store.answers(ASKED).n == 24


# What was decided by hand stays decided.


@pytest.mark.parametrize("tool", TOOLS)
def test_what_was_left_out_by_hand_stays_out_in_a_later_export(store: Store, tool: str) -> None:
    number = add(store, TWELVE, tool).import_id
    row = 2 + (tool in ("qualtrics", "surveymonkey"))
    store.imports.leave_out(number, [row])
    later = add(store, changes(TWELVE), tool)
    assert store.answers(ASKED).n == 13 - 1
    store.imports.undo(later.import_id)
    assert store.answers(ASKED).n == 12 - 1


def test_left_out_after_an_update_it_does_not_come_back_when_that_is_undone(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    number = add(store, changes(TWELVE), "ms_forms").import_id
    store.imports.leave_out(number, [14])  # person 1: the order was turned
    store.imports.undo(number)
    assert store.answers(ASKED).n == 12 - 1


def test_what_was_left_out_stays_out_when_the_import_is_undone_and_done_again(store: Store) -> None:
    number = add(store, TWELVE, "ms_forms").import_id
    store.imports.leave_out(number, [2])
    store.imports.undo(number)
    add(store, changes(TWELVE), "ms_forms")
    assert store.answers(ASKED).n == 13 - 1
    store.imports.redo(number)
    assert store.answers(ASKED).n == 13 - 1


def test_what_was_taken_back_in_counts_in_a_later_export(store: Store) -> None:
    tester = replace(TWELVE.people[0], remark="dit is een test")
    survey = replace(TWELVE, people=(tester, *TWELVE.people[1:]))
    number = add(store, survey, "ms_forms").import_id
    assert store.answers(ASKED).n == 11
    store.imports.take_back(number, [2])
    add(store, changes(survey), "ms_forms")
    assert store.answers(ASKED).n == 13


def test_a_row_without_a_name_that_may_have_been_left_out_is_asked_about(store: Store) -> None:
    number = add(store, TWELVE, "table").import_id
    store.imports.leave_out(number, [2])
    first = TWELVE.people[0]
    one, other = (
        first.with_score("A1", 9 - first.scores["A1"]),
        first.with_score("B2", 9 - first.scores["B2"]),
    )
    later = replace(TWELVE, people=(one, other, *TWELVE.people[1:]))
    with pytest.raises(Undecided) as asked:
        add(store, later, "table")
    assert asked.value.receipts[0].open_rows == (2, 3)
    made = later.as_told("table")
    store.imports.add(made, TRAINING, ASKED, leave_out=[2], keep_rows=[3])
    assert store.answers(ASKED).n == 12


def test_who_was_erased_stays_away(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    store.people.erase(LOCAL, "p1@voorbeeld.example")
    receipt = add(store, changes(TWELVE), "ms_forms")
    assert numbers(receipt) == (9, 1, 2, 1)
    assert store.people.find("p1@voorbeeld.example").nothing


def test_who_was_erased_stays_away_from_an_export_without_names_too(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    store.people.erase(LOCAL, "p1@voorbeeld.example")
    receipt = add(store, replace(changes(TWELVE), named=False), "ms_forms")
    assert numbers(receipt) == (9, 1, 2, 1)
    assert store.imports.exclusions(receipt.import_id)["erased"] == (14,)  # the order was turned


def test_erasing_reaches_the_same_response_in_an_export_without_names(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    add(store, replace(TWELVE, named=False), "ms_forms")
    assert store.people.find("p1@voorbeeld.example").counts.n_forms == 2
    store.people.erase(LOCAL, "p1@voorbeeld.example")
    assert store.answers(ASKED).n == 11


def test_what_comes_back_from_an_import_that_was_undone_is_named(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    number = add(store, Survey(people(14)), "ms_forms").import_id
    store.imports.undo(number)
    receipt = add(store, Survey(people(15)), "ms_forms")
    assert (receipt.n_added, receipt.returned) == (3, (14, 15))
    store.imports.redo(number)
    assert counted(store) == alone(Survey(people(15)), "ms_forms")


def test_two_that_stood_beside_each_other_are_one_response_in_a_later_export(store: Store) -> None:
    first = add(store, TWELVE, "table").import_id
    part = replace(TWELVE, people=(*TWELVE.people[:4], *people(18)[12:]))
    add(store, part, "table", again="beside")
    assert store.answers(ASKED).n == 12 + 10
    store.imports.undo(first)
    whole = Survey(people(18))
    add(store, whole, "table", again="update")
    store.imports.redo(first)
    assert counted(store) == alone(whole, "table")


def test_an_older_export_after_a_newer_one_is_asked_about(store: Store) -> None:
    late = tuple(replace(p, number=p.number + 1000) for p in people(4, seed=8))  # days later
    add(store, replace(TWELVE, people=(*TWELVE.people, *late)), "ms_forms")
    with pytest.raises(Undecided) as asked:
        add(store, TWELVE, "ms_forms")
    assert [q.kind for q in asked.value.receipts[0].questions] == ["older"]
    add(store, TWELVE, "ms_forms", again="beside")
    assert store.answers(ASKED).n == 12 + 4


def test_of_files_dropped_at_once_the_last_state_counts_whatever_their_order(store: Store) -> None:
    late = tuple(replace(p, number=p.number + 1000) for p in people(4, seed=8))
    newer = replace(TWELVE, people=(*TWELVE.people, *late))
    receipts = store.imports.add_all(
        [(s.as_told("ms_forms"), TRAINING) for s in (newer, TWELVE)], ASKED
    )
    assert [numbers(receipt) for receipt in receipts] == [(12, 0, 4, 0), (0, 0, 12, 0)]
    assert counted(store) == alone(newer, "ms_forms")


def test_a_row_that_is_gone_can_be_kept(store: Store) -> None:
    number = add(store, TWELVE, "ms_forms").import_id
    add(store, changes(TWELVE), "ms_forms")
    assert store.imports.exclusions(number)["gone"] == (6,)
    store.imports.take_back(number, [6])
    assert store.answers(ASKED).n == 14
    add(store, changes(changes(TWELVE)), "ms_forms")
    assert store.answers(ASKED).n == 16


# Remarks, quotes and invitations.


def test_a_released_quote_stays_while_the_remark_stays(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    table = store.comments.table()
    for number in table["comment"]:
        store.comments.release(int(number), f"Citaat {number}")
    assert len(table) == 3
    fourth = replace(TWELVE.people[3], remark="Toch iets anders")
    later = replace(TWELVE, people=(*TWELVE.people[:3], fourth, *TWELVE.people[4:]))
    number = add(store, later, "ms_forms").import_id
    assert store.comments.quotes()["quote"].tolist() == ["Citaat 2", "Citaat 3"]
    newest = store.comments.table().query("quote == 'Citaat 2'")["comment"].iloc[0]
    store.comments.withdraw(int(newest))
    assert store.comments.quotes()["quote"].tolist() == ["Citaat 3"]
    store.imports.undo(number)
    assert store.comments.quotes()["quote"].tolist() == ["Citaat 1", "Citaat 3"]


def test_the_number_of_invited_holds_until_another_is_given(store: Store) -> None:
    store.imports.add(TWELVE.as_told("ms_forms"), replace(TRAINING, invited=30), ASKED)
    later = store.imports.add(changes(TWELVE).as_told("ms_forms"), TRAINING, ASKED)
    assert store.answers(ASKED).invitations["n_invited"].tolist() == [30]
    store.imports.undo(later.import_id)
    assert store.answers(ASKED).invitations["n_invited"].tolist() == [30]


def test_a_question_that_is_no_longer_in_the_file_is_named(store: Store) -> None:
    add(store, TWELVE, "ms_forms")
    receipt = add(store, replace(TWELVE, items=ITEMS[:-1]), "ms_forms")
    assert receipt.lost == (ITEMS[-1],)


# Whatever happens in a week.

_scores = st.fixed_dictionaries({item: st.integers(0, 8) for item in ITEMS}).filter(
    lambda scores: sum(score > 0 for score in scores.values()) >= 4
)


def test_half_of_a_few_nameless_rows_that_come_back_is_asked() -> None:
    """Of four people one is gone and one corrected an answer; four are new: chance could give that."""
    four = replace(TWELVE, people=TWELVE.people[:4])
    gone, changed, *same = four.people
    changed = changed.with_score("A2", 9 - changed.scores["A2"])
    later = replace(TWELVE, people=(*TWELVE.people[6:10], changed, *same))
    assert gone not in later.people
    with new_store() as store:
        add(store, four, "table")
        with pytest.raises(Undecided):
            add(store, later, "table")
        add(store, later, "table", again="update")
        assert counted(store) == alone(later, "table")


@st.composite
def weeks(draw: st.DrawFn) -> tuple[str, Survey, Survey]:
    """A tool, a survey of some people, and the same a week later."""
    tool = draw(st.sampled_from([*WITH_IDS, *ANONYMOUS]))
    remark = st.sampled_from(["", "", "Meer tijd graag", "Heel boeiend"])
    n = draw(st.integers(3, 14))
    made = [Person(k + 1, draw(_scores), draw(remark)) for k in range(n)]
    asked = draw(st.integers(6, 8))
    first = Survey(tuple(made), ITEMS[:asked], named=draw(st.booleans()))
    gone = draw(st.sets(st.sampled_from(range(n)), max_size=(n - 1) // 3))
    later = [p for k, p in enumerate(made) if k not in gone]
    for k in draw(st.sets(st.sampled_from(range(len(later))), max_size=2)):
        later[k] = later[k].with_score(
            draw(st.sampled_from(ITEMS[:asked])), draw(st.integers(0, 8))
        )
    later += [Person(n + 1 + k, draw(_scores)) for k in range(draw(st.integers(0, 4)))]
    items = ITEMS[: draw(st.integers(asked, 8))]
    then = replace(first, people=tuple(draw(st.permutations(later))), items=items)
    assume(then != first)  # the very same file is refused
    return tool, first, then


@given(weeks())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_export_exported_again_gives_the_last_state_once(
    made: tuple[str, Survey, Survey],
) -> None:
    tool, first, later = made
    with new_store() as store:
        add(store, first, tool)
        before = counted(store)
        try:
            number = add(store, later, tool).import_id
        except Undecided:
            assert tool in ANONYMOUS
            number = add(store, later, tool, again="update").import_id
        assert counted(store) == alone(later, tool)
        store.imports.undo(number)
        assert counted(store) == before

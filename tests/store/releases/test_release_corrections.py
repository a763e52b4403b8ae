"""What was published of an answer is withdrawn when it is corrected, and never made a second time."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import cycle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_exports import TRAINING
from survey_again import ITEMS, TOOLS, Survey
from test_release_store import ASKED, CENTRES, network, publish
from test_survey_again import new_store

from measurement.access.roles import LOCAL
from measurement.errors import SurveyError
from measurement.exports.recognised import Recognised
from measurement.releases.history import History
from measurement.releases.keeping import written
from measurement.store import Store, SurveyNaming
from measurement.store.updates import sentences
from measurement.store.updates.adding import Addition

RUNS = int(os.environ.get("RELEASES_RUNS", "6"))
READ: dict[tuple[str, str], Recognised] = {}


@pytest.fixture
def store() -> Iterator[Store]:
    with new_store() as made:
        yield made


def add(
    store: Store, survey: Survey, naming: SurveyNaming = TRAINING, tool: str = "ms_forms"
) -> int:
    receipt = store.imports.add(survey.as_told(tool), naming, ASKED, again="update")
    return receipt.import_id


def foreseen(store: Store, survey: Survey) -> int:
    """How many figures a preview says that this export withdraws."""
    addition = Addition(survey.as_told("ms_forms"), TRAINING, again="update")
    [receipt] = store.imports.preview([addition], ASKED)
    assert bool(sentences.cost([receipt])) == bool(receipt.n_withdrawn)
    return receipt.n_withdrawn


def withdrawn(store: Store) -> Counter[tuple[str, str]]:
    """Centre and item of the figures that hold no longer."""
    history = store.releases.history()
    gone = {atom for w in history.withdrawals for atom in w.atoms}
    atoms = [a for r in history.releases for a in r.atoms]
    return Counter((a.centre, a.item) for a in atoms if a.id in gone)


EVERYTHING = Counter({(f"Centrum 0{n}", item): 1 for n in range(1, CENTRES + 1) for item in ITEMS})


def test_undoing_an_import_withdraws_what_was_published_of_it(store: Store) -> None:
    first = add(store, network(8))
    publish(store)
    stamp = store.releases.stamp
    store.imports.undo(first)
    assert withdrawn(store) == EVERYTHING
    assert store.releases.history().atoms == ()
    assert store.releases.history().totals  # those stay: they are of nobody
    assert store.releases.stamp != stamp
    assert store.audit.table(1)["action"].tolist() == ["release_corrected"]


def test_what_was_undone_is_not_published_again(store: Store) -> None:
    first = add(store, network(8))
    publish(store)
    store.imports.undo(first)
    store.imports.redo(first)
    with pytest.raises(SurveyError):
        publish(store)


def test_a_corrected_answer_withdraws_the_figure_that_holds_it_and_no_other(store: Store) -> None:
    survey = network(8)
    add(store, survey)
    publish(store)
    one = survey.people[3]
    changed = one.with_score("A2", 9 - one.scores["A2"])
    later = replace(survey, people=(*survey.people[:3], changed, *survey.people[4:]))
    assert foreseen(store, later) == 1
    assert withdrawn(store) == Counter()
    add(store, later)
    assert withdrawn(store) == Counter({(one.centre, "A2"): 1})


def test_an_export_that_only_adds_answers_withdraws_nothing(store: Store) -> None:
    add(store, network(8))
    publish(store)
    before = written(store.releases.history())
    assert foreseen(store, network(11)) == 0
    add(store, network(11))
    assert written(store.releases.history()) == before


def test_undoing_an_update_that_said_the_same_withdraws_nothing(store: Store) -> None:
    add(store, network(8))
    publish(store)
    later = add(store, network(11))
    store.imports.undo(later)
    assert not withdrawn(store)


def test_an_answer_that_is_gone_from_an_update_withdraws_all_that_hold_it(store: Store) -> None:
    survey = network(8)
    add(store, survey)
    publish(store)
    gone = survey.people[5]
    add(store, replace(survey, people=tuple(p for p in survey.people if p is not gone)))
    assert withdrawn(store) == Counter({(gone.centre, item): 1 for item in ITEMS})


def test_a_row_that_is_left_out_by_hand_withdraws_all_that_hold_it(store: Store) -> None:
    survey = network(8)
    first = add(store, survey)
    publish(store)
    store.imports.leave_out(first, [2 + 7])
    centre = survey.people[7].centre
    assert withdrawn(store) == Counter({(centre, item): 1 for item in ITEMS})


def test_a_centre_that_is_merged_keeps_what_was_published(store: Store) -> None:
    add(store, network(8))
    publish(store)
    store.by_hand.assign_centres({"Centrum 06": "Centrum 01"})
    store.by_hand.assign_centres({"Centrum 06": ""})
    assert not withdrawn(store)


def test_answers_that_were_published_under_another_centre_are_withdrawn(store: Store) -> None:
    """They were released as of Centrum 01, and were of Centrum 06 after all."""
    add(store, network(8))
    store.by_hand.assign_centres({"Centrum 06": "Centrum 01"})
    publish(store)
    store.by_hand.assign_centres({"Centrum 06": ""})
    assert withdrawn(store) == Counter({("Centrum 01", item): 1 for item in ITEMS})


def test_erasing_a_person_leaves_what_was_published(store: Store) -> None:
    add(store, network(8))
    publish(store)
    before, stamp = written(store.releases.history()), store.releases.stamp
    store.people.erase(LOCAL, "p3@voorbeeld.example")
    assert (written(store.releases.history()), store.releases.stamp) == (before, stamp)
    with pytest.raises(SurveyError):
        publish(store)


def test_deleting_old_school_years_leaves_what_was_published(store: Store) -> None:
    add(store, network(8))
    publish(store)
    before, stamp = written(store.releases.history()), store.releases.stamp
    store.retention.keep_for(LOCAL, 1)
    assert not store.retention.apply(LOCAL).empty
    assert store.answers(ASKED).n == 0
    assert (written(store.releases.history()), store.releases.stamp) == (before, stamp)


# However answers come, go, and come back under other names: none is ever in two figures.

RENAMED = replace(TRAINING, initiative="Ander traject")
MOVED = replace(TRAINING, school_year="2023-2024")
RESTRUCTURED = replace(TRAINING, strategy="plg", moment="short", initiative="Werkgroep")


class Story:
    """The same thirty people, whatever happens to their survey."""

    def __init__(self, store: Store, tool: str) -> None:
        self.store, self.tool = store, tool
        self.survey = Survey(network(5).people)
        self.naming = TRAINING
        self.active: list[int] = []

    def take(self) -> None:
        with suppress(SurveyError):  # the very same file may be there
            self.active.append(add(self.store, self.survey, self.naming, self.tool))

    def release(self) -> None:
        with suppress(SurveyError):  # nothing new
            publish(self.store)

    def undo(self) -> None:
        while self.active:
            self.store.imports.undo(self.active.pop())

    def renamed(self, naming: SurveyNaming) -> None:
        self.undo()
        self.naming = naming
        self.take()

    def correct(self) -> None:
        """A score of some people: without a name or a time somebody must be met again by the rest."""
        people = [
            p.with_score("A1", p.scores["A1"] % 8 + 1) if p.number % 3 == 0 else p
            for p in self.survey.people
        ]
        self.survey = replace(self.survey, people=tuple(people))
        self.take()

    def nameless(self) -> None:
        self.survey = replace(self.survey, named=not self.survey.named)
        self.take()

    def another_centre(self) -> None:
        self.store.by_hand.assign_centres({"Centrum 06": "Centrum 01"})

    def own_centre(self) -> None:
        self.store.by_hand.assign_centres({"Centrum 06": ""})

    def leave_out(self) -> None:
        if self.active:
            self.store.imports.leave_out(self.active[-1], [6])


STEPS: dict[str, Callable[[Story], None]] = {
    "release": Story.release,
    "undone": Story.undo,
    "taken in": Story.take,
    "undone and taken in": lambda s: s.renamed(s.naming),
    "renamed": lambda s: s.renamed(RENAMED),
    "named as before": lambda s: s.renamed(TRAINING),
    "moved to another year": lambda s: s.renamed(MOVED),
    "of another strategy": lambda s: s.renamed(RESTRUCTURED),
    "corrected": Story.correct,
    "with or without names": Story.nameless,
    "merged centres": Story.another_centre,
    "centres apart": Story.own_centre,
    "a row left out": Story.leave_out,
}


def most_published(history: History) -> int:
    """Of the item with most of them: how many answers are in its figures, withdrawn ones too."""
    wholes = [a for r in history.releases for a in r.atoms if a.level == "whole"]
    counts = Counter[str]()
    for one in wholes:
        counts[one.item] += one.n
    return max(counts.values(), default=0)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=RUNS)
@given(
    tool=st.sampled_from(sorted(TOOLS)),
    steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=6),
)
def test_no_answer_is_ever_in_two_figures(tool: str, steps: list[str]) -> None:
    with new_store() as store:
        story = Story(store, tool)
        story.take()
        story.release()
        for step in steps:
            STEPS[step](story)
            story.release()
        assert most_published(store.releases.history()) == len(story.survey.people)
        assert all(a.n >= 5 for r in store.releases.history().releases for a in r.atoms)


@pytest.mark.parametrize(("step", "tool"), [*zip(STEPS, cycle(sorted(TOOLS)), strict=False)])
def test_after_one_step_no_answer_is_in_two_figures(step: str, tool: str) -> None:
    with new_store() as store:
        story = Story(store, tool)
        story.take()
        story.release()
        STEPS[step](story)
        story.release()
        STEPS["renamed"](story)
        story.release()
        assert most_published(store.releases.history()) == len(story.survey.people)


@pytest.mark.parametrize("tool", sorted(TOOLS))
@pytest.mark.parametrize("named", [True, False])
def test_what_comes_back_of_a_survey_with_another_name_and_more_questions_is_recognised(
    store: Store, tool: str, named: bool
) -> None:
    """One colleague more, and the difference of two figures would be that colleague's answer."""
    survey = replace(network(8), named=named)
    asked = replace(survey, items=ITEMS[:-1])
    first = add(store, asked, tool=tool)
    publish(store)
    store.imports.undo(first)
    naming = replace(TRAINING, initiative="Onder een andere naam")
    add(store, replace(network(9), named=named), naming, tool)
    assert store.releases.preview(ASKED, day="", by=LOCAL).atoms == ()


def test_a_column_that_meant_another_item_is_not_published_under_the_right_one(
    store: Store,
) -> None:
    survey = network(8)
    first = add(store, replace(survey, items=ITEMS[:2]))
    publish(store)
    store.imports.undo(first)
    read = [
        replace(p, scores={"A1": p.scores["A1"], "A3": p.scores["A2"]}) for p in network(9).people
    ]
    add(store, replace(survey, people=tuple(read), items=("A1", "A3")))
    assert store.releases.preview(ASKED, day="", by=LOCAL).atoms == ()

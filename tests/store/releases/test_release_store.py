"""Releases in the store: published, read back, withdrawn, back again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from migrated import steps
from store_exports import TRAINING, refuses
from survey_again import Survey
from test_survey_again import people

from measurement.access.roles import LOCAL
from measurement.access.tables import RELEASED_QUOTES, RELEASES
from measurement.questionnaire.files.reading import load
from measurement.releases.keeping import written
from measurement.releases.limits import LIMITS, Limits, Terms
from measurement.releases.release import Release
from measurement.releases.rests import Rest, rest
from measurement.releases.views import Choice
from measurement.store import Store, open_store
from measurement.tables import check

ASKED = load()
CENTRES = 6


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as made:
        yield made


def network(persons: int, first: int = 1) -> Survey:
    """So many persons of each of the centres, numbered from ``first``."""
    made = people(CENTRES * persons, first=first)
    return Survey(tuple(replace(p, centre=f"Centrum 0{p.number % CENTRES + 1}") for p in made))


def add(store: Store, survey: Survey) -> None:
    store.imports.add(survey.as_told("ms_forms"), TRAINING, ASKED)


def publish(store: Store, by: str = LOCAL) -> Release:
    return store.releases.publish(ASKED, day="2025-07-01", by=by)


def test_before_the_first_release_there_is_nothing(store: Store) -> None:
    assert store.releases.history().last is None
    assert store.releases.stamp == ""
    check(store.releases.listing(), RELEASES)
    check(store.releases.quotes(), RELEASED_QUOTES)
    assert store.releases.preview(ASKED, day="", by=LOCAL).atoms == ()
    with refuses("nothing new to release"):
        publish(store)


def test_what_is_published_is_what_the_preview_showed(store: Store) -> None:
    add(store, network(8))
    revision = store.revision
    shown = store.releases.preview(ASKED, day="2025-07-01", by=LOCAL)
    assert store.releases.stamp == ""
    made = publish(store)
    (kept,) = store.releases.history().releases
    assert kept.atoms == made.atoms == shown.atoms
    assert kept.totals == made.totals
    assert kept.rho == made.rho
    assert kept.response.equals(made.response)
    assert {a.centre for a in kept.atoms} == {f"Centrum 0{n}" for n in range(1, CENTRES + 1)}
    assert store.revision == revision
    with refuses("nothing new to release"):
        publish(store)


def test_another_process_reads_the_same(store: Store) -> None:
    add(store, network(8))
    publish(store)
    with open_store(store.url) as other:
        assert written(other.releases.history()) == written(store.releases.history())
        assert other.releases.stamp == store.releases.stamp != ""


def test_who_comes_late_forms_figures_of_the_late_only(store: Store) -> None:
    add(store, network(8))
    first = publish(store)
    add(store, network(13))
    second = publish(store)
    assert second.number == 2
    wholes = [a for a in second.atoms if a.level == "whole" and a.item == "A1"]
    assert [(a.n, a.persons) for a in wholes] == [(13 - 8, 13 - 8)] * CENTRES
    assert second.totals == ()  # of this school year there is one already
    assert not first.held.keys() & second.held.keys()


def test_too_few_late_answers_wait(store: Store) -> None:
    add(store, network(8))
    publish(store)
    add(store, network(12))
    with refuses("nothing new to release"):
        publish(store)
    waiting = store.releases.preview(ASKED, day="", by=LOCAL).waiting
    assert {w.persons for w in waiting} == {12 - 8}


def test_a_withdrawn_release_comes_back_as_it_was(store: Store) -> None:
    add(store, network(8))
    publish(store)
    before, stamp = store.releases.history().atoms, store.releases.stamp
    store.releases.withdraw(1, LOCAL)
    assert store.releases.history().last is None
    assert store.releases.history().atoms == ()
    (gone,) = store.releases.listing()["withdrawn_by"]
    assert gone == LOCAL
    with refuses("no release 1 to withdraw"):
        store.releases.withdraw(1, LOCAL)
    store.releases.undo_withdrawal(1, LOCAL)
    assert store.releases.history().atoms == before
    assert store.releases.stamp != stamp
    with refuses("was not withdrawn"):
        store.releases.undo_withdrawal(1, LOCAL)
    done = store.audit.table()["action"].tolist()
    assert done == ["release_restored", "release_withdrawn", "figures_released"]


def test_only_staff_release_and_withdraw(store: Store) -> None:
    add(store, network(8))
    store.access.grant(LOCAL, "dir@x.be", "director", ["Centrum 01"])
    store.access.grant(LOCAL, "ana@x.be", "analyst")
    for nobody in ("dir@x.be", "ana@x.be", "who@x.be"):
        with refuses("no access"):
            publish(store, nobody)
    publish(store)
    for nobody in ("dir@x.be", "ana@x.be", "who@x.be"):
        with refuses("no access"):
            store.releases.withdraw(1, nobody)


def test_only_the_school_years_that_are_asked_for(store: Store) -> None:
    add(store, network(8))
    later = replace(TRAINING, school_year="2025-2026")
    store.imports.add(network(8, first=1000).as_told("ms_forms"), later, ASKED)
    one = store.releases.publish(ASKED, day="2025-07-01", by=LOCAL, years=["2025-2026"])
    assert one.years == ("2025-2026",)
    assert {a.years for a in one.atoms} == {("2025-2026",)}
    assert publish(store).number == 2


def test_the_listing_says_what_is_in_a_release(store: Store) -> None:
    add(store, network(8))
    made = publish(store)
    table = store.releases.listing()
    check(table, RELEASES)
    wholes = [a for a in made.atoms if a.level == "whole"]
    row = table.iloc[0].to_dict()
    assert (row["release"], row["released_on"], row["released_by"]) == (1, "2025-07-01", LOCAL)
    assert (row["n_centres"], row["n_figures"]) == (CENTRES, len(wholes))
    assert row["n_answers"] == sum(a.n for a in wholes)


def test_what_was_released_of_the_example_goes_with_it(store: Store) -> None:
    add(store, network(8))
    store.example.mark()
    publish(store)
    assert store.releases.history().last is not None
    store.example.clear()
    assert store.releases.history().last is None
    assert store.releases.stamp == ""


def test_a_centre_keeps_what_was_published_under_its_other_name(store: Store) -> None:
    add(store, network(8))
    publish(store)
    before, stamp = store.releases.history().ids, store.releases.stamp
    store.by_hand.assign_centres({"Centrum 06": "Centrum 01"})
    assert store.releases.names_of("Centrum 01") == ("Centrum 01", "Centrum 06")
    assert store.releases.names_of("Centrum 02") == ("Centrum 02",)
    assert store.releases.history().ids == before
    assert store.releases.stamp != stamp


def test_a_limit_that_is_raised_holds_for_later_figures(store: Store) -> None:
    add(store, network(8))
    first = publish(store)
    store.access.set_limits(LOCAL, Limits(persons=7))
    add(store, network(8 + 6))  # six late ones each: enough before, too few now
    with refuses("nothing new to release"):
        publish(store)
    assert store.releases.history().atoms == first.atoms
    add(store, network(8 + 7))
    assert {a.persons for a in publish(store).atoms if a.level == "whole"} == {7}


def test_items_shown_after_another_answer_and_the_stricter_rule_are_terms(store: Store) -> None:
    add(store, network(8))
    items = tuple(one.model_copy(update={"conditional": one.id == "A2"}) for one in ASKED.items)
    asked = ASKED.model_copy(update={"items": items})
    assert store.releases.terms(asked) == Terms(hidden=frozenset({"A2"}))
    one = store.releases.publish(asked, day="", by=LOCAL)
    assert {a.item for a in one.atoms} == {"A1", "A3", "A4", "B1", "B2", "B3", "B4"}
    store.access.set_limits(LOCAL, LIMITS, strict=True)
    assert store.releases.terms(ASKED) == Terms(strict=True)
    (later,) = {a.item for a in publish(store).atoms}
    assert later == "A2"


def test_limits_of_before_are_read_under_their_new_names(tmp_path: Path) -> None:
    path = tmp_path / "before.sqlite"
    steps(path, lambda config: command.upgrade(config, "0009"))
    with sqlite3.connect(path) as raw:
        raw.execute(
            "INSERT INTO setting VALUES ('limits', ?)", ['{"group": 8, "open": 12, "crossed": 11}']
        )
    raw.close()
    with open_store(path) as made:
        assert made.access.limits == Limits(persons=8, writers=12, crossed=11)
    steps(path, lambda config: command.downgrade(config, "0009"))
    with sqlite3.connect(path) as raw:
        (stored,) = raw.execute("SELECT value FROM setting WHERE key = 'limits'").fetchone()
    raw.close()
    assert json.loads(stored) == {"group": 8, "open": 12, "crossed": 11}


def satisfied(centres: set[str]) -> Survey:
    """Seven persons of each of the centres: everybody satisfied in these, nobody in the others."""
    return replace(
        network(7),
        people=tuple(
            p.with_score("A1", 7 if p.centre in centres else 3) for p in network(7).people
        ),
    )


def rest_beside(store: Store, centre: str) -> Rest | None:
    names = store.releases.names_of(centre)
    own = store.releases.history().of(names)
    return rest(own, names, "A1", Choice("2024-2025"))


def test_no_total_is_told_beside_three_centres_of_one_director(store: Store) -> None:
    """Of 42 scores 21 are favourable, those of three centres: then nobody's of the others is."""
    mine = ["Centrum 01", "Centrum 02", "Centrum 03"]
    add(store, satisfied(set(mine)))
    publish(store)
    assert rest_beside(store, "Centrum 01") is not None
    stamp = store.releases.stamp
    store.access.grant(LOCAL, "two@voorbeeld.example", "director", mine)
    assert store.releases.stamp != stamp
    assert rest_beside(store, "Centrum 01") is None
    assert not any(t.told for t in store.releases.history().totals if t.item == "A1")
    store.access.end(LOCAL, "two@voorbeeld.example")
    assert rest_beside(store, "Centrum 01") is not None


def test_no_total_is_told_beside_three_centres_that_are_merged(store: Store) -> None:
    add(store, satisfied({"Centrum 01", "Centrum 02", "Centrum 03"}))
    publish(store)
    store.by_hand.assign_centres({"Centrum 02": "Centrum 01", "Centrum 03": "Centrum 01"})
    assert rest_beside(store, "Centrum 01") is None
    store.by_hand.assign_centres({"Centrum 02": "", "Centrum 03": ""})
    assert rest_beside(store, "Centrum 01") is not None

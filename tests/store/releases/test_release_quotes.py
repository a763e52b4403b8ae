"""Quotes go to directors with a release, and are hidden at once when they are withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_exports import TRAINING, refuses
from survey_again import Survey
from test_release_store import ASKED, CENTRES, network, publish
from test_survey_again import new_store

from measurement.access.roles import LOCAL
from measurement.access.tables import RELEASED_QUOTES
from measurement.store import Store
from measurement.tables import check


@pytest.fixture
def store() -> Iterator[Store]:
    with new_store() as made:
        yield made


def writing(persons: int) -> Survey:
    """So many persons of each centre, who all wrote something."""
    people = network(persons).people
    return Survey(tuple(replace(p, remark=f"Idee van {p.number}") for p in people))


def add(store: Store, survey: Survey) -> int:
    return store.imports.add(survey.as_told("ms_forms"), TRAINING, ASKED).import_id


def remark(store: Store, person: int) -> int:
    """The number of what this person wrote, in the newest export."""
    table = store.comments.table()
    return int(table.loc[table["text"] == f"Idee van {person}", "comment"].iloc[-1])


def shown(store: Store) -> list[tuple[str, ...]]:
    table = store.releases.quotes()
    check(table, RELEASED_QUOTES)
    return [tuple(row) for row in table.astype(str).itertuples(index=False)]


OF_SIX = ("Centrum 01", "2024-2025", "Zes")  # number 6 is of the first centre: 6 mod 6 + 1


def test_an_approved_quote_goes_with_the_next_release_as_it_was_edited(store: Store) -> None:
    add(store, writing(10))
    publish(store)
    store.comments.release(remark(store, 6), "Zes")
    assert shown(store) == []
    assert publish(store).number == 2
    assert shown(store) == [OF_SIX]
    assert store.releases.listing()["n_quotes"].tolist() == [1, 0]
    with refuses("nothing new to release"):
        publish(store)


def test_a_withdrawn_quote_is_hidden_at_once_and_can_be_approved_again(store: Store) -> None:
    add(store, writing(10))
    store.comments.release(remark(store, 6), "Zes")
    publish(store)
    stamp = store.releases.stamp
    store.comments.withdraw(remark(store, 6))
    assert shown(store) == []
    assert store.releases.stamp != stamp
    store.comments.release(remark(store, 6), "Zes")
    assert shown(store) == []
    publish(store)
    assert shown(store) == [OF_SIX]


def test_a_quote_that_is_edited_is_hidden_until_the_next_release(store: Store) -> None:
    add(store, writing(10))
    store.comments.release(remark(store, 6), "Zes, zei Jan")
    publish(store)
    store.comments.release(remark(store, 6), "Zes")
    assert shown(store) == []
    publish(store)
    assert shown(store) == [OF_SIX]


def test_below_ten_writers_none_is_released(store: Store) -> None:
    add(store, writing(9))
    store.comments.release(remark(store, 6), "Zes")
    publish(store)
    assert shown(store) == []


def test_a_late_writer_is_quoted_only_among_ten_late_ones(store: Store) -> None:
    add(store, writing(10))
    publish(store)
    late = 10 * CENTRES + 6  # of the first centre as well
    add(store, writing(19))
    store.comments.release(remark(store, late), "Laat")
    publish(store)  # nine late ones of each centre: figures, no quotes
    assert shown(store) == []
    add(store, writing(29))  # nineteen who came late: enough
    publish(store)
    assert shown(store) == [("Centrum 01", "2024-2025", "Laat")]


def test_quotes_go_and_come_with_their_release(store: Store) -> None:
    add(store, writing(10))
    store.comments.release(remark(store, 6), "Zes")
    publish(store)
    store.releases.withdraw(1, LOCAL)
    assert shown(store) == []
    store.releases.undo_withdrawal(1, LOCAL)
    assert shown(store) == [OF_SIX]


def test_a_quote_goes_with_its_remark_and_its_writer(store: Store) -> None:
    first = add(store, writing(10))
    for number in (6, 12, 18):
        store.comments.release(remark(store, number), f"Nummer {number}")
    publish(store)
    assert [quote for *_, quote in shown(store)] == ["Nummer 12", "Nummer 18", "Nummer 6"]
    stamp = store.releases.stamp
    store.people.erase(LOCAL, "p12@voorbeeld.example")
    assert [quote for *_, quote in shown(store)] == ["Nummer 18", "Nummer 6"]
    assert store.releases.stamp != stamp
    store.imports.leave_out(first, [1 + 18])
    assert [quote for *_, quote in shown(store)] == ["Nummer 6"]
    store.imports.undo(first)
    assert shown(store) == []


def test_another_export_of_the_same_remark_leaves_the_quote(store: Store) -> None:
    add(store, writing(10))
    store.comments.release(remark(store, 6), "Zes")
    publish(store)
    add(store, writing(12))
    assert shown(store) == [OF_SIX]


def test_a_quote_stays_with_a_centre_that_is_renamed_and_not_with_another(store: Store) -> None:
    add(store, writing(10))
    store.comments.release(remark(store, 6), "Zes")
    publish(store)
    store.by_hand.assign_centres({"Centrum 01": "Centrum 02"})
    assert shown(store) == [OF_SIX]
    assert "Centrum 01" in store.releases.names_of("Centrum 02")
    store.by_hand.assign_centres({"Centrum 01": ""})
    assert shown(store) == []


def test_the_ledger_holds_no_quote(store: Store) -> None:
    add(store, writing(10))
    store.comments.release(remark(store, 6), "Zeskantig")
    publish(store)
    (ledger,) = Path(store.place).parent.glob("*.ledger")
    assert "Zeskantig" not in ledger.read_text()

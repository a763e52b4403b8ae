"""Imports are all or nothing, count once, and can be taken out and put back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.exc import IntegrityError
from store_exports import SMALL, TRAINING, export, people, point, refuses

from measurement.store import Addition, Invitation, Store, SurveyNaming, open_store

PLG = SurveyNaming("2024-2025", "plg")


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as made:
        yield made


def n_answers(store: Store) -> int:
    return store.answers(SMALL).n


def test_every_change_raises_the_revision(store: Store) -> None:
    seen = [store.revision]
    number = store.imports.add(export(*people(3)), TRAINING, SMALL).import_id
    seen.append(store.revision)
    for change in (
        lambda: store.imports.leave_out(number, [2]),
        lambda: store.imports.take_back(number, [2]),
        lambda: store.imports.undo(number),
        lambda: store.imports.redo(number),
        lambda: store.surveys.invite([Invitation("2024-25", "plg", "P", n_invited=3)], SMALL),
        store.example.mark,
        store.example.clear,
    ):
        change()
        seen.append(store.revision)
    assert seen == sorted(set(seen))


def test_a_failure_half_way_leaves_nothing(store: Store) -> None:
    store.imports.add(export(*people(2)), TRAINING, SMALL)
    before = (store.revision, n_answers(store), len(store.imports.table()))
    twice = {"row": 7, "initiative": "P"}
    with pytest.raises(IntegrityError):  # the second of two rows with one number
        store.imports.add(
            export(*people(4, initiative="P"), twice, twice, file="b.xlsx"), PLG, SMALL
        )
    assert (store.revision, n_answers(store), len(store.imports.table())) == before


def test_several_files_are_added_together_or_not_at_all(store: Store) -> None:
    good = Addition(export(*people(2), file="good.xlsx"), TRAINING)
    nameless = (export(*people(2), file="nameless.xlsx"), SurveyNaming())
    with refuses("nameless.xlsx: still to be filled in"):
        store.imports.add_all([good, nameless], SMALL)
    assert store.empty
    assert store.revision == 0
    again = (export(*people(2), file="b.xlsx"), SurveyNaming("2024-25", "plg", "P"))
    assert [receipt.n_added for receipt in store.imports.add_all([good, again], SMALL)] == [2, 2]
    assert store.revision == 1


def test_the_same_file_is_refused_for_the_same_survey_and_taken_for_another(store: Store) -> None:
    recognised = export(*people(3))
    first = store.imports.add(recognised, TRAINING, SMALL)
    with refuses(r"export.xlsx was already imported on .* for Traject op maat \(2024-25\)"):
        store.imports.add(recognised, TRAINING, SMALL)
    assert (store.revision, n_answers(store)) == (1, 3)
    plg = SurveyNaming("2024-25", "plg", "PLG 1")
    with refuses("are in the store as Traject op maat"):
        store.imports.add(recognised, plg, SMALL)
    other = store.imports.add(recognised, plg, SMALL, again="beside")
    assert (first.already, other.already) == (False, True)
    assert n_answers(store) == 6


def test_after_undoing_it_the_same_file_may_come_again_and_the_first_not_return(
    store: Store,
) -> None:
    recognised = export(*people(3))
    first = store.imports.add(recognised, TRAINING, SMALL).import_id
    store.imports.undo(first)
    assert store.empty
    assert n_answers(store) == 0
    store.imports.add(recognised, TRAINING, SMALL)
    with refuses("already imported"):
        store.imports.redo(first)
    assert n_answers(store) == 3


def test_undo_and_redo_give_the_same_answers_back(store: Store) -> None:
    number = store.imports.add(
        export(*people(3)), SurveyNaming("2024-25", "plg", "P", invited=20), SMALL
    ).import_id
    before = store.answers(SMALL)
    store.imports.undo(number)
    assert store.answers(SMALL).invitations.empty
    store.imports.redo(number)
    after = store.answers(SMALL)
    assert after.respondents.equals(before.respondents)
    assert (after.codes == before.codes).all()
    assert after.invitations["n_invited"].tolist() == [20]


def test_undoing_an_import_brings_the_number_of_invited_before_it_back(store: Store) -> None:
    plg = ("2024-2025", "plg", "P", "short")
    store.surveys.invite([Invitation(*plg, n_invited=20)], SMALL)
    number = store.imports.add(export({}), SurveyNaming(*plg, invited=25), SMALL).import_id
    assert store.answers(SMALL).invitations["n_invited"].tolist() == [25]
    store.imports.undo(number)
    assert store.answers(SMALL).invitations["n_invited"].tolist() == [20]


def test_rows_are_kept_left_out_and_taken_back(store: Store) -> None:
    kinds = ["", "test", "duplicate", "blank", "refused", "note", ""]
    recognised = export(
        *({"excluded": kind, "centre": f"row {i}"} for i, kind in enumerate(kinds, 2))
    )
    number = store.imports.add(recognised, TRAINING, SMALL, keep_rows=[4], leave_out=[2]).import_id
    assert store.answers(SMALL).respondents["centre"].tolist() == ["row 4", "row 8"]
    assert store.imports.exclusions(number) == {
        "blank": (5,), "left_out": (2,), "note": (7,), "refused": (6,), "test": (3,)
    }  # fmt: skip
    store.imports.take_back(number, [2, 3])
    store.imports.leave_out(number, [8])
    assert store.answers(SMALL).respondents["centre"].tolist() == ["row 2", "row 3", "row 4"]
    with refuses("Rows 5–6 cannot be taken back"):
        store.imports.take_back(number, [2, 5, 6])
    with refuses("has no row 99"):
        store.imports.leave_out(number, [2, 99])
    with refuses("There is no import 1234"):
        store.imports.undo(1234)
    assert n_answers(store) == 3


def test_rows_that_hold_no_answers_cannot_be_kept(store: Store) -> None:
    recognised = export({}, {"excluded": "refused"})
    with refuses("Rows 3 cannot be taken back"):
        store.imports.add(recognised, TRAINING, SMALL, keep_rows=[3])
    with refuses("has no row 40"):
        store.imports.add(recognised, TRAINING, SMALL, leave_out=[40])


def test_a_later_export_of_a_survey_is_an_update_of_it(store: Store) -> None:
    first = store.imports.add(export(*people(3)), TRAINING, SMALL).import_id
    changed = {"identity": "p2@example.org", "codes": point(1, 8, 1)}
    later = export(*people(2), changed, {"identity": "new@x.be"}, file="later.xlsx")
    receipt = store.imports.add(later, TRAINING, SMALL)
    assert (receipt.n_same, receipt.n_changed, receipt.n_added, receipt.n_gone) == (2, 1, 1, 0)
    assert n_answers(store) == 4
    assert store.imports.exclusions(first) == {"replaced": (2, 3, 4)}
    assert receipt.changed[0].what == (("A2", "1", "8"), ("centre", "Centrum 01", ""))


def test_when_the_earlier_export_is_undone_the_later_one_counts_in_full(store: Store) -> None:
    first = store.imports.add(export(*people(3)), TRAINING, SMALL).import_id
    second = store.imports.add(export(*people(5), file="later.xlsx"), TRAINING, SMALL).import_id
    assert n_answers(store) == 5
    store.imports.undo(first)
    assert n_answers(store) == 5
    store.imports.undo(second)
    store.imports.redo(first)
    assert n_answers(store) == 3
    store.imports.redo(second)
    assert n_answers(store) == 5


def test_who_was_left_out_stays_out_in_a_later_export(store: Store) -> None:
    store.imports.add(export(*people(3)), TRAINING, SMALL, leave_out=[2])
    later = store.imports.add(export(*people(4), file="later.xlsx"), TRAINING, SMALL).import_id
    assert n_answers(store) == 3
    store.imports.take_back(later, [2])
    assert n_answers(store) == 4


def test_imports_are_listed_with_what_they_set_aside(store: Store) -> None:
    rows = [
        {"initiative": "PLG 1", "completed": False},
        {"initiative": "PLG 2"},
        {"excluded": "test"},
        {"excluded": "blank"},
    ]
    number = store.imports.add(export(*rows), PLG, SMALL).import_id
    store.imports.undo(number)
    [row] = store.imports.table().to_dict("records")
    assert row.pop("created_at").tzinfo is not None
    assert len(row.pop("digest")) == 64
    assert row == {
        "id": number, "file": "export.xlsx", "platform": "ms_forms",
        "school_years": ("2024-2025",), "strategies": ("plg",),
        "initiatives": ("PLG 1", "PLG 2"), "moments": ("short",),
        "n_respondents": 2, "n_partial": 1, "excluded": {"test": 1, "blank": 1},
        "undone": True, "example": False,
    }  # fmt: skip


def test_clearing_the_example_leaves_what_was_added_later(store: Store) -> None:
    store.imports.add(export(*people(3)), TRAINING, SMALL)
    store.surveys.invite([Invitation("2024-25", "plg", "P", n_invited=5)], SMALL)
    store.example.mark()
    assert store.example.there
    store.imports.add(
        export(*people(2), file="real.xlsx"), SurveyNaming("2025-26", "plg", "P"), SMALL
    )
    store.example.clear()
    assert not store.example.there
    assert n_answers(store) == 2
    assert store.answers(SMALL).invitations.empty
    assert store.imports.table()["file"].tolist() == ["real.xlsx"]


def test_answers_invitations_and_the_end_of_the_example_are_one_transaction(store: Store) -> None:
    store.imports.add(export(*people(2)), TRAINING, SMALL)
    store.example.mark()
    other = Addition(export(*people(3), file="other.xlsx"), TRAINING)
    nowhere = Invitation("2024-25", "nowhere", "P", n_invited=10)
    with refuses("'nowhere' is not a strategy"):
        store.imports.add_all([other], SMALL, [nowhere], instead_of_example=True)
    assert store.example.there
    assert n_answers(store) == 2
    store.imports.add_all([other], SMALL, instead_of_example=True)
    assert not store.example.there
    assert store.imports.table()["file"].tolist() == ["other.xlsx"]

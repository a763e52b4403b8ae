"""Checklists in the store: nothing that anyone gave is lost, and everyone is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from checklist_made import KNOWN
from hypothesis import given
from hypothesis import strategies as st
from migrated import steps
from sqlalchemy import create_engine, inspect
from store_exports import SMALL, TRAINING, export, people, refuses

from measurement.centre.checklist.draft import merged
from measurement.centre.checklist.tables import CHECKLIST, FACTS, INSPECTIONS, LISTING
from measurement.errors import SurveyError
from measurement.store import (
    Change,
    Checklist,
    ChecklistDraft,
    Conflict,
    Entry,
    Fact,
    Inspection,
    Store,
    open_store,
)
from measurement.tables import check
from measurement.words import speak

DAY = date(2024, 10, 1)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as made:
        yield made


def draft(**entries: Entry | str) -> ChecklistDraft:
    given = {f: e if isinstance(e, Entry) else Entry(e) for f, e in entries.items()}
    return ChecklistDraft("Centrum 01", DAY, "directie", given)


def change(saved: Checklist, **entries: Entry | str) -> ChecklistDraft:
    """What somebody gives who had this version before them."""
    return replace(saved.draft, entries={**saved.entries, **draft(**entries).entries})


def states(saved: Checklist) -> dict[str, str]:
    return {factor: entry.state for factor, entry in saved.entries.items()}


def test_a_half_filled_draft_is_kept_and_goes_on_later(store: Store) -> None:
    first = store.checklists.save(draft(S1="present", S2=Entry("", "nog vragen")))
    assert (first.version, first.status) == (1, "open")
    with open_store(store.place) as again:
        there = again.checklists.one(first.id)
        assert there == first
        assert again.checklists.table(KNOWN)["factor"].tolist() == [
            "S1"
        ]  # a note alone is no state
        second = again.checklists.save(change(there, S3="partial"), there.version)
    assert second.version == 2
    assert states(store.checklists.one(first.id)) == {"S1": "present", "S2": "", "S3": "partial"}


def test_every_save_raises_the_revision(store: Store) -> None:
    seen = [store.revision]
    number = store.checklists.save(draft(S1="present")).id
    seen.append(store.revision)
    for step in (
        lambda: store.checklists.save(change(store.checklists.one(number), S1="absent"), 1),
        lambda: store.checklists.close(number),
        lambda: store.checklists.reopen(number),
        lambda: store.centres.record_facts([Fact("Centrum 01", "staff", "12", DAY)]),
        lambda: store.centres.record_inspections(
            [Inspection("C", "2024-25", "beeldvorming", "meets")]
        ),
    ):
        step()
        seen.append(store.revision)
    assert seen == sorted(set(seen))


def test_the_history_keeps_every_version(store: Store) -> None:
    one = store.checklists.save(draft(S1="absent"))
    two = store.checklists.save(change(one, S1="partial"), 1)
    three = store.checklists.close(one.id)
    assert store.checklists.history(one.id) == [one, two, three]
    assert [v.status for v in store.checklists.history(one.id)] == ["open", "open", "closed"]


def test_saving_the_same_again_makes_no_version(store: Store) -> None:
    one = store.checklists.save(draft(S1="absent"))
    assert store.checklists.save(one.draft, 1) == one
    assert len(store.checklists.history(one.id)) == 1


def test_a_factor_that_is_not_named_stays_and_one_can_be_emptied(store: Store) -> None:
    one = store.checklists.save(draft(S1="absent", S2="partial"))
    two = store.checklists.save(replace(one.draft, entries={"S1": Entry()}), 1)
    assert states(two) == {"S2": "partial"}


def test_two_people_who_change_other_factors_both_get_their_way(store: Store) -> None:
    base = store.checklists.save(draft(S1="absent", S2="absent", S3="absent"))
    store.checklists.save(change(base, S1="present"), base.version)
    with pytest.raises(Conflict) as told:
        store.checklists.save(change(base, S2=Entry("partial", "groeit")), base.version)
    expected = {"S1": "present", "S2": "partial", "S3": "absent"}
    assert states(told.value.saved) == expected
    assert store.checklists.one(base.id) == told.value.saved
    assert store.checklists.one(base.id).entries["S2"].note == "groeit"
    [found] = told.value.changes
    assert (found.factor, found.before, found.theirs, found.mine) == (
        "S1",
        "absent",
        "present",
        "absent",
    )
    assert told.value.clashes == ()
    speak("en")
    assert "changed S1. Everything of yours was saved too." in str(told.value)


def test_where_both_change_one_factor_the_first_holds_and_the_second_is_kept(
    store: Store,
) -> None:
    base = store.checklists.save(draft(S1="absent", S2="absent"))
    store.checklists.save(change(base, S1=Entry("present", "vol")), base.version)
    mine = change(base, S1=Entry("partial", "half"), S2="present")
    with pytest.raises(Conflict) as told:
        store.checklists.save(mine, base.version)
    saved = store.checklists.one(base.id)
    assert saved.entries == {"S1": Entry("present", "vol"), "S2": Entry("present")}
    assert [(c.factor, c.field, c.theirs, c.mine) for c in told.value.clashes] == [
        ("S1", "state", "present", "partial"),
        ("S1", "note", "vol", "half"),
    ]
    history = store.checklists.history(base.id)
    assert [v.stands for v in history] == [True, True, False, True]
    assert history[2].entries["S1"] == Entry("partial", "half")
    speak("en")
    assert "For S1 you both gave something else" in str(told.value)


def test_the_second_can_insist_with_the_version_they_were_shown(store: Store) -> None:
    base = store.checklists.save(draft(S1="absent"))
    store.checklists.save(change(base, S1="present"), base.version)
    with pytest.raises(Conflict) as told:
        store.checklists.save(change(base, S1="partial"), base.version)
    shown = told.value.saved
    assert states(store.checklists.save(change(shown, S1="partial"), shown.version)) == {
        "S1": "partial"
    }


def test_who_goes_on_from_a_version_with_a_clash_starts_from_what_held(store: Store) -> None:
    base = store.checklists.save(draft(S1="absent"))
    store.checklists.save(change(base, S1="present"), 1)
    with pytest.raises(Conflict):
        store.checklists.save(change(base, S1="partial"), 1)
    shown = store.checklists.one(base.id)
    store.checklists.save(change(shown, S2="absent"), shown.version)
    with pytest.raises(Conflict) as told:
        store.checklists.save(change(shown, S3="absent"), shown.version)
    assert told.value.clashes == ()
    assert states(store.checklists.one(base.id)) == {
        "S1": "present",
        "S2": "absent",
        "S3": "absent",
    }


def test_the_day_and_who_filled_in_are_merged_too(store: Store) -> None:
    base = store.checklists.save(draft(S1="absent"))
    store.checklists.save(replace(base.draft, date=date(2024, 10, 8)), 1)
    with pytest.raises(Conflict) as told:
        store.checklists.save(replace(base.draft, filled_by="poc"), 1)
    saved = store.checklists.one(base.id)
    assert (saved.date, saved.filled_by) == (date(2024, 10, 8), "poc")
    speak("en")
    assert "changed date." in str(told.value)


def test_two_who_save_the_same_need_not_be_told(store: Store) -> None:
    base = store.checklists.save(draft(S1="absent"))
    saved = store.checklists.save(base.draft, 1)
    assert store.checklists.save(change(base, S2="absent"), saved.version).version == 2


def test_a_list_begun_by_mistake_is_thrown_away_with_its_history(store: Store) -> None:
    kept = store.checklists.save(replace(draft(S1="present"), centre="Centrum 02"))
    begun = store.checklists.save(draft(S1="absent"))
    store.checklists.save(change(begun, S2="present"), begun.version)
    store.checklists.discard(begun.id)
    assert store.checklists.listing()["checklist"].tolist() == [kept.id]
    assert store.checklists.history(kept.id) != []


def test_a_closed_list_is_not_thrown_away(store: Store) -> None:
    saved = store.checklists.save(draft(S1="present"))
    store.checklists.close(saved.id)
    with pytest.raises(SurveyError, match="Heropen"):
        store.checklists.discard(saved.id)
    assert store.checklists.listing()["checklist"].tolist() == [saved.id]


def test_a_closed_checklist_does_not_change_but_what_was_given_is_kept(store: Store) -> None:
    base = store.checklists.save(draft(S1="absent"))
    closed = store.checklists.close(base.id)
    with pytest.raises(Conflict) as told:
        store.checklists.save(change(base, S1="present"), base.version)
    assert states(store.checklists.one(base.id)) == {"S1": "absent"}
    assert store.checklists.one(base.id).closed
    assert states(store.checklists.history(base.id)[-1]) == {"S1": "present"}
    speak("en")
    assert str(told.value).startswith("This checklist is closed. What you gave for S1")
    store.checklists.reopen(base.id)
    again = store.checklists.one(base.id)
    assert again.version > closed.version
    assert states(store.checklists.save(change(again, S1="present"), again.version)) == {
        "S1": "present"
    }


def test_many_who_save_at_once_lose_nothing(store: Store) -> None:
    base = store.checklists.save(draft())
    clashes: list[Change] = []

    def save(n: int) -> None:
        try:
            store.checklists.save(change(base, **{f"S{n}": "present"}), base.version)
        except Conflict as conflict:
            clashes.extend(conflict.clashes)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(1, 10)))
    assert clashes == []
    assert states(store.checklists.one(base.id)) == dict.fromkeys(KNOWN.ids, "present")
    assert len(store.checklists.history(base.id)) == 1 + 9


ENTRIES = st.dictionaries(
    st.sampled_from(["S1", "S2", "S3"]),
    st.builds(Entry, st.sampled_from(["", "absent", "present"]), st.sampled_from(["", "x", "y"])),
)


@given(ENTRIES, ENTRIES, ENTRIES)
def test_every_field_of_either_holds_or_is_told(
    before: dict[str, Entry], first: dict[str, Entry], second: dict[str, Entry]
) -> None:
    base, theirs, mine = (
        ChecklistDraft("C", DAY, "poc", {**before, **part}) for part in ({}, first, second)
    )
    result, changes = merged(base, theirs, mine)
    clashes = {(c.factor, c.field) for c in changes if c.clash}
    for factor in ("S1", "S2", "S3"):
        for field in ("state", "note"):
            was, one, two, now = (
                getattr(d.entries.get(factor, Entry()), field) for d in (base, theirs, mine, result)
            )
            if (factor, field) in clashes:
                assert now == one
                assert two not in (was, one)
            else:
                assert now == (two if one == was else one)


def test_the_tables_keep_to_their_declarations(store: Store) -> None:
    for _ in range(2):  # empty, then filled
        check(store.checklists.table(KNOWN), CHECKLIST)
        check(store.checklists.listing(), LISTING)
        check(store.centres.facts(), FACTS)
        check(store.centres.inspections(), INSPECTIONS)
        store.checklists.save(draft(S1="present", S4=Entry("absent", "weinig")))
        store.centres.record_facts([Fact("C", "net", "GO!", DAY)])
        store.centres.record_inspections([Inspection("C", "2024-25", "beeldvorming", "meets")])


def test_open_ones_can_be_left_out(store: Store) -> None:
    one = store.checklists.save(draft(S1="present"))
    store.checklists.save(draft(S1="absent"))
    store.checklists.close(one.id)
    assert len(store.checklists.table(KNOWN)) == 2
    assert store.checklists.table(KNOWN, drafts=False)["state"].tolist() == ["present"]
    listing = store.checklists.listing().set_index("checklist")
    assert listing["status"].to_dict() == {1: "closed", 2: "open"}
    assert listing["n_filled"].to_dict() == {1: 1, 2: 1}


def test_addresses_and_numbers_of_people_are_masked_everywhere(
    store: Store, tmp_path: Path
) -> None:
    note = "vraag An.Desmet@goclb.example of 0478 12 34 56"
    one = store.checklists.save(draft(S1=Entry("partial", note)))
    assert one.entries["S1"].note == "vraag … of …"
    store.centres.record_facts([Fact("Centrum 01", "net", "an.desmet@goclb.example", DAY)])
    store.close()
    stored = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"goclb.example" not in stored
    assert b"0478" not in stored


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(draft(), centre="  "), "does not say which centre"),
        (replace(draft(), filled_by="de buur"), "'de buur' cannot fill in"),
        (draft(S1="soms"), "'soms' is not a state"),
        (replace(draft(), id=7), "no checklist 7"),
    ],
)
def test_what_cannot_be_is_refused(store: Store, wrong: ChecklistDraft, said: str) -> None:
    with refuses(said):
        store.checklists.save(wrong)
    assert store.revision == 0


def test_a_version_that_never_was_is_refused(store: Store) -> None:
    one = store.checklists.save(draft(S1="absent"))
    for version in (0, 5):
        with refuses(f"no version {version}"):
            store.checklists.save(one.draft, version)


def test_files_bring_what_is_there_up_to_date(store: Store) -> None:
    first = draft(S1=Entry("partial", "eerst"), S2="absent")
    assert len(store.checklists.take([first])) == 1
    [again] = store.checklists.take([draft(S1="present")])  # no remark, no S2: they stay
    assert again.entries == {"S1": Entry("present", "eerst"), "S2": Entry("absent")}
    assert (again.id, again.version) == (1, 2)
    staff = replace(first, filled_by="medewerker")
    for _ in range(2):  # two of one day are two, also the second time
        assert [c.id for c in store.checklists.take([staff, staff])] == [2, 3]


def test_a_file_that_would_change_closed_ones_is_refused_with_all_of_them(store: Store) -> None:
    other = replace(draft(S1="absent"), centre="Centrum 02")
    for saved in store.checklists.take([draft(S1="absent"), other]):
        store.checklists.close(saved.id)
    assert len(store.checklists.take([draft(S1="absent")])) == 1  # the same: nothing to change
    new = replace(other, centre="Centrum 03")
    with refuses("Centrum 01 of .* is closed.*\n.*Centrum 02 of"):
        store.checklists.take(
            [draft(S1="present"), new, replace(other, entries=draft(S2="partial").entries)]
        )
    assert len(store.checklists.listing()) == 2


def test_the_newest_fact_holds(store: Store) -> None:
    later = date(2025, 9, 1)
    store.centres.record_facts(
        [
            Fact("C", "staff", "30", DAY),
            Fact("C", "staff", "28", later),
            Fact("C", "flag_merger", "yes", DAY),
            Fact("C", "flag_merger", "", later),  # no longer known
        ]
    )
    store.centres.record_facts([Fact("C", "staff", "31", DAY)])
    found = store.centres.facts()
    assert found[["key", "value", "date"]].to_numpy().tolist() == [["staff", "28", "2025-09-01"]]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (Fact("C", "staff", "veel", DAY), "'veel' is not a whole number"),
        (Fact("C", "flag_merger", "misschien", DAY), "neither yes nor no"),
        (Fact("C", "kleur", "groen", DAY), "'kleur' is not a fact"),
        (Fact("", "staff", "3", DAY), "not said which centre"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(store: Store, fact: Fact, said: str) -> None:
    with refuses(said):
        store.centres.record_facts([Fact("C", "staff", "3", DAY), fact])
    assert store.centres.facts().empty


def test_inspection_results_take_each_others_place(store: Store) -> None:
    row = Inspection("C", "2024-25", "beeldvorming", "approaches")
    store.centres.record_inspections([row, replace(row, scale="subsidiariteit")])
    store.centres.record_inspections(
        [replace(row, level="meets"), replace(row, scale="subsidiariteit", level="")]
    )
    assert store.centres.inspections().to_numpy().tolist() == [
        ["C", "2024-2025", "beeldvorming", "meets"]
    ]
    with refuses("'goed' is not a level"):
        store.centres.record_inspections([replace(row, level="goed")])


def test_a_store_with_only_a_checklist_is_not_empty(store: Store) -> None:
    assert store.empty
    store.checklists.save(draft())
    assert not store.empty


def test_clearing_the_example_takes_its_centres_along_and_nothing_else(store: Store) -> None:
    store.checklists.save(draft(S1="present"))
    store.centres.record_facts([Fact("Centrum 01", "staff", "3", DAY)])
    store.centres.record_inspections([Inspection("Centrum 01", "2024-25", "beeldvorming", "meets")])
    store.example.mark()
    tried = store.checklists.save(draft(S1="absent"))  # tried out on an invented centre
    real = store.checklists.save(replace(draft(S1="partial"), centre="GO! CLB Gent"))
    store.centres.record_facts(
        [Fact("GO! CLB Gent", "staff", "40", DAY), Fact("Centrum 01", "net", "x", DAY)]
    )
    store.example.clear()
    assert store.checklists.listing()["checklist"].tolist() == [real.id]
    assert store.centres.facts()["centre"].tolist() == ["GO! CLB Gent"]
    assert store.centres.inspections().empty
    assert store.checklists.history(tried.id) == []


def test_a_store_of_the_version_before_keeps_its_data(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with open_store(path) as store:
        store.imports.add(export(*people(5)), TRAINING, SMALL)
        before = (store.revision, store.answers(SMALL).respondents, store.imports.table())
    steps(path, lambda config: command.downgrade(config, "0001"))
    engine = create_engine(f"sqlite:///{path}")
    assert "checklist" not in inspect(engine).get_table_names()
    engine.dispose()
    copy = tmp_path / "copy.sqlite"
    shutil.copy(path, copy)
    shutil.copy(tmp_path / "old.key", tmp_path / "copy.key")
    with open_store(copy) as store:
        assert store.revision == before[0]
        assert store.answers(SMALL).respondents.equals(before[1])
        assert store.imports.table().equals(before[2])
        assert store.checklists.listing().empty
        assert store.checklists.save(draft(S1="present")).version == 1
        store.imports.add(export(*people(8)[5:], file="later"), TRAINING, SMALL)
        assert store.answers(SMALL).n == 5 + 3

"""Accounts and the audit log in a real store: who may change what, at once, and by several."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic import command
from migrated import steps
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable
from store_exports import SMALL, TRAINING, export, people, refuses

from measurement.access.lists import Wish
from measurement.access.roles import LOCAL
from measurement.access.tables import ACCOUNTS, ACTION_WORDS, AUDIT
from measurement.errors import ExportError, SurveyError
from measurement.store import Store, open_store
from measurement.store.people.audit import ACTIONS, Audit
from measurement.store.schema import account
from measurement.tables import check

POC, OTHER, AN = "poc@x.be", "tweede@x.be", "an@x.be"
TODAY = date.today()


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """A store with one person of staff."""
    with open_store(database) as made:
        made.access.ensure_first([POC])
        yield made


def entries(store: Store, *actions: str) -> list[tuple[str, str, str | None, dict[str, object]]]:
    """Who, action, about and details, the oldest first."""
    table = store.audit.table(actions=actions)
    check(table, AUDIT)
    return [
        (r.who, r.action, r.about if isinstance(r.about, str) else None, json.loads(r.details))
        for r in table[::-1].itertuples()
    ]


def roles(store: Store) -> dict[str, str]:
    table = store.access.list()
    return {r.email: r.role for r in table[table["standing"] == "active"].itertuples()}


def test_the_first_staff_come_from_the_secrets_once(store: Store) -> None:
    assert roles(store) == {POC: "staff"}
    assert store.access.ensure_first([OTHER]) == ()  # there is staff already
    store.access.grant(POC, OTHER, "staff")
    store.access.end(OTHER, POC)
    assert store.access.ensure_first([POC]) == ()  # who was ended stays ended
    assert roles(store) == {OTHER: "staff"}
    assert entries(store)[0] == ("secrets", "access_granted", POC, {"role": "staff"})


def test_the_secrets_give_access_back_when_nobody_of_staff_is_left(store: Store) -> None:
    store.access.change(LOCAL, POC, "staff")  # nothing changes
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE account SET until = '2020-01-01'"))
    assert store.access.account_of(POC) is None
    assert store.access.ensure_first([" POC@x.be"]) == (POC,)
    assert roles(store) == {POC: "staff"}
    assert store.access.list()["standing"].tolist() == ["active", "ended"]


def test_a_fault_in_the_secrets_is_named(store: Store) -> None:
    with refuses("this is not an e-mail address: poc."):
        store.access.ensure_first(["poc"])


def test_what_was_given_comes_back_at_once_and_in_any_spelling(store: Store) -> None:
    made = store.access.grant(POC, " An@X.be", "director", ["Gent", " Gent ", "Nova"])
    assert (made.email, made.role, made.centres) == (AN, "director", ("Gent", "Nova"))
    assert store.access.account_of("AN@x.BE ") == made
    assert made.granted_by == POC
    for stranger in ("", "an@x", "jan@x.be", "%", "an@x.b_", "\uff41n@x.be", "an@x.be\x00", LOCAL):
        assert store.access.account_of(stranger) is None


def test_the_table_of_accounts_is_as_declared(store: Store) -> None:
    check(store.access.list(), ACCOUNTS)
    store.access.grant(POC, AN, "director", ["Gent", "Nova"], TODAY)
    store.access.grant(POC, OTHER, "analyst")
    store.access.end(POC, OTHER)
    table = store.access.list()
    check(table, ACCOUNTS)
    assert table["email"].tolist() == [AN, POC, OTHER]
    assert table["standing"].tolist() == ["active", "active", "ended"]
    assert table["centres"].tolist()[0] == "Gent|Nova"
    later = store.access.list(TODAY + timedelta(days=1))
    assert later["standing"].tolist() == ["active", "expired", "ended"]


def test_an_empty_store_has_empty_tables(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite") as empty:
        check(empty.access.list(), ACCOUNTS)
        check(empty.audit.table(), AUDIT)
        assert empty.access.account_of(POC) is None
        assert empty.access.ensure_first([]) == ()


def test_access_ends_at_once_and_by_itself(store: Store) -> None:
    store.access.grant(POC, AN, "analyst", until=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert store.access.account_of(AN, TODAY) is not None
    assert store.access.account_of(AN, tomorrow) is None
    store.access.end(POC, AN)
    assert store.access.account_of(AN, TODAY) is None
    again = store.access.grant(POC, AN, "director", ["Gent"])
    assert store.access.account_of(AN) == again


def test_who_has_access_is_changed_not_given_it_twice(store: Store) -> None:
    store.access.grant(POC, AN, "analyst")
    with refuses("an@x.be has access already, as analyst"):
        store.access.grant(POC, "AN@x.be", "staff")
    store.access.change(POC, AN, "director", ["Gent"], TODAY)
    assert roles(store)[AN] == "director"
    with refuses("jan@x.be has no access"):
        store.access.change(POC, "jan@x.be", "staff")
    with refuses("jan@x.be has no access"):
        store.access.end(POC, "jan@x.be")


def test_the_database_itself_holds_one_account_per_address(store: Store) -> None:
    again = text(
        "INSERT INTO account (email, role, centres, valid_from, granted_by)"
        " SELECT email, role, centres, valid_from, granted_by FROM account"
    )
    with pytest.raises(IntegrityError), store._engine.begin() as connection:
        connection.execute(again)


@pytest.mark.parametrize(
    ("role", "centres", "until", "said"),
    [
        ("director", [], None, "a director needs at least one centre"),
        ("director", [" ", ""], None, "a director needs at least one centre"),
        ("director", ["=1+1"], None, "cannot be the name of a centre"),
        ("directeur", ["Gent"], None, "this is not a role: directeur"),
        ("", [], None, "this is not a role"),
        ("local", [], None, "this is not a role"),
        ("staff", [], TODAY - timedelta(days=1), "the last day lies in the past"),
    ],
)
def test_what_cannot_be_given_is_refused(
    store: Store, role: str, centres: list[str], until: date | None, said: str
) -> None:
    before = store.revision
    with refuses(said):
        store.access.grant(POC, AN, role, centres, until)
    with refuses(said):
        store.access.change(POC, POC, role, centres, until)
    assert (store.revision, roles(store)) == (before, {POC: "staff"})


@pytest.mark.parametrize(
    "by", ["analist@x.be", "dir@x.be", "weg@x.be", "niemand@x.be", "", "staff"]
)
def test_only_staff_change_access(store: Store, by: str) -> None:
    store.access.grant(POC, "analist@x.be", "analyst")
    store.access.grant(POC, "dir@x.be", "director", ["Gent"])
    store.access.grant(POC, "weg@x.be", "staff")
    store.access.end(POC, "weg@x.be")
    before = (store.revision, roles(store), len(entries(store)))
    tries: list[Callable[[], object]] = [
        lambda: store.access.grant(by, AN, "staff"),
        lambda: store.access.change(by, "dir@x.be", "staff"),
        lambda: store.access.end(by, POC),
        lambda: store.access.take_list(by, [Wish(AN, "staff")]),
        lambda: store.people.find("x@y.be", by or "?"),
        lambda: store.people.erase(by, "x@y.be"),
        lambda: store.retention.apply(by, TODAY),
        lambda: store.retention.keep_for(by, 3),
    ]
    for one in tries:
        with refuses("You have no access to this"):
            one()
    assert (store.revision, roles(store), len(entries(store))) == before


def test_the_user_of_an_own_computer_may_manage_access(store: Store) -> None:
    store.access.grant(LOCAL, AN, "staff")
    assert entries(store)[-1][0] == "local"


@pytest.mark.parametrize(
    "last",
    [
        lambda room: room.end(POC, POC),
        lambda room: room.change(POC, POC, "analyst"),
        lambda room: room.change(POC, POC, "director", ["Gent"]),
        lambda room: room.change(POC, POC, "staff", (), TODAY),  # ends by itself
        lambda room: room.take_list(POC, [Wish(POC, "analyst"), Wish(AN, "analyst")]),
        lambda room: room.end(LOCAL, POC),
    ],
)
def test_the_last_of_staff_stays(store: Store, last: Callable[[object], object]) -> None:
    store.access.grant(POC, OTHER, "staff", (), TODAY)  # has an end, so does not count as the rest
    before = (store.revision, roles(store))
    with refuses("This is the last account of POC"):
        last(store.access)
    assert (store.revision, roles(store)) == before
    store.access.change(POC, OTHER, "staff")
    last(store.access)
    assert roles(store)[OTHER] == "staff"


def test_every_change_stands_in_the_audit_log_with_what_was(store: Store) -> None:
    store.access.grant(POC, AN, "director", ["Gent"], date(2099, 8, 31))
    store.access.change(POC, AN, "analyst")
    store.access.end(POC, AN)
    assert entries(store)[1:] == [
        (
            POC,
            "access_granted",
            AN,
            {"role": "director", "centres": "Gent", "until": "2099-08-31"},
        ),
        (
            POC,
            "access_changed",
            AN,
            {
                "role": "analyst",
                "role_before": "director",
                "centres_before": "Gent",
                "until_before": "2099-08-31",
            },
        ),
        (POC, "access_ended", AN, {"role": "analyst"}),
    ]


def test_every_change_raises_the_revision_and_a_line_in_the_log_does_not(store: Store) -> None:
    seen = [store.revision]
    for change in (
        lambda: store.access.grant(POC, AN, "analyst"),
        lambda: store.access.change(POC, AN, "director", ["Gent"]),
        lambda: store.access.end(POC, AN),
        lambda: store.access.take_list(POC, [Wish(AN, "analyst")]),
    ):
        change()
        seen.append(store.revision)
    assert seen == sorted(set(seen))
    store.audit.record(POC, "rows_exported", {"table": "answers", "rows": 3})
    assert store.revision == seen[-1]


def test_a_list_gives_all_or_nothing(store: Store) -> None:
    store.access.grant(POC, AN, "analyst")
    store.access.grant(POC, OTHER, "analyst")
    before = (store.revision, roles(store))
    with pytest.raises(ExportError) as caught:
        store.access.take_list(
            POC, [Wish("new@x.be", "staff"), Wish("x", "y", row=3), Wish(AN, "director", row=4)]
        )
    assert {problem.kind for problem in caught.value.problems} == {"email", "role", "no_centre"}
    assert (store.revision, roles(store)) == before
    taken = store.access.take_list(
        POC,
        [
            Wish("new@x.be", "staff"),
            Wish("AN@x.be", "director", ("Gent",)),
            Wish("an@x.be", "director", ("Nova",)),
            Wish(OTHER, "analyst"),
        ],
    )
    assert (taken.n_granted, taken.n_changed, taken.n_same) == (1, 1, 1)
    assert roles(store) == {POC: "staff", "new@x.be": "staff", AN: "director", OTHER: "analyst"}
    assert [entry[1] for entry in entries(store)[-3:]] == [
        "access_granted",
        "access_changed",
        "access_list",
    ]
    assert entries(store)[-1][3] == {"granted": 1, "changed": 1, "same": 1}


def test_a_list_of_ten_thousand_is_taken_in_one_go(store: Store) -> None:
    wishes = [Wish(f"p{i}@x.be", "director", ("Gent",)) for i in range(10_000)]
    assert store.access.take_list(POC, wishes).n_granted == 10_000
    assert store.access.take_list(POC, wishes).n_same == 10_000
    assert len(store.access.list()) == 10_001
    assert len(store.audit.table(limit=20_000)) == 1 + 10_000 + 2


def at_once(path: str, *jobs: Callable[[Store], object]) -> list[str]:
    """What each job ended in, started in the same moment on a store of its own."""
    start, ends = threading.Barrier(len(jobs)), [""] * len(jobs)

    def run(place: int, job: Callable[[Store], object]) -> None:
        with open_store(path) as mine:
            start.wait()
            try:
                job(mine)
                ends[place] = "done"
            except SurveyError as error:
                ends[place] = str(error)

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ends


def test_two_who_give_the_same_person_access_at_once_make_one_account(store: Store) -> None:
    ends = at_once(
        store.place,
        lambda mine: mine.access.grant(POC, AN, "analyst"),
        lambda mine: mine.access.grant(POC, AN, "director", ["Gent"]),
    )
    assert ends.count("done") == 1
    assert len(store.access.list()) == 2
    assert len(entries(store, "access_granted")) == 2


def test_two_of_staff_who_end_each_other_at_once_leave_one(store: Store) -> None:
    store.access.grant(POC, OTHER, "staff")
    ends = at_once(
        store.place,
        lambda mine: mine.access.end(POC, OTHER),
        lambda mine: mine.access.end(OTHER, POC),
    )
    assert ends.count("done") == 1
    assert len(roles(store)) == 1


def test_servers_that_start_at_once_make_the_first_account_once(tmp_path: Path) -> None:
    path = str(tmp_path / "s.sqlite")
    open_store(path).close()
    jobs = [lambda mine: mine.access.ensure_first([POC, OTHER])] * 3
    assert at_once(path, *jobs) == ["done"] * 3
    with open_store(path) as store:
        assert roles(store) == {POC: "staff", OTHER: "staff"}


def test_the_audit_log_tells_the_newest_first_and_by_action(store: Store) -> None:
    store.audit.record(LOCAL, "rows_exported", {"table": "answers", "rows": 12})
    store.audit.record(POC, "quote_released", {"remark": 7})
    table = store.audit.table()
    check(table, AUDIT)
    assert table["action"].tolist() == ["quote_released", "rows_exported", "access_granted"]
    assert table["entry"].is_monotonic_decreasing
    assert store.audit.table(limit=1)["action"].tolist() == ["quote_released"]
    only = store.audit.table(actions=["rows_exported", "person_erased"])
    assert only["who"].tolist() == ["local"]
    assert list(table["action"].cat.categories) == list(ACTIONS) == list(ACTION_WORDS)


def test_nothing_takes_an_entry_of_the_audit_log_away(store: Store) -> None:
    assert {name for name in vars(Audit) if not name.startswith("_")} == {"record", "table"}
    store.example.mark()
    store.example.clear()
    assert len(entries(store)) == 1


def test_details_never_hold_an_address_or_telephone(store: Store) -> None:
    store.audit.record(POC, "rows_exported", {"table": "an@resp.be 0478 12 34 56", "rows": 1})
    assert entries(store)[-1][3] == {"table": "… …", "rows": 1}


@pytest.mark.parametrize(
    ("who", "action"), [("", "rows_exported"), ("poc", "rows_exported"), (POC, "deleted")]
)
def test_an_entry_without_a_name_or_a_known_action_is_a_fault_in_the_program(
    store: Store, who: str, action: str
) -> None:
    before = store.revision
    with pytest.raises(ValueError, match="audit log"):
        store.audit.record(who, action)
    assert (store.revision, len(entries(store))) == (before, 1)


def test_a_store_of_the_version_before_keeps_its_data_and_can_go_back(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with open_store(path) as store:
        store.imports.add(export(*people(5)), TRAINING, SMALL)
        store.access.ensure_first([POC])
        before = (store.revision, store.answers(SMALL).respondents)
    steps(path, lambda config: command.downgrade(config, "0003"))
    engine = create_engine(f"sqlite:///{path}")
    assert not {"account", "audit"} & set(inspect(engine).get_table_names())
    engine.dispose()
    with open_store(path) as store:
        assert store.revision == before[0]
        assert store.answers(SMALL).respondents.equals(before[1])
        assert store.access.list().empty
        store.access.ensure_first([POC])
        assert roles(store) == {POC: "staff"}


def test_postgresql_keeps_one_account_per_address_too() -> None:
    dialect = postgresql.dialect()
    (index,) = account.indexes
    assert "JSON" in str(CreateTable(account).compile(dialect=dialect))
    assert str(CreateIndex(index).compile(dialect=dialect)) == (
        "CREATE UNIQUE INDEX ix_account_email_holds ON account (email) WHERE ended_at IS NULL"
    )

"""What each role may do, whose address is whose, and what a list of people says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.access.lists import Faults, Line, Wish, parsed, role_named, settled
from measurement.access.roles import ACTIONS, LOCAL, ROLES, SECRETS, Account, address, may
from measurement.access.tables import ACCESS_TABLES, ACTION_WORDS, ROLE_WORDS, details_in_words
from measurement.school_year import day_named
from measurement.texts import identity_form
from measurement.words import speak

TODAY = date(2026, 11, 22)
TABLE = """
                    staff analyst director
see_all_centres     yes   yes     no
see_own_centres     yes   yes     yes
import_exports      yes   no      no
manage_access       yes   no      no
export_rows         yes   yes     no
release_quotes      yes   no      no
release_figures     yes   no      no
erase_person        yes   no      no
read_audit          yes   no      no
edit_checklist_own  yes   no      yes
edit_checklist_all  yes   no      no
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("action", "says"), [(row[0], row[1:]) for row in ROWS[1:]])
def test_each_role_may_do_what_the_table_says(action: str, says: list[str]) -> None:
    said = dict(zip(ROWS[0], says, strict=True))
    assert {role: may(role, action) for role in ROLES} == {r: s == "yes" for r, s in said.items()}
    assert not any(may(nobody, action) for nobody in (None, "", "Staff", "owner", LOCAL, SECRETS))


def test_the_table_names_every_action_and_every_role() -> None:
    assert {row[0] for row in ROWS[1:]} == ACTIONS
    assert ROWS[0] == list(ROLES) == list(ROLE_WORDS)


def test_an_action_that_does_not_exist_is_a_fault_in_the_program() -> None:
    with pytest.raises(KeyError):
        may("staff", "see_everything")


@pytest.mark.parametrize(
    ("until", "ended", "active"),
    [
        (None, False, True),
        (date(2026, 11, 22), False, True),  # the last day counts
        (date(2026, 11, 21), False, False),
        (date(2099, 1, 1), True, False),
    ],
)
def test_an_account_holds_up_to_its_last_day(until: date | None, ended: bool, active: bool) -> None:
    then = datetime(2026, 1, 1, tzinfo=UTC)
    assert (
        Account("a@x.be", "staff", (), then, until, then if ended else None).active(TODAY) is active
    )


def test_a_director_sees_the_own_centres_by_their_exact_name_only() -> None:
    director = Account("a@x.be", "director", ("Gent",), datetime(2026, 1, 1, tzinfo=UTC))
    analyst = Account("b@x.be", "analyst", (), datetime(2026, 1, 1, tzinfo=UTC))
    names = ("Gent", "gent", "Gen", "", "Brugge")
    assert [director.sees(name) for name in names] == [True, False, False, False, False]
    assert all(analyst.sees(name) for name in names)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" An.Peeters@GOCLB.be\n", "an.peeters@goclb.be"),
        ("o'neill+x@a-b.co.uk", "o'neill+x@a-b.co.uk"),
        ("an_x.be#EXT#@tenant.onmicrosoft.com", "an_x.be#ext#@tenant.onmicrosoft.com"),
        ("", ""),
        ("an", ""),
        ("an@goclb", ""),
        ("an@@goclb.be", ""),
        ("an@goclb..be", ""),
        ("an@x.be;jan@x.be", ""),
        ("an@x.be jan@x.be", ""),
        ("An <an@x.be>", ""),
        ("=cmd@x.be", ""),
        ("+1@x.be", ""),
        ("-1@x.be", ""),
        ("an\u200b@x.be", ""),
        ("\uff41n@x.be", ""),  # looks like an@x.be and would fold to it
        ("\u212aaren@x.be", ""),  # a Kelvin sign folds to a k
        ("stra\u00dfe@x.be", ""),
        ("a" * 250 + "@x.be", ""),
        ("an@x.be\x00", ""),
        (LOCAL, ""),
        (SECRETS, ""),
    ],
)
def test_only_a_plain_address_is_one(text: str, found: str) -> None:
    assert address(text) == found


@given(st.from_regex(r"\A[A-Za-z0-9_][A-Za-z0-9_.+-]{0,20}@[A-Za-z0-9]{1,9}\.[a-zA-Z]{2,4}\Z"))
def test_an_address_has_the_form_in_which_respondents_are_hashed(text: str) -> None:
    assert address(text) in ("", identity_form(text))
    assert address(address(text)) == address(text)


@given(st.text(max_size=40))
def test_two_texts_that_meet_in_one_address_differ_in_case_and_spaces_only(text: str) -> None:
    assert address(text) in ("", text.strip().lower())


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("poc", "staff"),
        ("POC+", "staff"),
        ("POC-medewerker", "staff"),
        ("Analist", "analyst"),
        ("directeur", "director"),
        (" DIRECTIE ", "director"),
        ("medewerker", ""),  # of a centre, most of the time
        ("admin", ""),
        ("", ""),
        ("=staff()", ""),
        ("poc, analist", ""),
    ],
)
def test_a_role_is_recognised_by_its_word(text: str, role: str) -> None:
    assert role_named(text) == role


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/08/2027", date(2027, 8, 31)),
        ("1-9-27", date(2027, 9, 1)),
        ("04/07/2027", date(2027, 7, 4)),  # the day first, whatever stands in other rows
        ("2027-08-31", date(2027, 8, 31)),
        ("2027-08-31T00:00:00", date(2027, 8, 31)),
        ("46630", date(2027, 8, 31)),  # as Excel keeps it
        ("46630,0", date(2027, 8, 31)),
        ("31/02/2027", None),
        ("08/31/2027", None),
        ("31 augustus 2027", date(2027, 8, 31)),
        ("31/08/2027 tot 30/09/2027", None),
        ("12", None),
        ("-1", None),
        ("9999999999", None),
    ],
)
def test_a_day_is_read_with_the_day_first(text: str, day: date | None) -> None:
    assert day_named(text) == day


def kept(*wishes: Wish) -> tuple[list[Wish], list[str]]:
    faults = Faults()
    found = settled(wishes, TODAY, faults)
    speak("en")
    return found, [str(problem) for problem in faults.problems]


def test_a_director_may_have_a_row_per_centre() -> None:
    found, faults = kept(
        Wish("An@x.be", "director", ("Gent",), None, 2),
        Wish("jan@x.be", "analyst", ("Gent",), None, 3),
        Wish("an@x.be", "director", ("Brugge ", "Gent"), None, 4),
    )
    assert faults == []
    assert [(w.email, w.centres) for w in found] == [
        ("an@x.be", ("Gent", "Brugge")),
        ("jan@x.be", ()),
    ]


def test_every_kind_of_fault_is_named_once_with_all_its_rows() -> None:
    past = date(2026, 11, 21)
    _found, faults = kept(
        Wish("", "staff", row=2),
        Wish("an", "staff", row=3),
        Wish("an@x.be", "baas", row=4),
        Wish("jan@x.be", "director", (" ",), row=5),
        Wish("mia@x.be", "director", ("=1+1", "a|b", "x" * 200), row=6),
        Wish("mia@x.be", "staff", (), past, row=7),
        Wish("an", "staff", row=8),
    )
    assert [fault.split(": ")[0] for fault in faults] == [
        "rows 2–3, 8",
        "row 4",
        "row 5",
        "row 6",
        "row 7",
        "row 7",
    ]
    assert "not an e-mail address: -, an." in faults[0]
    assert "not a role: baas." in faults[1]
    assert "at least one centre" in faults[2]
    assert "=1+1, a|b, xxx" in faults[3]
    assert "in the past: 2026-11-21" in faults[4]
    assert "another role" in faults[5]


def test_a_cell_may_hold_several_centres_and_a_name_may_hold_a_comma() -> None:
    known = {"gent": "GO! CLB Gent", "deinze, eeklo": "GO! CLB Deinze, Eeklo"}
    cells = ("Gent; Brugge", "Gent|Deinze, Eeklo", "Brugge, gent\nGent", " ; ,")
    lines = [Line(2 + i, "an@x.be", "directeur", cell) for i, cell in enumerate(cells)]
    found = parsed(lines, lambda text: known.get(text.strip().casefold()), Faults())
    assert [wish.centres for wish in found] == [
        ("GO! CLB Gent", "Brugge"),
        ("GO! CLB Gent", "GO! CLB Deinze, Eeklo"),
        ("Brugge", "GO! CLB Gent"),
        (),
    ]


def test_a_day_that_cannot_be_read_is_a_fault_not_access_without_an_end() -> None:
    faults = Faults()
    parsed([Line(2, "an@x.be", "poc", "", "zomer")], lambda _text: None, faults)
    (problem,) = faults.problems
    assert (problem.kind, problem.rows, problem.blocking) == ("date", (2,), True)


def test_every_role_and_action_has_a_word_and_every_column_a_meaning() -> None:
    assert set(ROLE_WORDS) == set(ROLES)
    assert all(str(word) for word in ACTION_WORDS.values())
    assert all(str(c.meaning) for table in ACCESS_TABLES for c in table.columns)


def test_details_are_read_in_words() -> None:
    assert details_in_words('{"role": "director", "centres": "Gent", "forms": 3}') == (
        "rol: directeur; centra: Gent; ingevulde bevragingen: 3"
    )

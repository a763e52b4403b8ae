"""A release from answers to what a director gets, and what happens afterwards."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from network import SECRET, invented, who
from survey_tables import answers

from measurement.counting.answers import Answers
from measurement.questionnaire.scale import NOT_SHOWN
from measurement.releases.history import History, added, corrected, undone, withdrawn
from measurement.releases.keeping import TABLES, read, written
from measurement.releases.limits import Terms
from measurement.releases.partition import Waiting
from measurement.releases.release import News, Release, release
from measurement.releases.views import Choice, in_view, of_item, summed

YEARS = ("2023-2024", "2024-2025")


def made(of: Answers, so_far: History | None = None, **options: object) -> Release:
    before = (so_far or History()).before()
    return release(of, who(of), SECRET, before, day="2025-07-01", by="staff", **options)


def test_a_release_holds_every_answer_once() -> None:
    given = invented(years=YEARS)
    one = made(given)
    wholes = [a for a in one.atoms if a.level == "whole"]
    assert sum(a.n for a in wholes) == given.codes.size == len(one.held)
    assert {a.years for a in wholes} == {(year,) for year in YEARS}
    assert one.waiting == ()
    for part in (a for a in one.atoms if a.level == "part"):
        whole = next(a for a in wholes if a.id == part.whole)
        assert (part.n, part.favourable, part.counts) == (whole.n, whole.favourable, whole.counts)
    assert len({a.id for a in one.atoms}) == len(one.atoms)


def test_the_sum_of_a_view_is_that_of_the_answers() -> None:
    given = invented(years=YEARS)
    history = added(History(), made(given))
    atoms = of_item(history.atoms, {"Centrum 1"}, "A1")
    found = summed(in_view(atoms, Choice()))
    mine = (given.respondents["centre"] == "Centrum 1").to_numpy()
    points = given.codes[mine, given.items.index("A1")] - 2
    assert found.counts == tuple((p, int((points == p).sum())) for p in range(1, 9))
    assert found.least == found.most == int((points >= 6).sum())


def test_one_year_can_be_published_and_another_later() -> None:
    given = invented(years=YEARS)
    first = made(given, years=["2023-2024"])
    assert first.years == ("2023-2024",)
    assert {t.year for t in first.totals} == {"2023-2024"}
    second = made(given, added(History(), first))
    assert {y for a in second.atoms for y in a.years} == {"2024-2025"}
    assert {t.year for t in second.totals} == {"2024-2025"}
    assert second.number == 2


def test_a_release_without_news_is_empty() -> None:
    given = invented()
    again = made(given, added(History(), made(given)))
    assert (again.atoms, again.totals, again.held) == ((), (), {})


def test_hidden_items_are_not_published() -> None:
    one = made(invented(), terms=Terms(hidden=frozenset({"A1"})))
    assert "A1" not in {a.item for a in one.atoms} | {t.item for t in one.totals}


def test_without_the_answers_what_was_published_stays_the_same() -> None:
    """Also for who erases everybody, and releases once more."""
    given = invented()
    history = added(History(), made(given))
    gone = replace(given, respondents=given.respondents.iloc[:0], codes=given.codes[:0])
    after = added(history, made(gone, history))
    assert after.atoms == history.atoms
    assert after.totals == history.totals
    kept, later = written(history), written(after)
    assert json.dumps(later["atoms"]) == json.dumps(kept["atoms"])
    assert json.dumps(later["response"]) == json.dumps(kept["response"])


def test_a_history_is_read_from_plain_rows_as_it_was_written() -> None:
    given = invented(years=YEARS)
    history = added(History(), made(given, years=["2023-2024"]))
    history = added(history, made(given, history))
    history = corrected(history, who(given)[:1], ["A1", "A2"], SECRET, "2025-08-01", "staff")
    history = undone(withdrawn(history, 2, "2025-08-02", "staff"), 2, "2025-08-03", "staff")
    rows = json.loads(json.dumps(written(history)))
    assert set(rows) == set(TABLES)
    back = read(rows)
    assert (back.atoms, back.totals) == (history.atoms, history.totals)
    assert back.before() == history.before()
    assert back.withdrawals == history.withdrawals
    for one, other in zip(back.releases, history.releases, strict=True):
        assert (one.number, one.day, one.by, one.years) == (
            other.number,
            other.day,
            other.by,
            other.years,
        )
        assert (one.held, one.rho) == (other.held, other.rho)
        pd.testing.assert_frame_equal(one.response, other.response, check_categorical=False)
    assert read(written(History())) == History()


def test_what_may_not_be_told_is_nowhere_in_an_atom() -> None:
    """The same persons with other answers that may not be told make the same rows."""
    given = invented(persons=6)
    place = given.items.index("A1")
    few = given.codes.copy()
    mine = np.flatnonzero((given.respondents["centre"] == "Centrum 1").to_numpy())
    found = []
    for points in ([1, 1, 1, 1, 1, 1], [8, 5, 4, 3, 2, 1], [1, 2, 3, 4, 8, 7]):
        few[mine, place] = np.array(points) + 2
        one = made(replace(given, codes=few))
        found.append([a for a in one.atoms if (a.centre, a.item) == ("Centrum 1", "A1")])
    assert found[0] == found[1] == found[2]
    assert {a.how for a in found[0]} == {"at_most"}


def test_who_did_not_answer_an_item_is_not_in_its_atom() -> None:
    given = invented(persons=6)
    few = given.codes.copy()
    mine = np.flatnonzero((given.respondents["centre"] == "Centrum 1").to_numpy())
    few[mine[:2], 0] = NOT_SHOWN
    one = made(replace(given, codes=few))
    waiting = [(w.centre, w.item, w.persons) for w in one.waiting]
    assert waiting == [("Centrum 1", given.items[0], 4)]


TABLE = """
respondent centre school_year strategy moment A1 A2 V1
1          X      2024-2025   plg      zero   8  8  5
1          X      2024-2025   plg      long   8  n  7
2          X      2024-2025   plg      long   7  -  6
3          X      2024-2025   plg      long   6  8  6
4          X      2024-2025   ?        long   1  8  7
5          X      2024-2025   plg      long   2  8  .
6          ?      2024-2025   plg      long   2  8  .
7          X      ?           plg      long   2  8  .
"""


def test_zero_measurements_unknown_years_and_skipped_items() -> None:
    given = answers(TABLE)
    one = made(given)
    whole = {a.item: a for a in one.atoms if a.level == "whole"}
    assert (whole["A1"].n, whole["A1"].scored, whole["A1"].favourable) == (5, 5, 3)
    assert whole["A1"].strategies == ("plg", "unknown")
    assert "A2" not in whole  # n.v.t. is an answer, skipped is none: four persons
    assert {(w.item, w.persons) for w in one.waiting} == {("A2", 4), ("V1", 4), ("V1", 1)}
    total = next(t for t in one.totals if t.item == "A1" and not t.strategy)
    assert (total.n, total.centres, total.told) == (6, 1, False)


def test_staff_are_told_where_what_is_new_came_from_and_why_the_rest_waits() -> None:
    """Person 6 has no centre: in the totals only. Of A2 four persons answered, one of them n.v.t."""
    given = answers(TABLE)
    one = made(given)
    assert one.news == (News("2024-2025", "X", 1, 5),)
    (a2,) = (w for w in one.waiting if w.item == "A2")
    assert a2 == Waiting("A2", "X", "2024-2025", persons=4, n=4, needed=5, late=False)
    assert {w.needed for w in one.waiting if w.item == "V1"} == {10}
    again = made(given, added(History(), one))
    assert again.news == ()
    assert len(again.waiting) == len(one.waiting) == 3
    later = answers(TABLE + "8 X 2024-2025 plg long 3 . .")
    (late,) = (w for w in made(later, added(History(), one)).waiting if w.item == "A1")
    assert (late.n, late.late) == (1, True)
    assert all(r.news == () for r in added(History(), one).of({"X"}).releases)


def test_ratings_before_and_after_are_two_means_of_ten_persons() -> None:
    lines = ["respondent centre school_year strategy moment V1"]
    for person in range(1, 11):
        lines += [f"{person} X 2024-2025 plg zero {3 + person % 3}"]
        lines += [f"{person} X 2024-2025 plg long {5 + person % 3}"]
    one = made(answers("\n".join(lines)))
    means = {a.moment: a.mean for a in one.atoms if a.level == "whole"}
    assert means == {
        "zero": round((10 * 3 + 3 * (1 + 2 + 0) + 1) / 10, 1),
        "": round((10 * 5 + 3 * (1 + 2 + 0) + 1) / 10, 1),
    }
    assert all(a.favourable is None and a.counts is None for a in one.atoms)


def test_response_is_kept_as_it_was() -> None:
    invitations = """
school_year strategy centre n_invited
2024-2025   plg      X      10
"""
    given = answers(TABLE, invitations)
    found = made(given).response
    row = found[(found["centre"] == "X") & (found["school_year"] == "2024-2025")].iloc[0]
    assert (row["n_invited"], row["n_answered"], row["rate"]) == (10, 5, 5 / 10)
    assert found["centre"].notna().all()


def test_identities_belong_to_answers() -> None:
    given = invented()
    with pytest.raises(ValueError, match="identities"):
        release(given, who(given)[:-1], SECRET, History().before(), day="", by="")

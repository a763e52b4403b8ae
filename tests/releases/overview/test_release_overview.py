"""What who publishes is told: what is new, what waits and why, what each centre gets."""

from __future__ import annotations

import pandas as pd
from survey_tables import answers

from measurement.counting.answers import Answers
from measurement.releases.given import Identity
from measurement.releases.history import History, added
from measurement.releases.overview.centres import by_centre, totals
from measurement.releases.overview.sentences import (
    centres_sentence,
    consequences,
    news_sentence,
    totals_sentence,
    waiting_sentences,
)
from measurement.releases.overview.tables import BY_CENTRE, TOTALS, WAITING
from measurement.releases.overview.waiting import waiting
from measurement.releases.release import Release, release
from measurement.tables import check

SECRET = b"a key of the tests"
FIRST = """
centre school_year strategy  survey A1 A2 times
X      2023-2024   plg       1      8  8  3
X      2023-2024   plg       1      2  8  3
Y      2023-2024   plg       1      8  n  2
Y      2023-2024   plg       1      2  .  3
Z      2023-2024   plg       1      2  .  2
?      2023-2024   plg       1      8  .  1
X      ?           plg       1      8  .  1
"""
LATER = """
Z      2024-2025   training  2      8  .  3
X      2023-2024   plg       1      8  .  1
"""
NAMES = {"X": ("X",), "Y": ("Y",), "Z": ("Z",)}


def made(of: Answers, so_far: History, day: str, **options: object) -> Release:
    people = of.respondents
    pairs = zip(people["respondent"], people["survey"], strict=True)
    who = [Identity(f"person {r}", f"survey {s}") for r, s in pairs]
    return release(of, who, SECRET, so_far.before(), day=day, by="local", **options)


def test_before_the_first_release_everything_is_new() -> None:
    """Of X six persons answered and of Y five; the two of Z are too few."""
    preview = made(answers(FIRST), History(), "2024-07-01")
    assert news_sentence(History(), preview) == (
        "Er is nog niets vrijgegeven. Klaar om vrij te geven: 11 antwoorden op 1 bevraging, "
        "van 2 centra, uit 2023-24."
    )


def test_after_a_release_only_what_came_later_is_new() -> None:
    first = made(answers(FIRST), History(), "2024-07-01")
    history = added(History(), first)
    same = made(answers(FIRST), history, "2025-07-01")
    said = "Sinds de vrijgave van 1 jul 2024 (nr. 1) is er niets nieuws."
    assert news_sentence(history, same) == said
    preview = made(answers(FIRST + LATER), history, "2025-07-01")
    assert news_sentence(history, preview) == (
        "Nieuw sinds de vrijgave van 1 jul 2024 (nr. 1): 5 antwoorden op 2 bevragingen, "
        "van 1 centrum, uit 2023-24, 2024-25."
    )


def test_nothing_at_all_is_said_to_be_nothing() -> None:
    none = made(answers("centre school_year A1"), History(), "2024-07-01")
    said = "Er is nog niets vrijgegeven, en er is ook niets om vrij te geven."
    assert news_sentence(History(), none) == said


def rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    plain = table.astype(object)
    return list(plain.where(table.notna(), None).itertuples(index=False, name=None))


def test_what_waits_is_told_per_year_centre_and_reason() -> None:
    """X answered 2 x 6 times and Y 5 times what is enough: 17 of 21 go into figures."""
    given = answers(FIRST)
    preview = made(given, History(), "2024-07-01")
    table = waiting(preview, given)
    check(table, WAITING)
    assert rows(table) == [
        (None, "X", "no_year", 1, 1, 1, None),
        ("2023-2024", None, "no_centre", 1, 1, 1, None),
        ("2023-2024", "Y", "few", 1, 2, 2, 5),
        ("2023-2024", "Z", "few", 1, 2, 2, 5),
    ]
    assert waiting_sentences(table, preview) == [
        "Van 21 nieuwe antwoorden op stellingen wachten er 4: te weinig personen, in dat schooljaar en de jaren ernaast.",
        "2 antwoorden op stellingen gaan niet naar directeurs: 1 (centrum niet bekend, telt alleen "
        "in het netwerk mee); 1 (schooljaar niet bekend).",
    ]


def test_who_comes_late_waits_for_others_who_come_late() -> None:
    """Z has three persons in the new year and two that waited: five, in joined years."""
    history = added(History(), made(answers(FIRST), History(), "2024-07-01"))
    given = answers(FIRST + LATER)
    preview = made(given, history, "2025-07-01")
    table = waiting(preview, given)
    late = table[table["reason"] == "late"]
    assert rows(late) == [("2023-2024", "X", "late", 1, 1, 1, 5)]
    assert not (table["centre"] == "Z").any()
    (z,) = (a for a in preview.atoms if a.centre == "Z" and a.level == "whole")
    assert z.years == ("2023-2024", "2024-2025")


def test_items_that_do_not_go_to_directors_are_told() -> None:
    from measurement.releases.limits import Terms

    given = answers(FIRST)
    preview = made(given, History(), "", terms=Terms(hidden=frozenset({"A2"})))
    table = waiting(preview, given, {"A2"})
    hidden = table[table["reason"] == "hidden"]
    assert rows(hidden) == [
        ("2023-2024", "X", "hidden", 1, 6, 6, None),
        ("2023-2024", "Y", "hidden", 1, 2, 2, None),
    ]


def test_other_years_than_those_chosen_do_not_wait() -> None:
    given = answers(FIRST + LATER)
    table = waiting(made(given, History(), "", years=["2024-2025"]), given)
    assert set(table["school_year"].dropna()) == {"2024-2025"}


def test_when_nothing_waits_that_is_said() -> None:
    given = answers("centre school_year A1 times\nX 2023-2024 8 5")
    preview = made(given, History(), "")
    assert waiting_sentences(waiting(preview, given), preview) == ["Er wacht geen enkel antwoord."]


def test_each_centre_is_told_what_its_director_gets() -> None:
    """X: A1 has 3 of 6 favourable, more than the two busiest (2): exact; A2 all six: exact.

    Y: A1 has 2 of 5: no more than 2, and 5 is at least twice that: 'at most'. A2 waits.
    """
    given = answers(FIRST)
    preview = made(given, History(), "2024-07-01")
    table = by_centre(added(History(), preview), preview, NAMES, {"X": 2})
    check(table, BY_CENTRE)
    assert rows(table.drop(columns=["n_invited", "rate"])) == [
        ("X", 6, 2, 0, 0, 0, 0, 2, 0, 2),
        ("Y", 5, 0, 1, 0, 0, 0, 1, 2, 0),
        ("Z", 2, 0, 0, 0, 0, 0, 0, 2, 0),
    ]
    assert centres_sentence(table) == (
        "De directeurs van 2 centra krijgen 3 cijfers: 2 precies, 1 als ‘hoogstens zoveel’, "
        "0 alleen als aantal antwoorden. Daarvan gaan er 0 over meer schooljaren samen."
    )


def test_what_a_centre_got_before_stays_and_what_is_new_is_counted_apart() -> None:
    history = added(History(), made(answers(FIRST), History(), "2024-07-01"))
    preview = made(answers(FIRST + LATER), history, "2025-07-01")
    table = by_centre(added(history, preview), preview, NAMES, {})
    counted = table.set_index("centre")[["n_exact", "n_at_most", "n_joined", "n_new"]]
    assert counted.loc["X"].tolist() == [2, 0, 0, 0]
    assert counted.loc["Z"].tolist() == [1, 0, 1, 1]


def test_a_centre_that_was_called_otherwise_keeps_its_figures() -> None:
    preview = made(answers(FIRST), History(), "2024-07-01")
    table = by_centre(added(History(), preview), preview, {"Nieuw": ("Nieuw", "X", "Y")}, {})
    assert table[["n_exact", "n_at_most", "n_waiting"]].to_numpy().tolist() == [[2, 1, 2]]


def test_the_response_is_that_of_the_last_release_of_each_school_year() -> None:
    invited = """
    school_year strategy centre n_invited
    2023-2024   plg      X      10
    """
    preview = made(answers(FIRST, invited), History(), "2024-07-01")
    table = by_centre(added(History(), preview), preview, {"X": ("X",)}, {})
    assert rows(table[["n_invited", "n_answered", "rate"]]) == [(10, 6, 6 / 10)]


def test_the_totals_are_told_per_item_and_school_year() -> None:
    """Six centres of six, half of them high: 18 of 36 > the two largest (12) + two persons (2)."""
    lines = ["centre school_year strategy A1 A2"]
    for number in range(6):
        lines += [f"C{number} 2023-2024 plg {8 if i % 2 else 2} 8" for i in range(6)]
    preview = made(answers("\n".join(lines)), History(), "2024-07-01")
    table = totals(added(History(), preview))
    check(table, TOTALS)
    assert rows(table) == [
        ("A1", "2023-2024", 36, 6, True, 1),
        ("A2", "2023-2024", 36, 6, False, 0),
    ]
    assert totals_sentence(table) == (
        "Naast de eigen cijfers ziet een directeur het netwerk bij 1 van de 2 cijfers "
        "(stelling × schooljaar)."
    )


def test_before_it_is_confirmed_it_is_said_what_happens() -> None:
    preview = made(answers(FIRST), History(), "2024-07-01")
    first, frozen, once = consequences(preview, 2)
    assert first == "De directeurs van 2 centra zien vanaf nu deze cijfers: 2023-24."
    assert "nooit herrekend" in frozen
    assert "intrekken" in once

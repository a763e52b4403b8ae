"""Words that decide: opposites, short labels beside a code, ways to say N.v.t., consent, tests."""

from __future__ import annotations

from typing import Any

import pytest
from exports_made import FORMS, WORDING, column, told

from measurement.exports.cells.reading import Reader
from measurement.exports.headers.platforms import by_id
from measurement.questionnaire.files.reading import load
from measurement.questionnaire.scale import NOT_APPLICABLE


def form(header: str, *cells: object) -> dict[str, Any]:
    """What is told of a form with this column beside A3, 1 to n, and A4, which is always 7."""
    rows: list[list[object]] = [[*FORMS, header, WORDING["A3"], WORDING["A4"]]]
    for n, cell in enumerate(cells, 1):
        time = f"2025-03-0{n} 10:00:00"
        rows.append([n, time, time, "anonymous", None, cell, n % 8 + 1, 7])
    return told(rows)


READER = Reader(load().scale_by_id["1-8"], by_id("ms_forms"))


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("helemaal mee oneens", "helemaal mee eens"),
        ("volledig oneens", "volledig eens"),
        ("zeer oneens", "zeer eens"),
        ("volledig niet akkoord", "volledig akkoord"),
    ],
)
def test_a_scale_whose_words_stand_at_the_other_end_is_turned(low: str, high: str) -> None:
    cells = [f"1 - {high}", "2", "3", f"8 - {low}", f"1 - {high}"]
    counted = column(WORDING["A1"], *cells)["A1"]["distribution"]
    assert {p: n for p, n in counted.items() if n} == {"8": 2, "7": 1, "6": 1, "1": 1}


@pytest.mark.parametrize(
    "header",
    [
        "Ik krijg onvoldoende tijd om met het geleerde aan de slag te gaan",
        "Ik ben ontevreden over de inhoud van deze begeleiding",
        "Het beleid van mijn centrum ontmoedigt mij om het geleerde toe te passen",
        "In mijn centrum is er wantrouwen om nieuwe werkwijzen uit te proberen",
        "Deze begeleiding is onbruikbaar in mijn praktijk",
        "I am dissatisfied with the content of this guidance",
    ],
)
def test_the_opposite_of_a_statement_is_asked_about(header: str) -> None:
    made = form(header, 8, 7, 1)
    assert set(made["items"]) == {"A3", "A4"}
    assert made["unmapped"] == [header]


def test_the_beginning_that_two_statements_share_is_asked_about() -> None:
    shared = WORDING["B3"][: WORDING["B3"].index("leerling") + len("leerling")]
    assert WORDING["B4"].startswith(shared)
    assert set(form(shared, 8, 7, 1)["items"]) == {"A3", "A4"}


@pytest.mark.parametrize(
    ("header", "item"),
    [
        ("A1. Lesgever", None),
        ("A2: Catering en onthaal", None),
        ("A1. Tevredenheid", "A1"),
        ("A1: tevreden over inhoud", "A1"),
        ("B1. Toepassing", "B1"),
        ("C3: tijd", "C3"),
        ("A1 (score)", "A1"),
    ],
)
def test_a_code_counts_where_the_words_beside_it_speak_of_its_statement(
    header: str, item: str | None
) -> None:
    assert set(form(header, 8, 7, 1)["items"]) == {"A3", "A4", *([item] if item else [])}


@pytest.mark.parametrize(
    "cell",
    [
        "Geen zicht op (n.v.t.)",
        "N.v.t. / geen zicht",
        "n.v.t./geen zicht",
        "Weet niet / geen mening",
        "N.v.t. of geen mening",
        "Nog geen zicht op",
        "(Nog) niet van toepassing",
        "Ik heb hier nog geen zicht op",
        "N.v.t. of geen zicht op deze vraag",
        "Kan ik (nog) niet beoordelen",
        "Not applicable (N/A)",
        "9 - Geen zicht op / n.v.t.",
    ],
)
def test_several_ways_to_say_that_it_does_not_apply_may_stand_together(cell: str) -> None:
    assert READER.read(cell).code == NOT_APPLICABLE


@pytest.mark.parametrize("cell", ["wel of niet", "geen", "of", "(nog)", "niet akkoord", "nee / 3"])
def test_other_words_do_not_say_so(cell: str) -> None:
    assert READER.read(cell).code != NOT_APPLICABLE


def excluded(header: str, *cells: object) -> dict[str, list[int]]:
    """The rows left out of a form with this column, by reason."""
    return {reason: rows for reason, rows in form(header, *cells)["excluded"].items() if rows}


def test_consent_to_be_contacted_excludes_nobody() -> None:
    asked = "Geef je toestemming om je te contacteren voor een interview?"
    assert excluded(asked, "Ja", "Nee", "Nee") == {}
    agreed = "Geef je toestemming om je antwoorden te verwerken?"
    assert excluded(agreed, "Ja", "Nee", "Ja") == {"refused": [3]}


@pytest.mark.parametrize(
    "cell",
    [
        "testinvulling",
        "Dit is een testinvulling",
        "Gelieve te negeren",
        "testing",
        "test - niet meetellen",
    ],
)
def test_a_remark_that_says_test_leaves_the_row_out(cell: str) -> None:
    assert excluded("Heb je nog opmerkingen of suggesties?", "Goed", cell, "Fijn") == {"test": [3]}


@pytest.mark.parametrize(
    "cell",
    [
        "Dit is een test die we zeker gaan gebruiken!",
        "Could you please ignore typos?",
        "Wie afwezig was, zou je niet meetellen in de groep",
    ],
)
def test_a_remark_that_speaks_of_a_test_does_not(cell: str) -> None:
    assert excluded("Heb je nog opmerkingen of suggesties?", "Goed", cell, "Fijn") == {}


@pytest.mark.parametrize("cell", ["test - niet meetellen", "Testopleiding", "Test opleiding"])
def test_an_initiative_or_centre_may_say_test(cell: str) -> None:
    assert excluded("Welke opleiding of PLG volgde je?", "Autisme", cell, "Autisme") == {
        "test": [3]
    }


def test_an_initiative_about_tests_is_none() -> None:
    asked = "Welke opleiding of PLG volgde je?"
    assert excluded(asked, "Testafname bij kleuters", "Werken met tests") == {}

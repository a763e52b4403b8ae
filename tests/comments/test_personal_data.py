"""Possible names, addresses and telephones in a remark: what is marked, and what is not."""

from __future__ import annotations

import pytest

from measurement.comments.personal_data import KINDS, known_words, marks, without_marks
from measurement.contacts import masked
from measurement.questionnaire.files.reading import HOME, load

KNOWN = known_words(load(HOME), ["Rouw en verlies bij jongeren", "PLG Kwaliteitszorg"])


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in marks(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jan De Smet gaf een boeiende uitleg.", ["Jan De Smet"]),
        ("Dank aan Sofie en Björn!", ["Sofie", "Björn"]),
        ("Sofie was top.", ["Sofie"]),  # a given name that opens a sentence
        ("Bel Sofie eens op.", ["Sofie"]),
        ("Mevrouw Peeters luisterde echt.", ["Peeters"]),
        ("de uitleg van mevr. Claes", ["Claes"]),
        ("juf sofie hielp mij", ["sofie"]),  # written small, after a title
        ("de heer Janssens kwam langs", ["Janssens"]),
        ("dr. De Backer kwam langs", ["De Backer"]),
        ("mevrouw VDB was duidelijk", ["VDB"]),
        ("An van den Berg vertelde veel.", ["An van den Berg"]),
        ("An 't Hooft gaf les", ["An 't Hooft"]),
        ("met Piet Van de Velde aan tafel", ["Piet Van de Velde"]),
        ("van den Berg was te snel", ["van den Berg"]),
        ("ook Van Damme stelde vragen", ["Van Damme"]),
        ("graag meer van J.P. horen", ["J.P."]),
        ("J. Peeters was helder", ["J. Peeters"]),
        ("Vraag het aan Fatima El Amrani", ["Fatima El Amrani"]),
        ("René Müller kon boeien", ["René Müller"]),
        ("volgens Özgür was het nuttig", ["Özgür"]),
        ("De uitleg van Vandenbossche was helder", ["Vandenbossche"]),
        ("Collega Annelies-Marie hielp", ["Annelies-Marie"]),
        ("vraag aan Peeters, Janssens en Claes", ["Peeters", "Janssens", "Claes"]),
        ("o.a. Piet was er", ["Piet"]),
        ("Liesbeth & Tom zijn een team", ["Liesbeth", "Tom"]),
    ],
)
def test_names_are_marked(text: str, names: list[str]) -> None:
    assert found(text) == names
    assert {m.kind for m in marks(text, KNOWN)} == {"name"}


@pytest.mark.parametrize(
    "text",
    [
        "Twee uur op de trein naar Brussel.",
        "De PLG in GO! CLB Mechelen was fijn.",
        "In September start Teams weer.",
        "Graag meer over Rouw en Verlies bij jongeren.",
        "Het CLB en de POC+ werken samen.",
        "Dit was top. Meer tijd graag! Wat nu? Verder…",
        "Goede inhoud: Alles was helder",
        "TOP BEGELEIDING",
        "De Vlaamse overheid helpt niet.",
        'Kortom: "Een aanrader"',
        "Nederlands als tweede taal in Excel",
        "Maandag al gebruikt",
        "een dag met GO! en HGW",
        "Dank u wel, Meneer",
        "via Smartschool en Zoom",
        "De directie van ons centrum. Die volgt op.",
        "12 jan. was goed, de roos ook",
        "Heel leuk (Graag opnieuw)",
        "fijn 😀 Leuk",
        "- Meer oefeningen - Minder theorie",
        "Positief punt 1. Inhoud 2. Sfeer",
        "de kwaliteitszorg van de plg",
        "",
    ],
)
def test_what_is_no_name_is_not_marked(text: str) -> None:
    assert found(text) == []


# What the heuristic is known to do wrong: held here so that a change of it is seen.
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("dank je sofie", []),  # small, without a title: missed
        ("Quinten was te snel", []),  # no common given name, opens the sentence: missed
        ("Meer Tijd voor Oefening", ["Oefening"]),  # capitals for weight: marked
        ("van Uitgeverij Die Keure", ["Uitgeverij", "Keure"]),  # a company: marked
    ],
)
def test_known_misses_and_false_alarms(text: str, wrong: list[str]) -> None:
    assert found(text) == wrong


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mail an.desmet@goclb.be!", "email"),
        ("bel 0478/12.34.56 gerust", "phone"),
        ("bel +32 478 12 34 56", "phone"),
        ("vanaf 10.0.0.254 gestuurd", "ip"),
        ("fe80:0:0:0:1:2:3:4", "ip"),
        ("op 01/09/2024 10:30:15", ""),
        ("Bevraging 2024-2025 (1-291)", ""),
    ],
)
def test_addresses_and_telephones_are_marked_as_the_store_masks_them(text: str, kind: str) -> None:
    assert [m.kind for m in marks(text, KNOWN)] == ([kind] if kind else [])
    assert kind in ("", *KINDS)
    assert without_marks(text, KNOWN) == masked(text)


def test_a_name_in_an_address_is_marked_once() -> None:
    text = "Jan.Peeters@clb.be of Jan Peeters"
    assert [(m.kind, text[m.start : m.end]) for m in marks(text)] == [
        ("email", "Jan.Peeters@clb.be"),
        ("name", "Jan Peeters"),
    ]
    assert without_marks(text) == "… of …"


def test_marks_never_overlap_and_lie_within_the_text() -> None:
    text = "Jan jan@x.be Van den Berg 0478 12 34 56 J.P. De Smet, mevrouw An 't Hooft 1.2.3.4 Özgür"
    ends = 0
    for mark in marks(text):
        assert ends <= mark.start < mark.end <= len(text)
        ends = mark.end

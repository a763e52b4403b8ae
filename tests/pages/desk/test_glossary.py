"""Learned words are explained where they are used, in one and the same sentence."""

from __future__ import annotations

import pytest
from opened_pages import dashboard, page, said

from measurement.words import speak
from pages.desk.glossary import MEANINGS, explained


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Stip: aandeel ondersteunend met 95 %-interval.", ["**Interval**"]),
        ("Van 9 factoren: 5 ondersteunend, 3 belemmerend, 1 gemengd.", ["**Gemengd**"]),
        ("na de correctie voor toevalstreffers", ["**Toevalstreffers**"]),
        (
            "Intervallen; bij dezelfde mix van strategieën",
            ["**Interval**", "**De andere centra**"],
        ),
        ("Aantal antwoorden per punt van de schaal.", []),
    ],
)
def test_what_a_learned_word_means_is_told_where_it_is_used(text: str, told: list[str]) -> None:
    assert [meaning.split(":")[0] for meaning in explained(text)] == told


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_meaning_explains_itself_in_every_language(language: str) -> None:
    speak(language)
    for word, meaning in MEANINGS:
        assert str(meaning) in explained(f"… {word} …")


def test_a_figure_that_uses_a_learned_word_explains_it() -> None:
    assert "wat enkele mensen zeggen, is minder zeker" in said(dashboard().run())
    assert "wie veel vergelijkt, vindt altijd wel iets" in said(
        page("pages/results/comparison/page.py")
    )
    factors = said(page("pages/results/factors/page.py"))
    assert "is het niet zeker of meer of minder dan de helft vindt dat de factor helpt" in factors
    assert "1–3: het aandeel heel lage scores" in factors

"""Letters of Windows, of a Mac, of DOS or of nobody: a csv does not say which it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from exports_made import WORDING, csv_file
from hypothesis import given
from hypothesis import strategies as st

from measurement.encodings import decoded
from measurement.exports import recognise
from measurement.questionnaire.files.reading import load

SAID = [
    "Véél geleerd, één voorbeeld was te lang",
    "coördinator; ideeën, officiële beëdiging, geïnteresseerd",
    "à la carte, ça va, même être, forêt, où, maïs",
    "für größere Übungen, Schüler und Lösungen",
    "COÖRDINATOR",
    "foto’s en thema’s",
    "“Goed” zei hij – en ’s avonds ook",
    "crème brûlée kost € 5…",
]
NARROW = ["cp1252", "mac_roman", "cp850"]


def writable(text: str, encoding: str) -> bool:
    return text.encode(encoding, "ignore").decode(encoding) == text


@pytest.mark.parametrize("encoding", NARROW)
@pytest.mark.parametrize("text", SAID)
def test_the_words_tell_the_letters(text: str, encoding: str) -> None:
    if writable(text, encoding):
        assert decoded(f"Nr;Opmerking\n1;{text}\n".encode(encoding)).splitlines()[1] == f"1;{text}"


@given(st.lists(st.sampled_from(SAID[:5]), min_size=1, max_size=6), st.sampled_from(NARROW))
def test_words_together_tell_the_letters(texts: list[str], encoding: str) -> None:
    text = "\n".join(texts)
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", SAID)
def test_wide_letters_are_read_with_and_without_a_mark(text: str, encoding: str) -> None:
    content = f"Nr;Opmerking\n1;{text}\n"
    assert decoded(content.encode(encoding)) == content


@pytest.mark.parametrize("encoding", NARROW)
def test_two_exports_below_one_another_may_have_letters_of_their_own(encoding: str) -> None:
    one, other = "1;Véél geleerd\n", "2;geïnteresseerd en geëngageerd\n"
    assert decoded(one.encode() + other.encode(encoding)) == one + other


def test_a_character_that_was_cut_costs_that_line_only() -> None:
    whole = "1;Véél geleerd\n2;naar één"
    assert decoded(whole.encode()[:-3]).startswith("1;Véél geleerd\n2;naar ")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "cp850"])
def test_a_csv_of_any_machine_gives_the_same_answers(
    tmp_path: Path, encoding: str, ending: str
) -> None:
    open_question = "Wat wil je nog kwijt over deze begeleiding?"
    rows = [f"Nr;Welke rol(len) neem je op?;{WORDING['A1']};{WORDING['A2']};{open_question}"]
    rows += [f"{n};Coördinator;{n};7;Véél geleerd, {n}" for n in range(1, 5)]
    made = recognise(csv_file(tmp_path, ending.join(rows).encode(encoding)))
    assert made.respondents["role"].tolist() == ["coordinator"] * 4
    assert made.texts["text"].tolist() == [f"Véél geleerd, {n}" for n in range(1, 5)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "cp850"])
def test_a_questionnaire_of_any_machine_has_the_same_wordings(
    tmp_path: Path, encoding: str, ending: str
) -> None:
    wording = "Ik heb nieuwe ideeën gekregen tijdens één sessie"
    path = tmp_path / "eigen.csv"
    path.write_bytes(ending.join(["id;wording_nl;scale", f"W1;{wording};1-5", ""]).encode(encoding))
    assert load(path).items[0].wording.nl == wording

"""What the first screen says: sentences that hold no more than the figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from survey_tables import answers

from measurement.counting.answers import Answers
from measurement.measures import overview, sentences
from measurement.measures.factors import factors
from measurement.measures.response import response
from measurement.questionnaire.files.reading import load
from measurement.store import open_store
from measurement.words import percent, speak


@pytest.fixture(scope="module")
def everything(example_store: Path) -> Answers:
    with open_store(str(example_store)) as store:
        return store.answers(load())


@pytest.fixture(scope="module")
def year(everything: Answers) -> Answers:
    return everything.where(school_year="2024-2025")


def plain(sentences: list[str]) -> str:
    return " ".join(sentences).replace("\u00a0", " ")


def test_the_headline_holds_the_report_s_strongest_and_weakest_item(year: Answers) -> None:
    said = plain(overview.headline(year))
    assert "89,6 % hoog van 644" in said  # A1, all surveys: 577 of 644
    assert "46,1 % hoog van 89, n.v.t. mee, 21,3 %" in said  # B4, PLG long term: 41 and 19 of 89
    assert "tijd" in said


def test_an_item_of_fewer_than_five_persons_is_neither_the_highest_nor_the_lowest() -> None:
    """Eight answers of four persons to A1; A2 and B1 are of eight persons."""
    survey = "opleiding_vorming short 2024-2025"
    rows = [f"{survey} {1 + i % 4} 8 . ." for i in range(8)]
    rows += [f"{survey} {10 + i} . 8 1" for i in range(8)]
    columns = "strategy moment school_year respondent A1 A2 A3"
    said = plain(overview.headline(answers("\n".join([columns, *rows]), made=load())))
    assert "Van de 2 stellingen over het effect" in said


def test_who_answered_is_the_sum_of_the_surveys(year: Answers) -> None:
    table = response(year, ("strategy", "moment"))
    answered, invited = int(table["n_answered"].sum()), int(table["n_invited"].sum())
    assert f"{percent(answered, invited, 0)}:" in overview.headline(year)[0]


def test_the_chain_runs_from_satisfaction_to_pupils(year: Answers) -> None:
    assert overview.chain(year)["level"].tolist() == [
        "tevredenheid",
        "bruikbaarheid",
        "leereffect",
        "intentie",
        "toepassing",
        "organisatie",
        "leerlingbegeleiding",
        "leerlingen",
    ]


def test_kinds_follow_the_questionnaire(year: Answers) -> None:
    assert overview.kinds(year)[0] == ("opleiding_vorming", "short")
    assert ("plg", "long") in overview.kinds(year)


def test_without_known_invitations_there_is_no_rate(year: Answers) -> None:
    blind = replace(year, invitations=year.invitations.iloc[:0])
    assert "%" not in overview.headline(blind)[0]


def test_a_sentence_on_a_centre_names_only_what_the_test_says(everything: Answers) -> None:
    table = factors(everything, ["centre"], everything.questionnaire, compare="centre")
    own = table[(table["centre"] == "Centrum 14") & (table["differs"] == "lower")]
    said = plain(overview.centre_sentences(table, "Centrum 14", everything.questionnaire)).lower()
    for factor in own["factor"].astype(str):
        assert str(everything.questionnaire.factor_label(factor)).lower() in said
    assert len(own)  # planted: no encouragement by the management


def test_sentences_are_english_when_asked(year: Answers) -> None:
    speak("en")
    assert overview.headline(year)[0].startswith("The response in 2024-25 ")


def test_the_bands_are_named_after_the_scale() -> None:
    questionnaire = load()
    assert sentences.band_names(questionnaire, ["V1", "A1"]) == ("laag (1–5)", "hoog (6–8)")


def few(high: int, low: int, more: str = "") -> Answers:
    return answers(
        f"times strategy moment A1 A2\n{high} plg long 8 {more or 8}\n{low} plg short 1 ."
    )


def test_an_item_of_two_kinds_of_survey_is_one_item() -> None:
    """A1: 10 of 10 in one kind of survey, 0 of 10 in the other. A2 is only asked in the first."""
    said = plain(overview.headline(few(10, 10)))
    assert "het hoogst" in said
    assert "het hoogst: “a2” (100,0 %" in said
    assert "het laagst: “a1” (50,0 %" in said
    alone = answers("times strategy moment A1\n10 plg long 8\n10 plg short 1")
    assert "het hoogst" not in plain(overview.headline(alone))

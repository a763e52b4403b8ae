"""The profile of a centre: sentences, pooling, talking points, motivation and capacities."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_survey import LINKED, checklist, row
from survey_tables import answers

from measurement.centre.mirror.mirror import mirror
from measurement.centre.mirror.tables import CAPACITIES, MOTIVATION
from measurement.centre.profile import in_short
from measurement.centre.scales import capacities, motivation
from measurement.centre.talking_points import talking_points
from measurement.centre.wider_choice import offer_sentence, pooling_offer, wider_offer
from measurement.counting.answers import Answers
from measurement.counting.significance import false_discovery, fisher
from measurement.questionnaire.files.reading import load
from measurement.store import open_store
from measurement.tables import check
from measurement.words import Label, speak

NAMES = {"S8": Label("Tijd", "Time"), "S9": Label("Trainers", "Trainers")}
NONE = checklist("centre factor state")


def plain(sentence: str) -> str:
    return sentence.replace("\u00a0", " ")


def said(every, told="centre factor state", centre="X"):
    mirrored = mirror(checklist(told), every, LINKED)
    return [plain(sentence) for sentence in in_short(every, centre, mirrored, NAMES)]


# 20 persons of X are content and lack time; 60 elsewhere are less content.
NETWORK = """
centre times A1 C1 C4
X      17    8  2  2
X      3     8  7  2
Y      30    8  7  2
Y      30    2  7  2
"""
INVITED = "centre n_invited\nX 40\nY 100"


def test_what_is_withheld_is_said_to_be_so_and_nothing_is_claimed_of_it():
    every = answers("centre times A1 C1 C4\nX 20 . . .\nY 60 8 7 2", INVITED, made=LINKED)

    def short(**withheld):
        return [plain(s) for s in in_short(every, "X", None, NAMES, withheld=withheld)]

    protected = short(A1="protected", C1="protected")
    assert "Wat ze over het effect zeggen, is verborgen ter bescherming." in protected
    assert "Wat ze zeggen over wat helpt en hindert, is verborgen ter bescherming." in protected
    assert protected[-1].startswith("2 cijfers van je centrum worden niet getoond")
    few = short(A1="few", C1="few", C4="few")
    assert "Er zijn te weinig antwoorden over wat helpt en wat hindert." in few
    assert not [s for s in few if "verborgen" in s]
    assert not [s for s in short() if "niet getoond" in s]


def test_a_wider_choice_is_offered_to_who_sees_few_people():
    wide = answers(NETWORK, made=LINKED)
    few = answers("centre times A1\nX 6 8\nY 30 8", made=LINKED)
    (offer,) = wider_offer(few, wide, "X")
    assert (offer.wider, offer.n_answers, offer.n_people) == ("both", 20, 20)
    assert wider_offer(wide, wide, "X") == []
    assert wider_offer(few, few, "X") == []


def test_in_short_is_four_sentences_worked_out_by_hand():
    every = answers(NETWORK, INVITED, made=LINKED)
    assert said(every, "centre factor state\nX S8 present") == [
        "In alle schooljaren samen vulden 20 collega's 20 bevragingen in: 50 % van de 40 uitnodigingen. "
        "In de andere centra samen is dat 60 %.",
        "Hoger dan in de andere centra bij dezelfde mix van strategieën: tevredenheid (100 % hoog van 20 met een score, elders 50 %).",
        "Vaakst belemmerend: tijd (17 van de 20 scores).",
        "Volgens de checklist is “Tijd” aanwezig, maar van de 20 scores van medewerkers zijn er 3 "
        "gunstig (20 personen): daarover is een gesprek zinvol.",
    ]


def test_in_short_speaks_english():
    every = answers(NETWORK, INVITED, made=LINKED)
    speak("en")
    assert said(every)[0] == (
        "In all school years together 20 colleagues filled in 20 surveys: 50% of 40 invitations. "
        "In the other centres together it is 60%."
    )


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ("centre n_invited\nX 40\nY 100", "50 % van de 40 uitnodigingen. In de andere"),
        ("centre n_invited\nX 40\nY ?", "50 % van de 40 uitnodigingen."),
        ("centre n_invited\nX ?\nY 100", "de responsgraad is niet bekend."),
        ("centre n_invited\nX 19\nY 100", "de responsgraad is niet bekend."),  # 20 of 19 is none
        ("centre n_invited\nX 40\nY 59", "50 % van de 40 uitnodigingen."),
    ],
)
def test_a_rate_that_is_not_known_is_not_said(told, first):
    sentence = said(answers(NETWORK, told, made=LINKED))[0]
    assert first in sentence
    assert ("andere centra" in sentence) == ("In de andere" in first)


@pytest.mark.parametrize(("people", "small"), [(14, True), (15, False)])
def test_a_small_group_is_said_to_be_small(people, small):
    first = said(answers(f"centre times A1\nX {people} 8\nY 20 8", made=LINKED))[0]
    assert ("kleine groep" in first) == small


def test_one_person_with_many_answers_is_one_person():
    first = said(answers("centre respondent times A1\nX 1 20 8\nY 2 9 8", made=LINKED))[0]
    assert first.startswith("In alle schooljaren samen vulde 1 collega 20 bevragingen in")
    assert "kleine groep" in first


@pytest.mark.parametrize(
    ("high", "low", "sentence"),
    [
        (10, 10, "Geen enkel verschil in effect"),
        (
            20,
            0,
            "Hoger dan in de andere centra bij dezelfde mix van strategieën: tevredenheid (100 % hoog van 20 met een score, elders 50 %).",
        ),
        (
            0,
            20,
            "Lager dan in de andere centra bij dezelfde mix van strategieën: tevredenheid (0 % hoog van 20 met een score, elders 50 %).",
        ),
        (4, 0, "Er zijn te weinig antwoorden om het effect"),
    ],
)
def test_a_difference_is_named_when_it_survives_the_correction(high, low, sentence):
    every = answers(f"centre times A1\nX {high} 8\nX {low} 1\nY 50 8\nY 50 1", made=LINKED)
    assert said(every)[1].startswith(sentence)


def test_the_correction_is_over_all_items_and_centres():
    """9 of 10 against 10 of 20 has p = 0.0485 twice (X and Y); beside two p of 1, q is p · 4/2."""
    rows = "centre times A1 A2\nX 5 8 {0}\nX 4 8 {1}\nX 1 1 {1}\nY 10 8 {0}\nY 10 1 {1}"
    alone, together = (answers(rows.format(*told), made=LINKED) for told in ("..", "81"))
    p = float(fisher([9], [10], [10], [20])[0])
    assert false_discovery([p, p]).max() < 0.05 < false_discovery([p, p, 1, 1]).min()
    assert said(alone)[1].startswith(
        "Hoger dan in de andere centra bij dezelfde mix van strategieën: tevredenheid"
    )
    assert said(together)[1].startswith("Geen enkel verschil")


@pytest.mark.parametrize(
    ("high", "low", "sentence"),
    [
        (2, 9, "Vaakst belemmerend: tijd (9 van de 11 scores)."),
        (
            2,
            8,
            "Geen enkele factor hindert duidelijk. Het vaakst belemmerend: tijd (8 van de 10 scores), niet duidelijk meer of minder dan de helft.",
        ),
        (9, 2, "Geen enkele factor is bij de helft van de scores of meer belemmerend."),
        (4, 0, "Er zijn te weinig antwoorden over wat helpt en wat hindert."),
    ],
)
def test_what_hinders_is_said_no_surer_than_its_interval(high, low, sentence):
    every = answers(f"centre times C1\nX {high} 8\nX {low} 1\nY 9 8", made=LINKED)
    assert said(every)[1] == sentence


def test_a_contradiction_that_may_be_chance_says_so():
    every = answers("centre times C1\nX 2 8\nX 8 1\nY 9 8", made=LINKED)
    last = said(every, "centre factor state\nX S8 present")[-1]
    assert last.startswith("Volgens de checklist is “Tijd” aanwezig, maar van de 10 scores")
    assert last.endswith("De groep is te klein om daar zeker van te zijn.")


def test_the_reverse_contradiction_has_its_own_words():
    every = answers("centre times A1\nX 20 8\nY 9 8", made=LINKED)
    last = said(every, "centre factor state\nX S9 partial")[-1]
    assert last == (
        "Volgens de checklist is “Trainers” niet volledig aanwezig, en toch zijn van de 20 scores "
        "van medewerkers er 20 gunstig (20 personen): daarover is een gesprek zinvol."
    )


def test_without_answers_there_is_one_sentence():
    every = answers(NETWORK, made=LINKED)
    assert said(every, centre="Z") == ["Binnen deze keuze antwoordde niemand van Z."]
    assert in_short(every, "X", period="2024-25")[0].startswith("In 2024-25 vulden 20 collega's")


POOL = """
centre respondent school_year strategy A1
X      1          2023        plg      8
X      2          2023        plg      8
X      1          2024        plg      8
X      3          2024        info     8
Y      9          2022        info     8
"""


@pytest.mark.parametrize(
    ("years", "kinds", "offers"),
    [
        (["2024"], [], [("years", 4, 3)]),
        (["2024"], ["plg"], [("years", 3, 2), ("strategies", 2, 2), ("both", 4, 3)]),
        ([], ["plg"], [("strategies", 4, 3)]),
        (["2022"], ["info"], [("years", 1, 1), ("both", 4, 3)]),
        ([], [], []),
    ],
)
def test_pooling_is_offered_where_it_adds_answers(years, kinds, offers):
    found = pooling_offer(answers(POOL, made=LINKED), "X", years, kinds)
    assert [(o.wider, o.n_answers, o.n_people) for o in found] == offers


@pytest.mark.parametrize(("people", "offered"), [(14, True), (15, False)])
def test_pooling_is_offered_to_small_groups_only(people, offered):
    every = answers(f"centre times school_year A1\nX {people} 2024 8\nX 5 2023 8", made=LINKED)
    found = pooling_offer(every, "X", ["2024"])
    assert bool(found) == offered
    if offered:
        assert offer_sentence(found[0]) == (
            "Alle schooljaren: 19 bevragingen, ingevuld door 19 collega's."
        )


QUESTIONS = {
    "tijd": Label("Waar is er tijd?"),
    "S8:blind_spot": Label("Waar gaat de tijd naartoe?"),
    "S9:hidden_strength": Label("Wat vertellen zij?"),
}


def test_questions_come_with_the_figure_that_gave_rise_to_them():
    every = answers("centre times A1 C1 C4\nX 20 8 1 8\nY 20 8 8 1", made=LINKED)
    told = checklist("centre factor state\nX S8 present\nX S9 partial")
    points = talking_points(every, "X", mirror(told, every, LINKED), QUESTIONS, NAMES)
    assert [(p.key, p.certain) for p in points] == [
        ("S8:blind_spot", True),
        ("werkdruk", True),  # time has its question already
        ("S9:hidden_strength", True),
    ]
    assert points[0].question == "Waar gaat de tijd naartoe?"
    assert plain(points[0].figure) == (
        "Tijd. Aanwezig volgens de checklist, maar zo ervaren medewerkers het niet: 0 van de 20 "
        "scores zijn gunstig (0,0 %; interval van 95 %: 0–16 %; 20 personen)."
    )
    assert points[1].question.startswith("Wat staat er in de weg bij “Werkdruk”")
    assert plain(points[1].figure) == (
        "Werkdruk: 20 van de 20 scores zijn belemmerend (100,0 %; interval van 95 %: 84–100 %)."
    )


def test_without_a_checklist_the_factors_ask():
    every = answers("centre times C1 C2 C4\nX 20 1 8 2", made=LINKED)
    points = talking_points(every, "X", mirror(NONE, every, LINKED), QUESTIONS)
    assert [(p.kind, p.subject) for p in points] == [
        ("hindering", "tijd"),
        ("enabling", "werkdruk"),
    ]
    assert points[0].question == "Waar is er tijd?"
    assert points[1].question.startswith("Waardoor loopt “Werkdruk” goed")


def test_without_answers_there_are_no_questions():
    every = answers(NETWORK, made=LINKED)
    assert talking_points(every, "Z", mirror(NONE, every, LINKED), QUESTIONS) == []


HIGH_OR_LOW = st.lists(st.sampled_from("128."), min_size=8, max_size=8)
STATE = st.sampled_from(["present", "partial", "absent", "?"])


@settings(deadline=None, max_examples=40)
@given(st.lists(HIGH_OR_LOW, min_size=5, max_size=12), st.lists(STATE, min_size=6, max_size=6))
def test_there_are_at_most_five_questions_each_once(people, states):
    lines = "\n".join(["centre A1 A2 C1 C2 C4 D4 E1 E8", *("X " + " ".join(p) for p in people)])
    told = [f"X S{n} {s}" for n, s in zip((1, 3, 4, 6, 8, 9), states, strict=True)]
    every = answers(lines, made=LINKED)
    mirrored = mirror(checklist("\n".join(["centre factor state", *told])), every, LINKED)
    points = talking_points(every, "X", mirrored, QUESTIONS, NAMES)
    assert len(points) <= 5
    assert len({(p.key, p.kind) for p in points}) == len(points)
    assert all(p.question and p.figure for p in points)
    sentences = in_short(every, "X", mirrored, NAMES)
    assert 1 <= len(sentences) <= 4
    announced = re.search(r"Volgens de checklist is “([^”]+)”", " ".join(sentences))
    if announced:  # what is announced as worth a talk is the first question
        assert points[0].figure.startswith(f"{announced[1]}. ")


SCALES = """
centre times E1 E8 D4 D6
X      20    8  8  8  2
Y      20    2  2  2  8
Z      20    2  2  2  n
"""


@pytest.mark.parametrize(
    ("centre", "item", "differs", "reading"),
    [
        ("X", "E1", "higher", "favourable"),
        ("Y", "E1", "lower", "unfavourable"),
        ("X", "E8", "higher", "unfavourable"),  # more controlled motivation is never good
        ("Y", "E8", "lower", "neutral"),  # and less of it is not called good either
    ],
)
def test_motivation_stands_beside_the_rest(centre, item, differs, reading):
    table = motivation(answers(SCALES, made=LINKED), centre)
    check(table, MOTIVATION)
    assert table["part"].tolist() == ["autonoom", "gecontroleerd"]
    found = row(table, item=item)
    assert (found.differs, found.reading) == (differs, reading)


def test_shares_and_means_are_those_of_the_centre_and_of_the_rest():
    found = row(motivation(answers(SCALES, made=LINKED), "Y"), item="E1")
    assert (found.n_scored, found.n_high, found.share, found.mean) == (20, 0, 0, 2)
    assert (found.n_rest, found.n_high_rest, found.rest) == (40, 20, 20 / 40)
    assert found.mean_rest == (20 * 8 + 20 * 2) / 40


def test_capacities_are_listed_where_they_were_scored():
    every = answers(SCALES, made=LINKED)
    table = capacities(every, "X")
    check(table, CAPACITIES)
    assert table[["item", "dimension", "part"]].values.tolist() == [
        ["D4", "samen_leren", "interpersoonlijk"],
        ["D6", "condities", "organisatorisch"],
    ]
    assert table["reading"].tolist() == ["favourable", "unfavourable"]
    assert capacities(every, "Z")["item"].tolist() == ["D4"]


@pytest.mark.parametrize(("of", "declared"), [(motivation, MOTIVATION), (capacities, CAPACITIES)])
@pytest.mark.parametrize("centre", ["X", "nowhere"])
def test_what_was_not_asked_has_no_rows(of, declared, centre):
    table = of(answers("centre A1\nX 8", made=LINKED), centre)
    check(table, declared)
    assert table.empty


@pytest.fixture(scope="module")
def example(example_store: Path) -> Answers:
    with open_store(str(example_store)) as store:
        return store.answers(load()).where(school_year="2024-2025")


def test_every_example_centre_has_its_sentences(example: Answers) -> None:
    mirrored = mirror(NONE, example, load())
    for centre in sorted(set(example.respondents["centre"].astype(str))):
        sentences = in_short(example, centre, mirrored)
        assert 2 <= len(sentences) <= 4
        assert not any("{" in sentence for sentence in sentences)


def test_the_planted_centre_stands_out_and_says_so(example: Answers) -> None:
    """Centrum 07 was made to score higher on module A."""
    sentences = in_short(example, "Centrum 07")
    assert sentences[1].startswith(
        "Hoger dan in de andere centra bij dezelfde mix van strategieën: "
    )

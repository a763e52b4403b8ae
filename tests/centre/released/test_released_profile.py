"""The profile of what was released: sentences, factors, questions, response, scales and means."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from linked_survey import LINKED, row
from survey_tables import released

from measurement.centre.mirror.released import experiences, released_mirror
from measurement.centre.released.factors import by_hindering, hinders_most, released_factors
from measurement.centre.released.figures import released_means, released_response, released_scales
from measurement.centre.released.seen import Seen
from measurement.centre.released.short import factor_sentences, in_short
from measurement.centre.released.tables import (
    RELEASED_FACTORS,
    RELEASED_MEANS,
    RELEASED_RESPONSE,
    RELEASED_SCALES,
)
from measurement.centre.released.talk import TalkingPoint, talking_points
from measurement.denominator import WITH
from measurement.releases.views import EVERYTHING, Choice
from measurement.tables import check
from measurement.words import Label

NAMES = {"S8": Label("Tijd", "Time"), "S9": Label("Trainers", "Trainers")}
QUESTIONS = {
    "tijd": Label("Waar is er tijd?"),
    "S8:blind_spot": Label("Waar gaat de tijd naartoe?"),
}
# Eight other centres of ten persons, half of whom are content.
OTHERS = "".join(f"C{c} 2024 plg 5 {{high}}\nC{c} 2024 plg 5 {{low}}\n" for c in range(8))


def seen(
    head: str, rows: str, view: Choice = EVERYTHING, others: str = "", invitations: str = ""
) -> Seen:
    body = "".join(f"X 2024 plg {line}\n" for line in rows.splitlines() if line.strip())
    history = released(
        f"centre school_year strategy times {head}",
        body + others,
        made=LINKED,
        invitations=invitations,
    )
    return Seen(history.of({"X"}), ("X",), LINKED, view)


def mirrored(one: Seen, **states: str) -> pd.DataFrame:
    found = experiences(one.history.atoms, LINKED, one.view)
    return released_mirror("X", states, found, LINKED, ("S3", "S8", "S9"))


def said(one: Seen, **states: str) -> list[str]:
    sentences = in_short(one, mirrored(one, **states), NAMES, WITH)
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


def test_in_short_is_four_sentences_worked_out_by_hand() -> None:
    """Time: 1 of 20 high, so at most K = 2: hindering are at least 18 of 20."""
    one = seen(
        "A1 C1 C4",
        "19 8 2 2\n1 8 7 2",
        others=OTHERS.format(high="8 7 2", low="2 2 7"),
        invitations="centre school_year strategy n_invited\nX 2024 plg 40",
    )
    assert said(one, S8="present") == [
        "In alle schooljaren samen werden 20 bevragingen ingevuld door minstens 20 collega's: "
        "50 % van de 40 uitnodigingen.",
        "Hoger dan in de andere centra bij dezelfde mix van strategieën: tevredenheid (100 % hoog "
        "van 20 met een score, elders 50 %).",
        "Vaakst belemmerend: tijd (minstens 18 van 20, n.v.t. mee).",
        "Volgens de checklist is “Tijd” aanwezig, maar hoogstens 2 van 20 scores van medewerkers "
        "zijn gunstig (minstens 20 personen): bespreek dat samen.",
    ]


@pytest.mark.parametrize(("people", "small"), [(14, True), (15, False)])
def test_a_small_group_is_said_to_be_small(people: int, small: bool) -> None:
    first = said(seen("A1", f"{people} 8"))[0]
    assert first.startswith(f"In alle schooljaren samen werden {people} bevragingen ingevuld")
    assert "de responsgraad is niet bekend" in first
    assert ("kleine groep" in first) == small


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("2 8\n9 1", "Vaakst belemmerend: tijd (minstens 9 van 11, n.v.t. mee)."),
        (
            "3 8\n7 1",
            "Geen enkele factor belemmert duidelijk. Vaakst belemmerend: tijd (7 van 10, n.v.t. mee), niet duidelijk meer of minder dan de helft.",
        ),
        ("9 8\n2 1", "Geen enkele factor is bij de helft van de scores of meer belemmerend."),
        ("2 8\n1 1\n3 n", "Er zijn te weinig antwoorden over wat helpt en wat hindert."),
    ],
)
def test_what_hinders_is_said_no_surer_than_its_interval(rows: str, sentence: str) -> None:
    assert said(seen("C1", rows))[-1] == sentence


def test_the_most_hindering_is_named_so_only_where_no_other_can_hinder_more() -> None:
    """Time: at most 2 of 11 enabling. Means: at most 2 of 11 as well: which is lower is not told."""
    one = seen("C1 C2", "10 1 1\n1 8 8")
    factors = released_factors(one)
    check(factors, RELEASED_FACTORS)
    rows = by_hindering(factors)
    assert [(r.share_least, r.share_most) for r in rows] == [(0, 2 / 11)] * 2
    assert hinders_most(factors, rows) is None
    assert said(one)[-1] == "Duidelijk belemmerend: tijd (minstens 9 van 11, n.v.t. mee)."
    # Means: 4 of 11 enabling. More than time whatever lies within its bounds.
    factors = released_factors(seen("C1 C2", "7 1 1\n4 1 8"))
    first = hinders_most(factors, by_hindering(factors))
    assert first is not None
    assert first.factor == "tijd"


def test_where_nothing_may_be_laid_beside_the_others_it_says_so() -> None:
    one = seen("A1 C1", "20 8 8")
    assert said(one)[1].startswith(
        "Van het effect is te weinig vrijgegeven om het naast de andere centra te leggen"
    )
    (sentence,) = factor_sentences(released_factors(one), "X", LINKED)
    assert sentence.startswith(
        "Hiervan is te weinig vrijgegeven om het naast de andere centra te leggen"
    )


def test_of_part_of_the_items_no_more_is_said_than_of_that_part() -> None:
    """A2 has 2 of 20 high, so at most 2: it is beside no others."""
    one = seen("A1 A2", "10 8 1\n8 2 1\n2 2 8", others=OTHERS.format(high="8 8", low="2 2"))
    assert said(one)[1].startswith(
        "Vergeleken kunnen worden: 1 van de 2 stellingen over het effect. Geen ervan verschilt"
    )


def points(one: Seen, **states: str) -> list[TalkingPoint]:
    return talking_points(LINKED, mirrored(one, **states), released_factors(one), QUESTIONS, NAMES)


def test_questions_come_with_the_figure_that_gave_rise_to_them() -> None:
    one = seen("A1 C1 C4", "20 8 1 8")
    found = points(one, S8="present", S9="partial")
    assert [(p.key, p.certain) for p in found] == [
        ("S8:blind_spot", True),
        ("werkdruk", True),  # time has its question already
        ("S9:hidden_strength", True),
    ]
    assert found[0].question == "Waar gaat de tijd naartoe?"
    assert found[0].figure.replace("\u00a0", " ") == (
        "Tijd. Aanwezig volgens de checklist, maar medewerkers ervaren het niet zo: hoogstens 2 van "
        "20 scores zijn gunstig (interval van 95 %: 0–30 %; minstens 20 personen)."
    )
    assert found[1].figure.replace("\u00a0", " ") == (
        "Werkdruk: minstens 18 van 20 scores zijn belemmerend (interval van 95 %: 70–100 %)."
    )


def test_without_a_checklist_the_factors_ask() -> None:
    found = points(seen("C1 C2 C4", "20 1 8 2"))
    assert [(p.kind, p.subject) for p in found] == [("hindering", "tijd"), ("enabling", "werkdruk")]
    assert found[0].question == "Waar is er tijd?"


def test_what_is_announced_is_the_first_question() -> None:
    one = seen("A1 A2 C1 C2 C4 D4", "9 8 1 1 2 8 1\n2 1 8 8 8 1 8")
    states = {"S3": "present", "S8": "present", "S9": "absent"}
    first = points(one, **states)[0]
    assert f"“{first.figure.split('.')[0]}”" in said(one, **states)[-1]
    assert len(points(one, **states)) <= 5


def test_response_is_that_of_the_last_release_of_each_year() -> None:
    first = "X 2023 plg 8 8\n"
    history = released(
        "centre school_year strategy times A1",
        first,
        first + "X 2024 plg 6 8\n",
        made=LINKED,
        invitations="centre school_year strategy n_invited\nX 2023 plg 10\nX 2024 plg 12",
    )
    table = released_response(Seen(history.of({"X"}), ("X",), LINKED))
    check(table, RELEASED_RESPONSE)
    assert table["school_year"].tolist() == ["2023", "2024"]
    assert table["n_answered"].tolist() == [16, 6]  # of 2023 as it was at the second release
    only = released_response(Seen(history.of({"X"}), ("X",), LINKED, Choice("2024", "plg")))
    assert only["n_invited"].tolist() == [12]


def test_a_scale_has_the_mean_of_the_means_of_its_items() -> None:
    one = seen("E1 E8 D4 D6", "5 8 8 8 2\n5 2 1 4 6")
    table = released_scales(one, "motivation")
    check(table, RELEASED_SCALES)
    assert row(table, scale="autonoom").mean == (5 * 8 + 5 * 2) / 10
    assert row(table, scale="gecontroleerd").mean == (5 * 8 + 5 * 1) / 10
    assert row(table, scale="relative_autonomy").mean == 5 - 4.5
    assert set(released_scales(one, "capacities")["scale"]) == {
        *("interpersoonlijk", "samen_leren", "organisatorisch", "condities")
    }


def test_change_tracks_have_a_mean_before_and_after_each_by_itself() -> None:
    """Ten persons before and twelve after; of fewer than ten there is none."""
    head = "centre school_year strategy moment times V1"
    before = "X 2024 vt zero 5 4\nX 2024 vt zero 5 7\n"
    after = "X 2024 vt long 6 6\nX 2024 vt long 6 9\n"
    history = released(head, before + after, made=LINKED).of({"X"})
    table = released_means(Seen(history, ("X",), LINKED))
    check(table, RELEASED_MEANS)
    assert [(r.moment, r.n_persons, r.mean) for r in table.itertuples()] == [
        ("before", 10, 5.5),
        ("after", 12, 7.5),
    ]
    alike = released(head, "X 2024 vt long 12 10\n", made=LINKED).of({"X"})
    (only,) = released_means(Seen(alike, ("X",), LINKED)).itertuples()
    assert math.isnan(only.mean)  # everybody at the end of the scale

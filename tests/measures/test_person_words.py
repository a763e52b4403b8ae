"""Persons and reach in words: what a figure rests on, and what it could have found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from survey_tables import SMALL, answers

from measurement.counting.counts import count
from measurement.counting.power import detectable_mean
from measurement.measures.comparison import against_rest
from measurement.measures.fair.sentences import item_sentences
from measurement.measures.sentences import (
    answers_of,
    one_person_sentence,
    reach_sentences,
    row_words,
    table_sentences,
    unknown_sentence,
)
from measurement.measures.trend.sentences import change_sentences
from measurement.tables import records

NBSP = "\u00a0"
NAN = float("nan")


def compared(lines: str, by: tuple[str, ...] = ("centre",)):  # type: ignore[no-untyped-def]
    return against_rest(count(answers(lines), by), ["A1"], SMALL)


def test_persons_are_told_only_where_they_are_fewer() -> None:
    assert answers_of(58, 27) == "58 antwoorden van 27 personen"
    assert answers_of(9, 9) == "9 antwoorden"
    assert answers_of(2, 1) == "2 antwoorden van 1 persoon"


def test_a_table_says_of_how_many_persons_its_answers_are() -> None:
    rows = ["1 X 8", "1 X 2", "2 X 8", "3 X 8", *(f"{i} Y 8" for i in range(10, 15))]
    told = table_sentences(compared("\n".join(["respondent centre A1", *rows])))
    assert told[0] == (
        "Het gaat om 4 tot 5 scores van 3 tot 5 personen: de intervallen houden daar rekening mee."
    )


def test_means_scales_and_series_say_it_too_and_a_rate_does_not() -> None:
    """Three scores of two persons; of a rate n counts invitations."""
    means = pd.DataFrame({"n": [3], "n_persons": [2]})
    assert table_sentences(means) == ["3 scores van 2 personen."]
    rate = pd.DataFrame({"measure": ["rate", "rate"], "n": [40, 30], "n_persons": [20, 9]})
    assert table_sentences(rate) == []


def test_who_points_at_a_share_with_not_applicable_reads_scores_not_answers() -> None:
    table = compared("respondent centre A1\n1 X 8\n1 X 2\n2 X 8\n2 X n\n9 Y 8")
    row = next(records(table))
    assert (int(row.n_scored), int(row.n_persons)) == (3, 2)  # of four answers
    assert row_words(row) == "3 scores van 2 personen"


def test_a_comparison_says_what_it_could_have_found() -> None:
    table = compared("centre times A1\nX 20 8\nX 20 1\nY 100 8\nY 100 1")
    (told,) = reach_sentences(table)
    assert told.startswith("Wat hier zou opvallen, in vier van de vijf gevallen: ")
    higher = round(100 * float(table["detectable_higher"][0]))
    assert f"{higher} punten" in told
    row = next(records(table))
    assert row_words(row, "same").startswith(f"Zou opvallen: {higher} punten hoger")
    assert row_words(row, "too_few") == ""


def test_what_would_show_takes_one_sentence_where_it_would_not_show_everywhere() -> None:
    table = pd.DataFrame({"p": [0.4, 0.9], "detectable_higher": [0.3, NAN]})
    (both,) = reach_sentences(table.assign(detectable_lower=[0.35, 0.4]))
    assert both == (
        "Wat hier zou opvallen, in vier van de vijf gevallen: "
        "vanaf 30 punten (niet overal) hoger of 35 tot 40 punten lager."
    )
    (one,) = reach_sentences(table.assign(detectable_lower=[NAN, NAN]))
    assert one.endswith("vanaf 30 punten (niet overal) hoger; lager kan hier niet opvallen.")


def test_where_only_more_than_half_would_show_that_is_said() -> None:
    table = compared("centre times A1\nX 3 8\nX 3 1\nY 3 8\nY 3 1")
    assert reach_sentences(table) == [
        "Hier zou alleen een verschil van meer dan 50 punten opvallen."
    ]
    assert row_words(next(records(table)), "same") == (
        "Hier zou alleen een verschil van meer dan de helft opvallen."
    )


def test_a_page_that_finds_nothing_says_what_it_could_have_found() -> None:
    table = compared("centre times A1\nX 20 8\nX 20 1\nY 20 8\nY 20 1")
    said = item_sentences(table, SMALL)
    nothing = next(i for i, line in enumerate(said) if line.startswith("Geen enkel centrum"))
    assert said[nothing + 1].startswith("Wat hier zou opvallen")


def test_what_no_other_centre_has_is_told() -> None:
    table = compared("centre strategy times A1\nX p 6 8\nX q 9 1\nY p 8 8")
    assert table_sentences(table)[-1] == (
        "9 antwoorden zijn van een strategie en jaar die geen ander centrum heeft, en zijn niet vergeleken."
    )


@pytest.mark.parametrize(("times", "told"), [(3, True), (2, False)])
def test_one_person_with_more_than_half_is_named_by_centre(times: int, told: bool) -> None:
    rows = [*["1 X 8"] * times, "2 X 1", "3 X 1", "4 Y 8", "5 Y 1"]
    said = one_person_sentence(compared("\n".join(["respondent centre A1", *rows])))
    assert said == (
        "Meer dan de helft van de antwoorden is van één persoon bij: X." if told else ""
    )


def test_answers_of_unknown_people_are_told_from_a_tenth_on() -> None:
    given = answers("A1\n" + "\n".join(["8"] * 10))
    assert given.share_unknown == 0
    for n, told in ((0, False), (1, True)):
        people = given.respondents.assign(anonymous=[i < n for i in range(10)])
        share = replace(given, respondents=people).share_unknown
        assert share == n / 10
        assert bool(unknown_sentence(share)) == told
    assert unknown_sentence(0.1).startswith(f"Van 10{NBSP}% van deze antwoorden is niet bekend")


def test_a_trend_without_a_change_says_what_change_would_have_shown() -> None:
    from measurement.measures.trend.trend import trend
    from measurement.questionnaire.comparability import Comparability

    lines = ["school_year times A1 V1"]
    lines += [
        f"{year} 15 {a} {v}" for year in ("2023-2024", "2024-2025") for a, v in ((8, 4), (1, 8))
    ]
    given = answers("\n".join(lines))
    shares, means = (
        change_sentences(
            trend(given, comparability=Comparability(), measures=[measure]),
            lambda row: str(row.item),
        )
        for measure in ("high", "mean")
    )
    assert shares[1].startswith("Wat hier zou opvallen, in vier van de vijf gevallen: ")
    assert " punten hoger of " in shares[1]
    assert shares[1].endswith(" lager.")
    assert means[1].endswith(" schaalpunten.")


def test_the_smallest_difference_of_means_is_that_of_statsmodels() -> None:
    from statsmodels.stats.power import NormalIndPower

    sd, n, n_rest, alpha = 1.4, 20, 300, 0.05 / 19
    size = NormalIndPower().solve_power(nobs1=n, alpha=alpha, power=0.8, ratio=n_rest / n)
    found = float(detectable_mean(sd * np.sqrt(1 / n + 1 / n_rest), alpha))
    exact = size * sd * np.sqrt(np.pi / 3)
    assert exact <= found < exact + 0.1

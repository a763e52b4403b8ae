"""What needs a look: no sentence without enough behind it, nor about another scope than the filter's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binomtest
from survey_tables import SMALL, answers

from measurement.counting.answers import Answers
from measurement.measures.attention import Concern, attention
from measurement.measures.falling import Wave, correlation_of_invitations, fallen
from measurement.questionnaire import comparability
from measurement.questionnaire.comparability import Change, Comparability
from measurement.questionnaire.files.reading import load
from measurement.store import open_store

BREAK = Comparability((Change(school_year="2023-2024", kind="comparable"),))
# Of 100 invited 60 answered, a year later 25.
RESPONSE = """
times  school_year  strategy  moment  initiative  centre  survey  A1
60     2023-2024    plg       long    one         X       1       8
25     2024-2025    plg       long    one         X       2       8
"""
INVITED = """
school_year  strategy  moment  initiative  centre  survey  n_invited
2023-2024    plg       long    one         ?       1       100
2024-2025    plg       long    one         ?       2       100
"""


@pytest.fixture(scope="module")
def everything(example_store: Path) -> Answers:
    with open_store(str(example_store)) as store:
        return store.answers(load())


@pytest.fixture(scope="module")
def year(everything: Answers) -> Answers:
    return everything.where(school_year="2024-2025")


def plain(concerns: list[Concern]) -> str:
    return " ".join(concern.said for concern in concerns).replace("\u00a0", " ")


def said(table: str, invitations: str = "", *centres: str, known: Comparability = BREAK) -> str:
    """What needs a look in 2024-2025, in the answers of these centres or of all."""
    every = answers(table, invitations)
    every = every.where(centre=centres) if centres else every
    return plain(attention(every.where(school_year="2024-2025"), every, known, centres))


def test_centres_that_were_invited_and_stayed_silent_are_named(
    year: Answers, everything: Answers
) -> None:
    assert "Centrum 16" in plain(attention(year, everything))  # invited for the PLGs, no answers


def test_unknown_invitations_are_said(year: Answers) -> None:
    blind = replace(year, invitations=year.invitations.iloc[:0])
    assert "Aantal uitgenodigden onbekend" in plain(attention(blind, blind))


# ── The response falls ────────────────────────────────────────────────────────────────────────


def test_a_response_that_falls_is_told_with_both_years() -> None:
    told = said(RESPONSE, INVITED)
    assert "van 60 % in 2023-24 naar 25 % in 2024-25" in told


@pytest.mark.parametrize(("now", "falls"), [(25, True), (50, False), (59, False), (60, False)])
def test_a_response_that_is_a_little_lower_does_not_fall(now: int, falls: bool) -> None:
    assert ("daalt" in said(RESPONSE.replace("25     ", f"{now}     "), INVITED)) is falls


def test_a_response_does_not_fall_across_a_break() -> None:
    """2022-2023 lies before the break that the trend refuses to cross as well."""
    earlier = [text.replace("2023-2024", "2022-2023") for text in (RESPONSE, INVITED)]
    assert "daalt" not in said(*earlier)
    assert "daalt" in said(*earlier, known=Comparability())
    assert comparability.load().segments(["2022-2023", "2023-2024"], ()) == [0, 1]


def test_an_impossible_response_is_no_starting_point() -> None:
    """120 answers to 100 invitations: the response before is not known."""
    assert "daalt" not in said(RESPONSE.replace("60     ", "120    "), INVITED)


PER_CENTRE = """
school_year  strategy  moment  initiative  centre  survey  n_invited
2023-2024    plg       long    one         X       1       50
2023-2024    plg       long    one         Y       1       50
2024-2025    plg       long    one         X       2       50
2024-2025    plg       long    one         Y       2       50
"""
ANSWERED = """
times  school_year  strategy  moment  initiative  centre  survey  A1
40     2023-2024    plg       long    one         X       1       8
40     2023-2024    plg       long    one         Y       1       8
40     2024-2025    plg       long    one         X       2       8
5      2024-2025    plg       long    one         Y       2       8
"""


def test_under_a_filter_the_response_is_that_of_the_centres_chosen() -> None:
    """X: 80 % in both years. Y: 80 % and 10 %. Together 80 % and 45 %."""
    assert "van 80 % in 2023-24 naar 45 % in 2024-25" in said(ANSWERED, PER_CENTRE)
    assert "daalt" not in said(ANSWERED, PER_CENTRE, "X")
    assert "Y: De respons daalt" in said(ANSWERED, PER_CENTRE, "Y")
    assert "van 80 % in 2023-24 naar 10 % in 2024-25" in said(ANSWERED, PER_CENTRE, "Y")


def test_under_a_filter_invitations_are_unknown_per_centre_only() -> None:
    assert "niet per centrum bekend voor 1 bevraging" in said(RESPONSE, INVITED, "X")
    assert "Aantal uitgenodigden onbekend" not in said(RESPONSE, INVITED, "X")


def wave(rng: np.random.Generator, n_surveys: int, base: float, spread: float) -> Wave:
    """A kind of survey in a year: the rate of every survey differs, most persons come twice."""
    pool = rng.normal(0, spread, max(60, 12 * n_surveys))
    invited, answered, given = [], [], np.zeros(len(pool), int)
    for _ in range(n_surveys):
        who = rng.choice(len(pool), int(rng.integers(8, 42)), replace=False)
        rate = 1 / (1 + np.exp(-base - rng.normal(0, spread / 2) - pool[who]))
        came = who[rng.random(len(who)) < rate]
        given[came] += 1
        invited.append(len(who))
        answered.append(len(came))
    repeats = float((given**2).sum() / max(given.sum(), 1))
    return Wave("", np.array(invited), np.array(answered), max(repeats, 1.0))


@pytest.mark.parametrize("spread", [0.0, 0.6, 1.2])
def test_where_nothing_changes_the_response_falls_in_at_most_one_year_in_twenty(
    spread: float,
) -> None:
    """Seven kinds of survey as in the example; persons and surveys alike, or different."""
    seed = int(np.random.SeedSequence().entropy % 2**32)  # type: ignore[operator]
    rng, runs, hits = np.random.default_rng(seed), 250, 0
    for _ in range(runs):
        bases = rng.normal(0.2, 0.6, 7)
        sizes = (14, 12, 12, 5, 4, 3, 1)
        pairs = [
            (wave(rng, n, base, spread), wave(rng, n, base, spread))
            for n, base in zip(sizes, bases, strict=True)
        ]
        hits += any(fallen(pairs, [one for pair in pairs for one in pair]))
    print(f"seed {seed}: {hits} of {runs}")
    assert binomtest(hits, runs, 0.05, "greater").pvalue > 1e-4


def test_surveys_that_differ_more_make_a_fall_less_sure() -> None:
    """Of 14 surveys of 20 each: all at 10, or half at 2 and half at 18."""
    level = Wave("", np.full(14, 20), np.full(14, 10))
    uneven = Wave("", np.full(14, 20), np.array([2, 18] * 7))
    assert (
        correlation_of_invitations([level])[0]
        < 0.05
        < 0.3
        < correlation_of_invitations([uneven])[0]
    )
    lower = Wave("", np.full(14, 20), np.full(14, 7))
    spread_lower = Wave("", np.full(14, 20), np.array([1, 13] * 7))
    assert fallen([(level, lower)], [level, lower]) == [True]
    assert fallen([(uneven, spread_lower)], [uneven, spread_lower]) == [False]


# ── More than half not applicable ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("absent", "scored", "told"),
    [
        (1, 0, False),
        (4, 0, False),  # fewer than 5 persons
        (5, 0, True),  # of 5 in 5: 0.566 to 1
        (6, 4, False),  # of 6 in 10: 0.313 to 0.832
        (12, 3, True),  # of 12 in 15: 0.548 to 0.930
        (30, 30, False),
    ],
)
def test_more_than_half_not_applicable_needs_an_interval_above_half(
    absent: int, scored: int, told: bool
) -> None:
    table = f"times school_year strategy moment A1\n{absent} 2024-2025 plg long n\n{scored} 2024-2025 plg long 8"
    expected = f"{absent} van {absent + scored} antwoorden"
    assert (expected in said(table)) is told
    assert ("Meer dan de helft" in said(table)) is told


def test_one_person_with_many_answers_is_not_more_than_half() -> None:
    """20 of 24 answers, but of one person in five."""
    rows = "\n".join(f"1 {person} 2024-2025 plg long 8" for person in (2, 3, 4, 5))
    table = f"times respondent school_year strategy moment A1\n20 1 2024-2025 plg long n\n{rows}"
    assert SMALL.thresholds.few_answers == 5
    assert "Meer dan de helft" not in said(table)

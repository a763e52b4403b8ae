"""What the pages say of centres that do not differ: a small part of ``benchmarks.simulations``.

Every run has another seed, named when a test fails. A promise of "at most 5 %" fails only where its
count would come about less than once in ten thousand times if the promise held.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from numpy.random import default_rng

from benchmarks.simulations.networks import (
    ALL_YEARS,
    ALONE,
    Cell,
    Known,
    known_of,
    network,
)
from benchmarks.simulations.runs import Hits
from benchmarks.simulations.swapped import with_centres_swapped, with_years_swapped
from measurement.answers import Answers
from measurement.questionnaire_files import load
from measurement.store import open_store


@pytest.fixture(scope="module")
def example(example_store: Path) -> Answers:
    with open_store(str(example_store)) as store:
        return store.answers(load())


@pytest.fixture(scope="module")
def known(example: Answers) -> Known:
    return known_of(example)


@pytest.fixture
def seed() -> int:
    return secrets.randbelow(2**31)


def hits(found: Iterable[bool]) -> Hits:
    made = Hits()
    for run, hit in enumerate(found):
        made.add(hit, run)
    return made


def test_the_share_of_hits_has_the_exact_interval_of_clopper_and_pearson() -> None:
    # R: binom.test(4, 20)$conf.int
    assert hits([True] * 4 + [False] * 16).interval() == pytest.approx(
        (0.057334, 0.436614), abs=1e-6
    )
    assert hits([False] * 10).interval() == pytest.approx((0, 1 - 0.025 ** (1 / 10)))


def test_every_centre_of_a_network_has_its_number_of_answers(known: Known, seed: int) -> None:
    people = network(Cell(19, 20, ALL_YEARS), known, default_rng(seed)).people
    assert people.groupby("centre", observed=True).size().tolist() == [20] * 19, seed
    assert people.groupby("respondent")["centre"].nunique().max() == 1, seed


def test_alone_everybody_answers_once_and_over_all_years_many_answer_more(
    known: Known, seed: int
) -> None:
    alone, together = (
        network(Cell(58, 60, mix), known, default_rng(seed)).people["respondent"].value_counts()
        for mix in (ALONE, ALL_YEARS)
    )
    assert alone.max() == 1, seed
    assert together.mean() == pytest.approx(known.sizes[ALL_YEARS].mean(), rel=0.15), seed


def test_two_answers_of_one_person_have_the_correlation_of_their_item(
    known: Known, seed: int
) -> None:
    made = network(Cell(58, 400, ALL_YEARS, unequal=True), known, default_rng(seed))
    order = made.people["respondent"].to_numpy()
    first = np.flatnonzero(order[1:] == order[:-1])[::2]
    found = [np.corrcoef(made.feeling[first, i], made.feeling[first + 1, i])[0, 1] for i in (0, 1)]
    assert found == pytest.approx([0.8, 0.1], abs=0.08), seed


def test_strategies_lie_thirty_points_apart_and_centres_have_their_own_mix(
    known: Known, seed: int
) -> None:
    made = network(Cell(58, 400, ALONE, different=True), known, default_rng(seed))
    answers, item = made.answers(), made.items.index("A2")
    high = answers.codes[:, item] >= answers.questionnaire.scale_of("A2").code(6)
    shares = [high[made.strategy == s].mean() for s in (0, 1)]
    assert shares[0] - shares[1] == pytest.approx(0.3, abs=0.04), seed
    mix = 1 - made.strategy.reshape(58, 400).mean(axis=1)
    assert mix[:2] == pytest.approx([0.9, 0.1], abs=0.08), seed


def test_swapping_persons_keeps_the_size_of_every_centre_and_what_each_person_said(
    example: Answers, seed: int
) -> None:
    swapped = with_centres_swapped(example, default_rng(seed))
    before, after = (
        a.respondents.groupby("centre", observed=True)["respondent"].nunique().to_dict()
        for a in (example, swapped)
    )
    assert before == after, seed
    assert swapped.respondents.groupby("respondent")["centre"].nunique().max() == 1, seed
    assert (swapped.codes == example.codes).all()
    assert not swapped.respondents["centre"].equals(example.respondents["centre"]), seed


def test_swapping_years_moves_all_that_a_person_said_in_a_year(example: Answers, seed: int) -> None:
    swapped = with_years_swapped(example, default_rng(seed))
    moved = swapped.respondents["school_year"].astype(str)
    before = example.respondents.assign(moved=moved)
    assert (
        before.groupby(["respondent", "school_year"], observed=True)["moved"].nunique().max() == 1
    )
    assert not moved.equals(example.respondents["school_year"].astype(str)), seed

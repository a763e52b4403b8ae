"""What the pages say of centres that do not differ: a small part of ``benchmarks.simulations``.

Every run has another seed, named when a test fails. A promise of "at most 5 %" fails only where its
count would come about less than once in ten thousand times if the promise held.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from numpy.random import default_rng
from scipy.stats import binom, norm

from benchmarks.simulations import claims
from benchmarks.simulations.networks import (
    ALL_YEARS,
    ALONE,
    ONE_YEAR,
    Cell,
    Known,
    known_of,
    network,
)
from benchmarks.simulations.runs import CERTAIN, Hits, Tally, covered, numbers, simulate
from benchmarks.simulations.swapped import (
    simulate_swapped,
    with_centres_swapped,
    with_years_swapped,
)
from benchmarks.simulations.tables import PAGES, misses
from measurement.counting.answers import Answers
from measurement.questionnaire.files.reading import load
from measurement.store import open_store

PROMISED, COVERED, HARDLY = 0.05, 0.94, 1e-4
RUNS, RUNS_COVERED = 20, 40
CELLS = (Cell(19, 20, ALL_YEARS, unequal=True, different=True), Cell(19, 10, ONE_YEAR))
CELL_NAMES = ["years, all that differs", "year, all that is equal"]


class Simulated(NamedTuple):
    """What was claimed, and the seed that makes it again."""

    tally: Tally
    seed: int


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


@pytest.fixture(scope="module", params=CELLS, ids=CELL_NAMES)
def simulated(request: pytest.FixtureRequest, known: Known) -> Simulated:
    seed = secrets.randbelow(2**31)
    return Simulated(simulate(request.param, known, range(RUNS), seed), seed)


@pytest.fixture(scope="module", params=["all years", "2024-2025"])
def swapped(request: pytest.FixtureRequest, example: Answers) -> Simulated:
    seed = secrets.randbelow(2**31)
    return Simulated(simulate_swapped(example, request.param, range(RUNS), seed), seed)


def is_held(found: Hits) -> bool:
    """Whether the hits could well come about when at most 5 % is true.

    What is counted per centre or cell goes together within a run: it weighs as one per run.
    """
    n = min(found.n, RUNS)
    k = int(found.share * n + 1e-9)
    return bool(binom.sf(k - 1, n, PROMISED) >= HARDLY)


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


def test_a_promise_is_called_broken_when_chance_would_hardly_do_it() -> None:
    # P(Bin(20, 0.05) ≥ 6) = 3.3e-4, P(… ≥ 7) = 3.4e-5
    assert is_held(hits([True] * 6 + [False] * 14))
    assert not is_held(hits([True] * 7 + [False] * 13))


@pytest.mark.parametrize("page", [*PAGES, *claims.OWN, CERTAIN])
def test_where_no_centre_differs_no_page_says_so_more_often_than_promised(
    simulated: Simulated, page: str
) -> None:
    found = simulated.tally.get(page, Hits(0, 1))
    assert is_held(found), (simulated.seed, found)


@pytest.mark.parametrize("page", [*PAGES, *claims.OWN])
def test_with_the_persons_of_the_example_swapped_no_page_says_so_more_often_than_promised(
    swapped: Simulated, page: str
) -> None:
    found = swapped.tally.get(page, Hits(0, 1))
    assert is_held(found), (swapped.seed, found)


@pytest.mark.parametrize("cell", CELLS, ids=CELL_NAMES)
def test_printed_intervals_hold_the_true_share_of_the_items_of_the_example(
    known: Known, cell: Cell, seed: int
) -> None:
    means = []
    for run in range(RUNS_COVERED):
        made = network(cell, known, default_rng([seed, run]))
        means.append(covered(made, claims.bounds(made.answers())).mean())
    error = np.std(means, ddof=1) / np.sqrt(RUNS_COVERED)
    assert np.mean(means) > COVERED + norm.ppf(HARDLY) * error, (seed, np.mean(means))


def test_a_run_is_made_again_by_its_seed(known: Known, seed: int) -> None:
    cell = CELLS[1]
    first, again = (
        network(cell, known, default_rng([seed, *numbers(cell, known), 3])).feeling
        for _ in range(2)
    )
    assert (first == again).all()


def test_what_is_not_held_is_named_with_its_count_and_runs() -> None:
    often, seldom = Hits(3, 20, [2, 5, 8]), Hits(1, 1000, [4])
    assert list(misses({"plg": {"effect": often, "scales": seldom}})) == [
        "too often · plg: effect 3 of 20, runs [2, 5, 8]"
    ]

"""How much of the example a director gets."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from colleagues import Truth, known_centres, known_colleagues

from measurement.counting.answers import Answers
from measurement.questionnaire.files.reading import load
from measurement.releases.given import Identity
from measurement.releases.history import History
from measurement.releases.readings import reading
from measurement.releases.release import Release, release
from measurement.store import open_store


@pytest.fixture(scope="module")
def published(example_store: Path) -> tuple[Release, float, Answers]:
    with open_store(str(example_store)) as store:
        answers = store.answers(load())
    people = answers.respondents
    who = [
        Identity(str(person), str(survey))
        for person, survey in zip(people["respondent"], people["survey"], strict=True)
    ]
    began = time.perf_counter()
    made = release(answers, who, b"key", History().before(), day="2025-07-01", by="staff")
    return made, time.perf_counter() - began, answers


def test_most_of_the_example_is_told_exactly(published: tuple[Release, float, Answers]) -> None:
    """Of item × centre × school year; joined years count for each. Ratings have no sides."""
    made, *_ = published
    cells: Counter[str] = Counter()
    for one in made.atoms:
        if one.level == "whole" and not one.item.startswith("V"):
            cells[one.how] += len(one.years)
    cells["n_only"] += sum(not w.item.startswith("V") for w in made.waiting)
    assert cells.total() == 1212
    assert cells["exact"] >= 0.80 * cells.total()
    assert cells["n_only"] <= 0.08 * cells.total()


def test_half_of_the_strategies_are_told_exactly(published: tuple[Release, float, Answers]) -> None:
    """Of item × centre × school year × strategy; years with one strategy included."""
    made, *_ = published
    parts = [a for a in made.atoms if a.level != "whole" and not a.item.startswith("V")]
    alone = [a for a in parts if len(a.strategies) == 1]
    exact = sum(len(a.years) for a in alone if a.how == "exact")
    assert exact >= 0.44 * sum(len(a.years) for a in alone)


def test_a_release_of_the_example_takes_seconds(published: tuple[Release, float, Answers]) -> None:
    assert published[1] < 10


def test_nobody_in_the_example_is_known_to_a_colleague_or_to_two_directors(
    published: tuple[Release, float, Answers],
) -> None:
    made, _, answers = published
    read = {item: reading(answers.questionnaire, item) for item in answers.items}
    truth = Truth(answers, {item: set(one.favourable) for item, one in read.items()})
    neither = {item for item, one in read.items() if one.secret == "both_sides"}
    everything = np.ones(answers.n, bool)
    assert known_colleagues(truth, made.atoms, everything, neither) == []
    assert known_centres(truth, made.totals, everything) == []

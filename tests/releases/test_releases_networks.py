"""Whole networks, random and hostile, other ones at every run: nobody and no centre is known.

``RELEASES_RUNS`` sets how many, ``RELEASES_SEED`` repeats one.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest
from colleagues import Truth, known_centres, known_colleagues
from network import SECRET, who
from survey_tables import SMALL, invited
from worlds import fresh_seed

from measurement.counting.answers import Answers
from measurement.counting.columns import CATEGORIES
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, NOT_SHOWN
from measurement.releases.given import keys_of
from measurement.releases.history import History, added, corrected
from measurement.releases.limits import ALL, BUSIEST, TOTALS, Terms
from measurement.releases.release import release

RUNS = int(os.environ.get("RELEASES_RUNS", "6"))
ITEMS = ("A1", "C4", "K1", "K3", "V1")
NEITHER = frozenset({"K3"})  # no side of it is good, so neither may be known
GOOD = {"A1": {6, 7, 8}, "C4": {1, 2, 3}, "K1": {0}, "K3": {1}, "V1": set()}


@dataclass(frozen=True)
class Shape:
    """What a network is like: centres with their persons, and how alike people answer."""

    centres: tuple[int, ...]
    favourable: float
    years: int = 2
    strategies: int = 2
    busy: float = 0.1  # of the persons: who answers up to six surveys
    not_applicable: float = 0.1
    unknown_centre: float = 0.0


HOSTILE = {
    "tiny centres": Shape((1, 2, 3, 4, 5, 5, 6, 6), 0.6),
    "everybody agrees": Shape((8, 8, 8, 8, 8, 8, 8), 1.0),
    "nobody agrees": Shape((8, 8, 8, 8, 8, 8, 8), 0.0),
    "one person most of the answers": Shape((6, 6, 6, 6, 6, 6), 0.5, busy=0.02),
    "one centre most of the answers": Shape((60, 1, 1, 1, 1, 1, 1), 0.7),
    "three centres of seven": Shape((7, 7, 7), 0.9, years=1, strategies=1),
    "everybody in two strategies": Shape((5, 6, 7, 9, 9, 12, 15), 0.5, years=1, busy=1.0),
    "mostly not applicable": Shape((9,) * 8, 0.6, not_applicable=0.7),
    "centres alike, so that totals are told": Shape((20,) * 10, 0.5, years=1),
    "centres unknown": Shape((7,) * 8, 0.5, unknown_centre=0.3),
}


def random_shape(rng: random.Random) -> Shape:
    return Shape(
        tuple(rng.choice((1, 3, 5, 6, 8, 12, 25)) for _ in range(rng.randint(1, 10))),
        rng.choice((0.2, 0.5, 0.6, 0.8, 0.95)),
        rng.randint(1, 3),
        rng.randint(1, 3),
        rng.choice((0.0, 0.1, 0.5, 1.0)),
        rng.choice((0.0, 0.1, 0.4)),
        rng.choice((0.0, 0.0, 0.1)),
    )


def network(shape: Shape, rng: np.random.Generator) -> Answers:
    rows, person = [], 0
    for c, size in enumerate(shape.centres):
        for _ in range(size):
            person += 1
            surveys = int(rng.integers(2, 7)) if rng.random() < shape.busy else 1
            for survey in range(surveys):
                centre = None if rng.random() < shape.unknown_centre else f"C{c}"
                year, kind = rng.integers(shape.years), rng.integers(shape.strategies)
                rows.append((person, centre, f"202{year}-202{year + 1}", f"s{kind}", survey))
    n = len(rows)
    columns = {name: pd.Categorical([None] * n) for name in CATEGORIES}
    for i, name in ((1, "centre"), (2, "school_year"), (3, "strategy")):
        columns[name] = pd.Categorical([row[i] for row in rows])
    people = pd.DataFrame(
        {
            "respondent": [row[0] for row in rows],
            **columns,
            "completed": np.ones(n, bool),
            "survey": np.array([row[4] for row in rows], np.int64),
        }
    )
    codes = np.array([[code(item, shape, rng) for item in ITEMS] for _ in rows], np.uint8)
    return Answers(people, ITEMS, codes.reshape(n, len(ITEMS)), invited("n_invited"), SMALL)


def code(item: str, shape: Shape, rng: np.random.Generator) -> int:
    if rng.random() < 0.1:
        return NOT_SHOWN
    if SMALL.item_by_id[item].not_applicable and rng.random() < shape.not_applicable:
        return NOT_APPLICABLE
    points = SMALL.scale_of(item).points
    good = [i for i, p in enumerate(points) if p in (GOOD[item] or points)]
    bad = [i for i, p in enumerate(points) if p not in GOOD[item]]
    return FIRST_POINT + int(rng.choice(good if rng.random() < shape.favourable else bad))


def attack(
    shape: Shape, seed: int, rules: frozenset[str] = ALL, strict: bool = False
) -> list[object]:
    """Two releases, the second of answers that came late; between them a survey is corrected."""
    rng = np.random.default_rng(seed)
    answers = network(shape, rng)
    early = rng.random(answers.n) < 0.85
    given = replace(
        answers,
        respondents=answers.respondents[early].reset_index(drop=True),
        codes=answers.codes[early],
    )
    truth, terms = Truth(answers, GOOD), Terms(rules=rules, strict=strict)
    identities = who(answers)
    one = release(given, who(given), SECRET, History().before(), day="", by="", terms=terms)
    history = added(History(), one)
    neither = frozenset(ITEMS) if strict else NEITHER
    found: list[object] = [*known_colleagues(truth, one.atoms, early, neither)]
    found += known_centres(truth, one.totals, early)
    fixed = [i for i, e in zip(identities, early, strict=True) if e][:2]
    history = corrected(history, fixed, ITEMS, SECRET, "", "")
    two = release(answers, identities, SECRET, history.before(), day="", by="", terms=terms)
    assert not two.held.keys() & one.held.keys()
    for item in ITEMS:
        late = np.array([keys_of(SECRET, i, item).own[0] in two.held for i in identities], bool)
        found += known_colleagues(truth, [a for a in two.atoms if a.item == item], late, neither)
    found += [a.id for a in two.atoms if a.level != "member" and a.persons < 5]
    places = {(t.item, t.year, t.strategy, t.moment) for t in one.totals}
    found += [t for t in two.totals if (t.item, t.year, t.strategy, t.moment) in places]
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_nobody_is_known_in_a_hostile_network(name: str) -> None:
    seed = fresh_seed()
    assert attack(HOSTILE[name], seed) == []
    assert attack(HOSTILE[name], seed, strict=True) == []


def test_totals_are_told_where_centres_are_alike() -> None:
    shape = HOSTILE["centres alike, so that totals are told"]
    answers = network(shape, np.random.default_rng(3))
    one = release(answers, who(answers), SECRET, History().before(), day="", by="")
    assert {t.told for t in one.totals if not t.strategy and t.item == "A1"} == {True}


@pytest.mark.parametrize("number", range(RUNS))
def test_nobody_is_known_in_a_random_network(number: int) -> None:
    seed = fresh_seed() + number
    assert attack(random_shape(random.Random(seed)), seed, strict=number % 3 == 0) == []


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("nobody agrees", BUSIEST),
        ("everybody agrees", TOTALS),
        ("three centres of seven", TOTALS),
        ("one centre most of the answers", TOTALS),
    ],
)
def test_the_same_attack_finds_what_a_rule_keeps_back(name: str, rule: str) -> None:
    assert attack(HOSTILE[name], 3, ALL - {rule})

"""Random stories of releases, another choice at every run: nobody is ever known.

``RELEASES_RUNS`` sets how many, ``RELEASES_SEED`` repeats one.
"""

from __future__ import annotations

import os
import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest
from worlds import every, fresh_seed, known_answers, made, seen

from measurement.releases.given import Given, Identity, keys_of
from measurement.releases.history import History, added, corrected
from measurement.releases.limits import ALL, Limits
from measurement.releases.readings import Reading, Secret
from measurement.releases.release import Release, published

RUNS = int(os.environ.get("RELEASES_RUNS", "6"))
ANSWERS = 9 if RUNS < 20 else 11
SECRET = b"key"


@dataclass(frozen=True)
class Answer:
    """One unknown answer: who, to which survey, where, and from which release to before which."""

    person: int
    survey: int
    centre: str
    year: str
    strategy: str
    comes: int
    goes: int
    unscored: bool


@dataclass
class Plot:
    """What happens: the answers, and after each release which are corrected, and how limits rise."""

    answers: list[Answer]
    fixes: dict[int, dict[int, int]] = field(default_factory=dict)  # release: old column, new one
    limits: list[Limits] = field(default_factory=list)
    secret: Secret = "one_side"

    @property
    def columns(self) -> int:
        return len(self.answers) + sum(map(len, self.fixes.values()))

    def owners(self) -> list[list[int]]:
        own: dict[int, list[int]] = {}
        for i, one in enumerate(self.answers):
            own.setdefault(one.person, []).append(i)
        for fix in self.fixes.values():
            for old, new in fix.items():
                own[self.answers[old].person].append(new)
        return list(own.values())


def some_plot(rng: random.Random) -> Plot:
    persons = rng.randint(5, 8)
    n = rng.randint(6, ANSWERS)
    merges = rng.random() < 0.3
    twice = ANSWERS > 10 and rng.random() < 0.4  # five persons in both strategies of a year
    if twice:
        persons, n, merges = 5, ANSWERS, False
    answers = [
        Answer(
            person=i if i < persons else rng.randrange(persons),
            survey=i // persons,
            centre="Y" if merges and rng.random() < 0.4 else "X",
            year="y1" if twice else rng.choice(("y1", "y1", "y1", "y2")),
            strategy=("plg", "training")[i // 5 % 2]
            if twice
            else rng.choice(("plg", "plg", "training")),
            comes=0 if twice and i < 10 else rng.choice((0, 0, 0, 0, 1, 2)),
            goes=rng.choice((3, 3, 3, 3, 1, 2)),
            unscored=rng.random() < 0.08,
        )
        for i in range(n)
    ]
    plot = Plot(answers, secret=rng.choice(("one_side", "one_side", "both_sides")))
    if n < ANSWERS and rng.random() < 0.7:
        plot.fixes[rng.choice((0, 1))] = {rng.randrange(n): n}
    plot.limits = [Limits(persons=5 if step == 0 else rng.choice((5, 5, 6))) for step in range(3)]
    return plot


def identity(one: Answer) -> Identity:
    return Identity(f"p{one.person}", f"s{one.survey}")


def answers_at(plot: Plot, step: int, now: Sequence[int]) -> Given:
    """The answers that are there at a release; at the last one centre Y has gone up in X."""
    reading = Reading("A1", (1, 8), frozenset({8}), plot.secret)
    here = [(i, a) for i, a in enumerate(plot.answers) if a.comes <= step < a.goes]
    rows = [
        (
            "X" if step == 2 else a.centre,
            a.year,
            a.strategy,
            a.person,
            -1 if a.unscored else 8 if now[i] else 1,
        )
        for i, a in here
    ]
    keys = [keys_of(SECRET, identity(a), "A1") for _, a in here]
    return made(reading, rows, keys.__getitem__)


def told_by(plot: Plot, world: Sequence[int], rules: frozenset[str]) -> Hashable:
    """Everything that is ever published, with what happened in a world."""
    history, now, looks = History(), list(world[: len(plot.answers)]), []
    for step, limits in enumerate(plot.limits):
        given = answers_at(plot, step, now)
        found = published(given, history.before(rules), limits, rules)
        years = tuple(sorted(set(given.year.tolist())))
        atoms = tuple(found.atoms)
        one = Release(step + 1, "", "", years, atoms, (), found.held, {}, pd.DataFrame())
        history = added(history, one)
        looks.append(history.atoms)
        for old, new in plot.fixes.get(step, {}).items():
            now[old] = world[new]
            who = [identity(plot.answers[old])]
            history = corrected(history, who, ["A1"], SECRET, "", "")
            looks.append(history.atoms)
    return tuple(looks)


def attack(plot: Plot, rules: frozenset[str] = ALL) -> int:
    worlds = every((1,) * plot.columns)
    looks = seen(worlds, lambda w: told_by(plot, w, rules))
    scored = np.array([not a.unscored for a in plot.answers], int)
    extra = np.ones(plot.columns - len(plot.answers), int)
    counts = np.concatenate([scored, extra])
    owners, found = plot.owners(), 0
    for old in (old for fix in plot.fixes.values() for old in fix):
        counts[-1] = counts[old]
    for secret in ((1 - worlds), worlds) if plot.secret == "both_sides" else ((1 - worlds),):
        bad = np.stack([(secret * counts)[:, own].sum(axis=1) for own in owners], axis=1)
        found += known_answers(worlds, looks, bad, owners)
    return found


@pytest.mark.parametrize("number", range(RUNS))
def test_nobody_is_known_in_a_random_story(number: int) -> None:
    plot = some_plot(random.Random(fresh_seed() + number))
    assert attack(plot) == 0, plot


def test_random_stories_find_what_is_left_out() -> None:
    """The same attack does find somebody where answers may come into a second atom."""
    plot = Plot([Answer(p, 0, "X", "y1", "plg", int(p == 6), 3, False) for p in range(7)])
    plot.limits = [Limits()] * 3
    assert attack(plot) == 0
    assert attack(plot, ALL - {"held"}) > 0

"""What may be told of a set of answers: by hand, and attacked by enumeration."""

from __future__ import annotations

import random

import numpy as np
import pytest
from worlds import every, fresh_seed, known_answers, patterns, seen

from measurement.releases.limits import ALL, BUSIEST, PARTS, SPREAD
from measurement.releases.readings import Reading
from measurement.releases.tally import Tally
from measurement.releases.telling import Told, told, told_together

TWO = Reading("A1", (1, 8), frozenset({8}), "one_side")
BOTH = Reading("K1", (0, 1), frozenset({1}), "both_sides")
FOUR = Reading("A2", (1, 2, 3, 4), frozenset({3, 4}), "one_side")
TEN = Reading("V1", tuple(range(1, 11)), frozenset(), "mean")


def of(m: tuple[int, ...], *counts: int, extra: int = 0) -> Tally:
    """Persons with m scores each; ``extra`` not applicable."""
    each = sorted(m)
    squares = sum(x * x for x in m)
    return Tally(
        sum(m) + extra, len(m), sum(x > 0 for x in m), sum(each[-2:]), each[-1], squares, counts
    )


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (3, 2, Told("at_most", "favourable")),  # K = 2: two favourable are not more than two
        (2, 3, Told("exact")),
        (0, 5, Told("exact")),  # everybody may be known to be satisfied
        (5, 0, Told("at_most", "favourable")),  # nobody to be dissatisfied
        (3, 3, Told("exact", "", points=True)),  # both sides are more than K
        (2, 2, Told("at_most", "favourable")),  # s = 4 = 2K
        (1, 2, Told("n_only")),  # s = 3 < 2K
        (0, 3, Told("exact")),
    ],
)
def test_of_one_answer_each(low: int, high: int, expected: Told) -> None:
    assert told(of((1,) * (low + high), low, high), TWO) == expected


@pytest.mark.parametrize(
    ("m", "low", "high", "expected"),
    [
        ((4, 1, 1, 1, 1), 2, 6, Told("exact")),  # K = 4 + 1
        ((4, 1, 1, 1, 1), 3, 5, Told("n_only")),  # s = 8 < 2K
        ((3, 2, 2, 2, 1), 5, 5, Told("at_most", "favourable")),  # K = 3 + 2, s = 10 = 2K
        ((1, 1, 0, 0, 0), 0, 2, Told("n_only")),  # two scores of two persons
        ((1, 0, 0, 0, 0), 0, 1, Told("n_only")),  # K = 1
    ],
)
def test_a_busy_person_asks_for_more(
    m: tuple[int, ...], low: int, high: int, expected: Told
) -> None:
    assert told(of(m, low, high), TWO) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (3, 3, Told("exact", "", points=True)),
        (1, 6, Told("at_most", "unfavourable")),
        (6, 1, Told("at_most", "favourable")),
        (2, 2, Told("n_only")),  # s = 4 < 2K + 1
    ],
)
def test_with_both_sides_secret(low: int, high: int, expected: Told) -> None:
    assert told(of((1,) * (low + high), low, high), BOTH) == expected


def test_strategies_are_told_with_the_year_all_or_none() -> None:
    six = of((1,) * 6, 2, 4)  # exact, its unfavourable side is no more than two
    seven = of((1,) * 7, 3, 4)  # exact with points
    few = of((1,) * 5, 3, 2)  # a bound
    exact, none = Told("exact"), Told("n_only")
    assert told_together(of((1,) * 13, 5, 8), [six, seven], TWO, 5) == (exact, (exact, exact))
    assert told_together(of((1,) * 11, 5, 6), [six, few], TWO, 5) == (
        Told("exact", "", points=True),
        (none, none),
    )
    assert told_together(six, [six], TWO, 5) == (exact, (exact,))


def test_a_mean_stays_away_from_the_ends() -> None:
    """Ten scores, K = 2: the other eight are all tens at least where 8 · 10 + 2 · 1 = 82."""
    counts = [0] * 10
    counts[7], counts[8] = 9, 1  # 9 eights and a nine: 81
    assert told(of((1,) * 10, *counts), TEN) == Told("exact")
    counts[7], counts[8] = 8, 2
    assert told(of((1,) * 10, *counts), TEN) == Told("n_only")


# --------------------------------------------------------------------- attacked by enumeration


def published(how: Told, good: int, k: int) -> tuple[object, ...]:
    return (how, good if how.how == "exact" else k if how.how == "at_most" else None)


def attack(m: tuple[int, ...], one: Reading, rules: frozenset[str]) -> int:
    worlds = every(m)
    good, s = worlds.sum(axis=1), sum(m)
    k = sum(sorted(m)[-2:])
    by_sum = [published(told(of(m, s - g, g), one, rules), g, k) for g in range(s + 1)]
    looks = seen(good[:, None], lambda w: by_sum[w[0]])
    owners = [[i] for i in range(len(m))]
    found = known_answers(worlds, looks, np.array(m) - worlds, owners)
    if one.secret == "both_sides":
        found += known_answers(worlds, looks, worlds, owners)
    return found


@pytest.mark.parametrize("one", [TWO, BOTH], ids=["one side", "both sides"])
def test_nobody_is_known_for_any_pattern_of_five_to_seven_persons(one: Reading) -> None:
    cases = [m for persons in (5, 6, 7) for m in patterns(persons, 3)]
    assert len(cases) == 56 + 84 + 120
    assert [m for m in cases if attack(m, one, ALL)] == []


def test_without_the_busiest_persons_somebody_is_known() -> None:
    cases = [m for m in patterns(5, 2) if any(m)]
    assert all(attack(m, TWO, ALL - {BUSIEST}) for m in cases)


def points_attack(m: tuple[int, ...], rules: frozenset[str]) -> int:
    """Every answer has one of four points; the distribution is seen where it is told."""
    slots = [person for person, times in enumerate(m) for _ in range(times)]
    worlds = every((3,) * len(slots))
    counts = np.stack([(worlds == point).sum(axis=1) for point in range(4)], axis=1)

    def look(c: tuple[int, ...]) -> tuple[object, ...]:
        how = told(of(m, *c), FOUR, rules)
        return (*published(how, c[2] + c[3], sum(sorted(m)[-2:])), c if how.points else None)

    looks = seen(counts, look)
    owners = [[i for i, p in enumerate(slots) if p == person] for person in range(len(m))]
    owners = [own for own in owners if own]
    found = 0
    for point in range(4):
        has = np.stack([(worlds[:, own] == point).any(axis=1) for own in owners], axis=1)
        found += known_answers(worlds, looks, has.astype(int), owners)
    return found


@pytest.mark.parametrize("m", [(1, 1, 1, 1, 1), (1, 1, 1, 1, 1, 1), (2, 1, 1, 1, 1)])
def test_no_point_of_anybody_is_known(m: tuple[int, ...]) -> None:
    assert points_attack(m, ALL) == 0
    assert points_attack(m, ALL - {SPREAD}) > 0


def parts_attack(shape: list[tuple[int, ...]], one: Reading, rules: frozenset[str]) -> int:
    """``shape``: per person how many scores in every part."""
    sizes = [m for person in shape for m in person]
    n_parts = len(shape[0])
    worlds = every(sizes)
    columns = [[p * n_parts + part for p in range(len(shape))] for part in range(n_parts)]
    good = np.stack([worlds[:, c].sum(axis=1) for c in columns], axis=1)
    per_part = [tuple(p[part] for p in shape if p[part]) for part in range(n_parts)]
    all_of = tuple(sum(p) for p in shape)

    def look(g: tuple[int, ...]) -> tuple[object, ...]:
        parts = [of(m, sum(m) - x, x) for m, x in zip(per_part, g, strict=True)]
        whole = of(all_of, sum(all_of) - sum(g), sum(g))
        how = told_together(whole, parts, one, 5, rules)
        return (
            published(how.whole, sum(g), whole.busiest),
            *(published(h, x, p.busiest) for h, x, p in zip(how.parts, g, parts, strict=True)),
        )

    looks = seen(good, look)
    owners = [list(range(p * n_parts, (p + 1) * n_parts)) for p in range(len(shape))]
    bad = np.array(sizes) - worlds
    found = 0
    for secret in (bad, worlds) if one.secret == "both_sides" else (bad,):
        summed = secret.reshape(len(worlds), len(shape), n_parts)
        found += known_answers(worlds, looks, summed.sum(axis=2), owners)
        for part in range(n_parts):  # in one strategy, too
            found += known_answers(worlds, looks, summed[:, :, part], owners)
    return found


def some_shapes(rng: random.Random, n: int, least: int = 5) -> list[list[tuple[int, ...]]]:
    """Persons in two or three strategies, every strategy with five persons at least."""
    found: list[list[tuple[int, ...]]] = []
    while len(found) < n:
        n_parts = rng.choice((2, 2, 3))
        persons = rng.randint(5, 9 if n_parts == 2 else 7)
        shape = [
            tuple(rng.choices((0, 1, 2), (3, 5, 1))[0] for _ in range(n_parts))
            for _ in range(persons)
        ]
        enough = all(sum(p[part] > 0 for p in shape) >= least for part in range(n_parts))
        n_worlds = np.prod([m + 1 for p in shape for m in p], dtype=float)
        if enough and all(map(any, shape)) and n_worlds < 70_000:
            found.append(shape)
    return found


@pytest.mark.parametrize("one", [TWO, BOTH], ids=["one side", "both sides"])
def test_strategies_give_nobody_away(one: Reading) -> None:
    for shape in some_shapes(random.Random(fresh_seed()), 6):
        assert parts_attack(shape, one, ALL) == 0, shape


def test_strategies_each_by_its_own_rule_give_somebody_away() -> None:
    """Five persons in both strategies: the year exact, one exact, so the other follows."""
    shape = [(1, 1)] * 5
    assert parts_attack(shape, TWO, ALL) == 0
    assert parts_attack(shape, TWO, ALL - {PARTS}) > 0


THREE = Reading("V1", (1, 2, 3), frozenset(), "mean")


def test_a_mean_of_eight_answers_can_be_told() -> None:
    """Six others: between 6 · 1 + 2 · 3 and 6 · 3 + 2 · 1."""
    assert told(of((1,) * 8, 0, 8, 0), THREE) == Told("exact")


def mean_attack(m: tuple[int, ...], rules: frozenset[str]) -> int:
    """Every answer has one of three points without sides; the exact mean is seen where it is told."""
    slots = [person for person, times in enumerate(m) for _ in range(times)]
    worlds = every((2,) * len(slots))
    counts = np.stack([(worlds == point).sum(axis=1) for point in range(3)], axis=1)

    def look(c: tuple[int, ...]) -> tuple[object, ...]:
        how = told(of(m, *c), THREE, rules)
        return (how, c[1] + 2 * c[2] if how.how == "exact" else None)

    looks = seen(counts, look)
    owners = [[i for i, p in enumerate(slots) if p == person] for person in range(len(m))]
    found = 0
    for point in range(3):
        has = np.stack([(worlds[:, own] == point).any(axis=1) for own in owners], axis=1)
        found += known_answers(worlds, looks, has.astype(int), owners)
    return found


@pytest.mark.parametrize("m", [(1,) * 5, (1,) * 8, (2, 1, 1, 1, 1), (2, 2, 1, 1, 1, 1)])
def test_a_mean_gives_no_point_of_anybody_away(m: tuple[int, ...]) -> None:
    assert mean_attack(m, ALL) == 0
    assert mean_attack(m, ALL - {BUSIEST}) > 0

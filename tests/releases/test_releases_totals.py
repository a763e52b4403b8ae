"""Totals of the network: by hand, and attacked by one director and by two who share."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations
from types import SimpleNamespace

import numpy as np
import pytest
from worlds import certain, every, fresh_seed, made, seen

from measurement.releases.limits import ALL, FROZEN, LIMITS, TOTALS
from measurement.releases.readings import Reading
from measurement.releases.release import Before, published
from measurement.releases.tally import Tally
from measurement.releases.totals import Total, fit, totals

TWO = Reading("A1", (1, 8), frozenset({8}), "one_side")
TEN = Reading("V1", tuple(range(1, 11)), frozenset(), "mean")


def of(low: int, high: int) -> Tally:
    n = low + high
    return Tally(n, n, n, min(n, 2), min(n, 1), n, (low, high))


def whole(parts: Sequence[Tally]) -> Tally:
    return of(*(sum(part.counts[i] for part in parts) for i in (0, 1)))


@pytest.mark.parametrize(
    ("centres", "expected"),
    [
        ([(3, 3)] * 6, True),  # both sides 18 > 6 + 6 + 2
        ([(2, 4)] * 6, False),  # 12 unfavourable
        ([(5, 5)] * 5, False),  # five centres
        ([(30, 30), (1, 0), (0, 1), (1, 0), (0, 1), (1, 0)], False),  # one centre nearly alone
        ([(0, 7)] * 3, False),  # a rest of which each is all high
        ([(9, 9), (9, 9), *[(4, 4)] * 5], False),  # 38 is no more than 18 + 18 + 2
        ([(9, 9), (9, 9), *[(4, 4)] * 4, (5, 5)], True),  # 39 is
    ],
)
def test_when_a_total_is_told(centres: list[tuple[int, int]], expected: bool) -> None:
    parts = [of(*c) for c in centres]
    assert fit(whole(parts), parts, TWO) == expected


def test_a_total_without_sides_stays_away_from_the_ends() -> None:
    def ratings(score: int, n: int) -> Tally:
        return Tally(n, n, n, 2, 1, n, tuple(n if p == score else 0 for p in TEN.points))

    # 38 others: 38 · 1 + 22 · 10 = 258 < 360 < 38 · 10 + 22 · 1 = 402
    assert fit(ratings(6, 60), [ratings(6, 10)] * 6, TEN)
    assert not fit(ratings(10, 60), [ratings(10, 10)] * 6, TEN)


def test_totals_hold_all_answers_and_name_what_is_not_told() -> None:
    rows = [(f"C{p % 6}", "y1", "plg", p, 8 if p % 2 else 1) for p in range(60)]
    rows += [("", "y1", "plg", 99, -1), ("C0", "y1", "talk", 98, 8)]
    year, plg, talk = totals(made(TWO, rows), 1, ["y1"], LIMITS)
    assert year == Total(
        release=1,
        item="A1",
        year="y1",
        strategy="",
        moment="",
        n=62,
        persons=62,
        scorers=61,
        scored=61,
        squares=61,
        centres=6,
        told=True,
        favourable=31,
        counts=((1, 30), (8, 31)),
        mean=None,
    )
    assert (plg.n, talk.n) == (61, 1)
    assert (plg.told, talk.told, plg.favourable) == (False, False, None)  # all or none


def test_a_total_is_made_once_and_late_answers_never_enter_it() -> None:
    rows = [(f"C{p % 6}", "y1", "plg", p, 8 if p % 2 else 1) for p in range(60)]
    before = Before(1, totals=frozenset({("A1", "y1", "")}))
    found = made(TWO, [*rows, ("C0", "y1", "plg", 60, 1)])
    assert published(found, before).totals == []
    again = published(found, before, rules=ALL - {FROZEN}).totals[0]
    first = totals(made(TWO, rows), 1, ["y1"], LIMITS)[0]
    assert again.counts is not None
    assert first.counts is not None
    late = [b[1] - a[1] for a, b in zip(first.counts, again.counts, strict=True)]
    assert late == [1, 0]  # without the rule: what the late colleague answered


# --------------------------------------------------------------------- attacked by enumeration


def as_counts(
    sizes: Sequence[tuple[int, ...]], good: Sequence[int]
) -> list[tuple[str, str, str, int, int]]:
    """Rows with that many favourable scores per strategy, spread over the centres in some way."""
    rows, left = [], list(good)
    for c, centre in enumerate(sizes):
        for part, n in enumerate(centre):
            for _ in range(n):
                rows.append((f"C{c}", "y1", f"s{part}", len(rows), 8 if left[part] > 0 else 1))
                left[part] -= 1
    return rows


def attack(sizes: list[tuple[int, ...]], rules: frozenset[str], centres: int = 6) -> int:
    """``sizes``: per centre how many scores of each strategy; every one of another person.

    How many figures of other centres are certain for a director, or two who share, who know all
    answers of their own centres, in each strategy and over the year.
    """
    n_parts, n = len(sizes[0]), len(sizes)
    flat = [size for centre in sizes for size in centre]
    worlds = every(flat)
    per_part = np.stack([worlds[:, i::n_parts].sum(axis=1) for i in range(n_parts)], axis=1)
    limits = SimpleNamespace(centres=centres)

    def look(good: tuple[int, ...]) -> tuple[object, ...]:
        found = totals(made(TWO, as_counts(sizes, good)), 1, ["y1"], limits, rules)
        return tuple((t.strategy, t.told, t.counts) for t in found)

    looks = seen(per_part, look)
    year = worlds.reshape(len(worlds), n, n_parts).sum(axis=2)
    found = 0
    for known in [(c,) for c in range(n)] + list(combinations(range(n), 2)):
        mine = [c * n_parts + i for c in known for i in range(n_parts)]
        key = looks.astype(np.int64)
        for column in mine:
            key = key * (flat[column] + 1) + worlds[:, column]
        others = [i for i in range(len(flat)) if i not in mine and flat[i]]
        rest = [c for c in range(n) if c not in known and sum(sizes[c])]
        found += len(certain(worlds, key, np.hstack([worlds[:, others], year[:, rest]])))
    return found


@pytest.mark.parametrize(
    "sizes",
    [
        [(3,)] * 6,
        [(4,), (4,), (3,), (3,), (3,), (3,)],
        [(6,), (1,), (1,), (1,), (1,), (1,)],
    ],
)
def test_no_figure_of_another_centre_is_certain(sizes: list[tuple[int, ...]]) -> None:
    assert attack(sizes, ALL) == 0
    assert attack(sizes, ALL - {TOTALS}) > 0


def test_neither_with_four_or_five_centres() -> None:
    """Fewer centres than the limit allows, so that the other conditions stand by themselves."""
    rng = random.Random(fresh_seed())
    for _ in range(12):
        n = rng.choice((4, 4, 5))
        sizes = [(rng.randint(1, 6),) for _ in range(n)]
        assert attack(sizes, ALL, centres=4) == 0, sizes


def test_a_year_without_its_strategies_gives_no_centre_away() -> None:
    """Sides of 11 to 13 of 24 are told over the year; the strategy of six scores never is."""
    assert attack([(3, 1)] * 6, ALL) == 0


def test_whatever_centre_gave_an_answer_the_total_is_decided_alike() -> None:
    """What the attack takes for granted: only how many are favourable in all counts."""
    rng = random.Random(fresh_seed())
    where = [(f"C{p % 6}", "y1", "plg", p) for p in range(48)]
    for _ in range(20):
        scores = rng.sample([8] * 24 + [1] * 24, 48)
        found = totals(
            made(TWO, [(*w, s) for w, s in zip(where, scores, strict=True)]), 1, ["y1"], LIMITS
        )
        assert found[0].told


def mean_attack(sizes: Sequence[int], rules: frozenset[str], points: int = 3) -> int:
    """Sums of points per centre; how many of other centres are certain for one or two directors."""
    one = Reading("V1", tuple(range(1, points + 1)), frozenset(), "mean")
    worlds = every([n * (points - 1) for n in sizes])  # above the lowest sum

    def look(extra: tuple[int, ...]) -> tuple[object, ...]:
        rows, left = [], extra[0]
        for c, n in enumerate(sizes):
            for _ in range(n):
                step = min(left, points - 1)
                rows.append((f"C{c}", "y1", "plg", len(rows), 1 + step))
                left -= step
        found = totals(made(one, rows), 1, ["y1"], LIMITS, rules)[0]
        return (found.told, extra[0] if found.told else None)  # the exact sum: more than is told

    looks = seen(worlds.sum(axis=1)[:, None], look)
    found = 0
    for known in ((0,), (0, 1)):
        key = looks.astype(np.int64)
        for c in known:
            key = key * (sizes[c] * (points - 1) + 1) + worlds[:, c]
        found += len(certain(worlds, key, np.delete(worlds, known, axis=1)))
    return found


def test_a_mean_of_the_network_gives_no_other_centre_away() -> None:
    """Six centres of four: told from a sum of 45 to 51."""
    assert mean_attack([4] * 6, ALL) == 0
    assert mean_attack([4] * 6, ALL - {TOTALS}) > 0

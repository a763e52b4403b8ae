"""How many answers count, worked out the slow and obvious way: an oracle for tests.

Written from the description of the method alone, with loops over plain tuples and exact
arithmetic where that is possible, so that it shares no line and no mistake with the package.
Who is unknown has a name of his or her own per answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from math import asin, comb, floor, pi, sin, sqrt
from statistics import NormalDist
from typing import NamedTuple

SAME = 1e-9
AS_LIKELY = 1 + 1e-7  # R's tolerance for tables that are equally likely


class Row(NamedTuple):
    """One scored answer to one item; ``high`` is enabling for a factor, ticked for an option."""

    person: Hashable
    centre: str
    strategy: str
    year: str
    item: str
    high: bool


Unit = Callable[[Row], Hashable]


def row(
    person: Hashable,
    centre: str,
    strategy: str,
    year: str,
    item: str,
    score: int,
    kind: str = "scale",
) -> Row:
    """A row from a score of 1 to 8 (``turned``: of a negative item), or of 0 and 1 (``ticked``).

    >>> row(1, "X", "plg", "2024", "C4", 3, "turned").high, row(1, "X", "plg", "2024", "A1", 5).high
    (True, False)
    """
    if kind == "ticked":
        return Row(person, centre, strategy, year, item, score == 1)
    return Row(person, centre, strategy, year, item, (9 - score if kind == "turned" else score) > 5)


def by_person(one: Row) -> Hashable:
    """The unit of a table that is not split: the person."""
    return one.person


def by_person_and_year(one: Row) -> Hashable:
    """The unit of a table by year."""
    return one.person, one.year


# A: how much two answers of one person are alike


class Pairs(NamedTuple):
    """What an item tells of ρ: the two sums, and the units with two answers or more."""

    num: float
    den: float
    n_units: int


def pairs(rows: Iterable[Row], item: str, unit: Unit = by_person) -> Pairs:
    """The sums of one item.

    Two persons with two answers (2 and 1 high), one with a single low one: p = 3/5.
    d = 2 − 6/5 and 1 − 6/5; q = 2·(2/5)² and (2/5)² + (3/5)²;
    num = (0.64 − 0.32) + (0.04 − 0.52), den = 2 · 2 · 1 · 6/25.

    >>> said = [(1, 8), (1, 7), (2, 6), (2, 5), (3, 1)]
    >>> [round(x, 6) for x in pairs([row(p, "X", "s", "y", "A1", s) for p, s in said], "A1")]
    [-0.16, 0.96, 2]
    """
    mine = [r for r in rows if r.item == item]
    high, n = sum(r.high for r in mine), len(mine)
    if high in (0, n):
        return Pairs(0.0, 0.0, 0)
    p = high / n
    answers = defaultdict(list)
    for r in mine:
        answers[unit(r)].append(r.high)
    num = den = 0.0
    n_units = 0
    for given in answers.values():
        m, s = len(given), sum(given)
        d = s - m * p
        q = s * (1 - p) ** 2 + (m - s) * p**2
        num += d**2 - q
        den += m * (m - 1) * p * (1 - p)
        n_units += m >= 2
    return Pairs(num, den, n_units)


def clip(x: float) -> float:
    """The number within 0 and 1."""
    return min(max(x, 0.0), 1.0)


def rho(rows: Sequence[Row], unit: Unit = by_person) -> dict[str, float]:
    """The correlation within persons per item; ``rows`` are those of one role, all its items.

    Nobody answered twice: (0 + 20·0.35) / (0 + 20). In the second case one person gave two high
    answers, another two low ones: p = 1/2, num = 2·(1 − 1/2), den = 2·2·1·1/4 = 1, R = 2, so the
    role has (2·1 + 7) / 22 and the item (2·1 + 30·9/22) / 32.

    >>> rho([row(1, "X", "s", "y", "A1", 8), row(2, "X", "s", "y", "A1", 1)])
    {'A1': 0.35}
    >>> two = [row(p, "X", "s", "y", "A1", s) for p, s in [(1, 8), (1, 8), (2, 1), (2, 1)]]
    >>> abs(rho(two)["A1"] - (2 + 30 * 9 / 22) / 32) < 1e-12
    True
    """
    found = {item: pairs(rows, item, unit) for item in dict.fromkeys(r.item for r in rows)}
    den = sum(one.den for one in found.values())
    estimate = clip(sum(one.num for one in found.values()) / den) if den else 0.0
    most = max((one.n_units for one in found.values()), default=0)
    of_role = (most * estimate + 20 * 0.35) / (most + 20)
    result = {}
    for item, one in found.items():
        if not one.den:
            result[item] = of_role
            continue
        own = (one.n_units * one.num / one.den + 30 * of_role) / (one.n_units + 30)
        result[item] = max(of_role, clip(own))
    return result


# B: the effective number, and the rest with the own mix


def n_effective(weights: Iterable[tuple[Hashable, float]], correlation: float) -> float:
    """The effective number of answers, each with its unit and weight.

    Five answers of one person and one of another, ρ = 0.5: 6 / (1 + 0.5·(26/6 − 1)).

    >>> abs(n_effective([("a", 1)] * 5 + [("b", 1)], 0.5) - 6 / (1 + 0.5 * (26 / 6 - 1))) < 1e-12
    True
    """
    of_unit = defaultdict(list)
    for unit, weight in weights:
        of_unit[unit].append(weight)
    everything = sum(sum(mine) for mine in of_unit.values())
    spread = 0.0
    for mine in of_unit.values():
        spread += (1 - correlation) * sum(w * w for w in mine) + correlation * sum(mine) ** 2
    return everything**2 / spread if spread else 0.0


class Side(NamedTuple):
    """One side of a comparison."""

    n: int
    n_high: int
    n_persons: int
    share: float
    n_eff: float


class Beside(NamedTuple):
    """Own and rest over the strata that both have; ``left_out`` are the strata without a rest."""

    own: Side
    rest: Side
    left_out: tuple[tuple[str, str], ...]


def side(rows: Sequence[Row], correlation: float, unit: Unit = by_person) -> Side:
    """A group as it is: every answer weighs 1."""
    n, high = len(rows), sum(r.high for r in rows)
    effective = n_effective([(unit(r), 1) for r in rows], correlation)
    persons = len({r.person for r in rows})
    return Side(n, high, persons, high / n if n else float("nan"), effective)


def beside(
    rows: Sequence[Row], centre: str, item: str, correlation: float, unit: Unit = by_person
) -> Beside:
    """One centre and item against the other centres with the centre's mix of strategy × year.

    Own: 3 answers in ``s`` and 1 in ``t``; rest: 2 of 4 high in ``s``, 2 of 2 in ``t``: its share
    is (3·2/4 + 1·2/2) / 4. Each answer of the rest in ``s`` weighs 3/4, in ``t`` 1/2, so with
    everybody a person n_eff = 4² / (4·(3/4)² + 2·(1/2)²).

    >>> own = [row(i, "X", s, "y", "A1", 8) for i, s in enumerate("ssst")]
    >>> said = [("s", 8), ("s", 8), ("s", 1), ("s", 1), ("t", 8), ("t", 8)]
    >>> rest = [row(10 + i, "Y", s, "y", "A1", x) for i, (s, x) in enumerate(said)]
    >>> found = beside([*own, *rest], "X", "A1", 0.35)
    >>> found.rest.share, abs(found.rest.n_eff - 16 / (4 * 9 / 16 + 2 / 4)) < 1e-12
    (0.625, True)
    """
    mine = [r for r in rows if r.item == item and r.centre == centre]
    others = [r for r in rows if r.item == item and r.centre != centre]
    n_own, n_rest = defaultdict(int), defaultdict(int)
    for r in mine:
        n_own[r.strategy, r.year] += 1
    for r in others:
        n_rest[r.strategy, r.year] += 1
    kept = {stratum for stratum in n_own if n_rest[stratum]}
    mine = [r for r in mine if (r.strategy, r.year) in kept]
    others = [r for r in others if (r.strategy, r.year) in kept]
    weight = {stratum: n_own[stratum] / n_rest[stratum] for stratum in kept}
    weighted = [(unit(r), weight[r.strategy, r.year]) for r in others]
    plain = side(others, correlation, unit)
    share = (
        sum(
            Fraction(n_own[r.strategy, r.year], n_rest[r.strategy, r.year]) * r.high for r in others
        )
        / len(mine)
        if mine
        else float("nan")
    )
    rest = plain._replace(share=float(share), n_eff=n_effective(weighted, correlation))
    left_out = tuple(sorted(stratum for stratum in n_own if stratum not in kept))
    return Beside(side(mine, correlation, unit), rest, left_out)


def half_up(x: float) -> int:
    """The whole number nearest, halves up.

    >>> half_up(2.5), half_up(3.4999999999999996)
    (3, 3)
    """
    return floor(x + 0.5)


def whole(one: Side, towards: float) -> tuple[int, int]:
    """N and k of the own side; of k halves go towards the share ``towards``.

    5 answers of 10 high with n_eff 5: 2.5 of 5, which is 3 beside .6 and 2 beside .4.

    >>> whole(Side(10, 5, 5, 0.5, 5.0), 0.6), whole(Side(10, 5, 5, 0.5, 5.0), 0.4)
    ((5, 3), (5, 2))
    >>> whole(Side(7, 3, 7, 3 / 7, 7 - 1e-12), 0.5)
    (7, 3)
    """
    if abs(one.n_eff - one.n) < SAME:
        return one.n, one.n_high
    n = half_up(one.n_eff)
    exact = one.share * n
    below = floor(exact + SAME)
    if abs(exact - below - 0.5) < SAME:
        return n, below + (towards > one.share)
    return n, half_up(exact)


def whole_rest(one: Side) -> tuple[int, int]:
    """N and k of the rest.

    >>> whole_rest(Side(12, 7, 9, 0.55, 10.2))
    (10, 6)
    """
    if abs(one.n_eff - one.n) < SAME:
        return one.n, one.n_high
    n = half_up(one.n_eff)
    return n, floor(one.share * n + 0.5)


def fisher(k: int, n: int, k_rest: int, n_rest: int) -> float:
    """The two-sided p of Fisher's exact test, with whole numbers.

    Fisher's tea: 3 of 4 against 1 of 4: (1 + 16 + 16 + 1) / 70.

    >>> abs(fisher(3, 4, 1, 4) - 34 / 70) < 1e-12
    True
    """
    ones = k + k_rest
    ways = {
        x: comb(n, x) * comb(n_rest, ones - x)
        for x in range(max(0, ones - n_rest), min(n, ones) + 1)
    }
    as_extreme = sum(way for way in ways.values() if way <= ways[k] * Fraction(AS_LIKELY))
    return float(Fraction(as_extreme, sum(ways.values())))


def p_beside(found: Beside) -> float:
    """The p of own against rest on effective numbers."""
    k_n = whole(found.own, found.rest.share)
    k_n_rest = whole_rest(found.rest)
    return fisher(k_n[1], k_n[0], k_n_rest[1], k_n_rest[0])


# C: several linked items of the same persons


def rho_linked(rows: Sequence[Row]) -> float:
    """ρ over the network's rows of the items linked to one success factor.

    Two persons on two items, one high twice and one low twice: p = 1/2 for both items, so
    d = ±1/2, (Σd)² = 1, Σq = 1/2, V² = 1, Σv = 1/2: ρ = 1.

    >>> said = [(1, "A1", 8), (1, "A2", 8), (2, "A1", 1), (2, "A2", 1)]
    >>> rho_linked([row(p, "X", "s", "y", i, s) for p, i, s in said])
    1.0
    """
    p = {}
    for item in {r.item for r in rows}:
        mine = [r.high for r in rows if r.item == item]
        p[item] = sum(mine) / len(mine)
    of_person = defaultdict(list)
    for r in rows:
        of_person[r.person].append(r)
    num = den = 0.0
    for mine in of_person.values():
        d = sum(r.high - p[r.item] for r in mine)
        q = sum((r.high - p[r.item]) ** 2 for r in mine)
        v = [p[r.item] * (1 - p[r.item]) for r in mine]
        num += d**2 - q
        den += sum(sqrt(x) for x in v) ** 2 - sum(v)
    if den <= 1e-12:
        return 0.35
    return min(max(num / den, 0.35), 1.0)


def n_effective_linked(rows: Sequence[Row], correlation: float) -> float:
    """The effective number of a centre's scores on the linked items: never above its persons.

    Ten persons, nine with one score and one with 28, ρ = 1: 37 / ((9 + 28²) / 37).

    >>> rows = [row(p, "X", "s", "y", "A1", 8) for p in [*range(9), *[9] * 28]]
    >>> abs(n_effective_linked(rows, 1.0) - 37**2 / (9 + 28**2)) < 1e-12
    True
    """
    m = defaultdict(int)
    for r in rows:
        m[r.person] += 1
    if not m:
        return 0.0
    n = sum(m.values())
    clustered = n / (1 + correlation * (sum(x * x for x in m.values()) / n - 1))
    return min(float(len(m)), clustered)


# 3: the smallest difference that would have been found


def smallest_found(p0: float, n: int, n_rest: int, n_tests: int, upward: bool) -> float | None:
    """The smallest difference found in 4 of 5 cases, in steps of .05; none where it exceeds .5.

    >>> smallest_found(0.6, 20, 300, 171, upward=False)
    0.5
    """
    level = 0.05 / n_tests
    far = exact_share(p0, n, n_rest, level, upward)
    near = arcsine_share(p0, n, n_rest, level, upward)
    if far is None or near is None:
        return None
    difference = abs((far + near) / 2 - p0)
    steps = -floor(-(difference * 20 - SAME))
    return None if steps > 10 else steps / 20


def exact_share(p0: float, n: int, n_rest: int, level: float, upward: bool) -> float | None:
    """The true share that Fisher's test finds in 4 of 5 cases; none where no count is found."""
    k_rest = half_up(p0 * n_rest)
    counts = [k for k in range(n + 1) if (k > p0 * n if upward else k < p0 * n)]
    found = [k for k in counts if fisher(k, n, k_rest, n_rest) <= level]
    if not found:
        return None
    bound = min(found) if upward else max(found)
    hits = range(bound, n + 1) if upward else range(bound + 1)
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        chance = sum(comb(n, k) * middle**k * (1 - middle) ** (n - k) for k in hits)
        enough = chance >= 0.8
        if enough == upward:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def arcsine_share(p0: float, n: int, n_rest: int, level: float, upward: bool) -> float | None:
    """The same by the arcsine of the root of a share; none where it would leave 0 to 1."""
    sign = 1 if upward else -1
    z = NormalDist().inv_cdf(1 - level / 2) + 0.842
    angle = asin(sqrt(p0)) + sign * z / 2 * sqrt(1 / n + 1 / n_rest)
    if not 0 <= angle <= pi / 2:
        return None
    found = sin(angle) ** 2 + sign * 0.5 / n
    return found if 0 <= found <= 1 else None

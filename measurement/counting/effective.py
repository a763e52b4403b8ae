"""What a number of answers is worth: answers of one person go together.

One person gives two answers or more in a year, and says much the same each time. Taken as answers
of different people they would make every interval too narrow and every difference too sure. So
intervals and tests rest on an *effective number* of answers, between the number of persons and the
number of answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.bands import Marks, answered, scored, success
from measurement.counting.counts import Counts
from measurement.counting.groups import Index, group_rows
from measurement.counting.intervals import Floats, share
from measurement.counting.sizes import Numbers, Sizes
from measurement.questionnaire.scale import FIRST_POINT

# What is taken for the correlation where the data say little, and how many persons (with more than
# one answer) weigh as much as that: to a role, and from a role to each of its items.
DEFAULT, ROLE_WEIGHT, ITEM_WEIGHT = 0.35, 20, 30
HAIR = 1e-9


class Persons(NamedTuple):
    """Marked answers per person and group: one row per person of a group, groups in order.

    ``group``: the group of every row; ``sums``: per set of marks persons × items.
    """

    group: Index
    n_groups: int
    sums: tuple[Numbers, ...]

    def per_group(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        """The values, persons × items, summed per group."""
        sums = np.zeros((self.n_groups, values.shape[1]))
        np.add.at(sums, self.group, values)
        return sums


class Correlations(NamedTuple):
    """The correlation of two answers of one person, per item with a high side, and per role."""

    item: Mapping[str, float]
    role: Mapping[str, float]

    def of(self, items: Sequence[str]) -> Floats:
        """Those of these items; :data:`DEFAULT` where nothing is known."""
        return np.array([self.item.get(item, DEFAULT) for item in items], np.float64)


def n_codes_of(answers: Answers) -> int:
    """How many codes the items of these answers can have."""
    scales = (answers.questionnaire.scale_of(item).points for item in answers.items)
    return FIRST_POINT + max(map(len, scales), default=0)


def per_person(answers: Answers, by: Sequence[str], items: Sequence[str], *marks: Marks) -> Persons:
    """How many marked answers every person gave within the groups of ``by``.

    Who has several roles is a person in each when ``role`` is among ``by``.
    """
    grouping = group_rows(answers.respondents, by)
    codes, people = pd.factorize(answers.respondents["respondent"])
    person = codes if grouping.rows is None else codes[grouping.rows]
    key = grouping.index * (len(people) + 1) + person
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    rows = order if grouping.rows is None else grouping.rows[order]
    columns = [answers.codes[rows, answers.items.index(item)] for item in items]
    sums = []
    for mark in marks:
        parts = [np.add.reduceat(mark[i][c], starts) for i, c in enumerate(columns)]
        sums.append(np.array(parts, np.int64).reshape(len(items), len(starts)).T)
    return Persons(grouping.index[order][starts], len(grouping.groups), tuple(sums))


def correlations(answers: Answers, by: Sequence[str] = ()) -> Correlations:
    """How far two answers of one person to an item go together, estimated from these answers.

    A person counts once within every group of ``by`` (a table by year: person × year). Per person
    m scores, s of them high (a hindrance turned, an option ticked), p the share of all,
    d = s − mp, q = s(1 − p)² + (m − s)p²::

        per item   num = Σ(d² − q),  den = Σ m(m − 1) p(1 − p),  R = persons with m ≥ 2   (0 < p < 1)
        role       ρ̂ = Σnum / Σden within 0 and 1;  ρ_role = (R* ρ̂ + 20 · 0.35) / (R* + 20)
        item       ρ = max(ρ_role, ((R num/den + 30 ρ_role) / (R + 30) within 0 and 1))

    R* is the largest R of the role. Small networks thus keep to 0.35, and no item falls below its
    role. Source: L. Kish (1965), Survey Sampling, on the correlation within clusters; the moment
    estimator is that of the pairs of answers of one person, drawn to the role and to 0.35.
    """
    return answers.once(("correlations", tuple(by)), lambda: _correlations(answers, by))


def _correlations(answers: Answers, by: Sequence[str]) -> Correlations:
    questionnaire, n_codes = answers.questionnaire, n_codes_of(answers)
    items = [i for i in answers.items if questionnaire.role_of(i)]
    marks = success(questionnaire, items, n_codes)
    items = [item for item, mark in zip(items, marks, strict=True) if mark.any()]
    high = success(questionnaire, items, n_codes)
    persons = per_person(answers, by, items, scored(len(items), n_codes), high)
    m, s = persons.sums
    sums = (x.sum(axis=0) for x in (m, s, m * m, s * s, m * s, m >= 2))
    num, den, repeated = pairs(*sums)
    rho, per_role = drawn(num, den, repeated, [str(questionnaire.role_of(item)) for item in items])
    return Correlations(dict(zip(items, rho.tolist(), strict=True)), per_role)


def drawn(
    num: Floats, den: Floats, repeated: Floats, roles: Sequence[str]
) -> tuple[Floats, dict[str, float]]:
    """The ρ of every column and of every role, from the sums of :func:`correlations`."""
    of = np.array(roles, object)
    per_role = {
        role: _of_role(num[of == role], den[of == role], repeated[of == role])
        for role in dict.fromkeys(roles)
    }
    base = np.array([per_role[role] for role in roles])
    own = np.where(den > 0, share(num, den), base)
    weighed = np.clip((repeated * own + ITEM_WEIGHT * base) / (repeated + ITEM_WEIGHT), 0, 1)
    return np.asarray(np.maximum(base, weighed), np.float64), per_role


def pairs(
    m: Floats, s: Floats, mm: Floats, ss: Floats, ms: Floats, repeated: Floats
) -> tuple[Floats, Floats, Floats]:
    """Per item num, den and R of :func:`correlations`; all 0 without any spread.

    From the sums over persons Σm, Σs, Σm², Σs² and Σms, since Σd² = Σs² − 2pΣms + p²Σm² and
    Σq = (1 − p)²Σs + p²(Σm − Σs).
    """
    p = np.nan_to_num(share(s, m))
    num = (ss - 2 * p * ms + p**2 * mm) - ((1 - p) ** 2 * s + p**2 * (m - s))
    den = (mm - m) * p * (1 - p)
    spread = (p > 0) & (p < 1)
    num, den, repeated = (np.where(spread, x, 0.0) for x in (num, den, repeated))
    return num, den, repeated


def _of_role(num: Floats, den: Floats, repeated: Floats) -> float:
    rho = min(max(float(num.sum() / den.sum()), 0.0), 1.0) if den.sum() > 0 else 0.0
    most = float(repeated.max())
    return (most * rho + ROLE_WEIGHT * DEFAULT) / (most + ROLE_WEIGHT)


def of_network(counts: Counts) -> Correlations:
    """The correlations behind counts: of the whole network, a person once per other group."""
    answers = counts.answers
    if answers is None:
        return Correlations({}, {})
    return correlations(answers.network or answers, units(counts))


def units(counts: Counts, of: str = "centre") -> tuple[str, ...]:
    """The grouping columns within which a person is one: all but the one that is compared."""
    return units_of(counts.by, of)


def units_of(by: Sequence[str], of: str = "centre") -> tuple[str, ...]:
    """The same of grouping columns."""
    return tuple(column for column in by if column != of)


def sizes(counts: Counts) -> Sizes:
    """The persons behind every number, and the effective number of answers.

    n_eff = n / (1 + ρ(Σm²/Σm − 1)) with m the answers of each person of the group: n where nobody
    gave two, the number of persons where they all gave as many and ρ is 1.
    Source: L. Kish (1965), Survey Sampling, on the design effect of unequal clusters.
    """
    if counts.worth is not None:
        return counts.worth
    n = np.asarray(counts.numbers[:, :, FIRST_POINT:].sum(axis=2), np.int64)
    size, n_codes = len(counts.items), counts.numbers.shape[2]
    both = np.asarray(np.einsum("gic,ic->gi", counts.numbers, answered(size, n_codes)), np.int64)
    if counts.answers is None:
        return Sizes(n, np.minimum(n, 1), n.astype(float), both.astype(float))
    marks = (scored(size, n_codes), answered(size, n_codes))
    people = per_person(counts.answers, counts.by, counts.items, *marks)
    rho = of_network(counts).of(counts.items)
    n_persons, most = np.zeros_like(n), np.zeros_like(n)
    np.add.at(n_persons, people.group, (people.sums[0] > 0).astype(np.int64))
    np.maximum.at(most, people.group, people.sums[0])
    worth = [
        kish(whole, people.per_group(sums.astype(float) ** 2), rho)
        for whole, sums in zip((n, both), people.sums, strict=True)
    ]
    return Sizes(n_persons, most, *worth)


def kish(n: Numbers | Floats, squares: Floats, rho: float | Floats) -> Floats:
    """n / (1 + ρ(Σm²/n − 1)): what n answers are worth when Σm² is ``squares``; 0 where n is 0.

    >>> kish(np.array([10.0]), np.array([20.0]), 0.5)
    array([6.66666667])
    """
    repeated = np.nan_to_num(share(squares, n), nan=1.0) - 1
    return np.asarray(n / (1 + rho * np.maximum(repeated, 0)), np.float64)


class Whole(NamedTuple):
    """Whole numbers with the share of a group: ``n_high`` of ``n``, for exact tests."""

    n_high: Numbers
    n: Numbers


def whole(part: Floats, size: Floats, n_high: Numbers, n: Numbers, toward: Floats) -> Whole:
    """The counts that an exact test takes for a share ``part`` of ``size`` effective answers.

    The size rounded, halves up; the share of it rounded, halves towards ``toward``; the counts
    themselves, ``n_high`` of ``n``, where the size is n.
    """
    rounded = np.floor(size + 0.5 + HAIR)
    wanted = np.nan_to_num(part) * rounded
    near = np.floor(wanted + 0.5 + HAIR)
    tied = np.abs(wanted - np.floor(wanted) - 0.5) < HAIR
    near = np.where(tied & (part >= toward), np.floor(wanted + HAIR), near)
    same = np.abs(size - n) < HAIR
    return Whole(
        np.where(same, n_high, near).astype(np.int64), np.where(same, n, rounded).astype(np.int64)
    )

"""The rest of the network beside a group, with the same mix of strategies and school years.

Training scores higher than learning communities. A centre with much of the one and little of the
other would differ from the others for that alone. So every answer of the rest weighs as much as
answers of its strategy and year weigh in the group.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.bands import Marks, answered, scored, success, total
from measurement.counting.columns import ROLE
from measurement.counting.counts import Counts
from measurement.counting.effective import kish, of_network, units
from measurement.counting.groups import Index, group_rows
from measurement.counting.intervals import Floats, share
from measurement.counting.sizes import Numbers

MIX = ("strategy", "school_year")


class Side(NamedTuple):
    """One side of a comparison, groups × items.

    ``n`` scores of ``n_persons``, ``n_high`` of them high, their (weighted) ``share``, and the
    effective number of scores, ``size``.
    """

    n: Numbers
    n_high: Numbers
    n_persons: Numbers
    share: Floats
    size: Floats


class Sides(NamedTuple):
    """A group and the rest with its mix; what the rest does not have is left out on both sides.

    ``n_left_out``: scores of the group in a strategy and year of which nobody else has any.
    """

    own: Side
    rest: Side
    n_left_out: Numbers


class Both(NamedTuple):
    """The same comparison of the scores, and of all answers: "not applicable" included."""

    scored: Sides
    answered: Sides


def sides(counts: Counts, of: str = "centre") -> Both:
    """Every group of ``of`` and the rest of its kind (the other grouping columns alike).

    Per stratum h (strategy × school year) an answer of the rest weighs w = n_own,h / n_rest,h, so
    that its share is Σ n_own,h p_rest,h / Σ n_own,h. Its effective size, over the persons of the
    rest, is (Σw)² / Σ_persons[(1 − ρ) Σw² + ρ (Σw)²]; own answers weigh 1. A person who answered
    for two groups stands in own and in rest. The shares ``answered`` are to be printed, not tested.
    Of counts without their answers every answer is taken for a person's only one. Raises ``ValueError`` for ``role``: a person with two
    roles is on both sides. Sources: direct standardisation (H. Wolfenden 1923); L. Kish (1965),
    Survey Sampling, on weights and clusters; ρ as in
    :func:`~measurement.counting.effective.correlations`.
    """
    if of == ROLE:
        raise ValueError("a person has several roles: they are no rest of each other")
    if counts.answers is None:
        return Both(*(_plain(counts, of, base(*_shape(counts))) for base in (scored, answered)))
    rows, every = _rows(counts, counts.answers, of)
    rho = of_network(counts).of(counts.items)
    return Both(_sides(rows, rho), _sides(rows._replace(scores=every), rho))


def _sides(rows: _Rows, rho: Floats) -> Sides:
    """Both sides of every group, with the correlation of each item."""
    cells = _cells(rows)
    own = rows.scores * (cells.weight > 0)[cells.of_row]
    n = rows.per_group(rows.scores)
    own_n, own_high = rows.per_group(own), rows.per_group(rows.high * own)
    own_persons, squares = _own_persons(rows, own)
    rest_persons, clustered = _rest_persons(rows, cells)
    rest_n, rest_high, spread, weighted = (
        _per_group(rows.n_groups, cells.group, x)
        for x in (
            cells.rest * (cells.weight > 0),
            cells.rest_high * (cells.weight > 0),
            cells.weight**2 * cells.rest,
            cells.weight * cells.rest_high,
        )
    )
    size = share(own_n.astype(float) ** 2, (1 - rho) * spread + rho * clustered)
    return Sides(
        Side(own_n, own_high, own_persons, share(own_high, own_n), kish(own_n, squares, rho)),
        Side(
            rest_n.astype(np.int64),
            rest_high.astype(np.int64),
            rest_persons,
            share(weighted, own_n),
            np.nan_to_num(size),
        ),
        n - own_n,
    )


def _shape(counts: Counts) -> tuple[int, int]:
    return len(counts.items), counts.numbers.shape[2]


def _plain(counts: Counts, of: str, base: Marks) -> Sides:
    """Every answer a person's only one, all of one strategy: nothing else is known of counts."""
    marks = success(counts.questionnaire, counts.items, counts.numbers.shape[2])
    own, rest = (
        Side(n, high, n, share(high, n), n.astype(float))
        for one in (counts, counts.rest(of))
        for n, high in [(total(one, base), total(one, marks))]
    )
    return Sides(own, rest, np.zeros_like(own.n))


class _Rows(NamedTuple):
    """Answers sorted by kind (the groups but for what is compared) and person.

    ``scores`` and ``high``: rows × items, 1 or 0; ``person``: persons within a kind, numbered.
    """

    group: Index
    kind: Index
    stratum: Index
    person: Index
    scores: Numbers
    high: Numbers
    n_groups: int

    def per_group(self, values: Numbers) -> Numbers:
        """The values summed per group."""
        return _per_group(self.n_groups, self.group, values).astype(np.int64)


def _per_group(n_groups: int, group: Index, values: NDArray[np.generic]) -> Floats:
    made = np.zeros((n_groups, values.shape[1]))
    np.add.at(made, group, values)
    return made


def _rows(counts: Counts, answers: Answers, of: str) -> tuple[_Rows, Numbers]:
    """The answers sorted, and which of them count when "not applicable" does too, rows × items."""
    people, remaining = answers.respondents, units(counts, of)
    grouping, kinds = group_rows(people, counts.by), group_rows(people, remaining)
    strata = [*remaining, *(c for c in MIX if c not in remaining and c != of)]
    stratum = group_rows(people, strata).index
    rows = np.arange(len(people)) if grouping.rows is None else grouping.rows
    codes, names = pd.factorize(people["respondent"])
    key = kinds.index * (len(names) + 1) + codes[rows]
    order = np.argsort(key, kind="stable")
    person = np.cumsum(np.diff(key[order], prepend=key[order][:1]) > 0)
    shape = _shape(counts)
    high_side = success(answers.questionnaire, counts.items, shape[1])
    marks = scored(*shape), answered(*shape), high_side
    columns = [answers.codes[rows[order], answers.items.index(item)] for item in counts.items]
    scores, every, high = (
        np.array([mark[i][c] for i, c in enumerate(columns)], np.int64)
        .reshape(len(columns), len(order))
        .T
        for mark in marks
    )
    made = _Rows(
        grouping.index[order],
        kinds.index[order],
        stratum[order],
        person.astype(np.intp),
        scores,
        high,
        len(grouping.groups),
    )
    return made, every


class _Cells(NamedTuple):
    """Groups in the strata where they have answers, cells × items.

    ``rest`` and ``rest_high`` are of all other groups in the stratum; ``weight`` is that of each of
    their answers, 0 where there is none. ``of_row``: the cell of every row.
    """

    group: Index
    stratum: Index
    rest: Numbers
    rest_high: Numbers
    weight: Floats
    of_row: Index
    n_strata: int


def _cells(rows: _Rows) -> _Cells:
    n_strata = int(rows.stratum.max(initial=-1)) + 1
    key = rows.group * max(n_strata, 1) + rows.stratum
    seen, of_row = np.unique(key, return_inverse=True)
    group, stratum = seen // max(n_strata, 1), seen % max(n_strata, 1)
    n, n_high = (_per_group(len(seen), of_row, x) for x in (rows.scores, rows.high))
    rest, rest_high = (_per_group(n_strata, stratum, x)[stratum] - x for x in (n, n_high))
    weight = np.where(rest > 0, np.nan_to_num(share(n, rest)), 0.0)
    return _Cells(
        group, stratum, rest.astype(np.int64), rest_high.astype(np.int64), weight, of_row, n_strata
    )


def _own_persons(rows: _Rows, own: Numbers) -> tuple[Numbers, Floats]:
    """Per group the persons with a score, and Σm² of their scores."""
    key = rows.group * (int(rows.person.max(initial=-1)) + 1) + rows.person
    seen, place = np.unique(key, return_inverse=True)
    m = _per_group(len(seen), place, own)
    group = np.zeros(len(seen), np.intp)
    group[place] = rows.group
    persons = _per_group(rows.n_groups, group, m > 0)
    return persons.astype(np.int64), _per_group(rows.n_groups, group, m**2)


def _rest_persons(rows: _Rows, cells: _Cells) -> tuple[Numbers, Floats]:
    """Per group the persons of the rest with a score, and the Σ of their squared weights."""
    n_items = rows.scores.shape[1]
    persons = np.zeros((rows.n_groups, n_items), np.int64)
    clustered = np.zeros((rows.n_groups, n_items))
    for group, part in _groups_and_kinds(rows):
        mine = cells.group == group
        weights = np.zeros((cells.n_strata, n_items))
        weights[cells.stratum[mine]] = cells.weight[mine]
        others = part[rows.group[part] != group]
        each = weights[rows.stratum[others]] * rows.scores[others]
        starts = np.flatnonzero(np.diff(rows.person[others], prepend=-1))
        if len(starts):
            summed = np.add.reduceat(each, starts)
            persons[group], clustered[group] = (summed > 0).sum(axis=0), (summed**2).sum(axis=0)
    return persons, clustered


def _groups_and_kinds(rows: _Rows) -> Iterator[tuple[int, Index]]:
    """Every group with the rows of its kind."""
    kind_of = np.zeros(rows.n_groups, np.intp)
    kind_of[rows.group] = rows.kind
    ends = np.searchsorted(rows.kind, np.arange(rows.kind.max(initial=-1) + 2))
    for group, kind in enumerate(kind_of.tolist()):
        yield group, np.arange(ends[kind], ends[kind + 1])

"""Counts: how many answers per group, item and code. The one place that counts.

Every share, mean, rate, factor and comparison is arithmetic on what :func:`count` returns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import ROLE, categories, known_column, point_values, states
from measurement.counting.groups import Index, group_rows
from measurement.counting.sizes import Numbers, Sizes
from measurement.errors import SurveyError
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT
from measurement.words import say


@dataclass(frozen=True, eq=False)
class Counts:
    """How many answers there are per group, item and code.

    ``groups``: one row per observed combination of the grouping columns, sorted; a missing value
    is a group of its own. ``numbers``: groups × items × codes (:mod:`measurement.questionnaire.scale`).
    ``answers``: what was counted, to tell persons from answers (:mod:`measurement.counting.effective`);
    without it every answer is taken as a person's only one. ``worth``: what they are worth, where the
    engine that counted worked that out (:mod:`measurement.counting.in_engine`).
    """

    groups: pd.DataFrame
    items: tuple[str, ...]
    numbers: Numbers
    questionnaire: Questionnaire
    answers: Answers | None = field(default=None, repr=False)
    worth: Sizes | None = field(default=None, repr=False)

    @property
    def by(self) -> tuple[str, ...]:
        """The grouping columns."""
        return tuple(str(column) for column in self.groups.columns)

    @property
    def n_respondents(self) -> Numbers:
        """Answers per group, whatever was asked: the 121 of "n = 89 of 121"."""
        if not self.items:
            return np.zeros(len(self.groups), np.int64)
        return np.asarray(self.numbers[:, 0, :].sum(axis=1), np.int64)

    def select(self, items: Sequence[str]) -> Counts:
        """The counts of these items only, in this order."""
        places = places_of(self.items, items)
        worth = None if self.worth is None else self.worth.select(places)
        return replace(self, items=tuple(items), numbers=self.numbers[:, places, :], worth=worth)

    def pooled(self, by: Sequence[str] = ()) -> Counts:
        """The counts summed over all grouping columns but ``by``."""
        lost = set(self.by) - set(by)
        if lost and self.worth is not None:
            raise ValueError("what answers are worth does not add up: count again")
        if ROLE in lost:
            raise ValueError("a person has several roles: counts per role do not add up")
        outer = group_rows(self.groups, by)
        numbers = np.zeros((len(outer.groups), *self.numbers.shape[1:]), np.int64)
        np.add.at(numbers, outer.index, self.numbers)
        return replace(self, groups=outer.groups, numbers=numbers)

    def rest(self, of: str = "centre") -> Counts:
        """For every group the counts of all others: the total of its kind minus its own.

        With groups of strategy and centre, ``rest("centre")`` holds for each centre and strategy
        the other centres within that strategy.
        """
        known_column(self.groups, of)
        remaining = [column for column in self.by if column != of]
        total = self.pooled(remaining).numbers[group_rows(self.groups, remaining).index]
        return replace(self, numbers=total - self.numbers, answers=None)

    def frame(self) -> pd.DataFrame:
        """The declared table ``counts``: one row per group, item, state and score that occurs.

        ``score`` is missing unless ``state`` is ``answered``. What nobody did has no row.
        """
        group, item, code = np.nonzero(self.numbers)
        points = point_values(self.questionnaire, self.items)[item, code]
        return pd.DataFrame(
            {
                **self._names(group, item),
                "state": states(code),
                "score": pd.arrays.IntegerArray(points, code < FIRST_POINT),
                "n": self.numbers[group, item, code],
            }
        )

    def table(
        self, columns: Mapping[str, NDArray[np.generic]], keep: NDArray[np.bool_]
    ) -> pd.DataFrame:
        """A table of measures: one row per group and item kept, groups first, then ``item``.

        Every column, and ``keep``, is an array of groups × items.
        """
        group, item = np.nonzero(keep)
        measures = {name: values[group, item] for name, values in columns.items()}
        return pd.DataFrame({**self._names(group, item), **measures})

    def _names(self, group: Index, item: Index) -> dict[str, object]:
        names: dict[str, object] = {c: self.groups[c].array[group] for c in self.by}
        names["item"] = categories(item, self.items)
        return names


def count(answers: Answers, by: Sequence[str] = (), items: Sequence[str] | None = None) -> Counts:
    """The number of answers per group, item and code.

    ``by`` names columns of the respondents; without it all answers are one group. Who has several
    roles counts in each when ``role`` is among them. Raises :class:`SurveyError` for a column or
    an item that is not there.
    """
    chosen = answers.items if items is None else tuple(items)
    places = places_of(answers.items, chosen)
    grouping = group_rows(answers.respondents, by)
    n_codes = needed_codes(answers.questionnaire, chosen)
    columns = [answers.codes[:, place] for place in places]
    if grouping.rows is not None:
        columns = [column[grouping.rows] for column in columns]
    paired = len(grouping.groups) * n_codes**2 <= len(grouping.index)
    tally = _count_pairs if paired else _count_each
    numbers = np.zeros((len(grouping.groups), len(chosen), n_codes), np.int64)
    tally(columns, grouping.index, numbers)
    return Counts(grouping.groups, chosen, numbers, answers.questionnaire, answers)


def _count_each(columns: Sequence[NDArray[np.uint8]], index: Index, numbers: Numbers) -> None:
    """Fill in the numbers item by item, for groups that are many or small."""
    n_groups, _, n_codes = numbers.shape
    first = index * n_codes
    for i, column in enumerate(columns):
        counted = np.bincount(first + column, minlength=n_groups * n_codes)
        numbers[:, i, :] = counted.reshape(n_groups, n_codes)


def _count_pairs(columns: Sequence[NDArray[np.uint8]], index: Index, numbers: Numbers) -> None:
    """Fill in the numbers by two items at once: half the passes over the answers."""
    n_groups, _, n_codes = numbers.shape
    shape = (n_groups, n_codes, n_codes)
    first = index * n_codes**2
    key = np.empty_like(first)
    narrow = np.min_scalar_type(n_codes**2)
    for i in range(0, len(columns), 2):
        one, other = columns[i], columns[min(i + 1, len(columns) - 1)]
        key[...] = np.multiply(one, n_codes, dtype=narrow) + other
        key += first
        both = np.bincount(key, minlength=n_groups * n_codes**2).reshape(shape)
        numbers[:, i, :] = both.sum(axis=2)
        numbers[:, i + 1 : i + 2, :] = both.sum(axis=1)[:, None, :]


def needed_codes(questionnaire: Questionnaire, items: Sequence[str]) -> int:
    """How many codes the scales of these items need."""
    return FIRST_POINT + max((len(questionnaire.scale_of(i).points) for i in items), default=2)


def places_of(items: tuple[str, ...], wanted: Sequence[str]) -> list[int]:
    """The places of the wanted items; raises :class:`SurveyError` for one that is not there."""
    place = {item: i for i, item in enumerate(items)}
    if unknown := [item for item in wanted if item not in place]:
        raise SurveyError(say("There are no answers to the items {items}.", items=unknown))
    return [place[item] for item in wanted]

"""Scale scores put in groups: what the tables of scales are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.columns import Mask, categories
from measurement.counting.effective import DEFAULT, correlations, kish
from measurement.counting.groups import Grouping, Index, group_rows
from measurement.counting.intervals import Floats
from measurement.counting.means import PersonMeans, person_means
from measurement.measures.scales.scales import SUBJECTS, ScaleOf, asked, scale_scores


@dataclass(frozen=True, eq=False)
class Scored:
    """Answers with their scale scores and their groups.

    ``scores``: rows × scales, one row per answer, or per answer and role when grouped by role;
    ``asked``: groups × scales, whether anyone of the group was asked; ``rows``: the answer of
    every row, ``person`` who gave it.
    """

    scales: tuple[ScaleOf, ...]
    grouping: Grouping
    rows: Index
    person: NDArray[np.int64]
    scores: Floats
    asked: Mask

    @property
    def n_groups(self) -> int:
        """How many groups there are."""
        return len(self.grouping.groups)

    @cached_property
    def each(self) -> PersonMeans:
        """The mean scores of every person of a group."""
        return person_means(self.scores, self.grouping.index, self.person)

    def of_persons(self, group: int, place: int) -> Floats:
        """The mean scores of the persons of a group on a scale."""
        first, last = np.searchsorted(self.each.group, [group, group + 1])
        values = self.each.mean[first:last, place]
        return np.asarray(values[~np.isnan(values)], np.float64)

    def effective(self, answers: Answers) -> Floats:
        """The effective number of scores, groups × scales, with the correlation of the role."""
        network = answers.network or answers
        by = [str(c) for c in self.grouping.groups.columns if c != "centre"]
        per_role = correlations(network, by).role
        rho = np.array([per_role.get(scale.role, DEFAULT) for scale in self.scales])
        each = self.each
        n, squares = (np.zeros((self.n_groups, len(self.scales))) for _ in range(2))
        np.add.at(n, each.group, each.n)
        np.add.at(squares, each.group, each.n.astype(float) ** 2)
        return kish(n, squares, rho)

    def names(self, group: Index) -> dict[str, Any]:
        """The grouping columns of rows of a table, by the place of their group."""
        groups = self.grouping.groups
        return {str(c): groups[c].array[group] for c in groups.columns}

    def table(self, measures: Mapping[str, NDArray[Any]], keep: Mask) -> pd.DataFrame:
        """One row per group and scale kept: groups, ``subject``, ``scale``, and the measures."""
        group, place = np.nonzero(keep)
        return pd.DataFrame(
            {
                **self.names(group),
                "subject": self.subjects(place),
                "scale": categories(place, [scale.id for scale in self.scales]),
                **{name: values[group, place] for name, values in measures.items()},
            }
        )

    def subjects(self, place: Index) -> pd.Categorical[str]:
        """Whether the scales at these places are about capacities or motivation."""
        codes = np.array([SUBJECTS.index(scale.role) for scale in self.scales], np.int64)
        return categories(codes[place], SUBJECTS)


def scored(answers: Answers, by: Sequence[str], scales: Sequence[ScaleOf]) -> Scored:
    """The scale scores of answers in the groups of ``by``.

    Raises :class:`SurveyError` for a column that does not exist.
    """
    grouping = group_rows(answers.respondents, by)
    rows = np.arange(answers.n, dtype=np.intp) if grouping.rows is None else grouping.rows
    was_asked = np.zeros((len(grouping.groups), len(scales)), bool)
    np.logical_or.at(was_asked, grouping.index, asked(answers, scales)[rows])
    scores = scale_scores(answers, scales)[rows]
    person = answers.respondents["respondent"].to_numpy(np.int64)[rows]
    return Scored(tuple(scales), grouping, rows, person, scores, was_asked)

"""Scale scores put in groups: what the tables of scales are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.answers import Answers, Mask, categories
from measurement.counts import Grouping, Index, group_rows
from measurement.intervals import Floats
from measurement.scales import SUBJECTS, ScaleOf, asked, scale_scores


@dataclass(frozen=True, eq=False)
class Scored:
    """Answers with their scale scores and their groups.

    ``scores``: rows × scales, one row per answer, or per answer and role when grouped by role;
    ``asked``: groups × scales, whether anyone of the group was asked; ``rows``: the answer of
    every row.
    """

    scales: tuple[ScaleOf, ...]
    grouping: Grouping
    rows: Index
    scores: Floats
    asked: Mask

    @property
    def n_groups(self) -> int:
        """How many groups there are."""
        return len(self.grouping.groups)

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
    return Scored(tuple(scales), grouping, rows, scores, was_asked)

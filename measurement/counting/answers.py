"""Answers in their working form: one row per answer and a byte per answer and item.

The long table that people know from other tools is an export (:meth:`Answers.long`), not the form
we count in: a matrix of bytes is a hundred times smaller and is counted a hundred times faster.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.columns import (
    ANONYMOUS,
    CATEGORIES,
    COLUMNS,
    INVITATION_COLUMNS,
    PERSON_COLUMNS,
    ROLE,
    SURVEY_COLUMNS,
    ZERO,
    Mask,
    categories,
    known_column,
    point_values,
    roles_of,
    states,
)
from measurement.questionnaire.model import Questionnaire
from measurement.questionnaire.scale import FIRST_POINT

Filter = str | int | Collection[str] | Collection[int]
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Answers:
    """Answers to one or more surveys, ready to count.

    ``respondents``: one row per answer, that is per person and initiative; ``respondent`` is the
    person (somebody else for every answer where ``anonymous`` is true), ``survey`` the key of the survey, ``completed`` whether the end was reached; the other
    columns are categories, missing when unknown. ``role`` holds all roles of a person, joined
    by ``|``.
    ``codes``: one row per answer, one column per item of ``items``; the codes are those of
    :mod:`measurement.questionnaire.scale`.
    ``invitations``: one row per survey, or per survey and centre; ``n_invited`` is missing when
    unknown, ``centre`` when the number holds for the survey as a whole.
    ``network``: the same choice of all centres, where these are narrowed to some; how far answers of
    one person go together is known of the whole network only.
    """

    respondents: pd.DataFrame
    items: tuple[str, ...]
    codes: NDArray[np.uint8]
    invitations: pd.DataFrame
    questionnaire: Questionnaire
    network: Answers | None = field(default=None, repr=False)
    worked_out: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for frame, columns in (
            (self.respondents, COLUMNS),
            (self.invitations, INVITATION_COLUMNS),
        ):
            if missing := [c for c in columns if c not in frame.columns]:
                raise ValueError(f"columns missing: {missing}")
        if self.codes.shape != (len(self.respondents), len(self.items)):
            raise ValueError(f"{self.codes.shape} codes for {len(self.respondents)} answers")
        if self.codes.dtype != np.uint8:
            raise ValueError(f"codes are {self.codes.dtype}, not uint8")
        object.__setattr__(self, "codes", np.asfortranarray(self.codes))
        if self.n:
            self._check_range()

    def _check_range(self) -> None:
        """A code outside its scale would be counted for another group."""
        sizes = [FIRST_POINT + len(self.questionnaire.scale_of(i).points) for i in self.items]
        if np.any(self.codes.max(axis=0) >= np.array(sizes, int)):
            raise ValueError("codes outside the scale of their item")

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is worked out of these answers under this key: made the first time, then kept."""
        if key not in self.worked_out:
            self.worked_out[key] = make()
        return cast(Made, self.worked_out[key])

    @property
    def n(self) -> int:
        """How many answers (persons × initiatives) there are."""
        return len(self.respondents)

    @property
    def empty(self) -> bool:
        """Whether there is no answer at all (there may be invitations)."""
        return not self.n

    @property
    def share_unknown(self) -> float:
        """The fraction of answers of which the person is unknown; 0 where that is not told."""
        told = self.respondents.get(ANONYMOUS)
        return float(told.mean()) if told is not None and self.n else 0.0

    def where(self, **filters: Filter) -> Answers:
        """The answers and invitations with the value, or one of the values, asked per column.

        Who has several roles is found under each. Invitations that cannot be narrowed (by a
        person characteristic, or by centre when they are known for the survey as a whole) stay,
        with an unknown number. Raises :class:`SurveyError` for a column that does not exist.
        """
        keep = np.ones(self.n, bool)
        invitations = self.invitations
        for column, values in filters.items():
            wanted = set(_listed(values))
            keep &= _chosen(known_column(self.respondents, column), wanted)
            invitations = self._narrowed(invitations, column, wanted)
        return replace(
            self,
            respondents=self.respondents.loc[keep].reset_index(drop=True),
            codes=_rows(self.codes, keep),
            invitations=invitations.reset_index(drop=True),
            network=self._network(filters),
        )

    def _network(self, filters: Mapping[str, Filter]) -> Answers | None:
        """The answers of all centres under the other filters; None where no centre is chosen."""
        if self.network is None and "centre" not in filters:
            return None
        others = {column: values for column, values in filters.items() if column != "centre"}
        whole = self.network or self
        return whole.where(**others) if others else whole

    def without_zero(self) -> Answers:
        """The answers and invitations but those of zero measurements.

        What people said before an initiative began is no part of its effect, so it is not pooled
        with what they said afterwards.
        """
        later = (self.respondents["moment"] != ZERO).to_numpy(bool)
        if later.all() and not (self.invitations["moment"] == ZERO).any():
            return self
        return replace(
            self,
            respondents=self.respondents.loc[later].reset_index(drop=True),
            codes=_rows(self.codes, later),
            invitations=self.invitations[self.invitations["moment"] != ZERO].reset_index(drop=True),
            network=self.network and self.network.without_zero(),
        )

    def _narrowed(self, table: pd.DataFrame, column: str, wanted: set[object]) -> pd.DataFrame:
        if column in (*SURVEY_COLUMNS, "survey"):
            return table[table[column].isin(list(wanted))]
        if column not in ("centre", "net"):
            return table.assign(n_invited=_unknown(len(table)))
        split = table["centre"].notna()
        ours = split & self._values(table["centre"], column).isin(list(wanted))
        whole = table[~split & ~table["survey"].isin(table.loc[split, "survey"])]
        return pd.concat([table[ours], whole.assign(n_invited=_unknown(len(whole)))])

    def _values(self, centres: pd.Series, column: str) -> pd.Series:
        return centres if column == "centre" else centres.map(self.net_by_centre)

    @property
    def net_by_centre(self) -> dict[str, str]:
        """The net of every centre that the questionnaire knows."""
        return {c.name: c.net for c in self.questionnaire.centres if c.net}

    def long(self) -> pd.DataFrame:
        """The declared table ``answers``: one row per answer and item, sorted as they came.

        ``score`` is missing unless ``state`` is ``answered``; the other states are
        ``not_applicable``, ``skipped`` and ``not_shown``.
        """
        n_items = len(self.items)
        people = self.respondents.loc[np.repeat(np.arange(self.n), n_items)].reset_index(drop=True)
        codes = self.codes.ravel(order="C")
        item = np.tile(np.arange(n_items), self.n)
        score = point_values(self.questionnaire, self.items)[item, codes]
        return pd.DataFrame(
            {
                **{c: people[c] for c in (*SURVEY_COLUMNS, "centre", "respondent")},
                "item": categories(item, self.items),
                "score": pd.arrays.IntegerArray(score, codes < FIRST_POINT),
                "state": states(codes),
                **{c: people[c] for c in PERSON_COLUMNS},
            }
        )


def no_answers(questionnaire: Questionnaire) -> Answers:
    """Answers without any answer or invitation, for a store that is still empty."""
    category = pd.Series([], dtype="category")
    number = pd.Series([], dtype="int64")
    person = dict.fromkeys(CATEGORIES, category)
    respondents = pd.DataFrame(
        {"respondent": number, **person, "completed": number.astype(bool), "survey": number}
    )
    invitations = pd.DataFrame(
        {**dict.fromkeys((*SURVEY_COLUMNS, "centre"), category), "survey": number}
    ).assign(n_invited=_unknown(0))
    items = questionnaire.counted
    return Answers(
        respondents, items, np.empty((0, len(items)), np.uint8), invitations, questionnaire
    )


def _chosen(column: pd.Series, wanted: set[object]) -> Mask:
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column.isin(list(wanted)).to_numpy(bool)
    names = column.cat.categories
    if column.name == ROLE:
        hits = [not wanted.isdisjoint(roles_of(str(name))) for name in names]
    else:
        hits = [name in wanted for name in names]
    return np.array([*hits, False])[column.cat.codes.to_numpy()]


def _listed(values: Filter) -> Collection[object]:
    if isinstance(values, str):
        return [values]
    return [values] if isinstance(values, int) else values


def _rows(codes: NDArray[np.uint8], keep: Mask) -> NDArray[np.uint8]:
    """The rows kept, still stored by column."""
    kept = np.empty((int(keep.sum()), codes.shape[1]), np.uint8, order="F")
    return np.compress(keep, codes, axis=0, out=kept)


def _unknown(n: int) -> pd.Series:
    return pd.Series([pd.NA] * n, dtype="Int64")

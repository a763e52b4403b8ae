"""The counts that protection judges: groups × cells × items × codes, with persons and centres.

A group is an own centre, and last the rest of the network; a cell is one strategy in one school
year. Beside the items stands one pseudo-item for having answered at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from measurement.counting.answers import Answers
from measurement.counting.bands import bands_of, success
from measurement.counting.groups import group_rows
from measurement.protection.rules import Flags, Kinds, Numbers, Weights
from measurement.protection.scope import Scope
from measurement.questionnaire.favourable import sides, turned
from measurement.questionnaire.scale import FIRST_POINT, NOT_APPLICABLE, TICK

ANSWERED = "answered"
Index = NDArray[np.intp]
Cell = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Cells:
    """``x``: groups × cells × names × codes; ``persons``: per own centre cells × persons × names.

    ``names``: items, then :data:`ANSWERED`. ``rest_persons``: cells × names, distinct
    persons; ``centres``: cells × other centres × names, whether any of it answered. ``cell`` and
    ``group`` are those of every answer.
    """

    groups: tuple[str, ...]
    cells: tuple[Cell, ...]
    names: tuple[str, ...]
    x: Numbers
    persons: tuple[Flags, ...]
    rest_persons: Numbers
    centres: Flags
    low: Flags
    high: Flags
    kinds: Kinds
    cell: Index
    group: Index

    def only(self, names: NDArray[np.intp]) -> Cells:
        """The same, of some of the names."""
        return replace(
            self,
            names=tuple(self.names[i] for i in names),
            x=self.x[:, :, names],
            persons=tuple(one[:, :, names] for one in self.persons),
            rest_persons=self.rest_persons[:, names],
            centres=self.centres[:, :, names],
            low=self.low[names],
            high=self.high[names],
            kinds=Kinds(self.kinds.judged[names], self.kinds.cut[names]),
        )

    def weigh(self, mask: Flags) -> Weights:
        """What is known of a union of cells; ``mask`` is cells × names."""
        x = np.einsum("glic,li->gic", self.x, mask)
        chosen = mask[:, None, :]
        own = [(one & chosen).any(axis=0).sum(axis=0) for one in self.persons]
        rest = np.where(mask, self.rest_persons, 0).max(axis=0, initial=0)
        return Weights(
            n=x[:, :, NOT_APPLICABLE:].sum(axis=2),
            scored=x[:, :, FIRST_POINT:].sum(axis=2),
            low=(x * self.low).sum(axis=2),
            high=(x * self.high).sum(axis=2),
            top=x[:, :, FIRST_POINT:].max(axis=2),
            persons=np.array([*own, rest], np.int64).reshape(len(self.x), -1),
            centres=(self.centres & chosen).any(axis=0).sum(axis=0),
        )

    def mask(self, cells: Index) -> Flags:
        """The mask of these cells, for all names."""
        chosen = np.zeros(len(self.cells), bool)
        chosen[cells] = True
        return np.repeat(chosen[:, None], len(self.names), axis=1)

    def under(self, school_year: str = "", strategy: str = "") -> Index:
        """The cells of a view."""
        return np.array(
            [
                i
                for i, (year, kind) in enumerate(self.cells)
                if school_year in ("", year) and strategy in ("", kind)
            ],
            np.intp,
        )


def cells_of(answers: Answers, scope: Scope) -> Cells:
    """The counts of a director's own centres and of the rest, cell by cell."""
    grouping = group_rows(answers.respondents, ["school_year", "strategy"])
    cells = [(_name(y), _name(s)) for y, s in grouping.groups.itertuples(index=False)]
    centre, centres = _coded(answers.respondents["centre"])
    group, n_own = _groups(centre, centres, scope.centres), len(scope.centres)
    codes = np.column_stack([answers.codes, _present(answers.n)])
    low, high, kinds = _bands(answers)
    n_codes = low.shape[1]
    x = _counted(codes, group * len(cells) + grouping.index, (n_own + 1) * len(cells), n_codes)
    told = codes >= NOT_APPLICABLE
    person = pd.factorize(answers.respondents["respondent"].to_numpy())[0].astype(np.intp)
    rest = group == n_own
    persons = tuple(
        _any(grouping.index, person, group == place, told, len(cells)) for place in range(n_own)
    )
    others = rest & (centre < len(centres))
    return Cells(
        groups=scope.centres,
        cells=tuple(cells),
        names=(*answers.items, ANSWERED),
        x=x.reshape(n_own + 1, len(cells), codes.shape[1], n_codes),
        persons=persons,
        rest_persons=_distinct(grouping.index, person, rest, told, len(cells)),
        centres=_any(grouping.index, centre, others, told, len(cells)),
        low=low,
        high=high,
        kinds=kinds,
        cell=grouping.index,
        group=group,
    )


def two_faced(answers: Answers) -> Index:
    """The places of items that are shown by two cuts: they are judged on one, so they stay closed.

    A negative item of effect or capacities is shown as it was given, and turned where it is
    evidence for a success factor.
    """
    questionnaire = answers.questionnaire
    found = [
        place
        for place, item in enumerate(answers.items)
        if questionnaire.role_of(item) in ("effect", "capacities")
        and sides(questionnaire, item).low == "favourable"
    ]
    return np.array(found, np.intp)


def _name(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _coded(column: pd.Series) -> tuple[Index, list[str]]:
    """The place of every value among the values; missing gets the place after the last."""
    made = column.astype("category")
    codes = made.cat.codes.to_numpy().astype(np.intp)
    names = [str(name) for name in made.cat.categories]
    return np.where(codes < 0, len(names), codes), names


def _groups(centre: Index, centres: list[str], own: Sequence[str]) -> Index:
    """The group of every answer: the place of its own centre, or after the last that of the rest."""
    group = np.full(len(centre), len(own), np.intp)
    for place, name in enumerate(own):
        if name in centres:  # a centre without answers has no code
            group[centre == centres.index(name)] = place
    return group


def _present(n: int) -> NDArray[np.uint8]:
    return np.full((n, 1), NOT_APPLICABLE, np.uint8)


def _bands(answers: Answers) -> tuple[Flags, Flags, Kinds]:
    """Which codes are low and high as a director is shown them, and the kinds of items.

    Names × codes. Of a negative factor the scale is turned, and so are its bands: 1 to 3 on a scale
    of 1 to 8 is enabling, not 1 to 5.
    """
    questionnaire = answers.questionnaire
    used = [questionnaire.scale_of(item) for item in answers.items]
    n_codes = FIRST_POINT + max((len(one.points) for one in used), default=2)
    size = len(used) + 1
    low, high = np.zeros((size, n_codes), bool), np.zeros((size, n_codes), bool)
    judged, cut = np.ones(size, bool), np.ones(size, bool)
    ticks = np.array([one.kind == TICK.kind for one in used], bool)
    low[: len(used)] = bands_of(
        questionnaire, answers.items, n_codes, turned(questionnaire, answers.items)
    ).low
    low[: len(used), FIRST_POINT] |= ticks
    high[: len(used)] = success(questionnaire, answers.items, n_codes)
    cut[: len(used)] = ticks | [one.has_cut for one in used]
    judged[-1] = False
    return low, high, Kinds(judged, cut)


def _counted(codes: NDArray[np.uint8], index: Index, size: int, n_codes: int) -> Numbers:
    made = np.zeros((size, codes.shape[1], n_codes), np.int64)
    for i in range(codes.shape[1]):
        counted = np.bincount(index * n_codes + codes[:, i], minlength=size * n_codes)
        made[:, i] = counted.reshape(size, n_codes)
    return made


def _pairs(
    cell: Index, other: Index, chosen: Flags, told: Flags
) -> tuple[NDArray[np.intp], Index, Flags]:
    """Per cell and person (or centre) that occurs: which names anyone of it answered."""
    rows = np.flatnonzero(chosen)
    if not len(rows):
        return np.zeros(0, np.intp), np.zeros(0, np.intp), told[:0]
    width = int(other.max()) + 1
    key = cell[rows] * width + other[rows]
    order = np.argsort(key, kind="stable")
    found, starts = np.unique(key[order], return_index=True)
    return found // width, found % width, np.logical_or.reduceat(told[rows[order]], starts)


def _any(cell: Index, other: Index, chosen: Flags, told: Flags, n_cells: int) -> Flags:
    at, who, found = _pairs(cell, other, chosen, told)
    seen, place = np.unique(who, return_inverse=True)
    made = np.zeros((n_cells, len(seen), told.shape[1]), bool)
    made[at, place] = found
    return made


def _distinct(cell: Index, other: Index, chosen: Flags, told: Flags, n_cells: int) -> Numbers:
    at, _, found = _pairs(cell, other, chosen, told)
    made = np.zeros((n_cells, told.shape[1]), np.int64)
    np.add.at(made, at, found)
    return made

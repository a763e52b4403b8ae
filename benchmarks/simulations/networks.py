"""Invented networks of centres that do not differ: what is found in them is found by chance.

A person has an attitude; two answers of one person to one item have the latent correlation of the
item. An answer is high where its latent value exceeds the place that gives the share wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.stats import norm

from measurement.counting.answers import Answers, no_answers
from measurement.counting.columns import CATEGORIES, categories
from measurement.counting.counts import count
from measurement.measures.comparison import against_rest
from measurement.questionnaire.favourable import turned
from measurement.questionnaire.model import Questionnaire, Role
from measurement.questionnaire.scale import FIRST_POINT

Floats = NDArray[np.float64]
Index = NDArray[np.integer[Any]]
ROLES: tuple[Role, ...] = ("effect", "factors", "capacities", "motivation")
STRATEGIES = ("opleiding_vorming", "plg")
YEARS = ("2022-2023", "2023-2024", "2024-2025")
ONE_YEAR, ALL_YEARS, ALONE = "one year", "all years", "one"
EQUAL, UNEQUAL = (0.5,), (0.8, 0.1, 0.1, 0.1)  # latent, item after item
APART, MOST = 0.3, 0.9  # how far strategies lie apart, and the share of a centre's main one
LEAST, HIGHEST = 0.35, 0.97  # the higher share stays within these, so that the lower one exists
_BAND = 0.45  # the width of a point of the scale, in standard deviations
_COMMON = 0.7  # how much of what a person feels is the same for all items
_VERDICT = 0.4  # how much of the rest is the same for all items of an answer


class Cell(NamedTuple):
    """One kind of network: its size, how many answers people give, how items and mixes differ."""

    n_centres: int
    n_answers: int
    mix: str
    unequal: bool = False
    different: bool = False


class Known(NamedTuple):
    """What the networks take from the example: answers per person, and a share per item."""

    made: Questionnaire
    sizes: Mapping[str, Index]
    shares: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Network:
    """People and what they feel (answers × items); :meth:`answers` makes scores of it.

    ``shares`` is the true share of high (enabling) scores per strategy and item, ``mix`` the part
    of each strategy in the work of a centre.
    """

    made: Questionnaire
    items: tuple[str, ...]
    people: pd.DataFrame
    strategy: Index
    feeling: Floats
    shares: Floats
    mix: Floats

    @property
    def negative(self) -> frozenset[str]:
        """The items of which a low score is the favourable one."""
        return turned(self.made, self.items)

    @property
    def wanted(self) -> Floats:
        """The true share of high scores per answer and item."""
        return np.asarray(self.shares[self.strategy])

    def answers(self, wanted: Floats | float | None = None) -> Answers:
        """The answers; ``wanted`` replaces the true shares."""
        wanted = self.wanted if wanted is None else wanted
        places = (self.feeling - norm.ppf(1 - wanted)) / _BAND
        scores = np.clip(np.floor(places) + 6, 1, 8).astype(np.uint8)
        turned = np.array([item in self.negative for item in self.items])
        scores[:, turned] = 9 - scores[:, turned]
        nobody = no_answers(self.made).invitations
        return Answers(self.people, self.items, scores + FIRST_POINT - 1, nobody, self.made)


def known_of(example: Answers) -> Known:
    """What the networks take from the example."""
    made, people = example.questionnaire, example.respondents
    scored = people[example.codes[:, example.items.index("A1")] >= FIRST_POINT]
    last = scored[scored["school_year"] == YEARS[-1]]
    sizes = {
        ALONE: np.ones(1, np.intp),
        ONE_YEAR: last.groupby("respondent").size().to_numpy(np.intp),
        ALL_YEARS: scored.groupby("respondent").size().to_numpy(np.intp),
    }
    items = [item for role in ROLES for item in made.items_with(role) if item in example.items]
    table = against_rest(count(example, ["centre"], items), items, made)
    totals = table.groupby("item", observed=True)[["n_high", "n_scored"]].sum()
    shares = (totals["n_high"] / totals["n_scored"]).dropna()
    return Known(made, sizes, {str(item): float(share) for item, share in shares.items()})


def network(cell: Cell, known: Known, rng: Generator) -> Network:
    """A network in which no centre differs from another but by chance and by its mix."""
    items = tuple(known.shares)
    person = _persons(cell, known.sizes[cell.mix], rng)
    centre = np.repeat(np.arange(cell.n_centres), cell.n_answers)
    main = np.full(cell.n_centres, 0.5)
    if cell.different:
        main[::2], main[1::2] = MOST, 1 - MOST
    strategy = (rng.random(len(centre)) >= main[centre]).astype(np.intp)
    year = rng.integers(0, len(YEARS), len(centre))
    if cell.mix == ONE_YEAR:
        year[:] = len(YEARS) - 1
    higher = np.clip(np.array(list(known.shares.values())) + APART / 2, LEAST, HIGHEST)
    return Network(
        known.made,
        items,
        _people(person, centre, strategy, year, cell.n_centres),
        strategy,
        _feeling(person, np.resize(UNEQUAL if cell.unequal else EQUAL, len(items)), rng),
        np.stack([higher, higher - APART]),
        np.column_stack([main, 1 - main]),
    )


def _persons(cell: Cell, sizes: Index, rng: Generator) -> Index:
    """The person behind every answer, centre after centre."""
    drawn = rng.choice(sizes, (cell.n_centres, cell.n_answers))
    until = np.minimum(np.cumsum(drawn, axis=1), cell.n_answers)
    given = np.diff(until, axis=1, prepend=0).ravel()
    return np.repeat(np.arange(len(given)), given)


def _people(
    person: Index, centre: Index, strategy: Index, year: Index, n_centres: int
) -> pd.DataFrame:
    unknown = pd.Series(pd.NA, index=range(len(person)), dtype="category")
    names = [f"Centrum {number:02}" for number in range(1, n_centres + 1)]
    people = pd.DataFrame({"respondent": person, **dict.fromkeys(CATEGORIES, unknown)})
    return people.assign(
        centre=categories(centre, names),
        strategy=categories(strategy, STRATEGIES),
        school_year=categories(year, YEARS),
        moment=pd.Categorical(["short"] * len(person)),
        completed=True,
        survey=1 + strategy * len(YEARS) + year,
    )


def _feeling(person: Index, correlation: Floats, rng: Generator) -> Floats:
    """A standard normal value per answer and item, correlated within persons."""
    n_persons, shape = int(person.max()) + 1, (len(person), len(correlation))
    lasting = np.sqrt(_COMMON) * rng.normal(size=(n_persons, 1))
    lasting = lasting + np.sqrt(1 - _COMMON) * rng.normal(size=(n_persons, shape[1]))
    passing = np.sqrt(_VERDICT) * rng.normal(size=(shape[0], 1))
    passing = passing + np.sqrt(1 - _VERDICT) * rng.normal(size=shape)
    return np.asarray(
        np.sqrt(correlation) * lasting[person] + np.sqrt(1 - correlation) * passing, np.float64
    )

"""The example with persons swapped between centres: what is found is found by chance.

Every centre keeps its number of persons, every person all of his or her answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.random import Generator, default_rng

from benchmarks.simulations import claims
from benchmarks.simulations.runs import PARTS, Hits, Tally
from measurement.counting.answers import Answers

SELECTIONS: Mapping[str, Mapping[str, str]] = {
    "all years": {},
    "2023-2024": {"school_year": "2023-2024"},
    "2024-2025": {"school_year": "2024-2025"},
    "opleiding_vorming": {"strategy": "opleiding_vorming"},
    "plg": {"strategy": "plg"},
    "infosessie": {"strategy": "infosessie"},
    "starterstraject": {"strategy": "starterstraject"},
    "plg, 2024-2025": {"strategy": "plg", "school_year": "2024-2025"},
}


def with_centres_swapped(answers: Answers, rng: Generator) -> Answers:
    """The same answers, each person at a centre that chance gave."""
    return _drawn(answers, answers.respondents["respondent"], "centre", rng)


def with_years_swapped(answers: Answers, rng: Generator) -> Answers:
    """The same answers, those of a person in a year moved to a year that chance gave."""
    people = answers.respondents
    blocks = people.groupby(["respondent", "school_year"], observed=True).ngroup()
    return _drawn(answers, blocks, "school_year", rng)


def _drawn(answers: Answers, unit: pd.Series, column: str, rng: Generator) -> Answers:
    """The values of a column dealt out anew among the units, each as often as it was."""
    people = answers.respondents
    place = pd.factorize(unit)[0]
    value = people[column].cat.codes.to_numpy()[np.unique(place, return_index=True)[1]]
    dealt = rng.permutation(value)[place]
    names = people[column].cat.categories
    return replace(
        answers,
        respondents=people.assign(**{column: pd.Categorical.from_codes(dealt, names)}),
    )


def simulate_swapped(
    example: Answers,
    selection: str,
    runs: Iterable[int],
    seed: int,
    parts: Collection[str] = PARTS,
) -> Tally:
    """What is claimed of one selection of the example.

    A run is made again by ``default_rng([seed, place of the selection, run])``.
    """
    chosen = example.without_zero().where(**SELECTIONS[selection])
    tally: Tally = defaultdict(Hits)
    for run in runs:
        rng = default_rng([seed, list(SELECTIONS).index(selection), run])
        swapped = with_centres_swapped(chosen, rng)
        for page, claimed in claims.claimed(swapped, set(parts) - {"changes"}):
            tally[page].add(claimed, run)
        swapped = with_years_swapped(chosen, rng)
        for page, claimed in claims.claimed(swapped, {"changes"} & set(parts)):
            tally[page].add(claimed, run)
    return dict(tally)

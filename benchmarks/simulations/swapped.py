"""The example with persons swapped between centres: what is found is found by chance.

Every centre keeps its number of persons, every person all of his or her answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.random import Generator, default_rng

from benchmarks.simulations import claims
from benchmarks.simulations.networks import ROLES
from benchmarks.simulations.runs import Hits, Tally
from measurement.answers import Answers

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


def simulate_swapped(example: Answers, selection: str, runs: Iterable[int], seed: int) -> Tally:
    """What is claimed of one selection of the example; a run is ``default_rng([seed, run])``."""
    chosen = example.without_zero().where(**SELECTIONS[selection])
    several = chosen.respondents["school_year"].nunique() > 1
    tally: Tally = {}
    for run in runs:
        rng = default_rng([seed, list(SELECTIONS).index(selection), run])
        swapped = with_centres_swapped(chosen, rng)
        for page, claimed in claims.differences_claimed(swapped):
            tally.setdefault(page, Hits()).add(claimed, run)
        for role in ROLES:
            tally.setdefault(f"{role}, own pages", Hits()).add(claims.own_pages(swapped, role), run)
        if several:
            for page, claimed in claims.changes_claimed(with_years_swapped(chosen, rng)):
                tally.setdefault(page, Hits()).add(claimed, run)
    return tally

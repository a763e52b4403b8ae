"""One cell of the table: many networks, and how often something is claimed of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.random import default_rng
from numpy.typing import NDArray
from scipy.stats import beta

from benchmarks.simulations import claims
from benchmarks.simulations.networks import ONE_YEAR, ROLES, Cell, Known, Network, network
from measurement.answers import Answers

DEVIATING = "B3"  # the item in which one centre lies lower: near 60 % high
DIFFERENCES = (0.1, 0.2, 0.3)
COVERED, CERTAIN, VERDICTS = "covered", "mirror, per cell", "verdicts, per cell"


@dataclass
class Hits:
    """How often something came about, of how many times it could; ``seen`` are runs in which."""

    n_hits: int = 0
    n: int = 0
    seen: list[int] = field(default_factory=list)

    def add(self, hits: NDArray[np.bool_] | bool, run: int) -> None:
        """Count what one run gives."""
        found = np.atleast_1d(hits)
        self.n_hits, self.n = self.n_hits + int(found.sum()), self.n + found.size
        if found.any():
            self.seen.append(run)

    @property
    def share(self) -> float:
        """The fraction of times that it came about."""
        return self.n_hits / self.n if self.n else float("nan")

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """The exact interval of that fraction. Source: C. J. Clopper and E. S. Pearson (1934)."""
        tail, k = (1 - confidence) / 2, self.n_hits
        lower = beta.ppf(tail, k, self.n - k + 1) if k else 0.0
        upper = beta.ppf(1 - tail, k + 1, self.n - k) if k < self.n else 1.0
        return float(lower), float(upper)


Tally = dict[str, Hits]


def simulate(cell: Cell, known: Known, runs: Iterable[int], seed: int) -> Tally:
    """What is claimed in the networks of a cell.

    A run is made again by ``default_rng([seed, *numbers of the cell, run])``.
    """
    tally: Tally = defaultdict(Hits)
    for run in runs:
        made = network(cell, known, default_rng([seed, *numbers(cell, known), run]))
        answers = made.answers()
        for page, claimed in claims.differences_claimed(answers):
            tally[page].add(claimed, run)
        if cell.mix != ONE_YEAR:
            for page, claimed in claims.changes_claimed(answers):
                tally[page].add(claimed, run)
        for role in ROLES:
            tally[f"{role}, own pages"].add(claims.own_pages(answers, role), run)
        even = made.answers(0.5)
        tally[CERTAIN].add(claims.certain(even), run)
        tally[VERDICTS].add(claims.verdicts(even), run)
        tally[COVERED].add(_covered(made, claims.bounds(answers)), run)
        _add_power(tally, made, run)
    return dict(tally)


def numbers(cell: Cell, known: Known) -> tuple[int, ...]:
    """A cell as whole numbers: part of the seed."""
    mix = list(known.sizes).index(cell.mix)
    return cell.n_centres, cell.n_answers, mix, int(cell.unequal), int(cell.different)


def _covered(made: Network, table: pd.DataFrame) -> NDArray[np.bool_]:
    """Per centre and item whether the printed interval holds the true share of the centre."""
    table = table[~table["item"].isin(list(made.negative))]
    centre = made.people["centre"].cat.categories.get_indexer(pd.Index(table["centre"]))
    item = pd.Index(made.items).get_indexer(pd.Index(table["item"]))
    true = (made.mix @ made.shares)[centre, item]
    return np.asarray((table["lower"] <= true) & (true <= table["upper"]), bool)


def _add_power(tally: Tally, made: Network, run: int) -> None:
    """Whether the one centre is found that lies lower in one item, so many points."""
    place, centre = made.items.index(DEVIATING), made.people["centre"].cat.categories[0]
    rows = (made.people["centre"] == centre).to_numpy(bool)
    ways: dict[str, Callable[[Answers], pd.DataFrame]] = {
        "network": lambda a: claims.differences(a, "effect"),
        "own pages": lambda a: claims.of_each_centre(a, "effect", [centre])[centre],
    }
    for difference in DIFFERENCES:
        wanted = made.wanted.copy()
        wanted[rows, place] -= difference
        answers = made.answers(wanted)
        for way, ask in ways.items():
            table = ask(answers)
            mine = table[(table["centre"] == centre) & (table["item"] == DEVIATING)]
            found = bool((mine["differs"] == "lower").any())
            tally[f"{difference:.0%} found, {way}"].add(found, run)

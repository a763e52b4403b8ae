"""One cell of the table: many networks, and how often something is claimed of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import default_rng
from numpy.typing import NDArray
from scipy.stats import beta

from benchmarks.simulations import claims
from benchmarks.simulations.networks import Cell, Known, Network, network
from measurement.counting.answers import Answers
from measurement.tables import records

DEVIATING, ORDINARY = "B3", 0.6  # the item in which one centre lies lower, and the others' share
DIFFERENCES = (0.1, 0.2, 0.3)
STATED, STATED_FOUND = "stated as found", "found where so stated"  # on a centre's own pages
PARTS = ("differences", "changes", "own pages", "verdicts", "intervals", "power")
COVERED, CERTAIN, VERDICTS = "covered", "mirror, per cell", "verdicts, per cell"


@dataclass
class Hits:
    """How often something came about, of how many times it could; ``seen`` are runs in which."""

    n_hits: int = 0
    n: int = 0
    seen: list[int] = field(default_factory=list)

    def add(self, hits: NDArray[np.bool_] | bool, run: int) -> None:
        """Count what one run gives."""
        found = np.atleast_1d(np.asarray(hits, bool))
        self.n_hits, self.n = self.n_hits + int(found.sum()), self.n + found.size
        if found.any():
            self.seen.append(run)

    def join(self, other: Hits) -> None:
        """Count what other runs gave."""
        self.n_hits, self.n = self.n_hits + other.n_hits, self.n + other.n
        self.seen += other.seen

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


def simulate(
    cell: Cell, known: Known, runs: Iterable[int], seed: int, parts: Collection[str] = PARTS
) -> Tally:
    """What is claimed in the networks of a cell.

    A run is made again by ``default_rng([seed, *numbers of the cell, run])``.
    """
    tally: Tally = defaultdict(Hits)
    for run in runs:
        made = network(cell, known, default_rng([seed, *numbers(cell, known), run]))
        answers = made.answers()
        for page, claimed in claims.claimed(answers, parts):
            tally[page].add(claimed, run)
        if "verdicts" in parts:
            even = made.answers(0.5)
            tally[CERTAIN].add(claims.certain(even), run)
            tally[VERDICTS].add(claims.verdicts(even), run)
        if "intervals" in parts:
            tally[COVERED].add(covered(made, claims.bounds(answers)), run)
        if "power" in parts:
            _add_power(tally, made, run)
    return dict(tally)


def merge(tally: Tally, other: Tally) -> None:
    """Add what other runs gave to a tally."""
    for name, hits in other.items():
        tally.setdefault(name, Hits()).join(hits)


def numbers(cell: Cell, known: Known) -> tuple[int, ...]:
    """A cell as whole numbers: part of the seed."""
    mix = list(known.sizes).index(cell.mix)
    return cell.n_centres, cell.n_answers, mix, int(cell.unequal), int(cell.different)


def covered(made: Network, table: pd.DataFrame) -> NDArray[np.bool_]:
    """Per centre and item whether the printed interval holds the true share of the centre."""
    table = table[~table["item"].isin(list(made.negative))]
    centre = made.people["centre"].cat.categories.get_indexer(pd.Index(table["centre"]))
    item = pd.Index(made.items).get_indexer(pd.Index(table["item"]))
    true = (made.mix @ made.shares)[centre, item]
    return np.asarray((table["lower"] <= true) & (true <= table["upper"]), bool)


def _add_power(tally: Tally, made: Network, run: int) -> None:
    """Whether the one centre is found that lies lower in one item: so many points, or as stated.

    The item has one share in all strategies, so that there is room below it.
    """
    for difference in DIFFERENCES:
        answers = _deviating(made, difference)
        for way in claims.FAMILIES:
            found = _row(made, claims.differences(answers, "effect", way))
            tally[f"{difference:.0%} found, {way}"].add(found.differs == "lower", run)
    stated = float(found.detectable_lower)
    tally[STATED].add(np.arange(100) < 100 * stated, run)
    if not np.isnan(stated):
        found = _row(made, claims.differences(_deviating(made, stated), "effect", way))
        tally[STATED_FOUND].add(found.differs == "lower", run)


def _deviating(made: Network, difference: float) -> Answers:
    """The answers when the first centre lies so much lower in one item."""
    wanted = made.wanted.copy()
    wanted[:, made.items.index(DEVIATING)] = ORDINARY
    wanted[_first(made), made.items.index(DEVIATING)] -= difference
    return made.answers(wanted)


def _row(made: Network, table: pd.DataFrame) -> Any:
    centre = made.people["centre"].cat.categories[0]
    return next(records(table[(table["centre"] == centre) & (table["item"] == DEVIATING)]))


def _first(made: Network) -> NDArray[np.bool_]:
    return np.asarray(made.people["centre"].cat.codes == 0, bool)

"""Whether the figures keep their promises: ``python -m benchmarks.simulations``.

Networks of centres that do not differ, with one or more answers per person, and the example with
persons swapped between centres: how often any page names a difference, whether the printed
intervals hold the true shares, and which true differences are found. ``--quick`` takes less than
a minute. A run is made again from its seed: see :func:`benchmarks.simulations.runs.simulate`.
"""

from __future__ import annotations

import argparse
import secrets
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from benchmarks.simulations.networks import ALL_YEARS, ALONE, ONE_YEAR, Cell, Known, known_of
from benchmarks.simulations.runs import Tally, simulate
from benchmarks.simulations.swapped import SELECTIONS, simulate_swapped
from benchmarks.simulations.tables import cells_table, misses, power_table, swapped_table
from measurement.answers import Answers
from measurement.demo import load_example
from measurement.questionnaire_files import load
from measurement.store import open_store

SIZES, CENTRES, MIXES = (60, 20, 10, 5), (58, 19), (ALONE, ONE_YEAR, ALL_YEARS)
QUICK = (
    Cell(19, 10, ALONE),
    Cell(19, 20, ONE_YEAR, unequal=True),
    Cell(19, 20, ALL_YEARS, unequal=True, different=True),
)
QUICK_SELECTIONS = ("all years", "2024-2025")


def every_cell() -> list[Cell]:
    """All kinds of network, the largest first; alone nobody correlates with anybody."""
    ways = product(CENTRES, SIZES, MIXES, (False, True), (False, True))
    return [Cell(*way) for way in ways if not (way[2] == ALONE and way[3])]


def example() -> Answers:
    """The answers of the example."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(str(Path(folder) / "store.sqlite")) as store,
    ):
        load_example(store, load())
        return store.answers(load())


def measure(
    answers: Answers, known: Known, options: argparse.Namespace
) -> tuple[Mapping[Cell, Tally], Mapping[str, Tally]]:
    """The tallies of all cells, and of all selections of the example."""
    cells = QUICK if options.quick else every_cell()
    selections = QUICK_SELECTIONS if options.quick else tuple(SELECTIONS)
    runs = range(options.runs)
    of_cell: Callable[[Cell], Tally] = partial(simulate, known=known, runs=runs, seed=options.seed)
    of_selection: Callable[[str], Tally] = partial(
        simulate_swapped, answers, runs=runs, seed=options.seed
    )
    with ProcessPoolExecutor(options.processes, mp_context=get_context("spawn")) as pool:
        swapped = pool.map(of_selection, selections)
        found = pool.map(of_cell, cells)
        return dict(zip(cells, found, strict=True)), dict(zip(selections, swapped, strict=True))


def main() -> None:
    """Print the tables, and where a promise is not held."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.simulations", description=__doc__)
    asked.add_argument("--runs", type=int, help="networks per cell (250; quick: 40)")
    asked.add_argument("--seed", type=int, default=secrets.randbelow(2**31))
    asked.add_argument("--quick", action="store_true", help="three cells and two selections")
    asked.add_argument("--processes", type=int, default=2)
    options = asked.parse_args()
    options.runs = options.runs or (40 if options.quick else 250)
    start = perf_counter()
    answers = example()
    cells, swapped = measure(answers, known_of(answers), options)
    took = perf_counter() - start
    print(f"{options.runs} runs per cell, seed {options.seed}, {took:.0f} seconds.\n")
    for table in (cells_table(cells), power_table(cells), swapped_table(swapped)):
        print(table, end="\n\n")
    print("\n".join(misses(cells, swapped)) or "Every promise is held in every cell.")


if __name__ == "__main__":
    main()

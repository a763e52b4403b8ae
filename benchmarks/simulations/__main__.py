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
from collections.abc import Iterator
from concurrent.futures import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    Future,
    ProcessPoolExecutor,
    wait,
)
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from benchmarks.simulations.networks import ALL_YEARS, ALONE, ONE_YEAR, Cell, Known, known_of
from benchmarks.simulations.runs import PARTS, Tally, merge, simulate
from benchmarks.simulations.swapped import SELECTIONS, simulate_swapped
from benchmarks.simulations.tables import cells_table, misses, power_table, swapped_table
from measurement.counting.answers import Answers
from measurement.example.load import load_example
from measurement.questionnaire.files.reading import load
from measurement.store import open_store

Place = Cell | str  # a kind of network, or a selection of the example
CENTRES, SIZES, MIXES = (19, 58), (5, 10, 20, 60), (ALONE, ONE_YEAR, ALL_YEARS)
TURN = 10  # runs at a time
QUICK = (
    Cell(19, 10, ALONE),
    Cell(19, 20, ONE_YEAR, unequal=True),
    Cell(19, 20, ALL_YEARS, unequal=True, different=True),
)
QUICK_SELECTIONS = ("all years", "2024-2025")


def every_cell() -> list[Cell]:
    """All kinds of network; where everybody answers once no item correlates with itself."""
    return [
        Cell(n_centres, n_answers, mix, unequal and mix != ALONE, different)
        for n_centres in CENTRES
        for n_answers in SIZES
        for mix in MIXES
        for unequal, different in ((False, False), (True, True))
    ]


def example() -> Answers:
    """The answers of the example."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(str(Path(folder) / "store.sqlite")) as store,
    ):
        load_example(store, load())
        return store.answers(load())


def measure(answers: Answers, known: Known, options: argparse.Namespace) -> dict[Place, Tally]:
    """The tallies of all cells and selections, until the runs or the minutes are over.

    Every place has its turn before any has the next, so that it can be ended at any moment.
    """
    ends = perf_counter() + 60 * options.minutes
    tallies: dict[Place, Tally] = {}
    pending: dict[Future[Tally], Place] = {}
    with ProcessPoolExecutor(options.processes, mp_context=get_context("spawn")) as pool:
        for place, runs in _turns(options):
            if perf_counter() > ends:
                break
            if isinstance(place, Cell):
                task = pool.submit(simulate, place, known, runs, options.seed, options.parts)
            else:
                task = pool.submit(
                    simulate_swapped, answers, place, runs, options.seed, options.parts
                )
            pending[task] = place
            if len(pending) >= 2 * options.processes:
                _collect(pending, tallies, FIRST_COMPLETED)
        _collect(pending, tallies, ALL_COMPLETED)
    return tallies


def _turns(options: argparse.Namespace) -> Iterator[tuple[Place, range]]:
    cells = QUICK if options.quick else every_cell()
    selections = QUICK_SELECTIONS if options.quick else tuple(SELECTIONS)
    chosen = [c for c in cells if not options.centres or c.n_centres in options.centres]
    places: list[Place] = [*selections, *chosen]
    for first in range(0, options.runs, TURN):
        runs = range(first, min(first + TURN, options.runs))
        yield from ((place, runs) for place in places)


def _collect(pending: dict[Future[Tally], Place], tallies: dict[Place, Tally], until: str) -> None:
    for task in wait(pending, return_when=until).done:
        merge(tallies.setdefault(pending.pop(task), {}), task.result())


def main() -> None:
    """Print the tables, and where a promise is not held."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.simulations", description=__doc__)
    asked.add_argument("--runs", type=int, help="networks per cell (250; quick: 20)")
    asked.add_argument("--minutes", type=float, default=20, help="begin no more runs after these")
    asked.add_argument("--seed", type=int, default=secrets.randbelow(2**31))
    asked.add_argument("--quick", action="store_true", help="three cells and two selections")
    asked.add_argument("--centres", type=int, nargs="*", choices=CENTRES, help="only these sizes")
    asked.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS, help="only these")
    asked.add_argument("--processes", type=int, default=2)
    options = asked.parse_args()
    options.runs = options.runs or (20 if options.quick else 250)
    answers = example()
    tallies = measure(answers, known_of(answers), options)
    cells = {place: tally for place, tally in tallies.items() if isinstance(place, Cell)}
    swapped = {place: tally for place, tally in tallies.items() if not isinstance(place, Cell)}
    print(f"Seed {options.seed}.\n")
    for table in (cells_table(cells), power_table(cells), swapped_table(swapped)):
        print(table, end="\n\n")
    print("\n".join(misses(tallies)) or "Every promise is held in every cell.")


if __name__ == "__main__":
    main()
